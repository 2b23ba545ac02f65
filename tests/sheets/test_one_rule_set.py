"""Every rule says the same through a pasted block, a CSV file, a workbook and the command line."""

import argparse
import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from evidence import DATA, cell_rules, folder, home, seed
from evidence.commands import validate
from evidence.sheets import comparing, matching, reading, sheet
from evidence.sheets.sheet import Block
from evidence.store import Store
from evidence.workbench import judge
from evidence.workbench.submission import Entry, Submission
from tests import real_data
from tests.test_checks import BROKEN
from tests.test_rules import CELLS

PACKAGE = real_data.package()
Rows = dict[str, list[dict[str, str]]]
EMPTY = Submission(
    *("x", "upload", "draft", "", "", "", "", "", "", None, None, None, "", None, 1, None)
)


def cell_cases() -> Rows:
    """A new row for each faulty cell of the tests of the rules that can come in at all."""
    rows: Rows = defaultdict(list)
    for number, (table, row_id, column, text, *_) in enumerate(CELLS):
        key = PACKAGE.tables[table].key
        unreadable = len(text) > cell_rules.LONGEST_CELL or sheet.UNSTORABLE.search(text)
        # Without an id a row gets one suggested; XML can hold no control character.
        if unreadable or ILLEGAL_CHARACTERS_RE.search(text) or (column == key and not text):
            continue
        new = {**real_data.row(table, row_id).values, key: f"zz-{number}", column: text}
        rows[table].append(new)
    return dict(rows)


def check_cases() -> list[Rows]:
    """The broken rows of all checks, as few sets as there are ways to break the same row."""
    sets: list[Rows] = []
    times: Counter[tuple[str, str]] = Counter()
    for case in BROKEN:
        row_id = case.copied_as or case.row
        key = PACKAGE.tables[case.table].key
        cells = {name: value or "" for name, value in case.cells.items()}
        row = {**real_data.row(case.table, case.row).values, key: row_id, **cells}
        number = times[case.table, row_id]
        times[case.table, row_id] += 1
        while len(sets) <= number:
            sets.append(defaultdict(list))
        sets[number][case.table].append(row)
    return sets


SETS = [cell_cases(), *check_cases()]


def as_text(rows: list[dict[str, str]], separator: str) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def as_workbook(rows: Rows) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    for table, lines in rows.items():
        made = book.create_sheet(table)
        made.append(list(lines[0]))
        for line in lines:
            made.append([text_cell(made, value) for value in line.values()])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def text_cell(made: object, value: str) -> object:
    cell = openpyxl.cell.WriteOnlyCell(made, value)
    cell.data_type = "s"
    return cell if value else None


def blocks(rows: Rows, way: str) -> list[Block]:
    if way == "workbook":
        return [reading.read_file(as_workbook(rows), "rows.xlsx")]
    if way == "file":
        return [
            reading.read_file(as_text(lines, ",").encode(), f"{table}.csv")
            for table, lines in rows.items()
        ]
    return [reading.read_pasted(as_text(lines, "\t")) for lines in rows.values()]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = home.open_store(tmp_path_factory.mktemp("home"))
    seed.synchronise(opened, DATA)
    yield opened
    opened.close()


def entries(store: Store, rows: Rows, way: str) -> list[Entry]:
    """The rows as they come in, in the order of ``rows``, with places of their own."""
    with store.reading() as connection:
        published = store.rows_within(connection)
    found = []
    for block in blocks(rows, way):
        matches = [
            matching.match(PACKAGE, each, table)
            for each, table in zip(block.sheets, tables_of(rows, block), strict=True)
        ]
        assert all(each.is_decided for each in matches)
        found += comparing.entries(PACKAGE, published, matches)
    return [replace(each, place=place) for place, each in enumerate(found, start=1)]


def tables_of(rows: Rows, block: Block) -> list[str]:
    headers = {tuple(lines[0]): table for table, lines in rows.items()}
    return [headers[each.header] for each in block.sheets]


def command_line(rows: Rows, place: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What ``python -m evidence validate`` says of the data folder with these rows in it."""
    real_data.copied_to(place)
    for table, lines in rows.items():
        described = PACKAGE.tables[table]
        new = {line[described.key]: line for line in lines}
        kept = [
            row.values
            for row in real_data.candidate()[table]
            if row.values[described.key] not in new
        ]
        text = as_text([dict(each) for each in (*kept, *lines)], ",")
        (place / described.path).write_bytes(text.encode())
    assert validate.run(argparse.Namespace(folder=place)) == 1
    return capsys.readouterr().out.splitlines()[:-1]


@cache
def line_numbers(place: Path) -> Mapping[tuple[str, str], list[int | None]]:
    candidate, _ = folder.read_folder(place, PACKAGE)
    lines: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for name, rows in candidate.items():
        table = PACKAGE.tables[name]
        for row in rows:
            lines[table.path, row.values[table.key]].append(row.line)
    return lines


def regardless_of_line(said: str) -> str:
    """A row of the store has no line to be named by."""
    return re.sub(r"stands already in (another row|line \d+)", "stands already", said)


@pytest.mark.parametrize("number", range(len(SETS)))
def test_an_upload_is_told_what_the_command_line_says(store, number, tmp_path, capsys):
    rows = SETS[number]
    found = entries(store, rows, "file")

    problems = judge.problems_by_entry(store, replace(EMPTY, entries=tuple(found)))

    said = command_line(rows, tmp_path / "data", capsys)
    lines = line_numbers(tmp_path / "data")
    told = [
        str(replace(each, line=lines[each.file, each.row_id][-1]))
        for listed in problems.values()
        for each in listed
    ]
    assert sorted(map(regardless_of_line, told)) == sorted(map(regardless_of_line, said))


@pytest.mark.parametrize("way", ["paste", "workbook"])
def test_a_pasted_block_and_a_workbook_give_the_rows_that_a_file_gives(store, way):
    for rows in SETS:
        assert entries(store, rows, way) == entries(store, rows, "file")
