"""The tables of the data set in DuckDB, with the column types of the package."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from evidence.schema import Package, Table

# Who entered each row as it stands, in which revision, and who read it a second time; the words are
# those of its receipt. Null where nobody did; times are UTC, as 2026-11-22T09:30:00Z.
READINGS = pa.schema(
    {
        "table_name": pa.string(),
        "row_id": pa.string(),
        "revision": pa.int64(),
        "entered_by": pa.string(),
        "entered_at": pa.string(),
        "checked_by": pa.string(),
        "checked_at": pa.string(),
        "taken_back_by": pa.string(),
        "taken_back_at": pa.string(),
        "is_second_read": pa.bool_(),
        "words": pa.string(),
    }
)
SQL_TYPES = {"string": "varchar", "integer": "bigint", "number": "double", "boolean": "boolean"}


def create(
    connection: duckdb.DuckDBPyConnection,
    package: Package,
    tables: Mapping[str, Sequence[Mapping[str, str]]],
) -> None:
    """Make one typed table for each table of the package, its columns in the package's order.

    An empty text becomes null, and so does a text that is not of the column's type. A table that
    ``tables`` lacks is made without rows; a column that a row lacks is null.
    """
    for table in package.tables.values():
        _create(connection, table, tables.get(table.name, ()))


def create_readings(connection: duckdb.DuckDBPyConnection, readings: pa.Table | None) -> None:
    """Make the table ``row_readings`` with the columns of ``READINGS``; without rows for None."""
    connection.register(
        "incoming_readings", READINGS.empty_table() if readings is None else readings
    )
    try:
        connection.execute("create table row_readings as select * from incoming_readings")
    finally:
        connection.unregister("incoming_readings")


def _create(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Mapping[str, str]]
) -> None:
    texts = pa.table(
        {
            name: pa.array([row.get(name) or None for row in rows], pa.string())
            for name in table.field_names
        }
    )
    columns = ", ".join(
        f'"{field.name}"'
        if field.type == "string"
        else f'try_cast("{field.name}" as {SQL_TYPES[field.type]}) as "{field.name}"'
        for field in table.fields
    )
    connection.register("incoming_texts", texts)
    try:
        connection.execute(f'create table "{table.name}" as select {columns} from incoming_texts')
    finally:
        connection.unregister("incoming_texts")
