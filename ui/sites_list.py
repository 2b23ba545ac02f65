"""The list of sites as a table or as cards, page by page."""

from collections.abc import Sequence

import streamlit as st

from evidence import html
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import parameters, sites_words
from ui.site_tables import pairs
from ui.view import View

ROWS_A_PAGE = 50
HEADINGS = (
    "Site",
    "Model of care",
    "Contracts",
    "Population",
    "Findings",
    "Results by outcome",
    "Last event",
)


def page_of(sites: Sequence[Row], rows_a_page: int = ROWS_A_PAGE) -> Sequence[Row]:
    """The sites of the page that the address asks for."""
    last = -(-len(sites) // rows_a_page)
    first = (parameters.page_number("page", last) - 1) * rows_a_page
    return sites[first : first + rows_a_page]


def pager(n: int, rows_a_page: int = ROWS_A_PAGE) -> None:
    """Buttons to the page before and after of n sites; nothing where one page holds all."""
    last = -(-n // rows_a_page)
    if last < 2:
        return
    number = parameters.page_number("page", last)
    first = (number - 1) * rows_a_page
    with st.container(horizontal=True, vertical_alignment="center", key="screen-only_pager"):
        for label, target in (("Previous", number - 1), ("Next", number + 1)):
            st.button(
                label,
                key=f"page_{label}",
                disabled=not 1 <= target <= last,
                on_click=parameters.setter("page", None if target == 1 else str(target)),
            )
        shown = f"{first + 1} to {min(first + rows_a_page, n)} of {n}"
        st.html(element("p", shown, role="status"), width="content")


def table(view: View, sites: Sequence[Row], caption: str) -> Markup:
    """One row a site."""
    rows = (
        (
            html.joined((sites_words.link(view, site), sites_words.kind(view, site))),
            site["model_name"],
            sites_words.contracts(site),
            sites_words.population(site),
            sites_words.findings(site),
            sites_words.results(view, site),
            sites_words.last_event(view, site),
        )
        for site in sites
    )
    return html.table(caption, HEADINGS, rows, class_="plain sites")


def cards(view: View, sites: Sequence[Row]) -> Markup:
    """One card a site, with the same words."""
    return element("div", *(_card(view, site) for site in sites), class_="site-cards")


def _card(view: View, site: Row) -> Markup:
    return element(
        "article",
        element("h3", sites_words.link(view, site)),
        sites_words.kind(view, site),
        element("p", sites_words.results(view, site)),
        pairs(
            (
                ("Model", site["model_name"]),
                ("Contracts", sites_words.contracts(site)),
                ("Population", sites_words.population(site)),
                ("Findings", sites_words.findings(site)),
                ("Last event", sites_words.last_event(view, site)),
            )
        ),
    )
