"""A claim beside what was found: which findings are which, and the gap between them in words."""

from collections.abc import Sequence
from typing import Literal

from evidence.board_parts import Beside, Reported
from evidence.board_words import COMPARED
from evidence.charts import marks

CLAIMS = ("self_reported", "press")
EVALUATED = ("evaluated", "audited")
KINDS: dict[Literal["evaluation", "monitoring"], str] = {
    "evaluation": "Evaluation found",
    "monitoring": "Monitoring found",
}
OPPOSITE = {("improved", "worsened"), ("worsened", "improved")}


def pair(findings: Sequence[Reported]) -> Beside | None:
    """What was claimed beside what was found; None where one of the two is missing.

    A press report of a study with an outside comparator is no claim.
    """
    claims = tuple(each for each in findings if _is_claim(each))
    found = tuple(each for each in findings if each.evidence_status in (*EVALUATED, "monitored"))
    if not claims or not found:
        return None
    evaluated = any(each.evidence_status in EVALUATED for each in found)
    kind: Literal["evaluation", "monitoring"] = "evaluation" if evaluated else "monitoring"
    sentences = (
        f"Said: {_all(claims)}.",
        f"{KINDS[kind]}: {_all(found)}.",
        verdict(claims, found),
        not_subtracted(claims, found),
    )
    return Beside(claims, found, kind, " ".join(each for each in sentences if each))


def verdict(claims: Sequence[Reported], found: Sequence[Reported]) -> str:
    """How the directions of the two lie to each other, in a sentence."""
    said, seen = _directions(claims), _directions(found)
    if said == seen and len(said) == 1:
        return f"Both say {_words(said)}."
    if seen == ["unclear"]:
        return f"What was said is {_words(said)}; what was found is unclear."
    if said == ["unclear"]:
        return f"What was said is unclear; what was found is {_words(seen)}."
    told = f"said {_words(said)}, found {_words(seen)}"
    if len(said) == len(seen) == 1 and (said[0], seen[0]) in OPPOSITE:
        return f"The two point opposite ways: {told}."
    if set(said) & set(seen):
        return f"The two agree only in part: {told}."
    return f"The two do not agree: {told}."


def not_subtracted(claims: Sequence[Reported], found: Sequence[Reported]) -> str:
    """Why the figures are not taken from each other; empty where one side has none.

    Figures are never subtracted: a difference would need one quantity and unit, the same people
    and the same comparator, and a claim and an evaluation do not share all of them.
    """
    rows = [[each.row for each in side if each.has_number] for side in (claims, found)]
    if not all(rows):
        return ""
    differs = [
        words
        for names, words in (
            (("quantity", "unit"), "measured in different ways"),
            (("label",), "of different groups or times"),
            (("comparator",), "set against different things"),
        )
        if {tuple(row[name] for name in names) for row in rows[0]}
        != {tuple(row[name] for name in names) for row in rows[1]}
    ]
    if not differs:
        return "The figures stand side by side and are not subtracted."
    return f"The figures are not subtracted: they are {' and '.join(differs)}."


def _is_claim(finding: Reported) -> bool:
    if finding.evidence_status == "press":
        return not finding.row["has_outside_comparator"]
    return finding.evidence_status in CLAIMS


def _all(findings: Sequence[Reported]) -> str:
    return " and ".join(f"{each.number} ({each.label}; {_when(each)})" for each in findings)


def _when(finding: Reported) -> str:
    compared = COMPARED[finding.row["comparator"]]
    return f"{compared}, {finding.year}" if finding.year else compared


def _directions(findings: Sequence[Reported]) -> list[str]:
    given = {each.direction for each in findings}
    return [direction for direction in marks.DIRECTIONS if direction in given]


def _words(directions: Sequence[str]) -> str:
    return " and ".join(marks.DIRECTIONS[each].word for each in directions)
