"""Who entered each row as it stands, and who read it a second time: what a receipt says of it."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import sqlalchemy as sa

from evidence import store_log, store_tables, typed_tables
from evidence.dates import date_words
from evidence.store import Store
from evidence.workbench import history, tables
from evidence.workbench.history import Saved
from evidence.workbench.submission import Submission

# What the words of a row begin with that waits for review.
IN_REVIEW = "In review"
_PLACE = ("table_name", "row_id")


def readings(store: Store, revision: int) -> pa.Table:
    """Who entered and who checked each row that stood after a revision, one line a row.

    A row that an undo restored was entered and checked as it was before; the words then say who
    took it back to that.

    Returns:
        The columns of ``typed_tables.READINGS``, in no order.

    Raises:
        StoreError: the store cannot be read.
    """
    with store.reading() as connection:
        last = connection.execute(_last_written(revision)).all()
        entered = _entered_in(connection, revision)
        pairs = [
            (number, entered.get((table, row_id, number), number)) for table, row_id, number in last
        ]
        distinct = list(dict.fromkeys(pairs))
        numbers = sorted({number for pair in distinct for number in pair})
        saved = {each.revision.number: each for each in history.saved(connection, numbers)}
    said = pa.Table.from_pylist(
        [_reading(saved[wrote], saved[began]) for wrote, began in distinct],
        schema=pa.schema([field for field in typed_tables.READINGS if field.name not in _PLACE]),
    )
    places = {pair: place for place, pair in enumerate(distinct)}
    taken = said.take(pa.array([places[pair] for pair in pairs], pa.int64()))
    for at, name in enumerate(_PLACE):
        values = pa.array([each[at] for each in last], pa.string())
        taken = taken.add_column(at, name, values)
    return taken


def with_waiting(published: pa.Table, waiting: Mapping[tuple[str, str], Submission]) -> pa.Table:
    """The readings of published rows with those of rows in review instead or among them.

    Args:
        published: as by ``readings``.
        waiting: by table and id, the submission that a row is shown from; such a row has no
            revision, and nobody has checked it.

    Returns:
        The columns of ``typed_tables.READINGS``, in no order.
    """
    if not waiting:
        return published
    said = pa.Table.from_pylist(
        [_in_review(place, item) for place, item in waiting.items()], schema=typed_tables.READINGS
    )
    # No name of a table holds a line break.
    names, taken = (
        pc.binary_join_element_wise(*(each[name] for name in _PLACE), "\n")
        for each in (published, said)
    )
    kept = published.filter(pc.invert(pc.is_in(names, value_set=taken.combine_chunks())))
    return pa.concat_tables([kept, said])


def words(written: Saved, entered: Saved) -> str:
    """What a receipt says of a row.

    Args:
        written: the revision that last wrote it.
        entered: the one in which it was entered as it stands; the same unless an undo restored it.
    """
    said = _entered(entered)
    if written == entered:
        return said
    number, day = written.revision.number, _day(written.entered_at)
    return f"{said}; taken back to that by {written.entered_by} on {day} (revision {number})"


def _in_review(place: tuple[str, str], item: Submission) -> dict[str, object]:
    by = item.entered_name if item.entered_by else f"a reader ({item.entered_name})"
    at = item.sent_at or item.saved_at
    return {
        **dict(zip(_PLACE, place, strict=True)),
        "entered_by": by,
        "entered_at": at,
        "is_second_read": False,
        "words": f"{IN_REVIEW}: entered by {by} on {_day(at)}; not yet checked",
    }


def _entered(saved: Saved) -> str:
    number, day = saved.revision.number, _day(saved.entered_at)
    if saved.revision.kind == "data folder":
        return f"Entered from the data folder on {day} (revision {number}); not yet second-read"
    by = f"{saved.entered_by} on {day}"
    if _is_second_read(saved):
        checked = f"{saved.checked_by} on {_day(saved.checked_at)}"
        return f"Entered by {by}, checked by {checked} (revision {number})"
    if saved.is_reviewed:
        return (
            f"Entered by {by} (revision {number}) and published by its author alone, without a"
            " second reader"
        )
    verb = "Imported" if saved.revision.kind == "import" else "Entered"
    return f"{verb} by {by} (revision {number}); not yet second-read"


def _is_second_read(saved: Saved) -> bool:
    return bool(saved.checked_by)


def _reading(written: Saved, entered: Saved) -> dict[str, object]:
    return {
        "revision": written.revision.number,
        "entered_by": entered.entered_by,
        "entered_at": entered.entered_at,
        "checked_by": entered.checked_by or None,
        "checked_at": entered.checked_at or None,
        "taken_back_by": None if written == entered else written.entered_by,
        "taken_back_at": None if written == entered else written.entered_at,
        "is_second_read": _is_second_read(entered),
        "words": words(written, entered),
    }


def _day(at: str) -> str:
    return date_words(at[:10])


def _last_written(revision: int) -> sa.Select[Any]:
    """Each row that stood after a revision, with the last revision up to it that wrote the row."""
    return store_log.last_changes(revision).where(store_tables.change.c.after.isnot(sa.null()))


def _entered_in(connection: sa.Connection, revision: int) -> dict[tuple[str, str, int], int]:
    """For each row that an undo restored, and that undo, the revision whose row it brought back."""
    review, undoing, change = (
        tables.revision_review,
        store_tables.change.alias(),
        store_tables.change,
    )
    takes_back = {
        number: earlier
        for number, earlier in connection.execute(
            sa.select(review.c.revision, review.c.takes_back).where(
                review.c.takes_back.is_not(None), review.c.revision <= revision
            )
        )
    }
    if not takes_back:
        return {}
    same = sa.and_(*(change.c[name] == undoing.c[name] for name in _PLACE))
    query = (
        sa.select(change.c.table_name, change.c.row_id, change.c.revision)
        .distinct()
        .join_from(change, undoing, same)
        .where(undoing.c.revision.in_(takes_back), change.c.revision <= revision)
        .order_by(change.c.revision)
    )
    entered: dict[tuple[str, str, int], int] = {}
    written: dict[tuple[str, str], list[int]] = {}
    for table, row_id, number in connection.execute(query):
        earlier = written.setdefault((table, row_id), [])
        undone = takes_back.get(number)
        before = [each for each in earlier if undone is not None and each < undone]
        if before:
            # What that one restored in its turn was entered still earlier.
            entered[table, row_id, number] = entered.get((table, row_id, before[-1]), before[-1])
        earlier.append(number)
    return entered
