"""Correcting a published row: what it says beside what it shall say, and why."""

from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element, literal
from evidence.schema import Table
from evidence.store import Store
from evidence.workbench import case_steps, drafts, submission
from evidence.workbench.submission import Entry, Submission
from ui import (
    access,
    add_case,
    add_choices,
    add_clash,
    add_fields,
    add_form,
    add_judged,
    add_saved,
    add_send,
    add_sent,
    identity,
    parameters,
    scenes_saving,
    site_tables,
)
from ui.add_form import Form
from ui.add_sent import SHOWN_AT_MOST
from ui.view import View


def show(view: View, store: Store, table: Table, row_id: str) -> None:
    """Draw the form of one published row; the first change begins a draft."""
    item = _own_draft(store, table.name, row_id)
    if item is not None:
        show_draft(view, store, item)
        return
    row = add_form.published_rows(store, store.revision())[table.name].get(row_id)
    if row is None:
        st.error(literal(f"There is no row {row_id} in {table.title}: it may have been removed."))
        return
    entry = Entry(0, table.name, row_id, store.row_revision(table.name, row_id), row, row)
    _heading(view, entry, table)
    add_saved.show(None)
    with st.container(key="card_add_row"):
        form = Form(table, entry, None)
        add_fields.show(view, form)
        with st.container(horizontal=True, key="add_row_actions"):
            add_case.offer_new_source(form)
            st.button("Remove this row", key="add_remove", on_click=partial(_remove, table, row_id))


def show_draft(view: View, store: Store, item: Submission) -> None:
    """Draw the rows that a correction changes, and what sends it."""
    judged = add_judged.of_draft(store, item)
    entries = list(item.entries)
    if not entries:
        st.info("This correction is empty: discard it in the list of your drafts.")
        return
    asked = st.query_params.get("entry", "")
    entry = next((each for each in entries if str(each.place) == asked), entries[0])
    table = view.model.package.tables[entry.table]
    _heading(view, entry, table)
    add_saved.show(item)
    add_clash.show(view, store, item, entry, table)
    with st.container(key="card_add_row"):
        if entry.row is None:
            st.html(element("p", "This row is to be removed.", class_="add-changed"))
            st.html(_whole(table, entry))
        else:
            form = Form(
                table,
                entry,
                item,
                problems=judged.of(entry.place),
                shows_all=True,
                entries=item.entries,
            )
            add_fields.show(view, form)
            add_case.beside(view, form, judged)
            with st.container(horizontal=True, key="add_row_actions"):
                add_case.offer_new_source(form)
    with st.container(key="card_add_send"):
        changed = sum(not each.changes_nothing for each in entries)
        st.header("Send the correction", anchor=False)
        if not changed:
            st.html(element("p", "Nothing is changed yet.", class_="quiet"))
        for each in entries[:SHOWN_AT_MOST]:
            if each.before is not None and each.row is not None:
                st.html(add_sent.changes(view.model.package.tables[each.table], each))
        by_place = {each.place: each for each in entries}
        add_send.problems_list(view, by_place, judged.by_place)
        add_send.send(store, item)
        st.button("Discard this correction", key="add_discard", on_click=partial(_discard, item))


def _own_draft(store: Store, table: str, row_id: str) -> Submission | None:
    """The person's draft that corrects the row already; None where there is none."""
    person = identity.person()
    for head in submission.own(store, person):
        if head.state == "draft" and head.kind == "correction":
            item = submission.found(store, person, head.submission_id)
            entries = item.entries if item else ()
            if any((each.table, each.row_id) == (table, row_id) for each in entries):
                return item
    return None


def _heading(view: View, entry: Entry, table: Table) -> None:
    words = add_choices.words_of(view, table.name, entry.before or entry.row or {})
    st.header(literal(f"{case_steps.noun(table.name)}: {words}"), anchor=False)
    history = html.link("Its history", f"history?row={table.name}/{entry.row_id}")
    st.html(
        element(
            "p",
            f"{table.name}, {entry.row_id}. What you change is marked, beside what is published. ",
            history,
        )
    )


def _remove(table: Table, row_id: str) -> None:
    def remove() -> str:
        store, person = access.store(), identity.person()
        title = f"Remove {case_steps.noun(table.name).lower()}: {row_id}"
        submission_id = drafts.start(store, person, "correction", title)
        drafts.remove_row(store, person, submission_id, table.name, row_id)
        parameters.set_one("submission", submission_id)
        return ""

    scenes_saving.attempt(remove)


def _discard(item: Submission) -> None:
    def discard() -> None:
        drafts.discard(access.store(), identity.person(), item.submission_id)
        for name in ("submission", "entry"):
            parameters.set_one(name, None)

    scenes_saving.attempt(discard, "The correction was discarded.")


def _whole(table: Table, entry: Entry) -> Markup:
    before = entry.before or {}
    return site_tables.pairs((field.title, before.get(field.name, "")) for field in table.fields)
