"""Everything that ever happened to one row."""

import streamlit as st

from evidence import html
from evidence.html import Markup, element
from evidence.schema import Package
from evidence.store import Store
from evidence.store_log import RowChange
from evidence.workbench import history
from evidence.workbench.history import Saved
from ui import history_cells, history_revisions, pager, parameters, time_of_day
from ui.view import View

PARAMETER = "row"
KEY_LENGTH = 200


def asked() -> tuple[str, str] | None:
    """The table and the key that the address asks for, as in findings/kent-1; None for none."""
    table, slash, row_id = st.query_params.get(PARAMETER, "").replace("\0", "").partition("/")
    return (table, row_id) if slash else None


def show(view: View, store: Store, table: str, row_id: str) -> None:
    """Draw the choice of a row, and each revision that touched it with its cells, newest first."""
    tables = {name: each.title for name, each in store.package.tables.items()}
    names = list(tables)
    table_key, id_key = "history_row_table", "history_row_id"
    st.session_state[table_key] = table if table in tables else "findings"
    if st.session_state[table_key] not in tables:
        st.session_state[table_key] = names[0]
    st.session_state[id_key] = row_id[:KEY_LENGTH]

    def changed() -> None:
        chosen = f"{st.session_state[table_key]}/{st.session_state[id_key].strip()}"
        parameters.set_one(PARAMETER, chosen)
        parameters.set_one("show", "row")
        parameters.set_one("list_page", None)

    with st.container(horizontal=True, vertical_alignment="bottom", key="history_one_row"):
        st.selectbox(
            "Table",
            names,
            format_func=tables.__getitem__,
            key=table_key,
            on_change=changed,
            width=260,
        )
        st.text_input(
            "Id of the row", key=id_key, on_change=changed, max_chars=KEY_LENGTH, width=380
        )
    with st.container(key="card_history"):
        if not row_id:
            words = "Type the id of a row to see everything that ever happened to it."
            st.html(element("p", words, class_="quiet"))
            return
        _told(view, store, table, row_id)


def _told(view: View, store: Store, table: str, row_id: str) -> None:
    touched = history.of_row(store, table, row_id)
    name = f"{history_cells.title(store.package, table)}: {row_id}"
    st.html(element("h2", name))
    if not touched:
        words = "The store never held such a row. Ids are told apart by capital letters too."
        st.html(element("p", words, class_="quiet"))
        return
    size = history_cells.ROWS_PAGE
    last = pager.last_page(len(touched), size)
    page = parameters.page_number("list_page", last)
    shown = touched[(page - 1) * size : page * size]
    query = {"show": "row", PARAMETER: f"{table}/{row_id}"}
    st.html(
        html.joined(_revision(view, store.package, *each) for each in shown)
        + pager.links(view, "history", "the row's history", page, last, **query)
    )


def _revision(view: View, package: Package, saved: Saved, change: RowChange) -> Markup:
    revision, done = saved.revision, history_cells.done_words(change)
    address = view.address("history", number=str(revision.number))
    said = (
        f"Entered by {history_revisions.entered(saved)}, {time_of_day.when(saved.entered_at)};"
        f" checked by {history_cells.checked(saved)}."
    )
    return element(
        "section",
        element("h3", html.link(f"Revision {revision.number}", address), f": {done}"),
        element("p", revision.message),
        element("p", said, class_="quiet"),
        history_cells.cells_of(package, change, f"Revision {revision.number}: {done}"),
        class_="history-row",
    )
