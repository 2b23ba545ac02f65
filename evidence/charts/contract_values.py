"""What contracts were worth: places on a log axis, one basis an axis, never two on one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence.charts import amounts

Contract = dict[str, Any]

# An axis over more powers of ten than this names every second one.
MOST_WORDS = 4
BASES = {
    "total": "Total over the term",
    "annual": "A year, as stated",
    "not_stated": "Basis not stated",
}
ORDER_RULE = "Order: name."


@dataclass(frozen=True)
class Axis:
    """A log axis from one power of ten to another, in pounds."""

    low: float
    high: float

    def share(self, value: float) -> float:
        """Where a value stands, as a share of the axis from its low end."""
        return math.log10(value / self.low) / self.n_powers

    @property
    def n_powers(self) -> int:
        """How many powers of ten the axis spans."""
        return round(math.log10(self.high / self.low))

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Powers of ten with their place and words; on a long axis every second one is named."""
        n = self.n_powers
        step = 1 if n < MOST_WORDS else 2
        return [(power / n, tick_words(self.low * 10.0**power)) for power in range(0, n + 1, step)]


def axis(rows: Sequence[Contract]) -> Axis:
    """The axis that holds the values of some contracts.

    Args:
        rows: rows of ``queries/contract_values.sql`` with one ``value_basis``, in pounds. None
            gives an axis from 1 to 10.

    Raises:
        ValueError: the values have several bases, or one is not above 0.
    """
    if len({row["value_basis"] for row in rows}) > 1:
        raise ValueError("values of several bases never stand on one scale")
    if any(row["value_gbp"] <= 0 for row in rows):
        raise ValueError("a log axis has no place for a value that is not above 0")
    return Axis(*ends([row["value_gbp"] for row in rows]))


def of_basis(rows: Sequence[Contract], basis: str) -> list[Contract]:
    """The contracts whose value has one basis, in their order.

    Args:
        rows: rows of ``queries/contract_values.sql``.
        basis: total, annual or not_stated.
    """
    return [row for row in rows if row["value_basis"] == basis]


def a_year_words(row: Contract) -> str:
    """The value of a year in pounds, computed from a stated total and stated years.

    Empty where either is not stated, and where the value is stated for a year or has no basis.
    """
    if row["value_a_year_gbp"] is None:
        return ""
    return amounts.pounds(round(row["value_a_year_gbp"]))


def range_words(row: Contract) -> str:
    """Says that a range was advertised and its upper end is the value; empty where none was."""
    if row["from_gbp"] is None:
        return ""
    return (
        f"{row['contract_label']} was advertised at {amounts.pounds(row['from_gbp'])} to"
        f" {amounts.pounds(row['value_gbp'])}; the upper end is shown."
    )


def ends(values: Sequence[float]) -> tuple[float, float]:
    """The powers of ten that hold some values, at least one apart; 1 to 10 for none."""
    if not values:
        return 1, 10
    low = math.floor(math.log10(min(values)) + 1e-9)
    high = max(math.ceil(math.log10(max(values)) - 1e-9), low + 1)
    return 10.0**low, 10.0**high


def tick_words(value: float) -> str:
    """A power of ten in pounds, short: '£1m', '£100m', '£1bn'."""
    if value >= 1e9:
        return f"£{value / 1e9:g}bn"
    return f"£{value / 1e6:g}m" if value >= 1e6 else f"£{value:,.0f}"
