"""Panels of the impacts page: which findings share a scale, and what is said about them.

The query ``queries/impacts.sql`` puts every finding into one panel; here a panel gets its words
and its scale. A panel holds one quantity, one unit and one kind of comparison.
"""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.charts import marks, quantities

Row = dict[str, Any]

ORDER_RULE = (
    "Within each group the strongest study design comes first, then the newest source, then the"
    " name; never the size of the effect."
)
FALLING_BACK = (
    "Before and after: sites often began with high rates, which tend to fall back by themselves."
)

FAMILIES = {
    "change": "Change",
    "ratio": "Ratios",
    "own_growth": "Own growth",
    "difference": "Difference",
    "level": "Level reached",
    "amount": "Totals and prices, which have no scale",
    "forecast": "Forecasts, not observed",
}
UNITS = {
    "percent_change": "in per cent",
    "percentage_points": "in percentage points",
    "percent": "in per cent",
    "per_1000": "per 1,000 people",
    "count": "in numbers",
    "days": "in days",
    "weeks": "in weeks",
    "gbp": "in pounds",
}
COMPARISONS = {
    "others": "against others",
    "matched_control": "against matched controls",
    "rest_england": "against the rest of England",
    "other_sites": "against other sites",
    "before_after": "before and after",
    "target": "against a target",
    "none_stated": "with nothing stated to compare with",
}
KINDS = {
    "others": "Against others",
    "before_after": "Before and after",
    "target": "Against a target",
    "none_stated": "Nothing to compare with",
    "amount": "Totals and prices",
    "forecast": "Forecasts",
}
BARS = quantities.COMPARATORS | {"others": "the comparator", "before_after": "before"}


@dataclass(frozen=True)
class Scale:
    """The range that a panel's marks stand on; ``low`` and ``high`` have room beyond the marks."""

    low: float
    high: float
    is_log: bool

    @property
    def origin(self) -> float:
        """Where nothing has changed: 1 for a ratio, else 0."""
        return 1.0 if self.is_log else 0.0


@dataclass(frozen=True)
class Panel:
    """Findings that are drawn together; ``scale`` is None where they only have directions."""

    key: str
    family: str
    unit: str | None
    comparison: str | None
    rows: tuple[Row, ...]
    scale: Scale | None

    @property
    def kind(self) -> str:
        """One of ``KINDS``: how its findings were compared."""
        if self.comparison is None:
            return self.family
        return self.comparison if self.comparison in KINDS else "others"

    @property
    def title(self) -> str:
        """What the panel counts: 'Change in per cent, before and after'."""
        if self.scale is None and self.family == "change":
            words = "Direction only"
        else:
            unit = UNITS.get(self.unit or "", "")
            words = f"{FAMILIES[self.family]} {unit}".strip()
        return ", ".join(filter(None, (words, COMPARISONS.get(self.comparison or ""))))

    @property
    def has_intervals(self) -> bool:
        """Whether any finding in it comes with an interval."""
        return any(quantities.interval_words(row) for row in self.rows)

    @property
    def polarity(self) -> str:
        """Which way is better on its axis; 'mixed' where its findings differ."""
        polarities = {row["polarity"] for row in self.rows if row["value"] is not None}
        return polarities.pop() if len(polarities) == 1 else "mixed"

    @property
    def note(self) -> str:
        """How to read it: what stands beside the scale, and what lines and bars mean."""
        said = []
        numbers = sum(row["value"] is not None for row in self.rows)
        if self.scale and numbers < len(self.rows):
            without = counted(len(self.rows) - numbers, "finding")
            said.append(f"Beside the scale: {without} without a number")
        if self.has_intervals:
            line = "Line through a mark" if self.scale else "In brackets"
            said.append(f"{line}: interval, where the source gives one")
        elif numbers:
            said.append("No interval is reported")
        return " ".join(f"{sentence}." for sentence in (*said, *self.cautions))

    @property
    def cautions(self) -> tuple[str, ...]:
        """Without what its scale would be misread: what the bars are, and what better means."""
        said = []
        if any(row["comparator_value"] is not None for row in self.rows) and self.scale:
            said.append(f"Upright bar: {BARS[self.comparison or 'others']}")
        if self.family == "own_growth":
            said.append("Better means that it grew less, not that it fell")
        return tuple(said)

    def heading(self, row: Row) -> str:
        """The group of a row, and its comparator where the panel has more than one."""
        if self.comparison == "others" and len({each["comparator"] for each in self.rows}) > 1:
            return f"{row['group_label']}, {COMPARISONS[row['comparator']]}"
        return str(row["group_label"])


def panels(rows: Iterable[Row]) -> list[Panel]:
    """The rows of ``queries/impacts.sql`` in their panels, in the order given.

    Panels of changes in one unit share one scale, so that they can be compared by eye.
    """
    grouped = [
        (key, tuple(group)) for key, group in itertools.groupby(rows, key=lambda row: row["panel"])
    ]
    shared: dict[tuple[str, str | None], list[Row]] = {}
    for _, group in grouped:
        shared.setdefault((group[0]["family"], group[0]["panel_unit"]), []).extend(group)
    made = []
    for key, group in grouped:
        family, unit, comparison = (
            group[0][name] for name in ("family", "panel_unit", "comparison")
        )
        on_scale = shared[family, unit] if family == "change" else group
        scale = (
            _scale(family, unit, on_scale) if any(r["value"] is not None for r in group) else None
        )
        made.append(Panel(key, family, unit, comparison, group, scale))
    return made


def counted(count: int, noun: str) -> str:
    """A number of things: '1 finding', '12 findings'."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def describe(panel: Panel) -> str:
    """The panel in words, for those who do not see it: counts by direction and the range."""
    counts = Counter(row["direction"] for row in panel.rows)
    directions = ", ".join(
        f"{counts[name]} {mark.word}" for name, mark in marks.DIRECTIONS.items() if counts[name]
    )
    values = [row for row in panel.rows if row["value"] is not None]
    words = f"{panel.title}. {counted(len(panel.rows), 'finding')}: {directions}."
    if panel.scale and values:
        lowest, highest = (pick(values, key=lambda row: row["value"]) for pick in (min, max))
        reach = (quantities.value_words(each) for each in (lowest, highest))
        words += f" Values from {' to '.join(reach)}."
    return words + " The table has every figure."


def _scale(family: str, unit: str | None, rows: Sequence[Row]) -> Scale | None:
    """The range of values, intervals, comparators and origin, with room at both ends."""
    if family in ("amount", "forecast"):
        return None
    names = ("value", "ci_low", "ci_high", "comparator_value")
    places = [float(row[name]) for row in rows for name in names if row[name] is not None]
    if family == "ratio":
        low, high = math.log(min([*places, 0.8])), math.log(max([*places, 1.25]))
        room = (high - low) * 0.06
        return Scale(math.exp(low - room), math.exp(high + room), True)
    ends = [0.0, 100.0] if unit == "percent" else [0.0]
    low, high = min(places + ends), max(places + ends)
    room = (high - low) * 0.06 or 1.0
    return Scale(low - room, high + room, False)
