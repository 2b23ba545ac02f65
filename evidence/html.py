"""HTML for ``st.html``: fixed markup around values that are always escaped."""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence

# What Markdown reads as emphasis, code, links, pictures, tags, formulas and entities.
MARKDOWN = re.compile(r"[\\`*_\[\]<>$~|#]|&(?=#?\w+;)")
# Inside what Streamlit makes directives, emoji, addresses and arrows of, escaped or not.
BREAKS = re.compile(r"(?<=:)(?=\S)|(?<=www)(?=\.)|(?<=@)|(?<=-)(?=>)|(?<=<)(?=-)")
WORD_JOINER = "\u2060"
# What a browser leaves out of an address before it reads it.
NOT_READ = re.compile(r"[\x00-\x20]")
STRAIGHT_QUOTES = str.maketrans({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value: object) -> Markup:
    """A value as HTML: markup as it is, anything else escaped; None gives nothing."""
    if isinstance(value, Markup):
        return value
    return Markup("" if value is None else html.escape(str(value), quote=True))


def literal(value: object) -> str:
    """A value for Streamlit's Markdown, on one line, that shows the characters as they are.

    Without it a value from an address could draw a picture of another host, or a formula.
    """
    broken = BREAKS.sub(WORD_JOINER, " ".join(str(value).split()))
    return MARKDOWN.sub(r"\\\g<0>", broken)


def element(tag: str, *content: object, **attributes: object) -> Markup:
    """One element. An attribute ``class_`` or ``for_`` loses its underscore; None leaves it out.

    An address that neither belongs to this site nor is http or https is left out, whoever wrote it.
    """
    if not is_followable(str(attributes.get("href") or "")):
        attributes["href"] = None
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{html.escape(str(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{written}>{joined(content)}</{tag}>")


def joined(parts: Iterable[object], separator: str = "") -> Markup:
    """Several values as HTML, one after the other."""
    return Markup(separator.join([text(part) for part in parts]))


def link(words: object, address: str) -> Markup:
    """A link; an address that is neither of this site nor http(s) gives the words alone."""
    if not is_followable(address):
        return text(words)
    rel = "noopener noreferrer" if address.startswith(("https://", "http://")) else None
    return element("a", words, href=address, rel=rel)


def is_followable(address: str) -> bool:
    """Whether the address is http or https, or one of this site: no script, file or other host."""
    if address.startswith(("https://", "http://")):
        return True
    # A browser leaves blanks and control characters out, and takes a backslash for /.
    read = NOT_READ.sub("", address).replace("\\", "/")
    return not read.startswith("//") and ":" not in read.split("?")[0].split("#")[0]


def table(
    caption: object,
    headings: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    class_: str = "plain",
) -> Markup:
    """A table whose first column heads its rows; it scrolls sideways by itself when too wide."""
    head = element("tr", *(element("th", each, scope="col") for each in headings))
    body = joined(
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(element("td", each) for each in row[1:]),
        )
        for row in rows
    )
    inner = element(
        "table",
        element("caption", caption),
        element("thead", head),
        element("tbody", body),
        class_=class_,
    )
    return element("div", inner, class_="scroll", tabindex="0", role="region", aria_label=caption)


def marked(value: str | None, searched: str) -> Markup:
    """Text with every occurrence of the searched words marked, case and accents aside."""
    if not value or not searched.strip():
        return text(value)
    folded, places = _folded(value)
    hit = [False] * len(value)
    for word in searched.split():
        wanted, _ = _folded(word)
        start = folded.find(wanted) if wanted else -1
        while start >= 0:
            for position in range(start, start + len(wanted)):
                hit[places[position]] = True
            start = folded.find(wanted, start + 1)
    for position, character in enumerate(value):
        if position and unicodedata.combining(character):
            hit[position] = hit[position - 1]
    return _with_marks(value, hit)


def _folded(value: str) -> tuple[str, list[int]]:
    """The text as the search compares it, and for each of its characters the place it came from."""
    characters, places = [], []
    for place, character in enumerate(value):
        plain = unicodedata.normalize("NFD", character.translate(STRAIGHT_QUOTES).lower())
        for each in plain:
            if not unicodedata.combining(each):
                characters.append(each)
                places.append(place)
    return "".join(characters), places


def _with_marks(value: str, hit: Sequence[bool]) -> Markup:
    parts: list[Markup] = []
    start = 0
    for end in range(1, len(value) + 1):
        if end == len(value) or hit[end] != hit[start]:
            piece = value[start:end]
            parts.append(element("mark", piece) if hit[start] else text(piece))
            start = end
    return joined(parts)
