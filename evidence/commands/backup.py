"""Write everything that the store holds into one file, while it is in use.

The file is an SQLite file, whichever engine the store has. It gets its name when it is whole.
"""

import argparse
import sys
from pathlib import Path

from evidence import copying_backup
from evidence.commands import stores
from evidence.store import StoreError

HELP = "write everything that the store holds into one file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and ``--force``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace a file of that name")


def run(arguments: argparse.Namespace) -> int:
    """Write the backup; 0 when it is whole, 1 when it could not be written."""
    try:
        with stores.existing() as store, store.reading() as connection:
            note = copying_backup.write(
                connection, store.package, arguments.file, replace=arguments.force
            )
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    holds = stores.in_words(note.revision, note.revised_at)
    print(f"{arguments.file} holds {holds}, with all that came before it.")
    return 0
