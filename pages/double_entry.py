"""Blind double entry: who enters what twice, one's own sheet, and both settled by a third."""

import streamlit as st

from evidence.html import element, link
from evidence.workbench import double_entry
from ui import (
    access,
    double_entry_list,
    double_entry_task,
    frame,
    identity,
    scenes_saving,
    workbench,
)

with frame.page("Double entry", under="Workbench", has_wall=False) as view:
    store, person = access.store(), identity.person()
    asked = st.query_params.get("task", "")
    task = double_entry.task(store, person, asked) if asked else None
    words = double_entry_list.title(double_entry.tasks(store, person), task, person)
    workbench.heading(view, words, "pages/double_entry.py")
    scenes_saving.outcome()
    if not asked:
        double_entry_list.show(view, store)
    else:
        st.html(element("p", link("All sources entered twice", view.address("double_entry"))))
        if task is None:
            st.warning(
                "There is no such double entry that you have a part in: open one from the list, or"
                " sign in as one of the two or as a reviewer."
            )
        else:
            double_entry_task.show(view, store, task)
