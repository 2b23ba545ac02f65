"""Two revisions side by side: the cells in which they differ."""

from functools import partial

import streamlit as st

from evidence.html import element
from evidence.store import Store
from evidence.workbench import difference
from ui import history_cells, pager, parameters
from ui.view import View


def show(view: View, store: Store) -> None:
    """Draw the choice of two revisions and what differs between them; either may be the newer."""
    newest = store.revision()
    with st.container(horizontal=True, vertical_alignment="bottom", key="history_two"):
        older = _number("From revision", "older", max(newest - 1, 0), newest)
        newer = _number("To revision", "newer", newest, newest)
        made = difference.difference(store, older, newer)
        st.download_button(
            "Difference as CSV",
            partial(_csv, store, older, newer),
            file_name=f"{store.package.name}-revision-{older}-to-{newer}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            disabled=not made,
            key="history_compare_csv",
        )
    size = history_cells.ROWS_PAGE
    last = pager.last_page(len(made), size)
    page = parameters.page_number("list_page", last)
    with st.container(key="card_history"):
        rows = "1 row differs" if len(made) == 1 else f"{len(made):,} rows differ"
        st.header(rows if made else "Nothing differs", anchor=False)
        st.html(element("p", _between(older, newer), class_="quiet"))
        shown = made[(page - 1) * size : page * size]
        query = {"show": "compare", "older": str(older), "newer": str(newer)}
        st.html(
            history_cells.changed_rows(view, store.package, shown)
            + pager.links(view, "history", "the difference", page, last, **query)
        )


def _between(older: int, newer: int) -> str:
    empty = " Revision 0 is the empty store." if 0 in (older, newer) else ""
    return f"Before is revision {older}, after is revision {newer}.{empty}"


def _number(label: str, name: str, default: int, newest: int) -> int:
    """A number of a revision from the address; one beyond the newest counts as the newest."""
    value = st.query_params.get(name, "")
    is_number = value.isascii() and value.isdigit() and len(value) < 10
    chosen = min(int(value), newest) if is_number else default
    key = f"history_{name}"
    st.session_state[key] = chosen

    def changed() -> None:
        parameters.set_one(name, str(st.session_state[key]))
        parameters.set_one("list_page", None)

    st.number_input(label, 0, newest, key=key, on_change=changed, width=180)
    return chosen


def _csv(store: Store, older: int, newer: int) -> bytes:
    rows = difference.difference(store, older, newer)
    return difference.csv_text(store.package, rows).encode("utf-8-sig")
