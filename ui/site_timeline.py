"""The timeline of a record: a chart of dates, and the same rows in words."""

from collections.abc import Sequence

import streamlit as st

from evidence import html
from evidence.charts import timeline
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart, chart_files, correct, second_read
from ui.site_citations import Citations
from ui.site_tables import none_found, section, table
from ui.view import View

CHART_WIDTH = 620
KEY = {
    "day": "known to the day",
    "month": "to the month",
    "year": "to the year",
    "planned": "planned",
    "ran": "the contract ran, to its end or to when it was last seen",
}


def show(view: View, site: str, rows: Sequence[Row], citations: Citations) -> None:
    """Draw a card with the chart, its key, its files, and its table; ``site`` is the name."""
    with st.container(key="card_timeline"):
        if not rows:
            st.html(section("timeline", "Timeline", none_found("Dated events")))
            return
        st.html(section("timeline", f"Timeline: {in_words(rows)}", _key(rows)))
        left, right = st.columns(2, gap="large")
        with left:
            chart.draw(
                timeline.figure(rows),
                width=CHART_WIDTH,
                key="timeline",
                alt=f"Dates on a line of time: {in_words(rows)}. The table beside it has the same.",
            )
            chart_files.offer(
                view,
                name="timeline",
                title=f"{site}: timeline",
                rows=rows,
                sources=lambda: citations.named(rows),
                counted=in_words(rows),
                chart_key="timeline",
                filters="all of this site’s record",
            )
        right.html(table_of_events(rows, citations))


def in_words(rows: Sequence[Row]) -> str:
    """How many events there are, and how many of them were only planned."""
    events = "1 event" if len(rows) == 1 else f"{len(rows)} events"
    planned = sum(row["status"] == "planned" for row in rows)
    return f"{events}, {planned} of them only planned" if planned else events


def table_of_events(rows: Sequence[Row], citations: Citations) -> Markup:
    """The rows of the chart in words, in its order."""
    headings = ("Date", "What", "State", "Source")
    listed = (
        (
            date_words(row["date"]),
            html.joined((_group(row), row["words"], second_read.mark_in(row["words"], row))),
            row["status"],
            html.joined(
                (citations.cite(row["source_id"], row["locator"]), " ", _correct(row)),
            ),
        )
        for row in rows
    )
    told = second_read.receipt(
        rows,
        lambda row: f"{date_words(row['date'])}, {row['words']}",
        [row for row in rows if second_read.has_figure(row["words"])],
    )
    return html.joined((table("Milestones and stages of the contracts", headings, listed), told))


def _correct(row: Row) -> Markup:
    table = "contract_stages" if row["group_number"] else "milestones"
    return correct.link(table, row["event_id"], row["reading"])


def _group(row: Row) -> Markup:
    if row["group_number"] == 0:
        return Markup("")
    return element("span", f"Contract {row['group_number']}. ", class_="quiet")


def _key(rows: Sequence[Row]) -> Markup:
    shown = {row["precision"] for row in rows if row["date"]}
    shown |= {"planned"} if any(row["status"] == "planned" for row in rows) else set()
    shown |= {"ran"} if any(row["in_force_from"] and row["in_force_to"] for row in rows) else set()
    return element(
        "ul",
        *(
            element("li", element("span", class_=f"span span-{name}"), " ", words)
            for name, words in KEY.items()
            if name in shown
        ),
        class_="key wraps",
        aria_label="Key to the timeline",
    )
