"""``python -m evidence undo``: what it takes back, what it refuses, and how it ends."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence import __main__ as command_line
from evidence import home, seed
from evidence.store import Store
from evidence.workbench import history, owners
from evidence.workbench.person import Role
from tests import tiny_package
from tests.tiny_package import FOLDER, PACKAGE, YORK, added, let, save, site

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the command finds: the data folder, then a note on York as revision 2."""
    monkeypatch.setattr("getpass.getuser", lambda: "root")

    def opened() -> Store:
        return Store(tmp_path, PACKAGE, check=tiny_package.check)

    monkeypatch.setattr(home, "existing_store", opened)
    found = opened()
    seed.synchronise(found, tiny_package.write_folder(tmp_path / "data", FOLDER))
    save(found, added("sites", {**YORK, "note": "By the river"}))
    yield found
    found.close()


@pytest.fixture
def run(store: Store, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command with those arguments: its exit code, and all that it printed."""

    def ran(*arguments: str) -> tuple[int, str]:
        code = command_line.main(["undo", *arguments])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return ran


@pytest.fixture
def reviewer(store: Store) -> None:
    """The machine's user may take revisions back."""
    let(store, "local:root", "reviewer")


@pytest.mark.usefixtures("reviewer")
def test_a_revision_is_taken_back_for_a_reason_under_the_name_of_the_machines_user(
    run: Run, store: Store
) -> None:
    code, printed = run("2", "--reason", "Wrong river")

    saved = history.revision(store, 3)
    assert (code, printed) == (
        0,
        f"Revision 2 is taken back by revision 3 of {saved.revision.at}.\n",
    )
    assert site(store, "york") == YORK
    assert (saved.revision.author, saved.takes_back) == ("local:root", 2)
    assert saved.revision.message == "Revision 2 taken back: Wrong river"


@pytest.mark.usefixtures("reviewer")
def test_asked_again_it_says_the_same_and_saves_nothing(run: Run, store: Store) -> None:
    first = run("2", "--reason", "Wrong river")

    assert run("2", "--reason", "Wrong river") == first
    assert store.revision() == 3


@pytest.mark.usefixtures("reviewer")
def test_every_reason_against_it_is_said(run: Run, store: Store) -> None:
    save(store, added("sites", {**YORK, "note": "By the sea"}))

    code, printed = run("2", "--reason", "Wrong river")

    first, reason, *rest = printed.splitlines()
    assert (code, first, rest) == (1, "Revision 2 was not taken back:", [])
    assert reason.startswith("  sites york was changed again by ")
    assert reason.endswith("(revision 3): take that one back first, or correct the row.")
    assert store.revision() == 3


@pytest.mark.usefixtures("reviewer")
@pytest.mark.parametrize(
    ("number", "reason", "said"),
    [
        ("9", "Wrong", "There is no revision 9"),
        ("1", "Wrong", "first load of the data folder"),
        ("2", " ", "say why"),
    ],
)
def test_what_cannot_be_taken_back_is_told_in_a_sentence(
    run: Run, store: Store, number: str, reason: str, said: str
) -> None:
    code, printed = run(number, "--reason", reason)

    assert code == 1
    assert said in printed
    assert store.revision() == 2


@pytest.mark.parametrize("role", [None, "analyst"])
def test_without_the_role_it_is_refused_and_logged(
    run: Run, store: Store, role: Role | None
) -> None:
    let(store, "local:olive", "owner")
    if role:
        let(store, "local:root", role)

    code, _ = run("2", "--reason", "Wrong river")

    assert (code, store.revision()) == (1, 2)
    with store.reading() as connection:
        (refused,) = owners.latest_refusals(connection, 5)
    assert (refused.person_id, refused.doing) == ("local:root", "take back revision 2")


@pytest.mark.parametrize("arguments", [("x", "--reason", "y"), ("2",), ("9" * 30, "--reason", "y")])
def test_wrong_use_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)

    assert ended.value.code == 2


def test_where_nothing_was_saved_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "existing_store", lambda: None)

    code, printed = run("1", "--reason", "Wrong")

    assert code == 1
    assert printed.startswith("There is no store in ")
