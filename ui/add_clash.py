"""Where somebody else published the row meanwhile: who and when, and whose cells shall stand."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from evidence import html, store_log
from evidence.html import Markup, element, literal
from evidence.schema import Field, Table
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.store_log import Revision
from evidence.store_tables import Values
from evidence.workbench import drafts, history
from evidence.workbench.submission import Entry, Submission
from ui import access, add_form, identity, site_tables, time_of_day
from ui.view import View

MINE, THEIRS = "mine", "theirs"
WHOSE = {MINE: "Keep mine", THEIRS: "Take theirs"}


def show(view: View, store: Store, item: Submission, entry: Entry, table: Table) -> None:
    """Draw both versions of the row cell by cell; nothing where nobody else changed it."""
    if not entry.row_id:
        return
    with store.reading() as connection:
        last = store_log.last_change(connection, table.name, entry.row_id)
        names = history.names(connection)
    if last is None or last.number == entry.opened_revision:
        return
    now = add_form.published_rows(store, store.revision())[table.name].get(entry.row_id)
    with st.container(key="card_add_clash"):
        who = history.name_of(names, last.author)
        st.header("This row was changed after you opened it", anchor=False)
        st.html(_who(view, last, who, is_gone=now is None))
        if now is None:
            words = "What you typed is kept. If the row shall go, discard this change."
            st.html(element("p", words))
            return
        _cells(item, entry, table, now, last)


def _who(view: View, last: Revision, who: str, *, is_gone: bool) -> Markup:
    done = "removed" if is_gone else "changed"
    said = f" {done} it on {time_of_day.when(last.at)}, and said: “{last.message}”. "
    link = html.link(
        f"Revision {last.number} in the history", view.address("history", number=str(last.number))
    )
    return element("p", element("strong", who), said, link)


def _cells(item: Submission, entry: Entry, table: Table, now: Values, last: Revision) -> None:
    before, typed = entry.before or {}, entry.row
    theirs = [each for each in table.fields if before.get(each.name, "") != now.get(each.name, "")]
    both = [] if typed is None else [each for each in theirs if _differs(each, before, now, typed)]
    if both:
        st.html(element("p", "You both changed these. Whose shall stand?"))
    for field in both:
        _choice(entry, field, (before, now, typed or {}))
    others = [each for each in theirs if each not in both]
    if others:
        st.html(_taken(others, before, now))
    words = "Use these, and go on" if both else "Take this over, and go on"
    st.button(
        words,
        key="add_refresh",
        type="primary",
        on_click=partial(
            add_form.attempt,
            partial(_go_on, item, entry, [each.name for each in both], now, last.number),
        ),
    )


def _differs(field: Field, before: Values, now: Values, typed: Values) -> bool:
    mine = typed.get(field.name, "")
    return mine not in (before.get(field.name, ""), now.get(field.name, ""))


def _choice(entry: Entry, field: Field, versions: Sequence[Mapping[str, str]]) -> None:
    headings = ("When you opened it", "Theirs, published now", "Mine")
    pairs = (
        element("div", element("dt", heading), element("dd", _cell(field, row)))
        for heading, row in zip(headings, versions, strict=True)
    )
    with st.container(key=f"add_whose_{field.name}"):
        st.html(element("h3", field.title) + element("dl", *pairs, class_="add-versions"))
        st.radio(
            literal(f"Whose {field.title} shall stand?"),
            list(WHOSE),
            key=_key(entry, field.name),
            format_func=WHOSE.__getitem__,
            horizontal=True,
            label_visibility="collapsed",
        )


def _taken(fields: Sequence[Field], before: Values, now: Values) -> Markup:
    rows = [(field.title, _cell(field, before), _cell(field, now)) for field in fields]
    headings = ("Field", "When you opened it", "Published now")
    return site_tables.table("Changed by them alone, and taken over", headings, rows)


def _cell(field: Field, row: Mapping[str, str]) -> object:
    value = row.get(field.name, "")
    return field.label(value) if value else element("span", "empty", class_="nothing")


def _key(entry: Entry, name: str) -> str:
    return f"add_whose_{entry.table}_{entry.row_id}_{name}"


def _go_on(
    item: Submission, entry: Entry, both: Sequence[str], now: Values, seen_revision: int
) -> None:
    """Put their cells into the draft where they were chosen, and open it on what is published.

    Raises:
        StoreError: the row was published again after it was shown, or cannot be saved.
    """
    store, person = access.store(), identity.person()
    if store.row_revision(entry.table, entry.row_id) != seen_revision:
        raise StoreError(
            "The row was changed once more while you looked: look at both versions again."
        )
    theirs = {name: now[name] for name in both if st.session_state.get(_key(entry, name)) == THEIRS}
    if theirs:
        drafts.put(store, person, item.submission_id, entry.table, theirs, place=entry.place)
    drafts.refresh(store, person, item.submission_id, entry.place)
