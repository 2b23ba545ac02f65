"""Which revisions there were, what each did to which cells, and who stands behind it."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import seed, store_log
from evidence.store import Change, Store, UnknownRevision
from evidence.workbench import changelog, history, tables
from evidence.workbench.history import Cell
from evidence.workbench.wanted import Wanted
from tests import tiny_package
from tests.engines import OpenStore
from tests.tiny_package import FOLDER, KENT, PACKAGE, YORK, added, save


@pytest.fixture
def store(tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The folder on 20 November; Ann's York on the 21st; Ben's London and no York on the 22nd."""
    opened = open_store()
    on(monkeypatch, "2026-11-20T08:00:00Z")
    seed.synchronise(opened, tiny_package.write_folder(tmp_path / "data", FOLDER))
    on(monkeypatch, "2026-11-21T23:59:59Z")
    save(opened, added("sites", {**YORK, "note": "By the river", "source_id": "nhs"}))
    on(monkeypatch, "2026-11-22T00:00:00Z")
    london = {**KENT, "site_id": "london", "name": "London"}
    save(opened, added("sites", london), Change("sites", "york", None), author="Ben")
    return opened


def on(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    monkeypatch.setattr(store_log, "now", lambda: at)


def found(store: Store, wanted: Wanted) -> list[int]:
    return [each.revision.number for each in history.revisions(store, wanted)[0]]


def review(store: Store, number: int, **values: object) -> None:
    entry = {
        "revision": number,
        "entered_by": "Ann",
        "entered_at": "2026-11-20T10:00:00Z",
        "checked_by": "Ben",
        "checked_at": "2026-11-21T10:00:00Z",
        "comment": "Read against page 4",
        **values,
    }
    with store.writing() as connection:
        connection.execute(sa.insert(tables.revision_review), entry)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (Wanted(), [3, 2, 1]),
        (Wanted(table="sources"), [1]),
        (Wanted(table="sites", row_id="york"), [3, 2, 1]),
        (Wanted(row_id="london"), [3]),
        (Wanted(person="Ben"), [3]),
        (Wanted(person="data folder"), [1]),
        (Wanted(since="2026-11-21"), [3, 2]),
        (Wanted(until="2026-11-21"), [2, 1]),
        (Wanted(since="2026-11-21", until="2026-11-21"), [2]),
        (Wanted(text="by the RIVER"), [3, 2]),
        (Wanted(text="first load"), [1]),
        (Wanted(text="100%"), []),
        (Wanted(table="sites", person="Ann", since="2026-11-22"), []),
    ],
)
def test_revisions_are_found_by_table_row_person_day_and_text(
    store: Store, wanted: Wanted, numbers: list[int]
) -> None:
    assert found(store, wanted) == numbers


def test_revisions_come_in_pages_with_the_number_of_all(store: Store) -> None:
    page, n_all = history.revisions(store, limit=1, offset=1)
    assert ([each.revision.number for each in page], n_all) == ([2], 3)


def test_who_entered_and_who_checked_come_from_the_review_by_their_names(store: Store) -> None:
    review(store, 2)
    with store.writing() as connection:
        ann = sa.update(tables.person).where(tables.person.c.person_id == "Ann")
        connection.execute(ann.values(name="Ann Archer"))

    saved = history.revision(store, 2)

    assert (saved.entered_by, saved.entered_at) == ("Ann Archer", "2026-11-20T10:00:00Z")
    assert (saved.checked_by, saved.checked_at) == ("Ben", "2026-11-21T10:00:00Z")
    assert saved.comment == "Read against page 4"
    assert found(store, Wanted(person="Ann Archer")) == [2]
    assert found(store, Wanted(person="Ben")) == [3, 2]
    assert found(store, Wanted(text="page 4")) == [2]
    assert history.people(store) == ["Ann Archer", "Ben", "data folder"]


