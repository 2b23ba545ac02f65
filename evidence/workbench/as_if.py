"""The data as they would be if all that waits for review were published."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa

from evidence import store_tables
from evidence.rules import Candidate, Problem
from evidence.store import Store
from evidence.store_tables import StoredTables, Values
from evidence.workbench import judge, submission, tables
from evidence.workbench.submission import Entry, Submission


@dataclass(frozen=True)
class AsIf:
    """The published rows with those in review among them.

    Attributes:
        tables: the rows of every table, by their key.
        came_from: by table and id of the rows that came from the review, also of those that it
            removes, the submission that has them.
        shown: the submissions that are among them, with their rows.
        left_out: those that do not fit what is published: they break a rule, or a row of theirs
            was published since.
    """

    tables: dict[str, list[Values]]
    came_from: Mapping[tuple[str, str], Submission]
    shown: tuple[Submission, ...]
    left_out: tuple[Submission, ...]

    @property
    def rows(self) -> frozenset[tuple[str, str]]:
        """Table and id of the rows that came from the review."""
        return frozenset(self.came_from)


def waiting(connection: sa.Connection) -> list[Submission]:
    """What waits for review, without its rows, sent first first; blind double entry is left out."""
    columns = tables.submission.c
    return submission.listed(
        connection, columns.state == "in review", columns.kind != "double entry"
    )


def version(store: Store) -> str:
    """A text that is another one as soon as anything else waits for review; empty for nothing."""
    with store.reading() as connection:
        waits = [(item.submission_id, item.version) for item in waiting(connection)]
    return hashlib.sha256(repr(waits).encode()).hexdigest()[:16] if waits else ""


def look(store: Store) -> AsIf:
    """The newest data with what waits for review; of a row sent twice, the later one."""
    with store.reading() as connection:
        published = store.rows_within(connection)
        waits = [
            replace(item, entries=found.entries)
            for item in waiting(connection)
            if (found := submission.read(connection, item.submission_id))
        ]
    current = [item for item in waits if _is_current(published, item)]
    shown = _fitting(store, published, current)
    among = {item.submission_id: item for item in shown}
    last = _last(shown)
    entries = [entry for _, entry in last]
    merged = judge.overlaid(store.package, published, entries)
    return AsIf(
        {name: _in_order(store, name, merged) for name in store.package.tables},
        {(entry.table, entry.key): among[owner] for owner, entry in last},
        tuple(shown),
        tuple(item for item in waits if item.submission_id not in among),
    )


def _is_current(published: StoredTables, item: Submission) -> bool:
    """Whether every row of it is published as it was opened."""
    for entry in item.entries:
        stored = published[entry.table].get(entry.key)
        if (stored.revision if stored else 0) != entry.opened_revision:
            return False
    return True


def _fitting(store: Store, published: StoredTables, waits: list[Submission]) -> list[Submission]:
    """Those that break no rule together.

    Whoever has a row with a problem is left out, all of them at one look at the rules. Where the
    problem lies in a published row, the one that brought it about is found by taking them in turn.
    """
    shown = waits
    while problems := _problems(store, published, shown):
        owners = _owners(shown)
        blamed = {owners[place - 1] for place, _ in problems if place != judge.ELSEWHERE}
        if not blamed:
            return _one_by_one(store, published, shown)
        shown = [item for item in shown if item.submission_id not in blamed]
    return shown


def _one_by_one(store: Store, published: StoredTables, waits: list[Submission]) -> list[Submission]:
    shown: list[Submission] = []
    for item in waits:
        if not _problems(store, published, [*shown, item]):
            shown.append(item)
    return shown


def _problems(
    store: Store, published: StoredTables, waits: list[Submission]
) -> list[tuple[int, Problem]]:
    """The problems of all of them together, each with the place of its row among ``_entries``."""
    numbered = [replace(entry, place=place) for place, entry in enumerate(_entries(waits), 1)]
    return judge.placed(store, published, numbered)


def _owners(waits: list[Submission]) -> list[str]:
    """Whose each row among ``_entries`` is, in their order."""
    return [owner for owner, _ in _last(waits)]


def _entries(waits: list[Submission]) -> list[Entry]:
    """Their rows, of each table and id the one that was sent last."""
    return [entry for _, entry in _last(waits)]


def _last(waits: list[Submission]) -> list[tuple[str, Entry]]:
    """A row that is only remarked on hides no correction of it that was sent before."""
    last = {
        (entry.table, entry.key): (item.submission_id, entry)
        for item in waits
        for entry in item.entries
        if not entry.changes_nothing
    }
    return list(last.values())


def _in_order(store: Store, name: str, merged: Candidate) -> list[Values]:
    table = store.package.tables[name]
    rows = {row.values[table.key]: dict(row.values) for row in merged[name]}
    return store_tables.in_key_order(table, rows)
