"""What somebody enters before it is published: rows that are new, corrected or to be removed.

A submission moves draft -> in review -> published, back to draft, or from either to withdrawn. The
data tables hold published rows only.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import sqlalchemy as sa

from evidence import store_log
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.store_tables import Values
from evidence.workbench import roles, tables
from evidence.workbench.person import Person
from evidence.workbench.roles import NotAllowed

State = Literal["draft", "in review", "published", "withdrawn"]
Kind = Literal["case", "correction", "suggestion", "upload", "double entry"]
OPEN_STATES: tuple[State, ...] = ("draft", "in review")
# What stands behind the id of a suggestion in the id of the draft that an analyst made of it.
TAKEN_OVER = "-2"


@dataclass(frozen=True)
class Entry:
    """One row of a submission.

    Attributes:
        place: its number in the submission, from 1; 0 for one that has none yet.
        table: the table that the row belongs to.
        row_id: the published row that it corrects or removes; empty for a new row.
        opened_revision: the revision that had last changed that row when it was opened; 0 for new.
        before: the row as it was then; None for a new row.
        row: every column as it was typed, "" where it is empty, the key's column first; None takes
            the row out.
    """

    place: int
    table: str
    row_id: str
    opened_revision: int
    before: Values | None
    row: Values | None

    @property
    def key(self) -> str:
        """The id of the row: of the published one, else what was typed as such."""
        return self.row_id or next(iter((self.row or {}).values()), "")

    @property
    def changes_nothing(self) -> bool:
        """Whether the row stands as it was opened."""
        return self.row == self.before


@dataclass(frozen=True)
class Submission:
    """What one person enters together. Times are UTC; those still to come are None.

    Attributes:
        entered_by: the id of the person; empty for a reader without an account.
        entered_name: their name as they gave it.
        comment: what the reviewer, or whoever withdrew it, last said; empty for nothing.
        revision: the revision that published it; None before.
        version: counts every change of it.
        n_entries: how many rows it has, also where ``entries`` were not loaded.
    """

    submission_id: str
    kind: Kind
    state: State
    title: str
    message: str
    entered_by: str
    entered_name: str
    made_at: str
    saved_at: str
    sent_at: str | None
    decided_at: str | None
    decided_by: str | None
    comment: str
    revision: int | None
    version: int
    double_entry_id: str | None
    n_entries: int = 0
    entries: tuple[Entry, ...] = ()

    @property
    def was_sent_back(self) -> bool:
        """Whether a reviewer gave it back to its author to mend."""
        return self.state == "draft" and bool(self.decided_by)


def read(connection: sa.Connection, submission_id: str) -> Submission | None:
    """The submission with its rows in their order, whoever asks; None where there is none."""
    item = head(connection, submission_id)
    return item and replace(item, entries=tuple(_entries(connection, submission_id)))


def head(connection: sa.Connection, submission_id: str) -> Submission | None:
    """The submission without its rows; None where there is none."""
    # No store holds a zero byte, and PostgreSQL cannot even be asked for one.
    if "\0" in submission_id:
        return None
    found = listed(connection, tables.submission.c.submission_id == submission_id)
    return found[0] if found else None


def listed(connection: sa.Connection, *which: sa.ColumnElement[bool]) -> list[Submission]:
    """The submissions that fit, without their rows, in the order in which they were sent."""
    columns = tables.submission.c
    entries = tables.submission_entry.c
    n_entries = sa.select(sa.func.count(entries.place)).where(
        entries.submission_id == columns.submission_id
    )
    selected: list[sa.ColumnElement[Any]] = [*columns, n_entries.scalar_subquery()]
    query = (
        sa.select(*selected)
        .where(*which)
        .order_by(sa.func.coalesce(columns.sent_at, ""), columns.made_at, columns.submission_id)
    )
    return [Submission(*row) for row in connection.execute(query)]


def found(store: Store, person: Person, submission_id: str) -> Submission | None:
    """The submission with its rows; None where there is none, or the person may not see it.

    A draft is seen by its author alone. What was sent or withdrawn is seen by its author and by
    everybody with a role; of a blind double entry by its author alone, until both sides were sent.
    """
    with store.reading() as connection:
        item = read(connection, submission_id)
        return item if item and _may_see(connection, person, item) else None


def own(store: Store, person: Person) -> list[Submission]:
    """The person's open submissions without their rows, newest first; none for a reader."""
    if person.is_reader:
        return []
    columns = tables.submission.c
    with store.reading() as connection:
        mine = listed(
            connection, columns.entered_by == person.person_id, columns.state.in_(OPEN_STATES)
        )
    return sorted(mine, key=lambda item: (item.saved_at, item.made_at), reverse=True)


