"""List the rows that the dashboard and the data folder both changed, field by field.

The dashboard shows its own version of such a row until the two agree.
"""

import argparse
import sys

from evidence import home
from evidence.schema import Package
from evidence.store import Conflict, StoreError
from evidence.store_tables import Values

HELP = "list rows changed both in the dashboard and in the data folder"

WHAT_TO_DO = (
    "To keep the dashboard's version of a row, write it into the file of the data folder. To keep"
    " the data folder's version, enter it in the dashboard. The conflict ends when the two agree."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(arguments: argparse.Namespace) -> int:
    """Print the conflicts; 0 when there are none, 1 when there are, or the store cannot be read."""
    try:
        store = home.existing_store()
        conflicts = store.conflicts() if store else []
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    if store is None or not conflicts:
        print("No conflicts.")
        return 0
    for conflict in conflicts:
        print("\n".join(_lines(store.package, conflict)), end="\n\n")
    print(WHAT_TO_DO)
    return 1


def _lines(package: Package, conflict: Conflict) -> list[str]:
    table = package.tables.get(conflict.table)
    file = table.path if table else conflict.table
    lines = [f"{file}: {conflict.row_id} (found {conflict.found_at})"]
    if conflict.store_row is None or conflict.data_row is None:
        removed = "dashboard" if conflict.store_row is None else "data folder"
        lines.append(f"  The {removed} removed the row, and the other side changed it:")
    names = dict.fromkeys(
        name for row in (conflict.store_row, conflict.data_row) if row for name in row
    )
    for name in names:
        here, there = _value(conflict.store_row, name), _value(conflict.data_row, name)
        if here != there:
            lines.append(f"  {name}")
            lines.append(f"    dashboard:   {here}")
            lines.append(f"    data folder: {there}")
            lines.append(f"    before:      {_value(conflict.base, name)}")
    return lines


def _value(row: Values | None, name: str) -> str:
    return "(no row)" if row is None else row.get(name) or "(empty)"
