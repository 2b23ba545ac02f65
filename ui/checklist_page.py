"""Our checklist: opened by its link, filled in, shared and taken away."""

import streamlit as st

from evidence.checklists import checklist, items
from evidence.checklists.checklist import Checklist
from evidence.html import element
from evidence.scenes import checklist as checklist_scene
from ui import (
    access,
    checklist_answer,
    checklist_head,
    checklist_pins,
    checklist_table,
    own_checklist,
    parameters,
    pin,
    scenes_saving,
    wall,
)
from ui.view import View


def show(view: View) -> None:
    """Draw the checklist that the address names, else that of this browser, else how to get one."""
    store = access.store()
    asked = items.of_rows(view.model.rows("checklist_items"))
    found = _opened()
    if view.on_wall:
        wall.show_scene(view, checklist_scene.of_checklist(found, asked))
        return
    scenes_saving.outcome()
    if found is None:
        _none_opened()
    elif not found.can_edit:
        checklist_head.show(found, asked)
        checklist_table.show(found, asked)
    else:
        own_checklist.remember(found.edit_key or "")
        own_checklist.keep_in_browser()
        checklist_head.show(found, asked)
        with st.container(key="card_checklist_fill"):
            listed, opened = st.columns([2, 3], gap="large")
            with listed:
                number = checklist_answer.choose(found, asked)
            with opened:
                checklist_answer.show(view, store, found, asked, asked[number])
        checklist_pins.unplaced(view, store, found)
        checklist_table.show(found, asked)


def _opened() -> Checklist | None:
    """The checklist of the address; without one, that of this browser goes into the address."""
    store = access.store()
    named = st.query_params.get(own_checklist.PARAMETER, "")
    if named:
        return checklist.opened(store, named)
    own = own_checklist.opened(store)
    if own and own.edit_key:
        parameters.set_one(own_checklist.PARAMETER, own.edit_key)
    return own


def _none_opened() -> None:
    """Say why there is none, with the way back to a removed one or to another."""
    store = access.store()
    named = st.query_params.get(own_checklist.PARAMETER, "")
    gone = checklist.removed_title(store, named) if named else None
    with st.container(key="card_checklist_start"):
        st.header("Our checklist", anchor=False)
        if gone is not None:
            checklist_head.offer_back(named, gone)
        elif named:
            st.warning("This link opens no checklist here: it is not whole, or was removed.")
        st.html(
            element(
                "p",
                "For each commissioning step and design principle: where you are, a note, which"
                " role leads, and the evidence you leant on. It is kept under a link that nobody"
                " can guess; whoever has the link can open it. Please write no personal data.",
            )
        )
        pin.begin(store)
        scenes_saving.outcome(pin.PLACE)
