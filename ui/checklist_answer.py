"""One step or principle of a checklist, opened to fill it in.

Each field saves itself when somebody leaves it. What others saved meanwhile is never replaced: both
values then stand side by side until somebody chooses or joins them.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from evidence.checklists import entries, items
from evidence.checklists.checklist import Checklist
from evidence.checklists.entries import Entry, Typed
from evidence.checklists.items import Field, Item
from evidence.dates import date_words
from evidence.html import element, literal
from evidence.store import Store
from ui import checklist_head, checklist_pins, parameters, scenes_saving
from ui.view import View

_NOT_YET = "No answer yet"


def choose(found: Checklist, asked: Sequence[Item]) -> int:
    """Draw the list of all items with how far each is; returns the place of the one opened."""
    ids = [each.item for each in asked]
    key = "checklist_item"
    st.session_state[key] = ids.index(parameters.read("item", ids, ids[0]))

    def changed() -> None:
        parameters.set_one("item", ids[st.session_state[key]])

    with st.container(key="checklist_list"):
        st.radio(
            "Steps and principles",
            range(len(asked)),
            format_func=lambda place: f"{asked[place].label}: {literal(asked[place].text)}",
            captions=[_caption(found, each.item) for each in asked],
            key=key,
            on_change=changed,
        )
    return ids.index(parameters.read("item", ids, ids[0]))


def _caption(found: Checklist, item: str) -> str:
    states = [items.state_words(each) for each in found.values(item, "state")] or [_NOT_YET]
    n_pins = len(found.pinned_to(item))
    pinned = f", {n_pins} pinned" if n_pins else ""
    return literal(f"{' / '.join(states)}{pinned}")


def show(view: View, store: Store, found: Checklist, asked: Sequence[Item], item: Item) -> None:
    """Draw the fields of one of the items, what is pinned to it, and what was typed before."""
    with st.container(key="checklist_answer"):
        st.html(
            element("p", item.label, class_="quiet")
            + element("h3", item.text, id=f"fill-{item.item}")
            + (element("p", item.questions) if item.questions else "")
        )
        _state(store, found, item)
        _text(store, found, item, "note", "Note", tall=True)
        _text(store, found, item, "role", "Role that leads", tall=False)
        scenes_saving.outcome(item.item)
        checklist_pins.of_item(view, store, found, item)
        with st.container(horizontal=True, key="checklist_walk"):
            _earlier(store, found, item)
            place = asked.index(item)
            _walk("Previous", asked[place - 1] if place else None)
            _walk("Next", asked[place + 1] if place + 1 < len(asked) else None)


def _walk(words: str, item: Item | None) -> None:
    """A button to the item before or after; its name says which."""
    st.button(
        f"{words}: {item.label}" if item else words,
        key=f"checklist_{words.lower()}",
        disabled=item is None,
        on_click=parameters.setter("item", item.item if item else None),
    )


def _state(store: Store, found: Checklist, item: Item) -> None:
    if _two_values(store, found, item, "state"):
        return
    key = _begin(found, item, "state")
    st.segmented_control(
        "Where are you?",
        list(items.STATES),
        format_func=lambda value: items.STATES[value],
        key=key,
        on_change=partial(_save, store, found, item, "state"),
    )


def _text(
    store: Store, found: Checklist, item: Item, field: Field, label: str, *, tall: bool
) -> None:
    if _two_values(store, found, item, field):
        return
    draw = partial(st.text_area, height=150) if tall else st.text_input
    draw(
        label,
        key=_begin(found, item, field),
        max_chars=items.LIMITS[field],
        help=items.ROLE_HELP if field == "role" else None,
        on_change=partial(_save, store, found, item, field),
    )


def _begin(found: Checklist, item: Item, field: Field) -> str:
    """The key of a field, which holds what stands; what is being typed there is left alone."""
    key = f"fill_{item.item}_{field}"
    seen = found.seen(item.item, field)
    if key not in st.session_state or st.session_state.get(f"seen_{key}") != seen:
        standing = found.values(item.item, field)
        value = standing[0] if standing else ""
        st.session_state[key] = value or (None if field == "state" else "")
        st.session_state[f"seen_{key}"] = seen
    return key


def _save(store: Store, found: Checklist, item: Item, field: Field) -> None:
    key = f"fill_{item.item}_{field}"
    typed = Typed(
        item.item, field, st.session_state[key] or "", st.session_state.get(f"seen_{key}", ())
    )
    _keep(store, found, typed)


def _keep(store: Store, found: Checklist, typed: Typed) -> None:
    scenes_saving.attempt(
        lambda: _words(
            entries.save(store, found.edit_key or "", [typed], save_id=checklist_head.save_id())
        ),
        place=typed.item,
    )


def _words(written: Sequence[Entry]) -> str:
    return f"Saved: {items.FIELDS[written[0].field].lower()}." if written else ""


def _two_values(store: Store, found: Checklist, item: Item, field: Field) -> bool:
    """Where two people typed at once: both values, and a button for each way to settle it."""
    standing = found.standing(item.item, field)
    if len(standing) < 2:
        return False
    seen = found.seen(item.item, field)
    name = items.FIELDS[field]
    with st.container(key=f"two_{item.item}_{field}"):
        st.html(
            element(
                "p",
                f"{name}: {len(standing)} people typed at the same time. Nothing was lost; choose"
                " what shall stand.",
                class_="two",
            )
        )
        for place, entry in enumerate(standing, start=1):
            st.html(element("blockquote", _said(field, entry.value)))
            st.button(
                f"Keep number {place} of {name.lower()}",
                key=f"keep_{item.item}_{field}_{place}",
                on_click=partial(_keep, store, found, Typed(item.item, field, entry.value, seen)),
            )
        joined = "\n\n".join(entry.value for entry in standing if entry.value)
        if field == "note" and len(joined) <= items.LIMITS["note"]:
            st.button(
                "Keep all of them in one note",
                key=f"join_{item.item}",
                type="primary",
                on_click=partial(_keep, store, found, Typed(item.item, field, joined, seen)),
            )
    return True


def _said(field: Field, value: str) -> str:
    return items.state_words(value) if field == "state" else value or "(emptied)"


def _earlier(store: Store, found: Checklist, item: Item) -> None:
    """What was typed into this item before, each with a way back to it."""
    opened = st.popover("Earlier entries", key="checklist_earlier", on_change="rerun")
    if not opened.open:
        return
    with opened:
        typed = entries.history(store, found.edit_key or "", item.item)
        if not typed:
            st.caption("Nothing was typed here yet.")
        for entry in typed[:40]:
            when = f"{date_words(entry.at[:10])}, {entry.at[11:16]} UTC"
            stands = entry.entry_id in found.seen(item.item, entry.field)
            st.html(
                element("p", f"{items.FIELDS[entry.field]}, {when}", class_="quiet")
                + element("blockquote", _said(entry.field, entry.value))
            )
            if not stands:
                st.button(
                    "Use this again",
                    key=f"again_{entry.entry_id}",
                    on_click=partial(_again, store, found, entry),
                )


def _again(store: Store, found: Checklist, entry: Entry) -> None:
    seen = found.seen(entry.item, entry.field)
    scenes_saving.attempt(
        lambda: _words(
            entries.take_back(
                store,
                found.edit_key or "",
                entry.entry_id,
                seen=seen,
                save_id=checklist_head.save_id(),
            )
        ),
        place=entry.item,
    )
