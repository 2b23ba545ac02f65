"""The marks: shape says the direction of a result, fill says how it was obtained.

Colour only repeats what shape and fill say, so every mark reads in grey. A drawing becomes Plotly
traces here, and SVG in ``shapes``. Contract statuses are squares and crosses, and what is known to
be missing has a word in a dashed box, so that neither is taken for a result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence.charts import palette, shapes
from evidence.charts.shapes import Centre, Drawing

FAINT = 0.22


@dataclass(frozen=True)
class Mark:
    """How one direction is drawn; ``factor`` makes all marks look equally large."""

    direction: str
    word: str
    symbol: str
    colour: str
    tint: str
    factor: float
    text: str = ""


DIRECTIONS: dict[str, Mark] = {
    mark.direction: mark
    for mark in (
        Mark("improved", "better", "triangle-up", palette.BLUE, palette.BLUE_TINT, 1.08),
        Mark(
            "no_difference", "no difference", "circle", palette.SECONDARY, palette.GREY_TINT, 0.86
        ),
        Mark("mixed", "mixed", "diamond", palette.PLUM, palette.PLUM_TINT, 1.02),
        Mark("unclear", "unclear", "circle", palette.SECONDARY, palette.GREY_TINT, 1.04, "?"),
        Mark("worsened", "worse", "triangle-down", palette.ORANGE, palette.ORANGE_TINT, 1.08),
    )
}

STATUSES: dict[str, str] = {
    "evaluated": "evaluated",
    "audited": "audited",
    "monitored": "monitored",
    "self_reported": "self-reported",
    "press": "press",
    "forecast": "forecast",
}

CONTRACT_STATUSES: dict[str, Drawing] = {
    "live": Drawing("square", palette.TEXT, palette.TEXT, 1.6),
    "ended": Drawing("square", palette.WHITE, palette.TEXT, 1.6, half=True),
    "procuring": Drawing("square", palette.WHITE, palette.TEXT, 1.6),
    "planned": Drawing("square", palette.TRANSPARENT, palette.TEXT, 1.6, dashed=True),
    "abandoned": Drawing("x-thin", palette.TRANSPARENT, palette.ORANGE, 2.6, halo=5.0),
    "terminated": Drawing(
        "square",
        palette.ORANGE,
        palette.ORANGE,
        1.6,
        centre=Centre("x-thin", palette.WHITE, 0.6, width=2.0),
    ),
    "unknown": Drawing(
        "square",
        palette.WHITE,
        palette.SECONDARY,
        1.6,
        text="?",
        text_colour=palette.SECONDARY,
    ),
}

ABSENCES: dict[str, str] = {
    "too_early": "too early",
    "no_findings": "no findings yet",
    "not_applicable": "not applicable",
    "not_available": "not available",
    "not_measured": "not measured",
    "no_number": "published without a number",
}


@dataclass(frozen=True)
class Point:
    """One finding on a chart: where it stands, which mark it gets, and the key a click gives."""

    x: float | str
    y: float | str
    direction: str
    evidence_status: str
    key: str
    words: str
    faint: bool = False


def words(direction: str, evidence_status: str) -> str:
    """What a mark says: ``better, evaluated``."""
    return f"{DIRECTIONS[direction].word}, {STATUSES[evidence_status]}"


def drawing(direction: str, evidence_status: str) -> Drawing:
    """The drawing of a finding's mark.

    Solid is evaluated, solid with a white centre audited, tinted monitored, white self-reported,
    white with a coloured centre press, dashed forecast. Where a mark carries a question mark the
    centre grows to hold it.

    Raises:
        KeyError: the direction or the status is in no vocabulary.
    """
    mark, colour = DIRECTIONS[direction], DIRECTIONS[direction].colour
    share = 0.66 if mark.text else 0.34
    body, width, centre, text_colour = {
        "evaluated": (colour, 1.0, None, palette.WHITE),
        "audited": (colour, 2.0, Centre("circle", palette.WHITE, share), colour),
        "monitored": (mark.tint, 2.0, None, colour),
        "self_reported": (palette.WHITE, 1.8, None, colour),
        "press": (palette.WHITE, 2.0, Centre("circle", colour, share), palette.WHITE),
        "forecast": (palette.TRANSPARENT, 1.4, None, colour),
    }[evidence_status]
    return Drawing(
        mark.symbol,
        body,
        colour,
        width,
        factor=mark.factor,
        centre=centre,
        text=mark.text,
        text_colour=text_colour,
        dashed=evidence_status == "forecast",
    )


def traces(points: Sequence[Point], size: float) -> list[dict[str, Any]]:
    """Plotly traces for marks of findings, one for each direction, status and faintness.

    Args:
        points: the marks; none gives no trace.
        size: the diameter in pixels, before the optical factor of each shape.

    Returns:
        Scatter traces whose ``customdata`` holds each point's key. Traces with
        ``meta: "decoration"`` (centres of marks) carry no data and are no marks.
    """
    made: list[dict[str, Any]] = []
    for direction in DIRECTIONS:
        for status in STATUSES:
            for faint in (True, False):
                group = [
                    point
                    for point in points
                    if (point.direction, point.evidence_status, point.faint)
                    == (direction, status, faint)
                ]
                if group:
                    name = words(direction, status)
                    made += _traces(drawing(direction, status), group, size, name)
    return made


def forecast_shapes(points: Sequence[Point], size: float) -> list[dict[str, Any]]:
    """Dashed outlines for the forecasts among some marks, as Plotly layout shapes.

    Plotly cannot dash a marker's outline, so the trace holds a transparent marker to click on and
    the outline lies over it.
    """
    return [
        shape
        for point in points
        for shape in shapes.layout_shapes(
            drawing(point.direction, point.evidence_status),
            (point.x, point.y),
            size,
            FAINT if point.faint else 1.0,
        )
    ]


def _traces(
    picture: Drawing, points: Sequence[Point], size: float, name: str
) -> list[dict[str, Any]]:
    return shapes.scatter(
        picture,
        xs=[point.x for point in points],
        ys=[point.y for point in points],
        keys=[point.key for point in points],
        hover=[point.words for point in points],
        size=size,
        name=name,
        opacity=FAINT if points[0].faint else 1.0,
    )
