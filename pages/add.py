"""Adding cases and correcting rows: choose what to work on, and draw its form."""

import streamlit as st

from evidence.html import element, link, literal
from evidence.workbench import submission
from ui import (
    access,
    add_case,
    add_correct,
    add_sent,
    add_start,
    add_suggest,
    frame,
    identity,
    scenes_saving,
    workbench,
)

with frame.page("Add or correct", under="Workbench", has_wall=False) as view:
    workbench.heading(view, "Add or correct", "pages/add.py")
    scenes_saving.outcome()
    store = access.store()
    asked = st.query_params.get("submission", "")
    table_name, _, row_id = st.query_params.get("correct", "").partition("/")
    if (asked or table_name) and not identity.person().is_reader:
        st.html(element("p", link("All my drafts", view.address("add"))))
    if asked:
        item = submission.found(store, identity.person(), asked)
        if item is None:
            st.error(
                "There is no such draft of yours. Drafts are seen by their author alone: sign in as"
                " the one who began it, or begin a new one."
            )
        elif item.state != "draft" or not identity.may("analyst"):
            add_sent.show(view, store, item)
        elif item.kind == "correction":
            add_correct.show_draft(view, store, item)
        else:
            add_case.show(view, store, item)
    elif table_name and table_name not in store.package.tables:
        st.error(literal(f"There is no table {table_name}: follow the link beside a row."))
    elif table_name:
        table = store.package.tables[table_name]
        form = add_correct if identity.may("analyst") else add_suggest
        form.show(view, store, table, row_id)
    else:
        add_start.show(view, store)
