"""What an upload waits for before it has rows, kept as one types and chooses.

It is a pasted block that was not compared yet, or sheets of which somebody has to say what their
columns are. Both belong to a draft, which its author alone sees; with its rows, the wait is over.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import sqlalchemy as sa

from evidence.sheets import texts
from evidence.sheets.sheet import Block, Line, Sheet
from evidence.store import Store
from evidence.workbench import door, limits, submission, tables
from evidence.workbench.person import Person

NOT_COMPARED = "Pasted rows, not compared yet"


@dataclass(frozen=True)
class Waiting:
    """What an upload waits for.

    Attributes:
        pasted: a block as it was pasted; empty once it was read.
        block: the sheets that were read, while their columns are not decided; else None.
        chosen: what was said of them so far, by question; empty for nothing.
    """

    pasted: str = ""
    block: Block | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)


def of(store: Store, person: Person, submission_id: str) -> Waiting | None:
    """What a draft of the person waits for; None where it waits for nothing, or is not theirs."""
    with store.reading() as connection:
        item = submission.head(connection, submission_id)
        if item is None or item.state != "draft" or item.entered_by != person.person_id:
            return None
        return _read(connection, submission_id)


def keep_pasted(
    store: Store,
    person: Person,
    submission_id: str | None,
    text: str,
    *,
    title: str = NOT_COMPARED,
) -> str:
    """Keep a pasted block as it stands, and give the id of its draft.

    Args:
        store: where to keep it.
        person: its author.
        submission_id: the draft in which it stands already; None to begin one.
        text: the block; it may be empty.
        title: of a draft that is begun.

    Raises:
        NotAllowed: the person has no role.
        SheetRefused: the block is larger than 20 MB, or holds what no store can keep.
        StoreError: there is no such draft.
    """
    with door.writing(store, person, "analyst", "keep a pasted block") as connection:
        texts.refuse_block(text)
        named = title[: limits.LONGEST_TITLE]
        if submission_id is None:
            submission_id = submission.begin(connection, "upload", person, title=named)
        else:
            draft = submission.own_draft(connection, person, submission_id)
            submission.change(connection, draft)
        _write(connection, submission_id, Waiting(pasted=text))
    return submission_id


def keep_block(store: Store, person: Person, submission_id: str | None, block: Block) -> str:
    """Keep sheets until somebody said what their columns are, and give the id of the draft.

    Args:
        store: where to keep them.
        person: their author.
        submission_id: the draft of the pasted text that they were read from; None to begin one.
        block: the sheets.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft.
    """
    with door.writing(store, person, "analyst", "keep a spreadsheet") as connection:
        title = f"{block.name}: columns to be matched"
        if submission_id is None:
            submission_id = submission.begin(connection, "upload", person, title=title)
        else:
            draft = submission.own_draft(connection, person, submission_id)
            submission.change(connection, draft, title=title)
        _write(connection, submission_id, Waiting(block=block))
    return submission_id


def choose(
    store: Store, person: Person, submission_id: str, chosen: Mapping[str, str]
) -> Mapping[str, str]:
    """Keep answers to questions about columns beside those that stand; gives all of them.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft, or an answer cannot be kept.
    """
    with door.writing(store, person, "analyst", "say what a column is") as connection:
        for question, answer in chosen.items():
            limits.refuse_text(question + answer, "The answer", limits.LONGEST_TITLE)
        draft = submission.own_draft(connection, person, submission_id)
        waits = _read(connection, submission_id)
        known = {**(waits.chosen if waits else {}), **chosen}
        this = tables.upload_waiting.c.submission_id == submission_id
        connection.execute(sa.update(tables.upload_waiting).where(this).values(chosen=known))
        submission.change(connection, draft)
    return known


def end(connection: sa.Connection, submission_id: str) -> None:
    """Forget what the draft waited for, as its rows are kept in the same transaction."""
    this = tables.upload_waiting.c.submission_id == submission_id
    connection.execute(sa.delete(tables.upload_waiting).where(this))


def _write(connection: sa.Connection, submission_id: str, waits: Waiting) -> None:
    end(connection, submission_id)
    written = {
        "submission_id": submission_id,
        "pasted": waits.pasted,
        "block": asdict(waits.block) if waits.block else None,
        "chosen": dict(waits.chosen),
    }
    connection.execute(sa.insert(tables.upload_waiting), written)


def _read(connection: sa.Connection, submission_id: str) -> Waiting | None:
    columns = tables.upload_waiting.c
    query = sa.select(columns.pasted, columns.block, columns.chosen).where(
        columns.submission_id == submission_id
    )
    found = connection.execute(query).one_or_none()
    return found and Waiting(found.pasted, _block(found.block), found.chosen)


def _block(written: dict[str, Any] | None) -> Block | None:
    if written is None:
        return None
    sheets = (
        Sheet(
            each["name"],
            tuple(each["header"]),
            tuple(Line(line["number"], tuple(line["cells"])) for line in each["lines"]),
        )
        for each in written["sheets"]
    )
    return Block(written["name"], tuple(sheets), tuple(written["told"]))
