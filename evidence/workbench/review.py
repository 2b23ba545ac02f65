"""The way of a submission from its author to everybody's screen: sent, looked at, published.

draft -> in review -> published; back to draft with a comment; withdrawn from either of the first
two. Nothing leaves the states published and withdrawn.
"""

from dataclasses import replace

import sqlalchemy as sa

from evidence import store_log
from evidence.store import Store
from evidence.store_errors import Rejected, StoreError
from evidence.store_log import Revision
from evidence.workbench import as_if, door, judge, limits, roles, settings, submission, tables
from evidence.workbench.person import Person
from evidence.workbench.roles import NotAllowed
from evidence.workbench.submission import Submission

ALONE = "published without a second reader"


def send(store: Store, person: Person, submission_id: str, *, message: str) -> None:
    """Send a draft to the review.

    Args:
        store: where the draft is.
        person: its author.
        submission_id: the draft.
        message: the reason; it is published as the message of the revision.

    Raises:
        NotAllowed: the person has no role.
        Rejected: the draft breaks rules; holds all problems.
        StoreError: there is no such draft, the reason is missing, or nothing would change.
    """
    doing = "send a draft to the review"
    with door.writing(store, person, "analyst", doing) as connection:
        refuse_text(message, "The reason")
        draft = submission.own_draft(connection, person, submission_id)
    # The rules take their time, so they are not asked while others wait to save.
    problems = judge.problems(store, draft)
    with door.writing(store, person, "analyst", doing) as connection:
        _refuse_changed(submission.own_draft(connection, person, submission_id), draft.version)
        if all(entry.changes_nothing for entry in draft.entries):
            raise StoreError(
                f"{submission.described(draft)} changes nothing: fill in or change at least one row"
                " before sending it."
            )
        if problems:
            raise Rejected(problems)
        submission.change(
            connection,
            draft,
            state="in review",
            message=message.strip(),
            sent_at=store_log.now(),
            decided_at=None,
            decided_by=None,
        )


def queue(store: Store) -> list[Submission]:
    """What waits for review, without its rows, sent first first; blind double entry is left out."""
    with store.reading() as connection:
        return as_if.waiting(connection)


def publish(
    store: Store, person: Person, submission_id: str, *, seen_version: int, comment: str
) -> Revision:
    """Publish what is in review as one revision; done twice, it is the same revision.

    Args:
        store: where the submission is.
        person: who checked it.
        submission_id: what is in review.
        seen_version: the version that the person looked at.
        comment: their verdict; may be empty.

    Raises:
        NotAllowed: the person is no reviewer, or entered some of it and second reading is on.
        EditConflict: a row was published by somebody else since it was opened; holds both.
        Rejected: the rows break rules by now; holds all problems.
        StoreError: it is not in review, changed since, or changes nothing.
    """
    doing = "publish a submission"
    with door.writing(store, person, "reviewer", doing) as connection:
        limits.refuse_text(comment, "The comment", limits.LONGEST_MESSAGE)
        item = submission.existing(connection, submission_id)
        if item.state == "published":
            door.note_repeated(person, doing, f"It is revision {item.revision} already.")
            return store_log.revisions(connection, number=item.revision)[0]
        _refuse_unreviewable(item)
        _refuse_changed(item, seen_version)
        is_alone = _is_alone(connection, person, item)
        save_id = f"submission:{submission_id}"
        author = item.entered_by or f"a reader ({item.entered_name})"
        revision = store.commit_within(
            connection,
            judge.changes(store.package, item.entries),
            author=person.person_id,
            message=item.message,
            save_id=save_id,
            kind="app",
            entered_by=author,
        )
        if revision.save_id != save_id:
            raise StoreError(
                f"{submission.described(item)} changes nothing any more, its rows are published"
                " already: withdraw it."
            )
        _note_published(connection, person, item, revision, comment.strip(), is_alone, author)
    return revision


def send_back(store: Store, person: Person, submission_id: str, *, comment: str) -> None:
    """Give a submission back to its author as a draft, with what is to be mended.

    Raises:
        NotAllowed: the person is no reviewer.
        StoreError: it is not in review, it is a reader's suggestion, or the comment is missing.
    """
    with door.writing(store, person, "reviewer", "send a submission back") as connection:
        refuse_text(comment, "The comment")
        item = submission.existing(connection, submission_id)
        _refuse_unreviewable(item)
        if item.kind == "suggestion":
            raise StoreError(
                "A reader's suggestion cannot be sent back: take it over to mend it, or withdraw it"
                " with a comment."
            )
        submission.change(connection, item, state="draft", **_decided(person, comment))


