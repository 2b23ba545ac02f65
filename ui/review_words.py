"""The words of a submission that several parts of the review say alike."""

from collections.abc import Mapping, Sequence

from evidence import store_log
from evidence.workbench import suggested
from evidence.workbench.ages import age_words
from evidence.workbench.submission import Entry, Submission
from ui import add_choices
from ui.view import View

KINDS = {
    "case": "New rows",
    "correction": "Correction",
    "suggestion": "Reader's suggestion",
    "upload": "Upload",
    "double entry": "Double entry",
}


def title(item: Submission) -> str:
    """What the submission is called; its kind and author where nobody gave it a title."""
    return suggested.title_of(item) or f"{KINDS[item.kind]} of {item.entered_name}"


def row(view: View, table: str, values: Mapping[str, str], entries: Sequence[Entry] = ()) -> str:
    """A row in a few words, with its site before them where it has one.

    Args:
        view: what is shown.
        table: the table of the row.
        values: the row.
        entries: the rows among which the site may be new.
    """
    told = add_choices.words_of(view, table, values)
    reference = view.model.package.tables[table].reference("site_id")
    site_id = values.get("site_id", "")
    if reference is None or not site_id:
        return told
    for entry in entries:
        if entry.table == reference.table and entry.key == site_id and entry.row is not None:
            return f"{add_choices.words_of(view, entry.table, entry.row)}: {told}"
    known = add_choices.published(view.model, reference.table)
    return f"{known[site_id].words if site_id in known else site_id}: {told}"


def waits(item: Submission) -> str:
    """How long it has waited since it was sent."""
    return age_words(item.sent_at or item.saved_at, store_log.now())


def counted(n: int, one: str) -> str:
    """As in 1 row, 2 rows."""
    return f"1 {one}" if n == 1 else f"{n:,} {one}s"
