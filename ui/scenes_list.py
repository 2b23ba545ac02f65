"""One list of scenes: to play, to put in order, to reword, and to take away as a file."""

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from evidence import kept_scenes, scene_files
from evidence.html import element, joined, literal
from evidence.kept_rows import KeptScene, SceneList, SceneRefused
from evidence.scene_drafts import NOTE_LIMIT, TITLE_LIMIT
from ui import (
    access,
    parameters,
    scenes_focus,
    scenes_hand_out,
    scenes_play,
    scenes_saving,
    scenes_words,
    take_away,
)
from ui.view import View

REMOVED = "removed"
EMPTY = "This list has no scenes yet. On any page, “Keep this view” puts the view into it."


def show(view: View, listed: SceneList) -> None:
    """Draw what can be done with the list, and its scenes in the order in which they are played."""
    with st.container(horizontal=True, vertical_alignment="center", key="list_tools"):
        st.button(
            "All lists",
            icon=":material/arrow_back:",
            key="all_lists",
            type="tertiary",
            on_click=leave,
        )
        play(view, listed)
        _save(listed)
        _when_open("Hand-out", f"hand_out_{listed.list_id}", partial(_hand_out, view, listed))
        _when_open("Rename the list", f"rename_{listed.list_id}", partial(_rename, listed))
    _removed(listed)
    if not listed.scenes:
        st.info(EMPTY)
    for number, kept in enumerate(listed.scenes, start=1):
        _scene(view, listed, kept, number)
    scenes_focus.hold()


def play(view: View, listed: SceneList) -> None:
    """Draw the button that plays the list from its start; at Room where the page is at Desk."""
    st.button(
        "Play from the start",
        key="play",
        type="primary",
        icon=None if view.on_wall else ":material/slideshow:",
        disabled=not listed.scenes,
        on_click=scenes_play.start,
        args=(listed, 1, scenes_play.size(view)),
    )


def leave() -> None:
    """Go back to all lists; for a button's callback."""
    parameters.set_one("list", None)
    parameters.set_one(REMOVED, None)


def _when_open(label: str, key: str, draw: Callable[[], None]) -> None:
    """A popover whose content is only made while it is open, with the refusal of what it does.

    As a popover with another label is another one, and closed, an open one keeps its label.
    """
    begun = f"label_{key}"
    popover = st.popover(st.session_state.get(begun, label), key=key, on_change="rerun")
    if not popover.open:
        _forget(key)
        return
    st.session_state.setdefault(begun, label)
    with popover:
        draw()
        scenes_saving.outcome(key)


def _close(key: str) -> None:
    """Close a popover; for a callback."""
    st.session_state[key] = False
    _forget(key)


def _forget(key: str) -> None:
    for name in (f"label_{key}", f"seen_{key}"):
        st.session_state.pop(name, None)


def _save(listed: SceneList) -> None:
    name = re.sub(r"[^a-z0-9]+", "-", listed.title.casefold()).strip("-") or "scenes"
    st.download_button(
        "Save as JSON",
        scene_files.write(listed),
        file_name=f"{name}.json",
        mime="application/json",
        key="save_list",
        icon=":material/download:",
        on_click="ignore",
    )


def _hand_out(view: View, listed: SceneList) -> None:
    take_away.buttons(
        view, partial(scenes_hand_out.entries, listed), of=len(listed.scenes), title=listed.title
    )


def _rename(listed: SceneList) -> None:
    key, popover = f"list_title_{listed.list_id}", f"rename_{listed.list_id}"

    def renamed() -> None:
        title = st.session_state[key]
        if scenes_saving.attempt(
            lambda: kept_scenes.rename_list(access.store(), listed.list_id, title),
            "Renamed.",
            place=popover,
        ):
            _close(popover)

    with st.form(f"rename_form_{listed.list_id}", border=False):
        st.text_input("Title of the list", listed.title, max_chars=TITLE_LIMIT, key=key)
        st.form_submit_button("Rename", on_click=renamed)


