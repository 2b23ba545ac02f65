"""Sheets and columns find their table: by name, by title, or by somebody's word."""

import pytest

from evidence.sheets import matching
from evidence.sheets.sheet import Block, Line, Sheet
from tests import real_data

PACKAGE = real_data.package()


def made(name: str, header: list[str], *rows: list[str]) -> Sheet:
    lines = tuple(Line(number, tuple(row)) for number, row in enumerate(rows, start=2))
    return Sheet(name, tuple(header), lines)


def fields(match: matching.Match) -> list[tuple[str | None, str, str | None]]:
    return [(each.field, each.how, each.offered) for each in match.columns]


def test_a_sheet_is_known_by_the_name_or_the_title_of_a_table():
    for name in ("contract_stages", "Contract stages", "CONTRACT-STAGES"):
        assert matching.table_of(PACKAGE, made(name, ["x"], ["1"])) == "contract_stages"


def test_a_sheet_with_another_name_is_known_by_most_of_its_columns():
    header = ["finding_id", "direction", "polarity", "evidence_status", "Own remark"]

    assert matching.table_of(PACKAGE, made("Sheet1", header, [""] * 5)) == "findings"


def test_columns_that_could_be_of_several_tables_leave_the_table_open():
    assert matching.table_of(PACKAGE, made("Sheet1", ["source_id", "locator"], ["a", "b"])) is None
    assert matching.table_of(PACKAGE, made("Sheet1", ["x", "y"], ["a", "b"])) is None


def test_a_table_whose_names_are_close_is_offered_and_not_taken():
    found = made("rows", ["find id", "Site", "Domain", "Mesure", "Foo"], ["a"] * 5)

    (match,) = matching.match_all(PACKAGE, Block("rows.csv", (found,)))

    assert (match.table, match.offered, match.is_decided) == (None, "findings", False)
    assert fields(matching.match(PACKAGE, found, match.offered)) == [
        (None, "unknown", "finding_id"),
        ("site_id", "title", None),
        (None, "unknown", "outcome_domain"),
        (None, "unknown", "measure"),
        (None, "unknown", None),
    ]


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_a_row_of_data_read_as_names_offers_no_table_and_no_column(table):
    for row in real_data.candidate()[table]:
        data = list(row.values.values())
        found = made("pasted rows", data, data)

        assert matching.likely_table(PACKAGE, found) is None, data
        assert not matching.has_names(PACKAGE, found, None), data
        offered = [each.offered for each in matching.match(PACKAGE, found, table).columns]
        assert matching.has_names(PACKAGE, found, table) or not any(offered), data


def test_names_are_known_as_names_in_any_table_and_in_one():
    found = made("x", ["find id", "Site"], ["a", "b"])

    assert matching.has_names(PACKAGE, found, None)
    assert matching.has_names(PACKAGE, found, "findings")
    assert not matching.has_names(PACKAGE, found, "designs")
    assert not matching.has_names(PACKAGE, made("x", ["Site", *"abcd"], [""] * 5), None)


def test_columns_match_by_name_then_by_title_and_close_ones_are_only_offered():
    table = PACKAGE.tables["sources"]
    header = ["source_id", table.field("publisher").title.upper(), "titel", "zzzz", ""]

    match = matching.match(PACKAGE, made("sources", header, ["a", "b", "c", "d", "e"]), "sources")

    assert fields(match) == [
        ("source_id", "name", None),
        ("publisher", "title", None),
        (None, "unknown", "title"),
        (None, "unknown", None),
        (None, "unknown", None),
    ]
    assert [each.shown for each in match.undecided] == [
        "titel",
        "zzzz",
        "column E, which has no name",
    ]


def test_a_heading_that_stands_twice_is_taken_once_and_asked_about():
    match = matching.match(
        PACKAGE, made("sources", ["source_id", "title", "title"], ["a", "b", "c"]), "sources"
    )

    assert [each.field for each in match.columns] == ["source_id", "title", None]
    assert [each.place for each in match.undecided] == [2]


def test_an_unknown_column_without_values_needs_no_word():
    match = matching.match(PACKAGE, made("sources", ["title", "mine"], ["a", ""]), "sources")

    assert match.is_decided


def test_what_somebody_decides_is_taken_and_what_is_left_out_is_listed():
    header = ["source_id", "titel", "mine"]
    match = matching.match(PACKAGE, made("sources", header, ["a", "b", "c"]), "sources")

    answered = matching.decided(match, {1: "title", 2: None})

    assert answered.is_decided
    assert [each.field for each in answered.columns] == ["source_id", "title", None]
    assert [each.shown for each in answered.left_out] == ["mine"]


def test_two_columns_cannot_be_the_same_one():
    header = ["source_id", "titel", "titles"]
    match = matching.match(PACKAGE, made("sources", header, ["a", "b", "c"]), "sources")

    answered = matching.decided(match, {1: "title", 2: "title"})

    assert [each.shown for each in answered.undecided] == ["titles"]
