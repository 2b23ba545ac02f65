"""The contracts of a site: terms, what happened, and the figures that sources give."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from evidence import contract_words, html
from evidence.charts import amounts, glyphs
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart, chart_files, correct, second_read
from ui.site_citations import Citations
from ui.site_tables import none_found, pairs, section, table
from ui.view import View

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


def show(
    view: View,
    site: str,
    contracts: Sequence[Row],
    figures: Sequence[Row],
    citations: Citations,
) -> None:
    """Draw a card with every contract of the site; ``site`` is its name."""
    with st.container(key="card_contracts"):
        if not contracts:
            st.html(section("contracts", "Contracts", none_found("A contract, real or planned")))
            return
        st.html(section("contracts", f"Contracts: {len(contracts)}"))
        for contract in contracts:
            own = [row for row in figures if row["contract_id"] == contract["contract_id"]]
            _contract(view, site, contract, own, citations)


def terms(row: Row, citations: Citations) -> Markup:
    """The terms of a contract as label and value pairs; what no source states says so."""
    return pairs(
        (
            ("Form", element("span", row["form_name"], title=row["form_definition"])),
            (
                "State",
                html.joined((glyphs.contract(row["status"], ""), " ", contract_words.state(row))),
            ),
            ("In a few words", row["reason"]),
            ("Value", value_words(row)),
            ("A year", year_words(row)),
            ("Term", term_words(row)),
            ("Commissioner", stated(row["commissioner"])),
            ("Provider", stated(row["provider"])),
            ("Scope", stated(_told(row, "scope"))),
            ("Payment", stated(_told(row, "payment"))),
            ("What happened", _told(row, "what_happened")),
            ("Source", citations.cite(row["source_id"], row["locator"])),
            ("Checked", row["reading"]),
        )
    )


def value_words(row: Row) -> Markup:
    """The value with its basis: for the whole term, for one year, or not stated which."""
    written, basis = contract_words.value(row)
    if not written:
        return glyphs.nothing("not stated")
    words = html.joined((element("strong", written), basis), " ")
    return html.joined((words, second_read.mark(row["is_second_read"])))


def year_words(row: Row) -> str | None:
    """The value of a year, computed only from a stated total and stated years."""
    if row["value_a_year_gbp"] is not None:
        value = amounts.pounds(round(row["value_a_year_gbp"]))
        return f"{value}, computed here: the total over {contract_words.years(row)}"
    if row["value_gbp"] is None or row["value_basis"] == "annual":
        return None
    lacking = "the basis of the value is" if row["value_basis"] == "not_stated" else "years are"
    return f"not computed: {lacking} not stated"


def term_words(row: Row) -> str:
    """From when to when, and for how many years it was agreed."""
    years = contract_words.years(row)
    agreed = f"agreed for {years}" if years else "years not stated"
    return f"{contract_words.term(row)}, {agreed}"


def _contract(
    view: View, site: str, row: Row, figures: Sequence[Row], citations: Citations
) -> None:
    title = f"{row['number']}. {row['form_name']}: {row['status_name'].lower()}"
    heading = element("h3", glyphs.contract(row["status"], ""), " ", title)
    address = view.address("contract", contract=row["contract_id"])
    mend = correct.link("contracts", row["contract_id"], row["reading"])
    link = html.link(f"Contract {row['number']} on a page of its own", address)
    st.html(html.joined((heading, element("p", link, " · ", mend))))
    drawn = [each for each in figures if each["scale"]]
    if len(drawn) > 1:
        left, right = st.columns(2, gap="large")
        left.html(terms(row, citations))
        with right:
            charts(view, f"{site}, contract {row['number']}", row, drawn, citations)
    else:
        st.html(terms(row, citations))
    if figures:
        st.html(figures_table("Terms and amounts of this contract", figures, citations))
    elif _has_figure(row):
        st.html(second_read.key([row]))


def _has_figure(row: Row) -> bool:
    """Whether the terms carry a mark where they were not second-read."""
    told = (row[column] for column in ("scope", "payment", "what_happened"))
    return row["value_gbp"] is not None or any(second_read.has_figure(each) for each in told)


def charts(
    view: View, whose: str, contract: Row, figures: Sequence[Row], citations: Citations
) -> None:
    """One chart for each scale, each with its own heading; ``whose`` names the contract."""
    for scale, title in SCALES.items():
        rows = [row for row in figures if row["scale"] == scale]
        if not rows:
            continue
        basis = f" ({contract['basis_name'].lower()})" if scale == "price" else ""
        words = element("h4", f"{title}{basis}")
        caution = element("p", CAUTIONS[scale], class_="quiet") if scale in CAUTIONS else ""
        st.html(html.joined((words, caution)))
        key = f"amounts_{contract['contract_id']}_{scale}"
        chart.draw(
            amounts.figure(rows),
            width=CHART_WIDTH,
            key=key,
            alt=f"{title}: "
            + "; ".join(
                f"{words} {amounts.pounds(row['value'])}"
                for words, row in zip(amounts.labels(rows), rows, strict=True)
            ),
        )
        chart_files.offer(
            view,
            name=key,
            title=f"{whose}: {title.lower()}{basis}",
            rows=rows,
            sources=partial(citations.named, rows),
            counted=f"{len(rows)} amounts",
            chart_key=key,
            filters="all of this contract’s amounts",
        )


def figures_table(caption: str, rows: Sequence[Row], citations: Citations) -> Markup:
    """Terms and amounts, each with the source's words and the place in it."""
    headings = ("Figure", "Amount", "What the source says of it", "Source")
    listed = (
        (
            contract_words.figure_name(row),
            html.joined(
                (
                    element("strong", contract_words.figure(row), class_="nowrap"),
                    second_read.mark(row["is_second_read"]),
                )
            ),
            _told(row, "note") or glyphs.nothing("nothing more stated"),
            html.joined(
                (
                    citations.cite(row["source_id"], row["locator"]),
                    " ",
                    correct.link("contract_figures", row["figure_id"], row["reading"]),
                )
            ),
        )
        for row in rows
    )
    told = second_read.receipt(rows, _figure_name)
    return html.joined((table(caption, headings, listed), told))


def _figure_name(row: Row) -> str:
    return f"{contract_words.figure_name(row)}, {contract_words.figure(row)}"


def _told(row: Row, column: str) -> Markup | None:
    """The words of a column with the mark of the figures in them; None where it has none."""
    if not row[column]:
        return None
    return html.joined((row[column], second_read.mark_in(row[column], row)))


def stated(value: object) -> object:
    """A term as it is; where it is None or empty, a box that says that no source states it."""
    return value or glyphs.nothing("not stated")
