"""Which person has which role; kept in the store, with everything that was given or taken."""

from dataclasses import dataclass

import sqlalchemy as sa

from evidence import store_log
from evidence.store_errors import StoreError
from evidence.workbench import tables
from evidence.workbench.person import LOCAL, ROLES, Person, Role


class NotAllowed(StoreError):
    """Somebody may not do what was asked; the sentence says what would let them."""


@dataclass(frozen=True)
class Member:
    """A person known to the store.

    Attributes:
        person_id: as in ``Person``.
        name: how the person is shown to others.
        email: empty where it is not known.
        role: None for one who has none.
        given_by: the id of who gave the role; empty without a role.
        given_at: when, UTC; empty without a role.
        last_seen_at: when the person last signed in or wrote, UTC; empty for never.
    """

    person_id: str
    name: str
    email: str
    role: Role | None
    given_by: str
    given_at: str
    last_seen_at: str


@dataclass(frozen=True)
class RoleChange:
    """A role that was given, or taken where ``role`` is None.

    With an empty ``person_id`` it is a setting for everybody, and ``role`` names it in words, as in
    "second reader off".
    """

    at: str
    person_id: str
    role: str | None
    changed_by: str


def role_of(connection: sa.Connection, person_id: str) -> Role | None:
    """The person's role; None for none."""
    found: Role | None = connection.scalar(
        sa.select(tables.role.c.role).where(tables.role.c.person_id == person_id)
    )
    return found


def reaches(found: Role | None, needed: Role) -> bool:
    """Whether a role lets its holder do what needs the other one."""
    return found is not None and ROLES.index(found) >= ROLES.index(needed)


def require(connection: sa.Connection, person_id: str, needed: Role) -> None:
    """Make sure that the person has that role, or one above it.

    Raises:
        NotAllowed: the person has not.
    """
    found = role_of(connection, person_id)
    if not reaches(found, needed):
        has = f"is {with_article(found)}" if found else "has no role"
        who = person_id or "a reader without an account"
        raise NotAllowed(
            f"This needs the role of {needed}, and {who} {has}: ask an owner of the store for it."
        )


def with_article(role: Role) -> str:
    """The role in a sentence, as in "an analyst"."""
    return f"an {role}" if role[0] in "ao" else f"a {role}"


def note_person(connection: sa.Connection, person: Person) -> None:
    """Keep name and email of a person who was seen, so that an owner can give them a role."""
    known = tables.person
    at = store_log.now()
    values = {"name": person.name, "email": person.email, "last_seen_at": at}
    found = connection.execute(
        sa.update(known).where(known.c.person_id == person.person_id).values(values)
    )
    if not found.rowcount:
        connection.execute(
            sa.insert(known), {"person_id": person.person_id, "first_seen_at": at, **values}
        )


def introduce(connection: sa.Connection, person: Person) -> None:
    """Keep a person who was never seen, as one may do of a machine's user; a known one stays."""
    known = tables.person
    if connection.scalar(_name_of(person.person_id)) is None:
        never = {"first_seen_at": "", "last_seen_at": ""}
        values = {"person_id": person.person_id, "name": person.name, "email": person.email}
        connection.execute(sa.insert(known), values | never)


def give(connection: sa.Connection, person_id: str, new: Role | None, *, by: str) -> None:
    """Give a known person a role in place of the earlier one, or take it with None.

    Whoever has that role already keeps it as it was given, and nothing is logged.

    Raises:
        StoreError: there is no such person or role, or this would leave the store without an owner.
    """
    role = tables.role
    if new not in (None, *ROLES):
        raise StoreError(f"There is no role {new}: choose {', '.join(ROLES)}.")
    name = connection.scalar(_name_of(person_id))
    if name is None:
        raise StoreError(f"There is no person {person_id}: they appear once they have signed in.")
    present = role_of(connection, person_id)
    if present == new:
        return
    if present == "owner" and _n_owners(connection) == 1:
        raise StoreError(
            f"{name or person_id} is the last owner: make somebody else an owner before this role"
            " is taken."
        )
    at = store_log.now()
    connection.execute(sa.delete(role).where(role.c.person_id == person_id))
    if new is not None:
        entry = {"person_id": person_id, "role": new, "given_by": by, "given_at": at}
        connection.execute(sa.insert(role), entry)
    change = {"at": at, "person_id": person_id, "role": new, "changed_by": by}
    connection.execute(sa.insert(tables.role_change), change)


def members(connection: sa.Connection) -> list[Member]:
    """Every known person, owners first, then by role and name."""
    known, role = tables.person, tables.role
    query = sa.select(
        known.c.person_id,
        known.c.name,
        known.c.email,
        role.c.role,
        sa.func.coalesce(role.c.given_by, ""),
        sa.func.coalesce(role.c.given_at, ""),
        known.c.last_seen_at,
    ).outerjoin_from(known, role, role.c.person_id == known.c.person_id)
    found = [Member(*row) for row in connection.execute(query)]
    return sorted(
        found,
        key=lambda each: (-ROLES.index(each.role) if each.role else 1, each.name, each.person_id),
    )


def matching(connection: sa.Connection, who: str) -> Member:
    """The one known person with that id, or whose e-mail address or name it is, in any case.

    Raises:
        StoreError: nobody fits, or more than one does.
    """
    known = members(connection)
    for each in known:
        if each.person_id == who:
            return each
    wanted = who.strip().casefold()
    found = [
        each for each in known if wanted and wanted in (each.email.casefold(), each.name.casefold())
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise StoreError(
            f"Nobody known here is called {who}: people appear once they have signed in; a user of"
            f" this machine is {LOCAL} and the user's name."
        )
    ids = ", ".join(each.person_id for each in found)
    raise StoreError(f"{len(found)} people are called {who}: give the id of one of them: {ids}.")


def changes(connection: sa.Connection, limit: int | None = None) -> list[RoleChange]:
    """What was given and taken, newest first; all of it without a limit."""
    change = tables.role_change
    query = (
        sa.select(change.c.at, change.c.person_id, change.c.role, change.c.changed_by)
        .order_by(change.c.role_change_id.desc())
        .limit(limit)
    )
    return [RoleChange(*row) for row in connection.execute(query)]


def is_empty(connection: sa.Connection) -> bool:
    """Whether nobody has a role yet."""
    return connection.scalar(sa.select(sa.func.count()).select_from(tables.role)) == 0


def _name_of(person_id: str) -> sa.Select[tuple[str]]:
    known = tables.person
    return sa.select(known.c.name).where(known.c.person_id == person_id)


def _n_owners(connection: sa.Connection) -> int:
    owners = tables.role.c.role == "owner"
    query = sa.select(sa.func.count()).select_from(tables.role).where(owners)
    return connection.scalar(query) or 0
