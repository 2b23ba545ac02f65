"""What the data folder brought, in the words of the history."""

from collections import Counter
from collections.abc import Sequence

from evidence.store_tables import StoredTables
from evidence.store_write import Change


def message(stored: StoredTables, changes: Sequence[Change], *, is_first: bool) -> str:
    """How many rows of which table the changes add to, change in or remove from the stored ones."""
    if is_first:
        tables = len({change.table for change in changes})
        return (
            f"First load of the data folder: {_counted(len(changes), 'rows')}"
            f" in {_counted(tables, 'tables')}"
        )
    counts = Counter((change.table, _done(stored, change)) for change in changes)
    parts = [
        f"{_counted(counts[table, done], table)} {done}"
        for table in stored
        for done in ("added", "changed", "removed")
        if counts[table, done]
    ]
    return f"Data folder changed: {', '.join(parts)}"


def _done(stored: StoredTables, change: Change) -> str:
    if change.row is None:
        return "removed"
    return "changed" if change.row_id in stored[change.table] else "added"


def _counted(count: int, table: str) -> str:
    """As in 2 findings, 1 site, 3 funding rows."""
    words = table.replace("_", " ")
    if not words.endswith("s"):
        return f"{count:,} {words} {'row' if count == 1 else 'rows'}"
    if count != 1:
        return f"{count:,} {words}"
    return f"1 {words.removesuffix('es' if words.endswith('uses') else 's')}"
