"""Which table a sheet is of, and which column of it each of its columns is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from evidence import suggestions
from evidence.schema import Package, Table
from evidence.sheets import sheet
from evidence.sheets.sheet import Block, Sheet

# By its name, by its title, chosen by somebody; or not known.
How = Literal["name", "title", "chosen", "unknown"]


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    Attributes:
        place: from 0.
        heading: as it stands in the sheet; empty for a column without a name.
        field: the column of the table that it is; None while it is not known, or left out.
        how: how that is known.
        offered: the column of the table that it may be, for somebody to decide; None for none.
        n_values: how many of its cells are not empty.
    """

    place: int
    heading: str
    field: str | None
    how: How
    offered: str | None
    n_values: int

    @property
    def shown(self) -> str:
        """What to call it."""
        return self.heading or f"column {sheet.column_letter(self.place)}, which has no name"


@dataclass(frozen=True)
class Match:
    """A sheet with what is known of it.

    Attributes:
        sheet: the sheet.
        table: the table that it is of; None while that is not known, or it is left out.
        columns: its columns.
        offered: the table that it may be of, for somebody to decide; None for none.
    """

    sheet: Sheet
    table: str | None
    columns: tuple[Column, ...]
    offered: str | None = None

    @property
    def undecided(self) -> tuple[Column, ...]:
        """The columns with values about which nobody has said what they are."""
        return tuple(each for each in self.columns if each.how == "unknown" and each.n_values)

    @property
    def left_out(self) -> tuple[Column, ...]:
        """The columns with values that are not taken over."""
        return tuple(each for each in self.columns if each.field is None and each.n_values)

    @property
    def is_decided(self) -> bool:
        """Whether nothing is left to be said about it."""
        return self.table is not None and not self.undecided


def match_all(package: Package, block: Block) -> list[Match]:
    """Every sheet of what came in, with its table, or the one that it may be of."""
    matches = []
    for each in block.sheets:
        found = match(package, each, table_of(package, each))
        if found.table is None:
            found = replace(found, offered=likely_table(package, each))
        matches.append(found)
    return matches


def table_of(package: Package, found: Sheet) -> str | None:
    """The table by the sheet's name, else the one that most of its columns belong to."""
    folded = _folded(found.name)
    for table in package.tables.values():
        if folded in (_folded(table.name), _folded(table.title)):
            return table.name
    headings = {_folded(each) for each in found.header if each}
    scores = {
        name: len(headings & {_folded(each) for each in table.field_names})
        + len(headings & {_folded(field.title) for field in table.fields})
        for name, table in package.tables.items()
    }
    best = max(scores.values())
    fitting = [name for name, score in scores.items() if score == best]
    return fitting[0] if len(fitting) == 1 and 2 * best >= len(headings) and best else None


def likely_table(package: Package, found: Sheet) -> str | None:
    """The one table with the most columns that are named or spelled like those of the sheet.

    None where fewer than half of the sheet's columns are like one of its, as where the first row
    holds no names, and where two tables are as likely.
    """
    scores = {}
    for table in package.tables.values():
        known = _known(found, table)
        scores[table.name] = len(known) + len({*_offers(table, found, known).values()})
    best = max(scores.values())
    fitting = [name for name, score in scores.items() if score == best]
    n_named = sum(1 for each in found.header if each)
    return fitting[0] if len(fitting) == 1 and best > 1 and 2 * best >= n_named else None


def has_names(package: Package, found: Sheet, table: str | None) -> bool:
    """Whether the first row seems to hold the names of columns, and not a row of data.

    One name or title of a column of the table is enough. Where the table is not known, a quarter
    of the cells have to be such names of one table: data hold words that are names elsewhere.
    """
    if table is not None:
        return bool(_known(found, package.tables[table]))
    n_named = sum(1 for each in found.header if each)
    best = max(len(_known(found, each)) for each in package.tables.values())
    return best > 0 and 4 * best >= n_named


def match(package: Package, found: Sheet, table: str | None) -> Match:
    """The sheet with its columns matched with those of the table: by name, by title, or offered."""
    described = package.tables[table] if table else None
    known = _known(found, described) if described else {}
    offers = _offers(described, found, known) if described else {}
    columns = []
    for place, heading in enumerate(found.header):
        field: str | None
        how: How
        field, how = known.get(place, (None, "unknown"))
        n_values = sum(1 for line in found.lines if line.cells[place])
        columns.append(Column(place, heading, field, how, offers.get(place), n_values))
    return Match(found, table, tuple(columns))


def decided(match: Match, chosen: Mapping[int, str | None]) -> Match:
    """The match with what somebody chose: for the place of a column its field, None to leave it.

    Of two columns for the same field the first one has it, and the other is left undecided.
    """
    taken: set[str | None] = {
        each.field for each in match.columns if each.field and each.place not in chosen
    }
    columns = []
    for column in match.columns:
        if column.place in chosen:
            field = chosen[column.place]
            if field is None or field not in taken:
                taken |= {field}
                column = replace(column, field=field, how="chosen")
        columns.append(column)
    return replace(match, columns=tuple(columns))


def _known(found: Sheet, table: Table) -> dict[int, tuple[str, How]]:
    """The columns that are of the table without a doubt, by their place; each field once."""
    titles: dict[str, list[str]] = {}
    for field in table.fields:
        for words in {_folded(field.title), _folded(field.name)}:
            titles.setdefault(words, []).append(field.name)
    known: dict[int, tuple[str, How]] = {}
    for how in ("name", "title"):
        for place, heading in enumerate(found.header):
            fields = [heading] if how == "name" else titles.get(_folded(heading), [])
            taken = {field for field, _ in known.values()}
            if (
                place not in known
                and len(fields) == 1
                and fields[0] in table.field_names
                and fields[0] not in taken
            ):
                known[place] = (fields[0], "name" if how == "name" else "title")
    return known


def _offers(table: Table, found: Sheet, known: Mapping[int, tuple[str, How]]) -> dict[int, str]:
    """What the columns may be that are not known, by their place.

    Empty where no column is known and most headings are like none: then the first row holds no
    names, and what looks like one is chance.
    """
    taken = {field for field, _ in known.values()}
    free = [name for name in table.field_names if name not in taken]
    likely = {
        place: _offered(table, heading, free)
        for place, heading in enumerate(found.header)
        if heading and place not in known
    }
    offers = {place: field for place, field in likely.items() if field}
    return offers if known or 2 * len({*offers.values()}) >= len(likely) else {}


def _offered(table: Table, heading: str, free: list[str]) -> str | None:
    """The free column that is spelled most like the heading, by its name or its title."""
    titles = {table.field(name).title: name for name in free}
    found = suggestions.nearest(heading, free)
    return found or titles.get(suggestions.nearest(heading, titles) or "")


def _folded(words: str) -> str:
    """The words as they are compared: case, blanks and joining signs aside."""
    return re.sub(r"[\s_-]+", " ", words.casefold()).strip()
