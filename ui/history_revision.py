"""One revision: who entered and who checked it, its cells before and after, and taking it back."""

from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element, literal
from evidence.store import Store, StoreError
from evidence.store_errors import UnknownRevision
from evidence.workbench import changelog, difference, history, limits, undo
from evidence.workbench.history import Saved
from evidence.workbench.undo import CannotUndo
from evidence.workbench.wanted import Wanted
from ui import (
    history_as_of,
    history_cells,
    history_revisions,
    identity,
    pager,
    parameters,
    time_of_day,
)
from ui.site_tables import pairs
from ui.view import View

PARAMETER = "number"
SAID, REFUSED = "history_said", "history_refused"


def asked() -> int | None:
    """The number of the revision that the address opens; None where it opens none."""
    value = st.query_params.get(PARAMETER, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def outcome() -> None:
    """Say once that a revision was taken back; screen readers announce what changes here."""
    said = st.session_state.pop(SAID, "")
    st.html(element("p", said, role="status", class_="said"))


def show(view: View, store: Store, number: int) -> None:
    """Draw the revision; one that is not there is told."""
    st.button("All revisions", key="history_all", on_click=parameters.setter(PARAMETER, None))
    try:
        saved = history.revision(store, number)
    except UnknownRevision as error:
        st.error(literal(error))
        return
    with st.container(key="card_history"):
        st.header(f"Revision {number}", anchor=False)
        st.html(_head(view, saved))
        with st.container(horizontal=True, key="history_actions", gap="medium"):
            history_as_of.open_dashboard(
                view, "Show the dashboard as of this revision", revision=str(number)
            )
            st.download_button(
                "Changes as CSV",
                partial(_csv, store, number),
                file_name=f"{store.package.name}-revision-{number}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key="history_csv",
            )
        _undo(store, saved)
    with st.container(key="card_history_cells"):
        _cells(view, store, number)


def _head(view: View, saved: Saved) -> Markup:
    revision = saved.revision
    told = pairs(
        (
            (
                "Entered",
                f"{history_revisions.entered(saved)}, {time_of_day.when(saved.entered_at)}",
            ),
            ("Checked", history_cells.checked(saved)),
            ("Saved", time_of_day.when(revision.at)),
            ("Comment", saved.comment),
            ("Takes back", _link(view, saved.takes_back)),
            ("Taken back in", _link(view, saved.taken_back_in)),
        )
    )
    return html.joined((element("p", element("strong", revision.message)), told))


def _link(view: View, number: int | None) -> Markup | None:
    if number is None:
        return None
    return html.link(f"revision {number}", view.address("history", number=str(number)))


def _csv(store: Store, number: int) -> bytes:
    rows, _ = history.changes(store, number)
    return difference.csv_text(store.package, rows).encode("utf-8-sig")


def _cells(view: View, store: Store, number: int) -> None:
    asked_for = history_revisions.asked()
    wanted = Wanted(table=asked_for.table, row_id=asked_for.row_id)
    page = parameters.page_number("list_page", history_cells.LAST_PAGE)
    size = history_cells.ROWS_PAGE
    rows, n_all = history.changes(store, number, wanted, limit=size, offset=(page - 1) * size)
    st.header(f"{n_all:,} {'row' if n_all == 1 else 'rows'}", anchor=False)
    query = {PARAMETER: str(number)} | ({"table": wanted.table} if wanted.table else {})
    last = pager.last_page(n_all, size)
    st.html(
        _tables(view, store, number, wanted.table)
        + history_cells.changed_rows(view, store.package, rows)
        + pager.links(view, "history", "the changed rows", page, last, **query)
    )


def _tables(view: View, store: Store, number: int, chosen: str) -> Markup:
    """How many rows of which table, each a link to those alone."""
    (line,) = changelog.of_revisions(store, [number])
    if len(line.counts) < 2:
        return Markup("")
    items = []
    for name, words in line.by_table.items():
        address = view.address("history", number=str(number), table=name)
        label = element("strong", words) if name == chosen else html.link(words, address)
        items.append(element("li", label))
    if chosen:
        every = view.address("history", number=str(number))
        items.append(element("li", html.link("All tables", every)))
    return element("ul", *items, class_="history-tables")


def _undo(store: Store, saved: Saved) -> None:
    number = saved.revision.number
    if saved.taken_back_in is not None:
        return
    blocked = undo.reasons(store, number)
    if blocked:
        _refusal(f"Revision {number} cannot be taken back:", blocked)
        return
    if not identity.may("reviewer"):
        words = f"To take this revision back: {identity.why_not('reviewer')}"
        st.html(element("p", words, class_="quiet"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="history_undo"):
        key = f"history_reason_{number}"
        st.text_input(
            "Why shall it be taken back?", key=key, max_chars=limits.LONGEST_MESSAGE, width=480
        )
        st.button(
            "Undo this revision",
            key="history_undo_button",
            on_click=partial(_take_back, store, number, key),
        )
    refused = st.session_state.get(REFUSED)
    if refused and refused[0] == number:
        _refusal(f"Revision {number} was not taken back:", refused[1])


def _refusal(heading: str, reasons: list[str]) -> None:
    shown = [element("li", each) for each in reasons[:20]]
    if len(reasons) > len(shown):
        shown.append(element("li", f"and {len(reasons) - len(shown)} more."))
    listed = element("ul", *shown)
    st.html(element("div", element("p", heading), listed, role="status", class_="history-refused"))


def _take_back(store: Store, number: int, key: str) -> None:
    st.session_state.pop(REFUSED, None)
    reason = st.session_state.get(key, "")
    try:
        made = undo.undo(store, identity.person(), number, message=reason)
    except CannotUndo as refused:
        st.session_state[REFUSED] = (number, list(refused.reasons))
    except StoreError as refused:
        st.session_state[REFUSED] = (number, [str(refused)])
    else:
        st.session_state[SAID] = f"Revision {number} was taken back, as revision {made.number}."
        for name in ("table", "row_id", "list_page"):
            parameters.set_one(name, None)
        parameters.set_one(PARAMETER, str(made.number))
