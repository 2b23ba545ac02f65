"""Roles given and taken, by owners through the door."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.store import NotAllowed, Store, StoreError
from evidence.workbench import owners, roles, settings
from evidence.workbench.person import ROLES, Person, Role, local
from evidence.workbench.roles import Member, RoleChange
from tests.engines import OpenStore
from tests.tiny_package import PACKAGE, check, let


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


def role(store: Store, person_id: str) -> Role | None:
    with store.reading() as connection:
        return roles.role_of(connection, person_id)


def seen(store: Store, name: str, email: str = "") -> Person:
    person = Person(f"id|{name}", name, email)
    with store.writing() as connection:
        roles.note_person(connection, person)
    return person


def change(store: Store, person: Person, person_id: str, new: Role | None) -> None:
    if new is None:
        owners.take_role(store, person, person_id)
    else:
        owners.give_role(store, person, person_id, new)


def found(store: Store, who: str) -> Member:
    with store.reading() as connection:
        return roles.matching(connection, who)


@pytest.mark.parametrize(
    ("has", "may"),
    [
        (None, []),
        ("analyst", ["analyst"]),
        ("reviewer", ["analyst", "reviewer"]),
        ("owner", ["analyst", "reviewer", "owner"]),
    ],
)
def test_each_role_may_do_what_those_below_it_may(has: Role | None, may: list[Role]) -> None:
    assert [each for each in ROLES if roles.reaches(has, each)] == may


def test_an_owner_gives_and_takes_a_role_and_it_is_kept_who_did(store: Store) -> None:
    ann, ben = let(store, "Ann"), seen(store, "Ben")
    owners.give_role(store, ann, ben.person_id, "analyst")
    assert role(store, "id|Ben") == "analyst"
    owners.give_role(store, ann, ben.person_id, "reviewer")
    assert role(store, "id|Ben") == "reviewer"
    owners.take_role(store, ann, ben.person_id)
    assert role(store, "id|Ben") is None
    changes = [
        (each.person_id, each.role, each.changed_by) for each in owners.role_changes(store, ann, 3)
    ]
    assert changes == [
        ("id|Ben", None, "Ann"),
        ("id|Ben", "reviewer", "Ann"),
        ("id|Ben", "analyst", "Ann"),
    ]


def test_giving_the_role_somebody_has_leaves_it_as_it_was_given(store: Store) -> None:
    ann, cleo = let(store, "Ann"), let(store, "Cleo")
    seen(store, "Ben")
    owners.give_role(store, ann, "id|Ben", "analyst")
    before = owners.role_changes(store, ann)
    owners.give_role(store, cleo, "id|Ben", "analyst")
    assert owners.role_changes(store, ann) == before
    assert found(store, "Ben").given_by == "Ann"


@pytest.mark.parametrize("has", [None, "analyst", "reviewer"])
def test_only_owners_give_and_take_roles(store: Store, has: Role | None) -> None:
    ann, ben = let(store, "Ann"), seen(store, "Ben")
    if has:
        owners.give_role(store, ann, ben.person_id, has)
    with pytest.raises(NotAllowed, match="needs the role of owner"):
        owners.give_role(store, ben, ben.person_id, "owner")
    with pytest.raises(NotAllowed, match="needs the role of owner"):
        owners.take_role(store, ben, "Ann")
    assert (role(store, "id|Ben"), role(store, "Ann")) == (has, "owner")
    refused = owners.refusals(store, ann)
    assert [(each.person_id, each.doing) for each in refused] == [
        ("id|Ben", "take the role of Ann"),
        ("id|Ben", "make id|Ben owner"),
    ]


def test_only_owners_see_everybody_and_what_was_refused(store: Store) -> None:
    ben = let(store, "Ben", "reviewer")
    for look in (owners.everybody, owners.refusals, owners.role_changes):
        with pytest.raises(NotAllowed, match="Only owners"):
            look(store, ben)


@pytest.mark.parametrize("new", [None, "analyst", "reviewer"])
def test_the_last_owner_stays(store: Store, new: Role | None) -> None:
    ann = let(store, "Ann")
    with pytest.raises(StoreError, match="Ann is the last owner"):
        change(store, ann, "Ann", new)
    assert role(store, "Ann") == "owner"


def test_two_owners_who_remove_each_other_at_once_leave_one(store: Store) -> None:
    people = [let(store, "Ann"), let(store, "Ben")]
    ready = Barrier(2)

    def remove(place: int) -> str:
        ready.wait()
        try:
            owners.take_role(store, people[place], people[1 - place].person_id)
        except StoreError as error:
            return str(error)
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(remove, (0, 1)))
    assert outcomes[1] == "done"
    assert "needs the role of owner" in outcomes[0]
    assert sorted([role(store, "Ann") or "", role(store, "Ben") or ""]) == ["", "owner"]


def test_a_role_needs_a_known_person_and_a_known_role(store: Store) -> None:
    ann = let(store, "Ann")
    with pytest.raises(StoreError, match="no person nobody"):
        owners.give_role(store, ann, "nobody", "analyst")
    with store.writing() as connection, pytest.raises(StoreError, match="no role king"):
        roles.give(connection, "Ann", cast(Role, "king"), by="Ann")


def test_somebody_is_found_by_id_and_by_a_name_or_address_that_only_they_have(
    store: Store,
) -> None:
    seen(store, "Ann Archer", "ann@example.org")
    seen(store, "Ben Baker", "ben@example.org")
    for who in ("id|Ann Archer", "ann archer", " ANN@EXAMPLE.ORG "):
        assert found(store, who).person_id == "id|Ann Archer"


def test_a_name_of_two_people_or_of_nobody_finds_nobody(store: Store) -> None:
    seen(store, "Ann", "one@example.org")
    with store.writing() as connection:
        roles.note_person(connection, Person("other|Ann", "ann", ""))
    with pytest.raises(StoreError, match=r"2 people are called Ann: .*id\|Ann, other\|Ann"):
        found(store, "Ann")
    for who in ("Zoe", "", " "):
        with pytest.raises(StoreError, match="Nobody known here"):
            found(store, who)


def test_people_stand_by_role_and_name(store: Store) -> None:
    let(store, "Zoe", "owner")
    let(store, "Ann", "analyst")
    seen(store, "Ben")
    let(store, "Cleo", "reviewer")
    let(store, "Abe", "analyst")
    with store.reading() as connection:
        names = [each.name for each in roles.members(connection)]
    assert names == ["Zoe", "Cleo", "Abe", "Ann", "Ben"]
    assert [each.name for each in owners.those(store)] == ["Zoe"]


def test_a_name_that_changed_is_shown_as_it_is_now(store: Store) -> None:
    seen(store, "Ann")
    with store.writing() as connection:
        roles.note_person(connection, Person("id|Ann", "Ann Archer", "ann@example.org"))
    member = found(store, "id|Ann")
    assert (member.name, member.email) == ("Ann Archer", "ann@example.org")


def test_somebody_introduced_was_not_seen_and_keeps_a_name_once_seen(store: Store) -> None:
    with store.writing() as connection:
        roles.introduce(connection, local("ann"))
    assert found(store, "local:ann").last_seen_at == ""
    with store.writing() as connection:
        roles.note_person(connection, Person("local:ann", "Ann", ""))
        roles.introduce(connection, local("ann"))
    member = found(store, "local:ann")
    assert (member.name, member.last_seen_at != "") == ("Ann", True)


def test_a_second_reader_is_required_until_an_owner_says_otherwise(store: Store) -> None:
    def required() -> bool:
        with store.reading() as connection:
            return settings.second_reader_required(connection)

    ann, ben = let(store, "Ann"), let(store, "Ben", "reviewer")
    assert required()
    with pytest.raises(NotAllowed):
        settings.set_second_reader(store, ben, False)
    assert required()
    settings.set_second_reader(store, ann, False)
    settings.set_second_reader(store, ann, False)
    assert not required()
    settings.set_second_reader(store, ann, True)
    assert required()
    words = [(each.person_id, each.role) for each in owners.role_changes(store, ann, 2)]
    assert words == [("", "second reader on"), ("", "second reader off")]
    assert isinstance(owners.role_changes(store, ann, 1)[0], RoleChange)


PEOPLE = ("Ann", "Ben", "Cleo")
steps = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from([*ROLES, None])),
    max_size=12,
)


@given(steps=steps)
def test_no_order_of_gifts_and_takings_leaves_a_store_without_an_owner(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, Role | None]]
) -> None:
    store = Store(tmp_path_factory.mktemp("roles"), PACKAGE, check=check)
    people = {name: let(store, name, "owner" if name == "Ann" else "analyst") for name in PEOPLE}
    for acting, acted_on, new in steps:
        was = {name: role(store, name) for name in PEOPLE}
        try:
            change(store, people[acting], acted_on, new)
        except StoreError:
            assert {name: role(store, name) for name in PEOPLE} == was
        else:
            assert was[acting] == "owner"
            assert role(store, acted_on) == new
        assert "owner" in {role(store, name) for name in PEOPLE}
    store.close()
