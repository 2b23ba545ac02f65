"""Who gains and who bears what in each year of a contract, and added up, on one pound scale.

The fills tell the three apart in grey too: the provider dark, the commissioner pale with an
outline, what is held back hatched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.charts import layout, palette, quantities

Year = Mapping[str, Any]

LEFT, RIGHT, BOTTOM = 80, 12, 46
EACH, TOTAL, BETWEEN, HEAD = 210, 170, 26, 40
# A tick of an upright axis takes the height of its words, which is so much less than their width.
UPRIGHT = 1.6
MOST_NAMED = 7
# The ends where nothing is gained or borne: the scale has no other amount then.
STILL = (-1.0, 1.0)
# The key in words, for a picture that stands alone.
KEY = (
    "Bars and lines: provider dark blue and solid; commissioner pale grey and dashed; held back"
    " hatched and dotted. Above the line gains, below it bears."
)
EACH_YEAR = "Each year"
ADDED_UP = "Added up from the first year"


@dataclass(frozen=True)
class Party:
    """Who gains or bears: the columns of a year and of the total, and how both are drawn."""

    name: str
    column: str
    total: str
    fill: str
    outline: str
    dash: str
    hatch: str = ""


PARTIES = (
    Party("Provider", "provider_gbp", "provider_total_gbp", palette.BLUE, palette.BLUE, "solid"),
    Party(
        "Commissioner",
        "commissioner_gbp",
        "commissioner_total_gbp",
        palette.GREY_TINT,
        palette.SECONDARY,
        "7px,4px",
    ),
    Party(
        "Held back",
        "held_back_gbp",
        "held_back_total_gbp",
        palette.WHITE,
        palette.SECONDARY,
        "2px,3px",
        "/",
    ),
)


@dataclass(frozen=True)
class Reach:
    """The ends of the two pound scales, so that contracts beside each other share them."""

    each: tuple[float, float]
    total: tuple[float, float]


def short(value: float) -> str:
    """Pounds in few characters, rounded: '£26.5m', '−£348k', '£0'; never £0 for what is not."""
    size, sign = abs(value), quantities.MINUS if value < 0 else ""
    if size >= 999_500:
        return f"{sign}£{size / 1e6:,.1f}m"
    if size >= 999.5:
        return f"{sign}£{size / 1e3:,.0f}k"
    if size >= 0.5 or size == 0:
        return f"{sign}£{size:,.0f}"
    return f"{sign}£{size:.2f}"


def reach(contracts: Iterable[Sequence[Year]]) -> Reach:
    """The least and the most of all years and totals of some contracts, zero among them."""
    listed = [list(rows) for rows in contracts]
    return Reach(
        _ends(listed, [party.column for party in PARTIES]),
        _ends(listed, [party.total for party in PARTIES]),
    )


def figure(rows: Sequence[Year], scale: Reach) -> dict[str, Any]:
    """Three bars a year over three lines of what has added up; no rows give no bars.

    Args:
        rows: those of ``outcome.years`` for one contract.
        scale: of this contract and of those beside it.

    Returns:
        The figure. Each bar trace holds one party; ``customdata`` the years.
    """
    n = len(rows)
    height = HEAD + EACH + BETWEEN + HEAD + TOTAL
    upper = [1 - (HEAD + EACH) / height, 1 - HEAD / height]
    lower = [0.0, TOTAL / height]
    return {
        "data": [*(_bars(party, rows) for party in PARTIES), *_lines(rows)],
        "layout": layout.frame(height, {"l": LEFT, "r": RIGHT, "t": 0, "b": BOTTOM})
        | {
            "barmode": "group",
            "bargap": 0.28,
            "bargroupgap": 0.08,
            "xaxis": years_axis(n, "Year of the contract", (0.4, max(n, 1) + 0.6))
            | {"anchor": "y2"},
            "yaxis": pounds_axis(scale.each, EACH) | {"domain": upper},
            "yaxis2": pounds_axis(scale.total, TOTAL) | {"domain": lower},
            "annotations": [_over(EACH_YEAR, upper[1]), _over(ADDED_UP, lower[1])],
        },
    }


def named_years(n: int) -> list[int]:
    """The years that an axis names so that they stand beside each other on a narrow screen."""
    return [year for year in range(1, n + 1) if n <= MOST_NAMED or year == 1 or year % 5 == 0]


def _ends(contracts: Sequence[Sequence[Year]], columns: Sequence[str]) -> tuple[float, float]:
    values = [float(row[column]) for rows in contracts for row in rows for column in columns]
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        return STILL
    edge = (high - low) * 0.06
    return (low - edge if low else 0.0) or -edge, (high + edge if high else 0.0) or edge


def _bars(party: Party, rows: Sequence[Year]) -> dict[str, Any]:
    values = [float(row[party.column]) for row in rows]
    hatch = {
        "pattern": {
            "shape": party.hatch,
            "fgcolor": party.outline,
            "bgcolor": party.fill,
            "size": 7,
            "solidity": 0.25,
        }
    }
    return {
        "type": "bar",
        "name": party.name,
        "x": [row["year"] for row in rows],
        "y": values,
        "customdata": [row["year"] for row in rows],
        "hovertext": [
            f"{party.name}, year {row['year']}: {short(float(row[party.column]))}" for row in rows
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": party.fill,
            "line": {"color": party.outline, "width": 1.5},
            **(hatch if party.hatch else {}),
        },
    }


def _lines(rows: Sequence[Year]) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines+markers" if len(rows) == 1 else "lines",
            "name": f"{party.name}, added up",
            "meta": "total",
            "x": [row["year"] for row in rows],
            "y": [float(row[party.total]) for row in rows],
            "yaxis": "y2",
            "line": {"color": party.outline, "width": 3, "dash": party.dash},
            "marker": {"symbol": "line-ew-open", "size": 12, "color": party.outline},
            "hoverinfo": "skip",
        }
        for party in PARTIES
    ]


def years_axis(n: int, words: str, ends: tuple[float, float]) -> dict[str, Any]:
    """The axis of the years 1 to ``n``; not every year is named where there are many.

    Args:
        n: how many years there are.
        words: what the axis is.
        ends: where it begins and ends, in years.
    """
    named = named_years(n)
    return {
        "range": list(ends),
        "tickmode": "array",
        "tickvals": named,
        "ticktext": [str(year) for year in named],
        "tickangle": 0,
        "title": {"text": words, "standoff": 4},
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
        "fixedrange": True,
    }


def pounds_axis(ends: tuple[float, float], pixels: float) -> dict[str, Any]:
    """An upright axis in pounds with a line at zero; only that is named where nothing happens.

    Args:
        ends: the least and the most pounds.
        pixels: how high it is.
    """
    places = [(0.0, "£0")] if ends == STILL else layout.ticks(*ends, pixels * UPRIGHT, short)
    return {
        "range": list(ends),
        "tickmode": "array",
        "tickvals": [place for place, _ in places],
        "ticktext": [words for _, words in places],
        "gridcolor": palette.HAIRLINE,
        "zeroline": True,
        "zerolinecolor": palette.TEXT,
        "zerolinewidth": 1.6,
        "automargin": False,
        "fixedrange": True,
    }


def _over(words: str, place: float) -> dict[str, Any]:
    return {
        "text": layout.bold(words),
        "xref": "paper",
        "x": 0,
        "xshift": -LEFT,
        "xanchor": "left",
        "yref": "paper",
        "y": place,
        "yanchor": "bottom",
        # Above the words of a tick at the very top of the scale.
        "yshift": 12,
        "showarrow": False,
    }
