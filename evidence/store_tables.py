"""The SQL tables of the store: for each table of the package, the log, scenes and checklists.

Those of people, submissions and review stand in ``evidence.workbench.tables``.

Every column of a data table is text and holds the characters that were entered, so that the CSV can
be written back as it was; the read model gives the values their types. An empty value is null.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from evidence.schema import Package, Table
from evidence.workbench.tables import WORKBENCH

Values = dict[str, str]

# Raised by one when the log tables change in a way that an older version cannot read.
FORMAT_VERSION = 1
# The migrations that made the store's own tables what they are, oldest first.
VERSIONS = ("0001", "0002", "0003", "0004")
VERSION = VERSIONS[-1]

ROW_REVISION = "row_revision"
VERSIONED = sa.MetaData()
LOG = sa.MetaData()
# What people make beside the data. A store from before there were such tables is given them.
BESIDE = sa.MetaData()
IMAGE = sa.JSON(none_as_null=True)


def _view_columns() -> list[sa.Column[Any]]:
    """The columns of a view that somebody keeps (``scene_drafts.Draft``)."""
    return [
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("query", IMAGE, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("revised_at", sa.Text, nullable=False),
    ]


# Alembic's own table, in the words that Alembic uses; a store made before it has none.
VERSION_TABLE = "alembic_version"
version = sa.Table(
    VERSION_TABLE,
    VERSIONED,
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
meta = sa.Table(
    "meta",
    LOG,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
revision = sa.Table(
    "revision",
    LOG,
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("save_id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
)
change = sa.Table(
    "change",
    LOG,
    sa.Column("revision", sa.ForeignKey("revision.revision"), primary_key=True),
    sa.Column("table_name", sa.Text, primary_key=True),
    sa.Column("row_id", sa.Text, primary_key=True),
    sa.Column("before", IMAGE),
    sa.Column("after", IMAGE),
    sa.Index("change_of_row", "table_name", "row_id", "revision"),
)
seed_row = sa.Table(
    "seed_row",
    LOG,
    sa.Column("table_name", sa.Text, primary_key=True),
    sa.Column("row_id", sa.Text, primary_key=True),
    sa.Column("row", IMAGE, nullable=False),
)
conflict = sa.Table(
    "conflict",
    LOG,
    sa.Column("table_name", sa.Text, primary_key=True),
    sa.Column("row_id", sa.Text, primary_key=True),
    sa.Column("base", IMAGE),
    sa.Column("store_row", IMAGE),
    sa.Column("data_row", IMAGE),
    sa.Column("found_at", sa.Text, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),
)
scene_list = sa.Table(
    "scene_list",
    BESIDE,
    sa.Column("list_id", sa.Text, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("removed_at", sa.Text),
)
scene = sa.Table(
    "scene",
    BESIDE,
    sa.Column("scene_id", sa.Text, primary_key=True),
    sa.Column("list_id", sa.ForeignKey("scene_list.list_id"), nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    *_view_columns(),
    sa.Column("kept_at", sa.Text, nullable=False),
    sa.Column("removed_at", sa.Text),
    sa.Index("scene_of_list", "list_id", "place"),
)
checklist = sa.Table(
    "checklist",
    BESIDE,
    sa.Column("checklist_id", sa.Text, primary_key=True),
    sa.Column("edit_key", sa.Text, nullable=False, unique=True),
    sa.Column("read_key", sa.Text, nullable=False, unique=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("removed_at", sa.Text),
)
# Rows are only ever added: what was typed stays, and a later entry says which ones it replaces.
checklist_entry = sa.Table(
    "checklist_entry",
    BESIDE,
    sa.Column("entry_id", sa.Integer, primary_key=True),
    sa.Column("checklist_id", sa.ForeignKey("checklist.checklist_id"), nullable=False),
    sa.Column("item", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("replaces", IMAGE, nullable=False),
    sa.Column("save_id", sa.Text, nullable=False),
    sa.UniqueConstraint("checklist_id", "save_id", "item", "field"),
)
checklist_pin = sa.Table(
    "checklist_pin",
    BESIDE,
    sa.Column("pin_id", sa.Integer, primary_key=True),
    sa.Column("checklist_id", sa.ForeignKey("checklist.checklist_id"), nullable=False),
    sa.Column("item", sa.Text, nullable=False),
    *_view_columns(),
    sa.Column("pinned_at", sa.Text, nullable=False),
    sa.Column("removed_at", sa.Text),
    sa.Index("pins_of_checklist", "checklist_id", "pin_id"),
)
OWN_NAMES = frozenset({VERSION_TABLE, *LOG.tables, *BESIDE.tables, *WORKBENCH.tables})


class Stored(NamedTuple):
    """One row of a data table and the revision that last changed it."""

    values: Values
    revision: int


StoredTables = dict[str, dict[str, Stored]]
Shape = dict[str, dict[str, Any]]


def shape(package: Package) -> Shape:
    """What the SQL tables depend on: for each table its key, columns (required?) and references.

    References to a column that is not the key of its table are left to the rules: SQL can only
    refer to a unique column, and SQLite cannot leave uniqueness beyond the key to the end of a
    save, so that two rows could never exchange their values.
    """
    return {
        table.name: {
            "key": table.key,
            "columns": {field.name: field.required for field in table.fields},
            "references": {
                key.field: f"{key.table}.{key.target}"
                for key in table.foreign_keys
                if key.target == package.tables[key.table].key
            },
        }
        for table in package.tables.values()
    }


def data_tables(
    described: Shape, *, optional: frozenset[tuple[str, str]] = frozenset()
) -> dict[str, sa.Table]:
    """The SQL tables of that shape, referenced tables first; ``optional`` columns may be null.

    Raises:
        ValueError: a table or a column has a name that the store needs itself.
    """
    metadata = sa.MetaData()
    tables = {}
    for name, parts in described.items():
        if name in OWN_NAMES or ROW_REVISION in parts["columns"]:
            raise ValueError(f"datapackage.json: the table {name} uses a name of the store's own")
        columns = [
            sa.Column(
                column,
                sa.Text,
                *_reference(parts["references"].get(column)),
                primary_key=column == parts["key"],
                nullable=column != parts["key"] and (not required or (name, column) in optional),
            )
            for column, required in parts["columns"].items()
        ]
        tables[name] = sa.Table(
            name, metadata, *columns, sa.Column(ROW_REVISION, sa.Integer, nullable=False)
        )
    return tables


def _reference(target: str | None) -> list[sa.ForeignKey]:
    return [sa.ForeignKey(target, deferrable=True, initially="DEFERRED")] if target else []


def read_rows(connection: sa.Connection, tables: Mapping[str, sa.Table]) -> StoredTables:
    """Every row of the data tables by table and row id, in no order; null reads as empty."""
    return {name: _rows_of(connection, table) for name, table in tables.items()}


def _rows_of(connection: sa.Connection, table: sa.Table) -> dict[str, Stored]:
    names = [column.name for column in table.columns if column.name != ROW_REVISION]
    (key,) = table.primary_key.columns
    place = names.index(key.name)
    query = sa.select(*(table.c[name] for name in names), table.c[ROW_REVISION])
    return {
        row[place]: Stored(
            {name: value or "" for name, value in zip(names, row[:-1], strict=True)}, row[-1]
        )
        for row in connection.execute(query)
    }


def as_columns(values: Mapping[str, str], *, revision: int) -> dict[str, str | int | None]:
    """A row as it goes into its SQL table."""
    return {**{name: value or None for name, value in values.items()}, ROW_REVISION: revision}


def in_key_order(table: Table, rows: Mapping[str, Values]) -> list[Values]:
    """The rows by their key: numeric keys by their number, all others by their characters."""
    if table.field(table.key).type not in ("integer", "number"):
        return [rows[row_id] for row_id in sorted(rows)]
    return [rows[row_id] for row_id in sorted(rows, key=_number_first)]


def _number_first(row_id: str) -> tuple[float, str]:
    try:
        return float(row_id), row_id
    except ValueError:
        return float("inf"), row_id
