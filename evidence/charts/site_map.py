"""Small maps of England, one for each model of care, with a circle for each site.

Places are kilometres east and north of the maps' south-west corner. The outline is drawn as plain
lines, so that no map server is asked.
"""

import functools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evidence import DATA
from evidence.charts import palette, shapes

Row = dict[str, Any]
Place = tuple[float, float]

PANELS = {
    "mcp": "Community",
    "pacs": "Primary and acute",
    "ehch": "Care homes",
    "uec": "Urgent care",
    "acc": "Hospital groups",
    "other": "Other, England",
}
STANDINGS = {
    "evaluated": "evaluated",
    "observed": "other result",
    "none": "none found",
}
FILLS = {"evaluated": palette.BLUE, "observed": palette.BLUE_TINT, "none": palette.WHITE}
LINES = {"evaluated": palette.BLUE, "observed": palette.BLUE, "none": palette.TEXT}

WEST, EAST, SOUTH, NORTH = -5.9, 1.9, 49.8, 55.9
KM_A_DEGREE = 111.2
# A degree of longitude is this much shorter than one of latitude in the middle of England.
SHORTENING = math.cos(math.radians(53))
WIDE = (EAST - WEST) * KM_A_DEGREE * SHORTENING
HIGH = (NORTH - SOUTH) * KM_A_DEGREE

MAP_HEIGHT, TITLE_HEIGHT = 186, 26
LINE_HEIGHT = MAP_HEIGHT + TITLE_HEIGHT + 8
MARK = 11
# On a map of 186 pixels the centres of two marks stay nine pixels apart: none is hidden.
APART = 9 * HIGH / MAP_HEIGHT
# What is finer than this cannot be seen at this size.
DETAIL = 0.05 * KM_A_DEGREE


@dataclass(frozen=True)
class Mark:
    """Where a site's circle stands, and how many kilometres that is from the site's own place."""

    row: Row
    place: Place
    moved: float


def marks(rows: Sequence[Row]) -> list[Mark]:
    """The circles of the sites that are drawn; one that would cover another is moved aside.

    Args:
        rows: those of ``queries/site_map.sql``.
    """
    placed: list[Mark] = []
    for row in rows:
        if row["place"] == "drawn":
            others = [mark.place for mark in placed if mark.row["panel"] == row["panel"]]
            own = _place(row["lon"], row["lat"])
            free = _free_place(own, others)
            placed.append(Mark(row, free, math.dist(own, free)))
    return placed


def panels(placed: Sequence[Mark]) -> list[str]:
    """The maps that have a mark, in their order."""
    return [panel for panel in PANELS if any(mark.row["panel"] == panel for mark in placed)]


def figure(rows: Sequence[Row]) -> dict[str, Any]:
    """A map for each model of care with a drawn site, two side by side.

    Args:
        rows: those of ``queries/site_map.sql``; at least one is drawn.

    Returns:
        A figure whose marks have their ``site_id`` as ``customdata``.
    """
    placed = marks(rows)
    shown = panels(placed)
    lines = math.ceil(len(shown) / 2)
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {
        "template": {},
        "height": lines * LINE_HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "font": {"family": shapes.FONT, "size": 14, "color": palette.TEXT},
        "paper_bgcolor": palette.TRANSPARENT,
        "plot_bgcolor": palette.TRANSPARENT,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "annotations": [],
    }
    for number, panel in enumerate(shown):
        own = [mark for mark in placed if mark.row["panel"] == panel]
        suffix = str(number + 1) if number else ""
        x, y = _domains(number, lines)
        layout[f"xaxis{suffix}"] = _axis(x, WIDE)
        layout[f"yaxis{suffix}"] = _axis(y, HIGH) | {
            "scaleanchor": f"x{suffix}",
            "anchor": f"x{suffix}",
        }
        layout["annotations"].append(_title(PANELS[panel], len(own), x[0], y[1]))
        axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        traces += [_land() | axes, _circles(own) | axes]
    return {"data": traces, "layout": layout}


