"""Try the terms of a payment: who gains and who bears what, by arithmetic and not by forecast."""

import streamlit as st

from evidence import html
from evidence.scenes import terms_asked, terms_result, terms_words
from evidence.scenes.terms_asked import TermsAsked
from ui import frame, parameters, terms_inputs, terms_outcome, terms_presets, wall
from ui.view import View


def inputs(asked: TermsAsked, numbers: dict[str, int]) -> None:
    """The terms of each contract, beside each other where there are two."""
    with st.container(key="card_terms_inputs"):
        st.header("The terms", anchor=False)
        if len(asked.tried) == 1:
            terms_inputs.show(asked.tried[0], numbers)
            return
        names = [html.literal(tried.preset.name) for tried in asked.tried]
        tabs = st.tabs(names, key="terms_tabs", on_change="rerun")
        for tried, tab in zip(asked.tried, tabs, strict=True):
            if tab.open:
                with tab:
                    terms_inputs.show(tried, numbers)


def problems(asked: TermsAsked) -> None:
    """What in the address cannot be used, where the pictures would stand."""
    with st.container(key="card_terms_problems"):
        st.header("Nothing is computed yet", anchor=False)
        terms_presets.unknown(asked)
        for each in asked.tried:
            terms_inputs.problems(each)


def tried(view: View, asked: TermsAsked) -> None:
    """The sentence, then what the terms come to beside the terms themselves."""
    numbers = terms_words.numbers(asked.tried)
    results = terms_result.of(view.model, asked)
    with st.container(key="card_terms_said"):
        st.html(terms_outcome.said(view, results))
        with frame.choices(view):
            terms_presets.choose(asked, terms_asked.options(view.model))
            terms_inputs.demand(asked.tried)
            terms_presets.change(asked)
    # Pictures first: a narrow screen has them above the many boxes.
    pictures, boxes = st.columns([17, 9], gap="small")
    with pictures:
        if results:
            terms_outcome.years(view, results)
            terms_outcome.fan(view, results)
        else:
            problems(asked)
    with boxes:
        inputs(asked, numbers)
    if results:
        terms_outcome.tables(results)
    terms_outcome.rests_on(asked.tried, numbers)


with frame.page("Terms") as view:
    frame.heading(view, "Try the terms: who gains and who bears what")
    asked = terms_asked.read(view.model, parameters.query())
    if view.on_wall:
        with frame.choices(view):
            terms_presets.choose(asked, terms_asked.options(view.model))
            terms_presets.change(asked)
            terms_inputs.demand(asked.tried)
            terms_inputs.on_a_wall(asked.tried)
        wall.show(view, "terms")
    else:
        tried(view, asked)
