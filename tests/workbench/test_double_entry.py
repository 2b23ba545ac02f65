"""Blind double entry: who sees what and when, and what is published of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence import cell_rules
from evidence.rules import Candidate, Problem
from evidence.schema import Package
from evidence.store import Change, NotAllowed, Rejected, Store, StoreError
from evidence.workbench import (
    as_if,
    double_entry,
    double_entry_publishing,
    drafts,
    history,
    readings,
    review,
    submission,
)
from evidence.workbench.double_entry_publishing import Compared
from evidence.workbench.double_entry_settling import Alone, Settling, as_json, from_json
from evidence.workbench.person import READER, Person
from evidence.workbench.wanted import Wanted
from tests import tiny_package
from tests.data_fixtures import Tables
from tests.workbench.double_entries import ADMISSIONS, SOURCE, STAYS, entered, handed_in


def check(package: Package, candidate: Candidate) -> list[Problem]:
    """The rules of one row of the findings alone, which take less time than all."""
    table, rows = package.tables["findings"], candidate["findings"]
    return [
        Problem(table.path, row.line, row.values["finding_id"], column.name, value, *fault)
        for row in rows
        for column in table.fields
        for value in (row.values[column.name],)
        for fault in [cell_rules.judge(column, value, is_reference=False)]
        if fault is not None
    ]


@pytest.fixture
def store(tmp_path: Path, package: Package, tiny_tables: Tables) -> Iterator[Store]:
    opened = Store(tmp_path, package, check=check)
    changes = [
        Change(name, row[package.tables[name].key], row)
        for name, rows in tiny_tables.items()
        for row in rows
    ]
    opened.commit(changes, author="data", message="Load", save_id="load", kind="data folder")
    yield opened
    opened.close()


@pytest.fixture
def ann(store: Store) -> Person:
    return tiny_package.let(store, "Ann", "analyst")


@pytest.fixture
def bo(store: Store) -> Person:
    return tiny_package.let(store, "Bo", "analyst")


@pytest.fixture
def rita(store: Store) -> Person:
    return tiny_package.let(store, "Rita", "reviewer")


@pytest.fixture
def task_id(store: Store, ann: Person, bo: Person, rita: Person) -> str:
    return double_entry.start(store, rita, SOURCE, ann.person_id, bo.person_id)


def seen(store: Store, person: Person, task_id: str) -> Compared:
    found = double_entry_publishing.compared(store, person, task_id)
    assert found is not None
    return found


def test_neither_sees_the_other_until_both_have_handed_in(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    of_ann = handed_in(store, ann, task_id, ADMISSIONS)
    of_bo = entered(store, bo, task_id, STAYS)

    for person in (bo, rita, READER):
        assert submission.found(store, person, of_ann) is None
        assert double_entry_publishing.compared(store, person, task_id) is None
    assert submission.found(store, ann, of_bo) is None
    assert (review.queue(store), as_if.look(store).rows) == ([], frozenset())

    double_entry.hand_in(store, bo, task_id)

    for person, sheet in ((ann, of_bo), (bo, of_ann), (rita, of_ann), (rita, of_bo)):
        assert submission.found(store, person, sheet) is not None
    assert submission.found(store, READER, of_ann) is None
    assert review.queue(store) == []
    assert [*seen(store, rita, task_id).first] == [1]


def test_a_task_is_seen_by_the_two_and_by_reviewers(
    store: Store, task_id: str, ann: Person, rita: Person
) -> None:
    other = tiny_package.let(store, "Olga", "analyst")

    for person, n_seen in ((ann, 1), (rita, 1), (other, 0), (READER, 0)):
        assert len(double_entry.tasks(store, person)) == n_seen
        assert (double_entry.task(store, person, task_id) is not None) == bool(n_seen)
    (task,) = double_entry.tasks(store, ann)
    assert (task.source_title, task.names) == ("Gamma and delta compared", "Ann and Bo")
    assert double_entry.task(store, rita, "no such") is None


def test_a_sheet_is_begun_once(store: Store, task_id: str, ann: Person) -> None:
    first = double_entry.begin(store, ann, task_id)

    assert double_entry.begin(store, ann, task_id) == first
    assert [item.submission_id for item in submission.own(store, ann)] == [first]


@pytest.mark.parametrize(
    ("source", "second", "said"),
    [
        ("atlantis", "Bo", "no source atlantis"),
        (SOURCE, "Ann", "Two different people"),
        (SOURCE, "Nobody", "Nobody has no role"),
    ],
)
def test_a_task_needs_a_source_and_two_people_with_a_role(
    store: Store, ann: Person, bo: Person, rita: Person, source: str, second: str, said: str
) -> None:
    with pytest.raises(StoreError, match=said):
        double_entry.start(store, rita, source, "Ann", second)

    assert double_entry.tasks(store, rita) == []


def test_only_a_reviewer_starts_or_closes(
    store: Store, task_id: str, ann: Person, rita: Person
) -> None:
    with pytest.raises(NotAllowed):
        double_entry.start(store, ann, SOURCE, "Ann", "Bo")
    with pytest.raises(NotAllowed):
        double_entry.close(store, ann, task_id)

    double_entry.close(store, rita, task_id)

    with pytest.raises(StoreError, match="was closed at"):
        double_entry.begin(store, ann, task_id)
    with pytest.raises(StoreError, match="was closed at"):
        double_entry.close(store, rita, task_id)


def test_somebody_else_cannot_enter_it(store: Store, task_id: str, rita: Person) -> None:
    with pytest.raises(StoreError, match="Ann and Bo enter this source"):
        double_entry.begin(store, rita, task_id)


def test_only_new_findings_of_the_source_are_handed_in(
    store: Store, task_id: str, ann: Person
) -> None:
    with pytest.raises(StoreError, match="Nothing was entered yet"):
        double_entry.hand_in(store, ann, task_id)
    sheet = entered(store, ann, task_id, ADMISSIONS | {"source_id": "audit-2019"})
    with pytest.raises(StoreError, match="is of the source audit-2019"):
        double_entry.hand_in(store, ann, task_id)
    drafts.put(store, ann, sheet, "findings", {"source_id": SOURCE}, place=1)
    drafts.put(store, ann, sheet, "sites", {"summary": "Other"}, opens="beta")
    with pytest.raises(StoreError, match="Row 2 is not a new finding"):
        double_entry.hand_in(store, ann, task_id)
    drafts.drop(store, ann, sheet, 2)

    double_entry.hand_in(store, ann, task_id)

    assert double_entry.tasks(store, ann)[0].first_in_at is not None


def test_what_breaks_a_rule_is_not_handed_in(store: Store, task_id: str, ann: Person) -> None:
    entered(store, ann, task_id, ADMISSIONS | {"direction": "better"})

    with pytest.raises(Rejected, match="direction"):
        double_entry.hand_in(store, ann, task_id)

    assert double_entry.tasks(store, ann)[0].first_in_at is None


def test_nobody_begins_again_after_handing_in(
    store: Store, task_id: str, ann: Person, bo: Person
) -> None:
    sheet = handed_in(store, ann, task_id, ADMISSIONS)
    review.withdraw(store, ann, sheet, comment="")

    with pytest.raises(StoreError, match="You have handed in"):
        double_entry.begin(store, ann, task_id)
    handed_in(store, bo, task_id, STAYS)
    assert seen(store, ann, task_id).first[1]["value"] == "-4"


def test_what_was_handed_in_goes_no_other_way(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    sheet = handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, ADMISSIONS)

    with pytest.raises(StoreError, match="blind double entry"):
        review.publish(store, rita, sheet, seen_version=2, comment="Fine")
    with pytest.raises(StoreError, match="blind double entry"):
        review.send_back(store, rita, sheet, comment="Again")


def test_neither_of_the_two_settles(store: Store, task_id: str, ann: Person, bo: Person) -> None:
    tiny_package.let(store, "Ann", "owner")
    handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, ADMISSIONS)

    with pytest.raises(NotAllowed, match="a third person"):
        double_entry_publishing.settle(store, ann, task_id, comment="All equal.")
    with pytest.raises(NotAllowed, match="a third person"):
        double_entry.decide(store, ann, task_id, lambda settled: settled)
    with pytest.raises(NotAllowed, match="needs the role of reviewer"):
        double_entry_publishing.settle(store, bo, task_id, comment="All equal.")
    assert store.revision() == 1


def test_nothing_is_settled_before_both_are_in(
    store: Store, task_id: str, ann: Person, rita: Person
) -> None:
    handed_in(store, ann, task_id, ADMISSIONS)

    with pytest.raises(StoreError, match="Not both have handed in"):
        double_entry_publishing.settle(store, rita, task_id, comment="Fine.")


def test_settled_findings_are_published_with_all_three(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    of_ann = handed_in(store, ann, task_id, ADMISSIONS, STAYS)
    of_bo = handed_in(store, bo, task_id, ADMISSIONS | {"value": "-4.0", "direction": "unclear"})
    found = seen(store, rita, task_id)
    assert [pair.differing for pair in found.agreement.pairs] == [("direction", "value")]
    assert (found.agreement.only_first, found.n_open) == ((2,), 3)

    def take(change: Settling) -> Settling:
        return change.with_cell((1, 1), "value", "-4.0").with_cell((1, 1), "direction", "mixed")

    double_entry.decide(store, rita, task_id, take)
    with pytest.raises(StoreError, match="1 decision is missing"):
        double_entry_publishing.settle(store, rita, task_id, comment="Checked.")
    double_entry.decide(
        store,
        rita,
        task_id,
        lambda settled: settled.with_alone("first", 2, Alone(False, "In another table.")),
    )
    revision = double_entry_publishing.settle(store, rita, task_id, comment="Checked.")

    assert revision is not None
    assert (revision.number, revision.added, revision.message) == (2, 1, "Checked.")
    rows = {row["finding_id"]: row for row in store.tables()["findings"]}
    assert (rows["beta-readmissions"]["value"], rows["beta-readmissions"]["direction"]) == (
        "-4.0",
        "mixed",
    )
    assert "beta-stay" not in rows
    saved = history.revision(store, 2)
    assert (saved.entered_by, saved.checked_by) == ("Ann and Bo", "Rita")
    assert history.people(store) == ["Ann", "Bo", "Rita", "data"]
    for who in ("Ann", "Bo", "Rita"):
        listed, _ = history.revisions(store, Wanted(person=who))
        assert [each.revision.number for each in listed] == [2], who
    words = [row for row in readings.readings(store, 2).to_pylist() if row["revision"] == 2]
    assert [row["entered_by"] for row in words] == ["Ann and Bo"]
    assert "Entered by Ann and Bo on" in words[0]["words"]
    for sheet, value in ((of_ann, "-4"), (of_bo, "-4.0")):
        kept = submission.found(store, rita, sheet)
        assert kept is not None
        assert (kept.state, kept.revision) == ("published", 2)
        assert kept.entries[0].row is not None
        assert kept.entries[0].row["value"] == value
    (task,) = double_entry.tasks(store, rita)
    assert (task.settled_by, task.revision) == ("Rita", 2)
    assert task.settled.alone["first", 2].reason == "In another table."
    with pytest.raises(StoreError, match="was closed"):
        double_entry_publishing.settle(store, rita, task_id, comment="Twice.")
    assert store.revision() == 2


def test_settled_rows_keep_the_rules(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, ADMISSIONS | {"value": "-5"})
    double_entry.decide(
        store, rita, task_id, lambda settled: settled.with_cell((1, 1), "value", "four")
    )

    (problem,) = double_entry_publishing.problems(store, seen(store, rita, task_id))
    assert (problem.field, problem.value) == ("value", "four")
    with pytest.raises(Rejected, match="four"):
        double_entry_publishing.settle(store, rita, task_id, comment="Checked.")
    assert store.revision() == 1
    assert double_entry.tasks(store, rita)[0].closed_at is None


def test_an_id_that_is_taken_gets_a_number(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, STAYS | {"finding_id": "beta-readmissions"})

    def keep_both(settled: Settling) -> Settling:
        return settled.with_alone("first", 1, Alone(True)).with_alone("second", 1, Alone(True))

    double_entry.decide(store, rita, task_id, keep_both)
    double_entry_publishing.settle(store, rita, task_id, comment="Both are there.")

    names = {row["finding_id"] for row in store.tables()["findings"]}
    assert {"beta-readmissions", "beta-readmissions-2"} <= names


def test_where_nothing_is_kept_nothing_is_published(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, STAYS)

    def leave_out(settled: Settling) -> Settling:
        left = Alone(False, "Not of this site.")
        return settled.with_alone("first", 1, left).with_alone("second", 1, left)

    double_entry.decide(store, rita, task_id, leave_out)

    assert double_entry_publishing.settle(store, rita, task_id, comment="None.") is None
    assert store.revision() == 1
    assert double_entry.tasks(store, rita)[0].settled_by == "Rita"


def test_left_out_needs_a_reason(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, ADMISSIONS, STAYS)
    double_entry.decide(
        store, rita, task_id, lambda settled: settled.with_alone("second", 2, Alone(False, " "))
    )

    assert seen(store, rita, task_id).n_open == 1
    with pytest.raises(StoreError, match="1 decision is missing"):
        double_entry_publishing.settle(store, rita, task_id, comment="Fine.")


def test_decisions_of_two_people_stand_side_by_side(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    sam = tiny_package.let(store, "Sam", "reviewer")
    handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, ADMISSIONS | {"value": "-5", "period": "2016"})
    double_entry.decide(
        store, rita, task_id, lambda settled: settled.with_cell((1, 1), "value", "-5")
    )
    double_entry.decide(
        store, sam, task_id, lambda settled: settled.with_cell((1, 1), "period", "2016")
    )

    assert seen(store, rita, task_id).n_open == 0
    double_entry.decide(
        store, rita, task_id, lambda settled: settled.with_cell((1, 1), "value", None)
    )
    assert seen(store, rita, task_id).n_open == 1


def test_two_findings_that_look_alike_are_parted_and_joined(
    store: Store, task_id: str, ann: Person, bo: Person, rita: Person
) -> None:
    handed_in(store, ann, task_id, ADMISSIONS)
    handed_in(store, bo, task_id, ADMISSIONS | {"value": "-5"})

    double_entry.decide(store, rita, task_id, lambda settled: settled.with_apart((1, 1), True))
    parted = seen(store, rita, task_id)
    assert (parted.agreement.pairs, parted.n_open) == ((), 2)

    double_entry.decide(store, rita, task_id, lambda settled: settled.with_apart((1, 1), False))
    assert len(seen(store, rita, task_id).agreement.pairs) == 1


def test_decisions_are_kept_as_they_were_made() -> None:
    settled = (
        Settling()
        .with_cell((1, 7), "value", "")
        .with_apart((2, 3), True)
        .with_alone("second", 4, Alone(False, "Twice"))
    )

    assert from_json(as_json(settled)) == settled
    assert from_json(None) == Settling()
    assert replace(settled, alone={}) == settled.with_alone("second", 4, None)
