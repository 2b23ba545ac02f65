"""Take a revision back: a new revision with the rows as they were before it.

It is refused where later revisions rest on it, with every reason. It is saved under the name of
this machine's user, who needs the role of reviewer; in a store where nobody has a role yet that
user becomes its owner.
"""

import argparse
import sys

from evidence.commands import stores
from evidence.store import StoreError
from evidence.workbench import person, undo
from evidence.workbench.undo import CannotUndo

HELP = "take a revision back, as a new revision"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the revision and ``--reason``."""
    parser.add_argument(
        "number", type=_number, metavar="NUMBER", help="of the revision, as history lists it"
    )
    parser.add_argument("--reason", required=True, help="why, for the history")


def run(arguments: argparse.Namespace) -> int:
    """Take it back; 0 when it is taken back, 1 when that is refused."""
    number: int = arguments.number
    try:
        with stores.existing() as store:
            made = undo.undo(store, person.of_machine(), number, message=arguments.reason)
    except CannotUndo as error:
        print(f"Revision {number} was not taken back:", file=sys.stderr)
        for reason in error.reasons:
            print(f"  {' '.join(reason.split())}", file=sys.stderr)
        return 1
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Revision {number} is taken back by {stores.in_words(made.number, made.at)}.")
    return 0


def _number(text: str) -> int:
    # PostgreSQL's whole numbers have ten digits, and not all of those.
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text}: give the number of a revision, such as 12")
    return int(text)
