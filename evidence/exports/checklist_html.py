"""A checklist as one HTML file: it opens without a network or a script and prints on A4."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from evidence.checklists import items
from evidence.checklists.checklist import Checklist
from evidence.checklists.items import Field, Item
from evidence.exports import checklist_sheet
from evidence.exports.checklist_sheet import Line, PinLine, Sheet, Value
from evidence.html import Markup, element, joined, link, table

# Even a file that somebody changed could neither run anything nor ask another host.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(checklist: Checklist, asked: Sequence[Item], *, on: str, base: str = "") -> str:
    """The checklist as one HTML document with its style in it.

    Args:
        checklist: the checklist as it was opened.
        asked: its items, in order.
        on: the day, as 2026-11-22.
        base: the address of any page of the dashboard; without one the addresses of what is pinned
            are relative and stand as words, since from a file they lead nowhere.
    """
    made = checklist_sheet.sheet(checklist, asked, on=on, base=base)
    head = element(
        "header",
        element("h1", made.title),
        element("p", made.counted, class_="count"),
        element("p", made.rest, class_="quiet") if made.rest else "",
        element(
            "p", f"Checklist of {checklist_sheet.PRODUCT}, taken on {made.taken}", class_="quiet"
        ),
    )
    groups = (
        joined([element("h2", group.heading), *(_article(line) for line in group.lines)])
        for group in made.groups
    )
    whole = [element("h2", checklist_sheet.WHOLE), _pins(made.pins)] if made.pins else []
    main = element("main", _overview(made), *groups, *whole)
    foot = element("footer", element("p", checklist_sheet.DISCLAIMER))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{element('title', made.title)}<style>{_style()}</style></head>"
        f"<body>{head}{main}{foot}</body></html>\n"
    )


@cache
def _style() -> str:
    return (Path(__file__).parent / "checklist.css").read_text(encoding="utf-8")


def _overview(made: Sheet) -> Markup:
    rows = [
        (
            line.label,
            line.text,
            checklist_sheet.in_short(line, "state"),
            checklist_sheet.in_short(line, "role"),
        )
        for line in made.lines
    ]
    return table("All items in short", checklist_sheet.OVERVIEW, rows)


def _article(line: Line) -> Markup:
    parts = [
        *((label, _field(field, line)) for field, label in items.FIELDS.items()),
        ("Pinned evidence", _pins(line.pins)),
        ("Source", line.source),
    ]
    return element(
        "article",
        element("h3", element("span", line.label), line.text),
        element("p", line.questions or checklist_sheet.NO_QUESTIONS, class_="quiet"),
        element("dl", *(_pair(label, said) for label, said in parts)),
    )


def _pair(label: str, said: object) -> Markup:
    return joined([element("dt", label), element("dd", said)])


def _field(field: Field, line: Line) -> Markup:
    values = line.fields[field]
    if not values:
        return element("span", checklist_sheet.NOTHING[field], class_="quiet")
    if len(values) == 1:
        return element("div", values[0].words, class_="typed")
    said = element("p", checklist_sheet.side_by_side_words(len(values)), class_="quiet")
    return joined([said, *_each(values)])


def _each(values: Iterable[Value]) -> Iterable[Markup]:
    for value in values:
        words = element("div", value.words, class_="typed")
        yield element("div", words, element("span", value.said, class_="said"), class_="side")


def _pins(pins: Sequence[PinLine]) -> Markup:
    if not pins:
        return element("span", checklist_sheet.NO_PIN, class_="quiet")
    return element("ul", *(element("li", *_pin(pin)) for pin in pins))


def _pin(pin: PinLine) -> Iterable[Markup]:
    is_whole = pin.address.startswith(("https://", "http://"))
    yield link(pin.title, pin.address) if is_whole else element("span", pin.title)
    if pin.note:
        yield element("div", pin.note, class_="typed")
    yield element("span", pin.address, class_="said")
    yield element("span", pin.edition, class_="said")
