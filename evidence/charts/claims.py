"""Self-reported and evaluated results side by side: what the unit picture says, and its lines.

Rows are the two of ``queries/claims_and_evaluations.sql``, the self-reported first.
"""

from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]

PER_LINE = 20
RULE = (
    "One mark is one site and outcome: the direction that at least 70% of the site's findings"
    " share, else mixed. National groups have no mark."
)
CAUTIONS = (
    "A site has a mark in every outcome that it reports, so the marks are not independent and the"
    " true intervals are wider.",
    "Different sites and outcomes: no like-for-like test.",
)


def lines(count: int) -> tuple[int, int]:
    """How many full lines of marks a count fills, and how many marks stand on the last one."""
    return divmod(count, PER_LINE)


def title(rows: Sequence[Row]) -> str:
    """What the marks say: 'Self-reported: 62 of 70 say better. Evaluated: 40 of 101.'."""
    if not any(row["n_votes"] for row in rows):
        kinds = " and no ".join(row["status_name"].lower() for row in rows)
        return f"No {kinds} result of a site in this selection"
    said, verb = [], True
    for row in rows:
        said.append(f"{row['status_name']}: {share(row, verb=verb)}.")
        verb = verb and not row["n_votes"]
    return " ".join(said)


def subtitle(rows: Sequence[Row], n_all_findings: int, filters: str) -> str:
    """How many findings the picture rests on, the filters in words, and what one mark is."""
    counted = sum(row["n_findings"] for row in rows)
    kinds = " or ".join(row["status_name"].lower() for row in rows)
    return f"{counted} of {n_all_findings} findings, {kinds}; {filters}. {RULE}"


def share(row: Row, *, verb: bool = True) -> str:
    """How many of one kind of evidence say better; 'none in this selection' where nobody votes."""
    if not row["n_votes"]:
        return "none in this selection"
    says = "says" if row["n_votes"] == 1 else "say"
    return f"{row['n_improved']} of {row['n_votes']}" + (f" {says} better" if verb else "")


def intervals(rows: Sequence[Row]) -> str:
    """The share that says better with its interval, for each kind; empty where nobody votes."""
    said = [
        f"{row['share']:.0%} of the {row['status_name'].lower()} ones (95% interval"
        f" {row['share_low'] * 100:.0f} to {row['share_high'] * 100:.0f}%)"
        for row in rows
        if row["n_votes"]
    ]
    return f"Better: {' and '.join(said)}, by Wilson's formula." if said else ""


def chances(rows: Sequence[Row]) -> str:
    """How easily chance splits better and worse so, for each kind; empty where neither is said."""
    said = [
        f"{row['n_improved']} to {row['n_worsened']} among the {row['status_name'].lower()}"
        f" ({odds(row['chance'])})"
        for row in rows
        if row["n_tested"]
    ]
    if not said:
        return ""
    return (
        f"Better against worse: {' and '.join(said)}; in brackets how often chance alone makes a"
        " split so lopsided, by the two-sided sign test, which leaves the other marks out and"
        " whose assumption is disputed (Nikolakopoulos 2021)."
    )


def odds(chance: float) -> str:
    """A probability in words: 'one time in 5', 'less than one time in 1,000'."""
    if chance < 0.001:
        return "less than one time in 1,000"
    return "every time" if chance > 0.95 else f"about one time in {max(2, round(1 / chance)):,}"


def finding_by_finding(rows: Sequence[Row]) -> str:
    """The same count without merging; empty where there is no finding."""
    said = [
        f"{row['n_findings_improved']} of {row['n_findings']} {row['status_name'].lower()}"
        for row in rows
        if row["n_findings"]
    ]
    if not said:
        return ""
    return (
        f"Finding by finding, national groups included: {' and '.join(said)}"
        f" {'findings say' if len(said) == 2 or rows[0]['n_findings'] != 1 else 'finding says'}"
        " better."
    )


def note(rows: Sequence[Row]) -> str:
    """All that stands beneath the picture."""
    counted = [each for each in (intervals(rows), chances(rows), finding_by_finding(rows)) if each]
    return " ".join([*counted, *CAUTIONS]) if counted else CAUTIONS[-1]
