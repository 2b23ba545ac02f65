"""The one rule set: form, paste, upload, command line and tests all call ``check``.

The rules of a cell come from the schema (``cell_rules``), those of keys and references stand here,
and those across rows and tables are the SQL files of ``queries/checks``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import duckdb

from evidence import QUERIES, cell_rules, suggestions, typed_tables
from evidence.schema import Field, Package, Table

CHECKS = QUERIES / "checks"
# A look for the likely id takes milliseconds; more faults than this in a column have one cause.
SUGGESTED_AT_MOST = 20


@dataclass(frozen=True)
class Row:
    """One row of a candidate data set.

    Attributes:
        values: the exact characters of each cell, "" where it is empty.
        line: the line of the file that the row begins on; None where it comes from no file.
        damaged: the cells could not be told apart or decoded, so that only the key is relied on.
    """

    values: Mapping[str, str]
    line: int | None = None
    damaged: bool = False


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where, and what to do.

    ``line`` is None for a whole file or a row from no file; ``row_id`` and ``field`` are empty for
    a problem that is not one of a row or field. ``value`` is shortened and on one line.
    """

    file: str
    line: int | None
    row_id: str
    field: str
    value: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        """One line: file:line: field: value: what is wrong: what to do."""
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        row = self.row_id if self.line is None else ""
        value = self.value or ("(empty)" if self.field else "")
        parts = (place, row, self.field, value, self.wrong, self.mend)
        return ": ".join(cell_rules.readable(part) for part in parts if part)


Candidate = Mapping[str, Sequence[Row]]


def check(package: Package, candidate: Candidate) -> list[Problem]:
    """All problems of the data set, sorted by file and line; none when it is clean.

    A table that the candidate lacks is not judged, nor is any reference to it. A row with a fault
    in a figure, date, listed value or reference is judged across columns once that is mended.
    """
    problems = [*_unknown_tables(package, candidate)]
    unreadable: set[tuple[str, str]] = set()
    keys = _known_keys(package, candidate)
    for table in package.tables.values():
        rows = candidate.get(table.name, ())
        for found, column in _cell_problems(package, table, rows, keys):
            problems.append(found)
            if column is not None and _is_judged_across_columns(table, column):
                unreadable.add((table.name, found.row_id))
        problems.extend(_repeated(table, rows))
    problems.extend(
        problem
        for name, problem in _row_set_problems(package, candidate)
        if (name, problem.row_id) not in unreadable
    )
    return sorted(problems, key=in_reading_order)


def in_reading_order(problem: Problem) -> tuple[str, int, str, str]:
    """The sort key of problems: by file, then line, then row and field."""
    return problem.file, problem.line or 0, problem.row_id, problem.field


def _is_judged_across_columns(table: Table, column: Field) -> bool:
    free_text = column.type == "string" and not (column.is_partial_date or column.categories)
    return not free_text or table.reference(column.name) is not None


def _unknown_tables(package: Package, candidate: Candidate) -> Iterator[Problem]:
    for name in candidate:
        if name not in package.tables:
            mend = _likely_name(name, package.tables)
            yield Problem(name, None, "", "", "", "there is no table of that name", mend)


def _known_keys(package: Package, candidate: Candidate) -> dict[tuple[str, str], dict[str, str]]:
    """The values that a reference may take, with their names, for each column referred to."""
    targets = {
        (key.table, key.target) for table in package.tables.values() for key in table.foreign_keys
    }
    return {
        (table, column): {
            row.values.get(column, ""): row.values.get("name", row.values.get("title", ""))
            for row in candidate[table]
        }
        for table, column in targets
        if table in candidate
    }


def _cell_problems(
    package: Package,
    table: Table,
    rows: Sequence[Row],
    keys: Mapping[tuple[str, str], Mapping[str, str]],
) -> Iterator[tuple[Problem, Field | None]]:
    """The problems of single cells, each with its column, or None for a column nobody declared."""
    declared = set(table.field_names)
    references = {key.field: key for key in table.foreign_keys if (key.table, key.target) in keys}
    dangling: Counter[str] = Counter()
    for row in rows:
        if row.damaged:
            continue
        for name in row.values.keys() - declared:
            mend = _likely_name(name, table.field_names)
            yield _problem(table, row, name, "there is no column of that name", mend), None
        for column in table.fields:
            value = row.values.get(column.name, "")
            key = references.get(column.name)
            fault = cell_rules.judge(column, value, is_reference=key is not None)
            if fault is None and value and key is not None:
                known = keys[key.table, key.target]
                if value not in known:
                    dangling[column.name] += 1
                    likely = known if dangling[column.name] <= SUGGESTED_AT_MOST else {}
                    fault = _dangling(package.tables[key.table], value, likely)
            if fault is not None:
                yield _problem(table, row, column.name, *fault), column


