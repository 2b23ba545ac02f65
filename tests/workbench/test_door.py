"""The door: who is let in to write, what is refused, and what is kept of a refusal."""

import logging
import time

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from evidence.store import NotAllowed, Store, StoreError
from evidence.workbench import door, owners, roles, tables
from evidence.workbench.person import READER, Person, Role, local
from tests.engines import OpenStore
from tests.tiny_package import PACKAGE, check, let

HOUR = 3600


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


def signed_in(store: Store, name: str, role: Role = "analyst", *, ago: float = 0) -> Person:
    """Somebody with that role whom the provider vouched for so many seconds ago."""
    let(store, name, role)
    return Person(name, name, "", time.time() - ago)


def enter(store: Store, person: Person, needs: Role = "analyst") -> None:
    with door.writing(store, person, needs, "save a row") as connection:
        connection.execute(sa.text("create table entered (x integer)"))


def entered(store: Store) -> bool:
    with store.reading() as connection:
        return sa.inspect(connection).has_table("entered")


def refused(store: Store) -> list[owners.Refusal]:
    with store.reading() as connection:
        return owners.latest_refusals(connection, 1000)


def test_somebody_with_the_role_is_let_in_and_nothing_is_logged(store: Store) -> None:
    enter(store, signed_in(store, "Ann"))
    assert entered(store)
    assert refused(store) == []


