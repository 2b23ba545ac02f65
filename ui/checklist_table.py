"""The whole checklist as a table: what those see who only read, and what is printed."""

from collections.abc import Sequence

import streamlit as st

from evidence.checklists import items
from evidence.checklists.checklist import Checklist
from evidence.checklists.items import Field, Item
from evidence.html import Markup, element
from ui import checklist_pins


def show(found: Checklist, asked: Sequence[Item]) -> None:
    """Draw every step and principle with its answer, role, note and pinned evidence."""
    with st.container(key="card_checklist_table"):
        st.header("The whole checklist", anchor=False)
        headings = ("Step or principle", "State", "Role", "Note", "Evidence")
        st.html(
            element(
                "table",
                element("caption", "Every step and principle", class_="hidden"),
                element(
                    "thead", element("tr", *(element("th", each, scope="col") for each in headings))
                ),
                element("tbody", *(_row(found, each) for each in asked)),
                class_="checklist",
            )
        )


def _row(found: Checklist, item: Item) -> Markup:
    pinned = found.pinned_to(item.item)
    return element(
        "tr",
        element(
            "th",
            element("span", item.label, class_="quiet"),
            element("span", item.text),
            scope="row",
        ),
        _cell(found, item, "state", "State"),
        _cell(found, item, "role", "Role"),
        _cell(found, item, "note", "Note"),
        element(
            "td",
            element("ul", *(checklist_pins.markup(each) for each in pinned), class_="pins")
            if pinned
            else _nothing("none pinned"),
            data_label="Evidence",
        ),
    )


def _cell(found: Checklist, item: Item, field: Field, label: str) -> Markup:
    """What stands in a field; two values, where two people typed at once, are both there."""
    values = [
        items.state_words(value) if field == "state" else value
        for value in found.values(item.item, field)
        if value
    ]
    said = [element("p", each) for each in values] or [
        _nothing(items.NO_STATE if field == "state" else "none")
    ]
    if len(values) > 1:
        said.append(element("p", "Typed at the same time; not settled yet.", class_="quiet"))
    return element("td", *said, data_label=label)


def _nothing(words: str) -> Markup:
    return element("span", words, class_="quiet")
