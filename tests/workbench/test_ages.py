"""How long something has waited, in words."""

import pytest

from evidence.workbench.ages import age_words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-22T09:30:00Z", "less than a minute"),
        ("2026-11-22T09:30:59Z", "less than a minute"),
        ("2026-11-22T09:31:00Z", "1 minute"),
        ("2026-11-22T10:29:59Z", "59 minutes"),
        ("2026-11-22T10:30:00Z", "1 hour"),
        ("2026-11-23T09:29:59Z", "23 hours"),
        ("2026-11-23T09:30:00Z", "1 day"),
        ("2029-11-21T09:30:00Z", "1,095 days"),
        ("2026-11-22T09:00:00Z", "less than a minute"),
    ],
)
def test_age_is_said_in_its_largest_unit(now: str, words: str) -> None:
    assert age_words("2026-11-22T09:30:00Z", now) == words
