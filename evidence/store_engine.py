"""What the two engines of the store have in common: transactions, opening, and new tables."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from evidence import store_shape, store_tables
from evidence.schema import Package
from evidence.store_errors import (
    StoreError,
    StoreInterrupted,
    StoreMismatch,
    StoreRace,
    StoreTooNew,
    StoreUnreadable,
)
from evidence.store_notices import Listener
from evidence.store_tables import Shape

# How long a save waits for another one to finish; a save takes well under a second.
PATIENCE_SECONDS = 30
# How often a whole save is made again that lost a race or its connection.
ATTEMPTS = 3

Result = TypeVar("Result")


class Found(NamedTuple):
    """What a store says of itself; ``version`` is None in one from before there were versions."""

    shape: Shape
    version: str | None


class StoreEngine(ABC):
    """A database with the tables of a package; made where it has none, never deleted.

    Args:
        place: where it is, for sentences; without a password.
        home: the folder of what stands beside it, such as copies from before a change of tables.
        package: the schema.

    Raises:
        StoreUnreadable, StoreTooNew, StoreMismatch: the database is there and cannot serve.
        StoreAway: it cannot be reached.
        StoreError: the folder, the disk or the server is at fault.
    """

    def __init__(self, place: str, home: Path, package: Package) -> None:
        self.place = place
        self.home = home
        self.shape = store_tables.shape(package)
        try:
            self.tables = store_tables.data_tables(self.shape)
            home.mkdir(parents=True, exist_ok=True)
        except ValueError as error:
            raise StoreMismatch(f"{error}: choose another name.") from error
        except OSError as error:
            raise StoreError(
                f"The folder {home} cannot be made ({error.strerror}):"
                " set EVIDENCE_HOME to a folder that this user may write to."
            ) from error
        self.engine = self._connectable()
        try:
            self._prepare()
        except StoreError:
            self.engine.dispose()
            raise

    @abstractmethod
    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one state of the store, whatever is saved meanwhile."""

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that holds the write lock; committed at the end, undone by any error.

        Raises:
            StoreTooNew: a newer version of the dashboard has changed the tables meanwhile.
        """
        with self._holding() as connection:
            self._refuse_newer(store_shape.version(connection))
            yield connection

    def whole(self, work: Callable[[sa.Connection], Result]) -> Result:
        """Do all of the work in one transaction that writes.

        It is done again where the transaction lost a race or its connection. The work must do no
        harm when it had arrived all the same, as a save with an id of its own.
        """
        for _ in range(ATTEMPTS - 1):
            try:
                with self.writing() as connection:
                    return work(connection)
            except (StoreInterrupted, StoreRace):
                continue
        with self.writing() as connection:
            return work(connection)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @abstractmethod
    def announce(self, connection: sa.Connection, revision: int) -> None:
        """Tell other processes of a revision as soon as the transaction is committed."""

    @abstractmethod
    def listener(self, heard: Callable[[], object]) -> Listener | None:
        """A thread that calls ``heard`` when others may have saved; None where nobody tells."""

    @abstractmethod
    def back_up_before_migrating(self, connection: sa.Connection, path: Path) -> None:
        """Copy the store as it is into a new SQLite file, before its tables change.

        Raises:
            OSError: the file cannot be written. What has been written of it is left.
        """

    @abstractmethod
    def _connectable(self) -> sa.Engine:
        """The engine, which connects when it is first used."""

    @abstractmethod
    def _holding(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that holds the write lock, whatever the tables are."""

    @abstractmethod
    def _refuse_damage(self, connection: sa.Connection) -> None:
        """Raise StoreUnreadable where the database knows itself to be damaged."""

    @abstractmethod
    def _make_ready(self) -> None:
        """See to what the database lacks before it is written to."""

    @abstractmethod
    def _in_words(self, error: BaseException, *, is_lost: bool) -> StoreError:
        """What the driver's error means; ``is_lost`` where it cost the connection."""

    @abstractmethod
    def _unreadable(self, reason: str) -> StoreUnreadable:
        """The refusal of a database that is no store."""

    @contextmanager
    def _faults_in_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            is_lost = error.connection_invalidated
            raise self._in_words(error.orig or error, is_lost=is_lost) from error
        except sa.exc.TimeoutError as error:
            raise StoreError(
                f"All connections of this server to the store {self.place} are in use:"
                " try again in a moment."
            ) from error
        except UnicodeEncodeError as error:
            raise StoreError(
                f"Nothing was saved because a text holds half a character, {error.object[:40]!r}:"
                " write it again."
            ) from error

    def _prepare(self) -> None:
        with self.reading() as connection:
            self._refuse_damage(connection)
            found = self._found(connection)
        self._make_ready()
        wanted = Found(self.shape, store_tables.VERSION)
        if found == wanted:
            return
        with self._holding() as connection:
            # Another process may have made or changed the tables in between.
            found = self._found(connection)
            if found is None:
                store_shape.create(connection, self.shape, self.tables)
            elif found != wanted:
                self._change(connection, found)

    def _found(self, connection: sa.Connection) -> Found | None:
        """What the store says of itself; None for a database without tables."""
        present = set(sa.inspect(connection).get_table_names())
        if not present:
            return None
        if not present.issuperset(store_tables.LOG.tables):
            raise self._unreadable("it is a database of something else")
        meta = store_tables.meta
        entries = connection.execute(sa.select(meta.c.key, meta.c.value))
        values = {key: value for key, value in entries}
        try:
            format_version, shape = int(values["format"]), json.loads(values["shape"])
        except (KeyError, ValueError) as error:
            raise self._unreadable("its description of itself is damaged") from error
        if format_version > store_tables.FORMAT_VERSION:
            known = store_tables.FORMAT_VERSION
            raise StoreTooNew(self.place, found=format_version, known=known)
        versioned = store_tables.VERSION_TABLE in present
        version = store_shape.version(connection) if versioned else None
        if version is not None:
            self._refuse_newer(version)
        return Found(shape, version)

    def _refuse_newer(self, version: str | None) -> None:
        if version not in store_tables.VERSIONS:
            raise StoreTooNew(self.place, found=version or "none", known=store_tables.VERSION)

    def _change(self, connection: sa.Connection, found: Found) -> None:
        """Bring the tables to this version and this package, after a copy was made."""
        store_shape.refuse_loss(connection, self.place, found.shape, self.shape)
        target = store_tables.VERSION if found.version != store_tables.VERSION else "package"
        self._keep_copy(connection, target)
        if found.version != store_tables.VERSION:
            # Alembic takes longer to import than a store to open, and is rarely needed.
            from evidence import store_migrations

            store_migrations.upgrade(connection)
        if found.shape != self.shape:
            store_shape.change(connection, found.shape, self.shape)

    def _keep_copy(self, connection: sa.Connection, target: str) -> None:
        path = store_shape.path_of_copy(self.home, target)
        try:
            path.parent.mkdir(exist_ok=True)
            self.back_up_before_migrating(connection, path)
        except OSError as error:
            with suppress(OSError):
                path.unlink()
            raise StoreError(
                f"The store {self.place} was not brought to this version, because no copy of it"
                f" could be written to {path} ({error.strerror or error}): make room there, and let"
                " this user write."
            ) from error
