"""What do we know? The landing page."""

import streamlit as st

from evidence.charts import claims, evidence_map
from evidence.html import element
from evidence.read_model import Row
from ui import filter_bar, frame, overview, overview_cases, overview_map, overview_sites
from ui.frame import View


def known(view: View, size: Row) -> None:
    """What is known about the selection, in words and as one picture."""
    counts = view.one("in_short")
    votes = view.rows("claims_and_evaluations")
    words, picture = st.columns([440, 896])
    with words, st.container(key="card_in_short", height="stretch"):
        st.header("In short", anchor=False)
        st.html(overview.in_short(counts))
        st.html(element("p", overview.in_short_note(counts), class_="quiet"))
    with picture, st.container(key="card_claims", height="stretch"):
        st.header(claims.title(votes), anchor=False)
        subtitle = claims.subtitle(votes, size["n_all_findings"], view.words())
        st.html(element("p", subtitle, class_="quiet"))
        st.html(overview.claims_picture(votes))
        st.html(overview.claims_note(view, votes))


def places(view: View, size: Row) -> None:
    """Where there is evidence: by outcome and kind of evidence, and on the map."""
    marks, missing = view.rows("evidence_map"), view.rows("known_missing")
    left, right = st.columns([990, 346])
    with left, st.container(key="card_evidence_map", height="stretch"):
        st.header("Where there is evidence, and where there is none", anchor=False)
        counts = size["n_findings"], size["n_all_findings"]
        st.html(element("p", evidence_map.subtitle(marks, *counts, view.words()), class_="quiet"))
        st.html(overview_map.key())
        st.html(overview_map.table(view, marks, missing))
        st.html(element("p", evidence_map.note(missing), class_="quiet"))
    with right, st.container(key="card_site_map", height="stretch"):
        st.header("Where the sites are", anchor=False)
        overview_sites.show(view, view.rows("site_map"))


with frame.page("What do we know?") as view:
    frame.heading("What do we know?")
    size = filter_bar.show(view)
    if size["n_sites"] or size["n_groups"]:
        with st.container(key="known"):
            known(view, size)
        with st.container(key="places"):
            places(view, size)
    else:
        filter_bar.explain_nothing(view)
    with st.container(key="card_ten_cases"):
        st.header("Ten cases, then and now", anchor=False)
        st.html(element("p", overview_cases.SUBTITLE, class_="quiet"))
        st.html(overview_cases.table(view.model))
        st.html(element("p", overview_cases.ORDER_RULE, class_="quiet"))
