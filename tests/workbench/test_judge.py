"""A submission is judged by the same rules, in the same words, as the command line judges files."""

import csv
from collections.abc import Iterator, Sequence

import pytest

from evidence import DATA, seed
from evidence.__main__ import main
from evidence.rules import Candidate, Problem, Row
from evidence.schema import Package
from evidence.store import Store
from evidence.workbench import drafts, judge, submission
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry, Submission
from tests import real_data, tiny_package
from tests.test_checks import BROKEN, Broken
from tests.test_rules import CELLS
from tests.tiny_package import KENT, NHS, YORK


def of(entries: Sequence[Entry]) -> Submission:
    """A draft with these rows that was never saved, so that it can hold any text."""
    at = "2026-01-01T00:00:00Z"
    return Submission(
        "d", "upload", "draft", "", "", "ann", "Ann", at, at,
        None, None, None, "", None, 1, None, len(entries), tuple(entries),
    )  # fmt: skip


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with the curated set."""
    opened = Store(tmp_path_factory.mktemp("curated"), real_data.package())
    assert seed.synchronise(opened, DATA).revision == 1
    yield opened
    opened.close()


def said(problems: Sequence[Problem]) -> set[tuple[str, ...]]:
    """What is said of which row; not of keys that stand twice, where a file can name the line."""
    return {
        (item.file, item.row_id, item.field, item.value, item.wrong, item.mend)
        for item in problems
        if "stands already in" not in item.wrong
    }


CELL_ENTRIES = [
    Entry(
        place, table, "", 0, None,
        {**real_data.row(table, row_id).values, column: text},
    )
    for place, (table, row_id, column, text, _, _) in enumerate(CELLS, 1)
]  # fmt: skip
# What is wrong with the row lies in rows that refer to it, so that a copy of it is not wrong.
JUDGED_BY_OTHERS = {"contract_status_fits_stages"}


def broken(place: int, case: Broken) -> Entry:
    """The broken row as a new one; where others make it wrong, as a correction of itself."""
    row = dict(real_data.row(case.table, case.row).values)
    cells = {column: text or "" for column, text in case.cells.items()}
    if case.check in JUDGED_BY_OTHERS:
        return Entry(place, case.table, case.row, 1, row, {**row, **cells})
    key = real_data.package().tables[case.table].key
    new_id = f"{case.row}-zz{place}"
    return Entry(place, case.table, "", 0, None, {**row, **cells, key: new_id})


BROKEN_ENTRIES = [broken(place, case) for place, case in enumerate(BROKEN, 1)]


@pytest.fixture(scope="module")
def cell_faults(curated: Store) -> dict[int, list[Problem]]:
    """The problems of every cell of tests/test_rules.py by its place in one submission."""
    return judge.problems_by_entry(curated, of(CELL_ENTRIES))


@pytest.fixture(scope="module")
def row_faults(curated: Store) -> dict[int, list[Problem]]:
    """The problems of every row of tests/test_checks.py by its place in one submission."""
    return judge.problems_by_entry(curated, of(BROKEN_ENTRIES))


@pytest.mark.parametrize("number", range(len(CELLS)), ids=[f"{c[2]}-{c[3][:20]!a}" for c in CELLS])
def test_a_fault_of_a_cell_is_found_in_its_entry(cell_faults, number):
    _, row_id, column, _, wrong, mend = CELLS[number]

    found = [item for item in cell_faults[number + 1] if item.field == column]

    assert [item for item in found if wrong in item.wrong and mend in item.mend]
    assert {(item.row_id, item.line) for item in found} == {(row_id, None)}


@pytest.mark.parametrize("place", range(1, len(BROKEN) + 1), ids=[case.check for case in BROKEN])
def test_a_row_that_breaks_a_check_is_found_in_its_entry(row_faults, place):
    case = BROKEN[place - 1]

    assert case.field in {item.field for item in row_faults[place]}


@pytest.mark.parametrize("entries", [CELL_ENTRIES, BROKEN_ENTRIES], ids=["cells", "rows"])
def test_the_words_are_those_of_the_rules_over_the_files(curated, entries):
    candidate = {name: [Row(row) for row in rows] for name, rows in curated.tables().items()}
    for entry in entries:
        kept = [
            row for row in candidate[entry.table] if not entry.row_id or row != Row(entry.before)
        ]
        candidate[entry.table] = [*kept, Row(entry.row)]

    assert said(judge.problems(curated, of(entries))) == said(real_data.problems_of(candidate))


def test_the_words_are_those_of_the_command_line(curated, tmp_path, capsys):
    folder = real_data.copied_to(tmp_path / "data")
    new = [entry for entry in BROKEN_ENTRIES if not entry.row_id]
    for entry in new:
        assert entry.row is not None
        described = real_data.package().tables[entry.table]
        with (folder / described.path).open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, described.field_names, lineterminator="\n").writerow(entry.row)

    assert main(["validate", str(folder)]) == 1

    printed = capsys.readouterr().out
    words = [(wrong, mend) for *_, wrong, mend in said(judge.problems(curated, of(new)))]
    assert len(words) > len(new) / 2
    assert [pair for pair in words if f": {pair[0]}: {pair[1]}\n" not in printed] == []


def found(store: Store, person: Person, draft: str) -> Submission:
    item = submission.found(store, person, draft)
    assert item is not None
    return item


def no_question_marks(package: Package, candidate: Candidate) -> list[Problem]:
    rows = [row for row in candidate["sites"] if "?" in row.values["note"]]
    return [tiny_package.problem(row, "note", "asks", "say") for row in rows]


def test_a_good_row_has_no_problem_beside_old_ones_of_others(store, ann):
    # The rule came after the row: what is published keeps its fault without blame for others.
    lax = Store(store.path.parent, store.package, check=lambda package, candidate: [])
    tiny_package.save(lax, tiny_package.added("sites", {**YORK, "note": "?"}), author="olive")
    lax.close()
    store.check = no_question_marks
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {"site_id": "bath", "name": "Bath"})

    assert judge.problems(store, found(store, ann, draft)) == []

    drafts.put(store, ann, draft, "sites", {"name": "Old York"}, opens="york")
    (problem,) = judge.problems(store, found(store, ann, draft))
    assert (problem.row_id, problem.field, problem.wrong) == ("york", "note", "asks")


def test_rows_are_judged_with_the_others_of_their_submission(store):
    source = Entry(1, "sources", "", 0, None, {"source_id": "new", "title": "New"})
    site = Entry(2, "sites", "", 0, None, {**YORK, "site_id": "bath", "source_id": "new"})

    assert judge.problems(store, of([source, site])) == []
    assert list(judge.problems_by_entry(store, of([site]))) == [2]


def test_a_problem_that_a_removal_brings_about_elsewhere_stands_under_no_entry(store):
    gone = Entry(1, "sources", "nhs", 1, NHS, None)

    found = judge.problems_by_entry(store, of([gone]))

    assert [(item.row_id, item.field) for item in found[judge.ELSEWHERE]] == [("kent", "source_id")]
    assert list(found) == [judge.ELSEWHERE]


def test_rows_without_an_id_and_with_the_same_id_are_told_apart(curated):
    site = dict(real_data.row("sites", "rushcliffe-principia").values)
    rows = [
        {**site, "site_id": "", "short_name": "One"},
        {**site, "site_id": "new-place", "short_name": "Two"},
        {**site, "site_id": "new-place", "short_name": "Three", "country": "Englnd"},
        {**site, "site_id": "", "short_name": "Four", "country": "Walse"},
    ]
    found = judge.problems_by_entry(
        curated, of([Entry(place, "sites", "", 0, None, row) for place, row in enumerate(rows, 1)])
    )

    fields = {place: {item.field for item in items} for place, items in found.items()}
    assert "site_id" in fields[1]
    assert {"site_id", "country"} <= fields[3]
    assert {"site_id", "country"} <= fields[4]
    assert "country" not in fields[1] | fields.get(2, set())


def test_the_id_of_a_published_row_cannot_be_corrected(store):
    renamed = Entry(1, "sites", "kent", 1, KENT, {**KENT, "site_id": "county"})

    (problem,) = judge.problems(store, of([renamed]))

    assert problem.row_id == "kent"
    assert problem.mend == "remove the old row and add one with the new id"


def test_a_row_that_says_what_a_published_one_says_is_blamed_itself(curated):
    copy = {**real_data.row("lessons", "con-01").values, "lesson_id": "aaa"}

    found = judge.problems_by_entry(curated, of([Entry(7, "lessons", "", 0, None, copy)]))

    # The rule points at the later id, which is the published one, and names this one.
    assert {item.row_id for item in found[7]} == {"con-01"}
    assert "the row aaa says the same" in found[7][0].wrong


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|x", "-2+3", "\t=1"])
def test_a_spreadsheet_formula_is_refused_in_every_text_field(curated, text):
    entries = []
    for table in real_data.package().tables.values():
        row = real_data.candidate()[table.name][0].values
        columns = [
            field
            for field in table.fields
            if field.type == "string" and field.name != table.key and not field.categories
        ]
        entries += [
            (field.name, table.name, {**row, table.key: f"zz-{field.name}", field.name: text})
            for field in columns
        ]

    found = judge.problems_by_entry(
        curated,
        of(
            [
                Entry(place, table, "", 0, None, row)
                for place, (_, table, row) in enumerate(entries, 1)
            ]
        ),
    )

    assert len(entries) > 60
    for place, (column, _, _) in enumerate(entries, 1):
        words = {item.wrong for item in found[place] if item.field == column}
        assert "the cell begins like a spreadsheet formula" in words
