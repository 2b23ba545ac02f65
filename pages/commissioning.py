"""From evidence to a plan: the commissioning steps, the principles, the lessons, our checklist."""

import streamlit as st

from evidence import commissioning_words as words
from evidence.read_model import Row
from evidence.scenes import commissioning as scenes
from ui import (
    checklist_page,
    commissioning_lessons,
    commissioning_steps,
    filter_bar,
    frame,
    parameters,
    wall,
)
from ui.view import View

# A checklist has a scene, a link and files of its own, and no filters.
SHOWS = scenes.SHOWS | {"checklist": "Our checklist"}


def ask_item(items: list[Row]) -> None:
    """On a wall there are no links: the item to open is chosen here."""
    options = {"": "All"} | {
        item["item_id"]: f"{words.item_name(item['item_id'])}: {words.short_name(item['item_id'])}"
        for item in items
    }
    key = "choice_item"
    st.session_state[key] = parameters.read("item", list(options), "")
    st.selectbox(
        "Step or principle",
        list(options),
        key=key,
        format_func=options.__getitem__,
        on_change=lambda: parameters.set_one("item", st.session_state[key] or None),
    )


def reading(view: View, show: str, size: Row) -> None:
    """The steps and principles, or the lessons, on a wall or to read at a desk."""
    if view.on_wall:
        wall.show(view, "commissioning")
        return
    if not size["n_sites"] and not size["n_groups"]:
        filter_bar.explain_nothing(view)
    if show == "lessons":
        commissioning_lessons.show(view)
    else:
        commissioning_steps.show(view)


with frame.page("Commissioning") as view:
    frame.heading(view, words.TITLE)
    with frame.choices(view):
        show = parameters.choice("Show", "show", SHOWS, "items")
        if view.on_wall and show == "items":
            ask_item(view.rows("commissioning_items"))
    if show == "checklist":
        checklist_page.show(view)
    else:
        reading(view, show, filter_bar.show(view))
