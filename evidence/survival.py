"""Only what survives: which findings are left when a claim alone is not enough.

The columns ``has_outside_comparator`` and ``is_independent`` of ``queries/views.sql`` say which
findings meet each step, the macro ``survives`` applies one.
"""

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
