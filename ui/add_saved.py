"""Whether what was typed is saved, and when; where it is not, why."""

from functools import partial

import streamlit as st

from evidence.html import element, literal
from evidence.workbench.submission import Submission
from ui import add_form, time_of_day

# The text areas of Streamlit commit when they are left. While one types, this tells them every
# second to commit as Control and Enter would, so that a reload loses nothing. And from the press
# that opens another row until that row is drawn, the fields of the old one take no text: it would
# go down with them.
JAVASCRIPT = """
const PAUSE = 700;
const UNANSWERED = 2000;
const OPENS = [".st-key-add_more", ".st-key-add_row_actions", ".st-key-add_walk"]
  .map((place) => `${place} button`)
  .concat(".stMain [role=radiogroup]")
  .join(",");
export default function () {
  if (window.evidenceSaves) return;
  let waiting, unanswered;
  const commit = (area) => {
    const options = { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true };
    if (area.isConnected) area.dispatchEvent(new KeyboardEvent("keydown", options));
  };
  window.evidenceSaves = (event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    if (!event.target.closest("[class*=st-key-card_add], [class*=st-key-card_upload]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(commit, PAUSE, event.target);
  };
  document.addEventListener("input", window.evidenceSaves, true);

  const hold = (held) => {
    clearTimeout(unanswered);
    for (const fields of document.querySelectorAll("[class*=st-key-add_fields_]"))
      fields.inert = held;
  };
  const app = document.querySelector("[data-test-script-state]");
  new MutationObserver(() => {
    clearTimeout(unanswered);
    if (app.dataset.testScriptState === "notRunning") hold(false);
  }).observe(app, { attributeFilter: ["data-test-script-state"] });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(OPENS)) return;
    hold(true);
    unanswered = setTimeout(hold, UNANSWERED, false);
  });
}
"""
_component = st.components.v2.component("save_while_typing", js=JAVASCRIPT)


def show(item: Submission | None) -> None:
    """Say when the draft was last saved, or why it was not."""
    left = [form for form, values in add_form.unsaved().items() if values]
    fault = add_form.fault()
    with st.container(key="add_saved"):
        if fault:
            kept = " It is still in its field, and lost if you leave the page now." if left else ""
            st.error(literal(f"{fault}{kept}"))
            if left:
                st.button("Try to save again", key="add_again", on_click=partial(retry, item))
        elif item is not None:
            st.html(
                element(
                    "p", f"Saved {time_of_day.clock(item.saved_at)}", role="status", class_="quiet"
                )
            )
        else:
            words = "Nothing is saved yet: the first change begins a draft."
            st.html(element("p", words, role="status", class_="quiet"))
    while_typing()


def while_typing() -> None:
    """Let the text areas of the cards commit while one types, and not when they are left alone."""
    _component(key="save_while_typing", height=1)


def retry(item: Submission | None) -> None:
    """Save again what could not be saved before."""
    entries = item.entries if item else ()
    package = add_form.package()
    for entry in entries:
        form = add_form.Form(package.tables[entry.table], entry, item, entries=entries)
        if add_form.unsaved().get(form.name):
            add_form.save(form, {})
