"""Back to the same picture when the network returns or a laptop wakes."""

import streamlit as st

# Streamlit asks for its server again after ever longer pauses, up to a minute. Everything that a
# view shows stands in its address, so loading it anew as soon as the server answers is enough.
JAVASCRIPT = """
const EVERY = 1000;
const connected = () => {
  const app = document.querySelector("[data-test-connection-state]");
  return !app || app.dataset.testConnectionState === "CONNECTED";
};
export default function ({ data }) {
  if (window.evidenceWatch) return;
  let lost = 0;
  const look = async () => {
    lost = connected() ? 0 : lost + 1;
    document.body.toggleAttribute("data-without-connection", lost > 1);
    if (lost < 2) return;
    try {
      const answer = await fetch(data.health, { cache: "no-store" });
      if (answer.ok && !connected()) window.location.reload();
    } catch { /* Still away: asked again in a second. */ }
  };
  window.evidenceWatch = setInterval(look, EVERY);
}
"""

_component = st.components.v2.component("reconnect", js=JAVASCRIPT)


def watch() -> None:
    """Load the page anew within seconds after a lost connection can be had again."""
    _component(key="reconnect", data={"health": "_stcore/health"}, height=1)
