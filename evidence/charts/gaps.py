"""The gap map: which sites have a result of which outcome, and what an empty cell means."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from evidence.charts import marks
from evidence.charts.impacts_panels import counted

Row = dict[str, Any]

# The names that fit over a narrow column, by the name in full.
SHORT_NAMES = {
    "Multispecialty community provider": "Community provider",
    "Primary and acute care system": "Primary and acute",
    "Enhanced health in care homes": "Care homes",
    "Urgent and emergency care": "Urgent care",
    "Acute care collaboration": "Hospital groups",
    "Virtual (NHS England form 1)": "Virtual alliance",
    "Partially integrated (NHS England form 2)": "Partially integrated",
    "Fully integrated (NHS England form 3)": "Fully integrated",
    "Prime contractor or prime provider": "Prime contractor",
    "Accountable care contract": "Accountable care",
    "Capitated outcomes-based contract": "Capitated outcomes",
    "No contract in this set": "No contract found",
}
TITLE = "Who has looked at what, and where there is nothing"
WHOLE_SITES = "Whole sites said to lack a result"
NONE_SAID = "none said"
ORDER_RULE = (
    "Outcomes and columns in their fixed order; in a cell the strongest evidence first, then"
    " better, no difference, mixed, unclear, worse, then by name."
)


@dataclass(frozen=True)
class Mark:
    """One site's result in one cell."""

    site_name: str
    direction: str
    evidence_status: str


@dataclass(frozen=True)
class Missing:
    """For how many sites a source says, with one reason, that a result is missing."""

    words: str
    n: int

    @property
    def counted(self) -> str:
        """The reason with its number where it is not one: '2 not measured'."""
        return self.words if self.n == 1 else f"{self.n} {self.words}"


@dataclass(frozen=True)
class Column:
    """One model of care or contract form: its full and its short name, and how many sites."""

    value: str
    name: str
    short_name: str
    n_sites: int


