"""Looking at earlier data: the revision or day that the address asks for, and the notice of it."""

from contextlib import suppress
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import dates, moved
from evidence.dates import WRITTEN, date_words
from evidence.html import element
from evidence.store_errors import StoreError
from evidence.workbench import history
from ui import access, parameters, scenes_addresses, scenes_play
from ui.scenes_play import Playing
from ui.view import View

PARAMETER = "revision"
TODAY = "Show today's data"
_LATER = "it can be looked up when the store is back."


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
    """The revision that the address asks for by its number or by a day, as 2026-11-22.

    Of a day it is the newest one saved by its end (UTC). None where the address asks for none, for
    nonsense, for a day before the first, or for one that the store is not there to look up.
    """
    value = st.query_params.get(PARAMETER, "")
    if asked_day():
        with suppress(StoreError):
            found = access.told(("day", value), lambda store: history.revision_at(store, value))
            return found or None
        return None
    # The first save makes revision 1: before it there is nothing to look at.
    return int(value) or None if value.isascii() and value.isdigit() and len(value) < 10 else None


def asked_day() -> str:
    """The day that the address asks for; empty where it asks for none that is in the calendar."""
    value = st.query_params.get(PARAMETER, "")
    written = WRITTEN.fullmatch(value)
    return value if written and written.group(3) and not dates.fault(value) else ""


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
    drop, newest = "Drop it from the link", view.model.revision
    day = asked_day()
    if access.is_away():
        wanted = f"the data of {date_words(day)}" if day else "earlier data"
        words = f"The link asks for {wanted}: {_LATER} Revision {newest} is shown."
        return Notice("Not these data", words, drop, None)
    if day:
        words = (
            f"Nothing had been saved by the end of {date_words(day)}, which the link asks for."
            " Today's data are shown."
        )
        return Notice("No such data", words, drop, None)
    wanted = st.query_params[PARAMETER][:20]
    words = (
        f"The link asks for data revision “{wanted}”, which this store does not hold: the newest"
        f" is {newest}. Today's data are shown."
    )
    return Notice("No such data", words, drop, None)


def _earlier(view: View) -> Notice | None:
    """The notice over data that are not the newest, or of a day that the address names."""
    newest, day = access.served().model, asked_day()
    shown = f"revision {view.model.revision} of {date_words(view.revised_at[:10])}"
    as_of = f"as of {date_words(day)} " if day else ""
    if newest.revision == view.model.revision:
        if not day:
            return None
        words = f"The data {as_of}({shown}) are shown. They are still the newest."
        return Notice("Data of a day", words, "Drop the day from the link", None)
    page = scenes_addresses.current_page()
    found = moved.in_view(view.model, newest, page, parameters.query())
    if found:
        said = f"{shown}, which is shown {as_of or 'here'}".rstrip()
        words = f"The data have moved since {said}: {found.words}."
        return Notice("Data moved", words, TODAY, None)
    of = f"{as_of}({shown})" if day else f"of {shown}"
    words = f"The data {of} are shown. Nothing in this view has moved since."
    return Notice("Earlier data", words, TODAY, None)


def _of_scene(now: Playing) -> Notice | None:
    """The notice over the newest data, where the scene was kept with others."""
    found, then = scenes_addresses.moved_since(now.scene), now.scene.draft
    kept = f"revision {then.revision}"
    if then.revised_at:
        kept += f" of {date_words(then.revised_at[:10])}"
    if found is None and access.is_away():
        words = f"What has moved since this scene was kept ({kept}) is not known: {_LATER}"
        return Notice("Other data", words, "", None)
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