def withdraw(store: Store, person: Person, submission_id: str, *, comment: str) -> None:
    """Put a submission away; its author may, and once it was sent a reviewer too.

    Raises:
        NotAllowed: the person is neither.
        StoreError: it is published or withdrawn already, or a reviewer gives no comment.
    """
    with door.writing(store, person, "analyst", "withdraw a submission") as connection:
        limits.refuse_text(comment, "The comment", limits.LONGEST_MESSAGE)
        item = submission.existing(connection, submission_id)
        if item.entered_by != person.person_id:
            roles.require(connection, person.person_id, "reviewer")
            _refuse_unreviewable(item)
            refuse_text(comment, "The comment")
        elif item.state not in submission.OPEN_STATES:
            raise StoreError(f"{submission.described(item)} is {item.state} already: reload.")
        submission.change(connection, item, state="withdrawn", **_decided(person, comment))


def split(store: Store, person: Person, submission_id: str) -> str | None:
    """Move the rows that break rules into a new draft, so that the others can be sent.

    A row that is good only with one that is moved, such as a finding of a new source, goes along.

    Returns:
        The id of the new draft; None where no row breaks a rule.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such draft, or no row would stay.
    """
    with door.writing(store, person, "analyst", "split a draft") as connection:
        draft = submission.own_draft(connection, person, submission_id)
    faulty = _faulty(store, draft)
    if not faulty:
        return None
    moved = [entry for entry in draft.entries if entry.place in faulty]
    if len(moved) == len(draft.entries):
        raise StoreError(
            f"Every row of {submission.described(draft)} has a problem: mend at least one of them"
            " before the good ones are sent."
        )
    with door.writing(store, person, "analyst", "split a draft") as connection:
        _refuse_changed(submission.own_draft(connection, person, submission_id), draft.version)
        rest_id = submission.begin(
            connection,
            draft.kind,
            person,
            title=f"{draft.title}, to be mended"[: limits.LONGEST_TITLE].removeprefix(", "),
            message=draft.message,
            double_entry_id=draft.double_entry_id,
        )
        submission.keep(connection, rest_id, moved)
        submission.forget(connection, submission_id, faulty)
        submission.change(connection, draft)
    return rest_id


def refuse_text(text: str, where: str) -> None:
    """Make sure that the text is there and can be kept.

    Raises:
        StoreError: it is empty, too long, or cannot be kept.
    """
    limits.refuse_text(text, where, limits.LONGEST_MESSAGE)
    if not text.strip():
        raise StoreError(f"{where} is missing: write it in a sentence.")


def _faulty(store: Store, draft: Submission) -> set[int]:
    """The places of the rows that break rules, and of those that break them without these."""
    faulty: set[int] = set()
    while True:
        rest = tuple(entry for entry in draft.entries if entry.place not in faulty)
        found = judge.problems_by_entry(store, replace(draft, entries=rest)).keys() - {
            judge.ELSEWHERE
        }
        if not rest or not found:
            return faulty
        faulty |= found


def _is_alone(connection: sa.Connection, person: Person, item: Submission) -> bool:
    """Whether the person entered some of it themselves, and may publish it all the same.

    Raises:
        NotAllowed: the person did, and second reading is on.
    """
    if person.person_id not in submission.contributors(connection, item):
        return False
    if settings.second_reader_required(connection):
        raise NotAllowed(
            "You entered some of this yourself, so somebody else has to publish it: ask another"
            " reviewer, or an owner to switch second reading off for a team of one."
        )
    return True


def _note_published(
    connection: sa.Connection,
    person: Person,
    item: Submission,
    revision: Revision,
    comment: str,
    is_alone: bool,
    author: str,
) -> None:
    noted = f"{comment} ({ALONE})" if comment and is_alone else ALONE if is_alone else comment
    review = {
        "revision": revision.number,
        "submission_id": item.submission_id,
        "entered_by": author,
        "entered_at": item.sent_at,
        "checked_by": None if is_alone else person.person_id,
        "checked_at": None if is_alone else revision.at,
        "comment": noted,
        "takes_back": None,
    }
    connection.execute(sa.insert(tables.revision_review), review)
    submission.change(
        connection,
        item,
        state="published",
        revision=revision.number,
        **_decided(person, noted),
    )


def _decided(person: Person, comment: str) -> dict[str, str]:
    return {
        "decided_at": store_log.now(),
        "decided_by": person.person_id,
        "comment": comment.strip(),
    }


def _refuse_unreviewable(item: Submission) -> None:
    if item.state != "in review":
        raise StoreError(
            f"{submission.described(item)} is not in review but {item.state}: reload the queue."
        )
    if item.kind == "double entry":
        raise StoreError(
            "This is one side of a blind double entry: settle both sides on the page of double"
            " entry."
        )


def _refuse_changed(item: Submission, seen_version: int) -> None:
    if item.version != seen_version:
        raise StoreError(
            f"{submission.described(item)} was changed after you opened it: look at it again."
        )
