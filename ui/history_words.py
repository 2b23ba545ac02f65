"""What changed in the data, in plain words."""

from itertools import groupby

import streamlit as st

from evidence import html
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.store import Store
from evidence.workbench import changelog
from evidence.workbench.changelog import Line
from ui import pager, parameters
from ui.view import View

PAGE_SIZE = 30
# Of a revision that touched more tables than these the others are counted.
SHOWN_TABLES = 4


def title(store: Store) -> str:
    """The title of the page: how much history there is."""
    n = store.revision()
    return f"History: {n:,} {'revision' if n == 1 else 'revisions'}"


def show(view: View, store: Store) -> None:
    """Draw one page of the changes, newest first, under the days on which they were saved."""
    n_all = store.revision()
    last = pager.last_page(n_all, PAGE_SIZE)
    page = parameters.page_number("list_page", last)
    lines = changelog.changelog(store, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    with st.container(key="card_history"):
        if not lines:
            words = "Nothing has been saved yet, so there is no history."
            st.html(element("p", words, class_="quiet"))
            return
        st.header("What changed in the data", anchor=False)
        days = (
            element("h3", date_words(date))
            + element("ul", *(_line(view, line) for line in group), class_="history-lines")
            for date, group in groupby(lines, key=lambda line: line.date)
        )
        pages = pager.links(view, "history", "the changes", page, last, show="words")
        st.html(html.joined((*(Markup(day) for day in days), pages)))


def _line(view: View, line: Line) -> Markup:
    counts = "; ".join(line.counts[:SHOWN_TABLES])
    n_more = len(line.counts) - SHOWN_TABLES
    if n_more > 0:
        counts += f"; and {n_more} more {'table' if n_more == 1 else 'tables'}"
    undone = " It was taken back later." if line.is_undone else ""
    link = html.link("Cell by cell", view.address("history", number=str(line.revision)))
    return element(
        "li",
        element("p", line.message),
        element("p", f"{counts}.{undone} ", link, class_="quiet"),
    )
