"""Reads a folder of CSV files into a candidate data set, with a place for all that cannot be read.

Accepted as written by spreadsheets: a byte order mark, CRLF, columns in another order, quotes round
any cell, blank lines, no line end at the end. The cells keep their exact characters.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evidence import cell_rules, suggestions
from evidence.rules import Problem, Row
from evidence.schema import Package, Table

# The csv module refuses cells over 128 kB before we can say where they stand.
csv.field_size_limit(2**31 - 1)

SAVE_AS_UTF8 = 'save the file as "CSV UTF-8"'
# Python's marks for the bytes 0x80 to 0xFF where a text is not UTF-8.
FIRST_BAD_BYTE, LAST_BAD_BYTE = "\udc80", "\udcff"


def read_folder(folder: Path, package: Package) -> tuple[dict[str, list[Row]], list[Problem]]:
    """The tables of the folder, and what keeps them from being read.

    A file that is missing, empty or without its columns is left out of the candidate. A row that
    cannot be told apart into cells, or decoded, stays in it as damaged, so that references to it
    still resolve.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"there is no folder {folder}")
    candidate: dict[str, list[Row]] = {}
    problems = list(_undeclared_files(folder, package))
    for table in package.tables.values():
        path = folder / table.path
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            problems.append(_missing_file(folder, table, package))
            continue
        except OSError as error:
            reason = error.strerror or "unknown cause"
            problems.append(
                _of_file(table, f"the file cannot be read ({reason})", "check the file")
            )
            continue
        rows, found = read_table(content, table)
        problems.extend(found)
        if rows is not None:
            candidate[table.name] = rows
    return candidate, problems


def read_table(content: bytes, table: Table) -> tuple[list[Row] | None, list[Problem]]:
    """The rows of one CSV file and what is wrong with it; None where its columns cannot be read."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [_of_file(table, "the file is in UTF-16, not UTF-8", SAVE_AS_UTF8)]
    text = content.decode("utf-8-sig", "surrogateescape")
    if not text.strip():
        mend = f"put its header line back: {','.join(table.field_names)}"
        return None, [_of_file(table, "the file is empty", mend)]
    records = _records(text)
    header_line, header, broken = next(records)
    if broken:
        return None, [_broken_record(table, header_line)]
    problems = list(_header_problems(table, header_line, header))
    if problems:
        return None, problems
    rows: list[Row] = []
    for line, cells, broken in records:
        if broken:
            problems.append(_broken_record(table, line))
            continue
        row, found = _row(table, header, line, cells)
        problems.extend(found)
        if row is not None:
            rows.append(row)
    return rows, problems


def _records(text: str) -> Iterator[tuple[int, list[str], bool]]:
    """The line each record begins on, its cells, and whether its quotation marks are at odds."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, [], True
        else:
            if cells:
                yield line, cells, False


def _row(
    table: Table, header: list[str], line: int, cells: list[str]
) -> tuple[Row | None, list[Problem]]:
    values = dict(zip(header, cells, strict=False))
    if len(cells) != len(header):
        key = values.get(table.key, "")
        return Row(values, line, damaged=True), [_wrong_count(table, line, key, len(cells), header)]
    if not any(cells):
        wrong, mend = "the row has no value in any cell", "delete the line"
        return None, [Problem(table.path, line, "", "", "", wrong, mend)]
    undecoded = [name for name, value in values.items() if _first_bad_byte(value) is not None]
    problems = [_undecoded(table, line, values, name) for name in undecoded]
    return Row(values, line, damaged=bool(undecoded)), problems


def _header_problems(table: Table, line: int, header: list[str]) -> Iterator[Problem]:
    if len(header) == 1:
        for name, separator in (("semicolons", ";"), ("tabs", "\t")):
            if separator in header[0]:
                wrong = f"the columns are set apart by {name}"
                yield Problem(table.path, line, "", "", "", wrong, "save the file with commas")
                return
    known = table.field_names
    for name in known:
        if name not in header:
            mend = "add it to the header and to each row, empty where the source does not say"
            yield Problem(table.path, line, "", name, "", "the column is missing", mend)
    for name, times in Counter(header).items():
        column = cell_rules.shown(_as_windows_1252(name))
        if name not in known:
            free = [field for field in known if field not in header]
            meant = suggestions.nearest(name, free or known)
            mend = f"did you mean {meant}?" if meant else "delete the column"
            wrong = "there is no such column" if name else "a column has no name"
            yield Problem(table.path, line, "", column, "", wrong, mend)
        elif times > 1:
            wrong = f"the column stands {times} times in the header"
            yield Problem(table.path, line, "", column, "", wrong, "keep one of them")


def _wrong_count(table: Table, line: int, key: str, count: int, header: list[str]) -> Problem:
    few = count < len(header)
    wrong = f"the row has too {'few' if few else 'many'} fields, {count} and not {len(header)}"
    mend = (
        "add the commas of the empty cells, and close every quotation mark"
        if few
        else "put quotation marks round each text that has a comma in it"
    )
    column = header[count] if few else ""
    return Problem(table.path, line, cell_rules.shown(key), column, "", wrong, mend)


def _broken_record(table: Table, line: int) -> Problem:
    wrong = "a quotation mark in the row is opened and not closed, or stands inside a quoted text"
    mend = 'close it, and double each quotation mark inside a quoted text: ""'
    return Problem(table.path, line, "", "", "", wrong, mend)


def _first_bad_byte(value: str) -> str | None:
    if value.isascii():
        return None
    return next((sign for sign in value if FIRST_BAD_BYTE <= sign <= LAST_BAD_BYTE), None)


def _undecoded(table: Table, line: int, values: dict[str, str], name: str) -> Problem:
    bad = _first_bad_byte(values[name]) or FIRST_BAD_BYTE
    likely = _as_windows_1252(bad)
    meaning = f", probably {likely} in Windows-1252" if likely.isprintable() else ""
    wrong = f"the byte 0x{ord(bad) - 0xDC00:02X} is not UTF-8{meaning}"
    value = cell_rules.shown(_as_windows_1252(values[name]))
    row_id = cell_rules.shown(_as_windows_1252(values.get(table.key, "")))
    return Problem(table.path, line, row_id, name, value, wrong, SAVE_AS_UTF8)


def _as_windows_1252(text: str) -> str:
    """The text, each byte that is not UTF-8 read as Windows-1252 (U+0080 where that has none)."""
    return "".join(
        bytes([ord(sign) - 0xDC00]).decode("cp1252", "replace").replace("\ufffd", "\u0080")
        if FIRST_BAD_BYTE <= sign <= LAST_BAD_BYTE
        else sign
        for sign in text
    )


def _undeclared_files(folder: Path, package: Package) -> Iterator[Problem]:
    declared = {table.path for table in package.tables.values()}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in declared:
            mend = "rename it to one of the tables, or move it elsewhere"
            yield Problem(path.name, None, "", "", "", "there is no table of that name", mend)


def _missing_file(folder: Path, table: Table, package: Package) -> Problem:
    declared = {other.path for other in package.tables.values()}
    others = [path.name for path in folder.iterdir() if path.name not in declared]
    meant = suggestions.nearest(table.path, others)
    mend = f"did you mean {meant}?" if meant else "put it back"
    return _of_file(table, "the file is missing", mend)


def _of_file(table: Table, wrong: str, mend: str) -> Problem:
    return Problem(table.path, None, "", "", "", wrong, mend)
