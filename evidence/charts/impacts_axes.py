"""Axes of an impacts panel: its ticks, which way is better, and the column beside the scale."""

import math
from typing import Any

from evidence.charts import layout, palette, quantities
from evidence.charts.impacts_panels import Panel

# How much of the plot's width the scale takes where a column for direction marks stands beside it.
SCALE_SHARE = 0.88
# Empty pixels at both sides of a plot that has its text above the marks.
EDGE = 20

# How far from the left edge the marks of a list stand, in pixels.
LIST_MARK = 12


def ends(panel: Panel) -> tuple[str, str]:
    """What the two ends of the axis mean: which way is lower, and which way is better."""
    lower, higher = (
        ("less growth", "more growth") if panel.family == "own_growth" else ("lower", "higher")
    )
    better = {
        "lower_is_better": (" (better)", " (worse)"),
        "higher_is_better": (" (worse)", " (better)"),
    }
    left, right = better.get(panel.polarity, ("", ""))
    return f"← {lower}{left}", f"{higher}{right} →"


def ticks(panel: Panel, pixels: float) -> list[tuple[float, str]]:
    """Round places with their words on a scale so long; none where the panel has no scale."""
    scale = panel.scale
    if scale is None:
        return []
    if scale.is_log:
        doubled = [2.0**power for power in range(-6, 7)]
        return [
            (place, quantities.number(place, quantities.decimals(place)))
            for place in doubled
            if scale.low <= place <= scale.high
        ]
    signed = panel.family in quantities.SIGNED
    unit = "gbp" if panel.unit == "gbp" else None

    def written(place: float) -> str:
        return quantities.amount(place, unit, quantities.decimals(place), signed=signed)

    return layout.ticks(scale.low, scale.high, pixels, written)


def x_axis(panel: Panel, width: int) -> dict[str, Any]:
    """The scale, or for a list of that width an axis on which its marks stand at 0."""
    quiet = {"showgrid": False, "zeroline": False, "fixedrange": True, "anchor": "y"}
    scale = panel.scale
    if scale is None:
        left = LIST_MARK / width
        return quiet | {"range": [-left, 1 - left], "showticklabels": False}
    ends = [scale.low, scale.high]
    # Changes keep the column beside the scale even where it is empty: one scale, one width.
    share = SCALE_SHARE if panel.family == "change" else 1
    return quiet | {
        "type": "log" if scale.is_log else "linear",
        "range": [math.log10(end) for end in ends] if scale.is_log else ends,
        "domain": [0, share],
        "showticklabels": False,
    }


def tick_words(marked: list[tuple[float, str]], height: int) -> dict[str, Any]:
    """The words of the ticks as a trace at the foot of the plot.

    Plotly hides an axis's own labels where a column of text crosses it.
    """
    return {
        "mode": "text",
        "x": [place for place, _ in marked],
        "y": [height] * len(marked),
        "text": [words for _, words in marked],
        "textposition": "bottom center",
        "textfont": {"color": palette.SECONDARY},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "meta": "decoration",
    }


def words(panel: Panel, *, at_edges: bool) -> list[dict[str, Any]]:
    """Which way is which, under the ticks: at both edges, or on both sides of no change."""
    scale = panel.scale
    if scale is None:
        return []
    below = {
        "yref": "paper",
        "y": 0,
        "yshift": -22,
        "yanchor": "top",
        "showarrow": False,
        "font": {"color": palette.SECONDARY},
    }
    left, right = ends(panel)
    if at_edges:
        places: tuple[dict[str, Any], ...] = (
            {"xref": "paper", "x": 0, "xshift": 4 - EDGE},
            {"xref": "paper", "x": 1, "xshift": EDGE - 4},
        )
        anchors = ("left", "right")
    else:
        origin = math.log10(scale.origin) if scale.is_log else scale.origin
        places = ({"xref": "x", "x": origin, "xshift": -8}, {"xref": "x", "x": origin, "xshift": 8})
        anchors = ("right", "left")
    return [
        below | place | {"xanchor": anchor, "text": text}
        for place, anchor, text in zip(places, anchors, (left, right), strict=True)
    ]


def column_beside() -> dict[str, Any]:
    """The x axis of the column beside the scale; its marks stand at 0."""
    return {
        "range": [-1, 1],
        "domain": [SCALE_SHARE + 0.02, 1],
        "anchor": "y",
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
