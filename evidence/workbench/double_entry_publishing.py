"""A double entry seen from outside: how far the two agree, and the settled findings published."""

from dataclasses import dataclass

import sqlalchemy as sa

from evidence import store_log
from evidence.rules import Problem
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.store_log import Revision
from evidence.store_tables import Values
from evidence.store_write import Change
from evidence.workbench import (
    agreement,
    door,
    double_entry,
    history,
    judge,
    review,
    submission,
    tables,
)
from evidence.workbench import double_entry_settling as settling
from evidence.workbench.agreement import Agreement, Findings
from evidence.workbench.double_entry_tasks import DoubleEntry
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry, Submission


@dataclass(frozen=True)
class Compared:
    """What both entered, side by side.

    Attributes:
        task: who, which source, and what was decided so far.
        first: the findings of the one by their place; ``second`` those of the other.
        agreement: how far they are alike.
    """

    task: DoubleEntry
    first: Findings
    second: Findings
    agreement: Agreement

    @property
    def n_open(self) -> int:
        """How many decisions are missing."""
        return settling.still_open(self.agreement, self.task.settled)

    def rows(self, taken: frozenset[str] = frozenset()) -> list[Values]:
        """The findings as settled so far, with names that are not among those taken."""
        return settling.rows(self.first, self.second, self.agreement, self.task.settled, taken)


def compared(store: Store, person: Person, double_entry_id: str) -> Compared | None:
    """Both sides, for the two themselves and for reviewers; None until both have handed in."""
    task = double_entry.task(store, person, double_entry_id)
    if task is None or not task.both_in:
        return None
    with store.reading() as connection:
        return _compared(connection, task)


def _compared(connection: sa.Connection, task: DoubleEntry) -> Compared:
    first = _findings(submission.existing(connection, task.first_sheet or ""))
    second = _findings(submission.existing(connection, task.second_sheet or ""))
    return Compared(task, first, second, agreement.compare(first, second, apart=task.settled.apart))


def _findings(item: Submission) -> dict[int, Values]:
    return {
        entry.place: entry.row
        for entry in item.entries
        if double_entry.is_finding(entry) and entry.row is not None
    }


def problems(store: Store, seen: Compared) -> list[Problem]:
    """What is wrong with the findings as settled so far, by the rules of every other save."""
    with store.reading() as connection:
        taken = frozenset(store.rows_within(connection)["findings"])
    return judge.problems(store, _submission(seen.task, seen.rows(taken)))


def settle(store: Store, person: Person, double_entry_id: str, *, comment: str) -> Revision | None:
    """Publish what was settled as one revision, entered by the two and checked by the third.

    Args:
        store: where it is.
        person: a reviewer who is not one of the two.
        double_entry_id: which.
        comment: the verdict; it is published as the message of the revision.

    Returns:
        The revision; None where no finding was kept.

    Raises:
        NotAllowed: the person is no reviewer, or one of the two.
        Rejected: the settled findings break rules; holds all problems.
        StoreError: not both have handed in, decisions are missing, or it is closed.
    """
    with door.writing(store, person, "reviewer", "settle a double entry") as connection:
        review.refuse_text(comment, "The comment")
        task = double_entry.to_settle(store, connection, person, double_entry_id)
        seen = _compared(connection, task)
        if seen.n_open:
            n_missing = f"{seen.n_open} decision{'s are' if seen.n_open > 1 else ' is'} missing"
            raise StoreError(
                f"{n_missing}: say for each difference what shall stand,"
                " and for each finding of one person alone whether it is kept, or why not."
            )
        rows = seen.rows(frozenset(store.rows_within(connection)["findings"]))
        at = store_log.now()
        revision = None
        if rows:
            revision = _publish(store, connection, person, task, rows, comment.strip())
        decided = {"decided_at": at, "decided_by": person.person_id, "comment": comment.strip()}
        number = revision.number if revision else None
        for sheet in (task.first_sheet, task.second_sheet):
            submission.change(
                connection,
                submission.existing(connection, sheet or ""),
                state="published",
                revision=number,
                **decided,
            )
        double_entry.write(
            connection,
            double_entry_id,
            settled_by=person.person_id,
            settled_at=at,
            revision=number,
            closed_at=at,
        )
    return revision


def _publish(
    store: Store,
    connection: sa.Connection,
    person: Person,
    task: DoubleEntry,
    rows: list[Values],
    message: str,
) -> Revision:
    save_id = f"double entry:{task.double_entry_id}"
    revision = store.commit_within(
        connection,
        [Change("findings", row["finding_id"], row, 0) for row in rows],
        author=person.person_id,
        message=message,
        save_id=save_id,
        kind="app",
        entered_by=task.names,
    )
    noted = {
        "revision": revision.number,
        "submission_id": task.first_sheet,
        "entered_by": history.joint((task.first_by, task.second_by)),
        "entered_at": max(task.first_in_at or "", task.second_in_at or ""),
        "checked_by": person.person_id,
        "checked_at": revision.at,
        "comment": f"Blind double entry of {task.source_id}, settled by a third person.",
        "takes_back": None,
    }
    connection.execute(sa.insert(tables.revision_review), noted)
    return revision


def _submission(task: DoubleEntry, rows: list[Values]) -> Submission:
    """The settled findings as the rules are asked about them; it is not kept."""
    return Submission(
        submission_id="",
        kind="double entry",
        state="draft",
        title="",
        message="",
        entered_by=task.first_by,
        entered_name=task.names,
        made_at=task.made_at,
        saved_at=task.made_at,
        sent_at=None,
        decided_at=None,
        decided_by=None,
        comment="",
        revision=None,
        version=0,
        double_entry_id=task.double_entry_id,
        n_entries=len(rows),
        entries=tuple(
            Entry(place, "findings", "", 0, None, row) for place, row in enumerate(rows, start=1)
        ),
    )
