"""The pages of a long list: the links to those beside the one that is shown."""

from evidence import html
from evidence.html import Markup, element
from ui.view import View


def links(
    view: View, address: str, what: str, page: int, last: int, name: str = "list_page", **query: str
) -> Markup:
    """Links to the pages around this one; nothing where there is only one.

    Args:
        view: what is shown.
        address: the page of the dashboard, as in ``history``.
        what: names the list for a screen reader.
        page: the page of the list that is shown, from 1.
        last: the last one.
        name: the parameter of the address that holds the page of the list.
        query: the other parameters of the address.
    """
    if last < 2:
        return Markup("")

    def entry(words: str, number: int) -> Markup:
        return element(
            "li", html.link(words, view.address(address, **query, **{name: str(number)}))
        )

    before = [entry("First", 1), entry("Previous", page - 1)] if page > 1 else []
    after = [entry("Next", page + 1), entry("Last", last)] if page < last else []
    here = element("li", element("span", f"Page {page:,} of {last:,}", aria_current="page"))
    items = element("ul", *before, here, *after, class_="pages")
    return element("nav", items, aria_label=f"Pages of {what}")


def last_page(n: int, size: int) -> int:
    """The number of the last page of a list with that many rows a page, from 1."""
    return max((n - 1) // size + 1, 1)
