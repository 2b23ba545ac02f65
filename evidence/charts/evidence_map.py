"""The evidence map: which outcome has what kind of evidence, and what it says, by site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from evidence.charts import marks

Row = dict[str, Any]

ORDER_RULE = (
    "Outcomes in their fixed order, columns by strength of evidence; in a cell better, no"
    " difference, mixed, unclear, worse."
)


@dataclass(frozen=True)
class Count:
    """How many sites, or national groups, have one direction.

    ``faint`` are those whose findings do not survive the chosen step.
    """

    direction: str
    n: int
    faint: bool = False


@dataclass(frozen=True)
class Cell:
    """What one kind of evidence says about one outcome; nothing in it means no finding."""

    evidence_status: str
    status_name: str
    sites: tuple[Count, ...]
    groups: tuple[Count, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is no finding."""
        return not self.sites and not self.groups

    @property
    def words(self) -> str:
        """The cell's counts: '5 better, 2 worse; national groups: 1 better'; 'none' when empty."""
        said = [_words(self.sites)] if self.sites else []
        said += [f"national groups: {_words(self.groups)}"] if self.groups else []
        return "; ".join(said) or "none"


@dataclass(frozen=True)
class Line:
    """One outcome: its cells by strength of evidence, and what is known to be missing."""

    outcome_domain: str
    outcome_name: str
    cells: tuple[Cell, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One kind of evidence and how many sites have a finding of it."""

    status_name: str
    n_sites: int


def columns(rows: Sequence[Row]) -> list[Column]:
    """The kinds of evidence in the order of the rows of ``queries/evidence_map.sql``."""
    found = {
        row["evidence_status"]: Column(row["status_name"], row["n_status_sites"]) for row in rows
    }
    return list(found.values())


def lines(rows: Iterable[Row], missing: Iterable[Row]) -> list[Line]:
    """One line per outcome, in the order of the rows.

    Args:
        rows: those of ``queries/evidence_map.sql``.
        missing: those of ``queries/known_missing.sql``; what concerns no single outcome is
            left to ``missing_words``.
    """
    known = [
        (row["outcome_domain"], marks.ABSENCES[row["reason"]], row["n"])
        for row in missing
        if row["outcome_domain"]
    ]
    return [
        Line(
            outcome_domain,
            outcome_name,
            tuple(
                _cell(list(cell)) for _, cell in groupby(own, lambda row: row["evidence_status"])
            ),
            tuple(
                words if n == 1 else f"{n} {words}"
                for at, words, n in known
                if at == outcome_domain
            ),
        )
        for (outcome_domain, outcome_name), own in groupby(
            rows, lambda row: (row["outcome_domain"], row["outcome_name"])
        )
    ]


def mark_counts(rows: Sequence[Row]) -> tuple[int, int]:
    """How many marks the map draws, the faint ones too: of sites, and of national groups."""
    return (
        sum(row["n_sites"] + row["n_faint_sites"] for row in rows),
        sum(row["n_groups"] + row["n_faint_groups"] for row in rows),
    )


def left(rows: Sequence[Row]) -> dict[str, int]:
    """How many marks are left at each step of "Only what survives"."""
    return {
        "all": sum(mark_counts(rows)),
        "compared": sum(row["n_compared"] for row in rows),
        "independent": sum(row["n_independent"] for row in rows),
    }


def subtitle(rows: Sequence[Row], n_findings: int, n_all_findings: int, filters: str) -> str:
    """How many findings and marks the map holds, the filters in words, and what one mark is."""
    sites, groups = mark_counts(rows)
    return (
        f"{n_findings} of {n_all_findings} findings; {filters}. {sites + groups} marks: {sites} of"
        f" sites, {groups} of national groups. One mark is one site, for one outcome and one kind"
        " of evidence: the direction that at least 70% of its findings share, else mixed."
    )


def note(missing: Sequence[Row]) -> str:
    """What stands beneath the map."""
    return (
        "“none” means no finding in this set, which is not the same as no effect."
        f" {missing_words(missing)} {ORDER_RULE}"
    )


def missing_words(missing: Sequence[Row]) -> str:
    """How many results are known to be missing and why, whole sites apart."""
    single = [row for row in missing if row["outcome_domain"]]
    whole = [row for row in missing if not row["outcome_domain"]]
    if not missing:
        return "No result is known to be missing here."
    said = []
    if single:
        said.append(f"Known to be missing in one outcome: {_reasons(single)}.")
    if whole:
        said.append(f"In all outcomes of a site, so in no row: {_reasons(whole)}.")
    return " ".join(said)


def _reasons(rows: Iterable[Row]) -> str:
    counts = {row["reason"]: row["n_of_reason"] for row in rows}
    return ", ".join(
        f"{words} {counts[reason]}" for reason, words in marks.ABSENCES.items() if reason in counts
    )


def _cell(own: Sequence[Row]) -> Cell:
    return Cell(
        own[0]["evidence_status"],
        own[0]["status_name"],
        _counts(own, "n_sites", "n_faint_sites"),
        _counts(own, "n_groups", "n_faint_groups"),
    )


def _counts(own: Sequence[Row], left: str, faint: str) -> tuple[Count, ...]:
    """What survives first, then what does not."""
    return (
        *(Count(row["direction"], row[left]) for row in own if row[left]),
        *(Count(row["direction"], row[faint], faint=True) for row in own if row[faint]),
    )


def _words(counts: Sequence[Count]) -> str:
    left, faint = (
        ", ".join(
            f"{count.n} {marks.DIRECTIONS[count.direction].word}"
            for count in counts
            if count.faint is is_faint
        )
        for is_faint in (False, True)
    )
    lost = f"does not survive: {faint}" if faint else ""
    return "; ".join(filter(None, (left, lost)))
