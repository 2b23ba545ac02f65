"""``python -m evidence roles``: what it does, prints, and how it ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence import __main__ as command_line
from evidence import home
from evidence.store import Store
from evidence.workbench import door, roles, settings
from evidence.workbench.person import READER, Person
from tests import tiny_package
from tests.tiny_package import PACKAGE

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the command finds, with Ann who signed in once and has no role."""
    monkeypatch.setattr("getpass.getuser", lambda: "root")

    def opened() -> Store:
        return Store(tmp_path, PACKAGE, check=tiny_package.check)

    monkeypatch.setattr(home, "existing_store", opened)
    store = opened()
    with store.writing() as connection:
        roles.note_person(connection, Person("https://id|1", "Ann Archer", "ann@example.org"))
    yield store
    store.close()


@pytest.fixture
def run(place: Store, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command with those arguments: its exit code, and all that it printed."""

    def ran(*arguments: str) -> tuple[int, str]:
        code = command_line.main(["roles", *arguments])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return ran


def test_a_store_without_roles_says_how_to_begin(run: Run) -> None:
    code, printed = run()
    assert code == 0
    assert "-  Ann Archer  ann@example.org  https://id|1" in printed
    assert "Nobody has a role yet: python -m evidence roles give WHO owner" in printed
    assert "Second reader: on" in printed


@pytest.mark.parametrize("who", ["https://id|1", "ann@example.org", "Ann Archer"])
def test_a_role_is_given_to_the_person_that_is_named(run: Run, place: Store, who: str) -> None:
    code, printed = run("give", who, "owner")
    assert (code, printed) == (
        0,
        "Ann Archer (https://id|1, ann@example.org) is an owner now.\n",
    )
    with place.reading() as connection:
        (change,) = roles.changes(connection)
    assert (change.person_id, change.role) == ("https://id|1", "owner")
    assert change.changed_by == "local:root (command line)"


def test_a_user_of_the_machine_may_be_given_a_role_before_being_seen(run: Run) -> None:
    assert run("give", "local:ben", "reviewer") == (0, "ben (local:ben) is a reviewer now.\n")
    assert "reviewer  ben         -                local:ben" in run("list")[1]


def test_a_role_is_taken_but_not_the_last_owners(run: Run, place: Store) -> None:
    run("give", "local:ben", "owner")
    run("give", "Ann Archer", "analyst")
    assert run("take", "Ann Archer") == (
        0,
        "Ann Archer (https://id|1) is no longer an analyst.\n",
    )
    assert run("take", "Ann Archer") == (0, "Ann Archer (https://id|1) has no role.\n")
    for attempt in (("take", "local:ben"), ("give", "local:ben", "reviewer")):
        code, printed = run(*attempt)
        assert code == 1
        assert "ben is the last owner" in printed
    with place.reading() as connection:
        assert roles.role_of(connection, "local:ben") == "owner"


@pytest.mark.parametrize("attempt", [("give", "Zoe", "owner"), ("take", "local:zoe"), ("take", "")])
def test_nobody_known_is_one_sentence_and_nobody_is_made_up(
    run: Run, place: Store, attempt: tuple[str, ...]
) -> None:
    code, printed = run(*attempt)
    assert code == 1
    assert printed.startswith("Nobody known here is called")
    with place.reading() as connection:
        assert [each.name for each in roles.members(connection)] == ["Ann Archer"]


def test_a_role_that_does_not_exist_is_wrong_usage(run: Run) -> None:
    with pytest.raises(SystemExit) as ended:
        run("give", "Ann Archer", "king")
    assert ended.value.code == 2


def test_the_second_reader_is_switched(run: Run, place: Store) -> None:
    assert run("second-reader", "off")[1].startswith("Second reader is off: authors may publish")
    with place.reading() as connection:
        assert not settings.second_reader_required(connection)
    assert "Second reader: off" in run()[1]
    assert run("second-reader", "on")[1].startswith("Second reader is on: somebody other")
    assert "Second reader: on" in run()[1]


def test_refusals_are_listed_newest_first(run: Run, place: Store) -> None:
    assert run("refusals") == (0, "Nothing was refused.\n")
    door.note_refusal(place, READER, "publish", "no account")
    door.note_refusal(place, Person("https://id|1", "Ann Archer"), "undo", "no role")
    first, second = run("refusals")[1].splitlines()
    assert first.endswith("Z  Ann Archer (https://id|1)  undo: no role")
    assert second.endswith("Z  a reader  publish: no account")
    assert len(run("refusals", "--limit", "1")[1].splitlines()) == 1


def test_without_a_store_it_says_how_to_begin(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "existing_store", lambda: None)
    code, printed = run("list")
    assert code == 1
    assert printed.startswith("Nothing has been saved yet")


def test_a_name_cannot_look_like_a_line_of_its_own(run: Run, place: Store) -> None:
    with place.writing() as connection:
        roles.note_person(connection, Person("id|2", "Eve\nowner Mallory", ""))
    assert [line for line in run()[1].splitlines() if "Mallory" in line] == [
        "-  Eve owner Mallory  -                id|2"
    ]
