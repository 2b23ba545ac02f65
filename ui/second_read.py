"""The mark of a figure that only one person has read so far, and the key to it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.html import Markup, element
from evidence.read_model import Row

SIGN = "°"
WORDS = "not yet second-read"


def mark(is_second_read: bool) -> Markup:
    """The mark for behind a figure; nothing where a second person has read it."""
    if is_second_read:
        return Markup("")
    return element("i", SIGN, class_="once", role="img", aria_label=WORDS, title=WORDS)


def counted(rows: Sequence[Row]) -> str:
    """How many of the figures a second person has read, where a mark at each would be too much."""
    n_read = sum(row["is_second_read"] for row in rows)
    return (
        f"{n_read} of {len(rows)} were read by a second person; each one’s own page says by whom."
    )


def key(rows: Iterable[Mapping[str, Any]]) -> Markup:
    """What the mark means, for under a table; nothing where none of the rows carries it."""
    if all(row["is_second_read"] for row in rows):
        return Markup("")
    return element("p", f"{SIGN} read by one person only so far", class_="quiet")
