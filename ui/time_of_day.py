"""Times of day for whoever looks, in the time zone that their browser names.

Where it names none they are in Coordinated Universal Time, and say so. Files and receipts give
days, which are those of Coordinated Universal Time.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from evidence.dates import date_words

NOT_RECORDED = "not recorded"


def clock(at: str) -> str:
    """The time of day alone, as in 10:30, or 09:30 UTC.

    Args:
        at: a time of the log, as in 2026-11-21T09:30:00Z.
    """
    moment, zone = _here(at)
    return f"{moment:%H:%M}{zone}"


def when(at: str | None) -> str:
    """The day and the time of day, as in 21 November 2026, 10:30.

    Args:
        at: a time of the log; None or empty gives "not recorded".
    """
    if not at:
        return NOT_RECORDED
    return f"{day(at)}, {clock(at)}"


def day(at: str) -> str:
    """The day alone, as in 21 November 2026.

    Args:
        at: a time of the log.
    """
    moment, _ = _here(at)
    return date_words(moment.date().isoformat())


def _here(at: str) -> tuple[datetime, str]:
    """The moment in the zone of the browser, and what to say behind its time of day."""
    moment = datetime.fromisoformat(at).astimezone(UTC)
    try:
        return moment.astimezone(ZoneInfo(st.context.timezone or "")), ""
    except (ZoneInfoNotFoundError, ValueError):
        return moment, " UTC"
