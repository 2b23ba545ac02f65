"""Blind double entry: two analysts enter the findings of one source, a third settles differences.

Neither of the two sees what the other enters until both have handed in. What they entered stays as
it was, also after it is settled.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from evidence import store_log
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import (
    door,
    double_entry_tasks,
    history,
    limits,
    review,
    roles,
    submission,
    tables,
)
from evidence.workbench import double_entry_settling as settling
from evidence.workbench.double_entry_settling import Settling
from evidence.workbench.double_entry_tasks import DoubleEntry
from evidence.workbench.person import Person
from evidence.workbench.roles import NotAllowed
from evidence.workbench.submission import Entry, Submission

_TABLE = tables.double_entry


def start(store: Store, person: Person, source_id: str, first_by: str, second_by: str) -> str:
    """Have two people enter the findings of a source, and give the id of that.

    Raises:
        NotAllowed: the person is no reviewer.
        StoreError: there is no such source, the two are one, or one of them has no role.
    """
    with door.writing(store, person, "reviewer", "start a double entry") as connection:
        if source_id not in store.rows_within(connection)["sources"]:
            raise StoreError(f"There is no source {source_id}: choose one from the list.")
        if first_by == second_by:
            raise StoreError("Two different people have to enter it: choose another for one side.")
        known = history.names(connection)
        for each in (first_by, second_by):
            if roles.role_of(connection, each) is None:
                name = history.name_of(known, each)
                raise StoreError(f"{name} has no role: choose an analyst, reviewer or owner.")
        made = {
            "double_entry_id": uuid4().hex[:16],
            "source_id": source_id,
            "made_by": person.person_id,
            "made_at": store_log.now(),
            "first_by": first_by,
            "second_by": second_by,
        }
        connection.execute(sa.insert(_TABLE), made)
        return str(made["double_entry_id"])


def tasks(store: Store, person: Person) -> list[DoubleEntry]:
    """Those that the person enters or, as a reviewer, all; the newest first."""
    with store.reading() as connection:
        if not _may_settle(connection, person):
            mine = sa.or_(
                _TABLE.c.first_by == person.person_id, _TABLE.c.second_by == person.person_id
            )
            return double_entry_tasks.listed(store, connection, mine) if person.person_id else []
        return double_entry_tasks.listed(store, connection)


def task(store: Store, person: Person, double_entry_id: str) -> DoubleEntry | None:
    """The one of that id; None where there is none, or the person has no part in it."""
    with store.reading() as connection:
        found = double_entry_tasks.found(store, connection, double_entry_id)
        if found and (found.is_one_of_two(person) or _may_settle(connection, person)):
            return found
    return None


def begin(store: Store, person: Person, double_entry_id: str) -> str:
    """The id of the draft in which one of the two enters the findings; the same at every call.

    Raises:
        NotAllowed: the person has no role.
        StoreError: the person is not one of the two, or has handed in, or it is closed.
    """
    with door.writing(store, person, "analyst", "enter a source a second time") as connection:
        found = _open(store, connection, double_entry_id)
        if not found.is_one_of_two(person):
            raise StoreError(f"{found.names} enter this source: ask a reviewer to start another.")
        if found.in_at(person):
            raise StoreError("You have handed in, so what you entered stays as it is.")
        sheet = found.sheet_of(person)
        if sheet is not None:
            return sheet
        title = f"Findings of {found.source_title}"[:200]
        return submission.begin(
            connection, "double entry", person, title=title, double_entry_id=double_entry_id
        )


def hand_in(store: Store, person: Person, double_entry_id: str) -> None:
    """Say that the person has entered all findings of the source; nothing can be changed after.

    Raises:
        NotAllowed: the person has no role.
        Rejected: what was entered breaks rules; holds all problems.
        StoreError: nothing was entered, or a row is none of the source's findings.
    """
    doing = "hand in a double entry"
    with door.writing(store, person, "analyst", doing) as connection:
        found = double_entry_tasks.found(store, connection, double_entry_id)
        if found is not None and not found.is_one_of_two(person):
            raise NotAllowed(f"{found.names} enter this source, and nobody else hands in for them.")
        sheet = found.sheet_of(person) if found else None
        if found is None or sheet is None:
            raise StoreError("Nothing was entered yet: begin, and add a finding before handing in.")
        if found.in_at(person):
            door.note_repeated(person, doing, "It is handed in already.")
            return
        _refuse_other_rows(submission.existing(connection, sheet), found.source_id)
    review.send(store, person, sheet, message=f"Double entry of {found.source_id}")


def _refuse_other_rows(item: Submission, source_id: str) -> None:
    if not item.entries:
        raise StoreError("Nothing was entered yet: add a finding, or ask a reviewer to close it.")
    for entry in item.entries:
        if not is_finding(entry):
            raise StoreError(
                f"Row {entry.place} is not a new finding: take it out, and correct it by itself."
            )
        of = (entry.row or {}).get("source_id", "")
        if of != source_id:
            raise StoreError(
                f"Finding {entry.place} is of the source {of or '(none)'} and this double entry of"
                f" {source_id}: take it out, or correct its source."
            )


def is_finding(entry: Entry) -> bool:
    """Whether it is what a double entry compares: a new row of the table of findings."""
    return entry.table == "findings" and not entry.row_id and entry.row is not None


def close(store: Store, person: Person, double_entry_id: str) -> None:
    """Give it up, as a reviewer; what was entered stays with those who entered it.

    Raises:
        NotAllowed: the person is no reviewer.
        StoreError: there is none of that id, or it is closed already.
    """
    with door.writing(store, person, "reviewer", "close a double entry") as connection:
        _open(store, connection, double_entry_id)
        write(connection, double_entry_id, closed_at=store_log.now())


def decide(
    store: Store, person: Person, double_entry_id: str, change: Callable[[Settling], Settling]
) -> None:
    """Keep one more decision of a third person, beside those that others keep meanwhile.

    Raises:
        NotAllowed: the person is no reviewer, or one of the two.
        StoreError: not both have handed in, it is closed, or a value or reason cannot be kept.
    """
    with door.writing(store, person, "reviewer", "settle a double entry") as connection:
        found = to_settle(store, connection, person, double_entry_id)
        settled = change(found.settled)
        _refuse_texts(store, settled)
        write(connection, double_entry_id, settled=settling.as_json(settled))


def _refuse_texts(store: Store, settled: Settling) -> None:
    for values in settled.cells.values():
        limits.refuse_values(store.package.tables["findings"], values)
    for each in settled.alone.values():
        limits.refuse_text(each.reason, "The reason", limits.LONGEST_TITLE)


def to_settle(
    store: Store, connection: sa.Connection, person: Person, double_entry_id: str
) -> DoubleEntry:
    """What this person may settle now.

    Raises:
        NotAllowed: the person is one of the two.
        StoreError: not both have handed in, or it is closed.
    """
    found = _open(store, connection, double_entry_id)
    if found.is_one_of_two(person):
        raise NotAllowed(
            f"{found.names} entered this source: a third person has to settle where they differ."
        )
    if not found.both_in:
        raise StoreError("Not both have handed in yet: what they entered is seen after that.")
    return found


def write(connection: sa.Connection, double_entry_id: str, **values: Any) -> None:
    """Write further columns of one double entry."""
    this = _TABLE.c.double_entry_id == double_entry_id
    connection.execute(sa.update(_TABLE).where(this).values(values))


def _may_settle(connection: sa.Connection, person: Person) -> bool:
    return roles.reaches(roles.role_of(connection, person.person_id), "reviewer")


def _open(store: Store, connection: sa.Connection, double_entry_id: str) -> DoubleEntry:
    found = double_entry_tasks.found(store, connection, double_entry_id)
    if found is None:
        raise StoreError(f"There is no double entry {double_entry_id}: open one from the list.")
    if found.closed_at:
        raise StoreError(f"This double entry was closed at {found.closed_at}: start another.")
    return found
