"""The way back to the page on which somebody pressed "Sign in".

Streamlit ends every sign-in on the landing page. The browser notes the page and its query in a
cookie as the button is pressed; the landing page goes there once.
"""

from urllib.parse import parse_qs, unquote

import streamlit as st

from ui import scenes_addresses

COOKIE = "evidence_sign_in_from"
# A longer address than this is not gone back to, in characters.
LONGEST = 2_000
_GONE, _TO_FORGET = "sign_in_return_gone", "sign_in_return_to_forget"
_component = st.components.v2.component(
    "sign_in_return",
    js="""
export default function ({ data }) {
  const folder = new URL(".", window.location.href).pathname;
  const write = (value, seconds) => {
    document.cookie =
      `${data.cookie}=${value}; path=${folder}; SameSite=Strict; max-age=${seconds}`;
  };
  if (data.is_done) {
    write("", 0);
    return;
  }
  const note = (event) => {
    if (!event.target.closest?.('[class*="st-key-identity_sign_in"]')) return;
    const page = window.location.pathname.slice(folder.length);
    write(encodeURIComponent(page + window.location.search), 600);
  };
  document.addEventListener("click", note, true);
  return () => document.removeEventListener("click", note, true);
}
""",
)


def note() -> None:
    """Have the browser note this page at the press of "Sign in"; drawn beside the button."""
    _component(key="sign_in_return", data={"cookie": COOKIE, "is_done": False}, height=1)


def go() -> None:
    """Leave the landing page, once a session, for the page that a sign-in began on."""
    if st.session_state.get(_GONE) or st.user.get("is_logged_in") is not True:
        return
    address = place(unquote(str(st.context.cookies.get(COOKIE, ""))))
    if address is not None:
        st.session_state[_GONE] = st.session_state[_TO_FORGET] = True
        st.switch_page(address[0], query_params=address[1])


def forget() -> None:
    """Have the browser forget the page once it has gone back there."""
    if st.session_state.pop(_TO_FORGET, False):
        _component(key="sign_in_returned", data={"cookie": COOKIE, "is_done": True}, height=1)


def place(noted: str) -> scenes_addresses.Address | None:
    """The script and the query of a page of this dashboard, as in ``review?submission=a1``.

    Whoever writes into the cookie may be anybody: what is no page of ours, or too long, is None.
    """
    page, _, query = noted.partition("?")
    if len(noted) > LONGEST or page not in scenes_addresses.pages() | {scenes_addresses.LISTS}:
        return None
    return scenes_addresses.script(page), parse_qs(query)
