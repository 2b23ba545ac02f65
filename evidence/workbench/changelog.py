"""What changed in the data, in plain words for readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from evidence import store_tables
from evidence.schema import Package
from evidence.store import Store
from evidence.workbench import history


@dataclass(frozen=True)
class Line:
    """One revision in words.

    Attributes:
        revision: its number.
        date: the day (UTC) on which it was saved, as 2026-11-22.
        message: why, as whoever saved it said.
        by_table: how many rows of which table, as in "Findings: 2 added, 1 changed", by the table's
            name and in the order of the package.
        is_undone: whether a later revision that stands took it back.
    """

    revision: int
    date: str
    message: str
    by_table: Mapping[str, str]
    is_undone: bool

    @property
    def counts(self) -> tuple[str, ...]:
        """The words for each table."""
        return tuple(self.by_table.values())


def changelog(store: Store, *, limit: int | None = None, offset: int = 0) -> list[Line]:
    """The revisions in words, newest first; all of them without a limit.

    Raises:
        StoreError: the store cannot be read.
    """
    number = store_tables.revision.c.revision
    query = sa.select(number).order_by(number.desc()).limit(limit).offset(offset)
    with store.reading() as connection:
        numbers = connection.scalars(query).all()
    return of_revisions(store, numbers)


def of_revisions(store: Store, numbers: Sequence[int]) -> list[Line]:
    """The revisions of these numbers in words, newest first; those that there are."""
    revision = store_tables.revision
    query = (
        sa.select(revision.c.revision, revision.c.at, revision.c.message)
        .where(revision.c.revision.in_(numbers))
        .order_by(revision.c.revision.desc())
    )
    with store.reading() as connection:
        found = connection.execute(query).all()
        undone = history.taken_back(connection)
        counted = _counts(connection, store.package, numbers)
    return [
        Line(number, at[:10], message, counted.get(number, {}), number in undone)
        for number, at, message in found
    ]


def _counts(
    connection: sa.Connection, package: Package, numbers: Sequence[int]
) -> dict[int, dict[str, str]]:
    change = store_tables.change
    was, became = change.c.before.isnot(sa.null()), change.c.after.isnot(sa.null())
    rows = sa.func.count(change.c.row_id)
    query = (
        sa.select(
            change.c.revision,
            change.c.table_name,
            rows.filter(~was, became),
            rows.filter(was, became),
            rows.filter(was, ~became),
        )
        .where(change.c.revision.in_(numbers))
        .group_by(change.c.revision, change.c.table_name)
    )
    found: dict[int, dict[str, str]] = {}
    places = {name: place for place, name in enumerate(package.tables)}
    rows_by_table = sorted(
        connection.execute(query), key=lambda row: (places.get(row[1], len(places)), row[1])
    )
    for number, table, *counts in rows_by_table:
        done = zip(("added", "changed", "removed"), counts, strict=True)
        words = ", ".join(f"{n:,} {what}" for what, n in done if n)
        title = package.tables[table].title if table in package.tables else table
        found.setdefault(number, {})[table] = f"{title}: {words}"
    return found
