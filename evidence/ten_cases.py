"""The ten cases in words: what their table says wherever it stands.

Rows are those of ``queries/ten_cases.sql``.
"""

from collections.abc import Mapping
from typing import Any

HEADINGS = (
    "Case",
    "In the review, November 2016",
    "In other sources",
    "The contracts, when last seen",
)
SUBTITLE = (
    "What the rapid review of November 2016 could report on its nine examples, what other sources"
    " report, and what became of the contracts. Sunderland is added. Always all ten, whatever the"
    " filters say."
)
ORDER_RULE = (
    "Every finding has a mark; the one in words has the strongest design, then a number, then the"
    " newest source, then the order of the outcomes, never the size of the effect. Contracts: the"
    " one seen last comes first."
)


def terms(row: Mapping[str, Any]) -> list[str]:
    """What else the review has of a case without an outcome: '11 contract figures', '9 lessons'."""
    counts = (
        (row["n_review_figures"], "contract figure"),
        (row["n_review_lessons"], "lesson"),
    )
    return [f"{n} {thing}{'' if n == 1 else 's'}" for n, thing in counts if n]
