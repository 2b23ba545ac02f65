"""Cells longer than any table takes: their beginning is kept, as a fault of that cell alone.

What is kept is as long as a cell may be, and so longer than any column takes; the rules refuse it
until somebody shortens it. Its last words say how long the cell was.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from evidence import cell_rules
from evidence.sheets import sheet
from evidence.sheets.sheet import SheetRefused

# More long cells than this have one cause.
TOLD_AT_MOST = 5
ENDING = re.compile(r" \[cut: the cell had ([\d,]+) characters\]\Z")
MEND = "look for a quotation mark that is not closed"


@dataclass(frozen=True)
class LongCell:
    """Where a cell stood that was longer than a table takes, and how many characters it had."""

    sheet: str
    row: int
    place: int
    length: int

    def __str__(self) -> str:
        column = sheet.column_letter(self.place)
        return f"{self.sheet}, row {self.row}, column {column} holds {self.length:,} characters"


def shortened(
    name: str, rows: Iterable[tuple[int, Sequence[str]]], seen: list[LongCell]
) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows with the beginning of each cell that is too long; the names of columns stay.

    Args:
        name: of the sheet.
        rows: the number of each row and its cells, the first one with a value being the names.
        seen: gets each cell that was shortened.
    """
    is_header = True
    for number, cells in rows:
        if not is_header and any(len(cell) > cell_rules.LONGEST_CELL for cell in cells):
            for place, cell in enumerate(cells):
                if len(cell) > cell_rules.LONGEST_CELL:
                    seen.append(LongCell(name, number, place, len(cell)))
            cells = [_beginning(cell) for cell in cells]
        is_header = is_header and not any(cells)
        yield number, cells


def told(seen: Sequence[LongCell], n_lines: int) -> Iterator[str]:
    """What the reader should know of the cells that were shortened; nothing where there are none.

    Args:
        seen: the cells.
        n_lines: how many rows came in with them.

    Raises:
        SheetRefused: there is no row without such a cell, which has one cause.
    """
    if not seen:
        return
    takes = f"a cell takes {cell_rules.LONGEST_CELL:,}"
    if len({(each.sheet, each.row) for each in seen}) == n_lines:
        raise SheetRefused(f"{seen[0]}, and {takes}: shorten it, or {MEND}.")
    listed = "; ".join(map(str, islice(seen, TOLD_AT_MOST)))
    more = len(seen) - TOLD_AT_MOST
    rest = f"; and so {sheet.counted(more, 'more cell')}" if more > 0 else ""
    kept = (
        "The beginning of it is kept as a faulty cell and holds up no other row: shorten it there"
        if len(seen) == 1
        else "The beginnings are kept as faulty cells and hold up no other row: shorten them there"
    )
    yield f"{listed}{rest}, and {takes}. {kept}, or {MEND}."


def said(value: str) -> str:
    """What to say beside a cell that was shortened as it came in; empty for any other cell."""
    found = ENDING.search(value)
    if found is None or len(value) != cell_rules.LONGEST_CELL:
        return ""
    return (
        f"the cell of the spreadsheet has {found[1]} characters, and only its beginning is kept"
        f" here: shorten it, or {MEND}"
    )


def _beginning(cell: str) -> str:
    if len(cell) <= cell_rules.LONGEST_CELL:
        return cell
    ending = f" [cut: the cell had {len(cell):,} characters]"
    return cell[: cell_rules.LONGEST_CELL - len(ending)] + ending
