"""The store on a PostgreSQL server: its transactions, and what it asks of the connection."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from evidence import store_postgres_faults, store_shape, store_tables
from evidence.schema import Package
from evidence.store_engine import PATIENCE_SECONDS, StoreEngine
from evidence.store_errors import StoreError, StoreUnreadable
from evidence.store_notices import Listener

VARIABLE = "EVIDENCE_DATABASE_URL"
DRIVER = "postgresql+psycopg"
PATTERN = f"{DRIVER}://user:password@host:5432/database"
# On this channel the number of a new revision is told as soon as it is committed.
CHANNEL = "evidence_revision"

SNAPSHOT = "set transaction isolation level repeatable read, read only"
# Held by whoever saves, until the transaction ends. Any number does that nobody else uses.
WRITE_LOCK = 5_117_920_401
# A transaction that says nothing for so long has lost its process, and must let the others save.
ABANDONED_SECONDS = 300
POOL = {"pool_size": 4, "max_overflow": 8, "pool_timeout": 10, "pool_pre_ping": True}
# A dead server must be noticed before a reader loses patience (seconds; the last is milliseconds).
CONNECTION = {
    "connect_timeout": 2,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 3000,
    "client_encoding": "utf8",
    "application_name": "vanguard evidence",
}


class StorePostgres(StoreEngine):
    """One PostgreSQL database with the tables of a package; made where it has none.

    Whoever saves waits for the one advisory lock, so that saves come one after the other and each
    sees what the last one left. Readers wait for nobody.

    Args:
        url: as in EVIDENCE_DATABASE_URL.
        home: the folder of what stands beside the database.
        package: the schema.

    Raises:
        StoreAway: the server cannot be reached, or does not let this user in.
        StoreUnreadable, StoreTooNew, StoreMismatch: the database is there and cannot serve.
        StoreError: the URL is not one, or the server is at fault.
    """

    def __init__(self, url: str, home: Path, package: Package) -> None:
        self._url = parsed(url)
        super().__init__(place_of(self._url), home, package)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the store, whatever is saved meanwhile."""
        with self._faults_in_words(), self.engine.connect() as connection:
            # As a property of the connection it would have to be undone, and SQLAlchemy undoes it
            # by asking to write, even of a server that is read-only.
            connection.exec_driver_sql(SNAPSHOT)
            yield connection

    def announce(self, connection: sa.Connection, revision: int) -> None:
        """Tell whoever listens of a revision, as soon as the transaction is committed."""
        connection.execute(sa.select(sa.func.pg_notify(CHANNEL, str(revision))))

    def listener(self, heard: Callable[[], object]) -> Listener:
        """A thread that calls ``heard`` when any process may have saved, until it is closed."""
        return Listener(self.engine, CHANNEL, heard)

    def back_up_before_migrating(self, connection: sa.Connection, path: Path) -> None:
        """Copy the store's tables as they are into a new SQLite file, which can be opened as one.

        Raises:
            OSError: the file cannot be written. What has been written of it is left.
        """
        names = set(sa.inspect(connection).get_table_names())
        found = self._found(connection)
        ours = {*store_tables.OWN_NAMES, *(found.shape if found else ())}
        store_shape.copy_into_file(connection, names & ours, path)

    def _connectable(self) -> sa.Engine:
        asked = {name: value for name, value in CONNECTION.items() if name not in self._url.query}
        try:
            # The driver takes a while to import, and a store in a file does without.
            from evidence import store_postgres_connection

            engine = sa.create_engine(
                self._url,
                # A plan that the server kept would fail once another process changed the tables.
                connect_args={**asked, "prepare_threshold": None},
                # While it waits for the lock a save must not fix what it sees.
                isolation_level="READ COMMITTED",
                json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
                **POOL,
            )
        except (sa.exc.ArgumentError, ImportError) as error:
            raise StoreError(f"{VARIABLE} cannot be used ({error}): {_mend()}.") from error
        event.listen(engine, "do_connect", store_postgres_connection.connect)
        event.listen(engine, "connect", _configure)
        return engine

    @contextmanager
    def _holding(self) -> Iterator[sa.Connection]:
        with self._faults_in_words(), self.engine.connect() as connection, connection.begin():
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITE_LOCK)))
            yield connection

    def _refuse_damage(self, connection: sa.Connection) -> None:
        """Leave that to the server, which checks what it reads."""

    def _make_ready(self) -> None:
        """Nothing: the server is ready when it answers."""

    def _unreadable(self, reason: str) -> StoreUnreadable:
        return StoreUnreadable(
            self.place, reason, f"name another database in {VARIABLE}, or restore a backup of it"
        )

    def _in_words(self, error: BaseException, *, is_lost: bool) -> StoreError:
        return store_postgres_faults.in_words(error, self.place, is_lost=is_lost)


def parsed(url: str) -> sa.URL:
    """The URL of a database, as it stands in EVIDENCE_DATABASE_URL.

    Raises:
        StoreError: it is none, or leaves out what is needed; does not repeat it, for it may hold a
            password.
    """
    try:
        found = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise StoreError(f"{VARIABLE} is not an address of a database: {_mend()}.") from error
    if found.drivername != DRIVER:
        raise StoreError(f"{VARIABLE} begins with {found.drivername}: {_mend()}.")
    if not (found.host or found.query.get("host")):
        raise StoreError(f"{VARIABLE} names no host: {_mend()}.")
    if not found.database:
        raise StoreError(f"{VARIABLE} names no database: {_mend()}.")
    return found


def place_of(url: sa.URL) -> str:
    """The database and its server, for sentences."""
    host = url.host or url.query.get("host", "")
    where = host if isinstance(host, str) else ", ".join(host)
    return f"{url.database} on {where}" + (f":{url.port}" if url.port else "")


def _mend() -> str:
    return f"write it as {PATTERN}, or leave it out to keep the store in a file"


def _configure(connection: Any, record: object) -> None:
    """Bound how long a session waits for a lock, and how long it may hold one in silence."""
    limits = {
        "lock_timeout": f"{PATIENCE_SECONDS}s",
        "idle_in_transaction_session_timeout": f"{ABANDONED_SECONDS}s",
    }
    with connection.cursor() as cursor:
        for name, value in limits.items():
            cursor.execute("select set_config(%s, %s, false)", (name, value))
    connection.commit()
