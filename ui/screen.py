"""How wide the reader's window is: charts put their words above the marks where it is narrow."""

import streamlit as st

NARROW = "(max-width: 760px)"

# It speaks only when the server guessed wrong, so that a desk's screen costs no second run.
JAVASCRIPT = """
export default function ({ data, setStateValue }) {
  const window_is = window.matchMedia(data.query);
  const tell = () => setStateValue("narrow", window_is.matches);
  window_is.addEventListener("change", tell);
  if (window_is.matches !== data.guess) tell();
  return () => window_is.removeEventListener("change", tell);
}
"""

_component = st.components.v2.component("screen", js=JAVASCRIPT)


def is_narrow() -> bool:
    """Whether the window is narrower than 760 pixels; for a telephone the first run guesses so."""
    guess = "Mobi" in st.context.headers.get("User-Agent", "")
    told = _component(
        key="screen",
        data={"query": NARROW, "guess": guess},
        default={"narrow": guess},
        on_narrow_change=lambda: None,
        height=1,
    )
    return bool(told.get("narrow", guess))
