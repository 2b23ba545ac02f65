"""Who is in front of the screen: by a provider, on the machine itself, or a reader."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit import config
from streamlit.testing.v1 import AppTest

from evidence import home as homes
from evidence.store import Store
from evidence.workbench import roles
from evidence.workbench.person import Person, Role
from tests.pages.opening import html
from ui import access, identity, this_machine

DIRECT = [("host", "127.0.0.1:8501"), ("origin", "http://127.0.0.1:8501"), ("upgrade", "websocket")]


def page() -> None:
    from typing import Any, cast

    import streamlit as st

    from evidence.workbench.person import ROLES
    from ui import identity

    identity.show(cast(Any, None))
    who = identity.person()
    st.json(
        {
            "id": who.person_id,
            "name": who.name,
            "email": who.email,
            "at": who.signed_in_at,
            "role": identity.role(),
            "may": [each for each in ROLES if identity.may(each)],
            "why": identity.why_not("reviewer"),
            "suggests": identity.can_suggest(),
        }
    )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the page stands on; nobody has a role in it. The machine's user is Maud."""
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path))
    monkeypatch.setattr("getpass.getuser", lambda: "maud")
    store = homes.open_store(tmp_path)
    monkeypatch.setattr(access, "store", lambda: store)
    yield store
    store.close()


def claims(**changed: object) -> dict[str, object]:
    told = {"iss": "https://id", "sub": "1", "name": "Ann", "email": "a@b.c", "iat": time.time()}
    return {"is_logged_in": True, **told, **changed}


def opened(user: dict[str, object] | None = None) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.user = user or {}
    app.run()
    assert not app.exception
    return app


def told(user: dict[str, object] | None = None) -> dict[str, object]:
    found: dict[str, object] = json.loads(opened(user).json[0].value)
    return found


def give(store: Store, person_id: str, role: Role | None) -> None:
    with store.writing() as connection:
        roles.introduce(connection, Person(person_id, person_id))
        roles.give(connection, person_id, role, by="the test")


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def pretend(monkeypatch: pytest.MonkeyPatch, **options: object) -> None:
    """Give the server other options while the page runs; ``__`` stands for the dot."""
    real, changed = config.get_option, {k.replace("__", "."): v for k, v in options.items()}
    monkeypatch.setattr(config, "get_option", lambda name: changed.get(name, real(name)))


def test_on_the_machine_itself_its_user_edits_and_the_page_says_so(place: Store) -> None:
    found = told()
    assert (found["id"], found["role"], found["at"]) == ("local:maud", "owner", None)
    app = opened()
    assert "on this machine, without signing in" in html(app)
    assert labels(app) == []


def test_once_others_have_roles_the_machines_user_needs_one(place: Store) -> None:
    give(place, "https://id|1", "owner")
    assert told()["role"] is None
    give(place, "local:maud", "reviewer")
    found = told()
    assert found["may"] == ["analyst", "reviewer"]
    assert found["why"] == ""


@pytest.mark.parametrize("address", [None, "", "0.0.0.0", "10.0.0.7", "dash.example.org", "::"])
def test_bound_to_another_address_nobody_edits_and_the_page_says_so(
    place: Store, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    pretend(monkeypatch, server__address=address)
    found = told()
    assert (found["id"], found["may"], found["suggests"]) == ("", [], False)
    assert "can be reached from other machines" in str(found["why"])
    assert "docs/sign-in.md" in html(opened())


def test_through_a_proxy_nobody_edits_and_the_page_says_so(
    place: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "_is_from_this_machine", lambda: False)
    assert told()["may"] == []
    assert "through a proxy" in html(opened())


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_every_name_of_loopback_counts(
    place: Store, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    pretend(monkeypatch, server__address=address)
    assert told()["id"] == "local:maud"


def test_a_browser_on_this_machine_is_direct() -> None:
    assert this_machine.is_direct(DIRECT, None)
    assert this_machine.is_direct([("host", "localhost:80"), ("origin", "https://[::1]:80")], None)


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ([], None),
        (DIRECT[:1], None),
        (DIRECT[1:], None),
        (DIRECT, "203.0.113.5"),
        ([*DIRECT, ("x-forwarded-for", "127.0.0.1")], None),
        ([*DIRECT, ("x-forwarded-proto", "https")], None),
        ([*DIRECT, ("forwarded", "for=203.0.113.5")], None),
        ([*DIRECT, ("via", "1.1 proxy")], None),
        ([*DIRECT, ("x-real-ip", "203.0.113.5")], None),
        ([*DIRECT, ("host", "dash.example.org")], None),
        ([*DIRECT, ("origin", "https://dash.example.org")], None),
        ([("host", "dash.example.org"), DIRECT[1]], None),
        ([("host", "localhost.example.org"), DIRECT[1]], None),
        ([("host", "[::1"), DIRECT[1]], None),
        ([DIRECT[0], ("origin", "null")], None),
        ([DIRECT[0], ("origin", "http://127.0.0.1.example.org")], None),
    ],
)
def test_anything_else_is_not(headers: list[tuple[str, str]], address: str | None) -> None:
    assert not this_machine.is_direct(headers, address)


