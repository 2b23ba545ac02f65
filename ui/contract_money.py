"""What the contracts were worth, and the national money that their sites had."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from evidence import contract_lines, contract_words, html
from evidence.charts import amounts, contract_values, glyphs, marks
from evidence.charts.impacts_panels import counted
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart, chart_files, contract_funding, money_sources, site_tables
from ui.view import View

CARD = "contract-values"
TITLE = "What the contracts were worth"
SCALES = (
    "Three bases, three scales, never read across. A log scale: each line is ten times the one"
    " before it."
)
COMPUTED = (
    "A year in italics is computed here, from a stated total and stated years; no source gives it."
    " A value whose basis is not stated is never divided, and one stated for a year stands as it"
    " was stated."
)
NOTES = {
    "total": "",
    "annual": "As stated for one year; never multiplied.",
    "not_stated": "Whether for one year or the whole term is not stated: never divided.",
}


def show(view: View, status: str) -> None:
    """Draw what the selected contracts were worth, then national transformation money.

    Args:
        view: what is shown.
        status: of the contracts; "all" for any.
    """
    rows = view.rows("contract_values", status=status)
    n_contracts = view.one("contracts_size", status=status)["n_contracts"]
    states = view.rows("contract_fate_counts")
    filters = contract_lines.filters(view.words(), states, status)
    with st.container(key="card_contract_values"):
        st.header(TITLE, anchor=False)
        st.html(element("p", subtitle(len(rows), n_contracts, filters)))
        if rows:
            st.html(html.joined((element("p", SCALES, class_="quiet"), _key(rows))))
            for basis in contract_values.BASES:
                if own := contract_values.of_basis(rows, basis):
                    _basis(view, basis, own, n_contracts, filters)
            st.html(element("p", " ".join(notes(rows)), class_="quiet"))
            st.html(money_sources.listed(view, CARD, rows))
    contract_funding.show(view)


def subtitle(n: int, n_contracts: int, filters: str) -> str:
    """How many contracts have a value, and for how many none was found.

    Args:
        n: contracts with a value in pounds.
        n_contracts: contracts selected.
        filters: what is chosen, in words.
    """
    return (
        f"{n} of {counted(n_contracts, 'contract')} with a value in pounds; for"
        f" {n_contracts - n} none was found; {filters}."
    )


def notes(rows: Sequence[Row]) -> list[str]:
    """What is computed, which ranges were advertised, and the rule of order."""
    ranges = [words for row in rows if (words := contract_values.range_words(row))]
    return [COMPUTED, *ranges, contract_values.ORDER_RULE]


def table(view: View, basis: str, rows: Sequence[Row]) -> Markup:
    """The values of one basis: contract, amount, years and, of totals alone, a year computed.

    Args:
        view: whose filters the links keep.
        basis: of all the rows.
        rows: rows of ``queries/contract_values.sql``.
    """
    has_year = basis == "total"
    headings = ("Contract", "Amount", "Years", *(["A year"] if has_year else []), "Source")
    return site_tables.table(
        contract_values.BASES[basis],
        headings,
        (
            (
                _contract(view, row),
                _amount(row),
                _years(row),
                *([_a_year(row)] if has_year else []),
                money_sources.cite(CARD, row),
            )
            for row in rows
        ),
    )


def _basis(view: View, basis: str, rows: Sequence[Row], n_contracts: int, filters: str) -> None:
    """One scale: its heading, the marks, and beside them the equal table."""
    title = f"{contract_values.BASES[basis]}: {counted(len(rows), 'contract')}"
    note = element("p", NOTES[basis], class_="quiet") if NOTES[basis] else ""
    st.html(html.joined((element("h3", title), note)))
    key = f"contract-values-{basis.replace('_', '-')}"
    drawn, beside = st.columns([2, 3], gap="large")
    with drawn:
        chart.draw(
            contract_values.figure(rows),
            key=key,
            alt=f"{TITLE}. {title}, on a log axis: {contract_values.described(rows)}.",
        )
    beside.html(element("div", table(view, basis, rows), class_="contract-values"))
    chart_files.offer(
        view,
        name=key,
        title=f"{TITLE}: {contract_values.BASES[basis].lower()}",
        rows=rows,
        sources=partial(money_sources.named, rows),
        counted=f"{len(rows)} of {counted(n_contracts, 'contract')}",
        chart_key=key,
        filters=filters,
        notes=notes(rows),
    )


def _key(rows: Sequence[Row]) -> Markup:
    names = {row["status"]: row["status_name"].lower() for row in rows}
    return element(
        "ul",
        *(
            element("li", glyphs.contract(status, ""), f" {names[status]}")
            for status in marks.CONTRACT_STATUSES
            if status in names
        ),
        class_="key",
        aria_label="Key",
    )


def _contract(view: View, row: Row) -> Markup:
    address = view.address("contract", contract=row["contract_id"])
    mark = glyphs.contract(row["status"], row["status_name"].lower())
    return html.joined((mark, " ", html.link(row["contract_label"], address)))


def _amount(row: Row) -> Markup:
    """The amount; of an advertised range both ends, the upper of which is the value."""
    written = element("strong", amounts.pounds(row["value_gbp"]), class_="nowrap")
    if row["from_gbp"] is None:
        return written
    lower = element("span", amounts.pounds(row["from_gbp"]), " to ", class_="price-step quiet")
    return html.joined((lower, written))


def _years(row: Row) -> Markup:
    words = contract_words.years(row)
    return element("span", words, class_="nowrap") if words else glyphs.nothing("years not stated")


def _a_year(row: Row) -> Markup:
    words = contract_values.a_year_words(row)
    if not words:
        return glyphs.nothing("not computed: years not stated")
    computed = element("span", " computed here", class_="quiet")
    return element("span", element("em", words), computed, class_="nowrap")
