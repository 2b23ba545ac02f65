"""What a double entry is: which source, which two people, how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from evidence.store import Store
from evidence.workbench import double_entry_settling as settling
from evidence.workbench import history, submission, tables
from evidence.workbench.double_entry_settling import Settling
from evidence.workbench.person import Person

_TABLE = tables.double_entry


@dataclass(frozen=True)
class DoubleEntry:
    """One source that two people enter. Times are UTC; None where it has not come to that.

    Attributes:
        first_by: the id of the one, ``second_by`` of the other.
        first_name: the name of the one, ``second_name`` of the other.
        first_sheet: the id of what the one enters, None before it was begun.
        first_in_at: when the one handed in.
        settled: what was decided so far.
        revision: the one that published the settled findings; None where none were kept.
        closed_at: when it was given up or settled.
    """

    double_entry_id: str
    source_id: str
    source_title: str
    made_by: str
    made_at: str
    first_by: str
    second_by: str
    first_name: str
    second_name: str
    first_sheet: str | None
    second_sheet: str | None
    first_in_at: str | None
    second_in_at: str | None
    settled: Settling
    settled_by: str | None
    settled_at: str | None
    revision: int | None
    closed_at: str | None

    @property
    def both_in(self) -> bool:
        """Whether both have handed in, so that each may be seen beside the other."""
        return bool(self.first_in_at and self.second_in_at)

    @property
    def names(self) -> str:
        """Who enters it."""
        return f"{self.first_name} and {self.second_name}"

    def is_one_of_two(self, person: Person) -> bool:
        """Whether the person enters the source and so cannot settle it."""
        return person.person_id in (self.first_by, self.second_by)

    def sheet_of(self, person: Person) -> str | None:
        """The id of what the person enters for it; None where they have not begun, or do not."""
        sheets = {self.first_by: self.first_sheet, self.second_by: self.second_sheet}
        return sheets.get(person.person_id)

    def in_at(self, person: Person) -> str | None:
        """When the person handed in; None where they have not."""
        handed_in = {self.first_by: self.first_in_at, self.second_by: self.second_in_at}
        return handed_in.get(person.person_id)


def found(store: Store, connection: sa.Connection, double_entry_id: str) -> DoubleEntry | None:
    """The one of that id, whoever asks; None where there is none."""
    rows = listed(store, connection, _TABLE.c.double_entry_id == double_entry_id)
    return rows[0] if rows else None


def listed(
    store: Store, connection: sa.Connection, *which: sa.ColumnElement[bool]
) -> list[DoubleEntry]:
    """Those that fit, the newest first."""
    names = history.names(connection)
    query = sa.select(_TABLE).where(*which).order_by(_TABLE.c.made_at.desc(), _TABLE.c.source_id)
    rows = connection.execute(query).all()
    titles = {}
    if rows:
        sources = store.rows_within(connection)["sources"]
        titles = {key: stored.values["title"] for key, stored in sources.items()}
    sheets = _sheets(connection) if rows else {}
    return [_read(row, names, titles, sheets) for row in rows]


@dataclass(frozen=True)
class _Sheet:
    submission_id: str
    in_at: str | None


def _sheets(connection: sa.Connection) -> dict[tuple[str, str], _Sheet]:
    """What each person entered, by double entry and person: what was handed in, else the newest."""
    items = submission.listed(connection, tables.submission.c.double_entry_id.is_not(None))
    open_ones = [item for item in items if item.state != "withdrawn" or item.sent_at]
    return {
        (item.double_entry_id or "", item.entered_by): _Sheet(item.submission_id, item.sent_at)
        for item in sorted(open_ones, key=lambda item: (item.sent_at or "", item.made_at))
    }


def _read(
    row: Any, names: Mapping[str, str], titles: Mapping[str, str], sheets: Mapping[Any, _Sheet]
) -> DoubleEntry:
    nothing = _Sheet("", None)
    first = sheets.get((row.double_entry_id, row.first_by), nothing)
    second = sheets.get((row.double_entry_id, row.second_by), nothing)
    return DoubleEntry(
        row.double_entry_id,
        row.source_id,
        titles.get(row.source_id, row.source_id),
        row.made_by,
        row.made_at,
        row.first_by,
        row.second_by,
        history.name_of(names, row.first_by),
        history.name_of(names, row.second_by),
        first.submission_id or None,
        second.submission_id or None,
        first.in_at,
        second.in_at,
        settling.from_json(row.settled),
        row.settled_by,
        row.settled_at,
        row.revision,
        row.closed_at,
    )
