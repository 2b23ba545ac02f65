"""The double entries that a person has a part in, and the start of another one."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from evidence.dates import date_words
from evidence.html import element, link, literal
from evidence.store import Store, StoreError
from evidence.workbench import double_entry, roles
from evidence.workbench.double_entry_tasks import DoubleEntry
from evidence.workbench.person import Person
from ui import add_choices, identity, scenes_saving, site_tables
from ui.view import View

_FIELDS = {"source": "Source", "first": "One person", "second": "The other person"}


def show(view: View, store: Store) -> None:
    """Draw the list and, for reviewers, what starts another double entry."""
    person = identity.person()
    with st.container(key="card_double_entry_list"):
        st.header("Sources entered twice", anchor=False)
        st.html(
            element(
                "p",
                "Two people enter the findings of a source without seeing each other's. A third"
                " then sees how far they agree, settles where they differ, and publishes.",
            )
        )
        _list(view, double_entry.tasks(store, person), person)
    with st.container(key="card_double_entry_start"):
        st.header("Have a source entered twice", anchor=False)
        if identity.may("reviewer"):
            _start(view, store)
        else:
            st.info(literal(identity.why_not("reviewer")))


def title(tasks: Sequence[DoubleEntry], task: DoubleEntry | None, person: Person) -> str:
    """The title of the page: the state of what is opened, else what waits for the person."""
    if task is not None:
        words = state_words(task, person)
        return f"Double entry: {words[0].lower()}{words[1:]}"
    n_mine = sum(1 for each in tasks if each.is_one_of_two(person) and _is_due(each, person))
    n_ready = sum(1 for each in tasks if not each.is_one_of_two(person) and _is_due(each, person))
    due = [f"{n:,} to {what}" for n, what in ((n_mine, "enter"), (n_ready, "settle")) if n]
    return f"Double entry: {', '.join(due)}" if due else "Double entry"


def _is_due(task: DoubleEntry, person: Person) -> bool:
    """Whether the next step is the person's."""
    if task.closed_at:
        return False
    return not task.in_at(person) if task.is_one_of_two(person) else task.both_in


def state_words(task: DoubleEntry, person: Person) -> str:
    """How far it is, and what the person has to do next."""
    if task.settled_at:
        return f"Settled on {date_words(task.settled_at[:10])}"
    if task.closed_at:
        return "Closed without being settled"
    if task.both_in:
        return "Both handed in, " + (
            "somebody else settles it" if task.is_one_of_two(person) else "to be settled"
        )
    if task.is_one_of_two(person):
        return "You have handed in" if task.in_at(person) else "You have not handed in yet"
    n_in = bool(task.first_in_at) + bool(task.second_in_at)
    return f"{n_in} of 2 handed in"


def _list(view: View, tasks: list[DoubleEntry], person: Person) -> None:
    if not tasks:
        st.html(element("p", "None yet that you have a part in.", class_="quiet"))
        return
    rows = [
        (
            link(task.source_title, view.address("double_entry", task=task.double_entry_id)),
            task.names,
            state_words(task, person),
            date_words(task.made_at[:10]),
        )
        for task in tasks
    ]
    headings = ("Source", "Entered by", "State", "Started")
    st.html(site_tables.table("Sources entered twice", headings, rows))


def _start(view: View, store: Store) -> None:
    sources = add_choices.published(view.model, "sources")
    people = _people(store)
    if len(people) < 2:
        st.info("Two people with a role are needed: an owner gives roles on the page People.")
        return
    st.selectbox(
        _FIELDS["source"],
        list(sources),
        index=None,
        key="double_entry_source",
        format_func=lambda value: sources[value].words,
        placeholder="Type to search: a word of the title or publisher",
        filter_mode="contains",
    )
    with st.container(horizontal=True, key="double_entry_people"):
        for side in ("first", "second"):
            st.selectbox(
                _FIELDS[side],
                list(people),
                index=None,
                key=f"double_entry_{side}",
                format_func=people.__getitem__,
                placeholder="Choose somebody with a role",
            )
    st.html(element("p", "Whoever enters it cannot settle it.", class_="quiet"))
    st.button("Start", key="double_entry_begin", type="primary", on_click=partial(_begin, store))


def _people(store: Store) -> dict[str, str]:
    """Everybody with a role: id to words."""
    with store.reading() as connection:
        known = roles.members(connection)
    return {each.person_id: f"{each.name} ({each.role})" for each in known if each.role}


def _begin(store: Store) -> None:
    chosen = {name: st.session_state.get(f"double_entry_{name}") or "" for name in _FIELDS}

    def start() -> str:
        missing = [words.lower() for name, words in _FIELDS.items() if not chosen[name]]
        if missing:
            raise StoreError(f"Still to be chosen: {', '.join(missing)}.")
        double_entry.start(
            store, identity.person(), chosen["source"], chosen["first"], chosen["second"]
        )
        return "Started: both find it on this page, and in their list of drafts once begun."

    if scenes_saving.attempt(start):
        for name in _FIELDS:
            st.session_state[f"double_entry_{name}"] = None
