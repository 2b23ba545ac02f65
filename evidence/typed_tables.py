"""The tables of the data set in DuckDB, with the column types of the package."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from evidence.schema import Package, Table

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
        f'try_cast("{field.name}" as {SQL_TYPES[field.type]}) as "{field.name}"'
        for field in table.fields
    )
    connection.register("incoming_texts", texts)
    try:
        connection.execute(f'create table "{table.name}" as select {columns} from incoming_texts')
    finally:
        connection.unregister("incoming_texts")
