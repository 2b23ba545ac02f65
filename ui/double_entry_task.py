"""One double entry: who is how far, and what the person in front of the screen can do in it."""

from functools import partial

import streamlit as st

from evidence.html import Markup, element, joined, link, literal
from evidence.store import Store
from evidence.workbench import double_entry, double_entry_publishing
from evidence.workbench.double_entry_tasks import DoubleEntry
from ui import (
    add_form,
    double_entry_agreement,
    double_entry_list,
    double_entry_settle,
    double_entry_sheet,
    identity,
    scenes_saving,
)
from ui.view import View


def show(view: View, store: Store, task: DoubleEntry) -> None:
    """Draw the double entry as far as this person may see it."""
    person = identity.person()
    with st.container(key="card_double_entry_task"):
        st.header(literal(task.source_title), anchor=False)
        st.html(_facts(view, store, task))
        if not task.closed_at and identity.may("reviewer"):
            _close(store, task)
    if task.is_one_of_two(person) and not task.in_at(person) and not task.closed_at:
        double_entry_sheet.show(view, store, task)
        return
    seen = double_entry_publishing.compared(store, person, task.double_entry_id)
    if seen is None:
        if not task.closed_at:
            st.info("What was entered is shown here once both have handed in.")
        return
    with st.container(key="card_double_entry_agreement"):
        st.header("How far the two agree", anchor=False)
        double_entry_agreement.show(seen)
    double_entry_settle.show(view, store, seen)


def _facts(view: View, store: Store, task: DoubleEntry) -> Markup:
    known = add_form.published_rows(store, store.revision())["sources"]
    address = known.get(task.source_id, {}).get("url", "")
    is_web = address.startswith(("http://", "https://"))
    facts: list[tuple[str, object]] = [
        ("State", double_entry_list.state_words(task, identity.person())),
        (task.first_name, "handed in" if task.first_in_at else "has not handed in yet"),
        (task.second_name, "handed in" if task.second_in_at else "has not handed in yet"),
        ("Source", link(address, address) if is_web else "has no address of the web"),
    ]
    if task.revision is not None:
        words = f"Revision {task.revision} in the history"
        facts.append(("Published", link(words, view.address("history", number=str(task.revision)))))
    pairs = (joined((element("dt", name), element("dd", said))) for name, said in facts)
    return element("dl", *pairs, class_="facts")


def _close(store: Store, task: DoubleEntry) -> None:
    opened = st.popover("Close without settling", key="double_entry_close")
    with opened:
        st.html(element("p", "Nobody can enter or settle it any more. What was entered is kept."))
        st.button(
            "Close it for good",
            key="double_entry_close_it",
            on_click=partial(_close_it, store, task),
        )


def _close_it(store: Store, task: DoubleEntry) -> None:
    def close() -> None:
        double_entry.close(store, identity.person(), task.double_entry_id)

    scenes_saving.attempt(close, "Closed. What was entered is kept.")
