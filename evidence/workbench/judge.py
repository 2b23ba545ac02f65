"""What is wrong with a submission, by the same rules as ``python -m evidence validate``."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence import candidates, store_tables, store_write
from evidence.rules import Candidate, Problem, Row
from evidence.schema import Package
from evidence.store import Store
from evidence.store_tables import StoredTables
from evidence.store_write import Change
from evidence.workbench.submission import Entry, Submission

# The place of problems that the submission brings about in rows that are not its own.
ELSEWHERE = 0


def problems(store: Store, item: Submission) -> list[Problem]:
    """What is wrong with the rows of the submission, and what they make wrong in others.

    The rules are asked about the published rows with those of the submission among them.
    """
    return [replace(problem, line=None) for _, problem in _placed(store, item)]


def problems_by_entry(store: Store, item: Submission) -> dict[int, list[Problem]]:
    """As ``problems``, by the place of the row in the submission.

    A problem of a published row stands under the row of the submission that it names, as where
    both say the same; else, such as for a site whose source is removed, under the place 0. Empty
    where nothing is wrong.
    """
    by_place: dict[int, list[Problem]] = {}
    for place, problem in _placed(store, item):
        by_place.setdefault(place, []).append(replace(problem, line=None))
    return by_place


def changes(package: Package, entries: Sequence[Entry]) -> list[Change]:
    """The entries as the store saves them."""
    keys = {name: table.key for name, table in package.tables.items()}
    return [
        Change(
            entry.table,
            entry.row_id or (entry.row or {}).get(keys[entry.table], ""),
            entry.row,
            entry.opened_revision,
        )
        for entry in entries
    ]


def overlaid(package: Package, published: StoredTables, entries: Sequence[Entry]) -> Candidate:
    """The published rows in the order of their keys, and behind them those of the entries.

    The line of a row is its place in the submission, None for a published one.
    """
    replaced = {(entry.table, entry.row_id) for entry in entries if entry.row_id}
    candidate = {}
    for name, table in package.tables.items():
        kept = {
            row_id: stored.values
            for row_id, stored in published[name].items()
            if (name, row_id) not in replaced
        }
        typed = [
            Row(entry.row, entry.place)
            for entry in entries
            if entry.table == name and entry.row is not None
        ]
        candidate[name] = [
            *(Row(values) for values in store_tables.in_key_order(table, kept)),
            *typed,
        ]
    return candidate


def placed(
    store: Store, published: StoredTables, entries: Sequence[Entry]
) -> list[tuple[int, Problem]]:
    """Each problem of the entries with the place of the one that it is about, or ``ELSEWHERE``.

    Args:
        store: whose rules are asked.
        published: the published rows.
        entries: with places that differ.
    """
    package = store.package
    places = {
        (package.tables[entry.table].path, entry.key): entry.place for entry in reversed(entries)
    }
    found = candidates.new_problems(
        store.check,
        package,
        before=overlaid(package, published, ()),
        after=overlaid(package, published, entries),
        touched=places,
    )
    # A row that corrects a published one has to keep its id.
    corrections = changes(package, [entry for entry in entries if entry.row_id])
    found = [*store_write.shape_problems(package, corrections), *found]
    return [(_place(problem, places), problem) for problem in found]


def _placed(store: Store, item: Submission) -> list[tuple[int, Problem]]:
    with store.reading() as connection:
        published = store.rows_within(connection)
    return placed(store, published, item.entries)


def _place(problem: Problem, places: Mapping[tuple[str, str], int]) -> int:
    """Where the row of a problem stands, else the row that the problem's sentence names."""
    if problem.line is not None:
        return problem.line
    if (problem.file, problem.row_id) in places:
        return places[problem.file, problem.row_id]
    words = problem.wrong.split()
    return next(
        (
            place
            for (file, row_id), place in places.items()
            if file == problem.file and row_id in words
        ),
        ELSEWHERE,
    )
