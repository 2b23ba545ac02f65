"""What is pinned to a checklist: the views that somebody leant on, with their way back."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from evidence.checklists import links, pins
from evidence.checklists.checklist import Checklist
from evidence.checklists.items import Item
from evidence.checklists.pins import Pin
from evidence.dates import date_words
from evidence.html import Markup, element, link
from evidence.store import Store
from ui import scenes_saving
from ui.pin import LABEL, WHOLE
from ui.view import View

_REMOVED = "checklist_pin_removed"


def markup(pin: Pin) -> Markup:
    """A pin in one line: a link to the view, why it was pinned, and the data that it showed."""
    of = f"pinned {date_words(pin.pinned_at[:10])}, data revision {pin.draft.revision}"
    return element(
        "li",
        link(pin.title, links.address(pin)),
        element("span", f" {pin.note}") if pin.note else "",
        element("span", f" ({of})", class_="quiet"),
    )


def of_item(view: View, store: Store, found: Checklist, item: Item) -> None:
    """Draw what is pinned to one item, with where to move it and how to take it off."""
    pinned = found.pinned_to(item.item)
    st.html(element("h4", f"Pinned evidence: {len(pinned)}"))
    if pinned:
        st.html(element("ul", *(markup(each) for each in pinned), class_="pins"))
        _manage(view, store, found, pinned, item.item)
    else:
        st.html(
            element(
                "p",
                f"Nothing yet. “{LABEL}” on any page puts what it shows here.",
                class_="quiet",
            )
        )
    _put_back(store, found)


def unplaced(view: View, store: Store, found: Checklist) -> None:
    """Draw what is pinned to the checklist as a whole, where there is something."""
    pinned = found.pinned_to("")
    if not pinned:
        return
    with st.container(key="card_checklist_pins"):
        st.header("Pinned to the checklist as a whole", anchor=False)
        st.html(element("ul", *(markup(each) for each in pinned), class_="pins"))
        _manage(view, store, found, pinned, "whole")


def _manage(view: View, store: Store, found: Checklist, pinned: Sequence[Pin], name: str) -> None:
    opened = st.popover("Move or take off", key=f"pins_{name}", on_change="rerun")
    if not opened.open:
        return
    labels = {each.pin_id: each.title for each in pinned}
    places = {"": WHOLE} | {
        row["item"]: f"{row['kind'].capitalize()} {row['number']}: {row['text']}"
        for row in view.model.rows("checklist_items")
    }
    with opened:
        chosen = st.selectbox("Which", list(labels), format_func=labels.__getitem__)
        place = st.selectbox("Move it to", list(places), format_func=places.__getitem__)
        key = found.edit_key or ""
        with st.container(horizontal=True):
            st.button(
                "Move",
                key=f"pin_move_{name}",
                on_click=partial(_move, store, key, chosen, place),
            )
            st.button(
                "Take it off", key=f"pin_off_{name}", on_click=partial(_remove, store, key, chosen)
            )


def _move(store: Store, key: str, pin_id: int, item: str) -> None:
    scenes_saving.attempt(lambda: pins.move(store, key, pin_id, item=item), "Moved.")


def _remove(store: Store, key: str, pin_id: int) -> None:
    def remove() -> None:
        pins.remove(store, key, pin_id)
        st.session_state[_REMOVED] = pin_id

    scenes_saving.attempt(remove, "Taken off. It can be put back.")


def _put_back(store: Store, found: Checklist) -> None:
    pin_id = st.session_state.get(_REMOVED)
    if pin_id is None:
        return
    st.button(
        "Put back what was taken off",
        key="pin_back",
        on_click=partial(_back, store, found.edit_key or "", pin_id),
    )


def _back(store: Store, key: str, pin_id: int) -> None:
    def back() -> None:
        pins.put_back(store, key, pin_id)
        del st.session_state[_REMOVED]

    scenes_saving.attempt(back, "It is back.")
