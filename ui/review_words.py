"""The words of a submission that several parts of the review say alike."""

from evidence import html, store_log
from evidence.html import Markup, element
from evidence.workbench.ages import age_words
from evidence.workbench.submission import Submission
from ui.view import View

KINDS = {
    "case": "New rows",
    "correction": "Correction",
    "suggestion": "Reader's suggestion",
    "upload": "Upload",
    "double entry": "Double entry",
}


def title(item: Submission) -> str:
    """What the submission is called; its kind and id where nobody gave it a title."""
    return item.title or f"{KINDS[item.kind]} {item.submission_id[:6]}"


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
