"""Who entered the rows of a list and who checked them, and the mark of what one person has read."""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from evidence.html import Markup, element, joined
from evidence.read_model import Row
from ui import money_sources

SIGN = "°"
WORDS = "not yet second-read"
KEY = f"{SIGN} read by one person only so far"
# A year is a date and no figure, and so is a financial year such as 2015/16.
YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d\d)?\b")
DIGIT = re.compile(r"\d")
NAME_LENGTH = 60


def mark(is_second_read: bool) -> Markup:
    """The mark for behind a figure; nothing where a second person has read it."""
    if is_second_read:
        return Markup("")
    return element("i", SIGN, class_="once", role="img", aria_label=WORDS, title=WORDS)


def mark_in(words: str | None, row: Row) -> Markup:
    """The mark for behind words of a row that hold a figure; nothing for words without one."""
    return mark(row["is_second_read"]) if has_figure(words) else Markup("")


def has_figure(words: str | None) -> bool:
    """Whether words hold a number that is no year."""
    return bool(DIGIT.search(YEAR.sub("", words or "")))


def counted(rows: Sequence[Row]) -> str:
    """How many of the figures a second person has read, where a mark at each would be too much."""
    n_read = sum(row["is_second_read"] for row in rows)
    return (
        f"{n_read} of {len(rows)} were read by a second person; each one’s own page says by whom."
    )


def key(rows: Iterable[Mapping[str, Any]]) -> Markup:
    """What the mark means, for under a table; nothing where none of the rows carries it."""
    return element("p", KEY, class_="quiet") if _is_any_unread(rows) else Markup("")


def receipt(
    rows: Sequence[Row], name: Callable[[Row], str], marked: Iterable[Row] | None = None
) -> Markup:
    """Who entered and who checked the rows of a list, and when, for under it; with the mark's key.

    Rows of the same words are told together, and named only where not all have the same.

    Args:
        rows: with ``reading`` and ``is_second_read``; nothing is drawn without rows.
        name: what a row is called, of which the first words are shown.
        marked: those that the list marks where they were not second-read; by default all of them.
    """
    if not rows:
        return Markup("")
    alike: dict[str, list[Row]] = {}
    for row in rows:
        alike.setdefault(row["reading"], []).append(row)
    is_key_due = _is_any_unread(rows if marked is None else marked)
    if len(alike) == 1:
        legend = f"{KEY}. " if is_key_due else ""
        return element("p", legend, _all(rows), class_="quiet")
    most = max(alike, key=lambda reading: len(alike[reading]))
    listed = (
        element("li", f"{reading}: ", _named(own, name, is_rest=reading == most))
        for reading, own in alike.items()
    )
    n_read = sum(row["is_second_read"] for row in rows)
    head = f"Who entered and checked these {len(rows)}: {n_read or 'none'} read by a second person"
    folded = money_sources.folded(head, element("ul", *listed))
    return joined((element("p", KEY, class_="quiet") if is_key_due else "", folded))


def _is_any_unread(rows: Iterable[Mapping[str, Any]]) -> bool:
    return not all(row["is_second_read"] for row in rows)


def _all(rows: Sequence[Row]) -> str:
    said = str(rows[0]["reading"])
    if len(rows) == 1:
        return f"{said}."
    which = "Both" if len(rows) == 2 else f"All {len(rows)}"
    return f"{which}: {said[0].lower()}{said[1:]}."


def _named(rows: Sequence[Row], name: Callable[[Row], str], *, is_rest: bool) -> str:
    """The rows by name; the largest group, unless it is a single row, as the others."""
    if is_rest and len(rows) > 1:
        return f"the other {len(rows)}."
    shortened = (textwrap.shorten(name(row), NAME_LENGTH, placeholder=" …") for row in rows)
    return f"{'; '.join(shortened)}."
