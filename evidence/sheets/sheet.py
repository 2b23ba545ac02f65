"""What a spreadsheet is once it is read: cells of text in rows that know their number."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from evidence import cell_rules
from evidence.store_errors import StoreError

ROWS_AT_MOST = 10_000
COLUMNS_AT_MOST = 200
BYTES_AT_MOST = 20 * 2**20
# How the row of help beneath the header of the template begins.
HELP = "Help: "
# What no store can hold: the character zero, and halves of characters.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Rows between two words about progress.
STEP = 500

# Told how far the work is, 0 to 1, and what is being done.
Progress = Callable[[float, str], None]


class SheetRefused(StoreError):
    """A file or a pasted block cannot be taken in; the sentence says what to do with it."""


@dataclass(frozen=True)
class Line:
    """One row of a sheet; ``number`` is the one that the spreadsheet shows at its edge."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One table of cells. Each line has as many cells as ``header``; none of them is all empty.

    A column without a name has an empty one in ``header``, and holds a value somewhere.
    """

    name: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Block:
    """All that came in at once.

    Attributes:
        name: of the file, without its folders; "Pasted rows" for a pasted block.
        sheets: those with at least one row.
        told: what the reader should know about how the cells were read, a sentence each.
        torn: the header and the rows that are in no sheet, since they have more or fewer cells
            than it, as they were written; empty for none.
    """

    name: str
    sheets: tuple[Sheet, ...]
    told: tuple[str, ...] = ()
    torn: str = ""

    @property
    def n_lines(self) -> int:
        """The number of rows of all sheets."""
        return sum(len(sheet.lines) for sheet in self.sheets)


def quiet(fraction: float, words: str) -> None:
    """The progress that nobody follows."""
    del fraction, words


def column_letter(place: int) -> str:
    """The letters over a column, from 0 on: A to Z, then AA."""
    letters = ""
    rest = place + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its word: "1 row", "1,200 rows"."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def sheet_of(
    name: str, rows: Iterable[tuple[int, Sequence[str]]], *, room: int = ROWS_AT_MOST
) -> Sheet | None:
    """The sheet that these rows make; the first one with a value is the header.

    Rows without a value, and the template's row of help, are left out.

    Args:
        name: of the sheet.
        rows: the number of each row and its cells, in order.
        room: how many rows it may have.

    Returns:
        The sheet; None where there is no row beneath a header.

    Raises:
        SheetRefused: it is too large, or holds a character that cannot be kept.
    """
    header: list[str] = []
    lines: list[tuple[int, list[str]]] = []
    for number, cells in rows:
        kept = _trimmed(cells)
        if not kept:
            continue
        refuse_cells(name, number, kept)
        if not header:
            header = [each.strip() for each in kept]
        elif lines or not any(each.startswith(HELP) for each in kept):
            lines.append((number, kept))
        if len(lines) > room:
            raise SheetRefused(
                f"{name} brings more than {ROWS_AT_MOST:,} rows, as many as one save takes: divide"
                " it and bring the parts in one after the other."
            )
    if not lines:
        return None
    width = max(len(header), *(len(cells) for _, cells in lines))
    return Sheet(
        name,
        (*header, *[""] * (width - len(header))),
        tuple(Line(number, (*cells, *[""] * (width - len(cells)))) for number, cells in lines),
    )


def _trimmed(cells: Sequence[str]) -> list[str]:
    kept = list(cells)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def refuse_cells(
    name: str, number: int, cells: Sequence[str], *, longest: int = cell_rules.LONGEST_CELL
) -> None:
    """Make sure that a row can be kept.

    Args:
        name: of its sheet.
        number: of the row.
        cells: what it holds.
        longest: the most characters that a cell of it may have.

    Raises:
        SheetRefused: it has too many cells, or one is too long or holds what no store can keep.
    """
    if len(cells) > COLUMNS_AT_MOST:
        raise SheetRefused(
            f"{name}, row {number}, has a value in column {column_letter(len(cells) - 1)}, and no"
            f" table has more than {COLUMNS_AT_MOST} columns: delete what stands beside the table."
        )
    for place, cell in enumerate(cells):
        if len(cell) > longest:
            raise SheetRefused(
                f"{name}, row {number}, column {column_letter(place)} holds {len(cell):,}"
                f" characters, and a cell takes {longest:,}: shorten it, or look"
                " for a quotation mark that is not closed."
            )
        if "\x00" in cell or not cell.isascii():
            found = UNSTORABLE.search(cell)
            if found:
                raise SheetRefused(
                    f"{name}, row {number}, column {column_letter(place)} holds the character"
                    f" U+{ord(found[0]):04X}, which cannot be kept: delete it, or type the text"
                    " again."
                )
