"""Cells that hold a value's words as the screens show them: read as the value itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.schema import Package, Table
from evidence.sheets import sheet
from evidence.sheets.matching import Match
from evidence.sheets.sheet import Line
from evidence.store_tables import StoredTables

# What the screens call the row that a cell refers to; longer texts are nobody's words for a row.
NAMES = ("name", "short_name")


@dataclass(frozen=True)
class Meanings:
    """The values that a column may hold, and the words that mean one of them."""

    values: frozenset[str]
    words: Mapping[str, str]

    def read(self, cell: str) -> str:
        """The value that the cell means; the cell itself where that is not certain."""
        return cell if cell in self.values else self.words.get(_folded(cell), cell)


def resolved(
    package: Package, published: StoredTables, matches: Sequence[Match]
) -> tuple[list[Match], int]:
    """The sheets with values in place of their words, and how many cells that were.

    Words are the label of a listed value, or the name of a published row that a column refers to;
    case and the blanks round them do not matter. A cell that holds a value stays, and so do words
    that two values share.
    """
    found, count = [], 0
    for match in matches:
        columns = _columns(package, published, matches, match)
        lines = []
        for line in match.sheet.lines:
            cells = tuple(
                columns[place].read(cell) if cell and place in columns else cell
                for place, cell in enumerate(line.cells)
            )
            count += sum(new != old for new, old in zip(cells, line.cells, strict=True))
            lines.append(Line(line.number, cells))
        found.append(replace(match, sheet=replace(match.sheet, lines=tuple(lines))))
    return found, count


def told(count: int) -> str:
    """The sentence about the cells that were read by their words."""
    return sheet.counted(
        count,
        "cell holds a label or a name as the screens show it, and was read as the value that is"
        " stored for it.",
        "cells hold labels or names as the screens show them, and were read as the values that are"
        " stored for them.",
    )


def _columns(
    package: Package, published: StoredTables, matches: Sequence[Match], match: Match
) -> dict[int, Meanings]:
    """The columns of a sheet in which words may stand for a value, by their place."""
    found: dict[int, Meanings] = {}
    table = package.tables[match.table] if match.table else None
    for column in match.columns:
        if table is None or column.field is None:
            continue
        reference = table.reference(column.field)
        categories = table.field(column.field).categories
        if reference is not None:
            rows = published.get(reference.table, {})
            named = [(row.values.get(name, ""), key) for key, row in rows.items() for name in NAMES]
            values = {*rows, *_typed_keys(package.tables[reference.table], matches)}
            found[column.place] = meanings(named, values)
        elif categories:
            labels = [(each.label, each.value) for each in categories]
            found[column.place] = meanings(labels, {each.value for each in categories})
    return found


def meanings(pairs: Iterable[tuple[str, str]], values: Iterable[str]) -> Meanings:
    """What the cells of a column may mean.

    Args:
        pairs: words and the value that they stand for; empty words stand for none.
        values: all that the column may hold. Words that are another value, apart from case, or
            that stand for two values, are not certain and left out.
    """
    meant: dict[str, set[str]] = {}
    for words, value in pairs:
        if words:
            meant.setdefault(_folded(words), set()).add(value)
    allowed = frozenset(values)
    for value in allowed:
        if _folded(value) in meant:
            meant[_folded(value)].add(value)
    certain = {words: next(iter(each)) for words, each in meant.items() if len(each) == 1}
    return Meanings(allowed, certain)


def _typed_keys(table: Table, matches: Sequence[Match]) -> set[str]:
    """The keys of the rows that come in for a table."""
    return {
        line.cells[column.place]
        for match in matches
        if match.table == table.name
        for column in match.columns
        if column.field == table.key
        for line in match.sheet.lines
    }


def _folded(words: str) -> str:
    return words.strip().casefold()
