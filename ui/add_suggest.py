"""What somebody without a role may do: say which field of a row is wrong, and why."""

from functools import partial

import streamlit as st

from evidence import html
from evidence.html import element, literal
from evidence.schema import Field, Table
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.store_tables import Values
from evidence.workbench import case_steps, suggested
from evidence.workbench.limits import LONGEST_MESSAGE, LONGEST_TITLE
from evidence.workbench.submission import Entry
from ui import add_choices, add_form, cell_words, identity, scenes_saving, site_tables
from ui.view import View

PLACE = "add_suggest"
# What keeps what was typed until it is sent.
FIELDS = ("field", "known", "why", "name", "contact")
OTHERWISE, EMPTY, UNKNOWN = "otherwise", "empty", "unknown"
KNOWN = {
    OTHERWISE: "I know what it should say",
    EMPTY: "It should be empty",
    UNKNOWN: "It is wrong, and I do not know what is right",
}


def show(view: View, store: Store, table: Table, row_id: str) -> None:
    """Draw the row as it is published, and the fields of a suggestion."""
    row = add_form.published_rows(store, store.revision())[table.name].get(row_id)
    if row is None:
        st.error(literal(f"There is no row {row_id} in {table.title}: it may have been removed."))
        return
    words = add_choices.words_of(view, table.name, row)
    with st.container(key="card_add_suggest"):
        st.header("Suggest a correction", anchor=False)
        if identity.can_suggest():
            _form(view, store, table, row)
        else:
            _tell_otherwise(table, row_id)
    with st.container(key="card_add_row"):
        st.header(literal(f"{case_steps.noun(table.name)}: {words}"), anchor=False)
        st.html(
            site_tables.pairs(
                (field.title, cell_words.said(view, table, field, row.get(field.name, "")))
                for field in table.fields
            )
        )


def _tell_otherwise(table: Table, row_id: str) -> None:
    """On a server that is for reading only: how to make the fault known all the same."""
    said = (
        "This server is for reading only and takes no suggestions. Tell whoever runs it what is"
        " wrong, with the name of the row: "
    )
    st.html(element("p", said, element("strong", f"{table.name}/{row_id}"), "."))


def _form(view: View, store: Store, table: Table, row: Values) -> None:
    words = "A reviewer looks at each suggestion before anything changes."
    st.html(element("p", words))
    name = st.selectbox(
        "Which field is wrong? (may be left empty)",
        [field.name for field in table.fields if field.name != table.key],
        index=None,
        key="suggest_field",
        format_func=lambda each: literal(table.field(each).title),
        placeholder="Choose",
    )
    if name:
        field = table.field(name)
        now = field.label(row.get(name, "")) or "empty"
        st.html(element("p", "It says now: ", element("strong", now)))
        known = st.radio(
            "What should it say?", list(KNOWN), key="suggest_known", format_func=KNOWN.__getitem__
        )
        if known == OTHERWISE:
            _value(view, table, row, field)
    st.text_area(
        "Why, and where is that shown? (required)",
        key="suggest_why",
        height=100,
        max_chars=LONGEST_MESSAGE,
    )
    st.text_input("Your name (may be left empty)", key="suggest_name", max_chars=LONGEST_TITLE)
    st.text_input(
        "How to reach you (may be left empty)", key="suggest_contact", max_chars=LONGEST_TITLE
    )
    words = (
        "The reason is published with the correction; name and contact are seen by those who review"
        " it only."
    )
    st.html(element("p", words, class_="quiet"))
    scenes_saving.outcome(PLACE)
    st.button(
        "Send the suggestion",
        key="suggest_send",
        type="primary",
        on_click=partial(_send, store, table, row[table.key]),
    )
    why_not = identity.why_not("analyst")
    if why_not:
        st.html(element("p", html.text(f"To correct it yourself: {why_not}"), class_="quiet"))


def _value(view: View, table: Table, row: Values, field: Field) -> None:
    """What the field should say: chosen from a short list where there is one, else typed."""
    entry = Entry(0, table.name, row[table.key], 0, row, row)
    form = add_form.Form(table, entry, None)
    choices = add_choices.of_field(view, form, field, "")
    if choices is None or add_choices.is_long(form, field):
        st.text_area("It should say", key=f"suggest_value_{field.name}", height=100)
        return
    st.selectbox(
        "It should say",
        list(choices),
        index=None,
        key=f"suggest_value_{field.name}",
        format_func=lambda value: choices[value].words if value in choices else value,
        placeholder="Choose",
    )


def _send(store: Store, table: Table, row_id: str) -> None:
    typed = {each: str(st.session_state.get(f"suggest_{each}") or "") for each in FIELDS}
    value_key = f"suggest_value_{typed['field']}"
    typed["value"] = str(st.session_state.get(value_key) or "")

    def send() -> str:
        values = _values(typed)
        reason = typed["why"]
        if typed["field"] and not values and reason.strip():
            reason = f"{table.field(typed['field']).title}: {reason}"
        suggested.suggest(
            store,
            identity.person(),
            table=table.name,
            row_id=row_id,
            values=values,
            message=reason,
            name=typed["name"],
            contact=typed["contact"],
        )
        for each in (value_key, "suggest_known"):
            st.session_state.pop(each, None)
        st.session_state["suggest_field"] = None
        for each in ("why", "name", "contact"):
            st.session_state[f"suggest_{each}"] = ""
        return "Sent. Thank you: a reviewer looks at it."

    scenes_saving.attempt(send, place=PLACE)


def _values(typed: Values) -> Values:
    """What shall be changed; nothing where only the fault is told.

    Raises:
        StoreError: something should stand there, and it is not said what.
    """
    if not typed["field"] or typed["known"] == UNKNOWN:
        return {}
    if typed["known"] == EMPTY:
        return {typed["field"]: ""}
    value = " ".join(typed["value"].split())
    if not value:
        raise StoreError(
            "What the field should say is missing: fill it in, or choose that it should be empty or"
            " that you do not know."
        )
    return {typed["field"]: value}