def test_with_a_provider_nobody_edits_who_is_not_signed_in(place: Store) -> None:
    found = told({"is_logged_in": False})
    assert (found["id"], found["may"], found["suggests"]) == ("", [], True)
    assert "sign in first" in str(found["why"])
    assert labels(opened({"is_logged_in": False})) == ["Sign in"]


def test_a_sign_in_is_known_by_issuer_and_subject_and_kept_for_the_owners(place: Store) -> None:
    found = told(claims(name=" Ann\n<b>Archer "))
    assert (found["id"], found["name"], found["email"]) == (
        "https://id|1",
        "Ann <b>Archer",
        "a@b.c",
    )
    assert (found["role"], found["suggests"]) == (None, True)
    assert "ask an owner" in str(found["why"])
    with place.reading() as connection:
        (member,) = roles.members(connection)
    assert (member.person_id, member.name) == ("https://id|1", "Ann <b>Archer")
    assert "Ann &lt;b&gt;Archer" in html(opened(claims(name="Ann <b>Archer")))


def test_a_person_is_kept_once_a_session_and_not_at_every_run(
    place: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    real = roles.note_person

    def note(connection: sa.Connection, person: Person) -> None:
        noted.append(person.name)
        real(connection, person)

    monkeypatch.setattr(roles, "note_person", note)
    app = opened(claims())
    app.run()
    app.run()
    assert noted == ["Ann"]
    app.user = claims(name="Ann Archer")
    app.run()
    assert noted == ["Ann", "Ann Archer"]


def test_a_role_given_or_taken_counts_at_the_next_run(place: Store) -> None:
    app = opened(claims())
    assert "no role yet" in html(app)
    give(place, "https://id|1", "analyst")
    assert ", analyst" in html(app.run())
    give(place, "https://id|1", None)
    assert "no role yet" in html(app.run())


def test_a_sign_in_of_yesterday_keeps_its_forms_and_is_asked_again(place: Store) -> None:
    give(place, "https://id|1", "analyst")
    old = claims(iat=time.time() - 13 * 3600)
    assert told(old)["may"] == ["analyst"]
    app = opened(old)
    assert labels(app) == ["Sign in again", "Sign out"]
    assert "what you typed is kept" in html(app)


@pytest.mark.parametrize("issued", [None, "today", -1, 1e300, float("nan"), 10**400])
def test_a_sign_in_without_a_date_counts_as_an_old_one(place: Store, issued: object) -> None:
    assert labels(opened(claims(iat=issued))) == ["Sign in again", "Sign out"]


@pytest.mark.parametrize(
    "broken", [{"sub": None}, {"sub": " "}, {"sub": "a\0b"}, {"sub": 7}, {"iss": ""}]
)
def test_a_sign_in_that_does_not_say_who_gives_no_rights(
    place: Store, broken: dict[str, object]
) -> None:
    assert told(claims(**broken))["id"] == ""
    app = opened(claims(**broken))
    assert "without saying who you are" in html(app)
    assert labels(app) == ["Sign out"]


def test_another_claim_can_be_the_id(place: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVIDENCE_IDENTITY_CLAIM", "oid")
    assert told(claims(oid="0-1"))["id"] == "https://id|0-1"
    assert told(claims())["id"] == ""


def test_signing_out_in_one_window_ends_the_other(place: Store) -> None:
    give(place, "https://id|1", "owner")
    user = claims()
    here, there = opened(user), opened(user)
    (button,) = [each for each in here.button if each.label == "Sign out"]
    assert labels(button.click().run()) == ["Sign in"]
    assert labels(there.run()) == ["Sign in again", "Sign out"]
    assert told(user)["may"] == []
    assert told(claims(iat=time.time() + 1))["may"] == ["analyst", "reviewer", "owner"]


def test_each_of_several_providers_has_a_button(
    place: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = {
        "auth": {"redirect_uri": "x", "entra": {"client_id": "1"}, "cis2": {"client_id": "2"}}
    }
    app = AppTest.from_function(page, default_timeout=30)
    app.user, app.secrets = {"is_logged_in": False}, secrets
    assert labels(app.run()) == ["Sign in with entra", "Sign in with cis2"]


def test_a_provider_that_is_set_up_wrongly_is_one_sentence(
    place: Store, caplog: pytest.LogCaptureFixture
) -> None:
    app = opened({"is_logged_in": False})
    (button,) = app.button
    app = button.click().run()
    assert not app.exception
    assert [each.value[:38] for each in app.error] == ["Signing in is not set up correctly: gi"]
    assert "Signing in could not begin" in caplog.text
