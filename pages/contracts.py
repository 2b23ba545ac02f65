"""Contracts: the forms that were tried, what they were worth, and what became of each."""

import streamlit as st

from evidence import contract_lines
from evidence.html import element
from evidence.read_model import Row
from ui import (
    contract_forms,
    contract_lanes,
    contract_money,
    contract_nothing,
    contract_price_steps,
    filter_bar,
    frame,
    parameters,
    site_head,
    wall,
)
from ui.view import View


def counted(size: Row) -> None:
    """How much is selected, at the end of the row of choices."""
    words = (
        f"{size['n_contracts']} of {size['n_all_contracts']} contracts"
        f" at {size['n_sites']} of {size['n_all_sites']} sites"
    )
    with st.container(key="contracts_size"):
        st.html(element("p", words, class_="count", role="status"))


def jumps(view: View) -> None:
    """Links to the cards of the page."""
    stories = contract_price_steps.stories(view)
    sections = (
        ("forms", "Forms", None),
        ("fates", "What became of them", None),
        ("money", "What they were worth", None),
        ("funding", "National money", None),
        *(("price", f"{story[0]['contract_label']} in steps", None) for story in stories[:1]),
    )
    with st.container(key="contracts_jumps"):
        st.html(site_head.jump_line(sections))


with frame.page("Contracts") as view:
    frame.heading(view, "Contracts: what was tried, and what became of it")
    selected = filter_bar.show(view)
    states = view.rows("contract_fate_counts")
    with frame.choices(view):
        status = parameters.choice(
            contract_lines.LABEL, "status", contract_lines.options(states), contract_lines.ANY
        )
        size = view.one("contracts_size", status=status)
        if not view.on_wall:
            counted(size)
    if view.on_wall:
        wall.show(view, "contracts")
    elif size["n_contracts"]:
        jumps(view)
        contract_forms.show(view, status)
        contract_lanes.show(view, status)
        contract_money.show(view, status)
        contract_price_steps.show(view)
    else:
        contract_nothing.explain(view, status, states, selected)
        contract_forms.show(view, status)
