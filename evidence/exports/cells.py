"""Cells of files that spreadsheets open: no text is taken for a formula."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from evidence import numerals

Cell = str | int | float | None

# With one of these in front a spreadsheet takes a text for a formula, or skips to what follows it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    # Control characters can stand in no spreadsheet's cell.
    text: str = ILLEGAL_CHARACTERS_RE.sub("", cell)
    if text.startswith(FORMULA_STARTS) and not numerals.begins_like_number(text):
        return f"'{text}"
    return text
