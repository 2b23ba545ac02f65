"""Rows of a sheet against the published ones: new, changed cell by cell, or as they were."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evidence.rules import Problem
from evidence.schema import Package, Table
from evidence.sheets import sheet
from evidence.sheets.matching import Match
from evidence.sheets.sheet import Progress
from evidence.store_tables import Stored, StoredTables
from evidence.workbench import slugs
from evidence.workbench.submission import Entry

Standing = Literal["new", "changed", "unchanged", "faulty"]
STANDINGS: tuple[Standing, ...] = ("new", "changed", "unchanged", "faulty")
# The place of a row in the submission is its number in the sheet; those of the next sheet begin
# behind the highest number that a spreadsheet has.
SHEET_APART = 2_000_000


@dataclass(frozen=True)
class Difference:
    """One cell that is not as it was published; ``before`` is empty for a cell of a new row."""

    field: str
    before: str
    after: str


def entries(
    package: Package,
    published: StoredTables,
    matches: Sequence[Match],
    *,
    progress: Progress = sheet.quiet,
) -> list[Entry]:
    """The rows of the sheets as they go into a submission, in order.

    A row whose id is published corrects that row, and a column that the sheet lacks keeps its
    value; any other row is new, and such a column is empty. A new row without an id gets one
    suggested. A sheet whose table is not known, or whose known columns are all empty, gives none.
    """
    found: list[Entry] = []
    total = sum(len(each.sheet.lines) for each in matches) or 1
    for number, match in enumerate(matches):
        if match.table is None:
            continue
        table = package.tables[match.table]
        stored = published.get(table.name, {})
        fields = {each.field: each.place for each in match.columns if each.field}
        taken = {*stored, *_typed_keys(table, match, fields), *_keys(table, found)}
        for line in match.sheet.lines:
            if len(found) % sheet.STEP == 0:
                progress(len(found) / total, f"Comparing row {line.number:,}")
            values = {name: line.cells[place] for name, place in fields.items()}
            if any(values.values()):
                place = number * SHEET_APART + line.number
                found.append(_entry(table, stored, taken, values, place))
    return found


def sheet_row(entry: Entry) -> int:
    """The number of the row in the sheet that it came from."""
    return entry.place % SHEET_APART


def standing(entry: Entry, problems: Mapping[int, Sequence[Problem]]) -> Standing:
    """What a row is: faulty where a rule finds anything in it."""
    if entry.place in problems:
        return "faulty"
    if entry.before is None:
        return "new"
    return "unchanged" if entry.changes_nothing else "changed"


def differences(entry: Entry) -> list[Difference]:
    """The cells that are not as they were published; of a new row those that are not empty."""
    before, row = entry.before or {}, entry.row or {}
    return [
        Difference(name, before.get(name, ""), value)
        for name, value in row.items()
        if value != before.get(name, "")
    ]


def _entry(
    table: Table,
    stored: Mapping[str, Stored],
    taken: set[str],
    values: Mapping[str, str],
    place: int,
) -> Entry:
    known = stored.get(values.get(table.key, ""))
    if known is not None:
        row_id = known.values[table.key]
        row = {**known.values, **values}
        return Entry(place, table.name, row_id, known.revision, known.values, row)
    row = {**dict.fromkeys(table.field_names, ""), **values}
    if not row[table.key]:
        row[table.key] = slugs.suggested(table, row, taken)
        taken.add(row[table.key])
    return Entry(place, table.name, "", 0, None, row)


def _typed_keys(table: Table, match: Match, fields: Mapping[str, int]) -> Collection[str]:
    place = fields.get(table.key)
    return () if place is None else {line.cells[place] for line in match.sheet.lines}


def _keys(table: Table, found: Sequence[Entry]) -> Collection[str]:
    return {(each.row or {}).get(table.key, "") for each in found if each.table == table.name}
