"""List the revisions of the store, newest first: number, time, author, rows and message.

The rows are those that the revision added (+), changed (~) and removed (-).
"""

import argparse
import sys

from evidence import home
from evidence.store import Revision, StoreError

HELP = "list who saved what, and when"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--limit``."""
    parser.add_argument(
        "--limit", type=_count, metavar="N", help="only the newest N revisions; all without it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the revisions; 0 when done, 1 when the store cannot be read."""
    try:
        store = home.existing_store()
        revisions = store.revisions(arguments.limit) if store else []
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    if not revisions:
        print("Nothing has been saved yet: start the dashboard once to load the data folder.")
        return 0
    lines = [_cells(revision) for revision in revisions]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for cells in lines:
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        print("  ".join(padded).rstrip())
    return 0


def _cells(revision: Revision) -> tuple[str, ...]:
    rows = f"+{revision.added} ~{revision.changed} -{revision.removed}"
    message = " ".join(revision.message.split())
    return str(revision.number), revision.at, " ".join(revision.author.split()), rows, message


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: give a whole number from 1 up")
    return number