@dataclass(frozen=True)
class Cell:
    """One outcome in one column; without marks it is empty."""

    column: Column
    marks: tuple[Mark, ...]
    missing: tuple[Missing, ...]

    @property
    def nothing(self) -> str:
        """What an empty cell says: how many sites could have had a result: '0 of 14'."""
        return f"0 of {self.column.n_sites}"

    @property
    def words(self) -> str:
        """What the cell says aloud: '2 of 7 sites: 1 better, evaluated; 1 worse, audited'."""
        counts = "; ".join(f"{n} {marks.words(*kind)}" for kind, n in self.counts.items())
        sites = counted(self.column.n_sites, "site")
        return f"{len(self.marks)} of {sites}: {counts}" if counts else f"0 of {sites}"

    @property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many marks have each direction and status, in the order of the marks."""
        return Counter((mark.direction, mark.evidence_status) for mark in self.marks)


@dataclass(frozen=True)
class Line:
    """One outcome in every column."""

    outcome_domain: str
    outcome_name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class GapMap:
    """The whole map.

    Args:
        columns: from left to right; none where no site is selected.
        lines: one for each outcome that the filters leave in.
        whole_sites: for each column what is said to be missing of whole sites.
        n_marks: one for each site, outcome and column.
        n_cells: of the lines.
        n_empty: cells without a mark.
    """

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    whole_sites: tuple[tuple[Missing, ...], ...] = ()
    n_marks: int = 0
    n_cells: int = 0
    n_empty: int = 0

    def cell(self, outcome_domain: str | None, column: str | None) -> tuple[Line, Cell] | None:
        """The cell of an outcome and a column with its line; None where the map has none."""
        return next(
            (
                (line, cell)
                for line in self.lines
                for cell in line.cells
                if (line.outcome_domain, cell.column.value) == (outcome_domain, column)
            ),
            None,
        )


def make(rows: Sequence[Row], absences: Sequence[Row]) -> GapMap:
    """The map.

    Args:
        rows: those of ``queries/gap_cells.sql``; none gives an empty map.
        absences: those of ``queries/gap_absences.sql`` for the same grouping.
    """
    if not rows:
        return GapMap()
    found = {row["column_value"]: _column(row) for row in rows}
    missing: dict[tuple[str | None, str], list[Missing]] = {}
    for row in absences:
        place = row["outcome_domain"], row["column_value"]
        missing.setdefault(place, []).append(Missing(marks.ABSENCES[row["reason"]], row["n_sites"]))
    return GapMap(
        columns=tuple(found.values()),
        lines=tuple(
            Line(outcome, name, tuple(_cells(outcome, list(own), found, missing)))
            for (outcome, name), own in groupby(
                rows, lambda row: (row["outcome_domain"], row["outcome_name"])
            )
        ),
        whole_sites=tuple(tuple(missing.get((None, value), ())) for value in found),
        n_marks=rows[0]["n_marks"],
        n_cells=rows[0]["n_cells"],
        n_empty=rows[0]["n_empty"],
    )


def cells_words(shown: GapMap) -> str:
    """How much is empty: '99 of 170 cells are empty; of 2 a source says why'."""
    explained = sum(
        bool(cell.missing) and not cell.marks for line in shown.lines for cell in line.cells
    )
    empty = f"{shown.n_empty} of {counted(shown.n_cells, 'cell')} are empty"
    return f"{empty}; of {explained} a source says why" if explained else empty


def marks_words(shown: GapMap, grouping: str) -> str:
    """What a mark is: '168 marks: one a site, its strongest evidence'."""
    words = f"{counted(shown.n_marks, 'mark')}: one a site, its strongest evidence"
    if grouping == "contract_form":
        return f"{words}. A site with several contract forms counts in each of its columns"
    return words


def subtitle(counts: Row, n_all_findings: int, filters: str) -> str:
    """How many findings the map holds, and the filters in words.

    Args:
        counts: the row of ``queries/gap_counts.sql``.
        n_all_findings: of the whole set, national groups included.
        filters: the active filters in words.
    """
    return (
        f"{counts['n_findings']} of {n_all_findings:,} findings, from"
        f" {counts['n_with_finding']} of {counted(counts['n_sites'], 'site')}; {filters}."
        " National groups overlap with the sites and are left out."
    )


def note(absences: Sequence[Row], grouping: str) -> str:
    """What stands beneath the map: what merging means, the last row, and the order."""
    whole = [row for row in absences if row["outcome_domain"] is None]
    n, after_all = (sum(row[name] for row in whole) for name in ("n_sites", "n_with_finding"))
    said = "The last row counts sites of which a source says that all results are missing."
    # In columns of contract forms a site may count several times.
    if after_all and grouping == "model_type":
        verb = "has" if after_all == 1 else "have"
        said += f" Of these {counted(n, 'site')} {after_all} {verb} a result here all the same."
    merged = (
        "A mark is the direction that at least 70% of a site's findings with its strongest"
        " evidence status share, else mixed."
    )
    return f"{merged} {said} {ORDER_RULE}"


def data(rows: Sequence[Row]) -> list[Row]:
    """The rows of ``queries/gap_cells.sql`` without what counts the whole map."""
    counts = ("n_marks", "n_cells", "n_empty")
    return [{name: row[name] for name in row if name not in counts} for row in rows]


def _column(row: Row) -> Column:
    name: str = row["column_name"]
    return Column(row["column_value"], name, SHORT_NAMES.get(name, name), row["n_sites"])


def _cells(
    outcome: str,
    rows: Sequence[Row],
    columns: Mapping[str, Column],
    missing: Mapping[tuple[str | None, str], Sequence[Missing]],
) -> list[Cell]:
    return [
        Cell(
            columns[value],
            tuple(
                Mark(row["short_name"], row["direction"], row["evidence_status"])
                for row in own
                if row["site_id"] is not None
            ),
            tuple(missing.get((outcome, value), ())),
        )
        for value, own in groupby(rows, lambda row: row["column_value"])
    ]
