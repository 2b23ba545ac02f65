"""What the contracts were worth, and the national money that their sites had."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from evidence import contract_lines, html
from evidence.charts import contract_values, glyphs, marks
from evidence.charts.impacts_panels import counted
from evidence.html import Markup, element
from evidence.read_model import Row
from evidence.scenes import contracts_money
from ui import chart_files, contract_funding, contract_values_table, money_sources, second_read
from ui.view import View

PART = "part-money"
TITLE = "What the contracts were worth"
SCALES = (
    "Each kind of value has a scale of its own: do not compare across them. On a scale each line is"
    " ten times the one before it."
)
COMPUTED = "“Computed here”: from a stated total and stated years; no source gives it."
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
        st.header(TITLE, anchor=PART)
        said = element("p", subtitle(len(rows), n_contracts, filters))
        scales = html.joined((element("p", SCALES, class_="quiet"), _key(rows))) if rows else ""
        st.html(html.joined((said, scales)))
        if rows:
            for basis in contract_values.BASES:
                if own := contract_values.of_basis(rows, basis):
                    _basis(view, basis, own, n_contracts, filters)
            note = element("p", " ".join([*notes(rows), second_read.counted(rows)]), class_="quiet")
            sources = money_sources.listed(view, contract_values_table.CARD, rows)
            st.html(html.joined((note, sources)))
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


def _basis(view: View, basis: str, rows: Sequence[Row], n_contracts: int, filters: str) -> None:
    """One scale: its heading, its table with the marks, and its files."""
    title = f"{contract_values.BASES[basis]}: {counted(len(rows), 'contract')}"
    note = element("p", NOTES[basis], class_="quiet") if NOTES[basis] else ""
    drawn = contract_values_table.table(view, basis, rows)
    st.html(html.joined((element("h3", title), note, drawn)))
    chart_files.offer(
        view,
        name=f"contract-values-{basis.replace('_', '-')}",
        title=f"{TITLE}: {contract_values.BASES[basis].lower()}",
        rows=rows,
        sources=partial(money_sources.named, rows),
        counted=f"{len(rows)} of {counted(n_contracts, 'contract')}",
        panel=partial(contracts_money.values, basis, rows, n_contracts),
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
