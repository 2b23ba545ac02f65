"""What contracts were worth: marks on a log axis, one basis a figure, never two on one scale."""

import math
from collections.abc import Sequence
from typing import Any

from evidence.charts import amounts, layout, marks, palette, shapes

Contract = dict[str, Any]

NARROWEST = 300
MARK = 13
TRACK = 20
GAP = 2
# The mark stands left of this share of the width, the amount in words right of it.
TRACK_SHARE = 0.56
# Left of the axis, for the half of the first tick's words that stands beyond it.
EDGE = 28
BASES = {
    "total": "Total over the term",
    "annual": "A year, as stated",
    "not_stated": "Basis not stated",
}
ORDER_RULE = "Order: name."


def of_basis(rows: Sequence[Contract], basis: str) -> list[Contract]:
    """The contracts whose value has one basis, in their order.

    Args:
        rows: rows of ``queries/contract_values.sql``.
        basis: total, annual or not_stated.
    """
    return [row for row in rows if row["value_basis"] == basis]


def a_year_words(row: Contract) -> str:
    """The value of a year in pounds, computed from a stated total and stated years.

    Empty where either is not stated, and where the value is stated for a year or has no basis.
    """
    if row["value_a_year_gbp"] is None:
        return ""
    return amounts.pounds(round(row["value_a_year_gbp"]))


def range_words(row: Contract) -> str:
    """Says that a range was advertised and its upper end is the value; empty where none was."""
    if row["from_gbp"] is None:
        return ""
    return (
        f"{row['contract_label']} was advertised at {amounts.pounds(row['from_gbp'])} to"
        f" {amounts.pounds(row['value_gbp'])}; the upper end is shown."
    )


def described(rows: Sequence[Contract]) -> str:
    """The figure in words, for those who do not see it."""
    return "; ".join(
        f"{row['contract_label']} {amounts.pounds(row['value_gbp'])}, {row['status_name'].lower()}"
        for row in rows
    )


def figure(rows: Sequence[Contract]) -> dict[str, Any]:
    """A mark for each contract at its value on a log axis, its name above, its amount beside it.

    A dotted hairline runs along the whole row as a guide for the eye: a log axis has no zero, so
    the length of a stem would mean nothing.

    Args:
        rows: rows of ``queries/contract_values.sql`` with one ``value_basis``, in pounds. None
            gives a figure without marks.

    Returns:
        The figure. The marks' ``customdata`` holds the contract ids.

    Raises:
        ValueError: the values have several bases, or one is not above 0.
    """
    if len({row["value_basis"] for row in rows}) > 1:
        raise ValueError("values of several bases never stand on one scale")
    if any(row["value_gbp"] <= 0 for row in rows):
        raise ValueError("a log axis has no place for a value that is not above 0")
    words: list[dict[str, Any]] = []
    places: list[float] = []
    height = 0.0
    for row in rows:
        for line in layout.wrapped(row["contract_label"], NARROWEST):
            words.append(_words(height + layout.LINE / 2, shapes.plain(line), 0))
            height += layout.LINE
        places.append(height + TRACK / 2)
        words.append(_words(places[-1], layout.bold(amounts.pounds(row["value_gbp"])), 1))
        height += TRACK + GAP
    low, high = ends([row["value_gbp"] for row in rows])
    return {
        "data": [*_guides(places, low, high), *_marks(rows, places)],
        "layout": layout.frame(height, {"l": EDGE, "r": 0, "t": 0, "b": 28})
        | {
            "xaxis": _money_axis(low, high),
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "annotations": words,
            "shapes": [
                shape
                for place, row in zip(places, rows, strict=True)
                for shape in shapes.layout_shapes(
                    marks.CONTRACT_STATUSES[row["status"]], (row["value_gbp"], place), MARK
                )
            ],
        },
    }


def ends(values: Sequence[float]) -> tuple[float, float]:
    """The powers of ten that hold some values, at least one apart; 1 to 10 for none."""
    if not values:
        return 1, 10
    low = math.floor(math.log10(min(values)) + 1e-9)
    high = max(math.ceil(math.log10(max(values)) - 1e-9), low + 1)
    return 10.0**low, 10.0**high


def tick_words(value: float) -> str:
    """A power of ten in pounds, short: '£1m', '£100m', '£1bn'."""
    if value >= 1e9:
        return f"£{value / 1e9:g}bn"
    return f"£{value / 1e6:g}m" if value >= 1e6 else f"£{value:,.0f}"


def _marks(rows: Sequence[Contract], places: Sequence[float]) -> list[dict[str, Any]]:
    """Traces of marks, one for each status with what lies on it."""
    made: list[dict[str, Any]] = []
    for status, drawing in marks.CONTRACT_STATUSES.items():
        group = [
            (row, place) for row, place in zip(rows, places, strict=True) if row["status"] == status
        ]
        if group:
            traces = shapes.scatter(
                drawing,
                xs=[row["value_gbp"] for row, _ in group],
                ys=[place for _, place in group],
                keys=[row["contract_id"] for row, _ in group],
                hover=[""] * len(group),
                size=MARK,
                name=group[0][0]["status_name"],
            )
            # A mark at the end of the axis is drawn whole.
            made += [trace | {"cliponaxis": False} for trace in traces]
    return made


def _guides(places: Sequence[float], low: float, high: float) -> list[dict[str, Any]]:
    return layout.segments(
        [(low, place, high, place) for place in places],
        palette.ABSENT,
        1,
        meta="guide",
        dash="1px,3px",
    )


def _words(y: float, text: str, side: int) -> dict[str, Any]:
    """A line at the left edge (0) or the right one (1).

    Text inside the plot is no axis here: Plotly hides the ticks that another axis' words touch.
    """
    return {
        "text": text,
        "xref": "paper",
        "x": side,
        "xanchor": "right" if side else "left",
        "xshift": 0 if side else -EDGE,
        "y": y,
        "showarrow": False,
    }


def _money_axis(low: float, high: float) -> dict[str, Any]:
    """Powers of ten; on a long axis every second one has words, so that they stay apart."""
    powers = range(round(math.log10(low)), round(math.log10(high)) + 1)
    step = 2 if len(powers) > 4 else 1
    return {
        "type": "log",
        "range": [math.log10(low), math.log10(high)],
        "domain": [0, TRACK_SHARE],
        "tickmode": "array",
        "tickvals": [10.0**power for power in powers],
        "ticktext": [
            tick_words(10.0**power) if (power - powers[0]) % step == 0 else "" for power in powers
        ],
        "showgrid": True,
        "gridcolor": palette.HAIRLINE,
        "zeroline": False,
        "automargin": False,
        "fixedrange": True,
    }
