"""How wide the reader's window is: charts put their words above the marks where it is narrow."""

import streamlit as st

# Narrower than this a chart and its columns of words do not fit side by side.
LIMIT = 840
# A telephone held upright, until it says otherwise.
TELEPHONE = 360

# It speaks only when the server guessed wrong, so that a desk's screen costs no second run, and
# in steps, so that dragging a window's edge does not run the page at every pixel.
JAVASCRIPT = """
export default function ({ data, setStateValue }) {
  const measure = () => {
    const width = window.innerWidth;
    return width < data.limit ? Math.floor(width / 40) * 40 : 0;
  };
  let told = data.guess;
  const tell = () => {
    if (measure() !== told) setStateValue("width", (told = measure()));
  };
  window.addEventListener("resize", tell);
  tell();
  return () => window.removeEventListener("resize", tell);
}
"""

_component = st.components.v2.component("screen", js=JAVASCRIPT)


def narrow_width() -> int | None:
    """The window's width in steps of 40 pixels where it is less than ``LIMIT``, else None."""
    guess = TELEPHONE if "Mobi" in st.context.headers.get("User-Agent", "") else 0
    known = st.session_state.get("screen", {}).get("width", guess)
    told = _component(
        key="screen",
        data={"limit": LIMIT, "guess": known},
        default={"width": guess},
        on_width_change=lambda: None,
        height=1,
    )
    return told.get("width", guess) or None
