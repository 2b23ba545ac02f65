"""What somebody sees of the page People who is not an owner: their own id, and whom to ask."""

import streamlit as st

from evidence.html import element, joined, table
from evidence.store import Store
from evidence.workbench import owners
from evidence.workbench.person import Person
from ui import identity

ROLES_TABLE = table(
    "What each role may do",
    ("Role", "May"),
    [
        ("No role", "read everything published, and suggest a correction"),
        ("Analyst", "also add, correct and upload, and send it to be reviewed"),
        ("Reviewer", "also publish what others entered, send it back, and undo a revision"),
        ("Owner", "also give and take roles, and switch the second reader on or off"),
    ],
)


def show(store: Store, who: Person) -> None:
    """Draw who the person is to the store, and who the owners are.

    Names are shown to people who have signed in, and to nobody else.
    """
    if who.is_reader:
        st.html(element("p", "Only owners see the others. " + identity.why_not("owner")))
        return
    found = identity.role()
    has = f"You have the role of {found}." if found else "You have no role yet."
    st.html(element("p", f"{has} Only owners see the others. An owner finds you by this id:"))
    st.code(who.person_id, language=None, wrap_lines=True)
    known = owners.those(store)
    if not known:
        st.html(
            element(
                "p",
                "Nobody is an owner yet. Whoever runs this dashboard makes the first one on its"
                " machine: ",
                element("code", "python -m evidence roles give WHO owner"),
            )
        )
        return
    named = [element("li", each.name, f" ({each.email})" if each.email else "") for each in known]
    st.html(element("p", "The owners, who can give you a role:") + element("ul", joined(named)))
