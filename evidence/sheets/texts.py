"""Reads CSV files and blocks pasted from a spreadsheet."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal

from evidence import cell_rules, folder
from evidence.sheets import long_cells, sheet
from evidence.sheets.long_cells import LongCell
from evidence.sheets.sheet import Block, Progress, SheetRefused

PASTED = "Pasted rows"
SEPARATORS = (",", ";", "\t")
# More faulty rows than this have one cause.
TOLD_AT_MOST = 5
SHOWN_BEFORE = 20
UNDECODED = re.compile(f"[{folder.FIRST_BAD_BYTE}-{folder.LAST_BAD_BYTE}]")


def read_bytes(content: bytes, name: str, *, sheet_name: str, progress: Progress) -> Block:
    """The one sheet of a CSV file.

    Raises:
        SheetRefused: it is not text in UTF-8 or UTF-16, or its rows cannot be told apart.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise SheetRefused(
                f"{name} is cut off or damaged: {folder.SAVE_AS_UTF8} again."
            ) from error
    else:
        text = content.decode("utf-8-sig", "surrogateescape")
        _refuse_undecoded(text, name)
    return _block(text, name, sheet_name, progress)


def read_pasted(text: str, *, progress: Progress = sheet.quiet) -> Block:
    """The rows of a pasted block, the first of which holds the names of the columns.

    Raises:
        SheetRefused: it is too large, or its rows cannot be told apart.
    """
    refuse_block(text)
    return _block(text.removeprefix("\ufeff"), PASTED, PASTED, progress)


def refuse_block(text: str) -> None:
    """Make sure that a pasted block is not too large, and can be kept as it is.

    Raises:
        SheetRefused: it is.
    """
    size = len(text.encode("utf-8", "replace"))
    if size > sheet.BYTES_AT_MOST:
        raise SheetRefused(
            f"The pasted block holds {size / 2**20:.0f} MB, and {sheet.BYTES_AT_MOST // 2**20} MB"
            " fit: paste it in parts."
        )
    found = sheet.UNSTORABLE.search(text)
    if found:
        row = len(text[: found.start()].splitlines()) or 1
        raise SheetRefused(
            f"The pasted block, row {row}, holds the character U+{ord(found[0]):04X}, which cannot"
            " be kept: delete it, or type the text again."
        )


def _block(text: str, name: str, sheet_name: str, progress: Progress) -> Block:
    separator = _separator(text)
    told: tuple[str, ...] = ()
    try:
        rows = list(_rows(text, separator))
    except csv.Error:
        if separator != "\t":
            raise SheetRefused(_broken(text, name, separator)) from None
        # A spreadsheet copies a cell that begins with a quotation mark as it stands.
        rows = list(_rows(text, separator, quoting=csv.QUOTE_NONE))
        told = ("Quotation marks were read as they stand in the cells.",)
    torn = ""
    if separator != "\t":
        wrong = _torn(rows)
        if wrong:
            told = (*told, _told(rows, wrong, name))
            torn = _as_written(text, rows, wrong)
            for line, cells in rows:
                if line in wrong:
                    sheet.refuse_cells(sheet_name, line, cells, longest=sheet.BYTES_AT_MOST)
            rows = [each for each in rows if each[0] not in wrong]
    seen: list[LongCell] = []
    followed = long_cells.shortened(sheet_name, _followed(rows, progress), seen)
    found = sheet.sheet_of(sheet_name, followed)
    if found is None:
        raise SheetRefused(
            f"There are no rows in {name}: the first row holds the names of the columns, each row"
            " beneath it is a row of the table."
        )
    told = (*told, *long_cells.told(seen, len(found.lines)))
    return Block(name, (found,), told, torn)


def _followed(
    rows: Sequence[tuple[int, list[str]]], progress: Progress
) -> Iterator[tuple[int, list[str]]]:
    for done, row in enumerate(rows):
        if done % sheet.STEP == 0:
            progress(done / len(rows), f"Reading row {row[0]:,}")
        yield row


def _rows(
    text: str, separator: str, *, quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row begins, and its cells; csv.Error where quotes are at odds."""
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, quoting=quoting, strict=True
    )
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        yield line, cells


def _separator(text: str) -> str:
    """What the first row with a value is set apart by: whatever gives it the most cells."""
    start = text.lstrip("\r\n \ufeff")
    counts = {}
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        counts[separator] = max((len(row) for row in islice(reader, 1)), default=0)
    return max(SEPARATORS, key=counts.__getitem__)


def _torn(rows: Sequence[tuple[int, list[str]]]) -> dict[int, int]:
    """The lines of rows whose cells may stand in the wrong columns, with how many each has.

    Those are the rows with more or fewer cells than the header.
    """
    filled = [(line, cells) for line, cells in rows if any(cells)]
    if not filled:
        return {}
    width = len(filled[0][1])
    return {
        line: len(cells) for line, cells in filled[1:] if len(cells) < width or any(cells[width:])
    }


def _told(rows: Sequence[tuple[int, list[str]]], wrong: Mapping[int, int], name: str) -> str:
    """Which rows are torn and what to do.

    Raises:
        SheetRefused: there is no row that is not.
    """
    header, *others = [(line, cells) for line, cells in rows if any(cells)]
    listed = ", ".join(f"row {line} has {n}" for line, n in islice(wrong.items(), TOLD_AT_MOST))
    more = len(wrong) - TOLD_AT_MOST
    rest = f", and {sheet.counted(more, 'more row')}" if more > 0 else ""
    said = f"The header of {name} has {len(header[1])} cells, but {listed}{rest}"
    mend = "put quotation marks round each text with a comma in it, and add the commas of empty"
    if len(wrong) == len(others):
        raise SheetRefused(f"{said}: {mend} cells.")
    draft = "as a draft of torn rows and"
    waits = sheet.counted(len(wrong), f"row waits {draft} holds", f"rows wait {draft} hold")
    return f"{said}. {waits} up no other: {mend} cells there."


def _as_written(text: str, rows: Sequence[tuple[int, list[str]]], wrong: Collection[int]) -> str:
    """The header and the torn rows as they stand in the text."""
    lines = list(io.StringIO(text, newline=""))
    begins = [line for line, _ in rows]
    header = next(line for line, cells in rows if any(cells))
    ends = dict(zip(begins, [*begins[1:], len(lines) + 1], strict=True))
    return "".join("".join(lines[line - 1 : ends[line] - 1]) for line in (header, *sorted(wrong)))


def _broken(text: str, name: str, separator: str) -> str:
    line = 0
    rows = _rows(text, separator)
    try:
        for line, cells in rows:
            line += sum(cell.count("\n") for cell in cells)
    except csv.Error:
        line += 1
    return (
        f"{name}, row {line}: a quotation mark is opened and not closed, or stands inside a quoted"
        ' text: close it, and double each quotation mark inside a quoted text: "".'
    )


def _refuse_undecoded(text: str, name: str) -> None:
    found = None if text.isascii() else UNDECODED.search(text)
    if found is None:
        return
    before = text[: found.start()].splitlines() or [""]
    byte = bytes([ord(found[0]) - 0xDC00])
    likely = byte.decode("cp1252", "replace")
    meaning = f", probably {likely} in Windows-1252" if likely != "\ufffd" else ""
    near = cell_rules.shown(before[-1][-SHOWN_BEFORE:] + likely)
    raise SheetRefused(
        f"{name}, row {len(before)}, near “{near}”: the byte 0x{byte[0]:02X} is not"
        f" UTF-8{meaning}: {folder.SAVE_AS_UTF8}."
    )
