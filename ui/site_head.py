"""The head of a record: where it stands in the selection, what it is, what became of it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from evidence import html
from evidence.charts import glyphs
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import parameters
from ui.site_tables import part_link
from ui.view import View

MOST_FATES = 3


def walk(view: View, record: Row) -> None:
    """Links to all sites and to the neighbours in the current selection, and the place in it."""
    place = view.one("site_position", site_id=record["site_id"])
    with st.container(horizontal=True, vertical_alignment="center", key="screen-only_walk"):
        st.page_link(
            "pages/sites.py", label="All sites", icon=":material/list:", query_params=view.query()
        )
        neighbours(place, "site")
        st.page_link(
            "pages/compare.py",
            label="Compare with others",
            icon=":material/compare_arrows:",
            query_params=view.query(site=record["site_id"]),
        )
        st.html(element("p", position_words(view, record, place)), width="content")


def neighbours(place: Row, parameter: str) -> None:
    """Buttons to the records before and after this one.

    Args:
        place: ``previous_id``, ``previous_name`` and the same of the next; empty without one.
        parameter: of the address, that names the record.
    """
    for name, label, icon in (
        ("previous", "Previous", ":material/arrow_back:"),
        ("next", "Next", ":material/arrow_forward:"),
    ):
        # A page link to the page itself would leave the address as it is.
        if place[f"{name}_id"]:
            st.button(
                f"{label}: {html.literal(place[f'{name}_name'])}",
                icon=icon,
                type="tertiary",
                key=f"walk_{name}",
                on_click=_open,
                args=(parameter, place[f"{name}_id"]),
            )


def _open(parameter: str, record_id: str) -> None:
    parameters.set_one(parameter, record_id)
    parameters.set_one("sheet", None)


def position_words(view: View, record: Row, place: Row) -> str:
    """Where the site stands: 'Site 28 of 106, by name; no filter is active'."""
    is_group = record["kind"] == "national_group"
    n, filters = place["n_selected"], view.words()
    if place["position"] is None:
        kind = "national group" if is_group else "site"
        return f"This {kind} is not in the current selection of {n} ({filters})."
    kind = "National group" if is_group else "Site"
    return f"{kind} {place['position']} of {n}, by name; {filters}"


def fate(record: Row, contracts: list[Row]) -> Markup:
    """What became of it, in the first line: the state of the whole, then of each contract."""
    contract_words = [
        html.joined((glyphs.contract(each["status"], ""), " ", _contract_fate(each)))
        for each in contracts[:MOST_FATES]
    ]
    if len(contracts) > MOST_FATES:
        contract_words.append(Markup(f"{len(contracts) - MOST_FATES} more below"))
    state = (
        element("strong", f"{record['outcome_name']}.")
        if record["outcome_status"] != "unknown"
        else element("strong", "What became of it is not known.")
    )
    rest = html.joined(contract_words, "; ") if contract_words else "No contract in this set"
    return element("p", state, " ", rest, ".", class_="fate")


def jumps(parts: Mapping[str, Sequence[Row]], n_observed: int, n_forecast: int) -> Markup:
    """A line of links to the sections of the page, each with its number of rows."""
    sections = (
        ("about", "What it is", None),
        ("facts", "Key facts", len(parts["facts"])),
        ("partners", "Partners", len(parts["partners"])),
        ("contracts", "Contracts", len(parts["contracts"])),
        ("timeline", "Timeline", len(parts["events"])),
        ("findings", "Findings", n_observed),
        ("forecasts", "Forecasts", n_forecast),
        ("missing", "What is missing", None),
        ("funding", "Funding", len(parts["funding"])),
        ("lessons", "Lessons", len(parts["lessons"])),
        ("conflicts", "Conflicts", len(parts["conflicts"])),
        ("sources", "Sources", len(parts["references"])),
    )
    return jump_line(sections)


def jump_line(sections: Sequence[tuple[str, str, int | None]]) -> Markup:
    """Links to sections of the page: the name of each, its title and its number of rows."""
    return element(
        "nav",
        element("span", "On this page", class_="quiet"),
        *(
            element("span", part_link(name, title), "" if n is None else f" {n}")
            for name, title, n in sections
        ),
        class_="jumps",
        aria_label="On this page",
    )


def _contract_fate(row: Row) -> str:
    words = f"{row['form_name']}: {row['status_name'].lower()}"
    if row["status_date"] is None:
        return f"{words}, no date found"
    seen = "last seen " if row["is_last_seen"] else ""
    return f"{words}, {seen}{date_words(row['status_date'])}"
