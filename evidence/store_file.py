"""The SQLite file of the store: opening it, its transactions, and its faults in plain words."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from evidence import store_tables
from evidence.schema import Package
from evidence.store_errors import StoreError, StoreMismatch, StoreTooNew, StoreUnreadable
from evidence.workbench.tables import WORKBENCH

# How long a save waits for another process to finish its own; a save takes well under a second.
PATIENCE_SECONDS = 30
WAL_ATTEMPTS = 100


class StoreFile:
    """One SQLite file with the tables of a package; made when it is missing, never deleted.

    Raises:
        StoreUnreadable, StoreTooNew, StoreMismatch: the file is there and cannot serve.
        StoreError: the folder or the disk is at fault.
    """

    def __init__(self, path: Path, package: Package) -> None:
        self.path = path
        self.shape = store_tables.shape(package)
        try:
            self.tables = store_tables.data_tables(self.shape)
            path.parent.mkdir(parents=True, exist_ok=True)
        except ValueError as error:
            raise StoreMismatch(f"{error}: choose another name.") from error
        except OSError as error:
            raise StoreError(
                f"The folder {path.parent} cannot be made ({error.strerror}):"
                " set EVIDENCE_HOME to a folder that this user may write to."
            ) from error
        self.engine = _engine(path)
        try:
            self._prepare()
        except StoreError:
            self.engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the store, whatever is saved meanwhile."""
        with self._faults_in_words(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that holds the write lock; committed at the end, undone by any error."""
        with (
            self._faults_in_words(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _faults_in_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise _in_words(self.path, error.orig or error) from error
        except sqlite3.Error as error:
            raise _in_words(self.path, error) from error

    def _prepare(self) -> None:
        with self.reading() as connection:
            self._refuse_damage(connection)
            stored = self._stored_shape(connection)
            is_whole = _has_all_beside(connection)
        self._enter_wal()
        if stored == self.shape and is_whole:
            return
        with self.writing() as connection:
            # Another process may have made or changed the tables in between.
            stored = self._stored_shape(connection)
            if stored is None:
                self._create(connection)
            elif stored != self.shape:
                self._change_shape(connection, stored)
            store_tables.BESIDE.create_all(connection)
            WORKBENCH.create_all(connection)

    def _enter_wal(self) -> None:
        """Turn on the write-ahead log, which a copy of a store may have lost.

        SQLite does not wait when two processes do this to a new file at once. The loser waits for
        the winner's lock instead and asks again.
        """
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

    def _refuse_damage(self, connection: sa.Connection) -> None:
        verdict = connection.exec_driver_sql("pragma quick_check(1)").scalar_one()
        if verdict != "ok":
            raise StoreUnreadable(self.path, "its pages are damaged")

    def _stored_shape(self, connection: sa.Connection) -> store_tables.Shape | None:
        """The shape of the tables in the file; None for a file without tables."""
        present = set(sa.inspect(connection).get_table_names())
        if not present:
            return None
        if not present.issuperset(store_tables.LOG.tables):
            raise StoreUnreadable(self.path, "it is a database of something else")
        meta = store_tables.meta
        entries = connection.execute(sa.select(meta.c.key, meta.c.value))
        values = {key: value for key, value in entries}
        try:
            found = int(values["format"])
            stored: store_tables.Shape = json.loads(values["shape"])
        except (KeyError, ValueError) as error:
            raise StoreUnreadable(self.path, "its description of itself is damaged") from error
        if found > store_tables.FORMAT_VERSION:
            raise StoreTooNew(self.path, found=found, known=store_tables.FORMAT_VERSION)
        return stored

    def _create(self, connection: sa.Connection) -> None:
        store_tables.LOG.create_all(connection)
        for table in self.tables.values():
            table.create(connection)
        described = {
            "format": str(store_tables.FORMAT_VERSION),
            "shape": json.dumps(self.shape),
        }
        connection.execute(
            sa.insert(store_tables.meta),
            [{"key": key, "value": value} for key, value in described.items()],
        )

    def _change_shape(self, connection: sa.Connection, stored: store_tables.Shape) -> None:
        """Make the data tables anew for another package, with the rows that they hold.

        A column that became required may be null in SQL as long as rows lack it: the rules ask for
        it when such a row is saved, and the data folder can fill it.
        """
        old_tables = store_tables.data_tables(stored)
        rows = store_tables.read_rows(connection, old_tables)
        self._refuse_loss(stored, rows)
        for table in reversed(old_tables.values()):
            table.drop(connection)
        lacking = frozenset(
            (name, column)
            for name, parts in self.shape.items()
            for column in parts["columns"]
            if any(not row.values.get(column) for row in rows.get(name, {}).values())
        )
        for name, table in store_tables.data_tables(self.shape, optional=lacking).items():
            table.create(connection)
            kept = [
                store_tables.as_columns(
                    {column: row.values.get(column, "") for column in self.shape[name]["columns"]},
                    revision=row.revision,
                )
                for row in rows.get(name, {}).values()
            ]
            if kept:
                connection.execute(sa.insert(table), kept)
        meta = store_tables.meta
        connection.execute(
            sa.update(meta).where(meta.c.key == "shape").values(value=json.dumps(self.shape))
        )

    def _refuse_loss(self, stored: store_tables.Shape, rows: store_tables.StoredTables) -> None:
        for name, parts in stored.items():
            wanted = self.shape.get(name, {"key": parts["key"], "columns": {}})
            if wanted["key"] != parts["key"]:
                lost = f"identifies the rows of {name} by {parts['key']}"
            else:
                held = {
                    column
                    for column in set(parts["columns"]) - set(wanted["columns"])
                    if any(row.values[column] for row in rows[name].values())
                }
                if not held:
                    continue
                lost = f"holds values in {', '.join(f'{name}.{column}' for column in sorted(held))}"
            raise StoreMismatch(
                f"The store {self.path} {lost} and data/datapackage.json does not: describe it"
                " there again, or start the version of the dashboard that does."
            )


def _has_all_beside(connection: sa.Connection) -> bool:
    """Whether the file has the tables of scenes and checklists, which an older store lacks."""
    return set(sa.inspect(connection).get_table_names()).issuperset(
        [*store_tables.BESIDE.tables, *WORKBENCH.tables]
    )


def _engine(path: Path) -> sa.Engine:
    url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(
        url,
        connect_args={"timeout": PATIENCE_SECONDS},
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: sqlite3.Connection, record: object) -> None:
    # The driver's own transactions begin too late for a snapshot and without the write lock.
    connection.isolation_level = None
    connection.execute("pragma synchronous = full")
    connection.execute("pragma foreign_keys = on")


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _in_words(path: Path, error: BaseException) -> StoreError:
    fault = getattr(error, "sqlite_errorname", "")
    sentences = {
        "SQLITE_FULL": f"The disk that holds {path} is full: make room and try again.",
        "SQLITE_READONLY": f"The store {path} cannot be written: let this user write to it and to"
        f" the folder {path.parent}.",
        "SQLITE_CANTOPEN": f"The store {path} cannot be opened: let this user read and write it and"
        f" the folder {path.parent}.",
        "SQLITE_IOERR": f"The disk that holds {path} reports a fault ({error}): check the disk and"
        " try again.",
        "SQLITE_BUSY": f"Another save has held the store {path} for {PATIENCE_SECONDS} seconds:"
        " wait for it to end and try again.",
        "SQLITE_CONSTRAINT": f"Nothing was saved because the rows would not fit together ({error}):"
        " run python -m evidence validate to see what is wrong.",
    }
    for beginning, sentence in sentences.items():
        if fault.startswith(beginning):
            return StoreError(sentence)
    return StoreUnreadable(path, str(error))
