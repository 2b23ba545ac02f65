"""The store as an SQLite file: its transactions, and its faults in plain words."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event

from evidence.schema import Package
from evidence.store_engine import PATIENCE_SECONDS, StoreEngine
from evidence.store_errors import StoreAway, StoreError, StoreUnreadable

WAL_ATTEMPTS = 100


class StoreFile(StoreEngine):
    """One SQLite file with the tables of a package; made when it is missing, never deleted.

    Raises:
        StoreUnreadable, StoreTooNew, StoreMismatch: the file is there and cannot serve.
        StoreError: the folder or the disk is at fault.
    """

    def __init__(self, path: Path, package: Package) -> None:
        self.path = path
        super().__init__(str(path), path.parent, package)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the store, whatever is saved meanwhile."""
        with self._faults_in_words(), self.engine.connect() as connection:
            yield connection

    def announce(self, connection: sa.Connection, revision: int) -> None:
        """Nothing: whoever shares the file looks at its newest revision."""

    def listener(self, heard: Callable[[], object]) -> None:
        """None: nobody tells."""

    def back_up_before_migrating(self, connection: sa.Connection, path: Path) -> None:
        """Copy the file as it is, by SQLite's own means, into another one.

        Raises:
            OSError: the file cannot be written. What has been written of it is left.
        """
        try:
            with (
                closing(sqlite3.connect(self.path)) as source,
                closing(sqlite3.connect(path)) as to,
            ):
                source.backup(to)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def _connectable(self) -> sa.Engine:
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(self.path)),
            connect_args={"timeout": PATIENCE_SECONDS},
            json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
        )
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        return engine

    @contextmanager
    def _holding(self) -> Iterator[sa.Connection]:
        with (
            self._faults_in_words(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    def _refuse_damage(self, connection: sa.Connection) -> None:
        verdict = connection.exec_driver_sql("pragma quick_check(1)").scalar_one()
        if verdict != "ok":
            raise self._unreadable("its pages are damaged")

    def _make_ready(self) -> None:
        """Turn on the write-ahead log, which a copy of a store may have lost.

        SQLite does not wait when two processes do this to a new file at once. The loser waits for
        the winner's lock instead and asks again.
        """
        try:
            with self._faults_in_words(), closing(self.engine.raw_connection()) as connection:
                for attempt in range(WAL_ATTEMPTS):
                    try:
                        connection.cursor().execute("pragma journal_mode = wal")
                        return
                    except sqlite3.OperationalError as error:
                        busy = error.sqlite_errorname.startswith("SQLITE_BUSY")
                        if not busy or attempt == WAL_ATTEMPTS - 1:
                            raise
                    connection.cursor().execute("begin immediate")
                    connection.cursor().execute("rollback")
        except sqlite3.Error as error:
            raise self._in_words(error, is_lost=False) from error

    def _unreadable(self, reason: str) -> StoreUnreadable:
        return StoreUnreadable(self.path, reason)

    def _in_words(self, error: BaseException, *, is_lost: bool) -> StoreError:
        path = self.path
        fault = getattr(error, "sqlite_errorname", "")
        sentences = {
            "SQLITE_FULL": f"The disk that holds {path} is full: make room and try again.",
            "SQLITE_READONLY": f"The store {path} cannot be written: let this user write to it and"
            f" to the folder {path.parent}.",
            "SQLITE_IOERR": f"The disk that holds {path} reports a fault ({error}): check the disk"
            " and try again.",
            "SQLITE_BUSY": f"Another save has held the store {path} for {PATIENCE_SECONDS} seconds:"
            " wait for it to end and try again.",
            "SQLITE_CONSTRAINT": "Nothing was saved because the rows would not fit together"
            f" ({error}): run python -m evidence validate to see what is wrong.",
        }
        for beginning, sentence in sentences.items():
            if fault.startswith(beginning):
                return StoreError(sentence)
        if fault.startswith("SQLITE_CANTOPEN"):
            return StoreAway(
                f"The store {path} cannot be opened: let this user read and write it and"
                f" the folder {path.parent}."
            )
        return self._unreadable(str(error))


def _configure(connection: sqlite3.Connection, record: object) -> None:
    # The driver's own transactions begin too late for a snapshot and without the write lock.
    connection.isolation_level = None
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")
