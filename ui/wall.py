"""A page as it is put on a wall: one sheet that fills the screen, and buttons to the next."""

import dataclasses

import streamlit as st

from evidence import html
from evidence.html import element
from evidence.scenes import paging, registry, sheet_html
from evidence.scenes.scene import Asked, Scene
from ui import parameters, strip
from ui.view import View


def asked(view: View) -> Asked:
    """What the current address asks a scene for."""
    own = {name: tuple(values) for name, values in parameters.query().items()}
    return Asked(view.model, view.filters, own)


def show(view: View, page: str) -> None:
    """Draw the sheet of a page's scene that the address names, and the way to the others."""
    show_scene(view, registry.of(page)(asked(view)))


def show_scene(view: View, scene: Scene) -> None:
    """Draw one sheet of a scene."""
    size = dataclasses.replace(paging.SIZES[view.size], strip=strip.height(view))
    sheets = paging.sheets(scene, size)
    if not sheets:
        _explain_nothing(view, scene)
        return
    number = parameters.page_number("sheet", len(sheets))
    st.html(sheet_html.sheet(sheets[number - 1], size))
    strip.turn(view, number, len(sheets))


def _explain_nothing(view: View, scene: Scene) -> None:
    words = (
        f"Nothing here meets all of the filters: {scene.filters}. Filters, at the top, drops them."
        if view.filters
        else "There is nothing to show here yet."
    )
    st.html(
        element(
            "section",
            element("header", element("h1", scene.title), element("p", html.text(words))),
            class_=f"sheet {view.size}",
        )
    )
    strip.turn(view, 1, 1)
