"""The ten cases of the landing page in a few marks and words each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence import ten_cases
from evidence.charts import quantities
from evidence.read_model import Row
from evidence.scenes.parts import Absence, Cell, Contract, Finding, Nothing, Words
from evidence.scenes.scene import Line, Panel

NOTE = "Always all ten, whatever is filtered"


def panels(rows: Iterable[Row]) -> tuple[Panel, Panel]:
    """What the review of 2016 and other sources report, then the contracts; one line a case.

    Args:
        rows: those of ``queries/ten_cases.sql``.
    """
    cases = list(rows)
    reported = (_line(row, _review(row), _found(row["found"])) for row in cases)
    contracts = (_line(row, _contracts(row["contracts"])) for row in cases)
    return (
        Panel(
            title="Ten cases: the review of 2016 and other sources",
            headings=("Case", "Review, 2016", "Other sources"),
            lines=tuple(reported),
            widths=(0.27, 0.34, 0.39),
            note=NOTE,
        ),
        Panel(
            title="Ten cases: the contracts, when last seen",
            headings=("Case", "Contracts"),
            lines=tuple(contracts),
            widths=(0.27, 0.73),
            note=NOTE,
        ),
    )


def _line(row: Row, *cells: Cell) -> Line:
    if row["short_name"] is None:
        return Line(row["site_id"], cells, quiet="not in this set")
    return Line(row["short_name"], cells)


def _review(row: Row) -> Cell:
    """The review's own label or its findings; what else it has where it reports no outcome."""
    if row["slide"] is None:
        return (Nothing("not in the review"),)
    label = (Absence(f"“{row['review_label']}”"),) if row["review_label"] else ()
    said = (*label, *_marks(row["reported"]))
    if said:
        return said
    return (Nothing("no outcome"), *(Words(words, "quiet") for words in ten_cases.terms(row)))


def _found(findings: Sequence[Mapping[str, Any]]) -> Cell:
    """A mark for every finding; the first says its outcome, and its number where it has one."""
    if not findings:
        return (Nothing("nothing found"),)
    first = findings[0]
    words = f"{first['outcome_name']} {_number(first)}".strip()
    mark = Finding(first["direction"], first["evidence_status"], words)
    return (mark, *_marks(findings[1:]))


def _number(finding: Mapping[str, Any]) -> str:
    """The value and what it is set against, as '+1.8%' alone would not say that it grew less."""
    if finding["value"] is None:
        return ""
    return quantities.in_words({**finding, "ci_low": None, "ci_high": None})


def _marks(findings: Iterable[Mapping[str, Any]]) -> Cell:
    return tuple(Finding(each["direction"], each["evidence_status"]) for each in findings)


def _contracts(contracts: Sequence[Mapping[str, Any]]) -> Cell:
    return tuple(
        Contract(each["status"], f"{each['form_name']}: {each['status']}") for each in contracts
    ) or (Nothing(),)
