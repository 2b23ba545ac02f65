"""The store: saves, history, refusals, and what survives a fault."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from evidence.rules import Candidate, Problem
from evidence.schema import Package
from evidence.store import (
    Change,
    EditConflict,
    Rejected,
    Store,
    StoreError,
    UnknownRevision,
)
from tests import tiny_package
from tests.engines import OpenStore
from tests.tiny_package import EMPTY, KENT, NHS, PACKAGE, YORK, added, save


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


def test_new_store_is_empty(store: Store) -> None:
    assert (store.revision(), store.tables(), store.revisions()) == (0, EMPTY, [])


def test_save_is_one_revision_with_its_counts(store: Store) -> None:
    save(store, added("sources", NHS), added("sites", KENT), added("sites", YORK))
    second = save(store, added("sites", {**KENT, "note": "Coast"}), Change("sites", "york", None))

    assert (second.number, second.author, second.message) == (2, "Ann", "Say why")
    assert second.kind == "app"
    assert (second.added, second.changed, second.removed) == (0, 1, 1)
    assert [(item.number, item.added) for item in store.revisions()] == [(2, 0), (1, 3)]
    assert store.revisions(limit=1) == [second]
    assert store.tables() == {"sources": [NHS], "sites": [{**KENT, "note": "Coast"}], "steps": []}


def test_time_of_a_revision_is_utc(store: Store) -> None:
    at = save(store, added("sources", NHS)).at

    assert len(at) == len("2026-11-21T09:30:00Z")
    assert (at[4], at[10], at[-1]) == ("-", "T", "Z")


def test_rows_are_kept_character_by_character(store: Store) -> None:
    name = ' 007.50 "Ålesund", £5\r\nnext\tline '
    save(store, added("sites", {**YORK, "name": name}))

    assert store.tables()["sites"][0]["name"] == name
    assert store.tables(1)["sites"][0]["name"] == name


def test_rows_stand_by_key_and_numbers_by_size(store: Store) -> None:
    steps = [added("steps", {"number": number, "step": ""}) for number in ("10", "9", "1")]
    sites = [added("sites", {**YORK, "site_id": name}) for name in ("b-2", "b-10", "a")]
    save(store, *steps, *sites)

    for tables in (store.tables(), store.tables(1)):
        assert [row["number"] for row in tables["steps"]] == ["1", "9", "10"]
        assert [row["site_id"] for row in tables["sites"]] == ["a", "b-10", "b-2"]


def test_repeated_save_is_made_once(store: Store) -> None:
    first = save(store, added("sources", NHS), save_id="form-1")
    again = save(store, added("sources", {**NHS, "title": "Other"}), save_id="form-1")

    assert again == first
    assert store.revision() == 1
    assert store.tables()["sources"] == [NHS]


def test_save_without_difference_writes_no_revision(store: Store) -> None:
    first = save(store, added("sources", NHS))

    assert save(store, added("sources", NHS), Change("sites", "none", None)) == first
    assert store.revision() == 1


def test_save_of_nothing_in_an_empty_store_is_revision_0(store: Store) -> None:
    assert save(store, Change("sites", "none", None)).number == 0


def test_older_revisions_stay_readable(store: Store) -> None:
    save(store, added("sources", NHS), added("sites", KENT))
    save(store, Change("sites", "kent", None))
    save(store, added("sites", {**KENT, "note": "Back"}))

    assert store.tables(0) == EMPTY
    assert [len(store.tables(number)["sites"]) for number in (1, 2, 3)] == [1, 0, 1]
    assert store.tables(1)["sites"] == [KENT]
    assert store.tables(3) == store.tables()


@pytest.mark.parametrize("number", [-1, 2])
def test_unknown_revision_is_refused(store: Store, number: int) -> None:
    save(store, added("sources", NHS))

    with pytest.raises(UnknownRevision, match="the newest is 1"):
        store.tables(number)


def test_changes_show_before_and_after(store: Store) -> None:
    save(store, added("sources", NHS), added("sites", KENT))
    save(store, added("sites", {**KENT, "note": "Coast"}), Change("sources", "other", None))

    (change,) = store.changes(2)
    assert (change.table, change.row_id) == ("sites", "kent")
    assert (change.before, change.after) == (KENT, {**KENT, "note": "Coast"})
    assert [item.table for item in store.changes(1)] == ["sources", "sites"]


def test_problems_stop_the_whole_save(store: Store) -> None:
    with pytest.raises(Rejected) as refusal:
        save(store, added("sites", YORK), added("sites", KENT))

    (problem,) = refusal.value.problems
    assert (problem.row_id, problem.field, problem.wrong) == ("kent", "source_id", "no such source")
    assert (store.revision(), store.tables()) == (0, EMPTY)


def test_removing_a_row_that_others_need_is_refused(store: Store) -> None:
    save(store, added("sources", NHS), added("sites", KENT))

    with pytest.raises(Rejected, match="no such source"):
        save(store, Change("sources", "nhs", None))
    assert store.tables()["sources"] == [NHS]


def test_old_problem_stops_only_saves_of_its_own_row(open_store: OpenStore) -> None:
    nameless = {**YORK, "note": "x"}
    before = open_store(check=lambda package, candidate: [])
    save(before, added("sites", nameless))
    before.close()

    def no_note(package: Package, candidate: Candidate) -> list[Problem]:
        return [
            tiny_package.problem(row, "note", "is not empty", "empty it")
            for row in candidate["sites"]
            if row.values["note"]
        ]

    after = open_store(check=no_note)
    save(after, added("sources", NHS))
    with pytest.raises(Rejected, match="empty it"):
        save(after, added("sites", {**nameless, "name": "Yorkshire"}))
    save(after, added("sites", YORK))

    assert after.revision() == 3


def test_foreign_keys_hold_even_without_rules(open_store: OpenStore) -> None:
    unruled = open_store(check=lambda package, candidate: [])

    with pytest.raises(StoreError, match="would not fit together"):
        save(unruled, added("sites", KENT))
    assert (unruled.revision(), unruled.tables()) == (0, EMPTY)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (Change("towns", "a", None), "no such table"),
        (Change("sources", "nhs", {"source_id": "nhs"}), "lacks title"),
        (Change("sources", "nhs", {**NHS, "isbn": "1"}), "no column isbn"),
        (Change("sources", "bma", NHS), "another source_id, nhs"),
    ],
)
def test_row_of_another_shape_is_refused(store: Store, change: Change, wrong: str) -> None:
    with pytest.raises(Rejected, match=wrong):
        save(store, change)


def test_same_id_twice_in_a_save_is_refused(store: Store) -> None:
    with pytest.raises(Rejected) as refusal:
        save(store, added("sites", YORK), added("sites", {**YORK, "name": "New York"}))

    assert [problem.row_id for problem in refusal.value.problems] == ["york", "york"]


def test_second_editor_is_told_who_and_when(store: Store) -> None:
    save(store, added("sites", YORK))
    opened = store.row_revision("sites", "york")
    theirs = save(store, added("sites", {**YORK, "note": "theirs"}), author="Ben")

    with pytest.raises(EditConflict) as refusal:
        save(store, added("sites", {**YORK, "note": "mine"}, opened))

    (clash,) = refusal.value.clashes
    assert (clash.row, clash.revision) == ({**YORK, "note": "theirs"}, theirs)
    assert f"saved by Ben at {theirs.at} (revision 2)" in str(refusal.value)
    assert store.tables()["sites"] == [{**YORK, "note": "theirs"}]


def test_editor_of_a_removed_row_is_told(store: Store) -> None:
    save(store, added("sites", YORK))
    save(store, Change("sites", "york", None), author="Ben")

    with pytest.raises(EditConflict, match="deleted by Ben"):
        save(store, added("sites", {**YORK, "note": "mine"}, 1))


def test_new_row_does_not_replace_another_of_that_id(store: Store) -> None:
    save(store, added("sites", YORK), author="Ben")

    with pytest.raises(EditConflict, match="saved by Ben"):
        save(store, added("sites", {**YORK, "name": "New York"}, 0))


def test_row_saved_from_its_present_state_is_accepted(store: Store) -> None:
    save(store, added("sites", YORK))
    save(store, added("sources", NHS))
    save(store, added("sites", {**YORK, "note": "mine"}, store.row_revision("sites", "york")))

    assert store.row_revision("sites", "york") == 3
    assert store.row_revision("sites", "none") == 0


def test_same_edit_by_two_editors_is_no_conflict(store: Store) -> None:
    save(store, added("sites", YORK))
    save(store, added("sites", {**YORK, "note": "same"}))

    assert save(store, added("sites", {**YORK, "note": "same"}, 1)).number == 2


def test_saves_at_the_same_time_all_arrive(store: Store) -> None:
    def add_site(number: int) -> int:
        row = {**YORK, "site_id": f"site-{number}"}
        return save(store, added("sites", row), save_id=f"form-{number}").number

    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(add_site, range(12)))

    assert sorted(numbers) == list(range(1, 13))
    assert len(store.tables()["sites"]) == 12


def test_reader_sees_one_state_while_others_save(store: Store) -> None:
    save(store, added("sources", NHS))
    with store.reading() as connection:
        before = store.rows_within(connection)
        save(store, added("sites", KENT))
        assert store.rows_within(connection) == before
    assert store.revision() == 2


def test_store_keeps_what_was_saved_after_closing(store: Store, open_store: OpenStore) -> None:
    save(store, added("sources", NHS))
    store.close()

    assert open_store().tables()["sources"] == [NHS]


def test_file_is_written_through_to_the_disk(tmp_path: Path) -> None:
    again = Store(tmp_path, PACKAGE)
    with again.reading() as connection:
        settings_found = [
            connection.exec_driver_sql(f"pragma {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    again.close()
    assert settings_found == ["wal", 2, 1]
