"""The head of a checklist: how far it is, its links, its files, its title."""

import secrets
from collections.abc import Sequence
from functools import partial

import streamlit as st

from evidence.checklists import checklist
from evidence.checklists.checklist import Checklist, Progress
from evidence.checklists.items import Item
from evidence.html import element, literal
from evidence.scene_drafts import TITLE_LIMIT
from ui import access, checklist_files, own_checklist, parameters, scenes_saving

_TITLE, _SEEN = "checklist_rename", "checklist_rename_seen"


def show(found: Checklist, asked: Sequence[Item]) -> None:
    """Draw the head; what changes the checklist only for those who may."""
    with st.container(key="card_checklist_head"):
        st.header(literal(found.title), anchor=False)
        st.html(element("p", in_words(found.progress([each.item for each in asked]))))
        if not found.can_edit:
            st.html(element("p", "You opened this for reading.", class_="quiet"))
        with st.container(horizontal=True, key="checklist_head"):
            _share(found)
            checklist_files.popover(found, asked)
            if found.can_edit:
                _change(found)
            st.button("Fill in another one", key="checklist_leave", on_click=_leave)


def in_words(progress: Progress) -> str:
    """How far a checklist is: '3 of 15 done, 1 under way, 11 without an answer'."""
    parts = [
        f"{progress.done} of {progress.n_items} done",
        *(
            f"{number} {words}"
            for number, words in (
                (progress.under_way, "under way"),
                (progress.not_started, "not started"),
                (progress.not_relevant, "not relevant"),
                (progress.differing, "with two answers side by side"),
                (progress.unanswered, "without an answer"),
            )
            if number
        ),
    ]
    return ", ".join(parts)


def offer_back(key: str, title: str) -> None:
    """Say that a checklist was removed, with the button that brings all of it back."""
    st.warning(f"“{literal(title)}” was removed. All that was typed is still kept.")
    st.button(
        "Put it back",
        key="checklist_put_back",
        on_click=partial(_put_back, key),
    )


def _put_back(key: str) -> None:
    scenes_saving.attempt(lambda: checklist.put_back(access.store(), key), "The checklist is back.")


def _share(found: Checklist) -> None:
    opened = st.popover("Share", key="checklist_share", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown("**To read.** Whoever has this link sees everything and changes nothing.")
        st.code(own_checklist.link(found.read_key), language=None, wrap_lines=True)
        if found.edit_key:
            st.markdown("**To edit.** Whoever has this link can change everything.")
            st.code(own_checklist.link(found.edit_key), language=None, wrap_lines=True)
            st.caption("Keep it: nobody can find the checklist again without one of its links.")


def _change(found: Checklist) -> None:
    opened = st.popover("Rename or remove", key="checklist_change", on_change="rerun")
    if not opened.open:
        st.session_state.pop(_SEEN, None)
        return
    if _SEEN not in st.session_state:
        st.session_state[_SEEN] = st.session_state[_TITLE] = found.title
    with opened:
        with st.form("checklist_title_form", border=False):
            st.text_input("Title", max_chars=TITLE_LIMIT, key=_TITLE)
            st.form_submit_button("Save the title", on_click=partial(_rename, found))
        st.button("Remove this checklist", key="checklist_remove", on_click=partial(_remove, found))
        scenes_saving.outcome(_TITLE)


def _rename(found: Checklist) -> None:
    state = st.session_state

    def save() -> None:
        seen = state.pop(_SEEN)
        checklist.rename(access.store(), found.edit_key or "", state[_TITLE], seen=seen)

    scenes_saving.attempt(save, "The title is saved.", place=_TITLE)


def _remove(found: Checklist) -> None:
    scenes_saving.attempt(lambda: checklist.remove(access.store(), found.edit_key or ""))


def _leave() -> None:
    """Go to where another checklist is begun or opened; this one stays under its links."""
    own_checklist.remember("")
    parameters.set_one(own_checklist.PARAMETER, None)


def save_id() -> str:
    """An id for one save, so that a retry cannot write it twice."""
    return secrets.token_hex(8)
