"""The picture of one impacts panel: marks, intervals and comparators on one scale, with words.

Every finding of the panel gets one mark. A finding without a number stands beside the scale, and
a panel without a scale is a list of marks with their words.
"""

import math
from collections.abc import Collection
from typing import Any

from evidence.charts import impacts_axes, impacts_rows, layout, marks, palette, quantities
from evidence.charts.impacts_panels import Panel, Scale
from evidence.charts.impacts_rows import Arrangement, Columns, DrawnRow
from evidence.charts.marks import Point

ROWS_A_PAGE = 25
MARK = 13
WIDE = Columns(figure=850, text=640, value=186, label=330)
WIDE_LIST = Columns(figure=850, text=640, value=186, label=430)


def figure(
    panel: Panel,
    *,
    page: int = 1,
    width: int | None = None,
    chosen: str | None = None,
    faint: Collection[str] = (),
) -> dict[str, Any]:
    """One panel, or one page of a long one, as a Plotly figure.

    Args:
        panel: what to draw; its scale covers all its rows, so every page has the same.
        page: from 1; beyond the last it is the last.
        width: how many pixels the figure gets on a narrow screen; its text then stands above the
            marks. None where there is room for it beside them.
        chosen: id of the finding whose row is marked.
        faint: ids of the findings that are drawn pale.

    Returns:
        A plain figure; the marks' ``customdata`` holds the finding's id.
    """
    first, last = bounds(panel, page)
    columns = _columns(width, is_list=panel.scale is None)
    placed = impacts_rows.arrange(panel, first, last, columns, frozenset(faint))
    points = [_point(panel, drawn, drawn.row["finding_id"] in faint) for drawn in placed.rows]
    data = [_anchor("y2"), _anchor("y3")]
    if panel.scale:
        ticks = impacts_axes.ticks(panel, 180 if columns.label else 0.75 * columns.text)
        data += _grid(panel.scale, ticks, _spans(placed, columns))
        data.append(impacts_axes.tick_words(ticks, placed.height))
        data += _intervals(panel, placed, points)
        data += _comparators(panel, placed, points)
    pairs = zip(points, placed.rows, strict=True)
    on_scale = [point for point, drawn in pairs if _has_place(panel, drawn)]
    beside = [point for point in points if point not in on_scale]
    data += [trace | {"cliponaxis": False} for trace in marks.traces(on_scale, MARK)]
    data += [
        trace | {"cliponaxis": False} | ({"xaxis": "x2"} if panel.scale else {})
        for trace in marks.traces(beside, MARK)
    ]
    return {"data": data, "layout": _layout(panel, placed, points, columns, chosen)}


def pages(panel: Panel) -> int:
    """How many pages of at most ``ROWS_A_PAGE`` rows a panel needs."""
    return math.ceil(len(panel.rows) / ROWS_A_PAGE)


def bounds(panel: Panel, page: int) -> tuple[int, int]:
    """The rows of a page, from 0, the last not included; all pages are about equally long."""
    rows, last_page = len(panel.rows), pages(panel)
    page = min(max(page, 1), last_page)
    return rows * (page - 1) // last_page, rows * page // last_page


def _has_place(panel: Panel, drawn: DrawnRow) -> bool:
    return panel.scale is not None and drawn.row["value"] is not None


def _point(panel: Panel, drawn: DrawnRow, faint: bool) -> Point:
    row = drawn.row
    return Point(
        x=row["value"] if _has_place(panel, drawn) else 0,
        y=drawn.mark,
        direction=row["direction"],
        evidence_status=row["evidence_status"],
        key=row["finding_id"],
        words="",
        faint=faint,
    )


def _anchor(axis: str) -> dict[str, Any]:
    """A trace without places that makes Plotly draw a column of text."""
    return {
        "x": [None],
        "y": [None],
        "yaxis": axis,
        "hoverinfo": "skip",
        "meta": "decoration",
    }


def _columns(width: int | None, *, is_list: bool) -> Columns:
    if width is None:
        return WIDE_LIST if is_list else WIDE
    text = width - (34 if is_list else 14)
    return Columns(figure=width, text=text, value=text, label=None)


def _spans(placed: Arrangement, columns: Columns) -> list[tuple[int, int]]:
    """From where to where the lines of the grid run, so that they cross no text."""
    if columns.label is None:
        return [(drawn.mark - 11, drawn.mark + 12) for drawn in placed.rows]
    return list(placed.blocks)


def _grid(
    scale: Scale, ticks: list[tuple[float, str]], spans: list[tuple[int, int]]
) -> list[dict[str, Any]]:
    """Hairlines at the ticks and a line at no change."""
    lines = [
        (place, top, place, bottom)
        for place, _ in ticks
        if place != scale.origin
        for top, bottom in spans
    ]
    origin = [(scale.origin, top, scale.origin, bottom) for top, bottom in spans]
    return layout.segments(lines, palette.HAIRLINE, 1, meta="decoration") + layout.segments(
        origin, palette.SECONDARY, 1.6, meta="decoration"
    )


