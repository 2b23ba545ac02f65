"""The harvest plot as a plain Plotly figure (Ogilvie and others 2008).

One bar is one site, in the group of the direction of its result; the height is how well its
strongest design tells cause from chance, the fill the evidence status.
"""

from collections.abc import Sequence
from typing import Any

from evidence.charts import direction_words, layout, marks, palette, shapes
from evidence.charts.direction_words import LEVELS, Row

# In pixels: one level, and the names of the levels.
LEVEL = 60
LEFT = 136
# In bars: between two groups, and the room that the word under a group needs.
BETWEEN = 1.5
ROOM = 6.0
FEWEST = 50.0
BAR = 0.8
# Where the count, the mark and the word of a group stand, in levels beneath the bars.
COUNT, MARK, WORD = -0.42, -0.95, -1.36
TOP, BOTTOM = 5.06, -1.62
DOT = 6


def figure(bars: Sequence[Row]) -> dict[str, Any]:
    """The bars by direction.

    Args:
        bars: the rows of ``queries/harvest.sql``, at least one; one whose ``n_left`` is 0 is faint.

    Returns:
        A figure whose bars have their ``site_id`` as ``customdata``, one trace a direction.
        Traces with ``meta: "decoration"`` carry no data.
    """
    groups = direction_words.groups(bars)
    starts, across = _starts(groups)
    traces = [
        _bars(direction, own, start)
        for (direction, own), start in zip(groups, starts, strict=True)
        if own
    ]
    centres = [_room(own) / 2 + start for (_, own), start in zip(groups, starts, strict=True)]
    named = list(zip(groups, centres, strict=True))
    return {
        "data": [*traces, *_dots(groups, starts), *_marks(named)],
        "layout": {
            "template": {},
            "height": round((TOP - BOTTOM) * LEVEL),
            "margin": {"l": LEFT, "r": 0, "t": 0, "b": 0, "pad": 0},
            "font": {"family": shapes.FONT, "size": layout.FONT_SIZE, "color": palette.TEXT},
            "paper_bgcolor": palette.TRANSPARENT,
            "plot_bgcolor": palette.TRANSPARENT,
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "barmode": "overlay",
            "xaxis": _axis(0, across),
            "yaxis": _axis(BOTTOM, TOP),
            "shapes": [*_grid(), *_feet(groups, starts)],
            "annotations": [*_levels(), *_labels(named)],
        },
    }


def alt(title: str, bars: Sequence[Row]) -> str:
    """What the picture shows, for those who do not see it."""
    said = direction_words.in_one_sentence(bars)
    return f"Harvest plot. {title}: {said}. One bar a site, higher where the design is stronger."


def _room(own: Sequence[Row]) -> float:
    return max(len(own), ROOM)


def _starts(groups: Sequence[tuple[str, list[Row]]]) -> tuple[list[float], float]:
    """Where the room of each group begins, and how long the whole axis is, in bars."""
    needed = sum(_room(own) for _, own in groups) + BETWEEN * len(groups)
    between = BETWEEN + max(FEWEST - needed, 0.0) / len(groups)
    starts: list[float] = []
    at = between / 2
    for _, own in groups:
        starts.append(at)
        at += _room(own) + between
    return starts, at - between / 2


def _places(own: Sequence[Row], start: float) -> list[float]:
    first = start + (_room(own) - len(own)) / 2 + 0.5
    return [round(first + place, 3) for place in range(len(own))]


def _bars(direction: str, own: Sequence[Row], start: float) -> dict[str, Any]:
    mark = marks.DIRECTIONS[direction]
    fills = {"evaluated": mark.colour, "audited": mark.colour, "monitored": mark.tint}
    return {
        "type": "bar",
        "name": mark.word,
        "x": _places(own, start),
        "y": [row["design_level"] for row in own],
        "width": BAR,
        "customdata": [row["site_id"] for row in own],
        "hovertext": [shapes.plain(direction_words.bar_words(row)) for row in own],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": [fills.get(row["evidence_status"], palette.WHITE) for row in own],
            "line": {"color": mark.colour, "width": 2},
            "opacity": [1.0 if row["n_left"] else marks.FAINT for row in own],
        },
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
    }


