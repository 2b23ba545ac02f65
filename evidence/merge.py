"""The three-way merge of one table: what the data folder and the dashboard each changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.store_tables import Values

Rows = Mapping[str, Values]


@dataclass(frozen=True)
class Contested:
    """A row changed on both sides, each in its own way; None means that it is not there."""

    base: Values | None
    store_row: Values | None
    data_row: Values | None


@dataclass(frozen=True)
class Merge:
    """``taken`` are the rows to bring to the data folder's side, None to remove one."""

    taken: dict[str, Values | None] = field(default_factory=dict)
    contested: dict[str, Contested] = field(default_factory=dict)


def merge(*, base: Rows, store: Rows, data: Rows, standing: Mapping[str, Values | None]) -> Merge:
    """Merge the data folder's rows of one table into the store's, by row id.

    A row that only the data folder changed is taken; a row that only the store changed stays; a row
    that both changed alike is left; any other is contested and stays as the store has it.

    Args:
        base: the rows as the data folder last had them.
        store: the rows as they are in the store.
        data: the rows as the data folder has them.
        standing: for each row that was contested before, what both sides began with.
    """
    result = Merge()
    for row_id in sorted(base.keys() | data.keys() | standing.keys()):
        began = standing[row_id] if row_id in standing else base.get(row_id)
        here, there = store.get(row_id), data.get(row_id)
        if there in (here, began):
            continue
        if here == began:
            result.taken[row_id] = there
        else:
            result.contested[row_id] = Contested(began, here, there)
    return result
