"""What a pin begins as being called: by what is opened on the page, else by its heading."""

import textwrap

import streamlit as st

from evidence.scene_drafts import TITLE_LIMIT
from ui import scenes_addresses
from ui.view import View


def title(view: View, heading: str = "") -> str:
    """A title for what is shown, in at most ``TITLE_LIMIT`` characters.

    Args:
        view: what is shown.
        heading: the page's heading; empty takes the page's name.
    """
    page = scenes_addresses.current_page()
    named = _opened(view, page) or heading or page.replace("_", " ").capitalize()
    return textwrap.shorten(named, TITLE_LIMIT, placeholder=" …")


def _opened(view: View, page: str) -> str:
    """The finding, lesson, step or contract that the address opens; empty where there is none."""
    asked = st.query_params
    if page == "impacts" and "finding" in asked:
        rows = view.rows("impact_receipt", finding_id=asked["finding"])
        return "".join(
            f"Finding: {row['site_short_name']}, {row['label'] or row['measure']}" for row in rows
        )
    if page == "commissioning" and "lesson_id" in asked:
        rows = view.rows("lesson_record", lesson_id=asked["lesson_id"])
        return "".join(f"Lesson: {row['lesson']}" for row in rows)
    if page == "commissioning" and "item" in asked:
        rows = view.rows("checklist_items")
        return "".join(
            f"{row['kind'].capitalize()} {row['number']}: {row['text']}"
            for row in rows
            if row["item"] == asked["item"]
        )
    if page == "contract" and "contract" in asked:
        rows = view.rows("contract_record", contract_id=asked["contract"])
        return f"Contract: {rows[0]['contract_label']}" if rows else ""
    return ""
