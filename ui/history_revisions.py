"""The list of revisions, with what it can be narrowed to."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element
from evidence.store import Store
from evidence.workbench import history
from evidence.workbench.history import Saved
from evidence.workbench.wanted import Wanted
from ui import history_as_of, history_cells, pager, parameters, site_tables, time_of_day
from ui.view import View

PAGE_SIZE = 20
HEADINGS = ("Revision", "Saved", "Reason", "Entered by", "Checked by", "Rows")
# The parameters of the address, by the attribute of Wanted.
NAMES = {
    "table": "table",
    "row_id": "row_id",
    "person": "by",
    "since": "since",
    "until": "until",
    "text": "words",
}
TEXT_LENGTH = 200


def asked() -> Wanted:
    """What the address asks for; what is no day is left out."""
    values = {field: st.query_params.get(name, "") for field, name in NAMES.items()}
    for field in ("since", "until"):
        values[field] = history_as_of.written(history_as_of.day(values[field])) or ""
    return Wanted(**{field: value.replace("\0", "") for field, value in values.items()})


def show(view: View, store: Store) -> None:
    """Draw the choices and one page of the revisions that fit them, newest first."""
    _choices(store)
    wanted = asked()
    page = parameters.page_number("list_page", history_cells.LAST_PAGE)
    found, n_all = history.revisions(store, wanted, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    with st.container(key="card_history"):
        st.header(f"{n_all:,} {'revision' if n_all == 1 else 'revisions'}", anchor=False)
        if not found:
            none = "No revision fits." if wanted != Wanted() else "Nothing has been saved yet."
            st.html(element("p", none, class_="quiet"))
            return
        rows = [_cells(view, each) for each in found]
        st.html(
            element("div", site_tables.table("Revisions", HEADINGS, rows), class_="history-list")
            + pager.links(
                view,
                "history",
                "the revisions",
                page,
                pager.last_page(n_all, PAGE_SIZE),
                show="revisions",
                **{NAMES[field]: value for field, value in vars(wanted).items() if value},
            )
        )


def _choices(store: Store) -> None:
    tables = {"": "All tables"} | {
        name: table.title for name, table in store.package.tables.items()
    }
    people = {"": "Everybody"} | {name: name for name in history.people(store)}
    with st.container(horizontal=True, vertical_alignment="bottom", key="history_choices"):
        _one_of("Table", "table", tables)
        _text("Id of the row", "row_id")
        _one_of("Person", "by", people)
        _day("Saved since", "since")
        _day("Saved until", "until")
        _text("Words in messages and cells", "words")


def _one_of(label: str, name: str, options: Mapping[str, str]) -> None:
    key = f"history_{name}"
    st.session_state[key] = parameters.read(name, list(options), "")
    st.selectbox(
        label,
        list(options),
        format_func=lambda value: options[value],
        key=key,
        on_change=partial(_changed, name),
        width=200,
    )


def _text(label: str, name: str) -> None:
    key = f"history_{name}"
    st.session_state[key] = st.query_params.get(name, "")[:TEXT_LENGTH]
    change = partial(_changed, name)
    st.text_input(label, key=key, on_change=change, max_chars=TEXT_LENGTH, width=230)


def _day(label: str, name: str) -> None:
    key = f"history_{name}"
    st.session_state[key] = history_as_of.day(st.query_params.get(name, ""))
    st.date_input(
        label,
        key=key,
        min_value=history_as_of.EARLIEST,
        max_value=history_as_of.LATEST,
        format="YYYY-MM-DD",
        on_change=partial(_changed, name),
        width=150,
    )


def _changed(name: str) -> None:
    value = st.session_state[f"history_{name}"]
    text = value.strip() if isinstance(value, str) else history_as_of.written(value)
    parameters.set_one(name, text or None)
    parameters.set_one("list_page", None)


def _cells(view: View, saved: Saved) -> tuple[object, ...]:
    revision = saved.revision
    counts = (
        (revision.added, "added"),
        (revision.changed, "changed"),
        (revision.removed, "removed"),
    )
    return (
        html.link(revision.number, view.address("history", number=str(revision.number))),
        time_of_day.when(revision.at),
        html.joined((revision.message, _undone(saved))),
        entered(saved),
        saved.checked_by or element("span", "nobody", class_="quiet"),
        ", ".join(f"{n:,} {done}" for n, done in counts if n),
    )


def entered(saved: Saved) -> str:
    """Who entered a revision, or that it came from the data folder."""
    is_folder = saved.revision.kind == "data folder"
    return "the data folder" if is_folder else saved.entered_by


def _undone(saved: Saved) -> Markup:
    if saved.taken_back_in is None:
        return Markup("")
    words = f" Taken back in revision {saved.taken_back_in}."
    return element("span", words, class_="quiet")
