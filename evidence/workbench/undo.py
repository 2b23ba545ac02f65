"""Taking a revision back: a new revision with the rows as they were before it.

It is refused where a later revision rests on it: one that changed the same rows again, or rows that
would no longer fit. Nothing is ever taken out of the log.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from evidence import store_log, store_tables
from evidence.dates import date_words
from evidence.store import Change, Rejected, Store
from evidence.store_errors import StoreError, UnknownRevision
from evidence.store_log import Revision
from evidence.workbench import door, history, limits, tables
from evidence.workbench.person import Person


class CannotUndo(StoreError):
    """The revision cannot be taken back; ``reasons`` says why, one sentence each."""

    def __init__(self, revision: int, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        more = f" The same holds for {len(reasons) - 1} more." if len(reasons) > 1 else ""
        super().__init__(f"Revision {revision} was not taken back. {reasons[0]}{more}")


def undo(store: Store, person: Person, revision: int, *, message: str) -> Revision:
    """Take a revision back, as a new revision.

    Asked again, it gives the revision that took it back already.

    Args:
        store: where to write.
        person: who takes it back; a reviewer or an owner.
        revision: which one.
        message: why.

    Raises:
        NotAllowed: the person may not.
        CannotUndo: later revisions or other rows rest on it; nothing was written.
        UnknownRevision: there is no such revision.
        StoreError: the reason is missing or too long, or the store cannot be written.
    """
    doing = f"take back revision {revision}"
    with door.writing(store, person, "reviewer", doing) as connection:
        found = _existing(connection, revision)
        earlier = history.taken_back(connection).get(revision)
        if earlier is not None:
            door.note_repeated(person, doing, f"It was taken back in revision {earlier} already.")
            return _existing(connection, earlier)
        reason = _reason(message)
        reasons = _reasons(connection, store, found)
        if reasons:
            raise CannotUndo(revision, reasons)
        return _write(connection, store, person, found, reason)


def reasons(store: Store, revision: int) -> list[str]:
    """Why a revision cannot be taken back as the log stands; the rules are only asked on undoing.

    Raises:
        UnknownRevision: there is no such revision.
    """
    with store.reading() as connection:
        return _reasons(connection, store, _existing(connection, revision))


def _write(
    connection: sa.Connection, store: Store, person: Person, found: Revision, reason: str
) -> Revision:
    package = store.package
    changes = [
        Change(
            each.table,
            each.row_id,
            each.before and store_log.fitted(package, each.table, each.before),
        )
        for each in store_log.changes(connection, package, found.number)
        if each.table in package.tables
    ]
    save_id = f"undo:{found.number}:{store_log.newest(connection)}"
    try:
        made = store.commit_within(
            connection,
            changes,
            author=person.person_id,
            message=f"Revision {found.number} taken back: {reason}",
            save_id=save_id,
            kind="undo",
        )
    except Rejected as rejection:
        kept = [f"The data would no longer fit: {problem}" for problem in rejection.problems]
        raise CannotUndo(found.number, kept) from rejection
    if made.save_id != save_id:
        said = "The columns that it changed are no longer part of the data, so nothing would change"
        raise CannotUndo(found.number, [f"{said}."])
    entry = {
        "revision": made.number,
        "submission_id": None,
        "entered_by": person.person_id,
        "entered_at": made.at,
        "checked_by": None,
        "checked_at": None,
        "comment": "",
        "takes_back": found.number,
    }
    connection.execute(sa.insert(tables.revision_review), entry)
    return made


def _existing(connection: sa.Connection, number: int) -> Revision:
    listed = store_log.revisions(connection, number=number)
    if not listed:
        raise UnknownRevision(number, store_log.newest(connection))
    return listed[0]


def _reasons(connection: sa.Connection, store: Store, found: Revision) -> list[str]:
    if found.number == _first_load(connection):
        return [
            "It is the first load of the data folder, on which everything rests: change or remove"
            " rows in the data folder itself instead."
        ]
    undone = history.taken_back(connection)
    # An undo that stands and what it took back leave the rows as if neither had been.
    cancelled = {*undone, *undone.values()}
    later: dict[tuple[str, str], int] = {}
    for row in connection.execute(_changed_again(found.number)):
        if row.revision not in cancelled:
            later[row.table_name, row.row_id] = row.revision
    known = history.names(connection)
    saved = {
        number: store_log.revisions(connection, number=number)[0] for number in set(later.values())
    }
    return [
        f"{_title(store, table)} {row_id} was changed again by"
        f" {history.name_of(known, saved[number].author)} on {date_words(saved[number].at[:10])}"
        f" (revision {number}): take that one back first, or correct the row."
        for (table, row_id), number in later.items()
    ]


def _changed_again(number: int) -> sa.Select[Any]:
    """The rows of a revision in each later one that wrote them, oldest first."""
    this, later = store_tables.change.alias(), store_tables.change.alias()
    same = sa.and_(
        later.c.table_name == this.c.table_name,
        later.c.row_id == this.c.row_id,
        later.c.revision > this.c.revision,
    )
    return (
        sa.select(later.c.table_name, later.c.row_id, later.c.revision)
        .join_from(this, later, same)
        .where(this.c.revision == number)
        .order_by(later.c.revision, later.c.table_name, later.c.row_id)
    )


def _first_load(connection: sa.Connection) -> int | None:
    revision = store_tables.revision
    of_folder = revision.c.kind == "data folder"
    number: int | None = connection.scalar(
        sa.select(sa.func.min(revision.c.revision)).where(of_folder)
    )
    return number


def _title(store: Store, table: str) -> str:
    return store.package.tables[table].title if table in store.package.tables else table


def _reason(message: str) -> str:
    reason = " ".join(message.split())
    if not reason:
        raise StoreError("A revision is taken back for a reason: say why.")
    limits.refuse_text(reason, "The reason", limits.LONGEST_MESSAGE)
    return reason
