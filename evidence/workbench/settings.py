"""What the owners of a store decide for everybody: whether a second person has to read."""

import sqlalchemy as sa

from evidence import store_log, store_tables
from evidence.workbench import door, tables
from evidence.workbench.door import Writable
from evidence.workbench.person import Person

SECOND_READER = "second_reader"
_ON, _OFF = "on", "off"


def second_reader_required(connection: sa.Connection) -> bool:
    """Whether somebody other than its author has to publish a row; so it is until switched off."""
    meta = store_tables.meta
    found = connection.scalar(sa.select(meta.c.value).where(meta.c.key == SECOND_READER))
    return found != _OFF


def set_second_reader(store: Writable, person: Person, required: bool) -> None:
    """Switch second reading on or off, as an owner.

    Raises:
        NotAllowed: the person is not an owner, or signed in too long ago.
    """
    doing = f"switch second reading {_ON if required else _OFF}"
    with door.writing(store, person, "owner", doing) as connection:
        switch_second_reader(connection, required, by=person.person_id)


def switch_second_reader(connection: sa.Connection, required: bool, *, by: str) -> None:
    """Switch second reading on or off and log who did; nothing where it already is so."""
    if second_reader_required(connection) == required:
        return
    meta, value = store_tables.meta, _ON if required else _OFF
    connection.execute(sa.delete(meta).where(meta.c.key == SECOND_READER))
    connection.execute(sa.insert(meta), {"key": SECOND_READER, "value": value})
    change = {
        "at": store_log.now(),
        "person_id": "",
        "role": f"second reader {value}",
        "changed_by": by,
    }
    connection.execute(sa.insert(tables.role_change), change)
