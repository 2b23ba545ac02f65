"""What a field may be set to: listed values, yes and no, and the rows that it may refer to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from evidence.read_model import ReadModel
from evidence.schema import Field
from evidence.workbench import case_steps
from evidence.workbench.submission import Entry
from ui.add_form import Form
from ui.view import View

YES_NO = {"true": "Yes", "false": "No"}
# Tables with so many rows that a field offers those at hand, and the others when searched for.
LONG = ("sources", "sites", "contracts")
# A list of more values than this is searched rather than read through.
SEARCHED = 20
# What tells the rows of a table apart for a reader, besides a name or title.
TOLD_BY = {"contracts": "reason"}


@dataclass(frozen=True)
class Choice:
    """One value that may be chosen: its words and, where there is one, its meaning."""

    words: str
    meaning: str = ""


Choices = Mapping[str, Choice]


def of_field(view: View, form: Form, field: Field, value: str) -> Choices | None:
    """What may be chosen in the field, by value; None where anything may be typed.

    What stands in the field stays in the list even where it is not allowed, so that it can be seen.
    Of long tables there is only what the submission uses; ``add_search`` finds the others.
    """
    reference = form.table.reference(field.name)
    if reference:
        known = offered(view, form, reference.table)
        if reference.table in LONG:
            used = {value, *_used(form, reference.table)}
            known = {each: words for each, words in known.items() if each in used}
    elif field.categories:
        known = {each.value: Choice(each.label, each.definition) for each in field.categories}
    elif field.type == "boolean":
        known = {value: Choice(words) for value, words in YES_NO.items()}
    else:
        return None
    if value and value not in known:
        known = {value: Choice(f"{value} (not in the list)"), **known}
    return known


def offered(view: View, form: Form, table: str) -> dict[str, Choice]:
    """All that a reference to the table may name, by key: what is new here, then the published."""
    return {**_entered(table, form.entries), **published(view.model, table)}


def is_long(form: Form, field: Field) -> bool:
    """Whether the field refers to so many rows that only those at hand are offered at first."""
    reference = form.table.reference(field.name)
    return reference is not None and reference.table in LONG


def published(model: ReadModel, table: str) -> Choices:
    """The rows of a table that others may refer to, by their key."""
    return _published(model)[table]


def _used(form: Form, table: str) -> set[str]:
    """The rows of the table that the submission enters or refers to."""
    own = {entry.key for entry in form.entries if entry.table == table}
    named = {
        (entry.row or {}).get(key.field, "")
        for entry in form.entries
        for key in form.tables[entry.table].foreign_keys
        if key.table == table
    }
    return own | named


@st.cache_resource(
    show_spinner=False, max_entries=2, hash_funcs={ReadModel: lambda model: model.version}
)
def _published(model: ReadModel) -> dict[str, dict[str, Choice]]:
    """The rows that others may refer to, by table and key; the same for all of a revision."""
    tables = model.package.tables
    targets = {key.table for table in tables.values() for key in table.foreign_keys}
    return {
        name: {
            str(row[tables[name].key]): Choice(
                _words(name, row, str(row[tables[name].key])), str(row.get("definition") or "")
            )
            for row in model.base_table(name).to_pylist()
        }
        for name in targets
    }


def _entered(name: str, entries: Iterable[Entry]) -> dict[str, Choice]:
    """The new rows of the same submission."""
    return {
        code: Choice(f"New here: {_new_words(name, entry.row or {}, code)}")
        for entry in entries
        if entry.table == name and not entry.row_id and (code := entry.key)
    }


def _new_words(name: str, row: Mapping[str, object], code: str) -> str:
    """As for a published row, with the code, since two new rows may bear the same name."""
    told = _words(name, row, code)
    return told if code in told else f"{told} [{code}]"


def _words(name: str, row: Mapping[str, object], code: str) -> str:
    if name == "sources":
        year = str(row.get("published") or "")[:4]
        about = ", ".join(str(each) for each in (row.get("publisher"), year) if each)
        told = ". ".join(str(each) for each in (row.get("title"), about) if each)
        return f"{told} [{code}]" if told else code
    told = str(row.get("name") or row.get(TOLD_BY.get(name, ""), "") or "")
    if not told or name in TOLD_BY:
        return f"{code}: {told}" if told else code
    return told


def row_words(view: View, entry: Entry) -> str:
    """A row of a submission in a few words, with what kind of row it is."""
    return f"{case_steps.noun(entry.table)}: {words_of(view, entry.table, entry.row or {})}"


def words_of(view: View, table: str, values: Mapping[str, str]) -> str:
    """A row in a few words, for a list: its name, else what it is about, else that it is new."""
    return case_steps.words_of(view.model.package.tables[table], values)
