"""The head of a contract's page: where it stands, what became of it, and where else to look."""

from collections.abc import Mapping, Sequence

import streamlit as st

from evidence import contract_words
from evidence.charts import glyphs
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.payment import presets
from evidence.read_model import Row
from ui import site_head
from ui.view import View


def walk(view: View, record: Row) -> None:
    """Links to all contracts and to the neighbours in the selection, and the place in it."""
    place = view.one("contract_position", contract_id=record["contract_id"])
    with st.container(horizontal=True, vertical_alignment="center", key="screen-only_walk"):
        st.page_link(
            "pages/contracts.py",
            label="All contracts",
            icon=":material/list:",
            query_params=view.query(),
        )
        site_head.neighbours(place, "contract")
        st.html(element("p", position_words(view, place)), width="content")


def position_words(view: View, place: Row) -> str:
    """Where the contract stands: 'Contract 25 of 58, by form, then name; no filter is active'."""
    n, filters = place["n_selected"], view.words()
    if place["position"] is None:
        return f"This contract is not in the current selection of {n} ({filters})."
    return f"Contract {place['position']} of {n}, by form, then name; {filters}"


def fate(record: Row) -> Markup:
    """What became of it in one sentence: 'Terminated, December 2015: VAT unfunded.'."""
    return element(
        "p",
        glyphs.contract(record["status"], ""),
        " ",
        element("strong", fate_words(record)),
        f": {record['reason']}.",
        class_="fate",
    )


def fate_words(record: Row) -> str:
    """The status with its date, or with when it was last seen; unknown says what is not known."""
    if record["status"] != "unknown":
        state = contract_words.state(record)
        return state[0].upper() + state[1:]
    date = record["status_date"]
    seen = f"last seen {date_words(date)}" if date else "no date of it found"
    return f"What became of it is not known; {seen}"


def beside(view: View, record: Row) -> None:
    """Links that set the contract beside others."""
    form = record["contract_form"]
    with st.container(horizontal=True, vertical_alignment="center", key="screen-only_beside"):
        if form != "not_stated":
            st.page_link(
                "pages/compare.py",
                label="Compare with its contract form",
                icon=":material/compare_arrows:",
                query_params=view.query(site=[record["site_id"], f"form:{form}"]),
            )
        preset = preset_of(view, record["contract_id"])
        if preset:
            st.page_link(
                "pages/terms.py",
                label="Try its payment terms",
                icon=":material/tune:",
                query_params=view.query(preset=preset),
            )


def preset_of(view: View, contract_id: str) -> str:
    """What an address of the page of payment terms calls the contract; empty where it has none."""
    found = (each for each in presets.presets(view.model) if each.contract_id == contract_id)
    return next((each.preset_id for each in found), "")


def jumps(parts: Mapping[str, Sequence[Row]]) -> Markup:
    """A line of links to the sections of the page, each with its number of rows."""
    titles = {
        "about": "What it is",
        "money": "Money",
        "figures": "Figures",
        "happened": "What happened",
        "stages": "Stages",
        "milestones": "Milestones of its site",
        "lessons": "Lessons",
        "siblings": "Other contracts",
        "conflicts": "Conflicts",
        "sources": "Sources",
    }
    return site_head.jump_line(
        [
            (name, title, len(parts[name]) if name in parts else None)
            for name, title in titles.items()
        ]
    )
