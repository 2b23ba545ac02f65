"""Whose terms to start from: one contract, and if wished a second one beside it."""

from collections.abc import Callable, Mapping

import streamlit as st

from evidence import html
from evidence.payment.presets import Preset
from evidence.scenes import terms_asked
from evidence.scenes.terms_asked import BESIDE, FIRST, PREFIXES, TermsAsked, Tried
from ui import parameters, terms_inputs

LABELS = {FIRST: "Start from the terms of", BESIDE: "Beside it"}


def choose(asked: TermsAsked, known: Mapping[str, Preset]) -> None:
    """Draw a box for each contract, and the button that puts one beside or takes it away."""
    for tried in asked.tried:
        _select(tried, known)
    if len(asked.tried) == 1:
        now = asked.tried[0].preset.preset_id
        other = next(
            (each for each in (terms_asked.NEXT_BESIDE, *known) if each in known and each != now),
            now,
        )
        st.button(
            "A second contract",
            icon=":material/add:",
            key="terms_beside",
            on_click=parameters.setter(BESIDE, other),
        )
    else:
        st.button(
            "Remove the second",
            icon=":material/close:",
            key="terms_alone",
            on_click=_change(BESIDE, None),
        )


def change(asked: TermsAsked) -> None:
    """Draw a button for each contract with changed terms that puts them back."""
    for tried in asked.tried:
        n = len(terms_inputs.changes(tried))
        if n:
            whose = "" if len(asked.tried) == 1 else f" to {html.literal(tried.preset.name)}"
            st.button(
                f"Undo {n} change{'' if n == 1 else 's'}{whose}",
                icon=":material/undo:",
                key=f"terms_undo_{tried.place}",
                on_click=_undo(tried.prefix),
            )


def unknown(asked: TermsAsked) -> None:
    """Say which contract of the address is none that can be tried."""
    for place, value in asked.unknown:
        st.error(
            f"There are no terms of a contract “{html.literal(value[:60])}” here. In the address:"
            f" {place}={html.literal(value[:60])}. Choose one from the list; until then nothing"
            " is computed."
        )
        st.button(
            "Take it out of the address",
            key=f"mend_{place}",
            on_click=_change(place, None),
        )


def _select(tried: Tried, known: Mapping[str, Preset]) -> None:
    key = f"terms_of_{tried.place}"
    st.session_state[key] = tried.preset.preset_id

    def changed() -> None:
        _change(tried.place, st.session_state[key])()

    st.selectbox(
        LABELS[tried.place],
        list(known),
        key=key,
        format_func=lambda each: known[each].name,
        on_change=changed,
        width=220,
    )


def _change(place: str, value: str | None) -> Callable[[], None]:
    """A callback that names another contract; the changed terms of the one before go."""

    def changed() -> None:
        terms_inputs.undo(PREFIXES[place])
        default = terms_asked.DEFAULT if place == FIRST else None
        parameters.set_one(place, None if value == default else value)

    return changed


def _undo(prefix: str) -> Callable[[], None]:
    return lambda: terms_inputs.undo(prefix)
