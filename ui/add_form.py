"""One row that is being typed: what stands in it, what of it is not saved yet, and its saving.

Each field saves itself. What cannot be saved stays in the field and in the session, and goes along
with the next save; so nothing is lost while the store is away.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from evidence import cell_rules
from evidence.rules import Problem
from evidence.schema import Package, Table
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.store_tables import Values
from evidence.workbench import case_steps, drafts, relevance, slugs, submission
from evidence.workbench.submission import Entry, Submission
from ui import access, identity, parameters

_UNSAVED = "add_unsaved"
_FAULT = "add_fault"
_TYPING = "add_typing"
_TOUCHED = "add_touched"


@dataclass(frozen=True)
class Form:
    """A row of a submission, or a published row that is about to be corrected.

    Attributes:
        table: the table of the row.
        entry: the row; its place is 0 where nothing of it was saved yet.
        submission: what it belongs to; None where that is begun with the first save.
        problems: what the rules say about the row.
        shows_all: whether to say too what is missing in fields that nobody touched.
        entries: all rows of the submission.
    """

    table: Table
    entry: Entry
    submission: Submission | None
    problems: tuple[Problem, ...] = ()
    shows_all: bool = False
    entries: tuple[Entry, ...] = ()

    @property
    def tables(self) -> dict[str, Table]:
        """All tables of the set."""
        return package().tables

    @property
    def name(self) -> str:
        """What the form is called in the session: the same before and after its first save."""
        if self.entry.row_id:
            return f"{self.table.name}:{self.entry.row_id}"
        whose = self.submission.submission_id if self.submission else ""
        return f"{whose}:{self.entry.place}"

    @property
    def values(self) -> Values:
        """What stands in the row, with what could not be saved yet."""
        return {**(self.entry.row or {}), **unsaved().get(self.name, {})}

    def key(self, column: str) -> str:
        """The key of a field's widget."""
        return f"add_{self.name}_{column}"


def unsaved() -> dict[str, Values]:
    """What was typed and not saved yet, by form."""
    found: dict[str, Values] = st.session_state.setdefault(_UNSAVED, {})
    return found


def begin(form: Form, column: str, *, is_choice: bool) -> str:
    """The key of a field, which holds what stands; what is being typed there is left alone.

    What another tab saved meanwhile is taken over where nothing was typed here since.
    """
    key, value = form.key(column), form.values.get(column, "")
    if key not in st.session_state or (st.session_state.get(f"seen_{key}") != value):
        st.session_state[key] = (value or None) if is_choice else value
    st.session_state[f"seen_{key}"] = value
    return key


def changed(form: Form, column: str, *, is_typed: bool) -> None:
    """Save one field; the callback of its widget."""
    key = form.key(column)
    value = st.session_state[key] or ""
    st.session_state[f"seen_{key}"] = value
    st.session_state[_TYPING] = is_typed
    touched = st.session_state.setdefault(_TOUCHED, set())
    touched.add(key)
    save(form, {column: value})


def save(form: Form, typed: Values) -> bool:
    """Save these fields, those left over from before, and what follows from them."""
    left_over = unsaved().setdefault(form.name, {})
    left_over.update(typed)
    try:
        _put(form, dict(left_over))
    except StoreError as error:
        st.session_state[_FAULT] = str(error)
        return False
    unsaved().pop(form.name, None)
    st.session_state.pop(_FAULT, None)
    return True


def present(form: Form) -> Form:
    """The form as the store has it by now.

    Fields that change in the same moment are saved one after the other, each by a callback that
    was made when the page was last drawn; what the first one saved is not in the second one's form.
    """
    if form.submission is None:
        return form
    now = submission.found(access.store(), identity.person(), form.submission.submission_id)
    entries = now.entries if now else ()
    entry = next((each for each in entries if each.place == form.entry.place), None)
    return replace(form, entry=entry, entries=entries) if entry else form


def fault() -> str:
    """Why the last save was refused; empty where it was not."""
    return str(st.session_state.get(_FAULT, ""))


def is_typing() -> bool:
    """Whether this run comes from a keystroke, and nothing slow should be asked."""
    return bool(st.session_state.pop(_TYPING, False))


def is_touched(form: Form, column: str) -> bool:
    """Whether somebody typed into the field in this session."""
    return form.key(column) in st.session_state.get(_TOUCHED, set())


def faults(form: Form, column: str) -> list[str]:
    """What is wrong with a field, each with what to do about it; none where it is fine so far."""
    described = form.table.field(column)
    value = form.values.get(column, "")
    asked = form.shows_all or bool(value) or is_touched(form, column)
    own = cell_rules.judge(described, value, is_reference=form.table.reference(column) is not None)
    if own:
        return [f"{own.wrong}: {own.mend}"] if asked else []
    return [
        f"{problem.wrong}: {problem.mend}"
        for problem in form.problems
        if problem.field == column and (form.shows_all or value) and _still(problem, value)
    ]


