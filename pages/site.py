"""The whole record of one site, on one page."""

import streamlit as st

from ui import (
    frame,
    site_about,
    site_citations,
    site_contracts,
    site_findings,
    site_head,
    site_notes,
    site_timeline,
    wall,
)
from ui.site_tables import section


def card(name: str, *parts: str) -> None:
    with st.container(key=f"card_{name}", height="stretch"):
        for part in parts:
            st.html(part)


with frame.page("Site", under="Sites") as view:
    site_id = st.query_params.get("site", "")
    records = view.rows("site_record", site_id=site_id)
    if records:
        st.set_page_config(page_title=f"{records[0]['name']} - {frame.PRODUCT}")
    if view.on_wall:
        if records:
            with frame.choices(view):
                site_head.walk(view, records[0])
        wall.show(view, "site")
    elif not records:
        frame.heading(view, "No such site")
        st.info(
            "This link names a site that is not in the data."
            if site_id
            else "This page shows one site, and its address names none."
        )
        st.page_link("pages/sites.py", label="Choose from all sites", query_params=view.query())
    else:
        [record] = records
        parts = {
            name: view.rows(f"site_{name}", site_id=site_id)
            for name in (
                "facts",
                "contracts",
                "contract_figures",
                "events",
                "findings",
                "absences",
                "funding",
                "partners",
                "lessons",
                "conflicts",
                "references",
            )
        }
        citations = site_citations.Citations.of(parts["references"])
        found = [row for row in parts["findings"] if not row["is_forecast"]]
        expected = [row for row in parts["findings"] if row["is_forecast"]]
        searched = view.filters.text

        site_head.walk(view, record)
        frame.heading(view, record["name"])
        st.html(site_head.fate(record, parts["contracts"]))
        st.html(site_head.jumps(parts, len(found), len(expected)))
        about, facts, partners = st.columns([440, 580, 292])
        with about:
            card("about", site_about.what_it_is(record, citations, searched))
        with facts:
            card("facts", site_about.facts(parts["facts"], parts["conflicts"], citations))
        with partners:
            card("partners", site_about.partners(parts["partners"], citations, searched))
        name = record["name"]
        site_contracts.show(view, name, parts["contracts"], parts["contract_figures"], citations)
        site_timeline.show(view, name, parts["events"], citations)
        card("findings", site_findings.observed(found, citations, searched))
        card("forecasts", site_findings.forecasts(expected, citations, searched))
        missing, funding = st.columns([836, 500])
        with missing:
            card("missing", site_findings.missing(parts["absences"], citations))
        with funding:
            card("funding", site_about.funding(parts["funding"], citations))
        card("lessons", site_notes.lessons(parts["lessons"], citations, searched))
        card("conflicts", site_notes.conflicts(parts["conflicts"], citations))
        card(
            "sources",
            section(
                "sources",
                f"Sources: {len(parts['references'])}",
                site_citations.references(parts["references"], citations),
            ),
        )
