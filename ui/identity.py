"""Who is in front of the screen, and what they may do.

With a provider of OpenID Connect in the secrets file people sign in there. Without one, whoever
sits at the machine itself edits under the name of its user, and everybody else reads.
"""

import logging
import os
from collections.abc import Mapping
from functools import partial
from typing import Literal

import streamlit as st
from streamlit import config

from evidence import store_log
from evidence.html import element, literal
from evidence.store import NotAllowed
from evidence.store_errors import StoreError
from evidence.workbench import door, roles
from evidence.workbench.person import READER, Person, Role, of_machine
from ui import access, sign_in_return, this_machine
from ui.view import View

log = logging.getLogger(__name__)

# Why nobody is signed in, or how somebody is.
How = Literal["provider", "machine", "proxied", "elsewhere"]
# What is kept of a name or an e-mail address, in characters.
NAME_LENGTH = 200
# The cookie in which Streamlit keeps who signed in, whole or in numbered parts.
SIGN_IN_COOKIE = "_streamlit_user"
NOBODY = (
    "Reading only: the provider signed you in without saying who you are. Whoever runs this"
    " dashboard finds in its log what is missing."
)
# The year 9999 in seconds since 1970.
LATEST = 253_370_764_800


def person() -> Person:
    """Who acts in this run: signed in, the machine's user, or a reader. Asks no store."""
    how = _how()
    if how == "provider":
        return _signed_in()
    return of_machine() if how == "machine" else READER


def role() -> Role | None:
    """The person's role in the store, read anew at every call; None for none.

    The machine's user counts as owner of a store in which nobody has a role yet, as at the door.
    """
    who = person()
    if who.is_reader:
        return None
    with access.store().reading() as connection:
        return door.role_of(connection, who)


def may(needs: Role) -> bool:
    """Whether to offer what needs the role; the store's own door decides again at the write."""
    return roles.reaches(role(), needs)


def can_suggest() -> bool:
    """Whether to offer suggesting a correction: to anybody, but where the server is for reading."""
    return _how() in ("provider", "machine")


def why_not(needs: Role) -> str:
    """One sentence: what would let the person do what needs the role; empty where they may."""
    if may(needs):
        return ""
    how = _how()
    if how in ("proxied", "elsewhere"):
        return _read_only(how)
    who = person()
    if who.is_reader:
        return f"This needs the role of {needs}: sign in first."
    return (
        f"This needs the role of {needs}: ask an owner for it, who finds you on the page People as"
        f" {who.name}."
    )


def show(view: View) -> None:
    """Draw who acts and with which role, and the way to sign in, again, or out."""
    del view
    how, who = _how(), person()
    sign_in_return.forget()
    with st.container(
        horizontal=True, vertical_alignment="center", key="identity", width="content", gap="small"
    ):
        if how in ("proxied", "elsewhere"):
            st.html(element("p", _read_only(how), class_="read_only"))
        elif who.is_reader and st.user.get("is_logged_in") is True:
            st.html(element("p", NOBODY, class_="read_only"))
            st.button("Sign out", key="identity_sign_out", on_click=_sign_out)
        elif who.is_reader:
            st.html(element("p", "You can read without signing in.", class_="quiet"))
            _sign_in_buttons("Sign in")
        else:
            _remember(who)
            stale = is_stale(who)
            st.html(_words(who, role(), stale=stale))
            if how == "provider":
                if stale:
                    _sign_in_buttons("Sign in again")
                st.button("Sign out", key="identity_sign_out", on_click=_sign_out)
        _fault()


def is_stale(who: Person) -> bool:
    """Whether the person has to sign in again before anything of theirs is saved."""
    try:
        door.refuse_stale(who)
        if who.signed_in_at is not None:
            with access.store().reading() as connection:
                return door.has_signed_out(connection, who)
    except NotAllowed:
        return True
    return False


def _words(who: Person, found: Role | None, *, stale: bool) -> str:
    said: list[str] = [element("span", who.name, class_="name"), found or "no role yet"]
    if who.is_local:
        said.append("on this machine, without signing in")
    elif stale:
        said.append("signed in too long ago to save; what you typed is kept")
    first, *others = said
    return element("p", first, *(element("span", f", {each}") for each in others), class_="who")


def _how() -> How:
    if "is_logged_in" in st.user:
        # There, true or false, only where a provider stands in the secrets file.
        return "provider"
    if not this_machine.is_loopback(config.get_option("server.address") or ""):
        return "elsewhere"
    return "machine" if _is_from_this_machine() else "proxied"


