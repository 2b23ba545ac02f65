"""The terms and amounts of a contract: money, shares and months apart, and charts of the money."""

from collections.abc import Sequence

import streamlit as st

from evidence import html
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import site_contracts
from ui.site_citations import Citations
from ui.site_tables import section
from ui.view import View

# What may stand in one table, by unit.
KINDS = {
    "gbp": "Amounts of money",
    "percent": "Terms in per cent",
    "months": "Terms in months",
}
CAUTION = "Each amount is as its own source counts it; they are not added up."


def show(view: View, record: Row, rows: Sequence[Row], citations: Citations) -> None:
    """Draw a card with the figures, each with its note, source and place in it.

    Args:
        view: what is shown.
        record: the contract, a row of ``queries/contract_record.sql``.
        rows: its rows of ``queries/site_contract_figures.sql``; at least one.
        citations: the sources of the page.
    """
    with st.container(key="card_figures"):
        st.html(section("figures", f"Figures: {len(rows)}"))
        drawn = [row for row in rows if row["scale"]]
        # One price alone makes no steps, and its table says all there is.
        if sum(row["scale"] == "price" for row in drawn) > 1:
            left, right = st.columns(2, gap="large")
            left.html(tables(rows, citations))
            with right:
                site_contracts.charts(view, record["contract_label"], record, drawn, citations)
        else:
            st.html(tables(rows, citations))


def tables(rows: Sequence[Row], citations: Citations) -> Markup:
    """A table for each unit: money first, then per cent, then months."""
    made: list[Markup] = []
    for unit, title in KINDS.items():
        own = [row for row in rows if row["unit"] == unit]
        if not own:
            continue
        made.append(element("h3", f"{title}: {len(own)}"))
        if unit == "gbp" and len(own) > 1:
            made.append(element("p", CAUTION, class_="quiet"))
        made.append(site_contracts.figures_table(title, own, citations))
    return html.joined(made)
