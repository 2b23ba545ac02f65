"""The slim strip of Room and Hall: the way to menu, filters and choices, and to the next sheet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence.html import element
from evidence.scenes import paging
from ui import parameters, scenes_play
from ui.scenes_play import Playing
from ui.view import View

HIDDEN = "hidden"


def is_hidden() -> bool:
    """Whether the address says that the strip is put away."""
    return parameters.read("strip", [HIDDEN], "") == HIDDEN


def height(view: View) -> float:
    """The height of the strip in ems of the wall's text; 0 where it is hidden."""
    return 0.0 if is_hidden() else paging.SIZES[view.size].strip


def draw(view: View, menu: Callable[[], None]) -> None:
    """Lay out the strip: what the page draws later finds its place in it.

    Args:
        view: what is shown.
        menu: draws what stands behind "Menu".
    """
    size = paging.SIZES[view.size]
    st.html(
        f"<style>:root{{--u:min(1vh,.5625vw);--text:calc({size.text}*var(--u));"
        f"--strip:calc({height(view)}*var(--text));--title:{size.title}em}}</style>"
    )
    hidden = is_hidden()
    with st.container(
        horizontal=True,
        wrap=False,
        key="strip_hidden" if hidden else "strip",
        vertical_alignment="center",
    ):
        if not hidden:
            popover = st.popover("Menu", key="strip_menu", on_change="rerun")
            if popover.open:
                view.later.append(lambda: _fill(popover, menu))
        for name in ("filters", "choices", "notice", "turn"):
            view.places[name] = st.container(
                horizontal=True, wrap=False, key=f"strip_{name}", width="content"
            )
        st.button(
            "Show menu" if hidden else "Hide",
            key="strip_hide",
            on_click=parameters.setter("strip", None if hidden else HIDDEN),
        )


@contextmanager
def choices(view: View) -> Iterator[None]:
    """Where a page draws its choices: behind a button of the strip."""
    with view.places["choices"], st.popover("Show", key="strip_show"):
        yield


def turn(view: View, number: int, last: int) -> None:
    """Draw which sheet of how many is shown, and large buttons to the one before and after it.

    While a list of scenes is played the buttons lead on from its last sheet to the next scene.
    """
    now = scenes_play.playing(view)
    words = f"{number} of {last}" if last > 1 else ""
    if now:
        words = f"Scene {now.number}: {words}" if words else now.words
    earlier, later = _sheet(number - 1, last), _sheet(number + 1, last)
    if now:
        earlier = earlier or _scene(now, now.number - 1)
        later = later or _scene(now, now.number + 1)
    with view.places["turn"]:
        if words:
            st.html(element("p", words, role="status"), width="content")
            _button("Previous", earlier)
            _button("Next", later)


def _sheet(number: int, last: int) -> Callable[[], None] | None:
    """What leads to a sheet; None where there is none of that number."""
    if not 1 <= number <= last:
        return None
    return parameters.setter("sheet", None if number == 1 else str(number))


def _scene(now: Playing, number: int) -> Callable[[], None] | None:
    """What leads to a scene of the list that is played; None beyond its ends."""
    if not 1 <= number <= now.of:
        return None
    return partial(scenes_play.start, now.listed, number, now.size)


def _button(label: str, press: Callable[[], None] | None) -> None:
    st.button(label, key=f"turn_{label.lower()}", disabled=press is None, on_click=press)


def _fill(popover: DeltaGenerator, draw: Callable[[], None]) -> None:
    with popover:
        draw()
