"""List the revisions of the store, newest first: number, time, author, rows and message.

The rows are those that the revision added (+), changed (~) and removed (-). With --row, its cells
stand below each revision, before and after.
"""

import argparse
import sys

from evidence import dates, home
from evidence.store import Store, StoreError
from evidence.workbench import history
from evidence.workbench.history import Saved
from evidence.workbench.wanted import Wanted

HELP = "list who saved what, and when"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--limit`` and what the list can be narrowed to."""
    parser.add_argument(
        "--limit", type=_count, metavar="N", help="only the newest N revisions; all without it"
    )
    parser.add_argument("--table", metavar="NAME", help="only those that touched this table")
    parser.add_argument("--row", metavar="KEY", help="only those that touched the row of this key")
    parser.add_argument("--by", metavar="PERSON", help="only those entered or checked by this one")
    parser.add_argument(
        "--since", type=_day, metavar="DAY", help="saved on this day (UTC) or later"
    )
    parser.add_argument(
        "--until", type=_day, metavar="DAY", help="saved on this day (UTC) or earlier"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the revisions; 0 when done, 1 when the store cannot be read."""
    wanted = Wanted(
        table=arguments.table or "",
        row_id=arguments.row or "",
        person=arguments.by or "",
        since=arguments.since or "",
        until=arguments.until or "",
    )
    try:
        store = home.existing_store()
        if store is None or store.revision() == 0:
            print("Nothing has been saved yet: start the dashboard once to load the data folder.")
            return 0
        if wanted.table and wanted.table not in store.package.tables:
            known = ", ".join(store.package.tables)
            raise StoreError(f"There is no table {wanted.table}: choose one of {known}.")
        found, _ = history.revisions(store, wanted, limit=arguments.limit)
        changed = [_changed(store, each, wanted) for each in found]
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    if not found:
        print("No revision fits.")
        return 0
    lines = [_cells(saved) for saved in found]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for cells, below in zip(lines, changed, strict=True):
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        print("  ".join(padded).rstrip())
        for line in below:
            print(f"    {line}")
    return 0


def _cells(saved: Saved) -> tuple[str, ...]:
    revision = saved.revision
    rows = f"+{revision.added} ~{revision.changed} -{revision.removed}"
    return (
        str(revision.number),
        revision.at,
        _on_one_line(saved.entered_by),
        rows,
        _on_one_line(revision.message),
    )


def _changed(store: Store, saved: Saved, wanted: Wanted) -> list[str]:
    """The cells of the row that was asked for, a line each; none where none was asked for."""
    if not wanted.row_id:
        return []
    changes, _ = history.changes(store, saved.revision.number, wanted)
    return [
        f"{each.table}.{cell.field}: {_said(cell.before)} -> {_said(cell.after)}"
        for each in changes
        for cell in history.cells(store.package, each)
    ]


def _said(value: str | None) -> str:
    return "no row" if value is None else _on_one_line(value) or "empty"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _day(text: str) -> str:
    written = dates.WRITTEN.fullmatch(text)
    if written is None or not written.group(3) or dates.fault(text):
        raise argparse.ArgumentTypeError(f"{text}: write the day as 2026-11-22")
    return text


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a whole number from 1 up")
    return number