def _intervals(panel: Panel, placed: Arrangement, points: list[Point]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for direction, mark in marks.DIRECTIONS.items():
        for faint in (True, False):
            lines = [
                (drawn.row["ci_low"], drawn.mark, drawn.row["ci_high"], drawn.mark)
                for drawn, point in zip(placed.rows, points, strict=True)
                if (point.direction, point.faint) == (direction, faint)
                and quantities.interval_words(drawn.row)
            ]
            opacity = marks.FAINT if faint else 1.0
            made += layout.segments(lines, mark.colour, 2.5, meta="interval", opacity=opacity)
    return made


def _comparators(panel: Panel, placed: Arrangement, points: list[Point]) -> list[dict[str, Any]]:
    """An upright bar at what a value is set against, and a dotted line to the mark."""
    made: list[dict[str, Any]] = []
    for faint in (True, False):
        rows = [
            drawn
            for drawn, point in zip(placed.rows, points, strict=True)
            if point.faint == faint and drawn.row["comparator_value"] is not None
        ]
        if not rows:
            continue
        opacity = marks.FAINT if faint else 1.0
        against = [drawn.row["comparator_value"] for drawn in rows]
        heights = [drawn.mark for drawn in rows]
        lines = [
            (drawn.row["value"], drawn.mark, other, drawn.mark)
            for drawn, other in zip(rows, against, strict=True)
        ]
        made += layout.segments(
            lines, palette.ABSENT, 1.5, meta="decoration", dash="dot", opacity=opacity
        )
        made.append(
            {
                "mode": "markers",
                "x": against,
                "y": heights,
                "marker": {
                    "symbol": "line-ns",
                    "size": 14,
                    "line": {"color": palette.TEXT, "width": 3},
                },
                "opacity": opacity,
                "hoverinfo": "skip",
                "cliponaxis": False,
                "meta": "comparator",
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    return made


def _layout(
    panel: Panel,
    placed: Arrangement,
    points: list[Point],
    columns: Columns,
    chosen: str | None,
) -> dict[str, Any]:
    scale = panel.scale
    beside = scale is not None and columns.label is not None
    edge = impacts_axes.EDGE if scale else 0
    margin = {"l": edge, "r": edge, "t": 0, "b": 48 if scale else 4}
    if beside:
        margin |= {"l": (columns.label or 0) + 12, "r": columns.value + 8}
    height = max(placed.height, 1)
    made = layout.frame(height, margin)
    made["xaxis"] = impacts_axes.x_axis(panel, columns.figure)
    # A list has its marks first and its text right of them.
    shift = (margin["l"] if beside else impacts_axes.EDGE - 4) if scale else -22
    # Plotly hears no click where the marks' own axis is a column of text, so the texts overlie it.
    made["yaxis"] = {"range": [height, 0], "visible": False, "fixedrange": True}
    texts = (
        layout.text_column(placed.left, height, side="left", shift=shift),
        layout.text_column(
            placed.right, height, side="right", shift=margin["r"] if beside else edge - 6
        ),
    )
    made["yaxis2"], made["yaxis3"] = (text | {"overlaying": "y"} for text in texts)
    # Most values are short of a number or an interval, and what is short is said in grey.
    made["yaxis3"]["tickfont"] = {"color": palette.SECONDARY}
    if scale is None:
        # A click anywhere in a row of a list means its mark.
        made["hoverdistance"] = -1
    made["shapes"] = marks.forecast_shapes(points, MARK) + _highlight(placed, margin, chosen)
    if scale:
        made["annotations"] = impacts_axes.words(panel, at_edges=not beside)
    if scale and any(row["value"] is None for row in panel.rows):
        made["xaxis2"] = impacts_axes.column_beside()
    return made


def _highlight(
    placed: Arrangement, margin: dict[str, int], chosen: str | None
) -> list[dict[str, Any]]:
    """A pale band behind the chosen row, over the plot and both margins."""
    made = []
    for drawn in placed.rows:
        if drawn.row["finding_id"] != chosen:
            continue
        band = {
            "type": "rect",
            "xref": "paper",
            "y0": drawn.top,
            "y1": drawn.bottom,
            "fillcolor": palette.CHOSEN,
            "line": {"width": 0},
            "layer": "below",
        }
        pixels = band | {"xsizemode": "pixel"}
        made = [
            band | {"x0": 0, "x1": 1},
            pixels | {"xanchor": 0, "x0": -margin["l"], "x1": 0},
            pixels | {"xanchor": 1, "x0": 0, "x1": margin["r"]},
        ]
    return made
