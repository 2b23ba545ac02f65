"""The receipt of one finding: what it says, how it was found, and who says so."""

import streamlit as st

from evidence import html
from evidence.charts import glyphs, marks, quantities
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import correct, parameters, second_read, site_findings
from ui.site_tables import pairs
from ui.view import View


def show(view: View, row: Row | None) -> None:
    """Draw the card; without a finding it says how to get one."""
    if row is None:
        with st.container(key="hint"):
            words = "Choose a mark, or a name in a table, to see where a figure comes from."
            st.html(element("p", words, class_="quiet"))
        return
    with st.container(key="card_receipt"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            glyph = glyphs.finding(row["direction"], row["evidence_status"], "")
            title = f" {row['site_short_name']}: {site_findings.within(row['outcome_name'])}"
            st.html(element("h2", glyph, title), width="content")
            st.button("Close", on_click=parameters.setter("finding", None), key="close_receipt")
        st.html(receipt(row, view.filters.text))
        st.page_link(
            "pages/site.py",
            label="Open the site",
            query_params=view.filters.to_query() | {"site": row["site_id"]},
        )


def receipt(row: Row, searched: str) -> Markup:
    """All of a finding as HTML, for a row of ``queries/impact_receipt.sql``."""
    words = marks.words(row["direction"], row["evidence_status"])
    value = quantities.in_words(row)
    if row["value"] is not None and not quantities.interval_words(row):
        value += f", {quantities.NO_INTERVAL}"
    once = second_read.mark(row["is_second_read"])
    return element(
        "section",
        element("p", element("strong", value), once, f" · {words}"),
        element("p", html.marked(row["statement"], searched)),
        pairs(
            (
                ("Measure", html.marked(row["measure"], searched)),
                ("Who", _who(row)),
                ("When", row["period"] or "not stated"),
                ("Design", row["design_name"] or "not stated"),
                ("Set against", row["comparator_name"].lower()),
                ("Source", html.link(row["source_title"], row["source_url"] or "")),
                ("Published", f"{row['publisher']}, {date_words(row['published'])}"),
                ("Where in it", row["locator"]),
                ("Checked", row["reading"]),
                ("This row", correct.link("findings", row["finding_id"], row["reading"])),
            )
        ),
        role="status",
        aria_label="Receipt",
    )


def _who(row: Row) -> str:
    studied = f"n = {row['n']:,}" if row["n"] is not None else "number studied not stated"
    return f"{row['population']}, {studied}" if row["population"] else studied
