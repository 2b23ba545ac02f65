"""How far two analysts agree who entered the findings of one source without seeing each other's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from evidence import QUERIES

Findings = Mapping[int, Mapping[str, str]]
_QUESTIONS = QUERIES / "double_entry"
# What tells two findings of one site apart; the rest of a row does not help to pair it.
_COMPARED = (
    *("site_id", "outcome_domain", "measure", "period", "population"),
    *("value", "unit", "comparator", "locator"),
)
# Nobody reads these two off the source: the one is a name of ours, the other is the same for all.
NOT_COMPARED = ("finding_id", "source_id")
FEW = 5


@dataclass(frozen=True)
class Pair:
    """Two entries of one finding, by their places, and the columns in which they differ."""

    first: int
    second: int
    differing: tuple[str, ...]


@dataclass(frozen=True)
class Shared:
    """How many of ``n`` pairs are alike."""

    n_equal: int
    n: int


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa of ``n`` pairs, -1 to 1; None where it is not defined, as ``words`` say."""

    value: float | None
    n_equal: int
    n: int

    @property
    def words(self) -> str:
        """The coefficient with what it rests on, and with what caution to read it."""
        if not self.n:
            return "Kappa is not defined: no finding was entered by both."
        shared = f"{self.n_equal} of {self.n} alike"
        if self.value is None:
            return f"{shared}. Kappa is not defined, because both used one category only."
        told = f"kappa {self.value:.2f}".replace("-", "\N{MINUS SIGN}")
        if self.n < FEW:
            return f"{shared}, {told}. Fewer than {FEW} findings: one more could change it much."
        return f"{shared}, {told}."


@dataclass(frozen=True)
class Agreement:
    """What two analysts found alike.

    Attributes:
        pairs: the findings that both entered, in the order of the first analyst's.
        only_first: places of those that only the first entered.
        only_second: places of those that only the second entered.
        direction: over the pairs, by the column of that name.
        evidence_status: the same.
        figures: equal value and unit as printed, of the pairs in which either has a value.
    """

    pairs: tuple[Pair, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    direction: Kappa
    evidence_status: Kappa
    figures: Shared


def compare(
    first: Findings, second: Findings, apart: Collection[tuple[int, int]] = ()
) -> Agreement:
    """Pair the findings of both and count how far they agree.

    A finding is paired with at most one other: of all likely pairs the likeliest first, then the
    likeliest of what is left (see ``queries/double_entry/candidates.sql``).

    Args:
        first: one analyst's rows of the table ``findings`` by their place; "" is empty.
        second: the other's.
        apart: places of first and second that somebody said are two findings.
    """
    with duckdb.connect(config={"threads": 1}) as connection:
        for table, findings in (("first_findings", first), ("second_findings", second)):
            rows: list[tuple[str | int, ...]] = [
                (place, *(row[name] for name in _COMPARED)) for place, row in findings.items()
            ]
            _load(connection, table, {"place": pa.int64(), **_texts(*_COMPARED)}, rows)
        _load(
            connection, "apart", {"first_place": pa.int64(), "second_place": pa.int64()}, [*apart]
        )
        pairs = [
            Pair(one, other, _differing(first[one], second[other]))
            for one, other in _one_to_one(_rows(connection, "candidates"))
        ]
        both = [(first[pair.first], second[pair.second]) for pair in pairs]
        figures = [(a["value"], b["value"], a["unit"], b["unit"]) for a, b in both]
        names = ("first_value", "second_value", "first_unit", "second_unit")
        _load(connection, "figures", _texts(*names), figures)
        ((n, n_equal),) = _rows(connection, "figures")
    return Agreement(
        tuple(pairs),
        tuple(place for place in first if place not in {pair.first for pair in pairs}),
        tuple(place for place in second if place not in {pair.second for pair in pairs}),
        cohens_kappa([(a["direction"], b["direction"]) for a, b in both]),
        cohens_kappa([(a["evidence_status"], b["evidence_status"]) for a, b in both]),
        Shared(n_equal, n),
    )


def cohens_kappa(ratings: Sequence[tuple[str, str]]) -> Kappa:
    """Cohen's kappa of two people's categories for the same things (Cohen 1960)."""
    with duckdb.connect(config={"threads": 1}) as connection:
        _load(connection, "ratings", _texts("first_value", "second_value"), ratings)
        ((n, n_equal, kappa),) = _rows(connection, "kappa")
    return Kappa(kappa, n_equal, n)


def _one_to_one(likely: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    taken: set[tuple[str, int]] = set()
    chosen = []
    for first, second in likely:
        ends = {("first", first), ("second", second)}
        if not taken & ends:
            taken |= ends
            chosen.append((first, second))
    return sorted(chosen)


def _differing(first: Mapping[str, str], second: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        name for name in first if name not in NOT_COMPARED and first[name] != second.get(name, "")
    )


def _load(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, pa.DataType],
    rows: Sequence[Sequence[str | int]],
) -> None:
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    arrays = {
        name: pa.array(each, kind)
        for (name, kind), each in zip(columns.items(), values, strict=True)
    }
    connection.register(table, pa.table(arrays))


def _rows(connection: duckdb.DuckDBPyConnection, question: str) -> list[tuple[Any, ...]]:
    sql = (_QUESTIONS / f"{question}.sql").read_text(encoding="utf-8")
    return connection.execute(sql).fetchall()


def _texts(*names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names, pa.string())
