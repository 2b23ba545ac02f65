"""The Excel template: a sheet a table, with help under each heading and lists to choose from."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from evidence.exports import cells
from evidence.schema import Field, Package, Table
from evidence.sheets import sheet
from evidence.sheets.workbooks import LISTS

FIRST_ROW, HELP_ROW = 3, 2
LAST_ROW = FIRST_ROW + sheet.ROWS_AT_MOST - 1
# Excel's mark for cells that hold text, so that 2015-03 and 1/4 stay as they are typed.
AS_TEXT = "@"
WIDTH, HELP_HEIGHT = 24, 120
HEADING_FILL = PatternFill("solid", fgColor="D8DDE0")
# The values of a list: each with its words, in order.
Choices = Sequence[tuple[str, str]]
TextRows = Mapping[str, Sequence[Mapping[str, str]]]


def workbook(package: Package, rows: TextRows) -> bytes:
    """The template as an Excel file without macros and without rows.

    Args:
        package: the schema; each table is a sheet, named as the table.
        rows: the published rows, whose ids are what a reference may take.
    """
    book = Workbook(write_only=True)
    lists: dict[str, tuple[str, Choices]] = {}
    for table in package.tables.values():
        _write_table(book.create_sheet(table.name), package, table, rows, lists)
    _write_lists(book.create_sheet(LISTS), lists)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def help_text(table: Table, field: Field) -> str:
    """What the row of help says of a column."""
    is_asked = field.required and field.name != table.key
    parts = [
        f"{sheet.HELP}{field.title}{' (required)' if is_asked else ''}",
        field.description,
        f"Unit: {field.unit}" if field.unit else "",
        f"Such as: {field.example}" if field.example else "",
        "Leave it empty in a new row, and a code is suggested." if field.name == table.key else "",
    ]
    return "\n".join(part for part in parts if part)


def _write_table(
    made: WriteOnlyWorksheet,
    package: Package,
    table: Table,
    rows: TextRows,
    lists: dict[str, tuple[str, Choices]],
) -> None:
    made.freeze_panes = f"B{FIRST_ROW}"
    for place, field in enumerate(table.fields, start=1):
        letter = get_column_letter(place)
        column = made.column_dimensions[letter]
        column.width, column.number_format = WIDTH, AS_TEXT
        _choose(made, package, table, field, letter, rows, lists)
    made.row_dimensions[HELP_ROW].height = HELP_HEIGHT
    made.append([_cell(made, field.name, is_heading=True) for field in table.fields])
    made.append([_cell(made, help_text(table, field)) for field in table.fields])


def _choose(
    made: WriteOnlyWorksheet,
    package: Package,
    table: Table,
    field: Field,
    letter: str,
    rows: TextRows,
    lists: dict[str, tuple[str, Choices]],
) -> None:
    """Put a drop-down on the column where its values are listed."""
    choices, is_closed = _choices(package, table, field, rows)
    if not choices:
        return
    reference = table.reference(field.name)
    name = f"{reference.table}.{reference.target}" if reference else f"{table.name}.{field.name}"
    if name not in lists:
        lists[name] = (get_column_letter(2 * len(lists) + 1), choices)
    listed, _ = lists[name]
    rule = DataValidation(
        type="list",
        formula1=f"{LISTS}!${listed}$2:${listed}${len(choices) + 1}",
        allow_blank=True,
        # A source that is new in this same workbook is in no list yet.
        showErrorMessage=is_closed,
        errorTitle="Not in the list",
        error=f"Choose a value of the list for {field.title}.",
    )
    rule.add(f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    made.data_validations.append(rule)


def _choices(package: Package, table: Table, field: Field, rows: TextRows) -> tuple[Choices, bool]:
    """The values of a drop-down, and whether no other may stand; none where all may."""
    if field.categories:
        return [(each.value, each.label) for each in field.categories], True
    if field.type == "boolean":
        return [("true", "yes"), ("false", "no")], True
    reference = table.reference(field.name)
    if reference is None:
        return [], False
    names = [(row[reference.target], _name(row)) for row in rows.get(reference.table, ())]
    return names, not package.tables[reference.table].foreign_keys and "sort_order" in (
        package.tables[reference.table].field_names
    )


def _name(row: Mapping[str, str]) -> str:
    return row.get("name") or row.get("title") or ""


def _write_lists(made: WriteOnlyWorksheet, lists: Mapping[str, tuple[str, Choices]]) -> None:
    longest = max((len(choices) for _, choices in lists.values()), default=0)
    made.append([_cell(made, each, is_heading=True) for name in lists for each in (name, "words")])
    for place in range(longest):
        line: list[object] = []
        for _, choices in lists.values():
            pair = choices[place] if place < len(choices) else ("", "")
            line += [_cell(made, each) if each else None for each in pair]
        made.append(line)


def _cell(made: WriteOnlyWorksheet, words: str, *, is_heading: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(made, cells.safe(words))
    cell.data_type, cell.number_format = "s", AS_TEXT
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_heading:
        cell.font, cell.fill = Font(bold=True), HEADING_FILL
    elif words.startswith(sheet.HELP):
        cell.font = Font(italic=True, color="4C6272")
    return cell
