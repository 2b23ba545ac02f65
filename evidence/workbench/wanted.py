"""Which revisions somebody wants to see, and how the store is asked for them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from evidence import store_tables
from evidence.workbench import tables


@dataclass(frozen=True)
class Wanted:
    """Which revisions are wanted; what is empty asks for nothing.

    Attributes:
        table: those that touched a row of this table.
        row_id: those that touched a row with this key.
        person: those that this person, by id or name, entered, checked or saved.
        since: those saved on this day (UTC) or later, as 2026-11-22.
        until: those saved on this day (UTC) or earlier.
        text: those with this text in the message, the comment, or a cell before or after.
    """

    table: str = ""
    row_id: str = ""
    person: str = ""
    since: str = ""
    until: str = ""
    text: str = ""


def conditions(wanted: Wanted, person_ids: Collection[str]) -> list[sa.ColumnElement[bool]]:
    """What the rows of the table ``revision`` have to fit.

    Args:
        wanted: what is asked for.
        person_ids: the ids that ``wanted.person`` may mean; none where nobody is asked for.
    """
    revision, change = store_tables.revision, store_tables.change
    review = tables.revision_review
    fits: list[sa.ColumnElement[bool]] = []
    rows = list(of_rows(wanted))
    if rows:
        fits.append(revision.c.revision.in_(sa.select(change.c.revision).where(*rows)))
    if person_ids:
        acted = sa.or_(review.c.entered_by.in_(person_ids), review.c.checked_by.in_(person_ids))
        by_review = sa.select(review.c.revision).where(acted)
        fits.append(sa.or_(revision.c.author.in_(person_ids), revision.c.revision.in_(by_review)))
    if wanted.since:
        fits.append(revision.c.at >= wanted.since)
    if wanted.until:
        fits.append(revision.c.at <= end_of(wanted.until))
    if wanted.text:
        fits.append(_says(wanted.text))
    return fits


def of_rows(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    """What the rows of the table ``change`` have to fit."""
    change = store_tables.change
    if wanted.table:
        yield change.c.table_name == wanted.table
    if wanted.row_id:
        yield change.c.row_id == wanted.row_id


def end_of(date: str) -> str:
    """The last second of a day, as the log writes times."""
    return f"{date}T23:59:59Z"


def _says(text: str) -> sa.ColumnElement[bool]:
    revision, change = store_tables.revision, store_tables.change
    review = tables.revision_review

    def holds(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
        return sa.func.lower(sa.cast(column, sa.Text)).contains(text.lower(), autoescape=True)

    in_cells = sa.select(change.c.revision).where(
        sa.or_(holds(change.c.before), holds(change.c.after))
    )
    in_comment = sa.select(review.c.revision).where(holds(review.c.comment))
    return sa.or_(
        holds(revision.c.message),
        revision.c.revision.in_(in_comment),
        revision.c.revision.in_(in_cells),
    )
