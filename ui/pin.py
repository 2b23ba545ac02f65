"""The popover that pins what is shown to the checklist of this browser."""

from functools import partial

import streamlit as st

from evidence import scene_drafts
from evidence.checklists import checklist, items, pins
from evidence.checklists.checklist import Checklist
from evidence.html import literal
from evidence.scene_drafts import NOTE_LIMIT, TITLE_LIMIT, Draft
from evidence.store import Store
from ui import (
    access,
    own_checklist,
    parameters,
    pin_titles,
    popovers,
    scenes_addresses,
    scenes_saving,
)
from ui.view import View

LABEL = "Pin to checklist"
WHOLE = "The checklist as a whole"
PLACE = "pin"
_PINNED = "pin_done"


def popover(view: View, title: str = "") -> None:
    """Draw the popover; its content is made while it is open, after the page's own content.

    Args:
        view: what is shown.
        title: the page's heading, which the title of what is pinned begins as.
    """
    if not _can_be_pinned():
        return
    forget = partial(st.session_state.pop, _PINNED, None)
    popovers.show(view, LABEL, "pin", partial(fields, view, title), when_closed=forget)


def fields(view: View, title: str = "") -> None:
    """Draw what the popover holds, for where a popover is open already.

    Args:
        view: what is shown.
        title: as for ``popover``.
    """
    if not _can_be_pinned() or scenes_saving.has_to_wait():
        return
    store = access.store()
    own = own_checklist.opened(store)
    if own is None:
        begin(store)
    else:
        _pin_to(view, store, own, title)
    scenes_saving.outcome(PLACE)


def begin(store: Store) -> None:
    """Draw the two ways to a checklist: a new one, or the link of one that exists."""
    st.markdown("No checklist is open in this browser yet.")
    with st.form("checklist_start", border=False):
        st.text_input(
            "Title of a new checklist",
            value="Our checklist",
            max_chars=TITLE_LIMIT,
            key="checklist_title",
            help="The name of a place or a programme. No names of people.",
        )
        st.form_submit_button("Start it", type="primary", on_click=partial(_start, store))
    with st.form("checklist_link", border=False):
        st.text_input("Or the link of one that exists", key="checklist_pasted", max_chars=500)
        st.form_submit_button("Go on with it", on_click=partial(_go_on, store))


def _start(store: Store) -> None:
    def save() -> None:
        _fill_in(checklist.make(store, st.session_state["checklist_title"]).edit)

    scenes_saving.attempt(save, place=PLACE)


def _go_on(store: Store) -> None:
    def save() -> None:
        key = own_checklist.key_in(st.session_state["checklist_pasted"])
        found = checklist.opened(store, key) if key else None
        if found is None:
            raise items.ChecklistRefused(
                "This link opens no checklist: copy the whole link to edit from its page."
            )
        if not found.can_edit:
            raise items.ChecklistRefused(
                "This link is for reading only: ask for the link to edit from whoever made it."
            )
        _fill_in(key)

    scenes_saving.attempt(save, place=PLACE)


def _fill_in(key: str) -> None:
    """Go on with a checklist; an address that names another one no longer does."""
    own_checklist.remember(key)
    parameters.set_one(own_checklist.PARAMETER, None)


def _pin_to(view: View, store: Store, own: Checklist, title: str) -> None:
    asked = items.of_rows(view.model.rows("checklist_items"))
    words = {"": WHOLE} | {each.item: f"{each.label}: {each.text}" for each in asked}
    page = scenes_addresses.current_page()
    st.session_state.setdefault("pin_title", pin_titles.title(view, title))
    with st.form("pin_form", border=False):
        st.selectbox(
            f"Pin to, in “{literal(own.title)}”",
            list(words),
            format_func=words.__getitem__,
            key="pin_item",
        )
        st.text_input("What it is", max_chars=TITLE_LIMIT, key="pin_title")
        st.text_area("Why it matters here", max_chars=NOTE_LIMIT, key="pin_note")
        st.form_submit_button("Pin", type="primary", on_click=partial(_pin, view, store, page))
    if pinned := st.session_state.get(_PINNED):
        st.success(f"Pinned “{literal(pinned)}”.")
    st.page_link(
        "pages/commissioning.py",
        label="Open the checklist",
        query_params={"show": "checklist", own_checklist.PARAMETER: own_checklist.key()},
    )


def _pin(view: View, store: Store, page: str) -> None:
    state = st.session_state
    draft = Draft(
        title=state["pin_title"],
        note=state["pin_note"],
        page=page,
        query=scene_drafts.query_of(parameters.query()),
        revision=view.model.revision,
        revised_at=view.revised_at,
    )

    def save() -> None:
        pinned = pins.pin(store, own_checklist.key(), draft, item=state["pin_item"])
        state[_PINNED] = pinned.title

    state.pop(_PINNED, None)
    if scenes_saving.attempt(save, place=PLACE):
        for key in ("pin_title", "pin_note"):
            del state[key]


def _can_be_pinned() -> bool:
    """Whether this page shows evidence: neither the scenes nor a checklist itself."""
    shown = scenes_addresses.current_page() in scenes_addresses.pages()
    return shown and not own_checklist.is_shown()
