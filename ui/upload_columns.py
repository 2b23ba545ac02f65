"""The columns of a sheet about which somebody has to say what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from evidence.html import element, literal
from evidence.schema import Package, Table
from evidence.sheets import matching, sheet, uploading
from evidence.sheets.matching import Column, Match
from evidence.sheets.sheet import Block
from evidence.store import Store
from evidence.workbench import drafts
from evidence.workbench.person import Person
from ui import parameters, scenes_saving

_ASKED, _TOLD = "upload_asked", "upload_told"
LEAVE_OUT = ""
SHOWN_VALUES = 3


@dataclass(frozen=True)
class _Asked:
    """What waits for an answer, and the draft of what needed none; None where there is none."""

    block: Block
    matches: tuple[Match, ...]
    submission_id: str | None


def ask(block: Block, matches: Sequence[Match], submission_id: str | None) -> None:
    """Ask about the columns at the next runs of the page, until it is answered."""
    st.session_state[_ASKED] = _Asked(block, tuple(matches), submission_id)


def tell(sentences: Sequence[str]) -> None:
    """Say at the next run of the page how the cells were read."""
    st.session_state[_TOLD] = tuple(sentences)


def said() -> None:
    """Draw what was to be told, once."""
    for sentence in st.session_state.pop(_TOLD, ()):
        st.warning(literal(sentence))


def is_asking(submission_id: str | None) -> bool:
    """Whether the columns of this draft, or of none yet, wait for an answer."""
    asked = st.session_state.get(_ASKED)
    return asked is not None and asked.submission_id == submission_id


def show(store: Store, person: Person) -> None:
    """Draw the question for each sheet: its table, and each column that is not certain."""
    asked: _Asked = st.session_state[_ASKED]
    package = store.package
    answers: list[Match] = []
    with st.container(key="card_upload_columns"):
        st.header("Which column is which?", anchor=False)
        st.html(
            element(
                "p",
                "These names are not those of the tables. Nothing is left out unless you say so;"
                " columns that were recognised are kept already."
                if asked.submission_id
                else "These names are not those of the tables. Nothing is kept before you answer.",
            )
        )
        for number, match in enumerate(asked.matches):
            answers.append(_sheet(package, match, number))
        with st.container(horizontal=True):
            st.button(
                "Take these columns",
                type="primary",
                key="upload_columns_done",
                disabled=all(each.table is None for each in answers),
                on_click=partial(_answered, store, person, asked, answers),
            )
            st.button(
                "Stop, and keep none of it" if not asked.submission_id else "Stop, and discard it",
                key="upload_columns_stop",
                on_click=partial(_stopped, store, person, asked),
            )


def _sheet(package: Package, match: Match, number: int) -> Match:
    """One sheet's questions; gives the match with the answers as they stand."""
    tables = {name: table.title for name, table in package.tables.items()}
    table = match.table
    rows = sheet.counted(len(match.sheet.lines), "row")
    if match.table is None:
        chosen = st.selectbox(
            literal(f"Table of the {rows} in “{match.sheet.name}”"),
            [LEAVE_OUT, *tables],
            format_func=lambda name: literal(tables.get(name, "Leave this sheet out")),
            key=f"upload_table_{number}",
        )
        table = chosen or None
        match = matching.match(package, match.sheet, table)
    if table is None:
        return match
    st.html(element("h3", f"{match.sheet.name}: {rows} of {tables[table]}"))
    described = package.tables[table]
    known = [each for each in match.columns if each.field]
    recognised = ", ".join(each.heading for each in known) or "none"
    st.html(element("p", f"Recognised: {recognised}.", class_="quiet"))
    answers = {
        column.place: _column(described, match, column, number) for column in match.undecided
    }
    return matching.decided(match, answers)


def _column(table: Table, match: Match, column: Column, number: int) -> str | None:
    """Which field a column is, the likely one first; None to leave it out."""
    taken = {each.field for each in match.columns if each.field}
    free = [name for name in table.field_names if name not in taken]
    likely = [column.offered] if column.offered else []
    options = [*likely, LEAVE_OUT, *(name for name in free if name not in likely)]
    values = [line.cells[column.place] for line in match.sheet.lines]
    examples = "; ".join(list(dict.fromkeys(each[:40] for each in values if each))[:SHOWN_VALUES])

    def words(name: str) -> str:
        if name == LEAVE_OUT:
            return "Leave this column out"
        return literal(f"{name} ({table.field(name).title})")

    chosen = st.selectbox(
        literal(f"“{column.shown}”, with {sheet.counted(column.n_values, 'value')}"),
        options,
        format_func=words,
        key=f"upload_column_{number}_{table.name}_{column.place}",
    )
    st.html(element("p", f"Such as: {examples}", class_="quiet upload-such"))
    return chosen or None


def _answered(store: Store, person: Person, asked: _Asked, answers: Sequence[Match]) -> None:
    double = [
        each.shown for match in answers if match.table is not None for each in match.undecided
    ]

    def keep() -> str:
        if double:
            raise sheet.SheetRefused(
                f"Two columns would be the same one: choose another for {', '.join(double)}."
            )
        kept = uploading.keep(store, person, asked.block.name, answers)
        if asked.submission_id:
            drafts.discard(store, person, asked.submission_id)
        del st.session_state[_ASKED]
        parameters.set_one("submission", kept)
        return "The columns are taken as you said."

    scenes_saving.attempt(keep)


def _stopped(store: Store, person: Person, asked: _Asked) -> None:
    def stop() -> str:
        if asked.submission_id:
            drafts.discard(store, person, asked.submission_id)
        del st.session_state[_ASKED]
        parameters.set_one("submission", None)
        return "Nothing of it was kept."

    scenes_saving.attempt(stop)
