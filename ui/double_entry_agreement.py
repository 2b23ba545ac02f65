"""How far two people agree who entered a source without seeing each other's findings."""

import streamlit as st

from evidence import html
from evidence.html import Markup, element
from evidence.workbench.agreement import FEW, Shared
from evidence.workbench.double_entry_publishing import Compared

KAPPA = (
    "Kappa (Cohen 1960) is the agreement beyond what two people would reach by chance who use each"
    " category as often as these two did: 1 is full agreement, 0 what chance would give, and less"
    " than 0 is worse than chance."
)


def show(seen: Compared) -> None:
    """Draw the numbers: findings found by both, kappa, and the share of equal figures."""
    found = seen.agreement
    task = seen.task
    only = (
        f"{len(found.only_first)} only by {task.first_name},"
        f" {len(found.only_second)} only by {task.second_name}"
    )
    n_differ = sum(bool(pair.differing) for pair in found.pairs)
    rows = [
        ("Findings", f"{len(found.pairs)} entered by both, {only}."),
        ("Alike in every cell", f"{len(found.pairs) - n_differ} of {len(found.pairs)}."),
        ("Direction", found.direction.words),
        ("Evidence status", found.evidence_status.words),
        ("Figures", figures_words(found.figures)),
    ]
    table = html.table("How far the two agree", ("What", "Agreement"), rows)
    st.html(html.joined((table, element("p", KAPPA, class_="quiet"), _pairing())))


def figures_words(figures: Shared) -> str:
    """The share of equal figures, with what it is a share of."""
    if not figures.n:
        return "No finding that both entered has a figure."
    share = f"{figures.n_equal} of {figures.n}"
    percent = f" ({figures.n_equal / figures.n:.0%})" if figures.n >= FEW else ""
    return f"{share}{percent} equal, value and unit as printed."


def _pairing() -> Markup:
    return element(
        "p",
        "Two entries count as one finding where the site is the same and the outcome and the words"
        " of the measure are alike; the likeliest are paired first, each with one other at most.",
        class_="quiet",
    )
