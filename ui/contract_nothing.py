"""What the page of contracts says where none is selected, and the way back to some."""

from collections.abc import Callable, Sequence

import streamlit as st

from evidence import contract_lines
from evidence.charts.impacts_panels import counted
from evidence.filters import Filters
from evidence.read_model import Row
from ui import filter_bar, parameters
from ui.view import View


def explain(view: View, status: str, states: Sequence[Row], selected: Row) -> None:
    """Say which choice leaves no contract, with a button that drops it.

    Args:
        view: what is shown.
        status: the chosen state, or ``all``.
        states: rows of ``queries/contract_fate_counts.sql``.
        selected: the row of ``queries/selection_size.sql``.
    """
    n_any_status = sum(state["n_contracts"] for state in states)
    if n_any_status:
        state = contract_lines.options(states)[status].lower()
        st.info(f"Of {counted(n_any_status, 'selected contract')} none was last seen as {state}.")
        st.button(
            f"Any state: {counted(n_any_status, 'contract')}",
            key="rescue_status",
            on_click=parameters.setter("status", None),
        )
    elif not selected["n_sites"] and not selected["n_groups"]:
        filter_bar.explain_nothing(view)
    else:
        _no_contract(view, selected)


def _no_contract(view: View, selected: Row) -> None:
    """Sites are selected, and none of them has a contract of the chosen forms, or any."""
    st.info(
        f"None of {counted(selected['n_sites'], 'selected site')} has a contract"
        f"{' of a chosen form' if view.filters.contract_form else ''} in this set."
    )
    without = view.filters.without("contract_form")
    found = view.model.rows("contracts_size", without, status=contract_lines.ANY)[0]
    if view.filters.contract_form and found["n_contracts"]:
        st.button(
            f"All contract forms: {counted(found['n_contracts'], 'contract')}",
            key="rescue_forms",
            on_click=_writer(without),
        )
    st.button("Drop all filters", key="rescue_all", on_click=_writer(Filters()))


def _writer(filters: Filters) -> Callable[[], None]:
    return lambda: parameters.write(filters)
