"""Bring a folder of CSV files into the store as one revision, the difference shown first.

It is saved under the name of this machine's user, who needs the role of reviewer; in a store where
nobody has a role yet that user becomes its owner.
"""

import argparse
import sys
from pathlib import Path

from evidence import folder_import
from evidence.commands import stores
from evidence.folder_import import Difference
from evidence.schema import Package
from evidence.store import Change, StoreError
from evidence.workbench import person

HELP = "bring a folder of CSV files into the store as one revision"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder, ``--show``, ``--remove-missing``, ``--message`` and ``--yes``."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder like data/")
    parser.add_argument("--show", action="store_true", help="show the difference cell by cell")
    parser.add_argument(
        "--remove-missing",
        action="store_true",
        help="remove the rows that the folder lacks; without it they stay",
    )
    parser.add_argument("-m", "--message", default="", help="why, for the history")
    parser.add_argument(
        "--yes", action="store_true", help="save it; without it only the difference is shown"
    )


def run(arguments: argparse.Namespace) -> int:
    """Show the difference and save it; 0 when the store has it, 1 when it has not."""
    try:
        with stores.up_to_date() as (store, _):
            difference = folder_import.compare(
                store, arguments.folder, remove_missing=arguments.remove_missing
            )
            _print(store.package, difference, cell_by_cell=arguments.show)
            if difference.problems:
                return 1
            if not difference.changes:
                print("There is nothing to import.")
                return 0
            message = " ".join(arguments.message.split())
            if not (arguments.yes and message):
                print('Nothing was saved: give -m "why" and --yes to save it.')
                return 1
            saved = folder_import.save(store, difference, person.of_machine(), message)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Saved as {stores.in_words(saved.number, saved.at)}.")
    return 0


def _print(package: Package, difference: Difference, *, cell_by_cell: bool) -> None:
    for problem in difference.problems:
        print(problem)
    if difference.problems:
        n_problems = len(difference.problems)
        print(f"{n_problems:,} problem{'' if n_problems == 1 else 's'}: nothing can be imported.")
        return
    for name in package.tables:
        here = [change for change in difference.changes if change.table == name]
        counts = [
            f"{sum(difference.done(change) == done for change in here):,} {done}"
            for done in ("added", "changed", "removed")
        ]
        stay = len(difference.missing.get(name, ()))
        if here or stay:
            kept = f"; {stay:,} not in the folder and kept (--remove-missing)" if stay else ""
            print(f"{name}: {', '.join(counts)}{kept}")
        if cell_by_cell:
            for change in here:
                print("\n".join(_cells(difference, change)))
    print(f"{difference.unchanged:,} rows are the same as in revision {difference.revision}.")


def _cells(difference: Difference, change: Change) -> list[str]:
    """The row and, for each of its cells that differ, what it was and what it would be."""
    lines = [f"  {change.row_id}: {difference.done(change)}"]
    before = difference.before.get((change.table, change.row_id), {})
    after = change.row or {}
    for name in dict.fromkeys([*before, *after]):
        was, becomes = before.get(name, ""), after.get(name, "")
        if was != becomes:
            lines.append(f"    {name}: {was or '(empty)'} -> {becomes or '(empty)'}")
    return lines
