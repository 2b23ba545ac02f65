"""What the pages of the workbench share: their heading and the way from one to the other."""

import streamlit as st

from ui import copy_link, identity
from ui.view import View

PAGES = {
    "pages/add.py": "Add or correct",
    "pages/upload.py": "Upload",
    "pages/review.py": "Review",
    "pages/double_entry.py": "Double entry",
    "pages/history.py": "History",
    "pages/people.py": "People",
}


def heading(view: View, words: str, current: str) -> None:
    """Draw the page's title, who is signed in, and the other pages of the workbench.

    Args:
        view: what is shown.
        words: the title.
        current: the file of this page, as in ``PAGES``.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.title(words, anchor=False)
        identity.show(view)
        copy_link.button()
    with st.container(horizontal=True, key="workbench_pages", gap="medium"):
        for path, label in PAGES.items():
            key = "workbench_current" if path == current else None
            place = st.container(key=key, width="content") if key else st
            place.page_link(path, label=label, query_params=view.query())
