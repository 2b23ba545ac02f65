"""What one of the two enters: the findings of the source, each field saved as it is typed."""

from functools import partial

import streamlit as st

from evidence.html import element, literal
from evidence.store import Rejected, Store, StoreError
from evidence.workbench import case_steps, double_entry, drafts, submission
from evidence.workbench.double_entry_tasks import DoubleEntry
from evidence.workbench.submission import Entry, Submission
from ui import (
    access,
    add_fields,
    add_form,
    add_judged,
    add_saved,
    add_send,
    identity,
    parameters,
    review_words,
    scenes_saving,
)
from ui.add_form import Form
from ui.view import View

_CHECKED = "double_entry_checked"


def show(view: View, store: Store, task: DoubleEntry) -> None:
    """Draw the person's own sheet, or what begins it."""
    sheet = task.sheet_of(identity.person())
    item = submission.found(store, identity.person(), sheet) if sheet else None
    with st.container(key="card_double_entry_sheet"):
        st.header("Your findings", anchor=False)
        st.html(
            element(
                "p",
                "Enter every finding that the source reports. Nobody sees what you enter until both"
                " have handed in; after that nothing of it can be changed.",
            )
        )
        if item is None:
            st.button(
                "Begin",
                key="double_entry_sheet_begin",
                type="primary",
                on_click=partial(_attempt, partial(_begin, store, task)),
            )
            return
        add_saved.show(item)
        judged = add_judged.of_draft(store, item, now=_is_checked(item))
        opened = _choose(view, task, item, judged)
    if opened is not None:
        with st.container(key="card_double_entry_row"):
            _row(view, item, opened, judged)
    with st.container(key="card_double_entry_hand_in"):
        _hand_in(view, store, task, item, judged)


def _attempt(action: partial[None]) -> None:
    scenes_saving.attempt(action)


def _begin(store: Store, task: DoubleEntry) -> None:
    double_entry.begin(store, identity.person(), task.double_entry_id)


def _is_checked(item: Submission) -> bool:
    """Whether the person tried to hand in, so that all that is missing is said."""
    return st.session_state.get(_CHECKED) == item.submission_id


def _choose(
    view: View, task: DoubleEntry, item: Submission, judged: add_judged.Judged
) -> Entry | None:
    """The list of what was entered so far; returns the one that is open."""
    rows = {entry.place: entry for entry in item.entries}
    asked = st.query_params.get("entry", "")
    opened = rows.get(int(asked)) if asked.isdecimal() else None
    opened = opened or next(iter(rows.values()), None)
    if opened is None:
        st.html(element("p", "Nothing is entered yet.", class_="quiet"))
    else:
        key = "double_entry_rows"
        st.session_state[key] = opened.place
        st.radio(
            "Findings so far",
            list(rows),
            key=key,
            format_func=lambda place: literal(_words(view, rows[place])),
            captions=[_n_problems(item, judged, place) for place in rows],
            on_change=lambda: parameters.set_one("entry", str(st.session_state[key])),
        )
    st.button(
        "Add a finding",
        key="double_entry_add",
        on_click=partial(add_form.attempt, partial(_add, task, item)),
    )
    return opened


def _words(view: View, entry: Entry) -> str:
    return review_words.row(view, entry.table, entry.row or entry.before or {})


def _n_problems(item: Submission, judged: add_judged.Judged, place: int) -> str:
    n = len(judged.of(place)) if _is_checked(item) else 0
    return "" if not n else "1 problem" if n == 1 else f"{n} problems"


def _add(task: DoubleEntry, item: Submission) -> None:
    table = add_form.package().tables["findings"]
    values = case_steps.first_values(table, item.entries, {"sources": task.source_id})
    add_form.add_row(item, "findings", {**values, "source_id": task.source_id})


def _row(view: View, item: Submission, entry: Entry, judged: add_judged.Judged) -> None:
    form = Form(
        view.model.package.tables[entry.table],
        entry,
        item,
        problems=judged.of(entry.place),
        shows_all=_is_checked(item),
        entries=item.entries,
    )
    st.header(literal(_words(view, entry)), anchor=False)
    if entry.row is not None:
        add_fields.show(view, form)
    st.button(
        "Take this finding out",
        key="double_entry_drop",
        on_click=partial(add_form.attempt, partial(_drop, item, entry)),
    )


def _drop(item: Submission, entry: Entry) -> None:
    drafts.drop(access.store(), identity.person(), item.submission_id, entry.place)
    parameters.set_one("entry", None)


def _hand_in(
    view: View, store: Store, task: DoubleEntry, item: Submission, judged: add_judged.Judged
) -> None:
    st.header("Hand in", anchor=False)
    if _is_checked(item) and judged.count:
        rows = {entry.place: entry for entry in item.entries}
        add_send.problems_list(view, rows, judged.by_place)
    scenes_saving.outcome("double_entry_hand_in")
    st.button(
        "Hand in",
        key="double_entry_hand_in",
        type="primary",
        on_click=partial(_handed_in, store, task, item),
    )


def _handed_in(store: Store, task: DoubleEntry, item: Submission) -> None:
    st.session_state[_CHECKED] = item.submission_id

    def hand_in() -> str:
        try:
            double_entry.hand_in(store, identity.person(), task.double_entry_id)
        except Rejected as error:
            n = review_words.counted(len(error.problems), "problem")
            raise StoreError(f"Not handed in yet: {n} to mend. What you typed is saved.") from error
        return "Handed in. You see the other's findings once both have handed in."

    if scenes_saving.attempt(hand_in, place="double_entry_hand_in"):
        parameters.set_one("entry", None)
        parameters.set_one("step", None)