def _dangling(target: Table, value: str, known: Mapping[str, str]) -> cell_rules.Fault:
    """The fault of a reference to no row; where ``known`` is empty, nothing is suggested."""
    wrong = f"{target.path} has no such row"
    if not known:
        return cell_rules.Fault(wrong, f"write an id of {target.path}, or add it there first")
    # The store and a file hold the rows in different orders, and the message shall be the same.
    meant = suggestions.allowed_value(value, dict(sorted(known.items())), target.path)
    separator = " If not," if meant.endswith("?") else ", or"
    return cell_rules.Fault(wrong, f"{meant}{separator} add it there first")


def _repeated(table: Table, rows: Sequence[Row]) -> Iterator[Problem]:
    """Values that stand twice in the key or in another column that must be unique."""
    for column in table.fields:
        if not column.unique and column.name != table.key:
            continue
        first: dict[str, Row] = {}
        for row in rows:
            value = row.values.get(column.name, "")
            if value and first.setdefault(value, row) is not row:
                earlier = first[value]
                where = f"line {earlier.line}" if earlier.line else "another row"
                mend = (
                    "give this row an id of its own, or delete it if it says the same"
                    if column.name == table.key
                    else f"use the row {earlier.values.get(table.key, '')}, or correct the value"
                )
                yield _problem(
                    table, row, column.name, f"the value stands already in {where}", mend
                )


def _row_set_problems(package: Package, candidate: Candidate) -> Iterator[tuple[str, Problem]]:
    """What the SQL checks find; a check that reads a table the candidate lacks is left out."""
    readable = {name: [row for row in rows if not row.damaged] for name, rows in candidate.items()}
    by_key: dict[str, dict[str, Row]] = {}
    with duckdb.connect(config={"enable_external_access": "false", "threads": 1}) as connection:
        typed_tables.create(
            connection,
            package,
            {name: [_storable(row) for row in rows] for name, rows in readable.items()},
        )
        paths = sorted(CHECKS.glob("*.sql"))
        questions = tuple(path.read_text(encoding="utf-8") for path in paths)
        for path, question, asked in zip(paths, questions, _tables_asked(questions), strict=True):
            if asked - (candidate.keys() & package.tables.keys()):
                continue
            try:
                answer = connection.execute(question).fetchall()
            except duckdb.BinderException:
                wrong = f"the rule {path.stem} asks for a column that is not declared"
                mend = "declare the column, or use the package file of the project"
                yield "", Problem("datapackage.json", None, "", "", "", wrong, mend)
                continue
            for name, row_id, column, value, wrong, mend in answer:
                table = package.tables[name]
                if name not in by_key:
                    by_key[name] = _first_by_key(table, readable[name])
                row = by_key[name].get(row_id) or Row({table.key: row_id})
                exact = cell_rules.shown(row.values.get(column) or value or "")
                yield name, Problem(table.path, row.line, row_id or "", column, exact, wrong, mend)


@lru_cache(maxsize=4)
def _tables_asked(questions: tuple[str, ...]) -> list[set[str]]:
    """The tables that each query reads; kept, since every save asks it of the same rules."""
    with duckdb.connect() as connection:
        return [connection.get_table_names(question) for question in questions]


def _first_by_key(table: Table, rows: Sequence[Row]) -> dict[str, Row]:
    """The rows by their key; the first one of those that share it."""
    return {row.values.get(table.key, ""): row for row in reversed(rows)}


def _storable(row: Row) -> dict[str, str]:
    """The values without the half characters that no table can hold."""
    return {
        name: value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
        for name, value in row.values.items()
    }


def _likely_name(name: str, names: Iterable[str]) -> str:
    return suggestions.allowed_value(name, dict.fromkeys(names, ""), "datapackage.json")


def _problem(table: Table, row: Row, column: str, wrong: str, mend: str) -> Problem:
    value = cell_rules.shown(row.values.get(column, ""))
    row_id = row.values.get(table.key, "")
    return Problem(table.path, row.line, row_id, column, value, wrong, mend)
