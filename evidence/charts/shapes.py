"""One small drawing, two media: Plotly scatter traces and layout shapes, and SVG for HTML."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from evidence.charts import palette

FONT = "Arial, Helvetica, sans-serif"

# Corners of each symbol for a radius of 1, y upwards, as Plotly draws them; none is a circle.
_WIDE = 2 / math.sqrt(3)
CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "triangle-up": ((-_WIDE, -0.5), (_WIDE, -0.5), (0.0, 1.0)),
    "triangle-down": ((-_WIDE, 0.5), (_WIDE, 0.5), (0.0, -1.0)),
    "diamond": ((-1.3, 0.0), (0.0, -1.3), (1.3, 0.0), (0.0, 1.3)),
    "square": ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
    "circle": (),
}


@dataclass(frozen=True)
class Centre:
    """A smaller symbol on a mark; ``factor`` is its share of the mark's size."""

    symbol: str
    colour: str
    factor: float
    width: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """How a mark is drawn: a symbol, its fill and outline, and what stands on it."""

    symbol: str
    body: str
    line: str
    width: float
    factor: float = 1.0
    centre: Centre | None = None
    text: str = ""
    text_colour: str = ""
    dashed: bool = False
    half: bool = False
    halo: float = 0.0


def plain(text: str) -> str:
    """Text as Plotly shows it letter by letter: its markup characters are escaped."""
    return escape(text, quote=False)


def scatter(
    picture: Drawing,
    *,
    xs: Sequence[float | str],
    ys: Sequence[float | str],
    keys: Sequence[str],
    hover: Sequence[str],
    size: float,
    name: str,
    opacity: float = 1.0,
) -> list[dict[str, Any]]:
    """Scatter traces of one drawing at some places: a halo, the mark, its centre.

    What is Plotly's default is left out, as a page sends many of these.
    Only the mark's trace has keys and can be hovered or clicked; the others carry
    ``meta: "decoration"``.
    """
    across = size * picture.factor
    place = {"x": [_short(x) for x in xs], "y": [_short(y) for y in ys]}
    body: dict[str, Any] = place | {
        "name": name,
        "mode": "markers",
        "customdata": list(keys),
        **_hover(hover),
        "marker": _marker(picture.symbol, across, picture.body, _outline(picture, across)),
    }
    made = [body]
    if picture.halo:
        white = {"color": palette.WHITE, "width": picture.halo * _pen(across)}
        made.insert(0, _decoration(place, _marker(picture.symbol, across, "", white)))
    if picture.centre:
        centre = picture.centre
        line = {"color": centre.colour, "width": centre.width * _pen(across)}
        marker = _marker(centre.symbol, across * centre.factor, centre.colour, line)
        made.append(_decoration(place, marker))
    if picture.text:
        made[-1] |= _lettering(picture, across, len(xs))
    for trace in made:
        # A click must not pale the other marks: paleness means something here.
        letter = {"textfont": {"color": picture.text_colour}} if "text" in trace else {}
        trace["unselected"] = {"marker": {"opacity": 1}} | letter
        if opacity != 1.0:
            trace["opacity"] = opacity
    return made


def layout_shapes(
    picture: Drawing, place: tuple[float | str, float | str], size: float, opacity: float = 1.0
) -> list[dict[str, Any]]:
    """What Plotly's markers cannot show, as shapes in pixels: dashed outlines, dark halves."""
    radius = size * picture.factor / 2
    anchor: dict[str, Any] = {
        "type": "path",
        "xref": "x",
        "yref": "y",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": place[0],
        "yanchor": place[1],
        "opacity": opacity,
    }
    made = []
    if picture.dashed:
        pen = _pen(2 * radius)
        dash = {"dash": f"{2.6 * pen:.1f}px,{2.2 * pen:.1f}px"}
        line = {"color": picture.line, "width": picture.width * pen} | dash
        made.append(anchor | {"path": _path(picture.symbol, radius), "line": line})
    if picture.half:
        path = _polygon([(-radius, -radius), (0, -radius), (0, radius), (-radius, radius)])
        made.append(anchor | {"path": path, "fillcolor": picture.line, "line": {"width": 0}})
    return made


