"""Keeps the keyboard at the button that was pressed when its scene moves to another place."""

import streamlit as st

_MOVED = "scenes_moved"

# The browser drops the focus of what is moved within a page, and the keyboard would start anew.
JAVASCRIPT = """
export default function ({ data }) {
  if (!data.key || window.evidenceMoves === data.moves) return;
  window.evidenceMoves = data.moves;
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    document.querySelector(`.st-key-${CSS.escape(data.key)} button`)?.focus();
  });
}
"""

_component = st.components.v2.component("scenes_focus", js=JAVASCRIPT)


def moved(key: str) -> None:
    """Remember that the button of this key moved something; for its callback."""
    _, moves = st.session_state.get(_MOVED, ("", 0))
    st.session_state[_MOVED] = (key, moves + 1)


def hold() -> None:
    """Give the focus back to the button that moved something last; draw it after the buttons."""
    key, moves = st.session_state.get(_MOVED, ("", 0))
    _component(key="scenes_focus", data={"key": key, "moves": moves}, height=1)
