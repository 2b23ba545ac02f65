"""The log of the store: who saved what and when, and the rows as they were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa

from evidence import store_tables
from evidence.schema import Package
from evidence.store_tables import Values

Kind = Literal["data folder", "app", "import", "undo"]


@dataclass(frozen=True)
class Revision:
    """One save. ``at`` is UTC, as in 2026-11-21T09:30:00Z; the three counts are numbers of rows."""

    number: int
    at: str
    author: str
    message: str
    save_id: str
    kind: Kind
    added: int
    changed: int
    removed: int


NO_REVISION = Revision(0, "", "", "", "", "app", 0, 0, 0)


@dataclass(frozen=True)
class RowChange:
    """One row of a revision: ``before`` None is an added row, ``after`` None a removed one."""

    table: str
    row_id: str
    before: Values | None
    after: Values | None


@dataclass(frozen=True)
class Conflict:
    """A row that was changed both in the dashboard and in the data folder.

    ``store_row`` is what the dashboard shows, ``data_row`` what the data folder has, ``base`` what
    both began with. None means that the row is not there.
    """

    table: str
    row_id: str
    base: Values | None
    store_row: Values | None
    data_row: Values | None
    found_at: str
    fingerprint: str


def now() -> str:
    """The time as the log writes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def newest(connection: sa.Connection) -> int:
    """The number of the newest revision; 0 where nothing was ever saved."""
    number: int | None = connection.scalar(sa.select(sa.func.max(store_tables.revision.c.revision)))
    return number or 0


def revisions(
    connection: sa.Connection,
    *,
    number: int | None = None,
    save_id: str | None = None,
    limit: int | None = None,
) -> list[Revision]:
    """The revisions that fit, newest first."""
    revision, change = store_tables.revision, store_tables.change
    columns: list[sa.ColumnElement[Any]] = [*revision.columns]
    was, became = change.c.before.isnot(sa.null()), change.c.after.isnot(sa.null())
    rows = sa.func.count(change.c.row_id)
    counts = [rows.filter(~was, became), rows.filter(was, became), rows.filter(was, ~became)]
    query = (
        sa.select(*columns, *counts)
        .outerjoin_from(revision, change, change.c.revision == revision.c.revision)
        .group_by(*columns)
        .order_by(revision.c.revision.desc())
        .limit(limit)
    )
    if number is not None:
        query = query.where(revision.c.revision == number)
    if save_id is not None:
        query = query.where(revision.c.save_id == save_id)
    return [Revision(*row) for row in connection.execute(query)]


def changes(connection: sa.Connection, package: Package, number: int) -> list[RowChange]:
    """The rows that one revision changed, in the order of the package and then of the row ids."""
    change = store_tables.change
    query = (
        sa.select(change.c.table_name, change.c.row_id, change.c.before, change.c.after)
        .where(change.c.revision == number)
        .order_by(change.c.table_name, change.c.row_id)
    )
    places = {name: place for place, name in enumerate(package.tables)}
    found = [RowChange(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda item: places.get(item.table, len(places)))


def last_change(connection: sa.Connection, table: str, row_id: str) -> Revision | None:
    """The revision that last changed or removed the row; None for a row that never was."""
    change = store_tables.change
    number = connection.scalar(
        sa.select(sa.func.max(change.c.revision)).where(
            change.c.table_name == table, change.c.row_id == row_id
        )
    )
    return None if number is None else revisions(connection, number=number)[0]


def last_changes(number: int) -> sa.Select[Any]:
    """Table, row id and revision of the last change of each row up to that revision."""
    change = store_tables.change
    last = (
        sa.select(
            change.c.table_name,
            change.c.row_id,
            sa.func.max(change.c.revision).label("revision"),
        )
        .where(change.c.revision <= number)
        .group_by(change.c.table_name, change.c.row_id)
        .subquery()
    )
    names = ("table_name", "row_id", "revision")
    same = sa.and_(*(change.c[name] == last.c[name] for name in names))
    return sa.select(*(change.c[name] for name in names)).join_from(change, last, same)


def rows_as_of(
    connection: sa.Connection, package: Package, number: int
) -> dict[str, dict[str, Values]]:
    """Every row as the revision left it, by table and row id.

    A column that the package gained later is empty; one that it lost is left out.
    """
    change = store_tables.change
    query = last_changes(number).add_columns(change.c.after)
    rows: dict[str, dict[str, Values]] = {name: {} for name in package.tables}
    for table, row_id, _, after in connection.execute(query):
        if after is not None and table in rows:
            rows[table][row_id] = fitted(package, table, after)
    return rows


def fitted(package: Package, table: str, values: Mapping[str, str]) -> Values:
    """The values of the columns that the table has now, empty for a column that the row lacks."""
    return {name: values.get(name, "") for name in package.tables[table].field_names}


def conflicts(connection: sa.Connection, package: Package) -> list[Conflict]:
    """The standing conflicts, in the order of the package and then of the row ids."""
    conflict = store_tables.conflict
    query = sa.select(*conflict.columns).order_by(conflict.c.table_name, conflict.c.row_id)
    places = {name: place for place, name in enumerate(package.tables)}
    found = [Conflict(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda item: places.get(item.table, len(places)))
