"""The method in words: how rows get in, what the terms mean, and the limits of the set."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from evidence import DATA, ROOT, html
from evidence.charts import glyphs
from evidence.filters import Filters
from evidence.html import Markup
from evidence.read_model import Row
from ui import site_tables
from ui.view import View

METHOD = ROOT / "docs" / "method.md"
README = DATA / "README.md"
# Sections of the README, by the beginning of their heading.
BEFORE_THE_TERMS = ("Scope",)
AFTER_THE_TERMS = ("Words used", "Known limits", "Corrections")
TITLES = {
    "evidence_status": "Evidence status: who says so",
    "design": "Study design: what is compared with what",
    "direction": "Direction: better or worse for patients or the system",
}


def show(view: View) -> None:
    """Draw the method; terms come from the vocabulary tables, scope and limits from the README."""
    readme = sections(README.read_text(encoding="utf-8")) if README.exists() else {}
    for title, words in sections(METHOD.read_text(encoding="utf-8")).items():
        _card(title, words)
    _draw_sections(readme, BEFORE_THE_TERMS)
    terms = view.rows("source_terms")
    directions = view.model.package.tables["findings"].field("direction").categories
    definitions = {each.value: each.definition for each in directions}
    with st.container(key="card_terms"):
        st.header("What the terms mean", anchor=False)
        for facet, title in TITLES.items():
            st.subheader(title, anchor=False)
            rows = [row for row in terms if row["facet"] == facet]
            st.html(_terms(view, title, rows, definitions))
    _draw_sections(readme, AFTER_THE_TERMS)


def sections(markdown: str) -> dict[str, str]:
    """The text under each heading of the first two levels, by the heading."""
    parts = re.split(r"^##? +(.+?) *$", markdown, flags=re.MULTILINE)
    return {title: words.strip() for title, words in zip(parts[1::2], parts[2::2], strict=True)}


def _draw_sections(readme: Mapping[str, str], beginnings: Iterable[str]) -> None:
    for beginning in beginnings:
        for title, words in readme.items():
            if title.startswith(beginning):
                _card(title, words)


def _card(title: str, words: str) -> None:
    with st.container(key=f"card_{title}"):
        st.header(title, anchor=False)
        st.markdown(words)


def _terms(view: View, title: str, rows: Iterable[Row], definitions: Mapping[str, str]) -> Markup:
    return site_tables.table(
        title,
        ("Term", "What it means", "Findings in the set"),
        (
            (
                html.joined((_mark(row), " ", row["name"])),
                row["definition"] or definitions.get(row["value"], ""),
                _findings(view, row),
            )
            for row in rows
        ),
    )


def _mark(row: Row) -> Markup:
    if row["facet"] == "direction":
        return glyphs.finding(row["value"], "evaluated", "")
    if row["facet"] == "evidence_status":
        return glyphs.finding("improved", row["value"], "")
    return Markup("")


def _findings(view: View, row: Row) -> Markup:
    """The number of findings, as a link to them."""
    if not row["n_findings"]:
        return glyphs.nothing("none")
    chosen = replace(view, filters=Filters().replaced(row["facet"], (row["value"],)))
    return html.link(f"{row['n_findings']:,}", chosen.address("impacts"))
