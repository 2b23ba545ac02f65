"""The dates of a contract: its own stages, then the milestones of its site."""

from collections.abc import Sequence

import streamlit as st

from evidence import contract_words, html
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import correct, second_read
from ui.site_citations import Citations
from ui.site_tables import section, table

HEADINGS = ("When", "What", "Source")
YEAR_ONLY = "only the year is known"


def show(stage_rows: Sequence[Row], milestone_rows: Sequence[Row], citations: Citations) -> None:
    """Draw a card for each of the two that has rows, side by side; without rows nothing."""
    parts = {"stages": (stages, stage_rows), "milestones": (milestones, milestone_rows)}
    told = {name: tell(rows, citations) for name, (tell, rows) in parts.items() if rows}
    if not told:
        return
    for column, (name, words) in zip(st.columns(len(told)), told.items(), strict=True):
        with column, st.container(key=f"card_{name}", height="stretch"):
            st.html(words)


def stages(rows: Sequence[Row], citations: Citations) -> Markup:
    """The stages of the contract itself, as dated as their sources date them."""
    title = f"Stages of this contract: {len(rows)}"
    listed = (
        (
            _when(row),
            html.joined(
                (
                    element("strong", contract_words.stage(row)),
                    _note(row),
                    second_read.mark_in(row["words"], row),
                )
            ),
            _cited(row, citations, "contract_stages"),
        )
        for row in rows
    )
    told = second_read.receipt(rows, contract_words.stage, _with_figures(rows))
    return section("stages", title, table("Stages of this contract", HEADINGS, listed), told)


def milestones(rows: Sequence[Row], citations: Citations) -> Markup:
    """The milestones of the site, which may be about more than this contract."""
    title = f"Milestones of its site: {len(rows)}"
    about = element("p", "They are the site’s, not only this contract’s.", class_="quiet")
    listed = (
        (
            _when(row),
            html.joined((row["words"], second_read.mark_in(row["words"], row))),
            _cited(row, citations, "milestones"),
        )
        for row in rows
    )
    told = second_read.receipt(rows, lambda row: str(row["words"]), _with_figures(rows))
    shown = table("Milestones of its site", HEADINGS, listed)
    return section("milestones", title, about, shown, told)


def _with_figures(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if second_read.has_figure(row["words"])]


def _cited(row: Row, citations: Citations, table: str) -> Markup:
    """The source of an event, and the way to correct it."""
    cited = citations.cite(row["source_id"], row["locator"])
    return html.joined((cited, " ", correct.link(table, row["event_id"], row["reading"])))


def when(row: Row) -> str:
    """A date with its state and precision: 'April 2018, planned', '2016, only the year is known'.

    Args:
        row: ``date`` (empty: none is known), ``precision`` and ``status`` of a stage or milestone.
    """
    parts = (
        date_words(row["date"]) if row["date"] else "no date known",
        "planned" if row["status"] == "planned" else "",
        YEAR_ONLY if row["precision"] == "year" else "",
    )
    return ", ".join(part for part in parts if part)


def _when(row: Row) -> Markup:
    """The date in words, after a mark that is as wide as it is unsure; a plan's is hollow."""
    kind = "planned" if row["status"] == "planned" else row["precision"]
    mark = element("span", class_=f"span span-{kind}", aria_hidden="true") if row["date"] else ""
    return element(
        "span", element("span", mark), element("span", when(row)), class_="contract-when"
    )


def _note(row: Row) -> str:
    """What the source adds to a stage; a date that no source states is said to be computed."""
    if basis := contract_words.date_computed_from(row):
        return f". The date is computed here: {basis}"
    return f": {row['words']}" if row["words"] else ""
