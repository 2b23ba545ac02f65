"""Making the tables of the store, and making its data tables anew for another package."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from evidence import store_tables
from evidence.store_errors import StoreMismatch
from evidence.store_tables import Shape
from evidence.workbench.tables import WORKBENCH

# PostgreSQL sorts and compares by this as SQLite always does: character by character.
BY_CHARACTERS = "C"


def version(connection: sa.Connection) -> str | None:
    """The version of the store's own tables; None where none is written."""
    found: str | None = connection.scalar(sa.select(store_tables.version.c.version_num))
    return found


def create(connection: sa.Connection, shape: Shape, tables: Mapping[str, sa.Table]) -> None:
    """Make every table in a database that has none."""
    for own in (store_tables.VERSIONED, store_tables.LOG, store_tables.BESIDE, WORKBENCH):
        make(connection, own.sorted_tables)
    make(connection, tables.values())
    described = {"format": str(store_tables.FORMAT_VERSION), "shape": json.dumps(shape)}
    connection.execute(
        sa.insert(store_tables.meta),
        [{"key": key, "value": value} for key, value in described.items()],
    )
    connection.execute(sa.insert(store_tables.version), {"version_num": store_tables.VERSION})


def make(connection: sa.Connection, tables: Iterable[sa.Table]) -> None:
    """Make these tables, those that others refer to first.

    On PostgreSQL their texts stand in the order of their characters, whatever the server's locale.
    """
    if connection.dialect.name != "postgresql":
        for table in tables:
            table.create(connection, checkfirst=False)
        return
    ordered = sa.MetaData()
    for table in tables:
        copied = table.to_metadata(ordered)
        for column in copied.columns:
            if isinstance(column.type, sa.Text):
                column.type = sa.Text(collation=BY_CHARACTERS)
        copied.create(connection, checkfirst=False)


def refuse_loss(connection: sa.Connection, place: str, stored: Shape, wanted: Shape) -> None:
    """Make sure that tables of the wanted shape can hold the rows that are stored.

    Raises:
        StoreMismatch: a column with values, or the key of a table, is not wanted.
    """
    tables = store_tables.data_tables(stored)
    for name, parts in stored.items():
        kept = wanted.get(name, {"key": parts["key"], "columns": {}})
        if kept["key"] != parts["key"]:
            lost = f"identifies the rows of {name} by {parts['key']}"
        else:
            gone = set(parts["columns"]) - set(kept["columns"])
            if not gone:
                continue
            rows = store_tables.read_rows(connection, {name: tables[name]})[name].values()
            held = sorted(column for column in gone if any(row.values[column] for row in rows))
            if not held:
                continue
            lost = f"holds values in {', '.join(f'{name}.{column}' for column in held)}"
        raise StoreMismatch(
            f"The store {place} {lost} and data/datapackage.json does not: describe it"
            " there again, or start the version of the dashboard that does."
        )


def change(connection: sa.Connection, stored: Shape, wanted: Shape) -> None:
    """Make the data tables anew for another package, with the rows that they hold.

    A column that became required may be null in SQL as long as rows lack it: the rules ask for
    it when such a row is saved, and the data folder can fill it.
    """
    old_tables = store_tables.data_tables(stored)
    rows = store_tables.read_rows(connection, old_tables)
    for table in reversed(old_tables.values()):
        table.drop(connection)
    lacking = frozenset(
        (name, column)
        for name, parts in wanted.items()
        for column in parts["columns"]
        if any(not row.values.get(column) for row in rows.get(name, {}).values())
    )
    make(connection, store_tables.data_tables(wanted, optional=lacking).values())
    for name, table in store_tables.data_tables(wanted).items():
        kept = [
            store_tables.as_columns(
                {column: row.values.get(column, "") for column in wanted[name]["columns"]},
                revision=row.revision,
            )
            for row in rows.get(name, {}).values()
        ]
        if kept:
            connection.execute(sa.insert(table), kept)
    meta = store_tables.meta
    connection.execute(
        sa.update(meta).where(meta.c.key == "shape").values(value=json.dumps(wanted))
    )


def path_of_copy(home: Path, target: str) -> Path:
    """The file for the copy of a store that is about to be changed; no other copy has its name."""
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return home / "backups" / f"before-{target}-{at}.sqlite"


def copy_into_file(connection: sa.Connection, names: Iterable[str], path: Path) -> None:
    """Copy tables, whatever their version, from any database into a new SQLite file.

    Args:
        connection: an open transaction.
        names: the tables to copy.
        path: the file, which must not be there.

    Raises:
        OSError: the file cannot be written.
    """
    found = sa.MetaData()
    found.reflect(connection, only=list(names))
    plain = sa.MetaData()
    for table in found.sorted_tables:
        for column in table.to_metadata(plain).columns:
            column.server_default = None
            if isinstance(column.type, sa.JSON):
                column.type = sa.JSON(none_as_null=True)
            elif isinstance(column.type, sa.Text):
                column.type = sa.Text()
    target = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
    )
    try:
        with target.begin() as copy:
            plain.create_all(copy)
            for table in plain.sorted_tables:
                rows = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
                if rows:
                    copy.execute(sa.insert(table), rows)
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise OSError(str(error.orig)) from error
        raise
    finally:
        target.dispose()
