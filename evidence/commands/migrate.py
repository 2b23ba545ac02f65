"""Copy the store, history included, into another place, and compare the two.

The place is a PostgreSQL database (its URL) or a folder for an SQLite file. It must be empty. The
store that is copied stays as it is; stop the dashboard first, so that nothing is saved meanwhile.
"""

import argparse
import sys
from contextlib import closing

from evidence import copying
from evidence.commands import stores
from evidence.store import StoreError

HELP = "copy the store, history included, to PostgreSQL or to SQLite"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare ``--to``."""
    parser.add_argument(
        "--to",
        required=True,
        metavar="URL|FOLDER",
        help="postgresql+psycopg://... or the folder of an SQLite file; without a store in it",
    )


def run(arguments: argparse.Namespace) -> int:
    """Copy and compare; 0 when both hold the same, 1 when they do not or it was refused."""
    try:
        with stores.existing() as source, closing(stores.named(arguments.to, source)) as target:
            with source.reading() as read, target.writing() as written:
                copied = copying.copy(read, written, source.package)
            with target.reading() as connection:
                found = copying.contents(connection, target.package)
            is_behind = source.revision() != target.revision()
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    stores.print_comparison(copied, found)
    if copying.differing(copied, found):
        print("The copy was changed while it was compared: empty it and migrate again.")
        return 1
    n_rows = sum(held.n_rows for held in found.values())
    print(f"{len(found)} tables, {n_rows:,} rows: identical.")
    if is_behind:
        print("The store was saved to meanwhile: stop the dashboard and migrate again.")
        return 1
    return 0
