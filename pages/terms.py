"""Try the terms of a payment: who gains and who bears what, by arithmetic and not by forecast."""

import streamlit as st

from evidence.html import element
from evidence.scenes import terms_asked, terms_result, terms_words
from evidence.scenes.terms_asked import TermsAsked
from ui import frame, parameters, terms_inputs, terms_outcome, terms_presets, wall
from ui.view import View


def inputs(asked: TermsAsked, numbers: dict[str, int]) -> None:
    """The terms of each contract, beside each other where there are two."""
    with st.container(key="card_terms_inputs"):
        st.header("The terms", anchor=False)
        columns = st.columns(len(asked.tried), gap="medium")
        for tried, column in zip(asked.tried, columns, strict=True):
            with column:
                if len(asked.tried) > 1:
                    st.html(element("h3", tried.preset.name))
                terms_inputs.show(tried, numbers, all_open=len(asked.tried) == 1)


def tried(view: View, asked: TermsAsked) -> None:
    """The sentence, then the terms beside what they come to, or above it for two contracts."""
    numbers = terms_words.numbers(asked.tried)
    results = terms_result.of(view.model, asked)
    with st.container(key="card_terms_said"):
        st.html(element("p", terms_words.NOT_A_FORECAST, class_="count"))
        if results:
            st.html(terms_outcome.said(view, results))
        with frame.choices(view):
            terms_presets.choose(asked, terms_asked.options(view.model))
        terms_inputs.demand(asked.tried)
        terms_presets.unknown(asked)
        for each in asked.tried:
            terms_inputs.problems(each)
    if len(asked.tried) == 1:
        left, right = st.columns([9, 17], gap="medium")
    else:
        left = right = st.container()
    with left:
        inputs(asked, numbers)
    if results:
        with right:
            terms_outcome.years(view, results)
            terms_outcome.fan(view, results)
        terms_outcome.tables(results)
    terms_outcome.rests_on(asked.tried, numbers)


with frame.page("Terms") as view:
    frame.heading(view, "Try the terms: who gains and who bears what")
    asked = terms_asked.read(view.model, parameters.query())
    if view.on_wall:
        with frame.choices(view):
            terms_presets.choose(asked, terms_asked.options(view.model))
            terms_inputs.demand(asked.tried)
            terms_inputs.on_a_wall(asked.tried)
        wall.show(view, "terms")
    else:
        tried(view, asked)
