"""Amounts of one contract as bars from zero: only such as may stand on one scale."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from evidence.charts import layout, palette, quantities, shapes

Amount = Mapping[str, Any]

NARROWEST = 300
BAR = 18
GAP = 10
# The widest value, such as £5,400 million, fits right of the longest bar on a narrow screen.
ROOM_FOR_VALUE = 1.5
# Fill and outline: prices dark, amounts that the sources do not add up pale.
SCALES = {
    "price": (palette.SECONDARY, palette.TEXT),
    "first_year": (palette.SECONDARY, palette.TEXT),
    "apart": (palette.GREY_TINT, palette.SECONDARY),
}


def pounds(value: float) -> str:
    """An amount of money with all the digits it has: '£726 million', '£1,630,217', '£348,000'."""
    if abs(value) >= 1e6 and quantities.decimals(round(value / 1e6, 6)) > 2:
        return f"£{value:,.0f}"
    return quantities.amount(value, "gbp", quantities.decimals(value))


def labels(rows: Sequence[Amount]) -> list[str]:
    """What each amount is: its kind, and the note of the table where the kind does not tell."""
    kinds = Counter(row["figure"] for row in rows)
    return [
        row["figure_name"]
        if row["figure"] != "other" and kinds[row["figure"]] == 1
        else _with_note(row)
        for row in rows
    ]


def figure(rows: Sequence[Amount]) -> dict[str, Any]:
    """A bar for each amount, its words above it and its value at its end.

    Args:
        rows: rows of ``queries/site_contract_figures.sql`` for one contract and one ``scale``;
            all are in pounds. None gives a figure without bars.

    Returns:
        The figure. The bars' ``customdata`` holds the figure ids.

    Raises:
        ValueError: the amounts belong to several scales, or one is not in pounds.
    """
    if len({(row["contract_id"], row["scale"]) for row in rows}) > 1:
        raise ValueError("amounts of several contracts or scales never stand on one axis")
    if any(row["unit"] != "gbp" for row in rows):
        raise ValueError("only amounts in pounds are drawn")
    words_above: list[dict[str, Any]] = []
    places: list[float] = []
    height = 0.0
    for words in labels(rows):
        for line in layout.wrapped(words, NARROWEST):
            words_above.append(_words(height + layout.LINE / 2, line))
            height += layout.LINE
        places.append(height + BAR / 2 + 1)
        height += BAR + GAP
    return {
        "data": _bars(rows, places),
        "layout": layout.frame(height, {"l": 14, "r": 0, "t": 0, "b": 30})
        | {
            "bargap": 0,
            "xaxis": money_axis([row["value"] for row in rows]),
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "annotations": words_above,
        },
    }


def _words(y: float, words: str) -> dict[str, Any]:
    return {
        "text": shapes.plain(words),
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": y - 1,
        "showarrow": False,
        "align": "left",
    }


def _with_note(row: Amount) -> str:
    kind = "" if row["figure"] == "other" else row["figure_name"]
    return ": ".join(part for part in (kind, row["note"]) if part) or row["figure_name"]


def _bars(rows: Sequence[Amount], places: Sequence[float]) -> list[dict[str, Any]]:
    if not rows:
        return []
    fill, outline = SCALES[rows[0]["scale"]]
    values = [row["value"] for row in rows]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "x": values,
            "y": list(places),
            "width": BAR,
            "customdata": [row["figure_id"] for row in rows],
            "text": [layout.bold(pounds(value)) for value in values],
            "textposition": "outside",
            "textfont": {"color": palette.TEXT},
            "cliponaxis": False,
            "hoverinfo": "skip",
            "showlegend": False,
            "marker": {"color": fill, "line": {"color": outline, "width": 1.2}},
        },
    ]


def money_axis(values: Sequence[float], *, room: float = ROOM_FOR_VALUE) -> dict[str, Any]:
    """An axis from zero; ticks only as far as the bars reach.

    Args:
        values: the amounts in pounds.
        room: how far the axis goes, in largest amounts; 1 ends it at the largest.
    """
    largest = max(values, default=1)
    ticks = layout.ticks(0, largest, NARROWEST / room, pounds)
    return {
        "range": [0, largest * room],
        "tickmode": "array",
        "tickvals": [place for place, _ in ticks],
        "ticktext": [words for _, words in ticks],
        "showgrid": False,
        "ticks": "outside",
        "tickcolor": palette.SECONDARY,
        "zeroline": True,
        "zerolinecolor": palette.TEXT,
        "zerolinewidth": 1.6,
        "automargin": False,
        "fixedrange": True,
    }
