"""Choosing the columns of a comparison: which sites or groups, and in which order."""

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from evidence import board, html
from evidence.board_parts import Column
from evidence.read_model import Row
from ui import parameters
from ui.view import View

# The share of the board's width that the labels of its rows take: 158 of 1318 pixels.
LABEL_SHARE = 12.0
GROUPS = {"model": "All of one model of care", "form": "All with one contract form"}


def asked() -> list[str]:
    """The columns that the address names, from left to right."""
    return parameters.query().get("site", [])


def options(view: View) -> dict[str, str]:
    """Every column that can be chosen, with its words: the sites, then the groups."""
    return {row["value"]: _words(row) for row in view.rows("comparable")}


def short_options(view: View) -> dict[str, str]:
    """The same by their short names, as they stand over the columns.

    Four boxes with every name would be half of what a click on the board sends.
    """
    return {
        row["value"]: _words(row) if row["kind"] in GROUPS else row["short_name"]
        for row in view.rows("comparable")
    }


def add(
    columns: Sequence[Column], known: dict[str, str], width: int | Literal["stretch"] = 440
) -> None:
    """A search box of some pixels that adds a column; nothing where there is no room for one."""
    shown = [column.value for column in columns]
    if len(shown) >= board.MOST_COLUMNS:
        return
    key = "add_column"
    st.session_state[key] = None

    def changed() -> None:
        if st.session_state[key]:
            _put([*shown, st.session_state[key]])

    st.selectbox(
        "Add a site or group",
        [value for value in known if value not in shown],
        index=None,
        key=key,
        format_func=lambda value: known.get(value, value),
        on_change=changed,
        placeholder="Search by name",
        width=width,
    )


def above(columns: Sequence[Column], known: dict[str, str]) -> None:
    """The search box and the buttons of each column, over its place on the board."""
    share = (100 - LABEL_SHARE) / len(columns)
    with st.container(key=f"chooser_{len(columns)}"):
        places = st.columns([LABEL_SHARE, *[share] * len(columns)], gap=None)
        for column, place in zip(columns, places[1:], strict=True):
            with place:
                one(column, columns, known)


def one(column: Column, columns: Sequence[Column], known: dict[str, str]) -> None:
    """The search box of one column, and the buttons that move it and take it out."""
    shown = [each.value for each in columns]
    at = column.number - 1
    name = html.literal(column.title)
    with st.container(
        horizontal=True,
        wrap=False,
        vertical_alignment="bottom",
        key=f"choose_{column.number}",
        gap="small",
    ):
        _select(column, shown, known)
        for words, icon, changed in (
            (f"Move {name} left", "arrow_back", _swapped(shown, at, at - 1)),
            (f"Move {name} right", "arrow_forward", _swapped(shown, at, at + 1)),
            (f"Remove {name}", "close", [*shown[:at], *shown[at + 1 :]]),
        ):
            st.button(
                words,
                icon=f":material/{icon}:",
                key=f"{icon}_{column.number}",
                help=words,
                disabled=changed is None,
                on_click=None if changed is None else _putter(changed),
            )


def _select(column: Column, shown: Sequence[str], known: dict[str, str]) -> None:
    key = f"column_{column.number}"
    st.session_state[key] = column.value
    at = column.number - 1

    def changed() -> None:
        _put([*shown[:at], st.session_state[key], *shown[at + 1 :]])

    st.selectbox(
        f"Column {column.number}",
        [value for value in known if value == column.value or value not in shown],
        key=key,
        # The chosen one by its short name, which is not cut; the full one heads the column.
        format_func=lambda value: column.title if value == column.value else known[value],
        on_change=changed,
        label_visibility="collapsed",
    )


def _words(row: Row) -> str:
    """A column in the list: its short name first, and what else somebody may search for."""
    if row["kind"] in GROUPS:
        sites = f"{row['n_sites']} site{'' if row['n_sites'] == 1 else 's'}"
        return f"{GROUPS[row['kind']]}: {row['name']} ({sites})"
    name, short = row["name"], row["short_name"]
    words = name if short in name else f"{short}: {name}"
    return f"{words} (national group)" if row["kind"] == "national_group" else words


def _swapped(shown: Sequence[str], at: int, to: int) -> list[str] | None:
    """The columns with two of them in each other's place; None where there is no such place."""
    if not 0 <= to < len(shown):
        return None
    changed = list(shown)
    changed[at], changed[to] = changed[to], changed[at]
    return changed


def _put(values: Sequence[str]) -> None:
    parameters.set_every("site", values)


def _putter(values: Sequence[str]) -> Callable[[], None]:
    return lambda: _put(values)