def _dots(groups: Sequence[tuple[str, list[Row]]], starts: Sequence[float]) -> list[dict[str, Any]]:
    """The dot near the top of an audited bar (white) and of one from the press (coloured)."""
    made = []
    for (direction, own), start in zip(groups, starts, strict=True):
        colours = {"audited": palette.WHITE, "press": marks.DIRECTIONS[direction].colour}
        dotted = [
            (place, row)
            for place, row in zip(_places(own, start), own, strict=True)
            if row["evidence_status"] in colours
        ]
        if dotted:
            made.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [place for place, _ in dotted],
                    "y": [row["design_level"] - 0.2 for _, row in dotted],
                    "marker": {
                        "size": DOT,
                        "color": [colours[row["evidence_status"]] for _, row in dotted],
                        "opacity": [1.0 if row["n_left"] else marks.FAINT for _, row in dotted],
                    },
                    "hoverinfo": "skip",
                    "meta": "decoration",
                }
            )
    return made


def _marks(named: Sequence[tuple[tuple[str, list[Row]], float]]) -> list[dict[str, Any]]:
    """The mark of every direction under its group."""
    points = [
        marks.Point(centre, MARK, direction, "evaluated", "", "")
        for (direction, _), centre in named
    ]
    return [
        {
            name: value
            for name, value in trace.items()
            if name not in ("customdata", "hovertemplate")
        }
        | {"meta": "decoration", "hoverinfo": "skip"}
        for trace in marks.traces(points, 18)
    ]


def _axis(low: float, high: float) -> dict[str, Any]:
    return {"range": [low, round(high, 3)], "visible": False, "fixedrange": True}


def _grid() -> list[dict[str, Any]]:
    return [
        {
            "type": "line",
            "layer": "below",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": level,
            "y1": level,
            "line": {"color": palette.HAIRLINE, "width": 1},
        }
        for level in range(1, len(LEVELS) + 1)
    ]


def _feet(groups: Sequence[tuple[str, list[Row]]], starts: Sequence[float]) -> list[dict[str, Any]]:
    """The ground under each group, under an empty one too."""
    return [
        {
            "type": "line",
            "x0": round(start + (_room(own) - max(len(own), 1)) / 2, 3),
            "x1": round(start + (_room(own) + max(len(own), 1)) / 2, 3),
            "y0": 0,
            "y1": 0,
            "line": {"color": palette.TEXT, "width": 2.5},
        }
        for (_, own), start in zip(groups, starts, strict=True)
    ]


def _levels() -> list[dict[str, Any]]:
    """The name of every height, beneath its line."""
    return [
        {
            "text": words,
            "xref": "paper",
            "x": 0,
            "xshift": -LEFT,
            "xanchor": "left",
            "y": level,
            "yanchor": "top",
            "showarrow": False,
            "font": {"color": palette.SECONDARY},
        }
        for level, words in enumerate(LEVELS, start=1)
    ]


def _labels(
    named: Sequence[tuple[tuple[str, list[Row]], float]],
) -> list[dict[str, Any]]:
    """The count of every group, and its word."""
    made = []
    for (direction, own), centre in named:
        mark, left = marks.DIRECTIONS[direction], sum(bool(row["n_left"]) for row in own)
        said = str(left) if left == len(own) else f"{left} of {len(own)}"
        for words, y, font in (
            (f"<b>{said}</b>", COUNT, {"size": 24, "color": mark.colour}),
            (mark.word, WORD, {"color": palette.TEXT}),
        ):
            made.append(
                {
                    "text": words,
                    "x": round(centre, 3),
                    "y": y,
                    "showarrow": False,
                    "yanchor": "middle",
                    "font": font,
                }
            )
    return made
