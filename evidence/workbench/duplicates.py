"""Rows of a submission that may be published already, to be looked at before they are sent.

Each file of ``queries/duplicates`` is one reason, and answers for each row that was entered with
the rows that it may repeat. A likely duplicate never stops anybody.
"""

from dataclasses import dataclass

import duckdb

from evidence import QUERIES, typed_tables
from evidence.store import Store
from evidence.store_tables import Values
from evidence.workbench import judge
from evidence.workbench.submission import Submission

REASONS = QUERIES / "duplicates"


@dataclass(frozen=True)
class Duplicate:
    """A row of the submission, the row that it may repeat, and why, in words.

    ``row_id`` is a published row, or another new row of the same submission.
    """

    place: int
    table: str
    row_id: str
    why: str


def likely(store: Store, item: Submission) -> list[Duplicate]:
    """The rows that may stand twice, by place; none where the submission has no such row."""
    package = store.package
    entered: dict[str, list[Values]] = {name: [] for name in package.tables}
    keys = {}
    for entry in item.entries:
        if entry.row is not None and not entry.changes_nothing:
            # The place stands in for the id, which may be empty or the same as another's.
            key = package.tables[entry.table].key
            entered[entry.table].append({**entry.row, key: str(entry.place)})
            keys[entry.place] = entry.key
    if not keys:
        return []
    known = _known(store, item)
    with duckdb.connect(config={"enable_external_access": "false", "threads": 1}) as connection:
        typed_tables.create(connection, package, known)
        connection.execute("create schema entered")
        connection.execute("use entered")
        typed_tables.create(connection, package, entered)
        connection.execute("use main")
        found = []
        for path in sorted(REASONS.glob("*.sql")):
            question = path.read_text(encoding="utf-8")
            try:
                answer = connection.execute(question).fetchall()
            except (duckdb.BinderException, duckdb.CatalogException):
                # A package without the tables of this reason has no such duplicates.
                continue
            found += [Duplicate(int(place), *rest) for place, *rest in answer]
    return sorted(
        (each for each in found if each.row_id != keys[each.place]),
        key=lambda each: (each.place, each.table, each.row_id, each.why),
    )


def _known(store: Store, item: Submission) -> dict[str, list[Values]]:
    """The published rows and those of the submission that have an id."""
    with store.reading() as connection:
        published = store.rows_within(connection)
    merged = judge.overlaid(store.package, published, item.entries)
    return {
        name: [dict(row.values) for row in merged[name] if row.values[table.key]]
        for name, table in store.package.tables.items()
    }
