"""Looking at an earlier data revision: which one the address asks for, and the notice of it."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import moved
from evidence.dates import date_words
from evidence.html import element
from ui import access, parameters, scenes_addresses, scenes_play
from ui.scenes_play import Playing
from ui.view import View

PARAMETER = "revision"
TODAY = "Show today's data"


@dataclass(frozen=True)
class Notice:
    """What is said of the data that are shown.

    Attributes:
        label: what a button of the strip says.
        words: the whole.
        button: what the button to other data says; empty for none.
        revision: the value that the button gives to the address's parameter; None drops it.
    """

    label: str
    words: str
    button: str
    revision: str | None


def asked() -> int | None:
    """The revision that the address asks for; None where it asks for none or for nonsense."""
    value = st.query_params.get(PARAMETER, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def banner(view: View) -> bool:
    """Say that earlier data are shown, or that a scene's data have moved, with the way to both.

    On a wall it is a button of the strip, with the words behind it.

    Returns:
        Whether there was anything to say.
    """
    if PARAMETER not in st.query_params:
        now = scenes_play.playing(view)
        notice = _of_scene(now) if now else None
    elif asked() != view.model.revision:
        notice = _unknown(view)
    else:
        notice = _earlier(view)
    if notice is None:
        return False
    _draw(view, notice)
    return True


def _unknown(view: View) -> Notice:
    wanted, newest = st.query_params[PARAMETER][:20], view.model.revision
    return Notice(
        "No such data",
        f"The link asks for data revision “{wanted}”, which this store does not hold: the newest"
        f" is {newest}. Today's data are shown.",
        "Drop it from the link",
        None,
    )


def _earlier(view: View) -> Notice | None:
    """The notice over data that are not the newest."""
    newest = access.served().model
    if newest.revision == view.model.revision:
        return None
    page = scenes_addresses.current_page()
    found = moved.in_view(view.model, newest, page, parameters.query())
    shown = f"revision {view.model.revision} of {date_words(view.revised_at[:10])}"
    if found:
        words = f"The data have moved since {shown}, which is shown here: {found.words}."
        return Notice("Data moved", words, TODAY, None)
    words = f"The data of {shown} are shown. Nothing in this view has moved since."
    return Notice("Earlier data", words, TODAY, None)


def _of_scene(now: Playing) -> Notice | None:
    """The notice over the newest data, where the scene was kept with others."""
    found, then = scenes_addresses.moved_since(now.scene), now.scene.draft
    kept = f"revision {then.revision}"
    if then.revised_at:
        kept += f" of {date_words(then.revised_at[:10])}"
    if found is None:
        words = f"This scene was kept with data that this store does not hold ({kept})."
        return Notice("Other data", f"{words} Today's data are shown.", "", None)
    if not found:
        return None
    words = f"Today's data are shown. Since this scene was kept ({kept}): {found.words}."
    return Notice("Data moved", words, "Show the data of then", str(then.revision))


def _draw(view: View, notice: Notice) -> None:
    place: DeltaGenerator
    if view.on_wall:
        with view.places["notice"]:
            place = st.popover(notice.label, key="as_of_wall")
    else:
        place = st.container(horizontal=True, vertical_alignment="center", key="as_of")
    with place:
        st.html(element("p", notice.words, role="status"), width="content")
        if notice.button:
            change = parameters.setter(PARAMETER, notice.revision)
            st.button(notice.button, key="as_of_change", on_click=change)
