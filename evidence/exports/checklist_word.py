"""A checklist as a Word file: headings, tables and links that people can go on editing."""

import datetime
import io
from collections.abc import Iterable, Sequence

import docx as python_docx
from docx.document import Document

from evidence.checklists import items
from evidence.checklists.checklist import Checklist
from evidence.checklists.items import Field, Item
from evidence.exports import checklist_sheet
from evidence.exports import checklist_word_parts as parts
from evidence.exports.checklist_sheet import Line, PinLine, Sheet
from evidence.exports.checklist_word_parts import Words

OVERVIEW_WIDTHS = (2.6, 8.4, 2.8, 3.2)
ITEM_WIDTHS = (3.2, 13.8)


def docx(checklist: Checklist, asked: Sequence[Item], *, on: str, base: str = "") -> bytes:
    """The file: a title, what is done, all items in short, then each item with a table of its own.

    Its properties name no person, since whoever took it away is not asked.

    Args:
        checklist: the checklist as it was opened.
        asked: its items, in order.
        on: the day, as 2026-11-22.
        base: the address of any page of the dashboard; without one the addresses of what is pinned
            are relative and stand as words, since from a file they lead nowhere.
    """
    made = checklist_sheet.sheet(checklist, asked, on=on, base=base)
    document = python_docx.Document()
    parts.prepare(document, f"{checklist_sheet.PRODUCT}: {made.title}")
    _describe(document, made.title, on)
    _head(document, made)
    for group in made.groups:
        parts.heading(document, group.heading, 1)
        for line in group.lines:
            _item(document, line)
    if made.pins:
        parts.heading(document, checklist_sheet.WHOLE, 1)
        parts.paired(document, [("Pinned", [*_pins(made.pins)])], ITEM_WIDTHS)
    parts.paragraph(document, Words(checklist_sheet.DISCLAIMER, quiet=True))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Document, title: str, on: str) -> None:
    properties = document.core_properties
    # A property holds 255 characters; a title has fewer.
    properties.title = parts.printable(title)
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "en-GB"
    day = datetime.datetime.fromisoformat(on)
    properties.created = properties.modified = day


def _head(document: Document, made: Sheet) -> None:
    parts.heading(document, made.title, 0)
    parts.paragraph(document, Words(made.counted, bold=True))
    if made.rest:
        parts.paragraph(document, Words(made.rest, quiet=True))
    taken = f"Checklist of {checklist_sheet.PRODUCT}, taken on {made.taken}"
    parts.paragraph(document, Words(taken, quiet=True))
    rows = [
        (
            line.label,
            line.text,
            checklist_sheet.in_short(line, "state"),
            checklist_sheet.in_short(line, "role"),
        )
        for line in made.lines
    ]
    parts.listed(document, checklist_sheet.OVERVIEW, rows, OVERVIEW_WIDTHS)


def _item(document: Document, line: Line) -> None:
    parts.heading(document, f"{line.label}: {line.text}", 2)
    questions = line.questions or checklist_sheet.NO_QUESTIONS
    parts.paragraph(document, Words(questions, quiet=True), keep=True)
    rows = [
        *((label, [*_field(field, line)]) for field, label in items.FIELDS.items()),
        ("Pinned evidence", [*_pins(line.pins)]),
        ("Source", [Words(line.source)]),
    ]
    parts.paired(document, rows, ITEM_WIDTHS)


def _field(field: Field, line: Line) -> Iterable[Words]:
    values = line.fields[field]
    if not values:
        yield Words(checklist_sheet.NOTHING[field], quiet=True)
    if len(values) > 1:
        yield Words(checklist_sheet.side_by_side_words(len(values)), bold=True)
    for value in values:
        yield Words(value.words)
        if value.said:
            yield Words(value.said, quiet=True)


def _pins(pins: Sequence[PinLine]) -> Iterable[Words]:
    if not pins:
        yield Words(checklist_sheet.NO_PIN, quiet=True)
    for pin in pins:
        is_whole = pin.address.startswith(("https://", "http://"))
        yield Words(pin.title, bold=not is_whole, address=pin.address if is_whole else "")
        if pin.note:
            yield Words(pin.note)
        yield Words(pin.address, quiet=True)
        yield Words(pin.edition, quiet=True)
