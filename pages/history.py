"""History: what changed in the data, who entered and checked it, and how to take it back."""

from ui import (
    access,
    frame,
    history_as_of,
    history_compare,
    history_revision,
    history_revisions,
    history_row,
    history_words,
    parameters,
    workbench,
)

TABS = {
    "words": "In plain words",
    "revisions": "Revisions",
    "compare": "Compare two",
    "row": "One row",
}


with frame.page("History", under="Workbench", has_wall=False) as view:
    store = access.store()
    workbench.heading(view, history_words.title(store), "pages/history.py")
    history_revision.outcome()
    number = history_revision.asked()
    row = history_row.asked()
    default = "revisions" if number is not None else "row" if row else "words"
    shown = parameters.choice(
        "What to look at", "show", TABS, default, label_visibility="collapsed"
    )
    if shown == "words":
        history_as_of.choose(view)
        history_words.show(view, store)
    elif shown == "compare":
        history_compare.show(view, store)
    elif shown == "row":
        history_row.show(view, store, *(row or ("", "")))
    elif number is not None:
        history_revision.show(view, store, number)
    else:
        history_as_of.choose(view)
        history_revisions.show(view, store)