def _read_only(how: How) -> str:
    if how == "elsewhere":
        return (
            "Reading only: this server can be reached from other machines and knows nobody. Whoever"
            " runs it can set up signing in (docs/sign-in.md)."
        )
    return (
        "Reading only: you reached this server through a proxy or by another name, and it knows"
        " nobody. Whoever runs it can set up signing in (docs/sign-in.md)."
    )


def _signed_in() -> Person:
    """The person of the session's identity cookie.

    The id is issuer and subject, which never pass to somebody else; an e-mail address may, and not
    every provider checks it. ``iat`` (OpenID Connect Core, 2) is when the provider last gave its
    word; ``auth_time`` is not asked for here, since with a single sign-on it may lie days back and
    signing in again would not renew it.
    """
    claims: Mapping[str, object] = dict(st.user)
    if claims.get("is_logged_in") is not True:
        _note_refused_cookie()
        return READER
    claim = os.environ.get("EVIDENCE_IDENTITY_CLAIM", "").strip() or "sub"
    issuer, subject = claims.get("iss"), claims.get(claim)
    if not _names_somebody(issuer) or not _names_somebody(subject):
        log.warning("A sign-in has no claim iss or %s, so the person stays a reader", claim)
        return READER
    issued = claims.get("iat")
    # Without its date, or with one that is no date, the word counts as long gone.
    at = float(issued) if isinstance(issued, int | float) and 0 < issued < LATEST else 0.0
    email = _text(claims, "email")
    name = _text(claims, "name") or _text(claims, "preferred_username") or email or str(subject)
    return Person(f"{issuer}|{subject}", name[:NAME_LENGTH], email[:NAME_LENGTH], at)


def _note_refused_cookie() -> None:
    """Log, once a session, that a browser brought a sign-in which this server did not sign."""
    brought = any(
        name.startswith(SIGN_IN_COOKIE) and value for name, value in st.context.cookies.items()
    )
    if brought and not st.session_state.get("identity_cookie_refused"):
        st.session_state["identity_cookie_refused"] = True
        log.warning(
            "Refused a sign-in cookie that this server did not sign, or not for this address: its"
            " browser stays a reader, from %s",
            st.context.ip_address or "this machine",
        )


def _names_somebody(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and value.isprintable()


def _text(claims: Mapping[str, object], name: str) -> str:
    """A claim on one line; empty where it is missing, or is no text that can be shown."""
    value = claims.get(name)
    line = " ".join(value.split()) if isinstance(value, str) else ""
    return line if line.isprintable() else ""


def _is_from_this_machine() -> bool:
    if config.get_option("global.appTest"):
        return True
    headers = st.context.headers
    if not headers:
        # The connection is gone, as when a tab closes while its last field is saved.
        return bool(st.session_state.get("identity_is_here"))
    pairs = [(name.lower(), value) for name in headers for value in headers.get_all(name)]
    is_here = this_machine.is_direct(pairs, st.context.ip_address)
    st.session_state["identity_is_here"] = is_here
    return is_here


def _providers() -> dict[str, str | None]:
    """What can be signed in with: words to the name that ``st.login`` knows it by."""
    section = st.secrets.get("auth", {}) if st.secrets.load_if_toml_exists() else {}
    named = {
        name: name
        for name, value in section.items()
        if isinstance(value, Mapping) and "client_id" in value
    }
    return {"": None} if "client_id" in section or not named else dict(named)


def _sign_in_buttons(words: str) -> None:
    sign_in_return.note()
    for name, provider in _providers().items():
        label = f"{words} with {literal(name)}" if name else words
        st.button(
            label,
            key=f"identity_sign_in_{name}",
            type="primary",
            on_click=partial(_sign_in, provider),
        )


def _sign_in(provider: str | None) -> None:
    try:
        st.login(provider)
    except Exception:
        log.exception("Signing in could not begin")
        st.session_state["identity_fault"] = (
            "Signing in is not set up correctly: give whoever runs this dashboard the time,"
            " its log says what is wrong."
        )


def _sign_out() -> None:
    try:
        door.sign_out(access.store(), person())
    except StoreError as error:
        log.warning("The sign-out could not be written into the store: %s", error)
    st.logout()


def _fault() -> None:
    fault = st.session_state.pop("identity_fault", "")
    if fault:
        st.error(literal(fault))


def _remember(who: Person) -> None:
    """Keep name and e-mail for the owners, once a session and day."""
    mark = (who.person_id, who.name, who.email, store_log.now()[:10])
    if who.is_local or st.session_state.get("identity_noted") == mark:
        return
    try:
        with access.store().writing() as connection:
            roles.note_person(connection, who)
    except StoreError as error:
        log.warning("Who was seen could not be kept: %s", error)
        return
    st.session_state["identity_noted"] = mark
