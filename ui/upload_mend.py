"""Faulty cells, mended where they stand: each field saves itself, and is judged anew."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import streamlit as st

from evidence import cell_rules
from evidence.html import element, literal
from evidence.rules import Problem
from evidence.schema import Field, Table
from evidence.sheets import comparing, long_cells, sheet
from evidence.store import Store
from evidence.workbench import drafts, judge
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry, Submission
from ui import add_choices, parameters, scenes_saving, upload_rows
from ui.upload_rows import Judged
from ui.view import View

# More would send over 25 kB with each cell that is mended.
ROWS_A_PAGE = 10
# Pixels: a field with its fault beside it where the screen is wide enough for both.
FIELD_WIDTH = 420
# Longer tables are typed, since all their rows would travel with each faulty cell.
MOST_CHOICES = 20


def show(view: View, store: Store, person: Person, item: Submission, found: Judged) -> None:
    """Draw the faulty rows by pages, each with a field for every cell that is at fault."""
    faulty = [each for each in item.entries if each.place in found.problems]
    here, number, last = upload_rows.page_of(faulty, ROWS_A_PAGE)
    st.html(
        element(
            "p",
            f"{sheet.counted(len(faulty), 'row')} with a fault. Each field is kept when you leave"
            " it.",
            class_="count",
        )
    )
    opened = parameters.read("row", [str(each.place) for each in here], "")
    for entry in here:
        is_open = str(entry.place) == opened
        _row(view, store, person, item, entry, found.problems[entry.place], is_open)
    upload_rows.pages(view, item, number, last, "faulty")


def elsewhere(found: Judged) -> None:
    """Say which published rows would break a rule; draws nothing where none would."""
    problems = found.problems.get(judge.ELSEWHERE, ())
    if problems:
        words = f"{sheet.counted(len(problems), 'problem')} in rows that are published already:"
        items = (element("li", str(each)) for each in problems[: upload_rows.ROWS_A_PAGE])
        st.html(element("p", words) + element("ul", *items, class_="bare upload-faults"))


def _row(
    view: View,
    store: Store,
    person: Person,
    item: Submission,
    entry: Entry,
    problems: Sequence[Problem],
    is_open: bool,
) -> None:
    table = store.package.tables[entry.table]
    with st.container(key=f"card_mend_{entry.place}"):
        _head(store, person, item, entry, table, is_open)
        by_field: dict[str, list[Problem]] = {}
        for problem in problems:
            by_field.setdefault(problem.field, []).append(problem)
        _faults(by_field.pop("", []))
        for field in table.fields:
            # A cell mended just now stays in sight while others of its row are still at fault.
            is_touched = _touched(item, entry, field) in st.session_state
            if is_open or is_touched or field.name in by_field:
                faults = by_field.get(field.name, [])
                _cell(view, store, person, item, entry, table, field, faults)


def _head(
    store: Store, person: Person, item: Submission, entry: Entry, table: Table, is_open: bool
) -> None:
    """Which row it is, and what can be done with the whole of it."""
    row = comparing.sheet_row(entry)
    name = cell_rules.shown(entry.row_id or (entry.row or {}).get(table.key, ""))
    with st.container(horizontal=True, vertical_alignment="center", key=f"mend_head_{entry.place}"):
        title = f"Row {row:,}, {table.title}{f': {name}' if name else ''}"
        st.html(element("h3", title), width="stretch")
        st.button(
            f"Only the faulty cells of row {row:,}" if is_open else f"All cells of row {row:,}",
            key=f"mend_open_{entry.place}",
            type="tertiary",
            on_click=parameters.setter("row", None if is_open else str(entry.place)),
        )
        st.button(
            f"Take row {row:,} out of this upload",
            key=f"mend_drop_{entry.place}",
            type="tertiary",
            on_click=partial(_drop, store, person, item, entry, row),
        )


def _cell(
    view: View,
    store: Store,
    person: Person,
    item: Submission,
    entry: Entry,
    table: Table,
    field: Field,
    problems: Sequence[Problem],
) -> None:
    value = (entry.row or {}).get(field.name, "")
    key = f"mend_{item.submission_id}_{entry.place}_{field.name}"
    # What stands in the store, unless the field is just being typed in.
    if st.session_state.get(f"stood_{key}") != value or key not in st.session_state:
        st.session_state[key] = value
        st.session_state[f"stood_{key}"] = value
    label = literal(f"{field.title}, row {comparing.sheet_row(entry):,}")
    changed = partial(_put, store, person, item, entry, field, key)
    choices = _choices(view, item, table, field)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"row_{key}"):
        if choices:
            present = [value] if value not in choices else []
            st.selectbox(
                label,
                list(dict.fromkeys(["", *present, *choices])),
                format_func=lambda each: _words(each, choices),
                key=key,
                on_change=changed,
                width=FIELD_WIDTH,
            )
        else:
            width: int | Literal["stretch"] = FIELD_WIDTH if problems else "stretch"
            st.text_input(label, key=key, on_change=changed, width=width)
        _faults(problems, long_cells.said(value))


def _choices(view: View, item: Submission, table: Table, field: Field) -> dict[str, str]:
    """The values that the field may take, with their words; none where any may be typed.

    A row of another table is chosen where that table is short, and this upload adds none to it.
    """
    if field.type == "boolean":
        return {"true": "true", "false": "false"}
    reference = table.reference(field.name)
    if reference is None:
        return {each.value: each.label for each in field.categories}
    known = add_choices.published(view.model, reference.table)
    is_added_to = any(each.table == reference.table for each in item.entries)
    if is_added_to or len(known) > MOST_CHOICES:
        return {}
    return {value: choice.words for value, choice in known.items()}


def _words(value: str, choices: Mapping[str, str]) -> str:
    if not value:
        return "(empty)"
    if value not in choices:
        return cell_rules.shown(value)
    label = choices[value] or value
    return value if label == value else f"{label} ({value})"


def _faults(problems: Sequence[Problem], first: str = "") -> None:
    if problems:
        words = [*([first] if first else []), *(f"{each.wrong}: {each.mend}" for each in problems)]
        items = (element("li", each) for each in words)
        st.html(element("ul", *items, class_="bare upload-faults"))


def _touched(item: Submission, entry: Entry, field: Field) -> str:
    return f"touched_{item.submission_id}_{entry.place}_{field.name}"


def _put(
    store: Store, person: Person, item: Submission, entry: Entry, field: Field, key: str
) -> None:
    value = st.session_state[key] or ""
    st.session_state[_touched(item, entry, field)] = True

    def put() -> str:
        drafts.put(
            store,
            person,
            item.submission_id,
            entry.table,
            {field.name: value},
            place=entry.place,
        )
        return f"Kept: {field.title} of row {comparing.sheet_row(entry):,}."

    scenes_saving.attempt(put)


def _drop(store: Store, person: Person, item: Submission, entry: Entry, row: int) -> None:
    def drop() -> str:
        drafts.drop(store, person, item.submission_id, entry.place)
        return f"Row {row:,} is out of this upload; the spreadsheet still has it."

    scenes_saving.attempt(drop)
