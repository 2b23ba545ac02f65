"""The checklist that this browser fills in: its key, so that any page can pin to it.

The key stands in the address of the checklist's own page only. On every other page it is known from
the session or a cookie, so that a link that somebody copies there never lets others edit.
"""

import re
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from evidence.checklists import checklist
from evidence.checklists.checklist import Checklist
from evidence.store import Store
from ui import scenes_addresses

PARAMETER = "checklist"
COOKIE = "evidence_checklist"
_SESSION = "own_checklist"
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")

# It goes with the browser's session, and only to the folder that the dashboard is served from.
JAVASCRIPT = """
export default function ({ data }) {
  const path = new URL(".", window.location.href).pathname;
  const gone = data.key ? "" : "; max-age=0";
  document.cookie = `${data.cookie}=${data.key}; path=${path}; SameSite=Strict${gone}`;
}
"""

_component = st.components.v2.component("own_checklist", js=JAVASCRIPT)


def key() -> str:
    """The edit key of the checklist that this browser fills in; empty where there is none."""
    if _SESSION in st.session_state:
        return str(st.session_state[_SESSION])
    known = str(st.context.cookies.get(COOKIE, ""))
    return known if _KEY.fullmatch(known) else ""


def opened(store: Store) -> Checklist | None:
    """That checklist; None where there is none, it was removed, or cannot be edited."""
    known = key()
    found = checklist.opened(store, known) if known else None
    return found if found and found.can_edit else None


def is_shown() -> bool:
    """Whether this page shows a checklist, so that its address is, or is about to be, a key."""
    is_its_page = scenes_addresses.current_page() == "commissioning"
    return is_its_page and st.query_params.get("show") == "checklist"


def remember(own: str) -> None:
    """Fill in the checklist with this key from now on; an empty one leaves it."""
    st.session_state[_SESSION] = own


def keep_in_browser() -> None:
    """Let the browser know the key beyond this session; drawn where a checklist is shown."""
    if _SESSION in st.session_state:
        _component(key="own_checklist", data={"cookie": COOKIE, "key": key()}, height=1)


def key_in(link: str) -> str:
    """The key in a link that somebody pasted, or the key alone; empty where there is none."""
    asked = parse_qs(urlsplit(link.strip()).query).get(PARAMETER, [link.strip()])
    return asked[0] if _KEY.fullmatch(asked[0]) else ""


def link(own: str) -> str:
    """The address of a checklist by one of its keys, for others to open."""
    page = (st.context.url or "").partition("?")[0]
    return f"{page.rsplit('/', 1)[0]}/commissioning?show=checklist&{PARAMETER}={own}"
