"""What was given, taken and refused, for owners: the latest of each, newest first."""

import streamlit as st

from evidence.html import element, table
from evidence.store import Store
from evidence.workbench import door, owners
from evidence.workbench.person import Person
from evidence.workbench.roles import RoleChange
from ui import time_of_day

LIMIT = 20


def role_changes(store: Store, who: Person) -> None:
    """Draw the latest roles given and taken."""
    found = owners.role_changes(store, who, LIMIT)
    if not found:
        st.html(element("p", "No role was given or taken yet."))
        return
    names = _names(store, who)
    rows = [
        (
            time_of_day.when(each.at),
            _whom(each, names),
            _what(each),
            names.get(each.changed_by, each.changed_by),
        )
        for each in found
    ]
    st.html(table("Roles given and taken", ("When", "Whom", "What", "By"), rows))
    _latest(len(found))


def refusals(store: Store, who: Person) -> None:
    """Draw the latest attempts that were refused."""
    found = owners.refusals(store, who, LIMIT)
    if not found:
        st.html(element("p", "Nothing was refused yet."))
        return
    names = _names(store, who)
    rows = [
        (
            time_of_day.when(each.at),
            names.get(each.person_id, each.person_id) or "A reader",
            each.doing,
            each.reason,
        )
        for each in found
    ]
    st.html(table("Refused attempts", ("When", "Who", "Tried to", "Why not"), rows))
    _latest(len(found))
    st.html(
        element(
            "p",
            f"At most {door.REFUSALS_OF_PERSON} an hour are kept here of one person, and"
            f" {door.REFUSALS_OF_ALL} of all; the log of the server has every one.",
            class_="quiet",
        )
    )


def _names(store: Store, who: Person) -> dict[str, str]:
    return {each.person_id: each.name for each in owners.everybody(store, who)}


def _whom(change: RoleChange, names: dict[str, str]) -> str:
    return names.get(change.person_id, change.person_id) or "Everybody"


def _what(change: RoleChange) -> str:
    return change.role or "role taken"


def _latest(n_shown: int) -> None:
    if n_shown == LIMIT:
        st.html(element("p", f"The latest {LIMIT}.", class_="quiet"))
