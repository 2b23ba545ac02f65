"""Copies everything a store holds into another one, of either engine, and compares the two.

What is compared is what is kept: every row of every table, history included, in one order and one
way of writing that do not depend on the engine.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from evidence import store_tables
from evidence.schema import Package
from evidence.store_errors import StoreError
from evidence.workbench.tables import WORKBENCH

BATCH = 1000
# Said anew at each restoring, so that nobody takes a later revision for an earlier one of its
# number.
ERA = "era"
# What a store says of itself, and not of what it holds.
OF_ITSELF = ("format", "shape", "backup", ERA)


@dataclass(frozen=True)
class Held:
    """What one table holds: its number of rows, and SHA-256 over them in the order of the key."""

    n_rows: int
    digest: str


Contents = dict[str, Held]


class CopyDiffers(StoreError):
    """What was written could not be read back as it was; the copy was undone."""


def contents(connection: sa.Connection, package: Package) -> Contents:
    """What every table of the store holds, by the table's name; the same for both engines."""
    held = {}
    for table in _tables(package):
        sums = _Sums()
        for batch in _batches(connection, table):
            sums.add(batch)
        held[table.name] = sums.held()
    return held


def copy(source: sa.Connection, target: sa.Connection, package: Package) -> Contents:
    """Copy all rows into an empty store, in the transaction of ``target``.

    Both stores have been opened with the same package, so that they have the same tables.

    Returns:
        What every table holds, read back from the target.

    Raises:
        StoreError: the source has a table that this version does not know, or the target is not
            empty.
        CopyDiffers: the target gave other rows back. Its transaction is to be undone.
    """
    tables = _tables(package)
    _refuse_unknown(source, tables)
    refuse_filled(target, package)
    _leave_optional_alike(source, target, package)
    read = {}
    for table in tables:
        sums = _Sums()
        for batch in _batches(source, table):
            sums.add(batch)
            target.execute(sa.insert(table), [dict(row._mapping) for row in batch])
        read[table.name] = sums.held()
    _set_sequences(target, tables)
    written = contents(target, package)
    wrong = differing(read, written)
    if wrong:
        raise CopyDiffers(
            f"The copy of {', '.join(wrong)} could not be read back as it was written, so nothing"
            " was copied: check the disk and try again."
        )
    return written


def differing(one: Contents, other: Contents) -> list[str]:
    """The names of the tables that the two do not hold alike."""
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def refuse_filled(connection: sa.Connection, package: Package) -> None:
    """Make sure that the store holds nothing.

    Raises:
        StoreError: it holds something; names a table that does.
    """
    for table in _tables(package):
        if connection.execute(_query(table).limit(1)).first() is not None:
            raise StoreError(
                f"The store to copy into is not empty (its table {table.name} has rows): name an"
                " empty database, or a folder without a store."
            )


def clear(connection: sa.Connection, package: Package) -> None:
    """Take out everything that the store holds, in the transaction of ``connection``."""
    for table in reversed(_tables(package)):
        gone = sa.delete(table)
        if table is store_tables.meta:
            gone = gone.where(table.c.key.not_in(OF_ITSELF))
        connection.execute(gone)


def era(connection: sa.Connection) -> str:
    """What the revision numbers belong to: another text after each restoring, empty before any."""
    meta = store_tables.meta
    return connection.scalar(sa.select(meta.c.value).where(meta.c.key == ERA)) or ""


def begin_era(connection: sa.Connection, name: str) -> None:
    """Say that the revisions from here on are not those that were known by their numbers."""
    meta = store_tables.meta
    connection.execute(sa.delete(meta).where(meta.c.key == ERA))
    connection.execute(sa.insert(meta), {"key": ERA, "value": name})


class _Sums:
    """Counts rows and adds them to a digest, batch by batch."""

    def __init__(self) -> None:
        self._n_rows = 0
        self._digest = hashlib.sha256()

    def add(self, rows: list[sa.Row[Any]]) -> None:
        self._n_rows += len(rows)
        for row in rows:
            line = json.dumps(list(row), sort_keys=True, separators=(",", ":"))
            self._digest.update(f"{line}\n".encode())

    def held(self) -> Held:
        return Held(self._n_rows, self._digest.hexdigest())


def _tables(package: Package) -> list[sa.Table]:
    """Every table of a store with that package, each after those that it refers to."""
    data = store_tables.data_tables(store_tables.shape(package)).values()
    beside = (store_tables.LOG, store_tables.BESIDE, WORKBENCH)
    return [*data, *(table for metadata in beside for table in metadata.sorted_tables)]


def _query(table: sa.Table) -> sa.Select[Any]:
    query = sa.select(table)
    if table is store_tables.meta:
        query = query.where(table.c.key.not_in(OF_ITSELF))
    return query


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[list[sa.Row[Any]]]:
    """The rows by key; text by its code points, which is not the order of every database."""
    by_code_point = "C" if connection.dialect.name == "postgresql" else "BINARY"
    keys = [
        sa.collate(column, by_code_point) if isinstance(column.type, sa.Text) else column
        for column in table.primary_key.columns
    ]
    found = connection.execute(
        _query(table).order_by(*keys), execution_options={"yield_per": BATCH}
    )
    for batch in found.partitions():
        yield list(batch)


def _refuse_unknown(connection: sa.Connection, tables: list[sa.Table]) -> None:
    present = set(sa.inspect(connection).get_table_names())
    unknown = sorted(present - {table.name for table in tables} - {store_tables.VERSION_TABLE})
    if unknown:
        raise StoreError(
            f"The store has tables that this version of the dashboard does not know"
            f" ({', '.join(unknown)}): copy it with the version that made them."
        )


def _leave_optional_alike(source: sa.Connection, target: sa.Connection, package: Package) -> None:
    """Let the target's columns be empty where those of the source may.

    A column that became required after rows lacked it stays optional in SQL.
    """
    shape = store_tables.shape(package)
    optional = _optional(source, shape)
    if optional == _optional(target, shape):
        return
    for table in reversed(store_tables.data_tables(shape).values()):
        table.drop(target)
    for table in store_tables.data_tables(shape, optional=optional).values():
        table.create(target)


def _optional(
    connection: sa.Connection, shape: Mapping[str, Mapping[str, Any]]
) -> frozenset[tuple[str, str]]:
    """The required columns, by table and name, that may be null in SQL."""
    inspector = sa.inspect(connection)
    return frozenset(
        (name, column["name"])
        for name, parts in shape.items()
        for column in inspector.get_columns(name)
        if column["nullable"] and parts["columns"].get(column["name"])
    )


def _set_sequences(connection: sa.Connection, tables: list[sa.Table]) -> None:
    """Let PostgreSQL count on from the numbers that came with the rows, as SQLite does anyway."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        column = table.autoincrement_column
        if column is not None:
            sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            newest = connection.scalar(sa.select(sa.func.max(column))) or 0
            connection.execute(sa.select(sa.func.setval(sequence, newest + 1, False)))