def _domains(number: int, lines: int) -> tuple[list[float], list[float]]:
    """Where one of the maps stands in the figure: shares of its width and of its height."""
    line, column = divmod(number, 2)
    top = 1 - (line * LINE_HEIGHT + TITLE_HEIGHT) / (lines * LINE_HEIGHT)
    left = column * 0.51
    return [left, left + 0.49], [top - MAP_HEIGHT / (lines * LINE_HEIGHT), top]


def _axis(domain: list[float], length: float) -> dict[str, Any]:
    return {
        "domain": [round(end, 4) for end in domain],
        "range": [0, round(length)],
        "visible": False,
        "fixedrange": True,
        "constrain": "domain",
        "constraintoward": "left" if length == WIDE else "top",
    }


def _title(title: str, count: int, left: float, top: float) -> dict[str, Any]:
    return {
        "text": f"<b>{shapes.plain(title)}</b> {count}",
        "x": left,
        "y": round(top, 4),
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
    }


def _circles(own: Sequence[Mark]) -> dict[str, Any]:
    standings = [mark.row["standing"] for mark in own]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(mark.place[0]) for mark in own],
        "y": [round(mark.place[1]) for mark in own],
        "customdata": [mark.row["site_id"] for mark in own],
        "hovertext": [shapes.plain(mark.row["short_name"]) for mark in own],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": MARK,
            "opacity": 1,
            "color": [FILLS[standing] for standing in standings],
            "line": {"width": 1.6, "color": [LINES[standing] for standing in standings]},
        },
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
    }


def _land() -> dict[str, Any]:
    xs, ys = _outline()
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": "#E6EAEC",
        "line": {"color": "#C9D0D5", "width": 1},
        "hoverinfo": "skip",
        "meta": "decoration",
    }


def _place(lon: float, lat: float) -> Place:
    return (lon - WEST) * KM_A_DEGREE * SHORTENING, (lat - SOUTH) * KM_A_DEGREE


def _free_place(own: Place, others: Iterable[Place]) -> Place:
    """The nearest place, on rings around a site's own, that is far enough from every other."""
    taken = list(others)
    for ring in range(40):
        for step in range(max(12 * ring, 1)):
            angle = math.tau * step / max(12 * ring, 1)
            distance = ring * APART / 4
            place = own[0] + distance * math.cos(angle), own[1] + distance * math.sin(angle)
            if all(math.dist(place, other) >= APART for other in taken):
                return place
    return own


@functools.cache
def _outline() -> tuple[list[int | None], list[int | None]]:
    """The land within the maps' frame as x and y, None between two pieces."""
    text = (DATA / "uk_outline.geojson").read_text(encoding="utf-8")
    xs: list[int | None] = []
    ys: list[int | None] = []
    for piece in json.loads(text)["features"][0]["geometry"]["coordinates"]:
        # What is cut off in the north lies beyond the frame, and the cut with it.
        coast = [_place(lon, lat) for lon, lat in piece[0] if lat < NORTH + 0.15]
        inside = [0 <= x <= WIDE and 0 <= y <= HIGH for x, y in coast]
        if sum(inside) * 2 > len(coast):
            kept = _simplified(coast)
            xs += [*([None] if xs else []), *(round(x) for x, _ in kept)]
            ys += [*([None] if ys else []), *(round(y) for _, y in kept)]
    return xs, ys


def _simplified(line: list[Place]) -> list[Place]:
    """A line without the points nearer to it than ``DETAIL`` (Douglas and Peucker 1973)."""
    if len(line) < 3:
        return line
    farthest = max(range(1, len(line) - 1), key=lambda at: _distance(line[at], line[0], line[-1]))
    if _distance(line[farthest], line[0], line[-1]) < DETAIL:
        return [line[0], line[-1]]
    return _simplified(line[: farthest + 1])[:-1] + _simplified(line[farthest:])


def _distance(point: Place, start: Place, end: Place) -> float:
    """How far a point lies from the line through two others, or from their one place."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    across = (end[0] - start[0]) * (start[1] - point[1]) - (start[0] - point[0]) * (
        end[1] - start[1]
    )
    return abs(across) / length
