"""Check a folder of CSV files against the schema and every rule of the data set."""

import argparse
import io
import sys
from pathlib import Path

from evidence import DATA, folder, rules, schema

HELP = "check a folder of CSV files and print every problem with its place"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder to check."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=DATA,
        metavar="FOLDER",
        help="folder with the CSV files; its own datapackage.json is used if it has one"
        " (default: the project's data)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print each problem on a line and their number; 0 clean, 1 problems, 2 no such folder."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A console or pipe may not know the characters of a cell.
        sys.stdout.reconfigure(errors="backslashreplace")
    place: Path = arguments.folder
    try:
        declared = place if (place / "datapackage.json").exists() else DATA
        package = schema.load_package(declared)
        candidate, unreadable = folder.read_folder(place, package)
    except NotADirectoryError as error:
        print(error, file=sys.stderr)
        return 2
    except (OSError, ValueError) as error:
        print(f"datapackage.json: {error}")
        print("1 problem found.")
        return 1
    problems = sorted([*unreadable, *rules.check(package, candidate)], key=rules.in_reading_order)
    for problem in problems:
        print(problem)
    if problems:
        print(f"{_counted(len(problems), 'problem')} found.")
        return 1
    n_rows = sum(len(rows) for rows in candidate.values())
    print(f"{_counted(len(candidate), 'table')}, {_counted(n_rows, 'row')}: no problem found.")
    return 0


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
