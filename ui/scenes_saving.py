"""What happened to the last thing that was saved: said at the top of the next run of the page."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from evidence.html import element, literal
from evidence.store_errors import StoreError
from ui import access

_OUTCOME = "scenes_outcome"
# Where the outcome of most actions is drawn: above what the page shows.
PAGE = "page"


@dataclass(frozen=True)
class _Outcome:
    place: str
    said: str
    is_fault: bool


def attempt(action: Callable[[], str | None], said: str = "", *, place: str = PAGE) -> bool:
    """Do something that saves; for callbacks, where nothing else would catch its refusal.

    Args:
        action: what saves; what it returns is said when it is done.
        said: what to say where it returns nothing; empty for nothing.
        place: where to say it, or why it was refused: see ``outcome``.

    Returns:
        Whether it was done.
    """
    try:
        done = action() or said
    except StoreError as error:
        st.session_state[_OUTCOME] = _Outcome(place, str(error), is_fault=True)
        return False
    st.session_state[_OUTCOME] = _Outcome(PAGE, done, is_fault=False)
    return True


def outcome(place: str = PAGE) -> None:
    """Say once that the last attempt was done or, at its place, why it was refused."""
    found = st.session_state.get(_OUTCOME)
    if found is None or found.place != place:
        found = _Outcome(place, "", is_fault=False)
    else:
        del st.session_state[_OUTCOME]
    if found.is_fault:
        st.error(literal(found.said))
    elif place == PAGE:
        # There from the start, since screen readers announce only what changes in such a place.
        st.html(element("p", found.said, role="status", class_="said"))


def has_to_wait() -> bool:
    """Whether the store is away; if so, say it where something would be saved."""
    if access.is_away():
        st.info("The store cannot be reached at the moment, so this has to wait.")
    return access.is_away()
