"""The one door through which people write: who it is, since when, and whether they may."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import sqlalchemy as sa

from evidence import store_log
from evidence.store_errors import StoreError
from evidence.workbench import roles, tables
from evidence.workbench.person import Person, Role
from evidence.workbench.roles import NotAllowed

log = logging.getLogger(__name__)

# A session cookie outlives the provider's word by weeks; before a write the word has to be fresh.
SIGN_IN_HOLDS_SECONDS = 12 * 3600
# How far the clocks of the provider and of this machine may be apart.
CLOCKS_APART_SECONDS = 300


class _Writable(Protocol):
    """What of the store the door needs."""

    def writing(self) -> "_Transaction": ...


class _Transaction(Protocol):
    def __enter__(self) -> sa.Connection: ...

    def __exit__(self, *error: object) -> bool | None: ...


@contextmanager
def writing(store: _Writable, person: Person, needs: Role, doing: str) -> Iterator[sa.Connection]:
    """A write transaction of somebody who may; undone by any error inside.

    The machine's user becomes the owner of a store in which nobody has a role yet.

    Args:
        store: where to write.
        person: who acts.
        needs: the least role.
        doing: what is done, in a few words for the log of refusals, as in "publish a submission".

    Raises:
        NotAllowed: the person has not the role, or signed in too long ago. It is logged.
    """
    try:
        with store.writing() as connection:
            refuse_stale(person)
            if person.is_local and roles.is_empty(connection):
                roles.note_person(connection, person)
                roles.give(connection, person.person_id, "owner", by=person.person_id)
            roles.require(connection, person.person_id, needs)
            yield connection
    except NotAllowed as error:
        note_refusal(store, person, doing, str(error))
        raise


def refuse_stale(person: Person) -> None:
    """Make sure that the provider vouched for the person lately.

    Raises:
        NotAllowed: it is more than 12 hours ago, or lies in the future.
    """
    if person.signed_in_at is None:
        return
    age = time.time() - person.signed_in_at
    if not -CLOCKS_APART_SECONDS <= age <= SIGN_IN_HOLDS_SECONDS:
        raise NotAllowed(
            "You signed in more than 12 hours ago: sign in again to save. What you typed is kept."
        )


def note_refusal(store: _Writable, person: Person, doing: str, reason: str) -> None:
    """Write a refused attempt into the store's log, and into the server's."""
    log.warning("Refused: %s to %s: %s", person.person_id or "a reader", doing, reason)
    entry = {
        "at": store_log.now(),
        "person_id": person.person_id,
        "doing": doing,
        "reason": reason,
    }
    try:
        with store.writing() as connection:
            connection.execute(sa.insert(tables.refusal), entry)
    except StoreError as error:
        log.warning("The refusal could not be written into the store: %s", error)
