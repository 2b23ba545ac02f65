"""The slim strip of Room and Hall: the way to menu, filters and choices, and to the next sheet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence.html import element
from evidence.scenes import paging
from ui import parameters
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
    """Draw which sheet of how many is shown, and large buttons to the one before and after it."""
    with view.places["turn"]:
        if last > 1:
            st.html(element("p", f"{number} of {last}", role="status"), width="content")
            _button("Previous", number - 1 if number > 1 else None)
            _button("Next", number + 1 if number < last else None)


def _button(label: str, to: int | None) -> None:
    st.button(
        label,
        key=f"turn_{label.lower()}",
        disabled=to is None,
        on_click=None if to is None else parameters.setter("sheet", None if to == 1 else str(to)),
    )


def _fill(popover: DeltaGenerator, draw: Callable[[], None]) -> None:
    with popover:
        draw()
