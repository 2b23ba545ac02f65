"""The rows of a draft that may stand in the set already, and what somebody says to each."""

from functools import partial

import streamlit as st

from evidence import html
from evidence.html import element, literal
from evidence.store import Store
from evidence.workbench import drafts, duplicates
from evidence.workbench.duplicates import Duplicate
from evidence.workbench.submission import Entry, Submission
from ui import access, add_choices, add_fields, add_form, correct, identity
from ui.view import View

SHOWN_AT_MOST = 100


def show(view: View, store: Store, item: Submission) -> None:
    """Draw each likely duplicate with the way to the other, and what may be said to it."""
    found = duplicates.likely(store, item)
    passed = _passed(item)
    asked = [each for each in found if each not in passed]
    if not asked:
        words = "Nothing here looks like a row that is in the set already."
        n = len(found)
        if n:
            rows = "1 row" if n == 1 else f"{n} rows"
            words = f"You said of {rows} that looked like others: keep them."
        st.html(element("p", words, class_="quiet"))
    else:
        entries = {entry.place: entry for entry in item.entries}
        with st.container(key="card_add_twice"):
            st.header("May stand in the set already", anchor=False)
            for number, each in enumerate(asked[:SHOWN_AT_MOST]):
                _duplicate(view, item, entries[each.place], number, each)
    if len(asked) < len(found):
        st.button("Ask me again about those I kept", key="add_ask_again", on_click=passed.clear)


def _passed(item: Submission) -> set[Duplicate]:
    found: set[Duplicate] = st.session_state.setdefault(f"add_others_{item.submission_id}", set())
    return found


def _duplicate(view: View, item: Submission, entry: Entry, number: int, each: Duplicate) -> None:
    words = add_choices.row_words(view, entry)
    shared = _shared(view, entry, each)
    with st.container(key=f"add_twice_{number}"):
        st.html(
            element(
                "p",
                element("strong", f"{words}. "),
                add_fields.sentence(each.why),
                " ",
                other(item, each),
                f" Only one row can have this {shared}." if shared else "",
            )
        )
        with st.container(horizontal=True, key=f"add_twice_actions_{number}"):
            if not shared:
                st.button(
                    literal(f"It is another one: keep {words}"),
                    key=f"add_another_{number}",
                    type="tertiary",
                    on_click=partial(_passed(item).add, each),
                )
            st.button(
                "It is the same: take mine out",
                key=f"add_same_{number}",
                type="tertiary",
                on_click=partial(add_form.attempt, partial(_take_out, item, each)),
            )


def _shared(view: View, entry: Entry, each: Duplicate) -> str:
    """The title of a field that no two rows may share and these two do; empty for none."""
    rows = add_form.published_rows(access.store(), access.store().revision())[each.table]
    mine, other_row = entry.row or {}, rows.get(each.row_id, {})
    for field in view.model.package.tables[each.table].fields:
        if field.unique and mine.get(field.name) and mine[field.name] == other_row.get(field.name):
            return field.title.lower()
    return ""


def _take_out(item: Submission, each: Duplicate) -> None:
    drafts.replace_by(
        access.store(), identity.person(), item.submission_id, each.place, each.row_id
    )


def other(item: Submission, each: Duplicate) -> html.Markup:
    """A link to the row that is there already, which opens beside the draft."""
    own = {entry.key for entry in item.entries}
    if each.row_id in own:
        return html.text(f"It is the row {each.row_id} of this draft.")
    return element(
        "a",
        f"Open the other, {each.row_id}",
        href=correct.address(each.table, each.row_id),
        target="_blank",
        rel="noopener",
    )
