"""A button that copies the address of the current view."""

import streamlit as st

HTML = """<button type="button" class="copy">Copy link to this view</button>
<span class="said" role="status" aria-live="polite"></span>"""

CSS = """
.copy { font: inherit; color: #005eb8; background: #fff; border: 1px solid #4c6272;
  border-radius: 8px; padding: 7px 14px; min-height: 40px; cursor: pointer; white-space: nowrap; }
.copy:hover { background: #e4eef8; }
.copy:focus-visible { outline: 3px solid #212b32; outline-offset: 2px; }
.said { color: #4c6272; margin-left: 8px; overflow-wrap: anywhere; }
"""

# Where the browser has no clipboard (plain http from another machine) the address is shown instead.
JAVASCRIPT = """
export default function ({ parentElement }) {
  const button = parentElement.querySelector(".copy");
  const said = parentElement.querySelector(".said");
  button.onclick = async () => {
    const address = window.location.href;
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "Link copied";
    } catch {
      said.textContent = address;
    }
  };
}
"""

_component = st.components.v2.component("copy_link", html=HTML, css=CSS, js=JAVASCRIPT)


def button() -> None:
    """Draw the button; it reads the address when it is pressed."""
    _component(key="copy_link", width="content")