def _still(problem: Problem, value: str) -> bool:
    """Whether the problem is about what stands in the field now, not about what stood before."""
    return not value or problem.value == cell_rules.shown(value)


def attempt(action: Callable[[], None]) -> None:
    """Do something that saves, in a callback; a refusal is said at the top of the form."""
    try:
        action()
    except StoreError as error:
        st.session_state[_FAULT] = str(error)
    else:
        st.session_state.pop(_FAULT, None)


def package() -> Package:
    """The schema of the store."""
    return access.store().package


def copied(form: Form) -> Values:
    """What a copy of the row begins with: the same, under a code of its own."""
    values = {**form.values, form.table.key: ""}
    store = access.store()
    taken = {*codes(store, form), form.values.get(form.table.key, "")}
    return values | {form.table.key: slugs.suggested(form.table, values, taken)}


def add_row(item: Submission, table: str, values: Values) -> None:
    """Put a new row into the draft and open it."""
    entry = drafts.put(access.store(), identity.person(), item.submission_id, table, values)
    # Nobody typed anything into it yet that the rules could be asked about.
    st.session_state[_TYPING] = True
    open_entry(entry)


def new_source(form: Form, column: str) -> None:
    """Begin a new source for the row, to be typed in beneath it."""
    if form.submission is None and not save(form, {}):
        return
    store, person = access.store(), identity.person()
    item = st.query_params.get("submission", "")
    table = store.package.tables["sources"]
    values = case_steps.first_values(table, form.entries, {})
    entry = drafts.put(store, person, item, table.name, values)
    drafts.put(
        store,
        person,
        item,
        form.table.name,
        {column: values[table.key]},
        place=form.entry.place or None,
        opens=form.entry.row_id or None,
    )
    parameters.set_one("beside", str(entry.place))


def open_entry(entry: Entry) -> None:
    """Show the row in its step."""
    parameters.set_one("step", case_steps.step_of(entry.table))
    parameters.set_one("entry", str(entry.place))
    parameters.set_one("beside", None)


def _put(form: Form, typed: Values) -> None:
    form = present(form)
    store, person = access.store(), identity.person()
    before = form.entry.row or {}
    values = typed | relevance.followed(form.table.name, before, {**before, **typed})
    if form.submission is None:
        # Two fields that changed in the same moment belong to one draft.
        words = case_steps.words_of(form.table, before)
        submission_id = st.query_params.get("submission") or drafts.start(
            store, person, "correction", f"{form.table.title}: {words}"
        )
        drafts.put(store, person, submission_id, form.table.name, values, opens=form.entry.row_id)
        parameters.set_one("submission", submission_id)
        return
    renamed = _renamed(store, form, before, values)
    item = form.submission.submission_id
    drafts.put(
        store,
        person,
        item,
        form.table.name,
        values | renamed,
        place=form.entry.place or None,
        opens=form.entry.row_id or None,
    )
    new = (values | renamed).get(form.table.key)
    if new and new != before.get(form.table.key):
        others = slugs.renamed(
            store.package, form.entries, form.table.name, before.get(form.table.key, ""), new
        )
        for entry, named in others:
            drafts.put(store, person, item, entry.table, named, place=entry.place)


def _renamed(store: Store, form: Form, before: Values, values: Values) -> Values:
    """The code of a new row where it follows the names; nothing where it was chosen by hand."""
    key = form.table.key
    if form.entry.row_id or key in values:
        return {}
    taken = codes(store, form)
    now = before.get(key, "")
    if not case_steps.awaits_name(form.table.name, now) and not slugs.follows(
        form.table, before, taken
    ):
        return {}
    made = slugs.suggested(form.table, {**before, **values}, taken)
    return {key: made} if made and made != now else {}


def codes(store: Store, form: Form) -> frozenset[str]:
    """The codes of the table that are taken, published or by another row of the submission."""
    others = (
        entry.key
        for entry in form.entries
        if entry.table == form.table.name and entry.place != form.entry.place
    )
    published = published_rows(store, store.revision())[form.table.name]
    return frozenset((*published, *others))


@st.cache_resource(show_spinner=False, max_entries=1, hash_funcs={Store: lambda store: store.place})
def published_rows(store: Store, revision: int) -> dict[str, dict[str, Values]]:
    """Every published row exactly as entered, by table and key."""
    return {
        name: {row[store.package.tables[name].key]: row for row in rows}
        for name, rows in store.tables(revision).items()
    }
