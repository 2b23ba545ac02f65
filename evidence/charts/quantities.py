"""The figure of a finding in words: sign, unit, what it is set against, interval.

Rows are those of ``queries/impacts.sql`` or any others with the same columns of a finding.
"""

from collections.abc import Mapping
from typing import Any

Finding = Mapping[str, Any]

MINUS = "−"
NO_NUMBER = "no number given"
NO_INTERVAL = "no interval"
SIGNED = ("change", "difference", "own_growth")
SUFFIXES = {
    "percent_change": "%",
    "percent": "%",
    "percentage_points": " points",
    "per_1000": " per 1,000",
    "days": " days",
    "weeks": " weeks",
}
SET_AGAINST = {
    "matched_control": "controls",
    "rest_england": "others",
    "other_sites": "others",
    "before_after": "before",
    "target": "target",
    "none_stated": "against",
}
COMPARATORS = {
    "matched_control": "matched controls",
    "rest_england": "the rest of England",
    "other_sites": "other sites",
    "before_after": "before and after",
    "target": "a target",
    "none_stated": "nothing stated",
}


def decimals(*values: float | None) -> int:
    """How many digits after the point the most exact of some values has; 0 when none is given."""
    written = (
        f"{value:.6f}".rstrip("0").partition(".")[2] for value in values if value is not None
    )
    return max((len(digits) for digits in written), default=0)


def number(value: float, digits: int, *, signed: bool = False) -> str:
    """A number with a real minus sign, and a plus sign where asked for; 0 has no sign."""
    words = f"{abs(value):,.{digits}f}"
    if value < 0:
        return MINUS + words
    return f"+{words}" if signed and value > 0 else words


def amount(value: float, unit: str | None, digits: int, *, signed: bool = False) -> str:
    """A number with its unit; millions are written as such, and pounds have their sign in front."""
    suffix = SUFFIXES.get(unit or "", "")
    if abs(value) >= 1e6:
        value, suffix = value / 1e6, " million" + suffix
        digits = decimals(round(value, 6))
    written = number(value, digits, signed=signed)
    if unit == "gbp":
        sign = written[0] if written[0] in (MINUS, "+") else ""
        written = f"{sign}£{written[len(sign) :]}"
    return written + suffix


def value_words(finding: Finding) -> str:
    """The value with sign and unit; 'no number given' where the source gives none."""
    value = finding["value"]
    if value is None:
        return NO_NUMBER
    return amount(value, finding["unit"], _digits(finding), signed=finding["quantity"] in SIGNED)


def compared_words(finding: Finding) -> str:
    """What a growth or a level is set against: 'others +3.1%'; empty where nothing is given."""
    against = finding["comparator_value"]
    if against is None:
        return ""
    signed = finding["quantity"] in SIGNED
    written = amount(against, finding["unit"], decimals(against), signed=signed)
    return f"{SET_AGAINST[finding['comparator']]} {written}"


def interval_words(finding: Finding) -> str:
    """The interval in brackets: '(−39 to −3)'; empty where the source gives none."""
    low, high = finding["ci_low"], finding["ci_high"]
    if low is None or high is None:
        return ""
    # Repeating a unit that stands beside the value would only make the line longer.
    unit = "gbp" if finding["unit"] == "gbp" else None
    signed, digits = finding["quantity"] in SIGNED, _digits(finding)
    ends = (amount(end, unit, digits, signed=signed) for end in (low, high))
    return f"({' to '.join(ends)})"


def in_words(finding: Finding) -> str:
    """Value, comparison and interval in one line: '+3.5%, others +12% (−0.3 to +7.2)'."""
    compared = compared_words(finding)
    value = f"{value_words(finding)}, {compared}" if compared else value_words(finding)
    return f"{value} {interval_words(finding)}".strip()


def _digits(finding: Finding) -> int:
    return decimals(finding["value"], finding["ci_low"], finding["ci_high"])
