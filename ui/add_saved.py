"""Whether what was typed is saved, and when; where it is not, why."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from evidence.html import element, literal
from evidence.workbench.submission import Submission
from ui import add_form

# The text areas of Streamlit commit when they are left. While one types, this tells them every
# second to commit as Control and Enter would, so that a reload loses nothing.
JAVASCRIPT = """
const PAUSE = 700;
export default function () {
  if (window.evidenceSaves) return;
  let waiting;
  const commit = (area) => {
    const options = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
    if (area.isConnected) area.dispatchEvent(new KeyboardEvent("keydown", options));
  };
  window.evidenceSaves = (event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    if (!event.target.closest("[class*=st-key-card_add]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(commit, PAUSE, event.target);
  };
  document.addEventListener("input", window.evidenceSaves, true);
}
"""
_component = st.components.v2.component("save_while_typing", js=JAVASCRIPT)


def show(item: Submission | None) -> None:
    """Say when the draft was last saved, or why it was not."""
    left = [form for form, values in add_form.unsaved().items() if values]
    fault = add_form.fault()
    with st.container(key="add_saved"):
        if fault:
            kept = " What you typed is still in its field." if left else ""
            st.error(literal(f"{fault}{kept}"))
            if left:
                st.button("Try to save again", key="add_again", on_click=partial(retry, item))
        elif item is not None:
            st.html(element("p", f"Saved {_time(item.saved_at)}", role="status", class_="quiet"))
        else:
            words = "Nothing is saved yet: the first change begins a draft."
            st.html(element("p", words, role="status", class_="quiet"))
    _component(key="save_while_typing", height=1)


def retry(item: Submission | None) -> None:
    """Save again what could not be saved before."""
    entries = item.entries if item else ()
    package = add_form.package()
    for entry in entries:
        form = add_form.Form(package.tables[entry.table], entry, item, entries=entries)
        if add_form.unsaved().get(form.name):
            add_form.save(form, {})


def _time(at: str) -> str:
    """The time of day for whoever looks; UTC where the browser does not say where it is."""
    moment = datetime.fromisoformat(at).astimezone(UTC)
    try:
        zone = ZoneInfo(st.context.timezone or "")
    except (ZoneInfoNotFoundError, ValueError):
        return f"{moment:%H:%M} UTC"
    return f"{moment.astimezone(zone):%H:%M}"
