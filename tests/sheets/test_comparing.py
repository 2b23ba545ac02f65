"""Rows of a sheet beside the published ones: new, changed cell by cell, unchanged or faulty."""

from evidence.rules import Problem
from evidence.sheets import comparing, matching, reading
from evidence.sheets.comparing import Difference
from evidence.store_tables import Stored, StoredTables
from evidence.workbench.submission import Entry
from tests import tiny_package

PACKAGE = tiny_package.PACKAGE
PUBLISHED: StoredTables = {
    "sources": {"nhs": Stored(tiny_package.NHS, 1)},
    "sites": {"kent": Stored(tiny_package.KENT, 1), "york": Stored(tiny_package.YORK, 3)},
    "steps": {"1": Stored({"number": "1", "step": "Begin"}, 1)},
}


def compared(text: str, table: str = "sites") -> list[Entry]:
    block = reading.read_pasted(text)
    match = matching.match(PACKAGE, block.sheets[0], table)
    return comparing.entries(PACKAGE, PUBLISHED, [match])


def test_a_row_whose_id_is_published_is_a_correction_of_it():
    (entry,) = compared("site_id,name\nyork,York and Selby\n")

    assert (entry.row_id, entry.opened_revision, entry.before) == ("york", 3, tiny_package.YORK)
    assert comparing.differences(entry) == [Difference("name", "York", "York and Selby")]


def test_a_column_that_the_sheet_lacks_keeps_its_value_and_an_empty_cell_empties_it():
    lacking, emptied = compared("site_id,source_id\nkent,nhs\n") + compared(
        "site_id,source_id\nkent,\n"
    )

    assert lacking.row == tiny_package.KENT
    assert emptied.row == {**tiny_package.KENT, "source_id": ""}
    assert comparing.differences(emptied) == [Difference("source_id", "nhs", "")]


def test_any_other_row_is_new_and_its_missing_columns_are_empty():
    (entry,) = compared("site_id,name\nhull,Hull\n")

    assert (entry.row_id, entry.before) == ("", None)
    assert entry.row == {"site_id": "hull", "name": "Hull", "note": "", "source_id": ""}


def test_new_rows_without_an_id_get_ids_that_nobody_has():
    entries = compared("number\tstep\n\tThen\n\tEnd\n4\tLate\n", "steps")

    assert [(each.row or {})["number"] for each in entries] == ["5", "6", "4"]


def test_the_place_of_a_row_is_its_number_in_the_sheet():
    assert [each.place for each in compared("site_id,name\n\nhull,Hull\nbath,Bath\n")] == [3, 4]


def test_rows_of_a_second_sheet_keep_their_number_too():
    block = reading.read_pasted("site_id,name\nhull,Hull\n")
    match = matching.match(PACKAGE, block.sheets[0], "sites")

    first, second = comparing.entries(PACKAGE, PUBLISHED, [match, match])

    assert first.place != second.place
    assert comparing.sheet_row(first) == comparing.sheet_row(second) == 2


def test_each_row_is_one_of_four():
    new, changed, unchanged, faulty = compared(
        "site_id,name\nhull,Hull\nkent,Kent and Medway\nyork,York\nbath,\n"
    )
    problems = {faulty.place: [Problem("sites.csv", None, "bath", "name", "", "is empty", "")]}

    assert [comparing.standing(each, problems) for each in (new, changed, unchanged, faulty)] == [
        "new",
        "changed",
        "unchanged",
        "faulty",
    ]
