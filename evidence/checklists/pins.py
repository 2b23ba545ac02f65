"""Pinned evidence: the views that somebody leant on when they filled in a checklist."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from evidence import scene_drafts, store_log, store_tables
from evidence.checklists import items, keys
from evidence.checklists.items import ChecklistRefused
from evidence.scene_drafts import Draft
from evidence.store import Store

PINS_LIMIT = 200


@dataclass(frozen=True)
class Pin:
    """A pinned view.

    Attributes:
        pin_id: its number; later ones are larger.
        item: the step or principle that it is pinned to, such as step-1; empty for the checklist
            as a whole.
        draft: its title, note, page, query and data revision.
        pinned_at: when, UTC as in 2026-11-22T09:30:00Z.
    """

    pin_id: int
    item: str
    draft: Draft
    pinned_at: str

    @property
    def title(self) -> str:
        """The title of what is pinned."""
        return self.draft.title

    @property
    def note(self) -> str:
        """Why it was pinned; empty where nobody said."""
        return self.draft.note


def pin(store: Store, key: str, draft: Draft, *, item: str = "") -> Pin:
    """Pin a view to a checklist, or to one item of it.

    Args:
        store: the store.
        key: the edit key of the checklist.
        draft: the view, with the limits of a kept scene. What a kept scene leaves out of its query,
            such as the key of a checklist, is dropped.
        item: such as step-1; empty for the checklist as a whole.

    Returns:
        The pin; the one that stands there already where the same view with the same words does.

    Raises:
        ChecklistRefused: the key does not let anybody edit, something does not fit, or it is full.
        StoreError: the disk or the file is at fault.
    """
    kept = _without_keys(scene_drafts.tidy(draft))
    _refuse_faults(kept)
    _refuse_item(item)
    with store.writing() as connection:
        checklist_id = keys.to_edit(connection, key).checklist_id
        there = standing(connection, checklist_id)
        for each in there:
            if each.item == item and _same_view(each.draft, kept):
                return each
        _refuse_full(there)
        return _add(connection, checklist_id, item, kept)


def move(store: Store, key: str, pin_id: int, *, item: str) -> None:
    """Pin it to another item; empty for the checklist as a whole.

    Raises:
        ChecklistRefused: the key does not let anybody edit, or the pin or the item is not there.
    """
    _refuse_item(item)
    with store.writing() as connection:
        _change(connection, key, pin_id, item=item)


def remove(store: Store, key: str, pin_id: int) -> None:
    """Take a pin off; ``put_back`` brings it back. Removing it again changes nothing.

    Raises:
        ChecklistRefused: the key does not let anybody edit, or there is no such pin.
    """
    table = store_tables.checklist_pin
    with store.writing() as connection:
        # The first time stands where it is removed again.
        at = sa.func.coalesce(table.c.removed_at, store_log.now())
        _change(connection, key, pin_id, removed_at=at)


def put_back(store: Store, key: str, pin_id: int) -> None:
    """Bring back a pin that was removed, to the item that it was pinned to.

    Raises:
        ChecklistRefused: as ``remove``, or the checklist is full by now.
    """
    with store.writing() as connection:
        checklist_id = keys.to_edit(connection, key).checklist_id
        there = standing(connection, checklist_id)
        if all(each.pin_id != pin_id for each in there):
            _refuse_full(there)
        _change(connection, key, pin_id, removed_at=None)


def standing(connection: sa.Connection, checklist_id: str) -> list[Pin]:
    """What is pinned to a checklist and was not removed, in the order of pinning."""
    table = store_tables.checklist_pin
    query = (
        sa.select(*table.columns)
        .where(table.c.checklist_id == checklist_id, table.c.removed_at.is_(None))
        .order_by(table.c.pin_id)
    )
    return [_read(row) for row in connection.execute(query)]


def _read(row: sa.Row[tuple[object, ...]]) -> Pin:
    values = row._mapping
    query = tuple((name, value) for name, value in values["query"])
    words = (values["title"], values["note"], values["page"])
    draft = Draft(*words, query, values["revision"], values["revised_at"])
    return Pin(values["pin_id"], values["item"], draft, values["pinned_at"])


def _add(connection: sa.Connection, checklist_id: str, item: str, draft: Draft) -> Pin:
    table = store_tables.checklist_pin
    at = store_log.now()
    pin_id = connection.execute(
        sa.insert(table).returning(table.c.pin_id),
        {
            "checklist_id": checklist_id,
            "item": item,
            "title": draft.title,
            "note": draft.note,
            "page": draft.page,
            "query": [list(pair) for pair in draft.query],
            "revision": draft.revision,
            "revised_at": draft.revised_at,
            "pinned_at": at,
        },
    ).scalar_one()
    return Pin(pin_id, item, draft, at)


def _change(connection: sa.Connection, key: str, pin_id: int, **values: Any) -> None:
    table = store_tables.checklist_pin
    checklist_id = keys.to_edit(connection, key).checklist_id
    changed = connection.execute(
        sa.update(table)
        .where(table.c.checklist_id == checklist_id, table.c.pin_id == pin_id)
        .values(**values)
    )
    if not changed.rowcount:
        raise ChecklistRefused("This checklist has no such pin: open it again.")


def _same_view(one: Draft, other: Draft) -> bool:
    """Whether the same view is meant, with the same words, whatever the data revision."""
    return replace(one, revision=0, revised_at="") == replace(other, revision=0, revised_at="")


def _without_keys(draft: Draft) -> Draft:
    query = tuple(pair for pair in draft.query if pair[0] not in scene_drafts.NOT_KEPT)
    return replace(draft, query=query)


def _refuse_faults(draft: Draft) -> None:
    faults = scene_drafts.faults(draft)
    if faults:
        said = "; ".join(f"the {each.field} {each.wrong}: {each.mend}" for each in faults)
        raise ChecklistRefused(f"Nothing was pinned because {said}.")


def _refuse_item(item: str) -> None:
    if item:
        items.refuse_unknown(item)


def _refuse_full(there: Sequence[Pin]) -> None:
    if len(there) >= PINS_LIMIT:
        raise ChecklistRefused(
            f"{PINS_LIMIT} views are pinned to this checklist, as many as one holds: take some off."
        )
