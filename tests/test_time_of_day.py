"""Times of day on screen: those of whoever looks, or UTC and said so."""

from types import SimpleNamespace

import pytest
import streamlit as st

from ui import time_of_day


@pytest.mark.parametrize(
    ("zone", "at", "when"),
    [
        ("Europe/London", "2026-07-01T23:30:00Z", "2 July 2026, 00:30"),
        ("Europe/London", "2026-11-22T09:05:59Z", "22 November 2026, 09:05"),
        ("America/New_York", "2026-11-22T03:00:00Z", "21 November 2026, 22:00"),
        (None, "2026-07-01T23:30:00Z", "1 July 2026, 23:30 UTC"),
        ("", "2026-07-01T23:30:00Z", "1 July 2026, 23:30 UTC"),
        ("Nowhere/At all", "2026-07-01T23:30:00Z", "1 July 2026, 23:30 UTC"),
        ("../../etc/passwd", "2026-07-01T23:30:00Z", "1 July 2026, 23:30 UTC"),
    ],
)
def test_a_time_is_that_of_the_browsers_zone_and_else_says_utc(
    monkeypatch: pytest.MonkeyPatch, zone: str | None, at: str, when: str
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(timezone=zone))

    assert time_of_day.when(at) == when
    assert f"{time_of_day.day(at)}, {time_of_day.clock(at)}" == when


@pytest.mark.parametrize("at", [None, ""])
def test_a_time_that_nobody_wrote_down_is_said_to_be_so(at: str | None) -> None:
    assert time_of_day.when(at) == "not recorded"
