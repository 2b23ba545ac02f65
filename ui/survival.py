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
    lost = survival.words(step, left["all"] - left[step], left["all"])
    if lost:
        st.html(element("p", element("b", lost), "; they stay as faint ghosts", role="status"))
    return step
