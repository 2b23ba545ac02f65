"""The words of a submission that several parts of the review say alike."""

from collections.abc import Mapping, Sequence

from evidence import html, store_log
from evidence.html import Markup, element
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


def pager(view: View, what: str, page: int, last: int, name: str, **query: str) -> Markup:
    """Links to the pages beside this one of a long list; nothing where there is only one.

    Args:
        view: what is shown.
        what: names the list for a screen reader.
        page: the page that is shown, from 1.
        last: the last one.
        name: the parameter of the address that holds the page.
        query: the other parameters of the address.
    """
    if last < 2:
        return Markup("")

    def entry(words: str, number: int) -> Markup:
        address = view.address("review", **query, **{name: str(number)})
        return element("li", html.link(words, address))

    before = [entry("First", 1), entry("Previous", page - 1)] if page > 1 else []
    after = [entry("Next", page + 1), entry("Last", last)] if page < last else []
    here = element("li", element("span", f"Page {page:,} of {last:,}", aria_current="page"))
    items = element("ul", *before, here, *after, class_="pages")
    return element("nav", items, aria_label=f"Pages of {what}")


def last_page(n: int, size: int) -> int:
    """The number of the last page, from 1."""
    return max((n - 1) // size + 1, 1)
