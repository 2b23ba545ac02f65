"""Reads Excel workbooks, after a look at what the file is made of.

A formula stays the formula that it is: the rules refuse it as they do everywhere, since what it
last came to may be out of date.
"""

import datetime
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from evidence.sheets import long_cells, sheet
from evidence.sheets.long_cells import LongCell
from evidence.sheets.sheet import Block, Progress, SheetRefused

UNPACKED_AT_MOST = 100 * 2**20
# A workbook of much repeated text packs to a fiftieth; a bomb to a thousandth.
RATIO_AT_MOST = 200
RATIO_FROM_BYTES = 5 * 2**20
PARTS_AT_MOST = 2_000
SPREADSHEET_ROWS = 1_048_576
LISTS = "Lists"
READ_AT_ONCE = 2**16
# Beginnings of part names, and what they mean for the reader.
UNWANTED = {
    "xl/vbaProject": "macros",
    "xl/macrosheets": "macros",
    "xl/externalLinks": "links to other files",
    "xl/embeddings": "embedded objects",
    "xl/activeX": "embedded objects",
    "xl/connections": "connections to other data",
    "xl/queryTables": "connections to other data",
    "xl/model": "connections to other data",
}
PLAIN_COPY = "copy the rows to a new workbook as values and save it as .xlsx"


def read(content: bytes, name: str, *, progress: Progress) -> Block:
    """The sheets of a workbook that have rows; the template's own lists are left out.

    Raises:
        SheetRefused: the file is damaged, too large unpacked, or holds more than cells.
    """
    with _damage_told(name):
        _refuse_parts(content, name)
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        seen: Counter[str] = Counter()
        long: list[LongCell] = []
        sheets: list[sheet.Sheet] = []
        room = sheet.ROWS_AT_MOST
        for worksheet in book.worksheets:
            if worksheet.title == LISTS:
                continue
            # What a file says of its own size may be wrong.
            worksheet.reset_dimensions()
            cells = worksheet.iter_rows(max_row=SPREADSHEET_ROWS)
            rows = long_cells.shortened(worksheet.title, _rows(cells, seen, progress), long)
            found = sheet.sheet_of(worksheet.title, rows, room=room)
            if found is not None:
                sheets.append(found)
                room -= len(found.lines)
        book.close()
        # A text that many cells share stands once in the file, and once a cell in the store.
        if sum(len(cell) for each in sheets for line in each.lines for cell in line.cells) > (
            UNPACKED_AT_MOST
        ):
            raise SheetRefused(_too_large(name))
    if not sheets:
        raise SheetRefused(
            f"There are no rows in {name}: the first row of a sheet holds the names of the columns,"
            " each row beneath it is a row of the table."
        )
    n_lines = sum(len(each.lines) for each in sheets)
    return Block(name, tuple(sheets), (*long_cells.told(long, n_lines), *_told(seen)))


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Tell damage in one sentence: openpyxl raises whatever error comes first, of many classes."""
    try:
        yield
    except SheetRefused:
        raise
    except Exception as error:
        raise SheetRefused(
            f"{name} is damaged or cut off: open it in the spreadsheet program, save it as .xlsx"
            " again and bring it in anew."
        ) from error


def _refuse_parts(content: bytes, name: str) -> None:
    """Refuse by what the file is made of, before any of it is interpreted."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        sizes = sum(part.file_size for part in parts)
        packed = len(content)
        if (
            len(parts) > PARTS_AT_MOST
            or sizes > UNPACKED_AT_MOST
            or (sizes > RATIO_FROM_BYTES and sizes > RATIO_AT_MOST * packed)
        ):
            raise SheetRefused(_too_large(name))
        for part in parts:
            for beginning, meaning in UNWANTED.items():
                if part.filename.casefold().startswith(beginning.casefold()):
                    raise SheetRefused(f"{name} holds {meaning}: {PLAIN_COPY}.")
        if "[Content_Types].xml" not in archive.namelist():
            raise SheetRefused(f"{name} is not an Excel workbook: save it as .xlsx or .csv.")
        _unpack(archive, parts, name)


def _unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    """Unpack every part once and count, since the directory of a zip may lie about the sizes."""
    total = 0
    for part in parts:
        with archive.open(part) as stream:
            begins = True
            while piece := stream.read(READ_AT_ONCE):
                total += len(piece)
                if total > UNPACKED_AT_MOST:
                    raise SheetRefused(_too_large(name))
                # Entities of a document type can grow without end; spreadsheets write none.
                if begins and b"<!DOCTYPE" in piece.replace(b"\0", b""):
                    raise SheetRefused(f"{name} holds definitions beside its cells: {PLAIN_COPY}.")
                if part.filename == "[Content_Types].xml" and b"macroEnabled" in piece:
                    raise SheetRefused(f"{name} holds macros: {PLAIN_COPY}.")
                begins = False


def _too_large(name: str) -> str:
    return (
        f"{name} unpacks to far more than a spreadsheet of {sheet.ROWS_AT_MOST:,} rows:"
        f" {PLAIN_COPY}."
    )


def _rows(
    rows: Iterator[tuple[Any, ...]], seen: Counter[str], progress: Progress
) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(rows, start=1):
        if number % sheet.STEP == 0:
            progress(min(number / sheet.ROWS_AT_MOST, 1), f"Reading row {number:,}")
        if cells:
            yield number, [_text(cell, seen) for cell in cells]


def _text(cell: Any, seen: Counter[str]) -> str:
    """The cell as text: a date in ISO 8601, a figure in plain digits, a share as it is shown."""
    match cell.value:
        case None:
            return ""
        case str() as text:
            if cell.data_type == "f":
                seen["formula"] += 1
            # Excel's way to write a carriage return, which XML cannot keep.
            return text.replace("_x000D_", "\r")
        case bool() as truth:
            return "true" if truth else "false"
        case int() | float() as figure:
            if "%" in str(cell.number_format):
                seen["share"] += 1
                return f"{_plain(figure * 100)}%"
            return _plain(figure)
        case datetime.datetime() as moment:
            seen["date"] += 1
            if moment.time() == datetime.time():
                return moment.date().isoformat()
            return moment.isoformat(sep=" ")
        case ArrayFormula() | DataTableFormula() as formula:
            seen["formula"] += 1
            return f"={str(getattr(formula, 'text', None) or '').removeprefix('=')}"
        case other:
            return str(other)


def _plain(figure: float) -> str:
    """Plain digits, as many as a spreadsheet keeps: 15."""
    written = f"{Decimal(f'{figure:.15g}'):f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _told(seen: Counter[str]) -> Iterator[str]:
    if seen["formula"]:
        yield sheet.counted(
            seen["formula"],
            "cell holds a formula: paste its value in place of it.",
            "cells hold formulas: paste their values in place of them.",
        )
    if seen["date"]:
        always = "in the spreadsheet, which always has a day: shorten"
        alone = "the source gives the month or year alone."
        yield sheet.counted(
            seen["date"],
            f"cell was a date {always} it if {alone}",
            f"cells were dates {always} those of which {alone}",
        )
    if seen["share"]:
        words = sheet.counted(seen["share"], "cell was shown", "cells were shown")
        yield f"{words} with a per cent sign, and read as shown."
