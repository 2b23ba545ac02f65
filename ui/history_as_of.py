"""The day whose data the dashboard shows."""

import datetime

import streamlit as st

from ui import as_of, parameters
from ui.view import View

EARLIEST, LATEST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


def choose(view: View) -> None:
    """Draw the field for a day; with one chosen, all pages show the data as of its end."""
    key = "history_as_of"
    with st.container(horizontal=True, vertical_alignment="bottom", key="history_day"):
        st.session_state[key] = day(as_of.asked_day())
        st.date_input(
            "Dashboard as of the end of a day",
            key=key,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            on_change=lambda: parameters.set_one(as_of.PARAMETER, written(st.session_state[key])),
            help="The data as they were saved by midnight (UTC) of that day. Every page then shows"
            " them, and says so, until you go back to today's.",
            width=260,
        )
        if as_of.PARAMETER in st.query_params:
            open_dashboard(view, "Open the dashboard with these data")


def open_dashboard(view: View, label: str, **query: str) -> None:
    """Draw a link to the landing page."""
    st.page_link("dashboard.py", label=label, query_params=view.query(**query))


def day(text: str) -> datetime.date | None:
    """A day as a date field wants it; None for what is none, or beyond the field."""
    try:
        found = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def written(chosen: datetime.date | None) -> str | None:
    """A day as the address has it."""
    return chosen.isoformat() if chosen else None
