"""The two keys of a checklist: one lets its holder edit, the other only read."""

import secrets
from typing import NamedTuple

import sqlalchemy as sa

from evidence import store_tables
from evidence.checklists.items import ChecklistRefused

# 24 random bytes: nobody finds a checklist by trying, and neither key says anything of the other.
KEY_BYTES = 24


class Held(NamedTuple):
    """What a key opens: ``removed_at`` is None where the checklist still stands."""

    checklist_id: str
    title: str
    edit_key: str
    read_key: str
    made_at: str
    removed_at: str | None
    can_edit: bool


def new() -> str:
    """An unguessable key, made of letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(KEY_BYTES)


def held(connection: sa.Connection, key: str) -> Held | None:
    """The checklist that the key opens, removed or not; None where it opens none."""
    table = store_tables.checklist
    row = connection.execute(
        sa.select(
            table.c.checklist_id,
            table.c.title,
            table.c.edit_key,
            table.c.read_key,
            table.c.made_at,
            table.c.removed_at,
        ).where(sa.or_(table.c.edit_key == key, table.c.read_key == key))
    ).one_or_none()
    return None if row is None else Held(*row, can_edit=row.edit_key == key)


def to_edit(connection: sa.Connection, key: str, *, removed: bool = False) -> Held:
    """The checklist that the key lets somebody edit.

    Args:
        connection: an open transaction.
        key: the edit key.
        removed: whether a checklist that was removed will do.

    Raises:
        ChecklistRefused: the key opens none, or opens it for reading only, or it was removed.
    """
    found = held(connection, key)
    if found is None:
        raise ChecklistRefused(
            "This link opens no checklist: look for the whole link, or make another checklist."
        )
    if not found.can_edit:
        raise ChecklistRefused(
            "This link is for reading only: ask for the link to edit from whoever made it."
        )
    if found.removed_at is not None and not removed:
        raise ChecklistRefused(
            "Somebody removed this checklist: put it back, then save again what you typed."
        )
    return found
