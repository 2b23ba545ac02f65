"""The popover that keeps the current view as a scene of a list, with a title and a note."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from evidence import kept_scenes, scene_drafts
from evidence.dates import date_words
from evidence.html import literal
from evidence.scene_drafts import NOTE_LIMIT, TITLE_LIMIT, Draft
from evidence.store import Store
from evidence.store_log import now
from ui import access, parameters, popovers, scenes_addresses, scenes_saving
from ui.view import View

LABEL = "Keep this view"
NEW = ""
PLACE = "keep_view"
# The list that this session kept something in last; what was kept just now.
LAST, KEPT = "keep_last_list", "keep_kept"


def popover(view: View, title: str = "") -> None:
    """Draw the popover; its content is made while it is open, after the page's own content.

    A scene keeps the address but for its size, the strip, and the data revision, which it
    remembers by itself: the size belongs to the room and is chosen when the scene is played.

    Args:
        view: what is shown.
        title: the page's heading, which the scene's title begins as; empty takes the page's name.
    """
    if scenes_addresses.current_page() not in scenes_addresses.pages():
        return
    forget = partial(st.session_state.pop, KEPT, None)
    popovers.show(view, LABEL, "keep_view", partial(fields, view, title), when_closed=forget)


def fields(view: View, title: str = "") -> None:
    """Draw what the popover holds, for where a popover is open already.

    Args:
        view: what is shown.
        title: as for ``popover``.
    """
    page = scenes_addresses.current_page()
    if page not in scenes_addresses.pages() or scenes_saving.has_to_wait():
        return
    store = access.store()
    lists = {NEW: "A new list"} | {item.list_id: item.title for item in kept_scenes.lists(store)}
    _begin(lists, title or page.replace("_", " ").capitalize())
    chosen = st.selectbox("List", list(lists), format_func=lists.__getitem__, key="keep_list")
    with st.form("keep_form", border=False):
        if chosen == NEW:
            st.text_input("Title of the new list", max_chars=TITLE_LIMIT, key="keep_list_title")
        st.text_input("Title of the scene", max_chars=TITLE_LIMIT, key="keep_title")
        st.text_area(
            "Speaker's note",
            max_chars=NOTE_LIMIT,
            key="keep_note",
            help="Not shown on the wall while the scene is played at Room or Hall.",
        )
        st.form_submit_button(
            "Keep", type="primary", on_click=partial(_keep, view, store, page, chosen)
        )
    scenes_saving.outcome(PLACE)
    _kept(store)


def _begin(lists: Mapping[str, str], title: str) -> None:
    """Fill in what is not yet chosen or written; what a field holds goes when it is not drawn."""
    state = st.session_state
    if state.get("keep_list") not in lists:
        last = state.get(LAST) or st.query_params.get("list", NEW)
        state["keep_list"] = last if last in lists else NEW
    state.setdefault("keep_list_title", f"Scenes of {date_words(now()[:10])}")
    state.setdefault("keep_title", title)
    state.setdefault("keep_note", "")


def _keep(view: View, store: Store, page: str, list_id: str) -> None:
    draft = Draft(
        title=st.session_state["keep_title"],
        note=st.session_state["keep_note"],
        page=page,
        query=scene_drafts.query_of(parameters.query()),
        revision=view.model.revision,
        revised_at=view.revised_at,
    )

    def save() -> None:
        if list_id == NEW:
            kept_in = kept_scenes.make_list(store, st.session_state["keep_list_title"], [draft])
        else:
            kept_in = kept_scenes.keep(store, list_id, draft).list_id
        st.session_state[LAST] = kept_in
        st.session_state[KEPT] = (kept_in, draft.title)

    st.session_state.pop(KEPT, None)
    if scenes_saving.attempt(save, place=PLACE):
        # What is kept next goes into the same list, with a title and a note of its own.
        for key in ("keep_list", "keep_title", "keep_note"):
            del st.session_state[key]


def _kept(store: Store) -> None:
    """Say where the view was kept just now, with a link to the list."""
    if KEPT not in st.session_state:
        return
    list_id, title = st.session_state[KEPT]
    listed = kept_scenes.scene_list(store, list_id)
    if listed is None:
        return
    st.success(
        f"Kept “{literal(title)}” as scene {len(listed.scenes)} of “{literal(listed.title)}”."
    )
    page, query = scenes_addresses.of_list(list_id)
    st.page_link(page, label=f"Open the list “{literal(listed.title)}”", query_params=query)
