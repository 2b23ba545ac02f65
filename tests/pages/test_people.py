"""The page People: owners see and change roles, others see whom to ask."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from evidence import home as homes
from evidence.store import Store
from evidence.workbench import door, roles, settings
from evidence.workbench.person import READER, Person, Role
from tests.pages.opening import html, open_page
from ui import people_list

ANN, BEN = Person("https://id|ann", "Ann", "ann@example.org"), Person("https://id|ben", "Ben")
EVE = Person("https://id|eve", "<b>Eve</b> **x**", "eve@example.org")


@pytest.fixture(scope="module")
def people_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a store of this module's own."""
    folder = tmp_path_factory.mktemp("people")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_HOME", str(folder))
        st.cache_resource.clear()
        open_page("pages/people.py")
        yield folder
    st.cache_resource.clear()


@pytest.fixture
def store(people_home: Path) -> Iterator[Store]:
    """That store with the owner Ann, and Ben and Eve who have no role."""
    store = homes.open_store(people_home)
    has(store, ANN, "owner")
    has(store, BEN, None)
    has(store, EVE, None)
    yield store
    store.close()


def has(store: Store, person: Person, role: Role | None) -> None:
    with store.writing() as connection:
        roles.note_person(connection, person)
        roles.give(connection, person.person_id, role, by="the test")


def opened(person: Person, *, ago: float = 0, **query: str) -> AppTest:
    """The page as somebody sees it who signed in so many seconds ago."""
    app = open_page("pages/people.py", **query)
    issuer, _, subject = person.person_id.partition("|")
    app.user = {
        "is_logged_in": not person.is_reader,
        "iss": issuer,
        "sub": subject,
        "name": person.name,
        "email": person.email,
        "iat": time.time() - ago,
    }
    app.run()
    assert not app.exception
    return app


def choose(app: AppTest, name: str, role: str | None) -> AppTest:
    (control,) = [each for each in app.button_group if each.label == f"Role of {name}"]
    return control.set_value(role).run()


def role_of(store: Store, person: Person) -> Role | None:
    with store.reading() as connection:
        return roles.role_of(connection, person.person_id)


def headings(app: AppTest) -> list[str]:
    return [each.value for each in app.header]


def test_an_owner_gives_a_role_by_one_click_and_is_told(store: Store) -> None:
    app = choose(opened(ANN), "Ben", "reviewer")
    assert role_of(store, BEN) == "reviewer"
    assert "Ben is a reviewer now." in html(app)
    assert ", given by Ann; last seen" in html(app)
    app = choose(app, "Ben", "no role")
    assert role_of(store, BEN) is None
    assert "Ben has no role any more." in html(app)
    assert html(app).index("role taken") < html(app).index(">reviewer<")


def test_pressing_the_role_somebody_has_changes_nothing(store: Store) -> None:
    has(store, BEN, "analyst")
    choose(opened(ANN), "Ben", None)
    assert role_of(store, BEN) == "analyst"


def test_the_last_owner_cannot_step_down_and_reads_why(store: Store) -> None:
    app = choose(opened(ANN), "Ann", "analyst")
    assert role_of(store, ANN) == "owner"
    assert "is the last owner" in app.error[0].value


def test_an_owner_who_steps_down_sees_the_page_of_others(store: Store) -> None:
    has(store, BEN, "owner")
    app = choose(opened(ANN), "Ann", "no role")
    assert "Ann has no role any more." in html(app)
    assert headings(app) == ["You", "What a role lets you do"]


def test_names_are_shown_as_they_are_written(store: Store) -> None:
    app = opened(ANN)
    assert "&lt;b&gt;Eve&lt;/b&gt; **x**" in html(app)
    assert "<b>Eve" not in html(app)
    (label,) = [each.label for each in app.button_group if "Eve" in each.label]
    assert label == r"Role of \<b\>Eve\</b\> \*\*x\*\*"


def test_the_second_reader_is_switched_with_its_meaning_beside_it(store: Store) -> None:
    def required() -> bool:
        with store.reading() as connection:
            return settings.second_reader_required(connection)

    app = opened(ANN)
    assert "nobody else checked it" in html(app)
    (switch,) = app.toggle
    assert switch.value
    app = switch.set_value(False).run()
    assert not required()
    assert "Authors may publish what they entered themselves now" in html(app)
    assert "second reader off" in html(app)
    app.toggle[0].set_value(True).run()
    assert required()


def test_an_owner_sees_what_was_refused(store: Store) -> None:
    door.note_refusal(store, READER, "publish <i>", "no account")
    app = opened(ANN)
    assert "publish &lt;i&gt;" in html(app)
    assert "A reader" in html(app)


@pytest.mark.parametrize("role", [None, "analyst", "reviewer"])
def test_others_see_their_own_id_and_the_owners_and_no_roles(
    store: Store, role: Role | None
) -> None:
    has(store, BEN, role)
    app = opened(BEN)
    assert headings(app) == ["You", "What a role lets you do"]
    assert [each.value for each in app.code] == ["https://id|ben"]
    assert "Ann (ann@example.org)" in html(app)
    assert "eve@example.org" not in html(app)
    assert not app.button_group
    assert not app.toggle


def test_a_reader_without_an_account_sees_no_names(store: Store) -> None:
    app = opened(READER)
    assert headings(app) == ["You", "What a role lets you do"]
    assert "Only owners see the others." in html(app)
    assert "Ann" not in html(app)
    assert not app.code


def test_a_form_of_an_owner_who_is_no_longer_one_is_refused_and_logged(store: Store) -> None:
    app = opened(ANN)
    has(store, BEN, "owner")
    has(store, ANN, "analyst")
    (control,) = [each for each in app.button_group if "Eve" in each.label]
    app = control.set_value("owner").run()
    assert role_of(store, EVE) is None
    assert "needs the role of owner" in app.error[0].value
    has(store, ANN, "owner")
    assert "make https://id|eve owner" in html(opened(ANN))


def test_an_old_sign_in_changes_nothing_until_it_is_renewed(store: Store) -> None:
    app = choose(opened(ANN, ago=13 * 3600), "Ben", "owner")
    assert role_of(store, BEN) is None
    assert "sign in again to save" in app.error[0].value
    assert [each.label for each in app.button][-2:] == ["Sign in again", "Sign out"]


def test_many_people_are_found_by_their_name(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_list, "SHOWN", 2)
    app = opened(ANN)
    assert len(app.button_group) == 2
    assert "And 1 more: find them by name" in html(app)
    (field,) = app.text_input
    app = field.set_value("EVE@").run()
    assert [each.label for each in app.button_group] == [r"Role of \<b\>Eve\</b\> \*\*x\*\*"]
    app = opened(ANN, find="nobody of that name")
    assert "Nobody known here has that" in html(app)
