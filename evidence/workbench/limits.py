"""How much fits into a submission, and which text no store can hold."""

import re
from collections.abc import Mapping

from evidence.cell_rules import LONGEST_CELL
from evidence.schema import Package, Table
from evidence.store_errors import StoreError

MOST_ENTRIES = 10_000
LONGEST_TITLE = 200
LONGEST_MESSAGE = 5_000
# A zero byte, and half of a character that takes two.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def refuse_text(text: str, where: str, longest: int = LONGEST_CELL) -> None:
    """Make sure that the text can be kept as it is.

    Args:
        text: what was typed.
        where: what it was typed into, as a sentence begins with it.
        longest: the most characters.

    Raises:
        StoreError: it is too long, or holds a character that no store can hold.
    """
    if len(text) > longest:
        raise StoreError(
            f"{where} has {len(text):,} characters and at most {longest:,} fit: shorten it."
        )
    if UNKEEPABLE.search(text):
        raise StoreError(
            f"{where} holds a character that cannot be kept (a zero byte, or half of a character):"
            " delete it, or type the text again."
        )


def refuse_values(table: Table, values: Mapping[str, str]) -> None:
    """Make sure that the values belong to the table and can be kept.

    Raises:
        StoreError: a column is not of the table, or its text cannot be kept.
    """
    known = frozenset(table.field_names)
    for name, value in values.items():
        if name not in known:
            raise StoreError(f"There is no column {name} in {table.name}: leave it out.")
        refuse_text(value, f"{table.name}, {name}:")


def described(package: Package, table: str) -> Table:
    """The table of that name.

    Raises:
        StoreError: there is none.
    """
    if table not in package.tables:
        raise StoreError(f"There is no table {table}: choose one of {', '.join(package.tables)}.")
    return package.tables[table]
