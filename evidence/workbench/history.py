"""The history of the data: which revision changed which cells, who entered it, who checked it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from evidence import store_log, store_tables
from evidence.schema import Package
from evidence.store import Store
from evidence.store_errors import UnknownRevision
from evidence.store_log import Revision, RowChange
from evidence.workbench import tables
from evidence.workbench.person import LOCAL
from evidence.workbench.wanted import Wanted, conditions, end_of, of_rows

PAGE_SIZE = 25
# Between the ids of people who entered something together; no id has it, as ids are printable.
TOGETHER = "\n"


@dataclass(frozen=True)
class Saved:
    """One revision with the people behind it; their names, and times as ``Revision.at``.

    Attributes:
        revision: what the log says of it.
        entered_by: who entered its rows; of the data folder its own name.
        entered_at: when.
        checked_by: who read it a second time; empty where nobody did.
        checked_at: when; empty where nobody did.
        comment: what the second reader said.
        is_reviewed: whether it came through review, even where its author published alone.
        takes_back: the revision that this one takes back; None for any other.
        taken_back_in: the standing revision that takes this one back; None where none does.
    """

    revision: Revision
    entered_by: str
    entered_at: str
    checked_by: str
    checked_at: str
    comment: str
    is_reviewed: bool
    takes_back: int | None
    taken_back_in: int | None


@dataclass(frozen=True)
class Cell:
    """One cell that a revision changed; "" is an empty cell, None a row that was not there."""

    field: str
    before: str | None
    after: str | None


def revisions(
    store: Store, wanted: Wanted | None = None, *, limit: int | None = PAGE_SIZE, offset: int = 0
) -> tuple[list[Saved], int]:
    """The wanted revisions, newest first: one page of them, and how many there are in all.

    Raises:
        StoreError: the store cannot be read.
    """
    asked, number = wanted or Wanted(), store_tables.revision.c.revision
    with store.reading() as connection:
        fits = conditions(asked, _ids(connection, asked.person))
        query = sa.select(number).where(*fits)
        n_all = connection.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
        page = query.order_by(number.desc()).limit(limit).offset(offset)
        return saved(connection, connection.scalars(page).all()), n_all


def revision(store: Store, number: int) -> Saved:
    """One revision.

    Raises:
        UnknownRevision: there is none of that number.
    """
    with store.reading() as connection:
        found = saved(connection, [number])
        if not found:
            raise UnknownRevision(number, store_log.newest(connection))
        return found[0]


def changes(
    store: Store,
    number: int,
    wanted: Wanted | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[list[RowChange], int]:
    """The rows that a revision changed, in the order of the package and then of their ids.

    Args:
        store: the store.
        number: of the revision; none of that number gives no rows.
        wanted: of its table and row id alone.
        limit: how many rows at most; all of them without.
        offset: how many to pass over.

    Returns:
        The rows of the page, and how many there are in all.
    """
    asked, change = wanted or Wanted(), store_tables.change
    fits = [change.c.revision == number, *of_rows(asked)]
    places = {name: place for place, name in enumerate(store.package.tables)}
    query = (
        sa.select(change.c.table_name, change.c.row_id, change.c.before, change.c.after)
        .where(*fits)
        .order_by(
            sa.case(places, value=change.c.table_name, else_=len(places)),
            change.c.table_name,
            change.c.row_id,
        )
        .limit(limit)
        .offset(offset)
    )
    with store.reading() as connection:
        n_all = connection.scalar(sa.select(sa.func.count()).select_from(change).where(*fits)) or 0
        return [RowChange(*row) for row in connection.execute(query)], n_all


def of_row(store: Store, table: str, row_id: str) -> list[tuple[Saved, RowChange]]:
    """Every revision that touched a row, newest first, with what it did to it."""
    change = store_tables.change
    query = (
        sa.select(change.c.revision, change.c.before, change.c.after)
        .where(change.c.table_name == table, change.c.row_id == row_id)
        .order_by(change.c.revision.desc())
    )
    with store.reading() as connection:
        found = {number: (before, after) for number, before, after in connection.execute(query)}
        return [
            (each, RowChange(table, row_id, *found[each.revision.number]))
            for each in saved(connection, list(found))
        ]


def cells(package: Package, change: RowChange) -> list[Cell]:
    """The cells in which a row changed, in the order of its table.

    Of a row that was added or removed they are those that were filled in.
    """
    before, after = change.before, change.after
    table = package.tables.get(change.table)
    names = dict.fromkeys([*(table.field_names if table else ()), *(before or {}), *(after or {})])
    return [
        Cell(name, _value(before, name), _value(after, name))
        for name in names
        if (before or {}).get(name, "") != (after or {}).get(name, "")
    ]


def people(store: Store) -> list[str]:
    """The names of all who ever entered, checked or saved a revision, in their order."""
    revision, review = store_tables.revision, tables.revision_review
    # Of what came through review the log names who entered it too, but two as one.
    saved_alone = revision.c.revision.not_in(sa.select(review.c.revision))
    seen = sa.union(
        sa.select(revision.c.author).where(saved_alone),
        sa.select(review.c.entered_by),
        sa.select(review.c.checked_by),
    )
    with store.reading() as connection:
        known = names(connection)
        each_of = (each for joint in connection.scalars(seen) for each in people_of(joint or ""))
        return sorted({name_of(known, each) for each in each_of})


def revision_at(store: Store, date: str) -> int:
    """The newest revision saved by the end of that day (UTC, as 2026-11-22); 0 where none was."""
    revision = store_tables.revision
    query = sa.select(sa.func.max(revision.c.revision)).where(revision.c.at <= end_of(date))
    with store.reading() as connection:
        return connection.scalar(query) or 0


def names(connection: sa.Connection) -> dict[str, str]:
    """The name of every known person by id."""
    query = sa.select(tables.person.c.person_id, tables.person.c.name)
    return {person_id: name for person_id, name in connection.execute(query)}


def joint(person_ids: Sequence[str]) -> str:
    """Several people who entered something together, as one text for the store."""
    return TOGETHER.join(person_ids)


def people_of(entered_by: str) -> list[str]:
    """The ids in what ``joint`` wrote, or the one that stands there; none in an empty text."""
    return [each for each in entered_by.split(TOGETHER) if each]


def name_of(known: Mapping[str, str], entered_by: str) -> str:
    """How somebody is named to others, or several as in "Ann and Bo".

    Who is not known as a person stands as the log has it.
    """
    return " and ".join(
        known.get(each) or each.removeprefix(LOCAL) for each in people_of(entered_by)
    )


def taken_back(connection: sa.Connection) -> dict[int, int]:
    """Each revision whose undo stands, and the revision that took it back.

    An undo that was itself taken back no longer counts.
    """
    review = tables.revision_review
    query = (
        sa.select(review.c.revision, review.c.takes_back)
        .where(review.c.takes_back.is_not(None))
        .order_by(review.c.revision.desc())
    )
    found: dict[int, int] = {}
    for number, earlier in connection.execute(query):
        if number not in found:
            found[earlier] = number
    return found


def saved(connection: sa.Connection, numbers: Sequence[int]) -> list[Saved]:
    """The revisions of these numbers, in this order, with the people behind them."""
    review = tables.revision_review
    reviews = {
        row.revision: row
        for row in connection.execute(sa.select(review).where(review.c.revision.in_(numbers)))
    }
    known, undone = names(connection), taken_back(connection)
    found = (store_log.revisions(connection, number=number) for number in numbers)
    return [
        _saved(each, reviews.get(each.number), known, undone.get(each.number))
        for listed in found
        for each in listed
    ]


def _saved(revision: Revision, review: Any, known: Mapping[str, str], undone: int | None) -> Saved:
    if review is None:
        author = name_of(known, revision.author)
        return Saved(revision, author, revision.at, "", "", "", False, None, undone)
    return Saved(
        revision,
        name_of(known, review.entered_by),
        review.entered_at,
        name_of(known, review.checked_by or ""),
        review.checked_at or "",
        review.comment,
        is_reviewed=review.takes_back is None,
        takes_back=review.takes_back,
        taken_back_in=undone,
    )


def _ids(connection: sa.Connection, person: str) -> set[str]:
    """The ids that may be meant by somebody's id or name; none where nobody is asked for."""
    if not person:
        return set()
    named = {each for each, name in names(connection).items() if name == person}
    ids = {person, f"{LOCAL}{person}", *named}
    entered = tables.revision_review.c.entered_by
    together = connection.scalars(sa.select(entered).where(entered.contains(TOGETHER)).distinct())
    return ids | {each for each in together if ids.intersection(people_of(each))}


def _value(row: Mapping[str, str] | None, name: str) -> str | None:
    return None if row is None else row.get(name, "")
