"""Something that was sent: its rows as they were typed, and the way to take it back."""

from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element, literal
from evidence.store import Store
from evidence.workbench import case_steps, own_work, review
from evidence.workbench.submission import Entry, Submission
from ui import add_choices, add_start, identity, scenes_saving, site_tables
from ui.view import View

SHOWN_AT_MOST = 50


def show(view: View, store: Store, item: Submission) -> None:
    """Draw what stands in the submission; nothing of it can be changed here."""
    with st.container(key="card_add_sent"):
        name = add_start.name_of(item)
        st.header(literal(f"{name[0].upper()}{name[1:]}"), anchor=False)
        st.html(element("p", own_work.state_words(item), ". ", item.message))
        if item.comment:
            st.html(element("p", element("strong", "Comment: "), item.comment))
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


def _row(view: View, entry: Entry) -> Markup:
    table = view.model.package.tables[entry.table]
    row = entry.row or entry.before or {}
    removed = ", to be removed" if entry.row is None else ""
    words = add_choices.words_of(view, entry.table, row)
    return html.joined(
        (
            element("h3", f"{case_steps.noun(table.name)}: {words}{removed}"),
            site_tables.pairs((field.title, row.get(field.name, "")) for field in table.fields),
        )
    )


def _withdraw(store: Store, item: Submission) -> None:
    scenes_saving.attempt(
        lambda: review.withdraw(store, identity.person(), item.submission_id, comment=""),
        "Withdrawn.",
    )
