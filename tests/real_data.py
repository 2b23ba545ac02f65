"""The curated set of data/ as a candidate, and copies of it with something changed."""

import shutil
from functools import cache
from pathlib import Path

from evidence import DATA, folder, rules, schema
from evidence.rules import Candidate, Problem, Row


@cache
def package() -> schema.Package:
    return schema.load_package()


@cache
def candidate() -> dict[str, list[Row]]:
    rows, problems = folder.read_folder(DATA, package())
    assert problems == []
    return rows


def row(table: str, row_id: str) -> Row:
    key = package().tables[table].key
    return next(row for row in candidate()[table] if row.values[key] == row_id)


def with_cells(table: str, row_id: str, **cells: str) -> Candidate:
    """The set with other texts in some cells of one row."""
    old = row(table, row_id)
    new = Row({**old.values, **cells}, old.line)
    return {**candidate(), table: [new if each is old else each for each in candidate()[table]]}


def with_row(table: str, values: dict[str, str], line: int = 9999) -> Candidate:
    """The set with one row more."""
    return {**candidate(), table: [*candidate()[table], Row(values, line)]}


def problems_of(changed: Candidate) -> list[Problem]:
    return rules.check(package(), changed)


def copied_to(folder_of_copy: Path) -> Path:
    """A folder with the CSV files of the set, as bytes on the disk."""
    folder_of_copy.mkdir(exist_ok=True)
    for table in package().tables.values():
        shutil.copy(DATA / table.path, folder_of_copy)
    return folder_of_copy
