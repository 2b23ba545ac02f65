"""Published rows as they were when somebody opened them to correct or remove them."""

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from evidence.schema import Table
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.store_tables import Values
from evidence.workbench import limits
from evidence.workbench.submission import Entry


def row(store: Store, connection: sa.Connection, place: int, table: str, row_id: str) -> Entry:
    """An entry that leaves the published row as it is.

    Raises:
        StoreError: there is no such row.
    """
    (entry,) = now(store, connection, [Entry(place, table, row_id, 0, None, {})])
    return replace(entry, row=entry.before)


def now(store: Store, connection: sa.Connection, entries: Sequence[Entry]) -> list[Entry]:
    """The entries; those that do not say how their published row was are opened now.

    Raises:
        StoreError: a published row that is to be opened is gone.
    """
    if all(entry.before is not None or not entry.row_id for entry in entries):
        return list(entries)
    rows = store.rows_within(connection)
    opened = []
    for entry in entries:
        if entry.row_id and entry.before is None:
            stored = rows[entry.table].get(entry.row_id)
            if stored is None:
                raise StoreError(
                    f"There is no published row {entry.row_id} in {entry.table}: take it out of the"
                    " draft, or add it as a new row."
                )
            entry = replace(entry, before=stored.values, opened_revision=stored.revision)
        opened.append(entry)
    return opened


def fitted(store: Store, entry: Entry) -> Entry:
    """The entry with every column of its table, empty where nothing was typed.

    Raises:
        StoreError: there is no such table or column, or a text cannot be kept.
    """
    table = limits.described(store.package, entry.table)
    if entry.row is None:
        return entry
    limits.refuse_values(table, entry.row)
    return replace(entry, row={**empty(table), **entry.row})


def empty(table: Table) -> Values:
    """A row in which nothing was typed, its key first."""
    return dict.fromkeys((table.key, *table.field_names), "")
