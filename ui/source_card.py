"""One source in full: its reference, how to cite it, and every row of the set that rests on it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

import streamlit as st

from evidence import html, source_words
from evidence.dates import date_words
from evidence.exports import citations
from evidence.filters import Filters
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import citation_box, correct, parameters, second_read, site_tables
from ui.view import View

# Where a row of these tables is about no site.
WITHOUT_A_SITE = {"facts": "England"}
OTHERWISE = "General"
AT_ONE_LOOK = 60


def show(view: View, source_id: str) -> None:
    """Draw the source; filters other than the source itself do not matter."""
    source = view.one("source_record", source_id=source_id)
    rows = view.rows("source_rows", source_id=source_id)
    searched = view.filters.text
    st.html(_back(view))
    with st.container(key="card_source"):
        st.header(source["title"], anchor=False)
        st.html(
            site_tables.pairs(
                [
                    ("Publisher", html.marked(source["publisher"], searched)),
                    ("Published", date_words(source["published"])),
                    ("Kind of document", source["type_label"]),
                    ("Note", html.marked(source["note"], searched)),
                    ("Document", html.link(source["url"], source["url"])),
                    ("Rests on it", _in_short(view, source_id, rows)),
                    ("Checked", source["reading"]),
                    ("This entry", correct.link("sources", source_id, source["reading"])),
                ]
            )
        )
    with st.container(key="card_source_citation"):
        st.header("Cite this source", anchor=False)
        citation_box.show(citations.of_source(source, source["type_label"]))
    with st.container(key="card_source_rows"):
        st.header("What rests on it", anchor=False)
        if not rows:
            st.html(element("p", "Nothing in the set rests on this source.", class_="quiet"))
        for name, group in groupby(_shown(rows), key=lambda row: str(row["table_name"])):
            _draw_kind(view, name, list(group))


def _shown(rows: list[Row]) -> list[Row]:
    """All rows, or those of one kind where there are too many for one look."""
    if len(rows) <= AT_ONE_LOOK:
        return rows
    kinds = {
        str(row["table_name"]): source_words.rows_of(row["table_name"], row["n_of_kind"])
        for row in rows
    }
    kind = parameters.choice("Show", "kind", kinds, next(iter(kinds)))
    return [row for row in rows if row["table_name"] == kind]


def _in_short(view: View, source_id: str, rows: Iterable[Row]) -> Markup:
    """How many rows of each kind; the findings as a link to them."""
    alone = replace(view, filters=Filters(source_id=(source_id,)))
    kinds = {str(row["table_name"]): row["n_of_kind"] for row in rows}
    words = {name: source_words.rows_of(name, n) for name, n in kinds.items()}
    parts = (
        html.link(each, alone.address("impacts")) if name == "findings" else each
        for name, each in words.items()
    )
    return html.joined(parts, ", ") if words else html.text("nothing")


def _draw_kind(view: View, name: str, rows: list[Row]) -> None:
    words = source_words.rows_of(name, rows[0]["n_of_kind"])
    has_locators = any(row["locator"] for row in rows)
    headings = ["About", "What the set says", *(["Where in the source"] if has_locators else [])]
    st.subheader(words[0].upper() + words[1:], anchor=False)
    table = site_tables.table(words, headings, (_cells(view, row)[: len(headings)] for row in rows))
    marked = [row for row in rows if second_read.has_figure(row["words"])]
    told = second_read.receipt(rows, _row_name, marked)
    st.html(html.joined((element("div", table, class_="source-rows"), told)))


def _row_name(row: Row) -> str:
    return f"{row['site_name']}, {row['words']}" if row["site_name"] else str(row["words"])


def _cells(view: View, row: Row) -> tuple[object, ...]:
    words = html.marked(row["words"], view.filters.text)
    dated = element("span", date_words(row["dated"]), ": ") if row["dated"] else ""
    mend = correct.link(row["table_name"], str(row["row_id"]), row["reading"])
    once = second_read.mark_in(row["words"], row)
    return _about(view, row), html.joined((dated, words, once, " ", mend)), row["locator"]


def _about(view: View, row: Row) -> Markup:
    if row["site_id"] is None:
        return html.text(WITHOUT_A_SITE.get(row["table_name"], OTHERWISE))
    return html.link(row["site_name"], view.address("site", site=row["site_id"]))


def _back(view: View) -> Markup:
    """A link to the list, with the other filters as they are."""
    listed = replace(view, filters=view.filters.replaced("source_id", ()))
    return html.link("Back to the list of sources", listed.address("sources"))