def begin(connection: sa.Connection, kind: Kind, person: Person, **values: Any) -> str:
    """Write a new draft without rows and give its id; ``values`` are further columns of it."""
    at = store_log.now()
    given = {
        "submission_id": secrets.token_hex(8),
        "kind": kind,
        "state": "draft",
        "title": "",
        "message": "",
        "entered_by": person.person_id,
        "entered_name": person.name,
        "made_at": at,
        "saved_at": at,
        "comment": "",
        "version": 1,
        **values,
    }
    connection.execute(sa.insert(tables.submission), given)
    return str(given["submission_id"])


def change(connection: sa.Connection, item: Submission, **values: Any) -> None:
    """Write further values into the submission, and count the change."""
    this = tables.submission.c.submission_id == item.submission_id
    counted = {"version": tables.submission.c.version + 1, "saved_at": store_log.now()}
    connection.execute(sa.update(tables.submission).where(this).values({**counted, **values}))


def keep(connection: sa.Connection, submission_id: str, entries: Sequence[Entry]) -> None:
    """Write the rows at their places, over what stood there."""
    forget(connection, submission_id, (entry.place for entry in entries))
    if entries:
        written = [
            {
                "submission_id": submission_id,
                "place": entry.place,
                "table_name": entry.table,
                "row_id": entry.row_id,
                "opened_revision": entry.opened_revision,
                "before": entry.before,
                "row": entry.row,
            }
            for entry in entries
        ]
        connection.execute(sa.insert(tables.submission_entry), written)


def forget(connection: sa.Connection, submission_id: str, places: Iterable[int]) -> None:
    """Take the rows at these places out of the submission."""
    entries = tables.submission_entry
    gone = [{"gone": place} for place in places]
    if gone:
        this = sa.and_(
            entries.c.submission_id == submission_id, entries.c.place == sa.bindparam("gone")
        )
        connection.execute(sa.delete(entries).where(this), gone)


def own_draft(connection: sa.Connection, person: Person, submission_id: str) -> Submission:
    """The person's draft of that id, with its rows.

    Raises:
        NotAllowed: there is none, or it is somebody else's; which of both is not said.
        StoreError: it is a draft no more.
    """
    item = read(connection, submission_id)
    if item is None or item.entered_by != person.person_id or person.is_reader:
        raise NotAllowed(
            f"There is no draft {submission_id} of yours: open one from the list of your drafts."
        )
    if item.state != "draft":
        raise StoreError(
            f"{described(item)} is {item.state} and no draft any more, so nothing was changed in"
            " it: start a new draft, or ask a reviewer to send it back."
        )
    return item


def existing(connection: sa.Connection, submission_id: str) -> Submission:
    """The submission of that id with its rows.

    Raises:
        StoreError: there is none.
    """
    item = read(connection, submission_id)
    if item is None:
        raise StoreError(f"There is no submission {submission_id}: open one from the list.")
    return item


def described(item: Submission) -> str:
    """What to call it in a sentence."""
    return f"“{item.title}”" if item.title else f"Submission {item.submission_id}"


def contributors(connection: sa.Connection, item: Submission) -> frozenset[str]:
    """The ids of all who entered any of it: its author, and whose suggestion it was made from."""
    origin = head(connection, item.submission_id.removesuffix(TAKEN_OVER))
    return frozenset({item.entered_by, origin.entered_by if origin else ""} - {""})


def _entries(connection: sa.Connection, submission_id: str) -> list[Entry]:
    columns = tables.submission_entry.c
    query = (
        sa.select(
            columns.place,
            columns.table_name,
            columns.row_id,
            columns.opened_revision,
            columns.before,
            columns.row,
        )
        .where(columns.submission_id == submission_id)
        .order_by(columns.place)
    )
    return [Entry(*row) for row in connection.execute(query)]


def _may_see(connection: sa.Connection, person: Person, item: Submission) -> bool:
    if person.is_reader:
        return False
    if item.entered_by == person.person_id:
        return True
    if item.state == "draft" or roles.role_of(connection, person.person_id) is None:
        return False
    return item.kind != "double entry" or _both_sent(connection, item)


def _both_sent(connection: sa.Connection, item: Submission) -> bool:
    """Whether each of the two who enter the same source is done."""
    sides = listed(connection, tables.submission.c.double_entry_id == item.double_entry_id)
    sent = [side for side in sides if side.state in ("in review", "published")]
    return len({side.entered_by for side in sent}) > 1
