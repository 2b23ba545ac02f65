"""Only what survives: which findings are left when a claim alone is not enough.

The columns ``has_outside_comparator`` and ``is_independent`` of ``queries/views.sql`` say which
findings meet each step, the macro ``survives`` applies one.
"""

from collections.abc import Mapping
from typing import Any

STEPS = {
    "all": "Everything said",
    "compared": "With a comparator",
    "independent": "Independent, with a comparator",
}


def words(step: str, n_lost: int, n_marks: int) -> str:
    """How many marks are lost at a step; empty where everything said is shown."""
    if step == "all":
        return ""
    verb = "does" if n_lost == 1 else "do"
    return f"{n_lost} of {n_marks} marks {verb} not survive"


def is_left(step: str, finding: Mapping[str, Any]) -> bool:
    """Whether a finding with both columns is left at a step, as ``survives`` has it in SQL."""
    if step == "all":
        return True
    column = "has_outside_comparator" if step == "compared" else "is_independent"
    return bool(finding[column])
