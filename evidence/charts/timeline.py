"""The timeline of a site: its milestones and the stages of its contracts, one row each.

A mark is as wide as what the source leaves open: a line for a day, a band for a month, a pale band
for a year. What was only planned is drawn as a dashed outline.
"""

import datetime
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from evidence import dates
from evidence.charts import layout, palette, shapes

Event = Mapping[str, Any]

RAN = "#8FA5BA"
DATE_COLUMN = 108
NARROWEST = 300
ROW = 26
MARK = 16
MOST_TICKS = 5
# Fill, outline and the outline's width: the less exact the date, the paler and wider.
PRECISIONS = {
    "day": (palette.TEXT, palette.TEXT, 3.0),
    "month": (palette.SECONDARY, palette.TEXT, 1.2),
    "year": (palette.GREY_TINT, palette.SECONDARY, 1.2),
}


def figure(rows: Sequence[Event]) -> dict[str, Any]:
    """Rows of marks on one time axis, under a heading for each group.

    Args:
        rows: those of ``queries/site_events.sql``, in its order. A row without a date keeps its
            line and gets no mark. None at all gives a figure without marks.

    Returns:
        The figure. The ``customdata`` of each bar trace that is no decoration holds event ids.
    """
    lines: list[tuple[float, str]] = []
    headings: list[dict[str, Any]] = []
    ran: list[tuple[float, Event]] = []
    marks: list[tuple[float, Event]] = []
    height = 0.0
    for name, group in groupby(rows, key=lambda row: row["group_name"]):
        events = list(group)
        for line in layout.wrapped(name, NARROWEST, bold=True):
            headings.append(_heading(height + ROW / 2, line))
            height += layout.LINE
        height += ROW - layout.LINE
        if events[0]["in_force_from"] and events[0]["in_force_to"]:
            lines.append((height + ROW / 2, layout.coloured("ran", palette.SECONDARY)))
            ran.append((height + ROW / 2, events[0]))
            height += ROW
        for event in events:
            lines.append((height + ROW / 2, dates.date_words(event["date"], short=True)))
            marks.append((height + ROW / 2, event))
            height += ROW
        height += ROW / 3
    dated = [(y, event) for y, event in marks if event["starts"]]
    return {
        "data": [*_ran(ran), *_marks(dated), _words_axis()],
        "layout": layout.frame(height, {"l": DATE_COLUMN, "r": 24, "t": 4, "b": 30})
        | {
            "bargap": 0,
            "barmode": "overlay",
            "xaxis": _years([event for _, event in dated]),
            "yaxis": {
                "range": [height, 0],
                "visible": False,
                "fixedrange": True,
            },
            "yaxis2": layout.text_column(lines, height, side="left", shift=DATE_COLUMN)
            | {"overlaying": "y"},
            "annotations": headings,
            "shapes": [_outline(y, event) for y, event in dated if event["status"] == "planned"],
        },
    }


def _marks(placed: Sequence[tuple[float, Event]]) -> list[dict[str, Any]]:
    made = []
    for precision, (fill, outline, width) in PRECISIONS.items():
        for status in ("happened", "planned"):
            group = [
                (y, event)
                for y, event in placed
                if (event["precision"], event["status"]) == (precision, status)
            ]
            if group:
                happened = status == "happened"
                made.append(
                    _bars(group, "starts", "ends")
                    | {
                        "name": f"{status}, known to the {precision}",
                        "customdata": [event["event_id"] for _, event in group],
                        "hovertext": [_hover(event) for _, event in group],
                        "hovertemplate": "%{hovertext}<extra></extra>",
                        "width": MARK,
                        "marker": {
                            "color": fill if happened else palette.TRANSPARENT,
                            "line": {"color": outline, "width": width if happened else 0},
                        },
                    }
                )
    return made


def _heading(y: float, words: str) -> dict[str, Any]:
    """A heading over the plot: as a label of the axis it would make Plotly hide the years below."""
    return {
        "text": layout.bold(words),
        "xref": "paper",
        "x": 0,
        "xshift": -DATE_COLUMN,
        "xanchor": "left",
        "y": y,
        "showarrow": False,
        "align": "left",
    }


def _words_axis() -> dict[str, Any]:
    """Plotly draws the second axis, which holds the words, only when a trace uses it."""
    return {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "yaxis": "y2",
        "meta": "decoration",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _ran(placed: Sequence[tuple[float, Event]]) -> list[dict[str, Any]]:
    if not placed:
        return []
    return [
        _bars(placed, "in_force_from", "in_force_to")
        | {
            "name": "ran",
            "meta": "decoration",
            "hoverinfo": "skip",
            "width": MARK - 4,
            "marker": {"color": RAN, "line": {"width": 0}},
        }
    ]


def _bars(placed: Sequence[tuple[float, Event]], first: str, last: str) -> dict[str, Any]:
    """Horizontal bars from the first day of each event to the end of its last day."""
    days = [(event[last] - event[first]).days + 1 for _, event in placed]
    return {
        "type": "bar",
        "orientation": "h",
        "showlegend": False,
        "base": [event[first].isoformat() for _, event in placed],
        "x": [count * 86_400_000 for count in days],
        "y": [y for y, _ in placed],
    }


def _outline(y: float, event: Event) -> dict[str, Any]:
    """Plotly cannot dash the outline of a bar, so that of a plan lies over it as a shape."""
    return {
        "type": "rect",
        "name": event["event_id"],
        "x0": event["starts"].isoformat(),
        "x1": (event["ends"] + datetime.timedelta(days=1)).isoformat(),
        "y0": y - MARK / 2,
        "y1": y + MARK / 2,
        "line": {"color": palette.TEXT, "width": 1.6, "dash": "3px,2px"},
        "fillcolor": palette.TRANSPARENT,
    }


def _hover(event: Event) -> str:
    planned = ", planned" if event["status"] == "planned" else ""
    words = "<br>".join(shapes.plain(each) for each in layout.wrapped(event["words"], 400))
    return f"{dates.date_words(event['date'])}{planned}<br>{words}"


def _years(events: Sequence[Event]) -> dict[str, Any]:
    """A time axis of whole years, with as many of them named as a narrow screen holds."""
    axis = {
        "type": "date",
        "fixedrange": True,
        "gridcolor": palette.HAIRLINE,
        "tickmode": "array",
        "ticks": "",
        "zeroline": False,
        "automargin": False,
    }
    if not events:
        return axis | {"visible": False}
    first = min(event["starts"].year for event in events)
    last = max(event["ends"].year for event in events) + 1
    step = next(each for each in (1, 2, 5, 10, 20, 50) if (last - first) / each < MOST_TICKS)
    named = [year for year in range(first, last + 1) if year % step == 0]
    return axis | {
        "range": [f"{first}-01-01", f"{last}-01-01"],
        "tickvals": [f"{year}-01-01" for year in named],
        "ticktext": [str(year) for year in named],
    }
