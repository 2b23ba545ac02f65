"""Marks in HTML: one style rule a drawing, so that a page with a thousand marks stays small."""

import functools

from evidence.charts import marks, shapes
from evidence.html import Markup, element


def finding(direction: str, evidence_status: str, words: str | None = None) -> Markup:
    """The mark of a finding; ``words`` is what it says aloud, 'better, evaluated' by default.

    An empty ``words`` hides it from screen readers, for places where text beside it says the same.
    """
    spoken = marks.words(direction, evidence_status) if words is None else words
    return _glyph(f"finding-{direction}-{evidence_status}", spoken)


def contract(status: str, words: str | None = None) -> Markup:
    """The mark of a contract's status; ``words`` as for ``finding``."""
    return _glyph(f"contract-{status}", f"contract {status}" if words is None else words)


def absence(words: str) -> Markup:
    """What is known to be missing: a dashed box with its kind in words."""
    return element("span", words, class_="absence")


def nothing(words: str = "none found") -> Markup:
    """No finding in this set: a flat box that says so."""
    return element("span", words, class_="nothing")


def key(directions: list[str], statuses: list[str]) -> Markup:
    """The key to the marks of findings: the shapes, then the fills, each with its word."""
    shown = [
        (finding(name, "evaluated", ""), mark.word)
        for name, mark in marks.DIRECTIONS.items()
        if name in directions
    ]
    fills = [
        (finding("improved", name, ""), word)
        for name, word in marks.STATUSES.items()
        if name in statuses
    ]
    return element(
        "ul",
        *(element("li", glyph, " ", word) for glyph, word in shown),
        *(
            element("li", glyph, " ", word, class_="apart" if place == 0 and shown else None)
            for place, (glyph, word) in enumerate(fills)
        ),
        class_="key",
        aria_label="Key",
    )


@functools.cache
def rules() -> str:
    """The style rules that draw every glyph."""
    drawings = {
        f"finding-{direction}-{status}": marks.drawing(direction, status)
        for direction in marks.DIRECTIONS
        for status in marks.STATUSES
    } | {f"contract-{status}": each for status, each in marks.CONTRACT_STATUSES.items()}
    return "".join(
        f'.glyph.{name}{{background-image:url("data:image/svg+xml,{_encoded(each)}")}}'
        for name, each in drawings.items()
    )


@functools.lru_cache(maxsize=4096)
def _glyph(name: str, words: str) -> Markup:
    if words:
        return element("span", class_=f"glyph {name}", role="img", aria_label=words, title=words)
    return element("span", class_=f"glyph {name}", aria_hidden="true")


def _encoded(drawing: shapes.Drawing) -> str:
    written = shapes.svg(drawing)
    for character, code in (("%", "%25"), ("#", "%23"), ("<", "%3C"), (">", "%3E"), ('"', "'")):
        written = written.replace(character, code)
    return written
