"""Copy the store, history included, into another place, and compare the two.

The place is a PostgreSQL database (its URL) or a folder for an SQLite file. It must be empty. The
store that is copied stays as it is; stop the dashboard first, for nothing is copied where something
is saved meanwhile.
"""

import argparse
import sys
from contextlib import closing

from evidence import copying
from evidence.commands import stores
from evidence.copying import Contents, CopyDiffers
from evidence.store import Store, StoreError

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
    """Copy and compare; 0 when both hold the same, 1 when it was refused and nothing was copied."""
    try:
        with stores.existing() as source, closing(stores.named(arguments.to, source)) as target:
            copied = _copy(source, target)
            found = _read_back(target, copied)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    stores.print_comparison(copied, found)
    n_rows = sum(held.n_rows for held in found.values())
    print(f"{len(found)} tables, {n_rows:,} rows: identical.")
    return 0


def _copy(source: Store, target: Store) -> Contents:
    """Copy everything in one transaction, which is undone where the source did not stand still."""
    with target.writing() as written:
        with source.reading() as read:
            copied = copying.copy(read, written, source.package)
        with source.reading() as read:
            moved = copying.differing(copied, copying.contents(read, source.package))
        if moved:
            raise CopyDiffers(
                f"The store was saved to while it was copied ({', '.join(moved)}), so nothing was"
                " copied: stop the dashboard and migrate again."
            )
    return copied


def _read_back(target: Store, copied: Contents) -> Contents:
    """What the target holds by another connection; it is emptied where that is something else."""
    with target.reading() as connection:
        found = copying.contents(connection, target.package)
    wrong = copying.differing(copied, found)
    if wrong:
        with target.writing() as connection:
            copying.clear(connection, target.package)
        stores.print_comparison(copied, found)
        raise CopyDiffers(
            f"The copy of {', '.join(wrong)} was another one when it was read again, so it was"
            " emptied: make sure that nobody uses it, check its disk, and migrate again."
        )
    return found
