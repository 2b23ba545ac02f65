"""Popovers whose content is only made while they are open, after the page's own content."""

from collections.abc import Callable

import streamlit as st

from ui.view import View


def show(
    view: View,
    label: str,
    key: str,
    draw: Callable[[], None],
    *,
    when_closed: Callable[[], object] | None = None,
) -> None:
    """Draw the button of a popover, and its content later where it is open.

    Args:
        view: what is shown; the content waits until the rest of it is drawn.
        label: the same at every run: a popover with a new label is a new one, and closes.
        key: of the popover.
        draw: draws its content.
        when_closed: called at each run in which it is closed.
    """
    opened = st.popover(label, key=key, on_change="rerun")
    if not opened.open:
        if when_closed:
            when_closed()
        return

    def fill() -> None:
        with opened:
            draw()

    view.later.append(fill)