def _removed(listed: SceneList) -> None:
    """Say which scene of the list was removed last, with the button that puts it back."""
    removed = st.query_params.get(REMOVED, "")
    kept = kept_scenes.scene(access.store(), removed) if removed else None
    if kept is None or kept.list_id != listed.list_id or kept in listed.scenes:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="removed"):
        st.html(element("p", f"Removed “{kept.title}”.", role="status"), width="content")
        st.button(
            f"Put **{literal(kept.title)}** back", key="put_back", on_click=_put_back, args=(kept,)
        )


def _scene(view: View, listed: SceneList, kept: KeptScene, number: int) -> None:
    with st.container(key=f"card_scene_{kept.scene_id}"):
        st.html(_words(view, kept, number))
        with st.container(horizontal=True, vertical_alignment="center", key=f"do_{kept.scene_id}"):
            _buttons(view, listed, kept, number)


def _words(view: View, kept: KeptScene, number: int) -> str:
    note = element("p", kept.draft.note, class_="note") if kept.draft.note else ""
    return joined(
        (
            element("h2", f"{number}. {kept.title}"),
            element("p", scenes_words.shows(view, kept)),
            note,
            element("p", scenes_words.kept_with(kept), class_="quiet"),
        )
    )


def _buttons(view: View, listed: SceneList, kept: KeptScene, number: int) -> None:
    """What can be done with one scene. The bold name is for screen readers and not drawn."""
    name, key = literal(kept.title), kept.scene_id
    st.button(
        f"Open **{name}**",
        key=f"open_{key}",
        on_click=scenes_play.start,
        args=(listed, number, view.size),
    )
    st.button(
        f"Play from here **{name}**",
        key=f"play_{key}",
        icon=":material/slideshow:",
        on_click=scenes_play.start,
        args=(listed, number, scenes_play.size(view)),
    )
    _mover(kept, "up", ":material/arrow_upward:")
    _mover(kept, "down", ":material/arrow_downward:")
    _when_open(f"Reword **{name}**", f"reword_{key}", partial(_reword, kept))
    st.button(
        f"Remove **{name}**",
        key=f"remove_{key}",
        icon=":material/delete:",
        type="tertiary",
        on_click=partial(_remove, kept),
    )


def _mover(kept: KeptScene, where: str, icon: str) -> None:
    """A button that works at both ends too, since one that is switched off loses the keyboard."""
    key = f"{where}_{kept.scene_id}"

    def move() -> str:
        if kept_scenes.move(access.store(), kept.scene_id, later=where == "down"):
            return f"Moved “{kept.title}” {where}."
        return f"“{kept.title}” is the {'last' if where == 'down' else 'first'} scene already."

    def press() -> None:
        scenes_saving.attempt(move)
        scenes_focus.moved(key)

    st.button(
        f"Move {where} **{literal(kept.title)}**",
        key=key,
        icon=icon,
        on_click=press,
    )


def _reword(kept: KeptScene) -> None:
    title, note = f"title_{kept.scene_id}", f"note_{kept.scene_id}"
    popover = f"reword_{kept.scene_id}"
    # As it was when the popover was opened, or when somebody else's words were last shown.
    seen: KeptScene = st.session_state.setdefault(f"seen_{popover}", kept)

    def save() -> None:
        words = {"title": st.session_state[title], "note": st.session_state[note]}
        try:
            kept_scenes.reword(access.store(), seen, **words)
        except SceneRefused:
            st.session_state[f"seen_{popover}"] = kept_scenes.scene(access.store(), kept.scene_id)
            raise

    def reworded() -> None:
        if scenes_saving.attempt(save, "Reworded.", place=popover):
            _close(popover)

    with st.form(f"form_{kept.scene_id}", border=False):
        st.text_input("Title", seen.title, max_chars=TITLE_LIMIT, key=title)
        st.text_area("Speaker's note", seen.draft.note, max_chars=NOTE_LIMIT, key=note)
        st.form_submit_button("Save", type="primary", on_click=reworded)


def _remove(kept: KeptScene) -> None:
    if scenes_saving.attempt(lambda: kept_scenes.remove(access.store(), kept.scene_id)):
        parameters.set_one(REMOVED, kept.scene_id)


def _put_back(kept: KeptScene) -> None:
    if scenes_saving.attempt(
        lambda: kept_scenes.put_back(access.store(), kept.scene_id), f"“{kept.title}” is back."
    ):
        parameters.set_one(REMOVED, None)
