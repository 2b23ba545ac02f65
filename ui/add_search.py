"""Searching the rows of a long table, so that no select box carries all of them along."""

from collections.abc import Mapping

import streamlit as st

from evidence.html import element
from ui.add_choices import Choice, Choices

# As many matches are offered; with more, another word is asked for.
OFFERED_AT_MOST = 20


def box(what: str, key: str, choices: Choices) -> dict[str, Choice]:
    """Draw a text box to search with; the rows found by what stands in it, none while it is empty.

    Args:
        what: what is searched, in the plural, as in "sources".
        key: the key of the text box.
        choices: all that can be found.
    """
    typed = st.text_input(
        f"Search {len(choices):,} {what}",
        key=key,
        live="500ms",
        autocomplete="off",
        placeholder="A word of the name, title or publisher",
    )
    found = matches(choices, typed)
    if typed.strip():
        st.html(element("p", _said(len(found), what), role="status", class_="quiet"))
    return dict(list(found.items())[:OFFERED_AT_MOST])


def matches(choices: Mapping[str, Choice], typed: str) -> dict[str, Choice]:
    """The choices that hold every typed word in their words or code; none where nothing is typed.

    Those that begin with what was typed come first.
    """
    words = typed.casefold().split()
    if not words:
        return {}
    found = {
        code: choice
        for code, choice in choices.items()
        if all(word in f"{choice.words} {code}".casefold() for word in words)
    }
    start = " ".join(words)
    first = sorted(found, key=lambda code: not found[code].words.casefold().startswith(start))
    return {code: found[code] for code in first}


def _said(n: int, what: str) -> str:
    if not n:
        return f"None of the {what} has all of these words: try fewer."
    if n > OFFERED_AT_MOST:
        return f"{n:,} found. The first {OFFERED_AT_MOST} are offered below: type another word."
    return "1 found. Choose it below." if n == 1 else f"{n} found. Choose one below."
