"""The price of one contract in steps: as it was advertised, capped and bid, on one scale from 0."""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.charts import amounts, layout, palette

Amount = Mapping[str, Any]

BAR = 22
GAP = 14
# Right of the axis, for the half of the last tick's words that stands beyond it.
EDGE = 44
DASH = "3px,3px"
CAUTION = (
    "On a scale of its own. The sources do not reconcile these amounts: they count different"
    " things, or the same thing differently. Never add them up, nor take them from the price."
)


def step_words(row: Amount) -> str:
    """How far a price lies from the one above it: '£48 million less, computed here'.

    Empty for the first price.
    """
    step = row["step_gbp"]
    if step is None:
        return ""
    if step == 0:
        return "the same as the row above"
    way = "less" if step > 0 else "more"
    return f"{amounts.pounds(abs(step))} {way} than the row above, computed here"


def described(rows: Sequence[Amount]) -> str:
    """The figure in words, for those who do not see it."""
    said = (
        ", ".join(
            part
            for part in (f"{row['figure_name']} {amounts.pounds(row['value'])}", step_words(row))
            if part
        )
        for row in rows
    )
    return "; ".join(said)


def figure(rows: Sequence[Amount]) -> dict[str, Any]:
    """A bar from 0 for each price, and a dashed one for how far it lies from the one above it.

    Args:
        rows: rows of ``queries/contract_price_steps.sql`` of one contract whose ``scale`` is
            price, in pounds and in their order. None gives a figure without bars.

    Returns:
        The figure. The bars' ``customdata`` holds the figure ids.

    Raises:
        ValueError: the prices belong to several contracts, or an amount is no price.
    """
    if len({row["contract_id"] for row in rows}) > 1:
        raise ValueError("prices of several contracts never stand on one axis")
    if any(row["scale"] != "price" for row in rows):
        raise ValueError("an amount that is no price does not stand among the steps")
    words_above: list[dict[str, Any]] = []
    places: list[float] = []
    height = 0.0
    for row in rows:
        for line in _lines(row):
            words_above.append(_words(height + layout.LINE / 2, line))
            height += layout.LINE
        places.append(height + BAR / 2 + 1)
        height += BAR + GAP
    return {
        "data": _bars(rows, places),
        "layout": layout.frame(height, {"l": 14, "r": EDGE, "t": 0, "b": 30})
        | {
            "bargap": 0,
            "xaxis": amounts.money_axis([row["value"] for row in rows], room=1),
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "annotations": words_above,
            "shapes": [
                _step(row, place)
                for row, place in zip(rows, places, strict=True)
                if row["step_gbp"]
            ],
        },
    }


def _lines(row: Amount) -> list[str]:
    """The price in bold, then the computed step in grey, each wrapped to a narrow screen."""
    price = f"{row['figure_name']}: {amounts.pounds(row['value'])}"
    return [
        *(layout.bold(line) for line in layout.wrapped(price, amounts.NARROWEST, bold=True)),
        *(
            layout.coloured(line, palette.SECONDARY)
            for line in layout.wrapped(step_words(row), amounts.NARROWEST)
        ),
    ]


def _words(y: float, text: str) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": y - 1,
        "showarrow": False,
        "align": "left",
    }


def _bars(rows: Sequence[Amount], places: Sequence[float]) -> list[dict[str, Any]]:
    if not rows:
        return []
    fill, outline = amounts.SCALES["price"]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": [row["value"] for row in rows],
            "y": list(places),
            "width": BAR,
            "customdata": [row["figure_id"] for row in rows],
            "hoverinfo": "skip",
            "marker": {"color": fill, "line": {"color": outline, "width": 1.2}},
        }
    ]


def _step(row: Amount, place: float) -> dict[str, Any]:
    """From the end of a bar to the end of the one above it; white on the bar where that is less."""
    return {
        "type": "rect",
        "name": row["figure_id"],
        "x0": row["value"],
        "x1": row["value"] + row["step_gbp"],
        "y0": place - BAR / 2,
        "y1": place + BAR / 2,
        "fillcolor": palette.TRANSPARENT,
        "line": {
            "color": palette.TEXT if row["step_gbp"] > 0 else palette.WHITE,
            "width": 1.4,
            "dash": DASH,
        },
    }
