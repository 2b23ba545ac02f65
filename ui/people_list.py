"""Everybody known to the store with their role, which an owner gives and takes by one click."""

import hashlib
from collections import Counter
from functools import partial

import streamlit as st

from evidence.dates import date_words
from evidence.html import Markup, element, literal
from evidence.store import Store
from evidence.workbench import owners, roles, settings
from evidence.workbench.person import ROLES, Person, Role
from evidence.workbench.roles import Member
from ui import parameters, scenes_saving

_NONE = "no role"
# More than these are found by their name.
SHOWN = 50
_SECOND_READER = "people_second_reader"
_FIND = "people_find"


def title(store: Store, who: Person) -> str:
    """The title of the page for an owner: how many are known, and how many wait for a role."""
    known = owners.everybody(store, who)
    n_without = sum(1 for each in known if each.role is None)
    if not known:
        return "People"
    return f"People: {len(known):,}" + (f", {n_without:,} without a role" if n_without else "")


def show(store: Store, who: Person) -> None:
    """Draw the people, owners first, each with the choice of a role."""
    known = owners.everybody(store, who)
    names = {each.person_id: each.name for each in known}
    if not known:
        st.html(
            element(
                "p",
                "Nobody yet. Who signs in appears here; you are the owner as soon as you save"
                " something.",
            )
        )
        return
    found = _found(known)
    addresses = Counter(each.email.casefold() for each in known)
    for member in found[:SHOWN]:
        # The id is long and says little; it is shown where the e-mail address does not tell who.
        is_told_apart = bool(member.email) and addresses[member.email.casefold()] == 1
        _one(store, who, member, names, is_told_apart=is_told_apart)
    if len(found) > SHOWN:
        rest = f"And {len(found) - SHOWN} more: find them by name, e-mail address or id."
        st.html(element("p", rest, class_="quiet"))
    elif not found:
        st.html(element("p", "Nobody known here has that in their name, e-mail address or id."))


def _found(known: list[Member]) -> list[Member]:
    searched = st.query_params.get("find", "")
    if len(known) <= SHOWN and not searched:
        return known
    st.session_state[_FIND] = searched

    def changed() -> None:
        parameters.set_one("find", st.session_state[_FIND].strip() or None)

    st.text_input("Find by name, e-mail address or id", key=_FIND, on_change=changed)
    wanted = searched.casefold()
    return [
        each
        for each in known
        if any(wanted in text.casefold() for text in (each.name, each.email, each.person_id))
    ]


def _one(
    store: Store, who: Person, member: Member, names: dict[str, str], *, is_told_apart: bool
) -> None:
    mark = hashlib.sha256(member.person_id.encode()).hexdigest()[:16]
    key = f"people_role_{mark}"
    st.session_state[key] = member.role or _NONE

    def changed() -> None:
        chosen = st.session_state[key]
        if chosen is not None and chosen != (member.role or _NONE):
            scenes_saving.attempt(
                partial(_give, store, who, member, None if chosen == _NONE else chosen)
            )

    with st.container(horizontal=True, vertical_alignment="center", key=f"person_{mark}"):
        is_self = member.person_id == who.person_id
        st.html(_words(member, names, is_self=is_self, is_told_apart=is_told_apart))
        st.segmented_control(
            f"Role of {literal(member.name)}",
            [_NONE, *ROLES],
            format_func=str.capitalize,
            key=key,
            on_change=changed,
            label_visibility="collapsed",
            width="content",
        )


def _words(member: Member, names: dict[str, str], *, is_self: bool, is_told_apart: bool) -> str:
    seen = (
        f"last seen {date_words(member.last_seen_at[:10])}"
        if member.last_seen_at
        else ("not seen yet")
    )
    given = (
        f"{member.role} since {date_words(member.given_at[:10])}, given by"
        f" {names.get(member.given_by, member.given_by)}; "
        if member.role
        else ""
    )
    return (
        element(
            "p",
            element("strong", member.name),
            " (you)" if is_self else "",
            f", {member.email}" if member.email else "",
        )
        + element("p", given, seen, class_="quiet")
        + (Markup("") if is_told_apart else element("p", element("code", member.person_id)))
    )


def _give(store: Store, who: Person, member: Member, role: Role | None) -> str:
    if role is None:
        owners.take_role(store, who, member.person_id)
        return f"{member.name} has no role any more."
    owners.give_role(store, who, member.person_id, role)
    return f"{member.name} is {roles.with_article(role)} now."


def second_reader(store: Store, who: Person) -> None:
    """Draw the switch, and what it means for the receipts of figures."""
    with store.reading() as connection:
        required = settings.second_reader_required(connection)
    st.session_state[_SECOND_READER] = required

    def changed() -> None:
        scenes_saving.attempt(
            partial(_switch, store, who, required=st.session_state[_SECOND_READER])
        )

    st.toggle(
        "Somebody other than its author has to publish a row",
        key=_SECOND_READER,
        on_change=changed,
    )
    st.html(
        element(
            "p",
            "Switched on, the receipt of a figure says who entered it and who checked it. Switched"
            " off, for a team of one, authors may publish what they entered themselves: the receipt"
            " then says that nobody else checked it, and the figure carries the mark of one that"
            " was not second-read. What is published already stays as it is.",
        )
    )


def _switch(store: Store, who: Person, *, required: bool) -> str:
    settings.set_second_reader(store, who, required)
    return (
        "Somebody other than its author has to publish a row now."
        if required
        else "Authors may publish what they entered themselves now; receipts say so."
    )
