"""What a third person decides where two analysts differ, and the rows that come of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from evidence.store_tables import Values
from evidence.workbench.agreement import Agreement, Findings, Pair

Side = Literal["first", "second"]


@dataclass(frozen=True)
class Alone:
    """What becomes of a finding that one analyst alone entered; a reason where it is left out."""

    kept: bool
    reason: str = ""


@dataclass(frozen=True)
class Settling:
    """The decisions so far.

    Attributes:
        apart: places of first and second that look alike and are two findings.
        cells: the value to take for each column that was decided, by the places of the pair.
        alone: by whose it is and its place; what is not in it is not decided.
    """

    apart: frozenset[tuple[int, int]] = frozenset()
    cells: Mapping[tuple[int, int], Mapping[str, str]] = field(default_factory=dict)
    alone: Mapping[tuple[Side, int], Alone] = field(default_factory=dict)

    def with_cell(self, pair: tuple[int, int], column: str, value: str | None) -> "Settling":
        """One column of a pair decided; None takes the decision back."""
        cells = {name: text for name, text in self.cells.get(pair, {}).items() if name != column}
        if value is not None:
            cells[column] = value
        return replace(self, cells={**self.cells, pair: cells})

    def with_apart(self, pair: tuple[int, int], is_apart: bool) -> "Settling":
        """The pair said to be two findings, or again one."""
        return replace(self, apart=self.apart | {pair} if is_apart else self.apart - {pair})

    def with_alone(self, side: Side, place: int, decided: Alone | None) -> "Settling":
        """What becomes of a finding of one analyst; None takes the decision back."""
        alone = {key: each for key, each in self.alone.items() if key != (side, place)}
        if decided is not None:
            alone[side, place] = decided
        return replace(self, alone=alone)


def as_json(settling: Settling) -> dict[str, Any]:
    """For the store."""
    return {
        "apart": [list(pair) for pair in sorted(settling.apart)],
        "cells": [[*pair, dict(cells)] for pair, cells in settling.cells.items()],
        "alone": [
            [side, place, each.kept, each.reason] for (side, place), each in settling.alone.items()
        ],
    }


def from_json(content: Mapping[str, Any] | None) -> Settling:
    """What ``as_json`` wrote; None is nothing decided."""
    if content is None:
        return Settling()
    return Settling(
        frozenset((first, second) for first, second in content["apart"]),
        {(first, second): dict(cells) for first, second, cells in content["cells"]},
        {(side, place): Alone(kept, why) for side, place, kept, why in content["alone"]},
    )


def still_open(agreement: Agreement, settling: Settling) -> int:
    """How many decisions are missing: differing cells of pairs, and findings of one alone."""
    cells = sum(len(undecided(pair, settling)) for pair in agreement.pairs)
    lone: list[tuple[Side, int]] = [("first", place) for place in agreement.only_first]
    lone += [("second", place) for place in agreement.only_second]
    return cells + sum(not _is_decided(settling.alone.get(each)) for each in lone)


def undecided(pair: Pair, settling: Settling) -> tuple[str, ...]:
    """The differing columns of the pair of which nobody has said what to take."""
    decided = settling.cells.get((pair.first, pair.second), {})
    return tuple(name for name in pair.differing if name not in decided)


def _is_decided(alone: Alone | None) -> bool:
    return alone is not None and (alone.kept or bool(alone.reason.strip()))


def rows(
    first: Findings,
    second: Findings,
    agreement: Agreement,
    settling: Settling,
    taken: frozenset[str] = frozenset(),
) -> list[Values]:
    """The findings as settled: the pairs, then what was kept of each analyst's own.

    A cell of a pair that is not decided yet stands as the first analyst has it, and so does the id
    of the row. An id that is taken, or that two rows would have, gets a number behind it.
    """
    found = [
        {
            **first[pair.first],
            **{
                name: settling.cells[pair.first, pair.second][name]
                for name in pair.differing
                if name in settling.cells.get((pair.first, pair.second), {})
            },
        }
        for pair in agreement.pairs
    ]
    found += [dict(first[each]) for each in agreement.only_first if _kept(settling, "first", each)]
    found += [
        dict(second[each]) for each in agreement.only_second if _kept(settling, "second", each)
    ]
    return _named_apart(found, taken)


def _kept(settling: Settling, side: Side, place: int) -> bool:
    decided = settling.alone.get((side, place))
    return decided is not None and decided.kept


def _named_apart(found: list[Values], names: frozenset[str]) -> list[Values]:
    taken = set(names)
    named = []
    for row in found:
        name, number = row["finding_id"], 2
        while name in taken:
            name, number = f"{row['finding_id']}-{number}", number + 1
        taken.add(name)
        named.append({**row, "finding_id": name})
    return named
