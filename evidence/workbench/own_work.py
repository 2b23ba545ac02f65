"""What became of the things that one person entered."""

from evidence.store import Store
from evidence.workbench import submission, tables
from evidence.workbench.person import Person
from evidence.workbench.submission import Submission

MOST_SETTLED = 20


def settled(store: Store, person: Person) -> list[Submission]:
    """The person's newest published and withdrawn submissions without rows, newest first.

    At most 20; empty for a reader without an account.
    """
    if person.is_reader:
        return []
    columns = tables.submission.c
    with store.reading() as connection:
        found = submission.listed(
            connection,
            columns.entered_by == person.person_id,
            columns.state.not_in(submission.OPEN_STATES),
        )
    newest_first = sorted(found, key=lambda item: (item.saved_at, item.made_at), reverse=True)
    return newest_first[:MOST_SETTLED]


def state_words(item: Submission) -> str:
    """What became of it, as a reader of the list understands it."""
    if item.state == "published":
        return f"Published as revision {item.revision}"
    return "Sent back to you" if item.was_sent_back else item.state.capitalize()
