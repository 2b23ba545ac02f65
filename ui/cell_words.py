"""A cell in the words of a reader: a listed value by its label, a reference by what it names."""

from evidence import html
from evidence.html import Markup, element
from evidence.schema import Field, Table
from ui import add_choices
from ui.view import View


def listed(view: View, table: Table, field: Field) -> dict[str, str] | None:
    """The values that the field may take, with their words; None where any may be typed."""
    reference = table.reference(field.name)
    if reference is not None:
        known = add_choices.published(view.model, reference.table)
        return {value: choice.words for value, choice in known.items()}
    return {each.value: each.label for each in field.categories} or None


def plain(view: View, table: Table, field: Field, value: str) -> str:
    """A value as a reader reads it; a figure with the characters that were typed."""
    if not value:
        return "(empty)"
    words = listed(view, table, field)
    return words.get(value, value) if words else value


def said(view: View, table: Table, field: Field, value: str) -> Markup:
    """The same for a table."""
    words = plain(view, table, field, value)
    return html.text(words) if value else element("span", words, class_="quiet")
