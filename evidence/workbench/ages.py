"""How long something has waited, in words."""

from datetime import datetime

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def age_words(since: str, now: str) -> str:
    """The time between two moments of the log (UTC, as 2026-11-22T09:30:00Z) in its largest unit.

    Less than a minute, also where a clock was set back, is "less than a minute".
    """
    seconds = (datetime.fromisoformat(now) - datetime.fromisoformat(since)).total_seconds()
    for unit, length in _UNITS:
        n = int(seconds // length)
        if n >= 1:
            return f"{n:,} {unit}{'s' if n > 1 else ''}"
    return "less than a minute"
