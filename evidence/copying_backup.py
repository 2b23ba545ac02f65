"""Backups: one SQLite file that holds a whole store, of either engine, and says if it is whole."""

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from evidence import copying, store_log, store_tables
from evidence.copying import Contents
from evidence.schema import Package
from evidence.store import FILE_NAME, Store, StoreError, StoreTooNew
from evidence.workbench import door

NOTE = "backup"


class BackupRefused(StoreError):
    """The file is no backup, or not the one that was made. Nothing was restored."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be restored ({reason}): take another backup. The store is as it was."
        )


@dataclass(frozen=True)
class Note:
    """What a backup says of itself.

    Attributes:
        made_at: when, UTC.
        revision: the newest revision in it; 0 where nothing was ever saved.
        revised_at: when that revision was saved, UTC; empty for revision 0.
        digest: SHA-256 over everything else in the file.
    """

    made_at: str
    revision: int
    revised_at: str
    digest: str


def write(source: sa.Connection, package: Package, path: Path, *, replace: bool = False) -> Note:
    """Write what the transaction sees into a new file; it gets its name when it is whole.

    Args:
        source: an open transaction of the store; others go on saving meanwhile.
        package: the package that the store was opened with.
        path: the file to make. Its folder must be there.
        replace: whether a file of that name may be replaced.

    Raises:
        StoreError: the file is there already, or cannot be written.
    """
    if path.exists() and not replace:
        raise StoreError(f"{path} is there already: choose another name, or give --force.")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            unfinished = Path(folder) / FILE_NAME
            _fill(source, package, unfinished)
            note = _seal(source, unfinished)
            verified(unfinished)
            _flush(unfinished)
            unfinished.replace(path)
        _flush(path.parent)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(
            f"The backup {path} cannot be written ({reason}): choose a folder that"
            " this user may write to, on a disk with room."
        ) from error
    return note


def verified(path: Path) -> Note:
    """What the backup says of itself, after all of it was read and compared with that.

    Raises:
        BackupRefused: there is no such file, it is no backup, or it is not whole.
        StoreTooNew: a newer version of the dashboard made it.
    """
    if not path.is_file():
        raise BackupRefused(path, "there is no such file")
    try:
        # Nothing else uses the file; without this SQLite would make files beside it.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            entries = _entries(connection)
            if NOTE not in entries:
                raise BackupRefused(path, "it was not made by python -m evidence backup")
            _refuse_newer(connection, path, int(entries["format"]))
            note = Note(**json.loads(entries[NOTE]))
            (verdict,) = connection.execute("pragma integrity_check(1)").fetchone()
            if verdict != "ok" or _digest(connection) != note.digest:
                raise BackupRefused(path, "it is damaged, or was changed after it was made")
    except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
        raise BackupRefused(path, f"it is damaged, or not a backup: {error}") from error
    return note


@contextmanager
def opened(path: Path, package: Package) -> Iterator[Store]:
    """A copy of the backup as a store, brought to the present version; the backup stays as it is.

    Raises:
        StoreError: as ``verified``, or the package leaves out what the backup holds.
    """
    verified(path)
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / FILE_NAME
        shutil.copyfile(path, copied)
        try:
            store = Store(Path(folder), package)
        except StoreError as error:
            raise StoreError(str(error).replace(str(copied), str(path))) from error
        with closing(store):
            yield store


def restore(store: Store, path: Path, kept: Path) -> Contents:
    """Put what the backup holds in place of what the store holds, or leave all as it is.

    Those who read go on seeing the store as it was until all of it is there.

    Args:
        store: the store, which may be in use.
        path: the backup.
        kept: where a backup of the store goes before; the file must not be there.

    Returns:
        What every table of the store holds now, read back from it.

    Raises:
        StoreError: the backup or the store is at fault; the store is as it was.
    """
    with opened(path, store.package) as source, source.reading() as read, store.writing() as held:
        write(held, store.package, kept)
        signed_out = _signed_out(held)
        copying.clear(held, store.package)
        restored = copying.copy(read, held, store.package)
        _sign_out_again(held, signed_out)
        copying.begin_era(held, secrets.token_hex(8))
    return restored


def _signed_out(connection: sa.Connection) -> dict[str, str]:
    """When whose sessions were ended, by the key of its entry."""
    meta = store_tables.meta
    query = sa.select(meta.c.key, meta.c.value).where(meta.c.key.startswith(door.SIGNED_OUT))
    return {key: value for key, value in connection.execute(query)}


def _sign_out_again(connection: sa.Connection, ended: Mapping[str, str]) -> None:
    """Keep the sessions ended that were ended after the backup; a copied cookie stays worthless."""
    earlier, meta = _signed_out(connection), store_tables.meta
    for key, value in ended.items():
        if float(value) > float(earlier.get(key, "-inf")):
            connection.execute(sa.delete(meta).where(meta.c.key == key))
            connection.execute(sa.insert(meta), {"key": key, "value": value})


def _fill(source: sa.Connection, package: Package, path: Path) -> None:
    made = Store(path.parent, package)
    with closing(made), made.writing() as target:
        copying.copy(source, target, package)


def _seal(source: sa.Connection, path: Path) -> Note:
    """Make it one file, with a note of what it holds that any change would belie."""
    newest = next(iter(store_log.revisions(source, limit=1)), store_log.NO_REVISION)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma journal_mode = delete")
        note = Note(store_log.now(), newest.number, newest.at, _digest(connection))
        connection.execute(
            "insert into meta (key, value) values (?, ?)", (NOTE, json.dumps(asdict(note)))
        )
        connection.commit()
    path.chmod(0o600)
    return note


def _refuse_newer(connection: sqlite3.Connection, path: Path, found: int) -> None:
    if found > store_tables.FORMAT_VERSION:
        raise StoreTooNew(path, found=found, known=store_tables.FORMAT_VERSION)
    query = f"select version_num from {store_tables.VERSION_TABLE}"
    for (version,) in connection.execute(query):
        if version not in store_tables.VERSIONS:
            raise StoreTooNew(path, found=version, known=store_tables.VERSION)


def _entries(connection: sqlite3.Connection) -> dict[str, str]:
    (present,) = connection.execute(
        "select count(*) from sqlite_master where type = 'table' and name = 'meta'"
    ).fetchone()
    return dict(connection.execute("select key, value from meta")) if present else {}


def _digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over the tables as the file has them, whatever version made it, without the note."""
    digest = hashlib.sha256()
    tables = connection.execute(
        "select name, sql from sqlite_master where type = 'table' order by name"
    ).fetchall()
    for name, sql in tables:
        digest.update(f"{sql}\n".encode())
        for row in connection.execute(f'select * from "{name}" order by rowid'):
            if name != store_tables.meta.name or row[0] != NOTE:
                digest.update(f"{json.dumps(row)}\n".encode())
    return digest.hexdigest()


def _flush(path: Path) -> None:
    """Have the disk write what it was given; a folder can only be flushed on some systems."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
