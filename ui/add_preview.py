"""The findings of a draft as readers will see them: mark, figure in words, and statement."""

from collections.abc import Mapping, Sequence

import streamlit as st

from evidence import html
from evidence.charts import glyphs, marks, quantities
from evidence.html import Markup, element
from evidence.store_tables import Values
from evidence.workbench.submission import Entry, Submission
from ui import add_choices, site_tables
from ui.add_judged import Judged
from ui.view import View

SHOWN_AT_MOST = 50
NUMBERS = ("value", "ci_low", "ci_high", "comparator_value")


def show(view: View, item: Submission, judged: Judged) -> None:
    """Draw the draft's findings that break no rule; nothing where there is none."""
    good = [
        entry
        for entry in item.entries
        if entry.table == "findings" and entry.row is not None and not judged.of(entry.place)
    ]
    if not good:
        return
    with st.container(key="card_add_preview"):
        st.header("As readers will see it", anchor=False)
        rows = [_row(view, item.entries, entry.row or {}) for entry in good[:SHOWN_AT_MOST]]
        headings = ("Measure", "Site", "What was reported", "Statement", "Source")
        counted = "1 finding" if len(good) == 1 else f"{len(good):,} findings"
        caption = f"{counted} without a problem"
        if len(good) > SHOWN_AT_MOST:
            caption = f"The first {SHOWN_AT_MOST} of {caption}"
        st.html(site_tables.table(caption, headings, rows))


def _row(view: View, entries: Sequence[Entry], row: Values) -> tuple[object, ...]:
    direction, status = row["direction"], row["evidence_status"]
    figure = element("strong", quantities.in_words(_typed(row)))
    # A status that the draft itself brings has no mark of its own yet.
    if status in marks.STATUSES:
        mark = glyphs.finding(direction, status, "")
        figure = html.joined((mark, f" {marks.words(direction, status)}: ", figure))
    domain = _named(view, entries, "outcome_domains", row["outcome_domain"])
    measure = f"{row['measure']} ({domain})"
    site = _named(view, entries, "sites", row["site_id"])
    source = _named(view, entries, "sources", row["source_id"])
    return (measure, site, figure, row["statement"], f"{source}, {row['locator']}")


def _typed(row: Values) -> Mapping[str, object]:
    """The row with its numbers as such and without empty texts, as the queries give it."""
    numbers = {name: float(row[name]) if row[name] else None for name in NUMBERS}
    return {**{name: value or None for name, value in row.items()}, **numbers}


def _named(view: View, entries: Sequence[Entry], table: str, code: str) -> Markup:
    for entry in entries:
        if entry.table == table and entry.row is not None and entry.key == code:
            return html.text(add_choices.words_of(view, table, entry.row))
    known = add_choices.published(view.model, table).get(code)
    return html.text(known.words if known else code)
