"""What one save writes: the log, the rows, and the conflicts that it settles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from evidence import store_tables
from evidence.rules import Problem
from evidence.schema import Package
from evidence.store_tables import StoredTables, Values


@dataclass(frozen=True)
class Change:
    """One row as it shall be; ``row`` None removes it.

    ``expected_revision`` is what ``Store.row_revision`` gave when the row was opened, 0 for a row
    that shall be new; None saves whatever the row is by now.
    """

    table: str
    row_id: str
    row: Mapping[str, str] | None
    expected_revision: int | None = None

    @property
    def values(self) -> Values | None:
        """The row as a plain dict; None where the change removes it."""
        return None if self.row is None else dict(self.row)


def shape_problems(package: Package, changes: Sequence[Change]) -> list[Problem]:
    """What keeps the changes from being rows of the package at all, before any rule is asked."""
    times = Counter((change.table, change.row_id) for change in changes)
    problems = []
    for change in changes:
        wrong, mend = _misfit(package, change)
        if not wrong and times[change.table, change.row_id] > 1:
            wrong = "the row comes more than once in this save"
            mend = "give each row an id of its own"
        if wrong:
            table = package.tables.get(change.table)
            file, key = (table.path, table.key) if table else (f"{change.table}.csv", "")
            problems.append(Problem(file, None, change.row_id, key, change.row_id, wrong, mend))
    return problems


def _misfit(package: Package, change: Change) -> tuple[str, str]:
    """What is wrong and what to do; two empty texts where nothing is."""
    table = package.tables.get(change.table)
    if table is None:
        return "there is no such table", f"choose one of {', '.join(package.tables)}"
    if change.row is None:
        return "", ""
    missing = [name for name in table.field_names if name not in change.row]
    unknown = [name for name in change.row if name not in table.field_names]
    if missing:
        return f"the row lacks {', '.join(missing)}", "give every column, empty where not stated"
    if unknown:
        return f"there is no column {', '.join(unknown)}", "leave it out"
    if change.row[table.key] != change.row_id:
        return (
            f"the row has another {table.key}, {change.row[table.key]}",
            "remove the old row and add one with the new id",
        )
    return "", ""


def differing(before: StoredTables, changes: Sequence[Change]) -> list[Change]:
    """The changes that leave their row other than it is."""
    return [change for change in changes if _before(before, change) != change.values]


def log(
    connection: sa.Connection,
    before: StoredTables,
    changes: Sequence[Change],
    entry: Mapping[str, int | str],
) -> None:
    """Write the revision and the before and after of each row."""
    connection.execute(sa.insert(store_tables.revision), dict(entry))
    images = [
        {
            "revision": entry["revision"],
            "table_name": change.table,
            "row_id": change.row_id,
            "before": _before(before, change),
            "after": change.values,
        }
        for change in changes
    ]
    connection.execute(sa.insert(store_tables.change), images)


def apply(
    connection: sa.Connection,
    tables: Mapping[str, sa.Table],
    before: StoredTables,
    changes: Sequence[Change],
    revision: int,
) -> None:
    """Bring the data tables to the changes; foreign keys are looked at when all is written."""
    for name, table in tables.items():
        (key,) = table.primary_key.columns
        here = [change for change in changes if change.table == name]
        gone = [
            {"gone": change.row_id}
            for change in here
            if change.row is None or change.row_id in before[name]
        ]
        rows = [
            store_tables.as_columns(change.row, revision=revision)
            for change in here
            if change.row is not None
        ]
        if gone:
            connection.execute(sa.delete(table).where(key == sa.bindparam("gone")), gone)
        if rows:
            connection.execute(sa.insert(table), rows)


def follow_in_conflicts(connection: sa.Connection, changes: Sequence[Change]) -> None:
    """Drop the conflicts whose row is now the data folder's; keep the store's side of the rest."""
    conflict = store_tables.conflict
    data_rows: dict[tuple[str, str], Any] = {
        (table, row_id): data_row
        for table, row_id, data_row in connection.execute(
            sa.select(conflict.c.table_name, conflict.c.row_id, conflict.c.data_row)
        )
    }
    for change in changes:
        place = (change.table, change.row_id)
        if place not in data_rows:
            continue
        this = sa.and_(conflict.c.table_name == change.table, conflict.c.row_id == change.row_id)
        if data_rows[place] == change.values:
            connection.execute(sa.delete(conflict).where(this))
        else:
            connection.execute(sa.update(conflict).where(this).values(store_row=change.values))


def _before(before: StoredTables, change: Change) -> Values | None:
    stored = before[change.table].get(change.row_id)
    return stored.values if stored else None
