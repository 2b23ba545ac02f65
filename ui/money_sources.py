"""The sources of a card about money: numbered on it, with their places in a list to open."""

import re
from collections.abc import Sequence
from itertools import groupby

from evidence import html
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui.view import View


def cite(card: str, row: Row) -> Markup:
    """The number of a row's source in brackets; it leads to the list of the card."""
    words = f"Source {row['number']}: {row['publisher']}, {date_words(row['published'])}"
    number = f"[{row['number']}]"
    return element("a", number, href=f"#{_anchor(card, row)}", title=words, class_="cite")


def named(rows: Sequence[Row]) -> list[str]:
    """The sources of some rows in words: title, publisher and date; each once."""
    return list(dict.fromkeys(f"{row['title']}. {_published(row)}" for row in rows))


def place(view: View, locator: str) -> Markup:
    """A place in a source; where it names another source by its id, that becomes a link to it."""
    labels = view.labels()
    parts = re.split(r"([a-z0-9]+(?:-[a-z0-9]+)+)", locator)
    return html.joined(
        html.link(title, view.address("sources", source_id=part))
        if (title := labels.get(("source_id", part)))
        else part
        for part in parts
    )


def listed(view: View, card: str, rows: Sequence[Row]) -> Markup:
    """Every source of some rows once, by number, with the places in it; open in print.

    Args:
        view: whose filters the links keep.
        card: the name of the card, so that the numbers of two cards are told apart.
        rows: with ``number``, ``title``, ``publisher``, ``published`` and ``url`` of the source,
            and ``locator``.
    """
    numbered = sorted(rows, key=lambda row: int(row["number"]))
    lines = [
        _source(view, card, list(own)) for _, own in groupby(numbered, lambda row: row["number"])
    ]
    return folded(f"Sources: {len(lines)}", element("ul", *lines, class_="money-sources"))


def _source(view: View, card: str, rows: Sequence[Row]) -> Markup:
    first = rows[0]
    places = dict.fromkeys(row["locator"] for row in rows if row["locator"])
    where = html.joined((place(view, each) for each in places), "; ")
    return element(
        "li",
        element("span", f"[{first['number']}] "),
        html.link(first["title"], first["url"]),
        f" {_published(first)}. ",
        element("span", where, class_="quiet"),
        id=_anchor(card, first),
    )


def folded(summary: str, *content: object) -> Markup:
    """Something long behind a line that opens it; a printed page has it open."""
    return element("details", element("summary", summary), *content, class_="money-fold")


def folded_on_phones(summary: str, *content: object) -> Markup:
    """Something long that a narrow screen folds; elsewhere and in print it simply stands there."""
    return element("details", element("summary", summary), *content, class_="money-fold wide-open")


def _anchor(card: str, row: Row) -> str:
    return f"{card}-source-{row['number']}"


def _published(row: Row) -> str:
    return f"{row['publisher']}, {date_words(row['published'])}"
