"""Backups when the file or the disk is at fault: one sentence, and the store as it was."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import copying_backup, store_tables
from evidence.store import FILE_NAME, Store, StoreError, StoreTooNew
from tests.copying import filled
from tests.tiny_package import PACKAGE, YORK, added, save


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def cut_the_last_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def change_a_letter(path: Path) -> None:
    content = path.read_bytes()
    assert content.count(b"York") >= 1
    path.write_bytes(content.replace(b"York", b"Cork"))


def change_a_row(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("delete from change")
    connection.close()


def add_a_row(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("insert into meta values ('second_reader', 'off')")
    connection.close()


def take_the_note_out(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("delete from meta where key = 'backup'")
    connection.close()


def spoil_the_note(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("update meta set value = '{}' where key = 'backup'")
    connection.close()


def write_text(path: Path) -> None:
    path.write_text("This is not a backup, but it is long enough to be taken for one. " * 40)


def make_another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table recipes (name text)")
    connection.close()


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        cut,
        cut_the_last_page,
        empty,
        change_a_letter,
        change_a_row,
        add_a_row,
        take_the_note_out,
        spoil_the_note,
        write_text,
        make_another_database,
        make_a_folder,
        Path.unlink,
    ],
)
def test_file_that_is_not_the_backup_that_was_made_is_refused_and_the_store_stays(
    file_store: Store, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    path = tmp_path / "backup"
    filled.back_up(file_store, path)
    save(file_store, added("sites", {**YORK, "note": "later"}))
    before = filled.held(file_store)
    spoil(path)

    with pytest.raises(copying_backup.BackupRefused, match="backup cannot be restored") as refusal:
        copying_backup.restore(file_store, path, tmp_path / "kept")

    assert str(refusal.value).count("\n") == 0
    assert filled.held(file_store) == before
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    "make_newer",
    [
        "update meta set value = '99' where key = 'format'",
        "update alembic_version set version_num = '99'",
    ],
)
def test_backup_of_a_newer_version_is_refused_in_one_sentence(
    file_store: Store, tmp_path: Path, make_newer: str
) -> None:
    path = tmp_path / "backup"
    filled.back_up(file_store, path)
    with sqlite3.connect(path) as connection:
        connection.execute(make_newer)
    connection.close()

    with pytest.raises(StoreTooNew, match=r"backup has format 99 .* start the newer version"):
        copying_backup.restore(file_store, path, tmp_path / "kept")

    assert file_store.tables()["sites"] == [YORK]


def test_full_disk_is_said_in_a_sentence_and_leaves_no_file(
    file_store: Store, tmp_path: Path
) -> None:
    def make_full(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma max_page_count = 1")

    save(
        file_store,
        *(added("sites", {**YORK, "site_id": f"s{n}", "note": "x" * 5000}) for n in range(20)),
    )
    (tmp_path / "there").mkdir()
    with file_store.reading() as connection:
        store_tables.read_rows(connection, file_store.engine.tables)
        sa.event.listen(sa.Engine, "begin", make_full)
        try:
            with pytest.raises(StoreError, match="is full: make room"):
                copying_backup.write(connection, PACKAGE, tmp_path / "there" / "backup")
        finally:
            sa.event.remove(sa.Engine, "begin", make_full)

    assert list((tmp_path / "there").iterdir()) == []


def test_folder_that_cannot_be_written_is_named(file_store: Store, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("in the way")
    for path in (tmp_path / "a file" / "backup", tmp_path / "nowhere" / "backup"):
        with pytest.raises(StoreError, match=r"cannot be written .* choose a folder"):
            filled.back_up(file_store, path)


def test_store_file_itself_is_no_backup(file_store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="was not made by python -m evidence backup"):
        copying_backup.verified(tmp_path / "file" / FILE_NAME)
