"""Write the published set into a folder: a sorted CSV a table and datapackage.json.

The same revision gives the same bytes. Other files in the folder are left alone.
"""

import argparse
import sys
from pathlib import Path

from evidence import DATA, folder_export, home
from evidence.commands import stores
from evidence.seed import Synchronised
from evidence.store import StoreError

HELP = "write the published set as CSVs sorted by key"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder, ``--revision`` and ``--force``."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="made where it is missing")
    parser.add_argument(
        "--revision",
        metavar="N|DATE",
        help="as that revision left it, or the last one of that day (UTC); the newest without it",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="write over the data folder even where it and the store disagree",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the files; 0 when done, 1 when refused."""
    folder: Path = arguments.folder
    try:
        with stores.up_to_date() as (store, taken):
            if folder.resolve() == DATA.resolve() and not arguments.force:
                _refuse_loss(taken)
            number = taken.revision
            if arguments.revision is not None:
                number = folder_export.revision_at(store, arguments.revision)
            package_file = folder_export.package_bytes(store.package, DATA, home.home())
            contents = folder_export.files(store, package_file, number)
            changed = folder_export.write(folder, contents)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    for name in changed:
        print(f"{folder / name} written")
    print(
        f"{folder} holds revision {number}: {len(contents)} files, {len(changed)} of them changed."
    )
    return 0


def _refuse_loss(taken: Synchronised) -> None:
    """Make sure that nothing in the data folder is written over that the store has not."""
    if taken.problems or taken.conflicts:
        raise StoreError(
            "The data folder has changes that the store could not take: mend what is printed above"
            " and by python -m evidence conflicts, or give --force to write over them."
        )
