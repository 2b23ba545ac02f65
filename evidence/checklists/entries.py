"""What is typed into a checklist: entries that are only ever added, so that nothing is lost.

An entry says which earlier ones it was typed over. The current values of a field are the entries
that no other one replaces: usually one, and two where two people saved over the same one. Both
stand side by side until somebody saves a value over both.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from evidence import store_log, store_tables
from evidence.checklists import items, keys
from evidence.checklists.items import ChecklistRefused, Field
from evidence.store import Store

# Far more than a room types in a year; a program that ran wild stops here.
ENTRIES_LIMIT = 10_000
SAVE_ID_LIMIT = 100

# An item and one of its fields.
Place = tuple[str, Field]


@dataclass(frozen=True)
class Entry:
    """A value that was typed. It says nothing of who typed it, since nobody is asked.

    Attributes:
        entry_id: its number; later ones are larger.
        item: such as step-1.
        field: state, note or role.
        value: as it was typed; empty where somebody cleared the field.
        at: when it was saved, UTC as in 2026-11-22T09:30:00Z.
        replaces: the numbers of the entries that it was typed over.
    """

    entry_id: int
    item: str
    field: Field
    value: str
    at: str
    replaces: tuple[int, ...]


@dataclass(frozen=True)
class Typed:
    """A value that is to be saved.

    Attributes:
        item: such as step-1.
        field: state, note or role.
        value: what was typed; empty clears the field.
        seen: the numbers of all entries whose values stood before the one who typed, those that
            they saved themselves since included; empty where the field was empty.
    """

    item: str
    field: Field
    value: str
    seen: Collection[int] = ()


def save(store: Store, key: str, typed: Sequence[Typed], *, save_id: str) -> tuple[Entry, ...]:
    """Keep what was typed, all of it or nothing.

    A value is written where it differs from what was seen, or where it settles two that stood side
    by side. It replaces what was seen, and whoever else typed the same; whatever else stands keeps
    standing beside it.

    Args:
        store: the store.
        key: the edit key of the checklist.
        typed: what somebody typed or chose, and nothing that they left as it was; at most one value
            for each field of an item.
        save_id: made by the caller for this save; a retry with it writes nothing twice.

    Returns:
        The entries that were written, now or by the earlier save with this id; empty where nothing
        had changed.

    Raises:
        ChecklistRefused: the key does not let anybody edit, something typed does not fit, or the
            id was used for something else.
        StoreError: the disk or the file is at fault. What was typed is the caller's to keep.
    """
    with store.writing() as connection:
        return _save_within(connection, keys.to_edit(connection, key).checklist_id, typed, save_id)


def take_back(
    store: Store, key: str, entry_id: int, *, seen: Collection[int], save_id: str
) -> tuple[Entry, ...]:
    """Make an older value of a field the current one, as a new entry.

    Args:
        store: the store.
        key: the edit key of the checklist.
        entry_id: the entry whose value shall stand again.
        seen: the entries of the field that stand now, as in ``Typed``.
        save_id: as in ``save``.

    Returns:
        As ``save``.

    Raises:
        ChecklistRefused: as ``save``, or the checklist has no such entry.
    """
    with store.writing() as connection:
        found = keys.to_edit(connection, key)
        columns = store_tables.checklist_entry.c
        older = _read(connection, found.checklist_id, columns.entry_id == entry_id)
        if not older:
            raise ChecklistRefused("This checklist holds no such earlier value: open it again.")
        again = Typed(older[0].item, older[0].field, older[0].value, seen)
        return _save_within(connection, found.checklist_id, [again], save_id)


def history(store: Store, key: str, item: str) -> tuple[Entry, ...]:
    """Everything that was ever typed into an item, the newest first; empty where nothing was.

    Only for those who may edit, since it holds what was taken back before the checklist was shown.

    Raises:
        ChecklistRefused: the key does not let anybody edit.
    """
    with store.reading() as connection:
        found = keys.to_edit(connection, key)
        columns = store_tables.checklist_entry.c
        listed = _read(connection, found.checklist_id, columns.item == item)
    return tuple(reversed(listed))


def standing(
    connection: sa.Connection, checklist_id: str
) -> dict[str, dict[Field, tuple[Entry, ...]]]:
    """The entries that no other one replaces, by item and field, oldest first."""
    found: dict[str, dict[Field, tuple[Entry, ...]]] = {}
    for each in _not_replaced(_read(connection, checklist_id)):
        fields = found.setdefault(each.item, {})
        fields[each.field] = (*fields.get(each.field, ()), each)
    return found


def _read(
    connection: sa.Connection, checklist_id: str, *only: sa.ColumnElement[bool]
) -> list[Entry]:
    columns = store_tables.checklist_entry.c
    query = (
        sa.select(
            columns.entry_id,
            columns.item,
            columns.field,
            columns.value,
            columns.at,
            columns.replaces,
        )
        .where(columns.checklist_id == checklist_id, *only)
        .order_by(columns.entry_id)
    )
    return [Entry(*row[:-1], replaces=tuple(row[-1])) for row in connection.execute(query)]


def _not_replaced(listed: Sequence[Entry]) -> list[Entry]:
    replaced = {number for each in listed for number in each.replaces}
    return [each for each in listed if each.entry_id not in replaced]


def _save_within(
    connection: sa.Connection, checklist_id: str, typed: Sequence[Typed], save_id: str
) -> tuple[Entry, ...]:
    wanted = _fitting(typed, save_id)
    columns = store_tables.checklist_entry.c
    touched = columns.item.in_({item for item, _ in wanted})
    known: dict[Place, list[Entry]] = {}
    for each in _read(connection, checklist_id, touched):
        known.setdefault((each.item, each.field), []).append(each)
    changed = {
        place: _typed_over(each, known.get(place, ()))
        for place, each in wanted.items()
        if _is_new(each, known.get(place, ()))
    }
    earlier = _read(connection, checklist_id, columns.save_id == save_id)
    if earlier:
        _refuse_other(earlier, wanted, changed)
        return tuple(earlier)
    _refuse_full(connection, checklist_id, len(changed))
    at = store_log.now()
    return tuple(
        _add(connection, checklist_id, each, at=at, save_id=save_id) for each in changed.values()
    )


def _fitting(typed: Iterable[Typed], save_id: str) -> dict[Place, Typed]:
    if not 0 < len(save_id) <= SAVE_ID_LIMIT:
        raise ChecklistRefused(f"A save needs an id of 1 to {SAVE_ID_LIMIT} characters.")
    wanted: dict[Place, Typed] = {}
    for each in typed:
        items.refuse_unknown(each.item)
        place = (each.item, each.field)
        if place in wanted:
            raise ChecklistRefused(f"The {each.field} of {each.item} stands twice in one save.")
        wanted[place] = replace(each, value=items.fitting(each.field, each.value))
    return wanted


def _latest(each: Typed, known: Sequence[Entry]) -> list[Entry]:
    """What stood before the one who typed: what they saw, without what that replaced itself.

    Raises:
        ChecklistRefused: the field never held one of these entries.
    """
    seen = [entry for entry in known if entry.entry_id in each.seen]
    if len(seen) != len(set(each.seen)):
        raise ChecklistRefused(
            f"The {each.field} of {each.item} was typed over something that this checklist never"
            " held: open it again, then save what you typed."
        )
    return _not_replaced(seen)


def _is_new(each: Typed, known: Sequence[Entry]) -> bool:
    latest = _latest(each, known)
    return len(latest) > 1 or each.value != (latest[0].value if latest else "")


def _typed_over(each: Typed, known: Sequence[Entry]) -> Typed:
    """With the entries that the new one replaces: what was seen, and the same typed by others."""
    same = (entry for entry in _not_replaced(known) if entry.value == each.value)
    over = {entry.entry_id for entry in (*_latest(each, known), *same)}
    return replace(each, seen=tuple(sorted(over)))


def _refuse_other(
    earlier: Iterable[Entry], wanted: Mapping[Place, Typed], changed: Collection[Place]
) -> None:
    written = {(each.item, each.field): each.value for each in earlier}
    for place, each in wanted.items():
        if place in changed and written.get(place) != each.value:
            raise ChecklistRefused(
                "Something else was saved under the same id: save again what you typed."
            )


def _refuse_full(connection: sa.Connection, checklist_id: str, n_more: int) -> None:
    table = store_tables.checklist_entry
    held = connection.scalar(sa.select(sa.func.count()).where(table.c.checklist_id == checklist_id))
    if (held or 0) + n_more > ENTRIES_LIMIT:
        raise ChecklistRefused(
            f"This checklist holds {ENTRIES_LIMIT:,} saved values with all that came before, as"
            " many as one can: make another one, or take this one away as a file."
        )


def _add(
    connection: sa.Connection, checklist_id: str, each: Typed, *, at: str, save_id: str
) -> Entry:
    row = {"item": each.item, "field": each.field, "value": each.value, "at": at}
    table = store_tables.checklist_entry
    added = connection.execute(
        sa.insert(table).returning(table.c.entry_id),
        {**row, "checklist_id": checklist_id, "save_id": save_id, "replaces": list(each.seen)},
    ).scalar_one()
    return Entry(added, each.item, each.field, each.value, at, tuple(each.seen))
