"""People: who may do what, for owners; whom to ask, for everybody else."""

import streamlit as st

from ui import (
    access,
    frame,
    identity,
    people_list,
    people_log,
    people_self,
    scenes_saving,
    workbench,
)

with frame.page("People", under="Workbench", has_wall=False) as view:
    store, who = access.store(), identity.person()
    is_owner = identity.may("owner")
    words = people_list.title(store, who) if is_owner else "People"
    workbench.heading(view, words, "pages/people.py")
    scenes_saving.outcome()
    if is_owner:
        with st.container(key="card_people"):
            st.header("Everybody who has signed in", anchor=False)
            people_list.show(store, who)
        with st.container(key="card_second_reader"):
            st.header("Second reader", anchor=False)
            people_list.second_reader(store, who)
        with st.container(key="card_role_changes"):
            st.header("Roles given and taken", anchor=False)
            people_log.role_changes(store, who)
        with st.container(key="card_refusals"):
            st.header("Refused attempts", anchor=False)
            people_log.refusals(store, who)
    else:
        with st.container(key="card_self"):
            st.header("You", anchor=False)
            people_self.show(store, who)
    with st.container(key="card_roles"):
        st.header("What a role lets you do", anchor=False)
        st.html(people_self.ROLES_TABLE)
