"""The provider's result added up year by year, for several growths of demand and outcomes."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from evidence.charts import layout, palette, quantities
from evidence.charts.payment_years import pounds_axis, short, years_axis

Row = Mapping[str, Any]

LEFT, RIGHT, TOP, BOTTOM = 80, 94, 52, 46
HEIGHT = 300
OVER_LABELS = ("Demand against", "the budget, a year")
# Lines stand a whole point a year apart; half points would meet at their ends.
WHOLE = Decimal(1)


@dataclass(frozen=True)
class Course:
    """One growth of demand: the provider's result from the first year to each year, in pounds."""

    growth: Decimal
    points: Decimal
    is_chosen: bool
    totals: tuple[Decimal, ...]


def courses(rows: Iterable[Row]) -> list[Course]:
    """The lines of the fan, by growth of demand: whole points, and the chosen one.

    Args:
        rows: those of ``outcome.fan``; the ones with the chosen achievement are taken.
    """
    chosen = [row for row in rows if row["is_chosen_achievement"]]
    listed = [
        Course(
            growth,
            group[0]["points"],
            bool(group[0]["is_chosen_growth"]),
            tuple(row["provider_total_gbp"] for row in group),
        )
        for growth, group in ((growth, list(rows)) for growth, rows in groupby(chosen, _growth))
    ]
    return [each for each in listed if each.is_chosen or each.points % WHOLE == 0]


def band(rows: Iterable[Row]) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]] | None:
    """The chosen growth of demand with no outcome reached, and with all.

    None where nothing is paid on outcomes.
    """
    ends = {
        achievement: tuple(row["provider_total_gbp"] for row in group)
        for achievement, group in (
            (achievement, list(group))
            for achievement, group in groupby(
                (row for row in rows if row["is_chosen_growth"]), _achievement
            )
        )
    }
    if len(ends) < 2:
        return None
    return ends[min(ends)], ends[max(ends)]


def reach(fans: Iterable[Sequence[Row]]) -> tuple[float, float]:
    """The ends of the pound scale for some fans beside each other, zero among them."""
    values = [
        float(value)
        for rows in fans
        for line in (*(course.totals for course in courses(rows)), *(band(rows) or ()))
        for value in line
    ]
    low, high = min([0.0, *values]), max([0.0, *values])
    edge = (high - low) * 0.05 or 1.0
    return low - edge, high + edge


def points_words(points: Decimal) -> str:
    """How much faster demand grows than the budget: '+1 point', 'as fast', '−0.5 points'."""
    if points == 0:
        return "as fast"
    size = f"{abs(points).normalize():f}"
    sign = quantities.MINUS if points < 0 else "+"
    return f"{sign}{size} point{'' if size == '1' else 's'}"


def spread(places: Sequence[float], apart: float, most: float) -> list[float]:
    """Places moved so that they lie some distance apart, between 0 and the most where they fit.

    Of places that are the same the first is the uppermost.
    """
    order = sorted(range(len(places)), key=lambda at: (places[at], -at))
    moved = list(places)
    for before, after in itertools.pairwise(order):
        moved[after] = max(moved[after], moved[before] + apart)
    if not order:
        return moved
    # Half of the way back keeps the group over its middle.
    back = sum(new - old for new, old in zip(moved, places, strict=True)) / len(places)
    lowest, highest = min(moved) - back, max(moved) - back
    back += max(highest - most, 0.0) + min(lowest, 0.0)
    return [each - back for each in moved]


def figure(rows: Sequence[Row], scale: tuple[float, float]) -> dict[str, Any]:
    """A line for each growth of demand, the chosen one bold in its band of outcomes reached.

    Args:
        rows: those of ``outcome.fan`` for one contract.
        scale: the ends of the pound scale, from ``reach``.

    Returns:
        The figure. A line's ``customdata`` is its growth of demand in percent.
    """
    lines = courses(rows)
    n = max((len(course.totals) for course in lines), default=1)
    return {
        "data": [*_band(band(rows)), *(_line(course) for course in lines)],
        "layout": layout.frame(HEIGHT, {"l": LEFT, "r": RIGHT, "t": TOP, "b": BOTTOM})
        | {
            "xaxis": years_axis(n, "To the end of year", (1, n) if n > 1 else (0.5, 1)),
            "yaxis": pounds_axis(scale, HEIGHT),
            "annotations": [_over_labels(), *_labels(lines, scale)],
        },
    }


def _growth(row: Row) -> Decimal:
    growth: Decimal = row["demand_growth_percent"]
    return growth


def _achievement(row: Row) -> Decimal:
    achievement: Decimal = row["outcome_achievement_percent"]
    return achievement


def _line(course: Course) -> dict[str, Any]:
    n = len(course.totals)
    colour = palette.BLUE if course.is_chosen else palette.ABSENT
    return {
        "type": "scatter",
        # A single year would leave a line without length.
        "mode": "lines+markers" if n == 1 else "lines",
        "name": points_words(course.points),
        "x": list(range(1, n + 1)),
        "y": [float(total) for total in course.totals],
        "customdata": [float(course.growth)] * n,
        "line": {"color": colour, "width": 4 if course.is_chosen else 1.6},
        "marker": {"symbol": "line-ew-open", "size": 14, "color": colour},
        "hovertext": [
            f"Demand {points_words(course.points)}, to year {year}: {short(float(total))}"
            for year, total in enumerate(course.totals, start=1)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _band(
    ends: tuple[tuple[Decimal, ...], tuple[Decimal, ...]] | None,
) -> list[dict[str, Any]]:
    if ends is None:
        return []
    none, every = ends
    years = list(range(1, len(none) + 1))
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "From no outcome reached to all",
            "meta": "band",
            "x": [*years, *reversed(years)],
            "y": [float(each) for each in (*none, *reversed(every))],
            "fill": "toself",
            "fillcolor": palette.BLUE_TINT,
            "opacity": 0.6,
            "line": {"width": 0},
            "hoverinfo": "skip",
        }
    ]


def _labels(lines: Sequence[Course], scale: tuple[float, float]) -> list[dict[str, Any]]:
    """How fast demand grows, at the end of each line; words that would meet are moved apart."""
    low, high = scale
    pixels = [(float(course.totals[-1]) - low) / (high - low) * HEIGHT for course in lines]
    return [
        {
            "text": _label(course),
            "xref": "paper",
            "x": 1,
            "xshift": 4,
            "xanchor": "left",
            "yref": "paper",
            "y": 0,
            "yshift": round(place, 1),
            "yanchor": "middle",
            "showarrow": False,
        }
        for course, place in zip(lines, spread(pixels, layout.LINE, HEIGHT), strict=True)
    ]


def _label(course: Course) -> str:
    words = layout.coloured(
        points_words(course.points), palette.BLUE if course.is_chosen else palette.SECONDARY
    )
    return f"<b>{words}</b>" if course.is_chosen else words


def _over_labels() -> dict[str, Any]:
    return {
        "text": "<br>".join(OVER_LABELS),
        "align": "right",
        "xref": "paper",
        "x": 1,
        "xshift": RIGHT,
        "xanchor": "right",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"color": palette.SECONDARY},
    }
