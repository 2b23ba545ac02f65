"""Put a backup in place of what the store holds, after a backup of that.

The dashboard may run meanwhile, and shows what was restored at its next click.
"""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from evidence import copying_backup, home
from evidence.commands import stores
from evidence.store import StoreError

HELP = "put a backup in place of what the store holds"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and ``--yes``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what backup wrote")
    parser.add_argument(
        "--yes", action="store_true", help="do it; without it only what would be done is shown"
    )


def run(arguments: argparse.Namespace) -> int:
    """Restore; 0 when done, 1 when refused or not yet agreed to."""
    path: Path = arguments.file
    try:
        note = copying_backup.verified(path)
        with closing(home.open_store(home.home())) as store:
            present = stores.newest(store)
            print(f"In the store: {stores.in_words(present.number, present.at)}.")
            print(
                f"In {path}: {stores.in_words(note.revision, note.revised_at)},"
                f" written {note.made_at}."
            )
            if not arguments.yes:
                print("Nothing was restored: give --yes to put the second in place of the first.")
                return 1
            kept = _kept()
            restored = copying_backup.restore(store, path, kept)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    n_rows = sum(held.n_rows for held in restored.values())
    print(f"Restored and compared: {len(restored)} tables, {n_rows:,} rows, identical.")
    print(f"What the store held before is in {kept}.")
    print("Roles are as they were then, too: look at them with python -m evidence roles.")
    return 0


def _kept() -> Path:
    """A new file's name beside the store, with the time in it."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return home.home() / f"before-restore-{moment}Z.sqlite"
