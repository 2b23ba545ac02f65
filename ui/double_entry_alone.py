"""A finding that one of two people alone entered: to keep, or to leave out with a reason."""

from functools import partial

import streamlit as st

from evidence.html import element, literal
from evidence.store import Store
from evidence.workbench import double_entry
from evidence.workbench.double_entry_publishing import Compared
from evidence.workbench.double_entry_settling import Alone, Settling, Side
from evidence.workbench.limits import LONGEST_TITLE
from ui import double_entry_cell, identity, review_words, scenes_saving
from ui.view import View

WAYS = {"keep": "Keep it", "leave": "Leave it out"}
WAY_SAID = {"keep": "kept", "leave": "left out"}


def show(
    view: View, store: Store, seen: Compared, side: Side, place: int, *, may_settle: bool
) -> None:
    """Draw the finding with the choice, or what was decided."""
    findings = seen.first if side == "first" else seen.second
    who = seen.task.first_name if side == "first" else seen.task.second_name
    row, table = findings[place], view.model.package.tables["findings"]
    decided = seen.task.settled.alone.get((side, place))
    key = f"double_entry_alone_{seen.task.double_entry_id}_{side}_{place}"
    with st.container(key=f"card_{key}"):
        st.subheader(literal(review_words.row(view, "findings", row)), anchor=False)
        st.html(element("p", f"Only {who} entered this.", class_="quiet"))
        if may_settle:
            _choice(store, seen, side, place, key, decided)
        elif decided is not None:
            st.html(element("p", "Kept." if decided.kept else f"Left out: {decided.reason}"))
        st.html(
            element(
                "details",
                element("summary", "What was entered"),
                double_entry_cell.cells(view, table, table.fields, row),
            )
        )


def _choice(
    store: Store, seen: Compared, side: Side, place: int, key: str, decided: Alone | None
) -> None:
    if key not in st.session_state or st.session_state.get(f"seen_{key}") != decided:
        way = None if decided is None else "keep" if decided.kept else "leave"
        st.session_state[key] = way
        st.session_state[f"{key}_reason"] = decided.reason if decided else ""
        st.session_state[f"seen_{key}"] = decided
    changed = partial(_decide, store, seen, side, place, key)
    st.radio(
        "What becomes of it",
        list(WAYS),
        index=None,
        key=key,
        format_func=WAYS.__getitem__,
        horizontal=True,
        on_change=changed,
    )
    if st.session_state[key] == "leave":
        st.text_input(
            "Why it is left out (required)",
            key=f"{key}_reason",
            on_change=changed,
            max_chars=LONGEST_TITLE,
            live="500ms",
            autocomplete="off",
        )


def _decide(store: Store, seen: Compared, side: Side, place: int, key: str) -> None:
    way = st.session_state[key]
    reason = st.session_state.get(f"{key}_reason") or ""
    decided = None if way is None else Alone(way == "keep", "" if way == "keep" else reason)

    def change(settled: Settling) -> Settling:
        return settled.with_alone(side, place, decided)

    def decide() -> None:
        double_entry.decide(store, identity.person(), seen.task.double_entry_id, change)
        st.session_state[f"seen_{key}"] = decided

    done = "to be decided" if way is None else WAY_SAID[way]
    scenes_saving.attempt(decide, f"This finding is {done}.")
