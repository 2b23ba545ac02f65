"""Something that was sent: its rows as they were typed, and the way to take it back."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element, literal
from evidence.schema import Field, Table
from evidence.store import Store
from evidence.workbench import case_steps, own_work, review
from evidence.workbench.submission import Entry, Submission
from ui import add_choices, add_start, identity, scenes_saving, site_tables, time_of_day
from ui.view import View

SHOWN_AT_MOST = 50


def show(view: View, store: Store, item: Submission) -> None:
    """Draw what stands in the submission; nothing of it can be changed here."""
    with st.container(key="card_add_sent"):
        name = add_start.name_of(item)
        st.header(literal(f"{name[0].upper()}{name[1:]}"), anchor=False)
        said = [element("p", element("strong", own_work.state_words(item)), _since(item))]
        if item.message:
            said.append(element("p", element("strong", "Reason: "), item.message))
        if item.comment:
            said.append(element("p", element("strong", "Comment: "), item.comment))
        st.html(html.joined(said))
        why_not = identity.why_not("analyst")
        if why_not:
            st.html(element("p", why_not))
        if item.state == "in review":
            st.html(
                element(
                    "p",
                    html.link("See it in the review", f"review?submission={item.submission_id}"),
                )
            )
            if item.entered_by == identity.person().person_id:
                st.button(
                    "Withdraw it", key="add_withdraw", on_click=partial(_withdraw, store, item)
                )
        for entry in item.entries[:SHOWN_AT_MOST]:
            st.html(_row(view, entry))
        if len(item.entries) > SHOWN_AT_MOST:
            st.caption(f"The first {SHOWN_AT_MOST} of {len(item.entries):,} rows.")


def _since(item: Submission) -> str:
    if item.state != "in review" or item.sent_at is None:
        return "."
    at = time_of_day.when(item.sent_at)
    return f" since {at}. Readers see it once a reviewer has published it."


def changes(table: Table, entry: Entry) -> Markup:
    """What a correction changes, before and after side by side; nothing where that is nothing."""
    before, after = entry.before or {}, entry.row or {}
    rows = [
        (field.title, _cell(field, before), _cell(field, after))
        for field in table.fields
        if before.get(field.name, "") != after.get(field.name, "")
    ]
    if not rows:
        return Markup("")
    return site_tables.table("What changes", ("Field", "Published", "As you typed it"), rows)


def _cell(field: Field, row: Mapping[str, str]) -> object:
    value = row.get(field.name, "")
    return field.label(value) if value else element("span", "empty", class_="nothing")


def _row(view: View, entry: Entry) -> Markup:
    table = view.model.package.tables[entry.table]
    row = entry.row or entry.before or {}
    removed = ", to be removed" if entry.row is None else ""
    words = add_choices.words_of(view, entry.table, row)
    heading = element("h3", f"{case_steps.noun(table.name)}: {words}{removed}")
    if entry.row is not None and entry.before is not None and not entry.changes_nothing:
        return html.joined((heading, changes(table, entry)))
    shown = ((field.title, field.label(row.get(field.name, ""))) for field in table.fields)
    return html.joined((heading, site_tables.pairs(shown)))


def _withdraw(store: Store, item: Submission) -> None:
    scenes_saving.attempt(
        lambda: review.withdraw(store, identity.person(), item.submission_id, comment=""),
        "Withdrawn.",
    )
