"""Playing a list: which scene of it the address shows, and large buttons to its neighbours."""

from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from evidence import kept_scenes
from evidence.html import element
from evidence.kept_rows import KeptScene, SceneList
from evidence.store_errors import StoreError
from ui import access, scenes_addresses
from ui.scenes_addresses import Address
from ui.view import View

DEFAULT_SIZE = "room"


@dataclass(frozen=True)
class Playing:
    """The scene that is being played.

    Attributes:
        listed: the list that it stands in.
        number: its place in the list, from 1.
        size: at which size it is played.
    """

    listed: SceneList
    number: int
    size: str

    @property
    def list_title(self) -> str:
        """The title of the list."""
        return self.listed.title

    @property
    def of(self) -> int:
        """How many scenes the list has."""
        return len(self.listed.scenes)

    @property
    def scene(self) -> KeptScene:
        """The scene itself."""
        return self.listed.scenes[self.number - 1]

    @property
    def title(self) -> str:
        """The scene's title."""
        return self.scene.title

    @property
    def note(self) -> str:
        """The speaker's note; may be empty."""
        return self.scene.draft.note

    @property
    def words(self) -> str:
        """As in 'Scene 3 of 6'."""
        return f"Scene {self.number} of {self.of}"

    @property
    def previous(self) -> Address | None:
        """The address of the scene before this one; None at the first."""
        return self._address(self.number - 1)

    @property
    def next(self) -> Address | None:
        """The address of the scene after this one; None at the last."""
        return self._address(self.number + 1)

    def _address(self, number: int) -> Address | None:
        if not 1 <= number <= self.of:
            return None
        return scenes_addresses.of_scene(self.listed.scenes[number - 1], number, self.size)


def playing(view: View) -> Playing | None:
    """The scene that the address plays; None where it plays none, or one that is gone.

    Nor is there one while the store is away, where it was not asked for the list before.
    """
    list_id, place = st.query_params.get("list", ""), st.query_params.get("scene", "")
    if not list_id or not (place.isascii() and place.isdigit() and len(place) < 6):
        return None
    listed = None
    with suppress(StoreError):
        listed = access.told(
            ("list", list_id), lambda store: kept_scenes.scene_list(store, list_id)
        )
    if listed is None or not 1 <= int(place) <= len(listed.scenes):
        return None
    return Playing(listed, int(place), view.size)


def previous_next(view: View) -> None:
    """Draw which scene is played, its note, and buttons to the one before and after it; at a desk.

    Nothing is drawn where no scene is played. On a wall the strip leads on, and the note stays
    with the speaker.
    """
    now = playing(view)
    if now is None or view.on_wall:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="playing"):
        words = f" of “{now.list_title}”: {now.title}"
        st.html(element("p", element("strong", now.words), words, role="status"), width="content")
        _turn(now, "Previous", forward=False)
        _turn(now, "Next", forward=True)
        if now.note:
            popover = st.popover("Speaker's note", key="scene_note")
            popover.html(element("p", now.note, class_="note"))
        st.button(
            "Stop playing",
            key="scene_stop",
            type="tertiary",
            on_click=scenes_addresses.go,
            args=(scenes_addresses.of_list(now.listed.list_id),),
        )


def size(view: View) -> str:
    """The size at which a list is played from here: that of the page, or Room from a desk."""
    return view.size if view.on_wall else DEFAULT_SIZE


def start(listed: SceneList, number: int, size: str) -> None:
    """Open a scene of a list; for a button's callback."""
    # A fault of the store is met again by the run that follows, which says it.
    with suppress(StoreError):
        page, query = scenes_addresses.of_scene(listed.scenes[number - 1], number, size)
        # A strip that is put away stays so from scene to scene.
        hidden = {name: [st.query_params[name]] for name in ("strip",) if name in st.query_params}
        scenes_addresses.go((page, {**query, **hidden}))


def _turn(now: Playing, label: str, *, forward: bool) -> None:
    number = now.number + (1 if forward else -1)
    st.button(
        f"{label} scene",
        icon=":material/chevron_right:" if forward else ":material/chevron_left:",
        icon_position="right" if forward else "left",
        key=f"scene_{label.lower()}",
        type="primary" if forward else "secondary",
        disabled=not 1 <= number <= now.of,
        on_click=start,
        args=(now.listed, number, now.size),
    )
