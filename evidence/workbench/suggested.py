"""What readers suggest, with or without an account, and what analysts make of it."""

from collections.abc import Mapping

import sqlalchemy as sa

from evidence import store_log
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import case_steps, door, limits, submission, tables
from evidence.workbench.person import Person
from evidence.workbench.submission import TAKEN_OVER, Entry

# So that nobody can bury the queue under suggestions without giving an account.
MOST_WITHOUT_ACCOUNT = 100
# Stands between what a suggestion is about, which is one line, and how its author can be reached.
_CONTACT = "\ncontact: "


def suggest(
    store: Store,
    person: Person,
    *,
    table: str,
    row_id: str,
    values: Mapping[str, str],
    message: str,
    name: str,
    contact: str = "",
) -> str:
    """Send a correction of a published row to the review, as anybody may.

    It is sent even where the values break a rule: the reviewer sees what is wrong, and an analyst
    mends it. Without values it is a remark: the row is said to be wrong by somebody who does not
    know what is right. A remark is taken over or refused, and never published. The reason is
    published with the correction; name and contact are seen in review only.

    Args:
        store: where to send it.
        person: who suggests; ``person.READER`` for somebody without an account.
        table: the table of the row.
        row_id: the published row.
        values: the columns that shall read otherwise; none for a remark.
        message: the reason, with the place in the source.
        name: what the person wants to be called; empty for the name of the account.
        contact: how the person can be reached; may be empty.

    Returns:
        The id of the suggestion.

    Raises:
        NotAllowed: the person signed in too long ago.
        StoreError: there is no such row or column, nothing would change, the reason is missing, a
            text is too long, the same suggestion waits for review already, or too many without an
            account do.
    """
    with door.vouched(store, person, "suggest a correction") as connection:
        limits.refuse_values(limits.described(store.package, table), values)
        limits.refuse_text(message, "The reason", limits.LONGEST_MESSAGE)
        limits.refuse_text(name, "The name", limits.LONGEST_TITLE)
        limits.refuse_text(contact, "The contact", limits.LONGEST_TITLE)
        if not message.strip():
            raise StoreError(
                "The reason is missing: say why the row is wrong and where that is shown."
            )
        if person.is_reader:
            _refuse_too_many(connection)
        stored = store.rows_within(connection)[table].get(row_id)
        if stored is None:
            raise StoreError(f"There is no row {row_id} in {table}: open the row from its page.")
        row = {**stored.values, **values}
        if values and row == stored.values:
            raise StoreError(
                f"{table} {row_id} says this already: change it, or send the reason alone."
            )
        described = store.package.tables[table]
        sent = {
            "title": f"{described.title}: {case_steps.words_of(described, stored.values)}"
            + (f"{_CONTACT}{contact.strip()}" if contact.strip() else ""),
            "message": message.strip(),
            "entered_name": name.strip() or person.name,
        }
        entry = Entry(1, table, row_id, stored.revision, stored.values, row)
        _refuse_repeated(connection, person, sent, entry)
        submission_id = submission.begin(
            connection, "suggestion", person, state="in review", sent_at=store_log.now(), **sent
        )
        submission.keep(connection, submission_id, [entry])
    return submission_id


def contact_of(item: submission.Submission) -> str:
    """How whoever suggested it can be reached; empty where they did not say, or it is no such."""
    return item.title.partition(_CONTACT)[2] if item.kind == "suggestion" else ""


def title_of(item: submission.Submission) -> str:
    """What a submission is called, without the contact of whoever suggested it."""
    return item.title.partition(_CONTACT)[0] if item.kind == "suggestion" else item.title


def is_remark(item: submission.Submission) -> bool:
    """Whether it says that something is wrong without saying what is right."""
    return item.kind == "suggestion" and all(each.changes_nothing for each in item.entries)


def take_over(store: Store, person: Person, submission_id: str) -> str:
    """Make a suggestion an analyst's own draft, to be mended and sent; give the draft's id.

    The suggestion is then closed as withdrawn, with a comment that says so. Neither who suggested
    nor who took over can publish what comes of it. Done twice by the same person, it is one draft.

    Raises:
        NotAllowed: the person has no role.
        StoreError: there is no such suggestion in review.
    """
    with door.writing(store, person, "analyst", "take over a suggestion") as connection:
        item = submission.existing(connection, submission_id)
        own = submission.head(connection, submission_id + TAKEN_OVER)
        if own is not None and own.entered_by == person.person_id:
            return own.submission_id
        if (item.kind, item.state) != ("suggestion", "in review"):
            raise StoreError(
                f"{submission.described(item)} is {_what(item)}, and only a reader's suggestion in"
                " review can be taken over: open another one from the queue."
            )
        draft_id = submission.begin(
            connection,
            "correction",
            person,
            submission_id=submission_id + TAKEN_OVER,
            title=title_of(item),
            message=item.message,
        )
        submission.keep(connection, draft_id, item.entries)
        submission.change(
            connection,
            item,
            state="withdrawn",
            decided_at=store_log.now(),
            decided_by=person.person_id,
            comment=f"{person.name} took this over as a draft of their own.",
        )
    return draft_id


def _what(item: submission.Submission) -> str:
    article = "an" if item.kind == "upload" else "a"
    return f"{article} {item.kind} and {item.state}"


def _refuse_too_many(connection: sa.Connection) -> None:
    columns = tables.submission.c
    query = sa.select(sa.func.count()).where(
        columns.kind == "suggestion", columns.state == "in review", columns.entered_by == ""
    )
    if (connection.scalar(query) or 0) >= MOST_WITHOUT_ACCOUNT:
        raise StoreError(
            f"{MOST_WITHOUT_ACCOUNT} suggestions of readers wait for review, and no more are taken:"
            " sign in, or send it again when some of them are settled."
        )


def _refuse_repeated(
    connection: sa.Connection, person: Person, sent: Mapping[str, str], entry: Entry
) -> None:
    """Refuse what waits already to the letter, as when the same form is sent twice."""
    columns = tables.submission.c
    alike = submission.listed(
        connection,
        columns.kind == "suggestion",
        columns.state == "in review",
        columns.entered_by == person.person_id,
        *(columns[name] == text for name, text in sent.items()),
    )
    for item in alike:
        if submission.existing(connection, item.submission_id).entries == (entry,):
            raise StoreError(
                "This suggestion waits for review already: there is no need to send it again."
            )
