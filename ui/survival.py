"""The control "Show only what survives", the same on every page that has it."""

from collections.abc import Mapping

import streamlit as st

from evidence import survival
from evidence.html import element
from ui import parameters


def chosen() -> str:
    """The step that the address names: all, compared or independent."""
    return parameters.read("survives", list(survival.STEPS), "all")


def ask(left: Mapping[str, int]) -> str:
    """Draw the control, and how many marks the chosen step loses; returns the step.

    Args:
        left: how many marks are left at each step of ``survival.STEPS``.
    """
    words = {step: f"{label}: {left[step]}" for step, label in survival.STEPS.items()}
    step = parameters.choice("Show only what survives", "survives", words, "all")
    n_marks = left["all"]
    lost = survival.words(step, n_marks - left[step], n_marks)
    # It always says something, so that nothing beneath moves with the step.
    said = (
        (element("b", lost), "; they stay as faint ghosts")
        if lost
        else (f"{n_marks} of {n_marks} mark{' is' if n_marks == 1 else 's are'} shown in full",)
    )
    st.html(element("p", *said, class_="survival-words", role="status"))
    return step
