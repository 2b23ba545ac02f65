"""The list of sources: who published what and when, and what rests on it."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from evidence import html, source_words
from evidence.charts import glyphs
from evidence.dates import date_words
from evidence.filters import Filters
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import parameters
from ui.view import View

# More would send over 20 kB at a click.
PAGE_SIZE = 30
LAST_PAGE = 9999
HEADINGS = ("Source", "Publisher", "Published", "Kind of document", "What rests on it", "Document")


def show(view: View) -> None:
    """Draw one page of the list, with the switch for all sources and the order of the rows."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="sources_order"):
        everything, sort = ask()
    page = parameters.page_number("list_page", LAST_PAGE)
    rows = view.rows(
        "source_list", everything=everything, sort=sort, page=page, page_size=PAGE_SIZE
    )
    if not rows:
        st.html(element("p", "The selection rests on no source.", class_="quiet"))
        return
    # What everything counts, a link with filters would not show.
    linked = replace(view, filters=Filters()) if everything else view
    first, last = rows[0], rows[-1]
    words = f"{first['n_listed']} of {source_words.counted(first['n_all'], 'source')}"
    with st.container(key="card_sources"):
        st.header(words, anchor=False)
        whose = "All of the set" if everything else "Those that the selection rests on"
        st.html(element("p", f"{whose}: {first['place']} to {last['place']}.", class_="quiet"))
        cells = (_cells(linked, row, view.filters.text) for row in rows)
        st.html(html.table(words, HEADINGS, cells, class_="plain sources"))
        if first["n_listed"] > PAGE_SIZE:
            st.html(_pages(view, first, sort, everything))
        st.html(element("p", source_words.order(sort), class_="quiet"))


def ask() -> tuple[bool, str]:
    """Ask whether all sources are listed, and in what order."""
    return _everything(), _sort()


def _everything() -> bool:
    key = "choice_scope"
    st.session_state[key] = parameters.read("scope", ("all",), "") == "all"
    st.toggle(
        "All sources of the set, whatever is filtered",
        key=key,
        on_change=_changer("scope", lambda: "all" if st.session_state[key] else None),
    )
    return parameters.read("scope", ("all",), "") == "all"


def _sort() -> str:
    key, default = "choice_sort", next(iter(source_words.SORTS))
    st.session_state[key] = parameters.read("sort", list(source_words.SORTS), default)
    st.selectbox(
        "Sort by",
        list(source_words.SORTS),
        key=key,
        format_func=source_words.SORTS.__getitem__,
        on_change=_changer(
            "sort", lambda: None if st.session_state[key] == default else st.session_state[key]
        ),
        width=320,
    )
    return parameters.read("sort", list(source_words.SORTS), default)


def _changer(name: str, value: Callable[[], str | None]) -> Callable[[], None]:
    """A callback that sets a parameter and goes back to the first page of the list."""

    def changed() -> None:
        parameters.set_one(name, value())
        parameters.set_one("list_page", None)

    return changed


def _cells(view: View, row: Row, searched: str) -> tuple[object, ...]:
    title = html.link(
        html.marked(row["title"], searched), view.address("sources", source_id=row["source_id"])
    )
    note = element("p", html.marked(row["note"], searched), class_="quiet") if row["note"] else ""
    return (
        html.joined((title, note)),
        html.marked(row["publisher"], searched),
        date_words(row["published"]),
        row["type_label"],
        _rests_on(view, row),
        document(row["url"]),
    )


def _rests_on(view: View, row: Row) -> Markup:
    if not row["rests_on"]:
        return glyphs.nothing("nothing rests on it")
    chosen = {"source_id": row["source_id"]}
    parts: list[object] = []
    for each in row["rests_on"]:
        words = source_words.rows_of(each["table_name"], each["n"])
        is_finding = each["table_name"] == "findings"
        parts.append(html.link(words, view.address("impacts", **chosen)) if is_finding else words)
    places = [
        source_words.counted(n, word)
        for n, word in ((row["n_sites"], "site"), (row["n_groups"], "national group"))
        if n
    ]
    about = html.link(" and ".join(places), view.address("sites", **chosen)) if places else ""
    return html.joined((html.joined(parts, ", "), element("p", "about ", about) if about else ""))


def document(address: str) -> Markup:
    """A link to the document that names the host which it leads to."""
    host = urlsplit(address).hostname or address
    return html.link(f"Open at {host.removeprefix('www.')}", address)


def _pages(view: View, first: Row, sort: str, everything: bool) -> Markup:
    """Links to the pages of the list."""
    last = (first["n_listed"] - 1) // PAGE_SIZE + 1
    current = (first["place"] - 1) // PAGE_SIZE + 1
    kept = {"scope": "all"} if everything else {}

    def entry(words: str, page: int) -> Markup:
        address = view.address("sources", **kept, sort=sort, list_page=str(page))
        return element("li", html.link(words, address))

    items = [
        element("li", element("span", page, class_="count", aria_current="page"))
        if page == current
        else entry(str(page), page)
        for page in range(1, last + 1)
    ]
    before = [entry("Previous", current - 1)] if current > 1 else []
    after = [entry("Next", current + 1)] if current < last else []
    return element(
        "nav",
        element("ul", *before, *items, *after, class_="pages"),
        aria_label="Pages of the list of sources",
    )
