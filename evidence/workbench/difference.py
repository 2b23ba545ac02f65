"""What differs between two revisions, cell by cell."""

import csv
import io
from collections.abc import Iterable

import sqlalchemy as sa

from evidence import store_log, store_tables
from evidence.exports import cells
from evidence.schema import Package
from evidence.store import Store
from evidence.store_errors import UnknownRevision
from evidence.store_log import RowChange
from evidence.workbench import history

COLUMNS = ("table", "row_id", "field", "before", "after")


def difference(store: Store, older: int, newer: int) -> list[RowChange]:
    """The rows that differ between two revisions, in the order of the package and of their ids.

    Args:
        store: the store.
        older: the revision that ``before`` is taken from; 0 is the empty store.
        newer: the one that ``after`` is taken from. It may be the earlier one of both.

    Raises:
        UnknownRevision: the store holds one of them not.
    """
    first, last = sorted((older, newer))
    change = store_tables.change
    query = (
        sa.select(change.c.table_name, change.c.row_id, change.c.before, change.c.after)
        .where(change.c.revision > first, change.c.revision <= last)
        .order_by(change.c.revision)
    )
    found: dict[tuple[str, str], RowChange] = {}
    with store.reading() as connection:
        newest = store_log.newest(connection)
        for number in (first, last):
            if not 0 <= number <= newest:
                raise UnknownRevision(number, newest)
        for table, row_id, before, after in connection.execute(query):
            earlier = found.get((table, row_id))
            was = earlier.before if earlier else before
            found[table, row_id] = RowChange(table, row_id, was, after)
    places = {name: place for place, name in enumerate(store.package.tables)}
    ordered = sorted(
        found.values(),
        key=lambda each: (places.get(each.table, len(places)), each.table, each.row_id),
    )
    turned = older > newer
    return [
        RowChange(each.table, each.row_id, each.after, each.before) if turned else each
        for each in ordered
        if each.before != each.after
    ]


def csv_text(package: Package, changes: Iterable[RowChange]) -> str:
    """The changes as CSV, one line a cell, in which no spreadsheet finds a formula.

    An empty ``before`` or ``after`` is an empty cell, or one of a row that is not there.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for change in changes:
        for cell in history.cells(package, change):
            line = (change.table, change.row_id, cell.field, cell.before or "", cell.after or "")
            writer.writerow([cells.safe(each) for each in line])
    return file.getvalue()
