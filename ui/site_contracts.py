"""The contracts of a site: terms, what happened, and the figures that sources give."""

from collections.abc import Sequence

import streamlit as st

from evidence import html
from evidence.charts import amounts, glyphs, quantities
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart
from ui.site_citations import Citations
from ui.site_tables import none_found, pairs, section, table

CHART_WIDTH = 620
SCALES = {
    "price": "The price of the contract",
    "first_year": "The value of its first year, as sources give it",
    "apart": "Standing apart: single amounts that the sources do not add up",
}
CAUTIONS = {
    "apart": "On a scale of its own. They count different things: never add them up, nor take them"
    " from the price.",
}


def show(contracts: Sequence[Row], figures: Sequence[Row], citations: Citations) -> None:
    """Draw a card with every contract of the site."""
    with st.container(key="card_contracts"):
        if not contracts:
            st.html(section("contracts", "Contracts", none_found("A contract, real or planned")))
            return
        st.html(section("contracts", f"Contracts: {len(contracts)}"))
        for contract in contracts:
            own = [row for row in figures if row["contract_id"] == contract["contract_id"]]
            _contract(contract, own, citations)


def terms(row: Row, citations: Citations) -> Markup:
    """The terms of a contract as label and value pairs; what no source states says so."""
    return pairs(
        (
            ("Form", element("span", row["form_name"], title=row["form_definition"])),
            ("State", html.joined((glyphs.contract(row["status"], ""), " ", state_words(row)))),
            ("In a few words", row["reason"]),
            ("Value", value_words(row)),
            ("A year", year_words(row)),
            ("Term", term_words(row)),
            ("Commissioner", _stated(row["commissioner"])),
            ("Provider", _stated(row["provider"])),
            ("Scope", _stated(row["scope"])),
            ("Payment", _stated(row["payment"])),
            ("What happened", row["what_happened"]),
            ("Source", citations.cite(row["source_id"], row["locator"])),
        )
    )


def state_words(row: Row) -> str:
    """The status with its date, or with the day it was last seen."""
    words = row["status_name"].lower()
    if row["status_date"] is None:
        return f"{words}; no date of it found"
    day = date_words(row["status_date"])
    return f"{words}, as last seen {day}" if row["is_last_seen"] else f"{words}, {day}"


def value_words(row: Row) -> Markup:
    """The value with its basis: for the whole term, for one year, or not stated which."""
    if row["value_gbp"] is None:
        return glyphs.nothing("not stated")
    basis = {
        "total": " for the whole term",
        "annual": " for one year",
        "not_stated": "; whether for one year or the whole term is not stated",
    }[row["value_basis"]]
    return html.joined((element("strong", amounts.pounds(row["value_gbp"])), basis))


def year_words(row: Row) -> str | None:
    """The value of a year, computed only from a stated total and stated years."""
    if row["value_a_year_gbp"] is not None:
        value = amounts.pounds(round(row["value_a_year_gbp"]))
        return f"{value}, computed here: the total over {_years(row['years'])}"
    if row["value_gbp"] is None or row["value_basis"] == "annual":
        return None
    lacking = "the basis of the value is" if row["value_basis"] == "not_stated" else "years are"
    return f"not computed: {lacking} not stated"


def term_words(row: Row) -> str:
    """From when to when, and for how many years it was agreed."""
    starts, ends = (
        date_words(row[name]) if row[name] else None for name in ("start_date", "end_date")
    )
    # A contract that never began has its planned start here.
    begun = row["status"] in ("live", "ended", "terminated")
    words = [
        f"{'from' if begun else 'planned from'} {starts}" if starts else "start not stated",
        f"to {ends}" if ends else "end not stated",
        f"agreed for {_years(row['years'])}" if row["years"] is not None else "years not stated",
    ]
    return ", ".join(words)


def _contract(row: Row, figures: Sequence[Row], citations: Citations) -> None:
    title = f"{row['number']}. {row['form_name']}: {row['status_name'].lower()}"
    st.html(element("h3", glyphs.contract(row["status"], ""), " ", title))
    drawn = [each for each in figures if each["scale"]]
    if len(drawn) > 1:
        left, right = st.columns(2, gap="large")
        left.html(terms(row, citations))
        with right:
            _charts(row, drawn)
    else:
        st.html(terms(row, citations))
    if figures:
        st.html(_figures(figures, citations))


def _charts(contract: Row, figures: Sequence[Row]) -> None:
    """One chart for each scale, each with its own heading."""
    for scale, title in SCALES.items():
        rows = [row for row in figures if row["scale"] == scale]
        if not rows:
            continue
        basis = f" ({contract['basis_name'].lower()})" if scale == "price" else ""
        words = element("h4", f"{title}{basis}")
        caution = element("p", CAUTIONS[scale], class_="quiet") if scale in CAUTIONS else ""
        st.html(html.joined((words, caution)))
        chart.draw(
            amounts.figure(rows),
            width=CHART_WIDTH,
            key=f"amounts_{contract['contract_id']}_{scale}",
            alt=f"{title}: "
            + "; ".join(
                f"{words} {amounts.pounds(row['value'])}"
                for words, row in zip(amounts.labels(rows), rows, strict=True)
            ),
        )


def _figures(rows: Sequence[Row], citations: Citations) -> Markup:
    headings = ("Figure", "Amount", "What the source says of it", "Source")
    listed = (
        (
            row["figure_name"],
            element("strong", figure_words(row), class_="nowrap"),
            row["note"],
            citations.cite(row["source_id"], row["locator"]),
        )
        for row in rows
    )
    return table("Terms and amounts of this contract", headings, listed)


def figure_words(row: Row) -> str:
    """A term or amount with its unit."""
    if row["unit"] == "gbp":
        return amounts.pounds(row["value"])
    words = quantities.amount(row["value"], row["unit"], quantities.decimals(row["value"]))
    return words if row["unit"] == "percent" else f"{words} {row['unit_name']}"


def _stated(value: str | None) -> object:
    return value or glyphs.nothing("not stated")


def _years(years: float) -> str:
    words = quantities.number(years, quantities.decimals(years))
    return "one year" if years == 1 else f"{words} years"
