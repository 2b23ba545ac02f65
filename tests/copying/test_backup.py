"""Backups and their restoring, on either engine."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import copying, copying_backup
from evidence.store import Change, Store, StoreError
from evidence.workbench import door
from evidence.workbench.person import Person
from tests import tiny_package
from tests.copying import filled
from tests.tiny_package import KENT, NHS, PACKAGE, YORK, added, save


def test_backup_then_restore_is_identity(tmp_path: Path, url: str) -> None:
    store = filled.opened(tmp_path / "home", url)
    filled.fill(store, tmp_path / "data")
    before, revisions = filled.held(store), store.revisions()
    note = filled.back_up(store, tmp_path / "backup")
    save(store, added("sites", {**YORK, "note": "later"}), author="olive")
    filled.keep_views(store)

    restored = copying_backup.restore(store, tmp_path / "backup", tmp_path / "kept")

    assert restored == before == filled.held(store)
    assert (note.revision, store.revisions()) == (revisions[0].number, revisions)
    assert save(store, added("sites", KENT | {"note": "again"}), author="olive").number == (
        note.revision + 1
    )
    store.close()


def test_what_was_there_before_a_restore_is_kept_in_a_backup_of_its_own(
    store: Store, tmp_path: Path
) -> None:
    filled.back_up(store, tmp_path / "backup")
    save(store, added("sites", {**YORK, "note": "later"}))
    later = filled.held(store)

    copying_backup.restore(store, tmp_path / "backup", tmp_path / "kept")
    assert store.tables()["sites"] == [YORK]
    copying_backup.restore(store, tmp_path / "kept", tmp_path / "kept again")

    assert filled.held(store) == later


def test_backup_of_one_engine_is_restored_into_the_other(
    store: Store, file_store: Store, tmp_path: Path
) -> None:
    save(store, added("sources", NHS), added("sites", KENT))
    filled.back_up(store, tmp_path / "backup")
    copying_backup.restore(file_store, tmp_path / "backup", tmp_path / "kept")

    assert filled.held(file_store) == filled.held(store)


def test_backup_is_one_file_that_only_its_owner_reads(store: Store, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    filled.back_up(store, tmp_path / "there" / "backup.sqlite")

    assert [path.name for path in (tmp_path / "there").iterdir()] == ["backup.sqlite"]
    if os.name == "posix":
        assert (tmp_path / "there" / "backup.sqlite").stat().st_mode & 0o777 == 0o600


def test_backup_holds_what_was_saved_when_it_began_whatever_is_saved_meanwhile(
    store: Store, tmp_path: Path
) -> None:
    with store.reading() as connection:
        # A snapshot begins with its first question.
        assert store.rows_within(connection)["sites"].keys() == {"york"}
        save(store, added("sources", NHS), added("sites", KENT))
        note = copying_backup.write(connection, PACKAGE, tmp_path / "backup")

    assert note.revision == 1
    with copying_backup.opened(tmp_path / "backup", PACKAGE) as backup:
        assert backup.tables() == {"sources": [], "sites": [YORK], "steps": []}
    assert store.revision() == 2


def test_backup_is_not_written_over_unless_told_to(file_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "backup"
    path.write_text("of somebody else")
    with pytest.raises(StoreError, match="is there already: choose another name, or give --force"):
        filled.back_up(file_store, path)
    assert path.read_text() == "of somebody else"

    filled.back_up(file_store, path, replace=True)
    assert copying_backup.verified(path).revision == 1


def test_backup_from_before_a_column_is_restored_with_that_column_empty(tmp_path: Path) -> None:
    sites = replace(tiny_package.SITES, fields=tiny_package.SITES.fields[:3], foreign_keys=())
    narrow = tiny_package.package(tiny_package.SOURCES, sites, tiny_package.STEPS)
    older = Store(tmp_path / "older", narrow)
    york = {"site_id": "york", "name": "York", "note": ""}
    tiny_package.let(older, "Ann")
    save_one = Change("sites", "york", york)
    older.commit([save_one], author="Ann", message="Why", save_id="1")
    with older.reading() as connection:
        copying_backup.write(connection, narrow, tmp_path / "backup")
    older.close()
    newer = filled.opened(tmp_path / "newer")

    copying_backup.restore(newer, tmp_path / "backup", tmp_path / "kept")

    assert newer.tables()["sites"] == [YORK]
    newer.close()


def test_failure_in_the_middle_of_a_restore_leaves_the_store_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    def fail(connection: sa.Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT INTO change") and connection.engine is store.engine.engine:
            raise RuntimeError("in the middle")

    filled.back_up(store, tmp_path / "backup")
    save(store, added("sites", {**YORK, "note": "later"}))
    before = filled.held(store)
    sa.event.listen(sa.Engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(RuntimeError, match="in the middle"):
            copying_backup.restore(store, tmp_path / "backup", tmp_path / "kept")
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", fail)

    assert filled.held(store) == before


def test_reader_in_the_middle_of_a_restore_sees_the_store_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    seen = []

    def look(connection: sa.Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT INTO change") and connection.engine is store.engine.engine:
            seen.append(store.tables()["sites"])

    filled.back_up(store, tmp_path / "backup")
    later = {**YORK, "note": "later"}
    save(store, added("sites", later))
    sa.event.listen(sa.Engine, "after_cursor_execute", look)
    try:
        copying_backup.restore(store, tmp_path / "backup", tmp_path / "kept")
    finally:
        sa.event.remove(sa.Engine, "after_cursor_execute", look)

    assert seen == [[later]]
    assert store.tables()["sites"] == [YORK]


def test_restore_begins_an_era_and_keeps_ended_sessions_ended(store: Store, tmp_path: Path) -> None:
    early = Person("issuer|ann", "Ann", signed_in_at=1_800_000_000.0)
    later = Person("issuer|ann", "Ann", signed_in_at=1_800_000_500.0)
    door.sign_out(store, early)
    filled.back_up(store, tmp_path / "backup")
    door.sign_out(store, later)

    copying_backup.restore(store, tmp_path / "backup", tmp_path / "kept")

    with store.reading() as connection:
        assert door.has_signed_out(connection, later)
        assert copying.era(connection)
