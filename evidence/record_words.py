"""The figures of a site's record in words."""

from collections.abc import Mapping
from typing import Any

from evidence.charts import quantities


def fact(value: float, unit: str) -> str:
    """A figure with its unit: '900,000 people', '£4.5 million', '12%'."""
    words = quantities.amount(value, unit, quantities.decimals(value))
    return words if unit in ("gbp", "percent") else f"{words} {unit}"


def finding(row: Mapping[str, Any]) -> str:
    """What the value is, the value, what it is set against and its interval.

    Args:
        row: of ``queries/site_findings.sql``; without a value it says that no number is given.
    """
    if row["value"] is None:
        return quantities.NO_NUMBER
    words = f"{row['quantity_name'].lower()} {quantities.in_words(row)}"
    return words if row["ci_low"] is not None else f"{words}, {quantities.NO_INTERVAL}"
