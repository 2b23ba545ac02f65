"""All lists of scenes: to open, to make, to remove, and to load from a file."""

from functools import partial

import streamlit as st

from evidence import kept_scenes, scene_files
from evidence.html import element, literal
from evidence.kept_rows import ListInShort
from evidence.scene_drafts import TITLE_LIMIT
from ui import access, parameters, scenes_addresses, scenes_saving, scenes_words

REMOVED = "removed_list"
MEGABYTES = 1
EMPTY = (
    "No scenes are kept yet. On any page, “Keep this view” puts the view into a list, with a title"
    " and a speaker's note. A list can be put in order here, and played on the wall."
)


def show(lists: list[ListInShort]) -> None:
    """Draw every list with its count and dates, and the ways to get another one."""
    with st.container(key="card_scene_lists"):
        st.header("Lists of scenes", anchor=False)
        _removed()
        if not lists:
            st.html(element("p", EMPTY))
        for listed in lists:
            _one(listed)
    made, loaded = st.columns(2)
    with made, st.container(key="card_make_list", height="stretch"):
        st.header("Make a list", anchor=False)
        _make()
    with loaded, st.container(key="card_load_list", height="stretch"):
        st.header("Load a list from a file", anchor=False)
        _load()


def opening(lists: list[ListInShort]) -> None:
    """Draw a button for every list, to open it."""
    for listed in lists:
        st.button(
            literal(listed.title),
            key=f"open_{listed.list_id}",
            on_click=partial(_open, listed.list_id),
        )


def _one(listed: ListInShort) -> None:
    title = literal(listed.title)
    with st.container(horizontal=True, vertical_alignment="center", key=f"list_{listed.list_id}"):
        st.button(
            title,
            key=f"open_{listed.list_id}",
            type="tertiary",
            on_click=partial(_open, listed.list_id),
        )
        st.html(element("span", scenes_words.counted(listed), class_="quiet"), width="content")
        st.button(
            f"Remove **{title}**",
            key=f"remove_{listed.list_id}",
            type="tertiary",
            icon=":material/delete:",
            on_click=partial(_remove, listed.list_id),
        )


def _removed() -> None:
    """Say which list was removed last, with the button that puts it back."""
    removed = st.query_params.get(REMOVED, "")
    title = kept_scenes.list_title(access.store(), removed) if removed else None
    if title is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="removed"):
        st.html(element("p", f"Removed the list “{title}”.", role="status"), width="content")
        st.button(
            f"Put **{literal(title)}** back",
            key="put_back_list",
            on_click=_put_back,
            args=(removed,),
        )


def _make() -> None:
    with st.form("make_list", border=False):
        st.text_input("Title", max_chars=TITLE_LIMIT, key="list_title")
        st.form_submit_button("Make the list", on_click=_made)


def _made() -> None:
    def save() -> None:
        _open(kept_scenes.make_list(access.store(), st.session_state["list_title"]))

    scenes_saving.attempt(save)


def _load() -> None:
    st.file_uploader(
        "A JSON file that “Save as JSON” made, here or in another dashboard",
        type="json",
        key="load_list",
        max_upload_size=MEGABYTES,
        on_change=_loaded,
    )


def _loaded() -> None:
    uploaded = st.session_state["load_list"]
    if uploaded is None:
        return

    def save() -> None:
        read = scene_files.read(uploaded.getvalue(), scenes_addresses.pages())
        _open(kept_scenes.make_list(access.store(), read.title, read.scenes))

    scenes_saving.attempt(save, f"Loaded {uploaded.name} as a new list.")


def _open(list_id: str) -> None:
    parameters.set_one(REMOVED, None)
    parameters.set_one("list", list_id)


def _remove(list_id: str) -> None:
    if scenes_saving.attempt(lambda: kept_scenes.remove_list(access.store(), list_id)):
        parameters.set_one(REMOVED, list_id)


def _put_back(list_id: str) -> None:
    if scenes_saving.attempt(lambda: kept_scenes.put_back_list(access.store(), list_id)):
        parameters.set_one(REMOVED, None)
