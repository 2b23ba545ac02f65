"""The store when a save is cut off, or the file or the disk is at fault."""

import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence.store import (
    Store,
    StoreError,
    StoreTooNew,
    StoreUnreadable,
)
from tests import tiny_package
from tests.engines import OpenStore
from tests.tiny_package import EMPTY, KENT, NHS, PACKAGE, YORK, added, save


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    """A store in a file, for the faults that only files have."""
    opened = Store(tmp_path, PACKAGE, check=tiny_package.check)
    yield opened
    opened.close()


def test_error_in_the_middle_of_a_save_leaves_nothing(store: Store) -> None:
    def fail(connection: sa.Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT INTO sites"):
            raise RuntimeError("in the middle")

    save(store, added("sources", NHS))
    sa.event.listen(sa.Engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError, match="in the middle"):
            save(store, added("sources", {**NHS, "title": "New"}), added("sites", KENT))
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", fail)

    assert (store.revision(), len(store.revisions())) == (1, 1)
    assert store.tables() == {**EMPTY, "sources": [NHS]}


KILLED_AT_COMMIT = """
import os, signal, sys
from pathlib import Path
import sqlalchemy as sa
from tests import tiny_package as tiny
from evidence.store import Store
store = Store(Path(sys.argv[1]), tiny.PACKAGE, check=tiny.check, url=sys.argv[2])
sa.event.listen(sa.Engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
changes = [tiny.added("sources", tiny.NHS), tiny.added("sites", tiny.KENT)]
store.commit(changes, author="Ann", message="Never", save_id="lost")
"""


def test_process_killed_in_the_middle_of_a_save_leaves_nothing(
    store: Store, tmp_path: Path, store_url: str
) -> None:
    save(store, added("sites", YORK))
    process = tiny_package.start_python(KILLED_AT_COMMIT, tmp_path, store_url)
    process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL
    assert (store.revision(), store.tables()) == (1, {**EMPTY, "sites": [YORK]})
    assert save(store, added("sources", NHS), save_id="lost").number == 2


def spoil_with_text(path: Path) -> None:
    path.write_bytes(b"This is not a database, but it is long enough to be read as one. " * 40)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def blank_the_last_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096] + b"\xff" * 4096)


def replace_by_another_database(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("create table recipes (name text)")
    other.commit()
    other.close()


@pytest.mark.parametrize(
    "spoil", [spoil_with_text, cut_short, blank_the_last_page, replace_by_another_database]
)
def test_damaged_store_is_refused_and_left_alone(
    file: Store, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    save(file, *(added("sites", {**YORK, "site_id": f"site-{n}"}) for n in range(100)))
    file.close()
    spoil(file.path)
    spoiled = file.path.read_bytes()

    with pytest.raises(StoreUnreadable) as refusal:
        Store(tmp_path, PACKAGE)

    assert str(file.path) in str(refusal.value)
    assert "put back a copy" in str(refusal.value)
    assert file.path.read_bytes() == spoiled


def test_file_without_content_is_a_new_store(file: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / file.path.name).touch()
    other = Store(tmp_path / "other", PACKAGE)

    assert other.revision() == 0
    other.close()


def test_store_of_a_newer_format_is_refused(store: Store, open_store: OpenStore) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("update meta set value = '99' where key = 'format'")
    store.close()

    with pytest.raises(StoreTooNew, match="format 99"):
        open_store()


def test_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreError, match="set EVIDENCE_HOME"):
        Store(tmp_path / "file" / "home", PACKAGE)


def test_full_disk_is_said_in_a_sentence_and_nothing_is_lost(file: Store) -> None:
    def make_full(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma max_page_count = 1")

    save(file, added("sources", NHS))
    sa.event.listen(sa.Engine, "begin", make_full)
    try:
        with pytest.raises(StoreError, match="is full: make room"):
            save(file, added("sites", {**YORK, "note": "x" * 100_000}))
    finally:
        sa.event.remove(sa.Engine, "begin", make_full)

    assert file.tables() == {**EMPTY, "sources": [NHS]}


def test_locked_file_is_said_in_a_sentence_and_the_save_can_be_made_again(file: Store) -> None:
    def hasten(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma busy_timeout = 1")

    save(file, added("sources", NHS))
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("begin immediate")
    # Before the engine's own listener, which asks for the lock.
    sa.event.listen(sa.Engine, "begin", hasten, insert=True)
    try:
        with pytest.raises(StoreError, match="Another save has held the store"):
            file.commit([added("sites", KENT)], author="Ann", message="m", save_id="s")
        assert file.tables() == {**EMPTY, "sources": [NHS]}
    finally:
        sa.event.remove(sa.Engine, "begin", hasten)
        other.close()
    assert file.commit([added("sites", KENT)], author="Ann", message="m", save_id="s").number == 2


def test_file_that_may_only_be_read_still_reads(file: Store) -> None:
    def forbid(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma query_only = on")

    save(file, added("sources", NHS))
    sa.event.listen(sa.Engine, "begin", forbid)
    try:
        with pytest.raises(StoreError, match="cannot be written: let this user write"):
            file.commit([added("sites", KENT)], author="Ann", message="m", save_id="s")
        assert file.tables() == {**EMPTY, "sources": [NHS]}
    finally:
        sa.event.remove(sa.Engine, "begin", forbid)
