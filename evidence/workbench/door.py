"""The one door through which people write: who it is, since when, and whether they may."""

import logging
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

import sqlalchemy as sa

from evidence import store_log, store_tables
from evidence.store_errors import StoreError
from evidence.workbench import roles, tables
from evidence.workbench.person import Person, Role
from evidence.workbench.roles import NotAllowed

log = logging.getLogger(__name__)

# A session cookie outlives the provider's word by weeks; before a write the word has to be fresh.
SIGN_IN_HOLDS_SECONDS = 12 * 3600
# How far the clocks of the provider and of this machine may be apart.
CLOCKS_APART_SECONDS = 300
# How many refusals an hour are written into the store: of one person, and of all together.
REFUSALS_OF_PERSON = 20
REFUSALS_OF_ALL = 200
# How much of each of its texts is kept, in characters.
REFUSAL_LENGTHS = {"person_id": 300, "doing": 200, "reason": 500}
SIGNED_OUT = "signed_out:"


class Writable(Protocol):
    """What of the store the door needs."""

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one state of the store."""
        ...

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that holds the write lock."""
        ...


@contextmanager
def writing(store: Writable, person: Person, needs: Role, doing: str) -> Iterator[sa.Connection]:
    """A write transaction of somebody who may; undone by any error inside.

    The machine's user becomes the owner of a store in which nobody has a role yet.

    Args:
        store: where to write.
        person: who acts.
        needs: the least role.
        doing: what is done, in a few words for the log of refusals, as in "publish a submission".

    Raises:
        NotAllowed: the person has not the role, signed in too long ago, or has signed out in
            another window. It is logged.
    """
    with vouched(store, person, doing) as connection:
        if person.is_local and roles.is_empty(connection):
            roles.note_person(connection, person)
            roles.give(connection, person.person_id, "owner", by=person.person_id)
        roles.require(connection, person.person_id, needs)
        yield connection


@contextmanager
def vouched(store: Writable, person: Person, doing: str) -> Iterator[sa.Connection]:
    """As ``writing``, for what needs no role: the sign-in alone is checked, and refusals logged.

    A reader without an account passes: what they may not do, the caller refuses. What is refused
    for another reason than the person, such as a text too long, is in the server's log alone.
    """
    try:
        with store.writing() as connection:
            refuse_stale(person)
            refuse_signed_out(connection, person)
            yield connection
    except NotAllowed as error:
        note_refusal(store, person, doing, str(error))
        raise
    except StoreError as error:
        _log(_entry(person, doing, str(error)))
        raise


def role_of(connection: sa.Connection, person: Person) -> Role | None:
    """The role with which the person would be let in now, however old the sign-in; None for none.

    Not for a write: that goes through ``writing``.
    """
    if person.is_reader or has_signed_out(connection, person):
        return None
    if person.is_local and roles.is_empty(connection):
        return "owner"
    return roles.role_of(connection, person.person_id)


def refuse_stale(person: Person) -> None:
    """Make sure that the provider vouched for the person lately.

    Raises:
        NotAllowed: it is more than 12 hours ago, or lies in the future.
    """
    if person.signed_in_at is None:
        return
    age = time.time() - person.signed_in_at
    if age > SIGN_IN_HOLDS_SECONDS:
        raise NotAllowed(
            "You signed in more than 12 hours ago: sign in again to save. What you typed is kept."
        )
    # Written so that a time which is not a number is refused too.
    if not age >= -CLOCKS_APART_SECONDS:
        raise NotAllowed(
            "Your sign-in is dated in the future: sign in again to save, and if that does not help,"
            " tell whoever runs this dashboard to set its clock. What you typed is kept."
        )


def sign_out(store: Writable, person: Person) -> None:
    """End every session of the person that began with this sign-in or an earlier one.

    Cookies and windows elsewhere would otherwise go on for weeks. Both times are the provider's,
    so no two clocks are compared. Nothing happens for somebody who did not sign in.
    """
    if person.signed_in_at is None or person.is_reader:
        return
    meta, key = store_tables.meta, f"{SIGNED_OUT}{person.person_id}"
    with store.writing() as connection:
        last = max(person.signed_in_at, _signed_out(connection, person))
        connection.execute(sa.delete(meta).where(meta.c.key == key))
        connection.execute(sa.insert(meta), {"key": key, "value": repr(last)})


def has_signed_out(connection: sa.Connection, person: Person) -> bool:
    """Whether the person's session has been ended by a sign-out, here or elsewhere."""
    return person.signed_in_at is not None and person.signed_in_at <= _signed_out(
        connection, person
    )


def refuse_signed_out(connection: sa.Connection, person: Person) -> None:
    """Make sure that the session was not ended by a sign-out.

    Raises:
        NotAllowed: it was.
    """
    if has_signed_out(connection, person):
        raise NotAllowed(
            "You have signed out since: sign in again to save. What you typed is kept."
        )


def _signed_out(connection: sa.Connection, person: Person) -> float:
    meta = store_tables.meta
    query = sa.select(meta.c.value).where(meta.c.key == f"{SIGNED_OUT}{person.person_id}")
    return float(connection.scalar(query) or "-inf")


def note_refusal(store: Writable, person: Person, doing: str, reason: str) -> None:
    """Write a refused attempt into the server's log, and into the store's.

    So that a flood of them cannot fill the disk, texts are cut to ``REFUSAL_LENGTHS`` and the store
    takes at most ``REFUSALS_OF_PERSON`` an hour of one person (all readers without an account
    together are one) and ``REFUSALS_OF_ALL`` of everybody; the rest is in the server's log alone.
    """
    entry = _entry(person, doing, reason)
    _log(entry)
    try:
        with store.writing() as connection:
            if _has_room(connection, entry["person_id"]):
                connection.execute(sa.insert(tables.refusal), entry)
    except StoreError as error:
        log.warning("The refusal could not be written into the store: %s", error)


def note_repeated(person: Person, doing: str, done: str) -> None:
    """Write into the server's log that something done already was asked again and changed nothing.

    Args:
        person: who asked.
        doing: what, as for ``writing``.
        done: what it is already, in a sentence.
    """
    entry = _entry(person, doing, done)
    log.warning("Sent again: %s to %s: %s", entry["person_id"], entry["doing"], entry["reason"])


def _entry(person: Person, doing: str, reason: str) -> dict[str, str]:
    return {
        "at": store_log.now(),
        "person_id": _cut("person_id", person.person_id),
        "doing": _cut("doing", doing),
        "reason": _cut("reason", reason),
    }


def _log(entry: dict[str, str]) -> None:
    log.warning(
        "Refused: %s to %s: %s", entry["person_id"] or "a reader", entry["doing"], entry["reason"]
    )


def _has_room(connection: sa.Connection, person_id: str) -> bool:
    refusal = tables.refusal
    since = (datetime.now(UTC) - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    own = sa.func.count().filter(refusal.c.person_id == person_id)
    query = sa.select(sa.func.count(), own).where(refusal.c.at > since)
    of_all, of_person = connection.execute(query).one()
    return bool(of_all < REFUSALS_OF_ALL and of_person < REFUSALS_OF_PERSON)


def _cut(name: str, text: str) -> str:
    """On one line, so that what somebody typed cannot look like another entry of the log."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    limit = REFUSAL_LENGTHS[name]
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
