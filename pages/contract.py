"""One contract, opened: what it is, its money, what became of it, and what that rests on."""

import streamlit as st

from ui import (
    contract_head,
    contract_record,
    contract_record_dates,
    contract_record_figures,
    frame,
    site_citations,
    wall,
)
from ui.site_tables import section


def card(name: str, *parts: str) -> None:
    with st.container(key=f"card_{name}", height="stretch"):
        for part in parts:
            st.html(part)


with frame.page("Contract", under="Contracts") as view:
    contract_id = st.query_params.get("contract", "")
    contracts = view.rows("contract_record", contract_id=contract_id)
    if contracts:
        st.set_page_config(
            page_title=f"{contracts[0]['contract_label']}, contract - {frame.PRODUCT}"
        )
    if view.on_wall:
        if contracts:
            with frame.choices(view):
                contract_head.walk(view, contracts[0])
        wall.show(view, "contract")
    elif not contracts:
        frame.heading(view, "No such contract")
        st.info(
            "This link names a contract that is not in the data."
            if contract_id
            else "This page shows one contract, and its address names none."
        )
        st.page_link(
            "pages/contracts.py", label="Choose from all contracts", query_params=view.query()
        )
    else:
        record, *siblings = contracts
        site_id, searched = record["site_id"], view.filters.text
        dates = view.rows("contract_record_dates", contract_id=contract_id)
        parts = {
            "figures": [
                row
                for row in view.rows("site_contract_figures", site_id=site_id)
                if row["contract_id"] == contract_id
            ],
            "stages": [row for row in dates if row["kind"] == "stage"],
            "milestones": [row for row in dates if row["kind"] == "milestone"],
            "lessons": view.rows("site_lessons", site_id=site_id),
            "siblings": siblings,
            "conflicts": view.rows("site_conflicts", site_id=site_id),
            "sources": view.rows("contract_record_references", contract_id=contract_id),
        }
        citations = site_citations.Citations.of(parts["sources"])

        contract_head.walk(view, record)
        frame.heading(view, record["contract_label"])
        st.html(contract_head.fate(record))
        contract_head.beside(view, record)
        st.html(contract_head.jumps(parts))
        about, money = st.columns(2)
        with about:
            card("about", contract_record.what_it_is(view, record, citations))
        with money:
            card("money", contract_record.money(view, record, citations))
        if parts["figures"]:
            contract_record_figures.show(view, record, parts["figures"], citations)
        card("happened", contract_record.what_happened(view, record, citations))
        contract_record_dates.show(parts["stages"], parts["milestones"], citations)
        if parts["lessons"]:
            card("lessons", contract_record.lessons(parts["lessons"], citations, searched))
        if siblings:
            card("siblings", contract_record.siblings(view, record, siblings))
        if parts["conflicts"]:
            card("conflicts", contract_record.conflicts(parts["conflicts"], citations))
        empty = [name for name, rows in parts.items() if not rows]
        if empty:
            card("nothing", contract_record.nothing_found(empty))
        title = f"Sources: {len(parts['sources'])}"
        card(
            "sources",
            section("sources", title, site_citations.references(parts["sources"], citations)),
        )
