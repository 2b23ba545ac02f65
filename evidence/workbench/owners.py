"""What owners do and see: roles given and taken, and the attempts that were refused."""

from dataclasses import dataclass

import sqlalchemy as sa

from evidence.workbench import door, roles, tables
from evidence.workbench.door import Writable
from evidence.workbench.person import Person, Role
from evidence.workbench.roles import Member, NotAllowed, RoleChange


@dataclass(frozen=True)
class Refusal:
    """An attempt that was refused; ``person_id`` is empty for a reader without an account."""

    at: str
    person_id: str
    doing: str
    reason: str


def give_role(store: Writable, person: Person, person_id: str, role: Role) -> None:
    """Give a known person a role in place of the earlier one.

    Raises:
        NotAllowed: ``person`` is not an owner, or signed in too long ago. It is logged.
        StoreError: there is nobody of that id, or they are the last owner.
    """
    with door.writing(store, person, "owner", f"make {person_id} {role}") as connection:
        roles.give(connection, person_id, role, by=person.person_id)


def take_role(store: Writable, person: Person, person_id: str) -> None:
    """Take a person's role away.

    Raises:
        NotAllowed: ``person`` is not an owner, or signed in too long ago. It is logged.
        StoreError: there is nobody of that id, or they are the last owner.
    """
    with door.writing(store, person, "owner", f"take the role of {person_id}") as connection:
        roles.give(connection, person_id, None, by=person.person_id)


def everybody(store: Writable, person: Person) -> list[Member]:
    """Every known person, owners first; of interest to owners, and shown to nobody else.

    Raises:
        NotAllowed: ``person`` is not an owner.
    """
    with store.reading() as connection:
        _require(connection, person)
        return roles.members(connection)


def those(store: Writable) -> list[Member]:
    """The owners by name, so that others know whom to ask; empty in a store without one."""
    with store.reading() as connection:
        return [each for each in roles.members(connection) if each.role == "owner"]


def role_changes(store: Writable, person: Person, limit: int = 50) -> list[RoleChange]:
    """The latest roles given and taken, newest first.

    Raises:
        NotAllowed: ``person`` is not an owner.
    """
    with store.reading() as connection:
        _require(connection, person)
        return roles.changes(connection, limit)


def refusals(store: Writable, person: Person, limit: int = 50) -> list[Refusal]:
    """The latest refused attempts, newest first.

    Raises:
        NotAllowed: ``person`` is not an owner.
    """
    with store.reading() as connection:
        _require(connection, person)
        return latest_refusals(connection, limit)


def latest_refusals(connection: sa.Connection, limit: int) -> list[Refusal]:
    """The latest refused attempts, newest first, for whoever holds the store itself."""
    refusal = tables.refusal
    query = (
        sa.select(refusal.c.at, refusal.c.person_id, refusal.c.doing, refusal.c.reason)
        .order_by(refusal.c.refusal_id.desc())
        .limit(limit)
    )
    return [Refusal(*row) for row in connection.execute(query)]


def _require(connection: sa.Connection, person: Person) -> None:
    if door.role_of(connection, person) != "owner":
        raise NotAllowed("Only owners see this: ask one of them for the role of owner.")
