"""One cell that two people entered differently, and the choice of what shall stand in it."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from evidence import html
from evidence.html import Markup, element, literal
from evidence.schema import Field, Table
from evidence.store import Store
from evidence.workbench import double_entry
from evidence.workbench.double_entry_publishing import Compared
from evidence.workbench.double_entry_settling import Settling
from ui import cell_words, identity, scenes_saving
from ui.view import View

OTHER = "other"


def show(
    view: View,
    store: Store,
    seen: Compared,
    pair: tuple[int, int],
    field: Field,
    values: tuple[str, str],
) -> None:
    """Draw both values of a differing cell as a choice, with a third way to type one's own."""
    table = view.model.package.tables["findings"]
    key = f"double_entry_cell_{seen.task.double_entry_id}_{pair}_{field.name}"
    decided = seen.task.settled.cells.get(pair, {}).get(field.name)
    _begin(key, decided, values)
    names = (seen.task.first_name, seen.task.second_name)
    words = {
        str(place): f"{name}: {cell_words.plain(view, table, field, value)}"
        for place, (name, value) in enumerate(zip(names, values, strict=True))
    }
    words[OTHER] = "Another value"
    st.radio(
        literal(field.title),
        list(words),
        index=None,
        key=key,
        format_func=lambda choice: literal(words[choice]),
        on_change=partial(_chosen, store, seen, pair, field, values, key),
    )
    if st.session_state.get(key) == OTHER:
        _own(view, store, seen, pair, field, key)


def _begin(key: str, decided: str | None, values: tuple[str, str]) -> None:
    """Set the choice to what was decided, unless it was changed here since."""
    if key in st.session_state and st.session_state.get(f"seen_{key}") == decided:
        return
    first, second = values
    stands = {first: "0", second: "1"}
    st.session_state[key] = None if decided is None else stands.get(decided, OTHER)
    if st.session_state[key] == OTHER:
        st.session_state[f"{key}_own"] = decided
    st.session_state[f"seen_{key}"] = decided


def _chosen(
    store: Store,
    seen: Compared,
    pair: tuple[int, int],
    field: Field,
    values: tuple[str, str],
    key: str,
) -> None:
    chosen = st.session_state[key]
    value = None if chosen in (None, OTHER) else values[int(chosen)]
    _decide(store, seen, pair, field, value, key)


def _own(
    view: View, store: Store, seen: Compared, pair: tuple[int, int], field: Field, key: str
) -> None:
    table = view.model.package.tables["findings"]
    typed = partial(_typed, store, seen, pair, field, key)
    label = literal(f"{field.title}: what shall stand instead")
    listed = cell_words.listed(view, table, field)
    if listed is None:
        st.text_input(label, key=f"{key}_own", on_change=typed, live="500ms", autocomplete="off")
        return
    st.selectbox(
        label,
        list(listed),
        index=None,
        key=f"{key}_own",
        format_func=lambda value: listed.get(value, value),
        on_change=typed,
        filter_mode="contains",
    )


def _typed(store: Store, seen: Compared, pair: tuple[int, int], field: Field, key: str) -> None:
    _decide(store, seen, pair, field, st.session_state[f"{key}_own"] or "", key)


def _decide(
    store: Store,
    seen: Compared,
    pair: tuple[int, int],
    field: Field,
    value: str | None,
    key: str,
) -> None:
    def change(settled: Settling) -> Settling:
        return settled.with_cell(pair, field.name, value)

    def decide() -> None:
        double_entry.decide(store, identity.person(), seen.task.double_entry_id, change)
        st.session_state[f"seen_{key}"] = value

    done = "decided" if value is not None else "to be decided"
    scenes_saving.attempt(decide, f"{field.title}: {done}.")


def folded(view: View, table: Table, fields: Sequence[Field], row: Mapping[str, str]) -> Markup:
    """The cells in which both agree, behind a heading."""
    summary = element("summary", f"The {len(fields)} cells that are alike")
    return element("details", summary, cells(view, table, fields, row))


def cells(view: View, table: Table, fields: Sequence[Field], row: Mapping[str, str]) -> Markup:
    """The cells of a finding, each under its title."""
    pairs = [
        element(
            "div",
            element("dt", field.title),
            element("dd", cell_words.said(view, table, field, row[field.name])),
        )
        for field in fields
        if row.get(field.name)
    ]
    empty = ", ".join(field.title for field in fields if not row.get(field.name))
    left = element("p", f"Empty: {empty}.", class_="quiet") if empty else Markup("")
    return html.joined((element("dl", *pairs, class_="review-cells"), left))
