"""The Excel template: what is filled in comes back as it was typed."""

import io

import openpyxl

from evidence.sheets import matching, reading, template
from evidence.sheets.workbooks import LISTS
from tests import real_data

PACKAGE = real_data.package()
ROWS = {name: [row.values for row in rows] for name, rows in real_data.candidate().items()}


def opened() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template.workbook(PACKAGE, ROWS)))


def saved(book: openpyxl.Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_every_table_is_a_sheet_with_its_columns_and_a_row_of_help():
    book = opened()

    assert book.sheetnames == [*PACKAGE.tables, LISTS]
    for table in PACKAGE.tables.values():
        sheet = book[table.name]
        assert [cell.value for cell in sheet[1]] == list(table.field_names)
        assert all(cell.value.startswith("Help: ") for cell in sheet[2])
        assert sheet.freeze_panes == "B3"
        assert {sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]} == {
            "@"
        }


def test_help_says_title_unit_example_and_what_has_to_be_there():
    table = PACKAGE.tables["findings"]

    words = template.help_text(table, table.field("site_id"))

    assert words.startswith("Help: Site (required)\n")
    assert table.field("site_id").description in words
    assert "(required)" not in template.help_text(table, table.field("value"))


def test_lists_hold_the_values_that_may_be_chosen():
    book = opened()
    rules = {
        str(rule.sqref): rule.formula1 for rule in book["findings"].data_validations.dataValidation
    }
    letter = openpyxl.utils.get_column_letter(
        PACKAGE.tables["findings"].field_names.index("direction") + 1
    )
    listed = rules[f"{letter}3:{letter}10002"].removeprefix(f"{LISTS}!").replace("$", "")

    values = [cell.value for (cell,) in book[LISTS][listed]]

    assert values == [
        each.value for each in PACKAGE.tables["findings"].field("direction").categories
    ]


def test_what_is_filled_in_comes_back_table_by_table():
    book = opened()
    for name in ("sources", "sites", "findings"):
        for row in ROWS[name]:
            book[name].append([value or None for value in row.values()])

    block = reading.read_file(saved(book), "filled.xlsx")

    matches = matching.match_all(PACKAGE, block)
    assert [each.table for each in matches] == ["sources", "sites", "findings"]
    assert all(each.is_decided for each in matches)
    for match in matches:
        rows = [
            dict(zip(match.sheet.header, each.cells, strict=True)) for each in match.sheet.lines
        ]
        assert rows == ROWS[match.table or ""]
        assert match.sheet.lines[0].number == 3


def test_the_template_has_neither_macros_nor_formulas():
    book = opened()

    formulas = [
        cell.coordinate
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == []
    assert book.vba_archive is None
