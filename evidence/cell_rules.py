"""The rules for one cell: what its text may be, by the schema of its column.

Each rule looks at the exact characters and answers with a Fault, or None when nothing is wrong.
"""

import re
import unicodedata
from typing import NamedTuple

from evidence import dates, numerals, suggestions
from evidence.schema import Field

LONGEST_CELL = 10_000
SHOWN_AT_MOST = 60
# What people write where nothing is known; an empty cell says that here. A name may be such a
# word, as of the contract form "Not stated", and so may a listed value.
PLACEHOLDERS = re.compile(
    r"[-–—?.…]+|n/?a|n\.a\.|#[a-z0-9/]+[?!]?|none|null|nil|nan|tbc|tba|tbd|unknown"
    r"|not (?:stated|known|available)|to be confirmed",
    re.IGNORECASE,
)
# UTF-8 that was read as Windows-1252 and saved again, and the sign for a lost character.
DAMAGED = re.compile("\ufffd|\u00c3[\u0080-\u00bf]|\u00c2[\u0080-\u00bf]|\u00e2\u20ac")


class Fault(NamedTuple):
    """What is wrong with a cell, and what to do."""

    wrong: str
    mend: str


def judge(field: Field, value: str, *, is_reference: bool = False) -> Fault | None:
    """The first fault of the cell, or None.

    A reference is not looked up here, nor is its form judged: the row it points to settles that.
    """
    if not value:
        return _missing(field) if field.required else None
    return _text_fault(field, value) or (None if is_reference else _content_fault(field, value))


def shown(value: str) -> str:
    """The value as a message can show it: on one line, without control characters, shortened."""
    start = readable(value[:SHOWN_AT_MOST])
    return start if len(value) <= SHOWN_AT_MOST else f"{start}… ({len(value):,} characters)"


def readable(text: str) -> str:
    """The text with its control characters and line breaks written out, as Python does."""
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def _missing(field: Field) -> Fault:
    if field.type == "boolean":
        return Fault("the cell is empty", "write true or false")
    if field.categories:
        return Fault("the cell is empty", _one_of(field, ""))
    return Fault("the cell is empty", f"fill it in. {field.description}".rstrip())


def _text_fault(field: Field, value: str) -> Fault | None:
    """What may not stand in any cell, whatever its column."""
    if len(value) > LONGEST_CELL:
        return Fault(
            f"the cell is too long for any table, at most {LONGEST_CELL:,} characters",
            "shorten it, or look for a quotation mark that is not closed",
        )
    if not value.strip():
        return Fault("the cell holds nothing but spaces", "empty the cell")
    if value != value.strip() and value.strip().isprintable() and "\t" not in value:
        return Fault("there are spaces round the value", f"write {shown(value.strip())}")
    if PLACEHOLDERS.fullmatch(value) and not (field.unique or field.categories):
        mend = "write what the source says" if field.required else "leave the cell empty"
        return Fault("the text stands for a missing value", mend)
    if value[0] in "=@\t\r" or (value[0] in "+-" and not numerals.begins_like_number(value)):
        return Fault(
            "the cell begins like a spreadsheet formula",
            "write the text or figure itself, beginning with a letter or digit",
        )
    if not value.isprintable():
        return _invisible(value)
    if DAMAGED.search(value):
        return Fault(
            "the text was damaged by a wrong encoding", "type the damaged characters again"
        )
    return None


def _invisible(value: str) -> Fault:
    found = next(character for character in value if not character.isprintable())
    if found in "\r\n":
        return Fault("there is a line break in the cell", "write the text on one line")
    if unicodedata.category(found) == "Zs":
        return Fault(
            f"there is an unusual space, U+{ord(found):04X}", "type an ordinary space in its place"
        )
    return Fault(
        f"there is an invisible or control character, U+{ord(found):04X}",
        "delete the character, or type the text again",
    )


def _content_fault(field: Field, value: str) -> Fault | None:
    """What may not stand in this column."""
    if field.type == "boolean":
        return _boolean(value)
    if field.type in ("number", "integer"):
        return _number(field, value)
    if field.categories:
        known = {item.value for item in field.categories}
        return None if value in known else Fault("the value is not allowed", _one_of(field, value))
    if field.is_partial_date:
        found = dates.fault(value)
        return Fault(*found) if found else None
    if field.max_length is not None and len(value) > field.max_length:
        return Fault(
            f"the text has {len(value):,} characters, at most {field.max_length} fit",
            "shorten it, and check that it stands in the right column",
        )
    if field.min_length is not None and len(value) < field.min_length:
        return Fault(
            f"the text has {len(value)} characters, which is too short to say it",
            "write it out, and check that it stands in the right column",
        )
    if field.pattern is not None and re.fullmatch(field.pattern, value) is None:
        return Fault("the text has not the form of this column", _form(field, value))
    return None


def _boolean(value: str) -> Fault | None:
    if value in ("true", "false"):
        return None
    folded = value.casefold()
    if folded in ("true", "t", "yes", "y", "1"):
        return Fault("the value is neither true nor false", "write true")
    if folded in ("false", "f", "no", "n", "0"):
        return Fault("the value is neither true nor false", "write false")
    return Fault("the value is neither true nor false", "write true or false")


def _number(field: Field, value: str) -> Fault | None:
    found = numerals.fault(value, whole=field.type == "integer")
    if found:
        return Fault(*found)
    figure = float(value)
    if field.minimum is not None and figure < field.minimum:
        return Fault(
            f"the figure is below the smallest allowed, {field.minimum:g}",
            "correct it, or leave the cell empty where the source gives no figure",
        )
    if field.maximum is not None and figure > field.maximum:
        return Fault(
            f"the figure is above the largest allowed, {field.maximum:g}",
            "correct it, and check that it stands in the right column",
        )
    return None


def _one_of(field: Field, value: str) -> str:
    labels = {item.value: item.label for item in field.categories}
    return suggestions.allowed_value(value, labels, "datapackage.json")


def _form(field: Field, value: str) -> str:
    if field.example.startswith(("http://", "https://")):
        return "write the whole web address, beginning with https:// or http://"
    slug = re.sub(r"[^a-z0-9_]+", "-", value.casefold()).strip("-_")
    if re.fullmatch(field.pattern or "", slug):
        return f"write it in small letters, digits and single hyphens, such as {shown(slug)}"
    return f"write it like {field.example}" if field.example else "see the column's description"
