"""Checklists after a restart, in an older store, and when the disk or the process is at fault."""

import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import scene_drafts
from evidence.checklists import checklist, entries, pins
from evidence.checklists.checklist import Checklist, Keys
from evidence.checklists.entries import Typed
from evidence.scene_drafts import Draft
from evidence.store import Store, StoreError
from tests import tiny_package
from tests.tiny_package import KENT, NHS, PACKAGE, added, save

DRAFT = Draft("A&E falls", "Ask who.", "impacts", (("kind", "mcp"),), 3, "2026-11-22T10:00:00Z")
NOTE = Typed("step-1", "note", "Ask the trust.")


def store_in(folder: Path) -> Store:
    return Store(folder, PACKAGE, check=tiny_package.check)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = store_in(tmp_path)
    yield store
    store.close()


def whole(store: Store, key: str) -> Checklist:
    found = checklist.opened(store, key)
    assert found is not None
    return found


def filled(store: Store) -> Keys:
    both = checklist.make(store, "Our place")
    entries.save(store, both.edit, [NOTE], save_id="1")
    pins.pin(store, both.edit, DRAFT, item="step-1")
    return both


def test_everything_survives_a_restart_and_makes_no_revision(store: Store, tmp_path: Path) -> None:
    both = filled(store)
    before = whole(store, both.edit)
    assert (store.revision(), store.revisions()) == (0, [])
    store.close()

    again = store_in(tmp_path)
    assert whole(again, both.edit) == before
    again.close()


def test_store_from_before_there_were_checklists_gets_their_tables_and_loses_nothing(
    store: Store, tmp_path: Path
) -> None:
    save(store, added("sources", NHS), added("sites", KENT))
    before = store.tables(), store.revisions()
    store.close()
    older = sqlite3.connect(store.path)
    older.executescript(
        "drop table checklist_entry; drop table checklist_pin; drop table checklist;"
        " drop table alembic_version"
    )
    older.close()

    again = store_in(tmp_path)
    assert (again.tables(), again.revisions()) == before
    assert whole(again, filled(again).read).values("step-1", "note") == ("Ask the trust.",)
    again.close()


def test_checklists_stay_when_the_package_gains_a_table(store: Store) -> None:
    both = filled(store)
    before = whole(store, both.edit)
    store.close()
    towns = tiny_package.table("towns", tiny_package.text("town", required=True))
    wider = Store(store.path.parent, tiny_package.package(*PACKAGE.tables.values(), towns))

    assert whole(wider, both.edit) == before
    wider.close()


def test_full_disk_is_said_in_a_sentence_and_nothing_is_lost(store: Store, tmp_path: Path) -> None:
    def make_full(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma max_page_count = 1")

    both = filled(store)
    before = whole(store, both.edit)
    long = [Typed(f"principle-{n}", "note", "x" * scene_drafts.NOTE_LIMIT) for n in range(1, 11)]
    sa.event.listen(sa.Engine, "begin", make_full)
    try:
        with pytest.raises(StoreError, match="is full: make room"):
            entries.save(store, both.edit, long, save_id="long")
    finally:
        sa.event.remove(sa.Engine, "begin", make_full)
    assert whole(store, both.edit) == before
    # The limit stays with the connection on which it was set.
    roomy = store_in(tmp_path)
    assert len(entries.save(roomy, both.edit, long, save_id="long")) == 10
    roomy.close()


def test_locked_store_is_said_in_a_sentence_and_the_save_can_be_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hasten(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma busy_timeout = 1")

    both = filled(store)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("begin immediate")
    sa.event.listen(sa.Engine, "begin", hasten, insert=True)
    try:
        with pytest.raises(StoreError, match="Another save has held the store"):
            entries.save(store, both.edit, [Typed("step-2", "note", "Kept")], save_id="2")
    finally:
        sa.event.remove(sa.Engine, "begin", hasten)
        other.close()
    entries.save(store, both.edit, [Typed("step-2", "note", "Kept")], save_id="2")
    assert whole(store, both.read).values("step-2", "note") == ("Kept",)


def test_store_that_cannot_be_written_still_opens_a_checklist(store: Store) -> None:
    def forbid(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma query_only = on")

    both = filled(store)
    before = whole(store, both.edit)
    sa.event.listen(sa.Engine, "begin", forbid)
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            entries.save(store, both.edit, [Typed("step-2", "note", "Kept")], save_id="2")
        assert whole(store, both.edit) == before
    finally:
        sa.event.remove(sa.Engine, "begin", forbid)


KILLED_AT_COMMIT = """
import os, signal, sys
from pathlib import Path
import sqlalchemy as sa
from evidence.checklists import entries
from evidence.checklists.entries import Typed
from evidence.store import Store
from tests import tiny_package as tiny
store = Store(Path(sys.argv[1]), tiny.PACKAGE, check=tiny.check)
sa.event.listen(sa.Engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
typed = [Typed("step-1", "note", "New", (1,)), Typed("step-1", "state", "done")]
entries.save(store, sys.argv[2], typed, save_id="lost")
"""


def test_process_killed_in_the_middle_of_a_save_leaves_what_was_there(
    store: Store, tmp_path: Path
) -> None:
    both = filled(store)
    before = whole(store, both.edit)
    process = tiny_package.start_python(KILLED_AT_COMMIT, tmp_path, both.edit)
    process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL
    assert whole(store, both.edit) == before
    assert len(entries.history(store, both.edit, "step-1")) == 1
    typed = [Typed("step-1", "note", "New", (1,)), Typed("step-1", "state", "done")]
    entries.save(store, both.edit, typed, save_id="lost")
    assert whole(store, both.edit).values("step-1", "note") == ("New",)
