"""The command migrate where the two would not be the same: nothing is left behind, and it fails."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import copying, home, store_tables
from evidence.__main__ import main
from evidence.commands import migrate
from evidence.store import Store
from tests import tiny_package
from tests.copying import filled
from tests.tiny_package import NHS, PACKAGE, YORK, added, save

IS_FORMAT = store_tables.meta.c.key == "format"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store at home, which is to be migrated."""
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(home, "declared_package", lambda folder: PACKAGE)
    with closing(filled.opened(tmp_path / "home")) as store:
        save(store, added("sources", NHS), added("sites", YORK))
        yield store


@pytest.fixture
def place(tmp_path: Path, url: str) -> str:
    """Where it is to go: a database, or a folder."""
    return url or str(tmp_path / "target")


@pytest.fixture
def target(tmp_path: Path, url: str) -> Iterator[Store]:
    """The store of that place, opened by somebody else."""
    with closing(filled.opened(tmp_path / "target", url)) as store:
        yield store


@contextmanager
def meanwhile(name: str, work: Callable[[], object]) -> Iterator[None]:
    """Let something happen once, before a statement that begins so reaches the database."""
    done: list[bool] = []

    def act(connection: sa.Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith(name) and not done:
            done.append(True)
            work()

    sa.event.listen(sa.Engine, "before_cursor_execute", act)
    try:
        yield
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", act)
        assert done


def test_store_that_was_saved_to_meanwhile_is_not_copied(
    source: Store, target: Store, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = filled.held(target)

    def type_on() -> None:
        # No revision: what is kept beside the rows counts as well.
        tiny_package.let(source, "late", "analyst")

    with meanwhile("INSERT INTO revision", type_on):
        assert main(["migrate", "--to", place]) == 1

    said = capsys.readouterr()
    assert "saved to while it was copied (person, role_change, role)" in said.err
    assert "so nothing was copied: stop the dashboard" in said.err
    assert "identical" not in said.out
    assert filled.held(target) == empty
    assert main(["migrate", "--to", place]) == 0
    assert filled.held(target) == filled.held(source)


def test_copy_that_is_another_one_when_it_is_read_again_is_emptied(
    source: Store,
    target: Store,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty, before, copy = filled.held(target), filled.held(source), migrate._copy

    def copy_and_spoil(one: Store, other: Store) -> copying.Contents:
        copied = copy(one, other)
        with other.writing() as connection:
            connection.exec_driver_sql("update sites set name = 'Cork'")
        return copied

    monkeypatch.setattr(migrate, "_copy", copy_and_spoil)
    assert main(["migrate", "--to", place]) == 1

    said = capsys.readouterr()
    assert "The copy of sites was another one when it was read again, so it was emptied" in said.err
    assert [line.split()[0] for line in said.out.splitlines() if "DIFFERENT" in line] == ["sites"]
    assert (filled.held(target), filled.held(source)) == (empty, before)


@pytest.mark.parametrize("newer", ["source", "target"])
def test_store_of_a_newer_version_is_neither_copied_nor_copied_into(
    source: Store,
    target: Store,
    place: str,
    newer: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store = source if newer == "source" else target
    with store.engine.writing() as connection:
        connection.execute(sa.update(store_tables.meta).values(value="99").where(IS_FORMAT))

    assert main(["migrate", "--to", place]) == 1

    assert "has format 99 and this version" in capsys.readouterr().err
    with target.reading() as connection:
        assert filled.n_rows(connection, "sites") == 0
