"""Drafts: saved as one types, seen by their author alone, offered again until they are sent.

Each save merges single fields, so that two tabs of one person never overwrite each other's other
fields; of one field the text that was typed last stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from evidence import store_log
from evidence.schema import Table
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import door, limits, opened, slugs, submission
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry, Kind, Submission


@dataclass(frozen=True)
class FieldClash:
    """A field that was typed here and published by somebody else meanwhile, each differently."""

    field: str
    before: str
    typed: str
    now: str


def start(
    store: Store,
    person: Person,
    kind: Kind,
    title: str = "",
    *,
    double_entry_id: str | None = None,
) -> str:
    """Begin a draft of an analyst and give its id. A suggestion is made by ``suggested.suggest``.

    Raises:
        NotAllowed: the person has no role.
        StoreError: the title is too long, or cannot be kept.
    """
    with door.writing(store, person, "analyst", "start a draft") as connection:
        limits.refuse_text(title, "The title", limits.LONGEST_TITLE)
        return submission.begin(
            connection, kind, person, title=title, double_entry_id=double_entry_id
        )


def put(
    store: Store,
    person: Person,
    submission_id: str,
    table: str,
    values: Mapping[str, str],
    *,
    place: int | None = None,
    opens: str | None = None,
) -> Entry:
    """Merge the fields into one row of the draft.

    Args:
        store: where the draft is.
        person: its author.
        submission_id: the draft.
        table: the table of the row.
        values: what was typed, by column; the other columns stay.
        place: the row of the draft; None for a new one.
        opens: the published row to correct, where ``place`` is None. Opened twice, it is one row
            of the draft.

    Returns:
        The row as it now stands in the draft.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft, row, table or column, or a text cannot be kept.
    """
    with door.writing(store, person, "analyst", "save a draft") as connection:
        described = limits.described(store.package, table)
        limits.refuse_values(described, values)
        draft = submission.own_draft(connection, person, submission_id)
        if place is not None:
            entry = _at(draft, place, table)
        elif opens is not None:
            entry = _opened(store, connection, draft, described, opens)
        else:
            entry = Entry(_next(draft), table, "", 0, None, opened.empty(described))
        row = entry.row or entry.before or opened.empty(described)
        entry = replace(entry, row={**row, **values})
        _keep(connection, draft, [entry])
    return entry


def put_all(
    store: Store, person: Person, submission_id: str, entries: Iterable[Entry]
) -> list[Entry]:
    """Put many rows into the draft at once, all of them or none.

    A row goes to its place, over what stood there; one with the place 0 goes behind the others. A
    column that a row lacks is empty. A row that corrects or removes a published one and says
    nothing of how that was (``before`` None) is opened now.

    Returns:
        The rows as they now stand in the draft, in the order given.

    Raises:
        NotAllowed: the person has no role.
        StoreError: more than 10,000 rows, or as for ``put``.
    """
    with door.writing(store, person, "analyst", "save a draft") as connection:
        draft = submission.own_draft(connection, person, submission_id)
        return put_within(store, connection, draft, entries)


def put_within(
    store: Store, connection: sa.Connection, draft: Submission, entries: Iterable[Entry]
) -> list[Entry]:
    """As ``put_all``, within a transaction that the door opened.

    Raises:
        StoreError: as for ``put_all``.
    """
    given = [opened.fitted(store, entry) for entry in entries]
    last = max((entry.place for entry in (*draft.entries, *given)), default=0)
    placed = []
    for entry in given:
        last += not entry.place
        placed.append(replace(entry, place=entry.place or last))
    placed = opened.now(store, connection, placed)
    _keep(connection, draft, placed)
    return placed


def remove_row(store: Store, person: Person, submission_id: str, table: str, row_id: str) -> Entry:
    """Put into the draft that a published row shall go.

    Published, that is a revision that removes the row; its history then says it was withdrawn.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft or row.
    """
    with door.writing(store, person, "analyst", "save a draft") as connection:
        described = limits.described(store.package, table)
        draft = submission.own_draft(connection, person, submission_id)
        entry = _opened(store, connection, draft, described, row_id)
        entry = replace(entry, row=None)
        _keep(connection, draft, [entry])
    return entry


def drop(store: Store, person: Person, submission_id: str, place: int) -> None:
    """Take a row out of the draft; one that is not there any more is no error.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft.
    """
    with door.writing(store, person, "analyst", "save a draft") as connection:
        draft = submission.own_draft(connection, person, submission_id)
        submission.forget(connection, submission_id, [place])
        submission.change(connection, draft)


def replace_by(store: Store, person: Person, submission_id: str, place: int, row_id: str) -> None:
    """Take a new row out because it is the same as another; what referred to it names the other.

    Args:
        store: where the draft is.
        person: its author.
        submission_id: the draft.
        place: the row to take out.
        row_id: the other row of the same table, published or of the same draft.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft or row.
    """
    with door.writing(store, person, "analyst", "save a draft") as connection:
        draft = submission.own_draft(connection, person, submission_id)
        entry = _at(draft, place)
        others = slugs.renamed(store.package, draft.entries, entry.table, entry.key, row_id)
        anew = [replace(each, row={**(each.row or {}), **named}) for each, named in others]
        _keep(connection, draft, anew)
        submission.forget(connection, submission_id, [place])


def describe(
    store: Store,
    person: Person,
    submission_id: str,
    *,
    title: str | None = None,
    message: str | None = None,
) -> None:
    """Give the draft a title, or the reason for it; None leaves what stands.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft, or the text is too long or cannot be kept.
    """
    given = {"title": title, "message": message}
    with door.writing(store, person, "analyst", "save a draft") as connection:
        limits.refuse_text(title or "", "The title", limits.LONGEST_TITLE)
        limits.refuse_text(message or "", "The reason", limits.LONGEST_MESSAGE)
        draft = submission.own_draft(connection, person, submission_id)
        submission.change(
            connection, draft, **{name: text for name, text in given.items() if text is not None}
        )


def discard(store: Store, person: Person, submission_id: str) -> None:
    """Put the draft away as withdrawn; it stays in the store.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft.
    """
    with door.writing(store, person, "analyst", "discard a draft") as connection:
        draft = submission.own_draft(connection, person, submission_id)
        decided = {"decided_at": store_log.now(), "decided_by": person.person_id}
        submission.change(connection, draft, state="withdrawn", **decided)


def refresh(
    store: Store, person: Person, submission_id: str, place: int
) -> tuple[Entry, list[FieldClash]]:
    """Open a correction anew on the published row as it is now, keeping what was typed.

    A field that was not typed in takes its new value; one that was keeps what was typed.

    Returns:
        The row as it now stands in the draft, and the fields that both changed, each differently.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft or row, or the published row is gone.
    """
    with door.writing(store, person, "analyst", "save a draft") as connection:
        draft = submission.own_draft(connection, person, submission_id)
        entry = _at(draft, place)
        if not entry.row_id:
            return entry, []
        fresh = opened.row(store, connection, place, entry.table, entry.row_id)
        clashes: list[FieldClash] = []
        if entry.row is not None:
            merged, clashes = _merged(entry, fresh)
            fresh = replace(fresh, row=merged)
        else:
            fresh = replace(fresh, row=None)
        _keep(connection, draft, [fresh])
    return fresh, clashes


def _merged(entry: Entry, fresh: Entry) -> tuple[dict[str, str], list[FieldClash]]:
    before, typed, now = entry.before or {}, entry.row or {}, fresh.row or {}
    merged, clashes = {}, []
    for name, value in now.items():
        was, mine = before.get(name, ""), typed.get(name, "")
        merged[name] = value if mine == was else mine
        if mine not in (was, value) and value != was:
            clashes.append(FieldClash(name, was, mine, value))
    return merged, clashes


def _keep(connection: sa.Connection, draft: Submission, entries: Sequence[Entry]) -> None:
    places = {entry.place for entry in (*draft.entries, *entries)}
    if len(places) > limits.MOST_ENTRIES:
        raise StoreError(
            f"The draft would have {len(places):,} rows and at most {limits.MOST_ENTRIES:,} fit:"
            " send these first, and put the others into another draft."
        )
    submission.keep(connection, draft.submission_id, entries)
    submission.change(connection, draft)


def _at(draft: Submission, place: int, table: str | None = None) -> Entry:
    for entry in draft.entries:
        if entry.place == place and table in (None, entry.table):
            return entry
    raise StoreError(
        f"Row {place} was taken out of the draft, perhaps in another window: add it again as a new"
        " row."
    )


def _opened(
    store: Store, connection: sa.Connection, draft: Submission, table: Table, row_id: str
) -> Entry:
    """The row of the draft that is about the published one; a new one where there is none."""
    for entry in draft.entries:
        if (entry.table, entry.row_id) == (table.name, row_id):
            return entry
    return opened.row(store, connection, _next(draft), table.name, row_id)


def _next(draft: Submission) -> int:
    return max((entry.place for entry in draft.entries), default=0) + 1