def svg(picture: Drawing) -> str:
    """The drawing as an SVG document of 16 by 16 units, its outline drawn inside that square."""
    radius = 5.3 * picture.factor
    corners = CORNERS.get(picture.symbol, ())
    # Triangles are placed by their centre of gravity; in a line of text their box is centred.
    drop = radius * (max(y for _, y in corners) + min(y for _, y in corners)) / 2 if corners else 0
    parts = [_svg_body(picture, radius)]
    if picture.half:
        parts.append(f"<path d='M-{radius:.2f}-{radius:.2f}H0V{radius:.2f}H-{radius:.2f}Z'/>")
    if picture.centre:
        parts.append(_svg_centre(picture.centre, radius * picture.centre.factor))
    if picture.text:
        height = radius * (1.15 if picture.centre else 1.4)
        parts.append(
            f"<text y='{height * 0.36:.2f}' text-anchor='middle' font-family='Arial,sans-serif' "
            f"font-weight='700' font-size='{height:.1f}' fill='{picture.text_colour}'>"
            f"{escape(picture.text)}</text>"
        )
    return (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='-8 -8 16 16'>"
        f"<g transform='translate(0 {drop:.2f})' stroke-linejoin='round'>{''.join(parts)}</g></svg>"
    )


def _short(place: float | str) -> float | str:
    """A whole number without its point: a third less to send."""
    return int(place) if isinstance(place, float) and place.is_integer() else place


def _hover(words: Sequence[str]) -> dict[str, Any]:
    """Each mark's own words, or the trace's name where the marks have none."""
    if not any(words):
        return {"hoverinfo": "name"}
    return {
        "hovertext": [plain(each) for each in words],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _outline(picture: Drawing, across: float) -> dict[str, Any]:
    width = 0 if picture.dashed else picture.width * _pen(across)
    return {"color": picture.line, "width": round(width, 2)}


def _pen(across: float) -> float:
    """How much thicker than at 16 pixels the lines of a large mark are."""
    return max(1.0, across / 16)


def _marker(symbol: str, across: float, colour: str, line: dict[str, Any]) -> dict[str, Any]:
    marker: dict[str, Any] = {"symbol": symbol, "size": round(across, 2), "line": line}
    return marker | ({"color": colour} if colour else {})


def _decoration(place: dict[str, Any], marker: dict[str, Any]) -> dict[str, Any]:
    return place | {
        "mode": "markers",
        "meta": "decoration",
        "hoverinfo": "skip",
        "marker": marker,
    }


def _lettering(picture: Drawing, across: float, times: int) -> dict[str, Any]:
    share = 0.56 if picture.centre else 0.68
    font = {"family": FONT, "size": round(across * share, 1), "weight": 700}
    return {
        "mode": "markers+text",
        "text": [picture.text] * times,
        "textposition": "middle center",
        "textfont": font | {"color": picture.text_colour},
    }


def _path(symbol: str, radius: float) -> str:
    """The outline of a symbol as a path, y upwards."""
    if symbol == "circle":
        return _round(radius)
    return _polygon([(x * radius, y * radius) for x, y in CORNERS[symbol]])


def _polygon(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in corners) + "Z"


def _round(radius: float) -> str:
    # Four cubic curves with this handle length differ from a circle by 0.03% of the radius.
    r, handle = radius, radius * 0.5523
    quarters = [
        (r, handle, handle, r, 0.0, r),
        (-handle, r, -r, handle, -r, 0.0),
        (-r, -handle, -handle, -r, 0.0, -r),
        (handle, -r, r, -handle, r, 0.0),
    ]
    curves = "".join("C" + ",".join(f"{number:.2f}" for number in quarter) for quarter in quarters)
    return f"M{r:.2f},0{curves}Z"


def _svg_body(picture: Drawing, radius: float) -> str:
    if picture.symbol == "x-thin":
        return _svg_cross(picture.line, picture.width, radius)
    fill = "none" if picture.body == palette.TRANSPARENT else picture.body
    dash = " stroke-dasharray='2.6 2'" if picture.dashed else ""
    pen = f"fill='{fill}' stroke='{picture.line}' stroke-width='{picture.width * 0.9:.2f}'{dash}"
    if picture.symbol == "circle":
        return f"<circle r='{radius:.2f}' {pen}/>"
    path = _polygon([(x * radius, -y * radius) for x, y in CORNERS[picture.symbol]])
    return f"<path d='{path}' {pen}/>"


def _svg_centre(centre: Centre, radius: float) -> str:
    if centre.symbol == "x-thin":
        return _svg_cross(centre.colour, centre.width, radius)
    return f"<circle r='{radius:.2f}' fill='{centre.colour}'/>"


def _svg_cross(colour: str, width: float, radius: float) -> str:
    r = radius * 0.85
    return (
        f"<path d='M-{r:.2f}-{r:.2f}L{r:.2f},{r:.2f}M-{r:.2f},{r:.2f}L{r:.2f}-{r:.2f}' "
        f"stroke='{colour}' stroke-width='{width}'/>"
    )
