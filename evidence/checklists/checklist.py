"""A checklist: made, opened by one of its two keys, renamed, and removed with a way back.

Whoever makes one gets a key to edit it and another to read it. There is no list of checklists: who
holds no key finds none. Every operation is one transaction.
"""

import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from evidence import scene_drafts, store_log, store_tables
from evidence.checklists import entries, items, keys, pins
from evidence.checklists.entries import Entry
from evidence.checklists.items import ChecklistRefused, Field
from evidence.checklists.pins import Pin
from evidence.store import Store


@dataclass(frozen=True)
class Keys:
    """The two keys of a new checklist; neither tells the other."""

    edit: str
    read: str


@dataclass(frozen=True)
class Progress:
    """How many items are where; the counts add up to ``n_items``.

    ``differing`` are items with two states side by side, ``unanswered`` those with none.
    """

    n_items: int
    done: int
    under_way: int
    not_started: int
    not_relevant: int
    differing: int
    unanswered: int


@dataclass(frozen=True)
class Checklist:
    """A checklist as one state of the store holds it.

    Attributes:
        title: one line, not empty.
        made_at: when it was made, UTC as in 2026-11-22T09:30:00Z.
        can_edit: whether the key that opened it lets somebody edit.
        edit_key: that key; None where it was opened for reading.
        read_key: the key to share for reading.
        entries: by item and field the entries that stand, oldest first; a field without any is not
            in it. More than one means that people typed different things at once.
        pins: what is pinned and was not removed, in the order of pinning.
    """

    title: str
    made_at: str
    can_edit: bool
    edit_key: str | None
    read_key: str
    entries: Mapping[str, Mapping[Field, tuple[Entry, ...]]]
    pins: tuple[Pin, ...]

    def standing(self, item: str, field: Field) -> tuple[Entry, ...]:
        """The entries of a field that stand, oldest first; empty where nothing was typed."""
        return self.entries.get(item, {}).get(field, ())

    def values(self, item: str, field: Field) -> tuple[str, ...]:
        """Their values; an empty one among several means that somebody cleared the field."""
        return tuple(each.value for each in self.standing(item, field))

    def seen(self, item: str, field: Field) -> tuple[int, ...]:
        """Their numbers, for ``entries.Typed`` and ``entries.take_back``."""
        return tuple(each.entry_id for each in self.standing(item, field))

    def pinned_to(self, item: str) -> tuple[Pin, ...]:
        """What is pinned to an item; ``""`` for what is pinned to the checklist as a whole."""
        return tuple(each for each in self.pins if each.item == item)

    def progress(self, asked: Collection[str]) -> Progress:
        """How many of these items are done, under way and so on."""
        counted: Counter[str] = Counter()
        for item in asked:
            found = set(self.values(item, "state"))
            counted["differing" if len(found) > 1 else "".join(found) or "unanswered"] += 1
        names = (*items.STATES, "differing", "unanswered")
        return Progress(n_items=len(asked), **{name: counted[name] for name in names})


def make(store: Store, title: str) -> Keys:
    """Make an empty checklist.

    Raises:
        ChecklistRefused: the title is empty or too long.
        StoreError: the disk or the file is at fault.
    """
    fitting = _fitting_title(title)
    made = Keys(keys.new(), keys.new())
    with store.writing() as connection:
        connection.execute(
            sa.insert(store_tables.checklist),
            {
                "checklist_id": secrets.token_hex(6),
                "edit_key": made.edit,
                "read_key": made.read,
                "title": fitting,
                "made_at": store_log.now(),
            },
        )
    return made


def opened(store: Store, key: str) -> Checklist | None:
    """The checklist that a key opens; None where it opens none, or somebody removed it."""
    with store.reading() as connection:
        found = keys.held(connection, key)
        if found is None or found.removed_at is not None:
            return None
        return Checklist(
            title=found.title,
            made_at=found.made_at,
            can_edit=found.can_edit,
            edit_key=found.edit_key if found.can_edit else None,
            read_key=found.read_key,
            entries=entries.standing(connection, found.checklist_id),
            pins=tuple(pins.standing(connection, found.checklist_id)),
        )


def rename(store: Store, key: str, title: str, *, seen: str) -> None:
    """Give a checklist another title.

    Args:
        store: the store.
        key: its edit key.
        title: the new title.
        seen: the title as it was when somebody began to change it.

    Raises:
        ChecklistRefused: the key does not let anybody edit, the title does not do, or somebody else
            changed it meanwhile.
    """
    fitting = _fitting_title(title)
    with store.writing() as connection:
        found = keys.to_edit(connection, key)
        if found.title not in (seen, fitting):
            raise ChecklistRefused(
                f"Somebody else gave this checklist another title meanwhile: “{found.title}”."
                " Save again to put yours in its place."
            )
        _set(connection, found.checklist_id, title=fitting)


def remove(store: Store, key: str) -> None:
    """Remove a checklist for everybody; ``put_back`` brings all of it back.

    Raises:
        ChecklistRefused: the key does not let anybody edit.
    """
    with store.writing() as connection:
        found = keys.to_edit(connection, key, removed=True)
        if found.removed_at is None:
            _set(connection, found.checklist_id, removed_at=store_log.now())


def put_back(store: Store, key: str) -> None:
    """Bring back a checklist that was removed.

    Raises:
        ChecklistRefused: the key does not let anybody edit.
    """
    with store.writing() as connection:
        found = keys.to_edit(connection, key, removed=True)
        _set(connection, found.checklist_id, removed_at=None)


def removed_title(store: Store, key: str) -> str | None:
    """The title of a checklist that was removed and that this edit key can put back; else None."""
    with store.reading() as connection:
        found = keys.held(connection, key)
    if found is None or found.removed_at is None or not found.can_edit:
        return None
    return found.title


def _set(connection: sa.Connection, checklist_id: str, **values: str | None) -> None:
    table = store_tables.checklist
    connection.execute(
        sa.update(table).where(table.c.checklist_id == checklist_id).values(**values)
    )


def _fitting_title(title: str) -> str:
    fitting = scene_drafts.one_line(title)
    faults = scene_drafts.title_faults(fitting)
    if faults:
        raise ChecklistRefused(f"The title {faults[0].wrong}: {faults[0].mend}.")
    return fitting