def test_a_reader_is_refused_and_both_logs_say_so(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(NotAllowed, match="reader without an"):
        enter(store, READER)
    assert not entered(store)
    assert [(each.person_id, each.doing) for each in refused(store)] == [("", "save a row")]
    assert "Refused: a reader to save a row" in caplog.text


def test_a_role_too_low_and_a_role_taken_are_refused(store: Store) -> None:
    let(store, "Owner", "owner")
    ann = signed_in(store, "Ann", "analyst")
    with pytest.raises(NotAllowed, match="needs the role of reviewer, and Ann is an analyst"):
        enter(store, ann, "reviewer")
    with store.writing() as connection:
        roles.give(connection, "Ann", None, by="Owner")
    with pytest.raises(NotAllowed, match="Ann has no role"):
        enter(store, ann)
    assert not entered(store)
    assert [each.person_id for each in refused(store)] == ["Ann", "Ann"]


@pytest.mark.parametrize("ago", [12 * HOUR + 60, 30 * 24 * HOUR, -HOUR, float("nan")])
def test_a_sign_in_too_old_or_in_the_future_is_refused_and_logged(store: Store, ago: float) -> None:
    with pytest.raises(NotAllowed, match="sign in again to save"):
        enter(store, signed_in(store, "Ann", "owner", ago=ago))
    assert not entered(store)
    assert [each.person_id for each in refused(store)] == ["Ann"]


@pytest.mark.parametrize("ago", [0, 12 * HOUR - 60, -60])
def test_a_sign_in_of_today_is_let_in_though_clocks_differ_a_little(
    store: Store, ago: float
) -> None:
    enter(store, signed_in(store, "Ann", ago=ago))
    assert entered(store)


def test_signing_out_ends_every_session_that_began_before(store: Store) -> None:
    here = signed_in(store, "Ann", ago=60)
    other_window = signed_in(store, "Ann", ago=600)
    door.sign_out(store, here)
    for session in (here, other_window):
        with pytest.raises(NotAllowed, match="You have signed out since"):
            enter(store, session)
    assert len(refused(store)) == 2
    door.sign_out(store, other_window)
    with store.reading() as connection:
        assert door.has_signed_out(connection, here)
        assert door.role_of(connection, here) is None
        assert door.role_of(connection, signed_in(store, "Ann")) == "analyst"
    enter(store, signed_in(store, "Ann"))
    assert entered(store)


def test_signing_out_ends_nobody_elses_session(store: Store) -> None:
    ann, ben = signed_in(store, "Ann"), signed_in(store, "Ben", ago=60)
    door.sign_out(store, ann)
    door.sign_out(store, READER)
    door.sign_out(store, local("ann"))
    enter(store, ben)
    assert entered(store)


def test_the_machines_user_owns_a_store_without_roles_and_no_other(store: Store) -> None:
    with store.reading() as connection:
        assert door.role_of(connection, local("ann")) == "owner"
    enter(store, local("ann"), "owner")
    with store.reading() as connection:
        assert roles.role_of(connection, "local:ann") == "owner"
        assert door.role_of(connection, local("ben")) is None
    with pytest.raises(NotAllowed, match="local:ben has no role"):
        enter(store, local("ben"))


def test_a_first_save_that_fails_makes_nobody_an_owner(store: Store) -> None:
    with (
        pytest.raises(StoreError, match="no"),
        door.writing(store, local("ann"), "analyst", "save"),
    ):
        raise StoreError("no")
    with store.reading() as connection:
        assert roles.is_empty(connection)


def test_what_is_refused_deeper_inside_is_logged_too_and_undone(store: Store) -> None:
    ann = signed_in(store, "Ann", "reviewer")

    def publish_own() -> None:
        with door.writing(store, ann, "reviewer", "publish a submission") as connection:
            connection.execute(sa.text("create table entered (x integer)"))
            raise NotAllowed("You may not publish your own.")

    with pytest.raises(NotAllowed, match="your own"):
        publish_own()
    assert not entered(store)
    assert [each.reason for each in refused(store)] == ["You may not publish your own."]


def test_without_a_needed_role_the_sign_in_alone_is_checked(store: Store) -> None:
    with door.vouched(store, READER, "suggest a correction"):
        pass
    old = Person("Ann", "Ann", "", time.time() - 13 * HOUR)
    with pytest.raises(NotAllowed), door.vouched(store, old, "suggest a correction"):
        pass
    assert [each.person_id for each in refused(store)] == ["Ann"]


def test_a_flood_of_refusals_does_not_fill_the_store(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(door.REFUSALS_OF_PERSON + 3):
        door.note_refusal(store, READER, "save", "no")
    assert len(refused(store)) == door.REFUSALS_OF_PERSON
    assert caplog.text.count("Refused: ") == door.REFUSALS_OF_PERSON + 3
    door.note_refusal(store, Person("Ann", "Ann"), "save", "no")
    assert len(refused(store)) == door.REFUSALS_OF_PERSON + 1


def test_many_people_together_do_not_fill_the_store_either(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "REFUSALS_OF_ALL", 5)
    for number in range(8):
        door.note_refusal(store, Person(f"id|{number}", "x"), "save", "no")
    assert [each.person_id for each in refused(store)] == [f"id|{n}" for n in (4, 3, 2, 1, 0)]


def test_there_is_room_again_after_an_hour(store: Store) -> None:
    for _ in range(door.REFUSALS_OF_PERSON):
        door.note_refusal(store, READER, "save", "no")
    with store.writing() as connection:
        connection.execute(sa.update(tables.refusal).values(at="2020-01-01T00:00:00Z"))
    door.note_refusal(store, READER, "save again", "no")
    assert refused(store)[0].doing == "save again"


@given(text=st.text(max_size=2000))
def test_any_text_is_kept_on_one_short_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    store = Store(tmp_path_factory.mktemp("door"), PACKAGE, check=check)
    door.note_refusal(store, Person(text, text), text, text)
    (kept,) = refused(store)
    for name, limit in door.REFUSAL_LENGTHS.items():
        value = getattr(kept, name)
        assert value.isprintable()
        assert len(value) <= limit
    store.close()


def test_a_store_that_cannot_be_written_leaves_the_refusal_to_the_servers_log(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(store, "writing", full)
    door.note_refusal(store, READER, "save", "no")
    assert "Refused: a reader to save: no" in caplog.text
    assert "The disk is full." in caplog.text
