"""What do we know? The landing page, and the application that serves it with the other pages."""

import streamlit as st
from starlette.middleware import Middleware
from streamlit.starlette import App

from evidence import in_short, ten_cases
from evidence.charts import claims, evidence_map
from evidence.html import element, literal
from evidence.read_model import Row
from ui import (
    filter_bar,
    frame,
    overview,
    overview_cases,
    overview_files,
    overview_map,
    overview_sites,
    server_log,
    sign_in_return,
    survival,
    wall,
)
from ui.server_log import RefusedRequests
from ui.view import View


def known(view: View, size: Row) -> None:
    """What is known about the selection, in words and as one picture."""
    counts = view.one("in_short")
    votes = view.rows("claims_and_evaluations")
    words, picture = st.columns([440, 896])
    with words, st.container(key="card_in_short", height="stretch"):
        st.header("In short", anchor=False)
        st.html(overview.in_short(counts))
        st.html(element("p", in_short.note(counts), class_="quiet"))
    with picture, st.container(key="card_claims", height="stretch"):
        st.header(literal(claims.title(votes)), anchor=False)
        subtitle = claims.subtitle(votes, size["n_all_findings"], view.words())
        st.html(element("p", subtitle, class_="quiet"))
        st.html(overview.claims_picture(votes))
        st.html(overview.claims_note(view, votes))
        overview_files.claims(view, votes, size)


def places(view: View, size: Row) -> None:
    """Where there is evidence: by outcome and kind of evidence, and on the map."""
    marks = view.rows("evidence_map", step=survival.chosen())
    missing = view.rows("known_missing")
    left, right = st.columns([990, 346])
    with left, st.container(key="card_evidence_map", height="stretch"):
        st.header("Where there is evidence, and where there is none", anchor=False)
        survival.ask(evidence_map.left(marks))
        counts = size["n_findings"], size["n_all_findings"]
        st.html(element("p", evidence_map.subtitle(marks, *counts, view.words()), class_="quiet"))
        st.html(overview_map.key())
        st.html(overview_map.table(view, marks, missing))
        st.html(element("p", evidence_map.note(missing), class_="quiet"))
        overview_files.evidence_map(view, marks, size)
    with right, st.container(key="card_site_map", height="stretch"):
        st.header("Where the sites are", anchor=False)
        overview_sites.show(view, view.rows("site_map"))


def page() -> None:
    """Choose, query, draw: one visit of the landing page."""
    sign_in_return.go()
    with frame.page("What do we know?") as view:
        frame.heading(view, "What do we know?")
        size = filter_bar.show(view)
        if view.on_wall:
            with frame.choices(view):
                survival.ask(evidence_map.left(view.rows("evidence_map", step=survival.chosen())))
            wall.show(view, "dashboard")
        else:
            if size["n_sites"] or size["n_groups"]:
                with st.container(key="known"):
                    known(view, size)
                with st.container(key="places"):
                    places(view, size)
            else:
                filter_bar.explain_nothing(view)
            with st.container(key="card_ten_cases"):
                st.header("Ten cases, then and now", anchor=False)
                st.html(element("p", ten_cases.SUBTITLE, class_="quiet"))
                st.html(overview_cases.table(view.model))
                st.html(element("p", ten_cases.ORDER_RULE, class_="quiet"))


if __name__ == "__main__":
    # A visit: Streamlit runs this file anew for each.
    page()
else:
    # The start: `streamlit run` finds the application here, and serves this file with it.
    server_log.begin()
    app = App(__file__, middleware=[Middleware(RefusedRequests)])
