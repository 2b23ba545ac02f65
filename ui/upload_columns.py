"""The columns of a sheet about which somebody has to say what they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from evidence.html import Markup, element, literal
from evidence.schema import Table
from evidence.sheets import matching, sheet, uploading, waiting
from evidence.sheets.matching import Column, Match
from evidence.sheets.sheet import Sheet
from evidence.sheets.waiting import Waiting
from evidence.store import Store
from evidence.workbench.person import Person
from evidence.workbench.submission import Submission
from ui import scenes_saving, upload_send

_TOLD = "upload_told"
LEAVE_OUT = ""
SHOWN_VALUES = 3
SHOWN_NAMES = 8
SHOWN_NAME = 40


@dataclass(frozen=True)
class Asked:
    """A draft, what it waits for, and its sheets with what is known of their columns."""

    item: Submission
    waits: Waiting
    matches: tuple[Match, ...]


@st.cache_resource(
    show_spinner=False,
    max_entries=4,
    hash_funcs={
        Store: lambda store: store.place,
        Person: lambda person: person.person_id,
        Submission: lambda item: (item.submission_id, item.version),
    },
)
def asked(store: Store, person: Person, item: Submission) -> Asked | None:
    """What a draft waits for; None for one that has its rows."""
    waits = waiting.of(store, person, item.submission_id)
    if waits is None:
        return None
    matches = matching.match_all(store.package, waits.block) if waits.block else []
    return Asked(item, waits, tuple(matches))


def tell(sentences: Sequence[str]) -> None:
    """Say at the next run of the page how the cells were read."""
    st.session_state[_TOLD] = tuple(sentences)


def said() -> None:
    """Draw what was to be told, once."""
    for sentence in st.session_state.pop(_TOLD, ()):
        st.warning(literal(sentence))


def show(store: Store, person: Person, asked: Asked) -> None:
    """Draw the question for each sheet: its table, and each column that is not certain."""
    answers: list[Match] = []
    with st.container(key="card_upload_columns"):
        st.header("Which column is which?", anchor=False)
        st.html(
            element(
                "p",
                "These names are not those of the tables. Nothing is left out unless you say so."
                " The rows and your answers are kept as a draft until you are done.",
            )
        )
        for number, match in enumerate(asked.matches):
            answers.append(_sheet(store, person, asked, match, number))
        awaited = _awaited(answers)
        st.html(element("p", awaited, class_="quiet", role="status"))
        with st.container(horizontal=True):
            st.button(
                "Take these columns",
                type="primary",
                key="upload_columns_done",
                disabled=bool(awaited),
                on_click=partial(_answered, store, person, asked, answers),
            )
            st.button(
                "Discard this upload",
                key="upload_columns_stop",
                on_click=partial(upload_send.discard, store, person, asked.item),
            )


def _awaited(answers: Sequence[Match]) -> str:
    """What has to be said before any row can be taken; empty where nothing has to."""
    known = [each for each in answers if each.table is not None]
    if not known:
        return "“Take these columns” waits for a table: choose above which one the rows are of."
    if not any(column.field for match in known for column in match.columns):
        return "“Take these columns” waits for a column: say above of at least one which it is."
    return ""


def _sheet(store: Store, person: Person, asked: Asked, match: Match, number: int) -> Match:
    """One sheet's questions; gives the match with the answers as they stand."""
    package = store.package
    tables = {name: table.title for name, table in package.tables.items()}
    table = match.table
    rows = sheet.counted(len(match.sheet.lines), "row")
    if not matching.has_names(package, match.sheet, table or match.offered):
        st.html(_read_as_names(match.sheet))
    if match.table is None:
        likely = [match.offered] if match.offered else []
        table = _choice(
            store,
            person,
            asked,
            f"table_{number}",
            literal(f"Table of the {rows} in “{match.sheet.name}”"),
            [*likely, LEAVE_OUT, *(name for name in tables if name not in likely)],
            lambda name: tables.get(name, "Leave this sheet out"),
        )
        if match.offered:
            words = f"The names are close to those of {tables[match.offered]}: choose another table"
            st.html(element("p", f"{words} if it is not that one.", class_="quiet"))
        match = matching.match(package, match.sheet, table)
    if table is None:
        return match
    st.html(element("h3", f"{match.sheet.name}: {rows} of {tables[table]}"))
    described = package.tables[table]
    known = [each for each in match.columns if each.field]
    recognised = ", ".join(each.heading for each in known) or "none"
    st.html(element("p", f"Recognised: {recognised}.", class_="quiet"))
    answers = {
        column.place: _column(store, person, asked, described, match, column, number)
        for column in match.undecided
    }
    return matching.decided(match, answers)


def _read_as_names(found: Sheet) -> Markup:
    """Say what was taken for the names of columns, where it may be a row of data."""
    named = [each[:SHOWN_NAME] for each in found.header if each]
    more = len(named) - SHOWN_NAMES
    rest = f"; and {more:,} more" if more > 0 else ""
    return element(
        "p",
        f"The first row was read as names: {'; '.join(named[:SHOWN_NAMES])}{rest}. They"
        " do not look like the names of columns. If it is a row of data, discard this upload, and"
        " bring the rows in again with the names of the columns above them.",
        class_="upload-such",
    )


def _column(
    store: Store,
    person: Person,
    asked: Asked,
    table: Table,
    match: Match,
    column: Column,
    number: int,
) -> str | None:
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
        return f"{name} ({table.field(name).title})"

    chosen = _choice(
        store,
        person,
        asked,
        f"column_{number}_{table.name}_{column.place}",
        literal(f"“{column.shown}”, with {sheet.counted(column.n_values, 'value')}"),
        options,
        words,
    )
    st.html(element("p", f"Such as: {examples}", class_="quiet upload-such"))
    return chosen


def _choice(
    store: Store,
    person: Person,
    asked: Asked,
    question: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
) -> str | None:
    """One question, which keeps its answer at once; None for what is left out."""
    key = f"upload_{asked.item.submission_id}_{question}"
    kept = asked.waits.chosen.get(question)
    # What another tab answered meanwhile is taken over, but not over an answer given here.
    if kept in options and st.session_state.get(f"seen_{key}") != kept:
        st.session_state[key] = kept
    st.session_state[f"seen_{key}"] = kept

    def choose() -> None:
        answer = st.session_state[key]
        if scenes_saving.attempt(lambda: _keep_answer(store, person, asked.item, question, answer)):
            st.session_state[f"seen_{key}"] = answer

    return st.selectbox(label, options, format_func=words, key=key, on_change=choose) or None


def _keep_answer(store: Store, person: Person, item: Submission, question: str, answer: str) -> str:
    waiting.choose(store, person, item.submission_id, {question: answer})
    return ""


def _answered(store: Store, person: Person, asked: Asked, answers: Sequence[Match]) -> None:
    double = [
        each.shown for match in answers if match.table is not None for each in match.undecided
    ]

    def keep() -> str:
        if double:
            raise sheet.SheetRefused(
                f"Two columns would be the same one: choose another for {', '.join(double)}."
            )
        name = asked.waits.block.name if asked.waits.block else ""
        said: list[str] = []
        uploading.keep(
            store,
            person,
            name,
            answers,
            submission_id=asked.item.submission_id,
            tell=said.append,
        )
        tell(said)
        return "The columns are taken as you said."

    scenes_saving.attempt(keep)