def test_without_a_review_the_author_entered_and_nobody_checked(store: Store) -> None:
    saved = history.revision(store, 3)
    assert (saved.entered_by, saved.entered_at) == ("Ben", "2026-11-22T00:00:00Z")
    assert (saved.checked_by, saved.checked_at, saved.is_reviewed) == ("", "", False)


def test_the_machines_user_is_named_without_its_prefix(store: Store) -> None:
    save(store, added("sites", {**KENT, "note": "x"}), author="local:ann")
    with store.writing() as connection:
        for table in (tables.role, tables.person):
            connection.execute(sa.delete(table).where(table.c.person_id == "local:ann"))
    assert history.revision(store, 4).entered_by == "ann"


def test_there_is_no_revision_beyond_the_newest(store: Store) -> None:
    with pytest.raises(UnknownRevision, match="no revision 4: the newest is 3"):
        history.revision(store, 4)


def test_cells_are_told_one_by_one(store: Store) -> None:
    (changed,), n_all = history.changes(store, 2)
    assert n_all == 1
    assert history.cells(PACKAGE, changed) == [
        Cell("note", "", "By the river"),
        Cell("source_id", "", "nhs"),
    ]


def test_an_added_and_a_removed_row_are_told_by_what_was_filled_in(store: Store) -> None:
    (london, york), _ = history.changes(store, 3)
    assert history.cells(PACKAGE, london) == [
        Cell("site_id", None, "london"),
        Cell("name", None, "London"),
        Cell("source_id", None, "nhs"),
    ]
    assert [(each.field, each.after) for each in history.cells(PACKAGE, york)] == [
        ("site_id", None),
        ("name", None),
        ("note", None),
        ("source_id", None),
    ]


def test_changes_come_in_the_order_of_the_package_by_pages(store: Store) -> None:
    first, n_all = history.changes(store, 1, limit=2)
    rest, _ = history.changes(store, 1, limit=2, offset=2)
    assert n_all == 4
    assert [(each.table, each.row_id) for each in first + rest] == [
        ("sources", "nhs"),
        ("sites", "kent"),
        ("sites", "york"),
        ("steps", "1"),
    ]
    only, n_only = history.changes(store, 1, Wanted(table="sites", row_id="york"))
    assert ([each.row_id for each in only], n_only) == (["york"], 1)


def test_the_history_of_a_row_is_every_revision_that_touched_it(store: Store) -> None:
    touched = history.of_row(store, "sites", "york")
    assert [saved.revision.number for saved, _ in touched] == [3, 2, 1]
    assert [change.after is None for _, change in touched] == [True, False, False]
    assert history.of_row(store, "sites", "nowhere") == []


@pytest.mark.parametrize(
    ("date", "number"),
    [("2026-11-19", 0), ("2026-11-20", 1), ("2026-11-21", 2), ("2026-11-22", 3), ("2099-01-01", 3)],
)
def test_a_day_has_the_newest_revision_saved_by_its_end(
    store: Store, date: str, number: int
) -> None:
    assert history.revision_at(store, date) == number


def test_a_clock_that_runs_backwards_does_not_turn_the_log_around(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, "2020-01-01T00:00:00Z")
    saved = save(store, added("sites", {**KENT, "note": "later"}))
    assert (saved.number, saved.at) == (4, "2026-11-22T00:00:00Z")
    assert history.revision_at(store, "2020-01-01") == 0
    assert history.revision_at(store, "2026-11-22") == 4


def test_the_changelog_tells_each_revision_in_words_and_counts(store: Store) -> None:
    lines = changelog.changelog(store)
    assert [(line.revision, line.date, line.counts) for line in lines] == [
        (3, "2026-11-22", ("sites: 1 added, 1 removed",)),
        (2, "2026-11-21", ("sites: 1 changed",)),
        (1, "2026-11-20", ("sources: 1 added", "sites: 2 added", "steps: 1 added")),
    ]
    assert [line.message for line in lines[:2]] == ["Say why", "Say why"]
    assert [line.revision for line in changelog.changelog(store, limit=1, offset=1)] == [2]
