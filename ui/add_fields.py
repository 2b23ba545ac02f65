"""The fields of one row, drawn as the data package declares them, each with its help beside it."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element, literal
from evidence.schema import Field
from evidence.workbench import case_steps, guidance, relevance
from evidence.workbench.guidance import Guidance
from ui import add_choices, add_form, add_search
from ui.add_choices import SEARCHED, Choices
from ui.add_form import Form
from ui.view import View

# A text that may be longer than this is typed into a field of several lines.
ONE_LINE = 160
LISTED_AT_MOST = 12
UNIT_CHOSEN = "as the column unit says"
CODE_HELP = "Made from the names; it may be changed until it is published, and never after."


def show(view: View, form: Form) -> None:
    """Draw the fields that matter for what was chosen, and after a correction what stood there."""
    # The same before and after the first save: a container with another key would lose the focus.
    kind = "published" if form.entry.row_id else "new"
    with st.container(key=f"add_fields_{kind}_{form.entry.row_id or form.entry.place}"):
        faulty = {problem.field for problem in form.problems}
        asked = {*relevance.shown(form.table, form.values), *faulty}
        parts = case_steps.PARTS.get(form.table.name, {})
        for name in relevance.order(form.table):
            if name in parts:
                st.html(element("h3", parts[name], class_="add-part"))
            if name in asked:
                with st.container(key=f"add_cell_{form.key(name)}"):
                    _field(view, form, form.table.field(name))


def labelled(form: Form, field: Field) -> str:
    """The label of a field: its title, its unit, and whether it must be filled in."""
    title = "Code of the row" if field.name == form.table.key else field.title
    unit = f", {field.unit}" if field.unit and field.unit != UNIT_CHOSEN else ""
    return literal(f"{title}{unit}{' (required)' if field.required else ''}")


def _field(view: View, form: Form, field: Field) -> None:
    value = form.values.get(field.name, "")
    choices = add_choices.of_field(view, form, field, value)
    label = labelled(form, field)
    if choices is None:
        _text(form, field, label)
    elif add_choices.is_long(form, field):
        with st.container(key=f"add_long_{form.key(field.name)}"):
            _search(view, form, field, value, label, choices)
    else:
        _choice(form, field, label, choices)
    st.html(_beside(form, field, value, choices))


def _search(view: View, form: Form, field: Field, value: str, label: str, choices: Choices) -> None:
    """A field that refers to a long table: while it is empty, a box to search it with."""
    reference = form.table.reference(field.name)
    if reference is not None and not value:
        known = add_choices.offered(view, form, reference.table)
        found = add_search.box(reference.table, f"{form.key(field.name)}_search", known)
        choices = found or choices
    _choice(form, field, label, choices)


def _text(form: Form, field: Field, label: str) -> None:
    key = add_form.begin(form, field.name, is_choice=False)
    changed = partial(add_form.changed, form, field.name, is_typed=True)
    is_fixed = field.name == form.table.key and bool(form.entry.row_id)
    if (field.max_length or 0) > ONE_LINE and field.type == "string" and field.pattern is None:
        st.text_area(label, key=key, height=100, on_change=changed)
        return
    st.text_input(
        label,
        key=key,
        on_change=changed,
        live="500ms",
        disabled=is_fixed,
        autocomplete="off",
        placeholder=f"as in {field.example}" if field.example and not is_fixed else None,
    )


def _choice(form: Form, field: Field, label: str, choices: Choices) -> None:
    st.selectbox(
        label,
        list(choices),
        index=None,
        key=add_form.begin(form, field.name, is_choice=True),
        format_func=lambda value: choices[value].words if value in choices else value,
        placeholder=_placeholder(len(choices)),
        on_change=partial(add_form.changed, form, field.name, is_typed=False),
        filter_mode="contains",
    )


def _placeholder(n: int) -> str:
    if not n:
        return "Search above first"
    return "Type to search" if n > SEARCHED else "Choose"


def _beside(form: Form, field: Field, value: str, choices: Choices | None) -> Markup:
    """What is wrong, what stood there, what belongs here, and how to tell."""
    parts: list[object] = [
        element("p", element("strong", "Mend this. "), sentence(fault), class_="add-fault")
        for fault in add_form.faults(form, field.name)
    ]
    if form.entry.row_id:
        parts.append(_before(form, field, value))
    chosen = (choices or {}).get(value)
    if chosen is not None and chosen.meaning:
        parts.append(element("p", element("strong", chosen.words), ": ", chosen.meaning))
    description = CODE_HELP if field.name == form.table.key else field.description
    if value and add_choices.is_long(form, field):
        description = f"{description} Clear the field to search for another."
    help_ = guidance.of(form.table.name, field.name)
    is_listed = not value and choices is not None and len(choices) <= LISTED_AT_MOST
    meanings = _meanings(choices) if is_listed and choices else Markup("")
    if help_ is not None:
        parts.append(advice(help_, description, meanings))
    else:
        parts.append(element("p", description, class_="quiet"))
        if meanings:
            summary = element("summary", "What each means")
            parts.append(element("details", summary, meanings))
    return element("div", *parts, class_="add-beside")


def _before(form: Form, field: Field, value: str) -> Markup:
    """The published value beside the one typed, where they differ."""
    before = (form.entry.before or {}).get(field.name, "")
    if before == value:
        return Markup("")
    shown = field.label(before) if before else element("span", "empty", class_="nothing")
    return element(
        "p", element("strong", "Changed. "), "Published is: ", shown, class_="add-changed"
    )


def _meanings(choices: Mapping[str, add_choices.Choice]) -> Markup:
    told = [
        element("li", element("strong", each.words), f": {each.meaning}")
        for each in choices.values()
        if each.meaning
    ]
    if not told:
        return Markup("")
    return element("ul", *told)


def advice(help_: Guidance, description: str, meanings: Markup) -> Markup:
    """The help of a field, folded up: what it says, how to tell, a good and a bad example."""
    return element(
        "details",
        element("summary", help_.question),
        element("p", description),
        meanings,
        element("p", help_.advice),
        element("p", element("strong", "Good: "), help_.good),
        element("p", element("strong", "Not: "), help_.bad),
    )


def sentence(text: str) -> Markup:
    """A fault as a sentence."""
    return html.text(f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}")
