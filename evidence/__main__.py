"""The command line: ``python -m evidence COMMAND``."""

import argparse
import sys
from collections.abc import Sequence

from evidence.commands import (
    backup,
    conflicts,
    export,
    history,
    import_,
    migrate,
    query,
    restore,
    roles,
    undo,
    validate,
)

COMMANDS = (
    validate,
    query,
    history,
    undo,
    conflicts,
    backup,
    restore,
    migrate,
    export,
    import_,
    roles,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 problems found, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m evidence", description=__doc__)
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        name = command.__name__.rpartition(".")[2].removesuffix("_")
        subparser = subparsers.add_parser(name, help=command.HELP, description=command.__doc__)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    chosen = parser.parse_args(arguments)
    code: int = chosen.run(chosen)
    return code


if __name__ == "__main__":
    sys.exit(main())
