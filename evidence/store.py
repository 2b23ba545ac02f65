"""The store: the truth behind the dashboard, with who saved what, when, and why.

One save is one revision: it goes through the rules, and is written whole or not at all. A row is a
mapping from every column of its table to the characters entered; "" is empty.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import sqlalchemy as sa

from evidence import candidates, rules, store_log, store_tables, store_write
from evidence.rules import Candidate, Problem, Row
from evidence.schema import Package
from evidence.store_engine import StoreEngine
from evidence.store_errors import (
    Clash,
    EditConflict,
    Rejected,
    StoreError,
    StoreMismatch,
    StoreTooNew,
    StoreUnreadable,
    UnknownRevision,
)
from evidence.store_file import StoreFile
from evidence.store_log import NO_REVISION, Conflict, Kind, Revision, RowChange
from evidence.store_postgres import StorePostgres
from evidence.store_tables import StoredTables, Values
from evidence.store_write import Change
from evidence.workbench import door, roles
from evidence.workbench.person import Person
from evidence.workbench.roles import NotAllowed

__all__ = [
    "FILE_NAME",
    "Change",
    "Clash",
    "Conflict",
    "EditConflict",
    "NotAllowed",
    "Rejected",
    "Revision",
    "RowChange",
    "Store",
    "StoreError",
    "StoreMismatch",
    "StoreTooNew",
    "StoreUnreadable",
    "UnknownRevision",
]

FILE_NAME = "evidence.sqlite"

Check = Callable[[Package, Candidate], list[Problem]]


class Store:
    """The store, made when it is missing. Safe to use from several threads.

    Args:
        home: the folder of the file ``evidence.sqlite``, and of what stands beside a store.
        package: the schema; a store made with another one is brought to it where no value is lost.
        check: the rules that a save must keep.
        url: a PostgreSQL database that holds the store in place of the file; empty for the file.

    Raises:
        StoreUnreadable, StoreTooNew, StoreMismatch: the store cannot serve; it is left as it is.
        StoreAway: the server cannot be reached. Every method may raise it too.
        StoreError: the folder or the disk is at fault. Every method may raise it too.
    """

    def __init__(
        self, home: Path, package: Package, *, check: Check = rules.check, url: str = ""
    ) -> None:
        self.package = package
        self.check = check
        self.home = home
        self.engine: StoreEngine = (
            StorePostgres(url, home, package) if url else StoreFile(home / FILE_NAME, package)
        )

    @property
    def place(self) -> str:
        """Where the store is, for sentences: the file, or the database and its server."""
        return self.engine.place

    @property
    def path(self) -> Path:
        """The file of the store.

        Raises:
            StoreError: it is no file, but a database on a server.
        """
        if not isinstance(self.engine, StoreFile):
            raise StoreError(f"The store {self.place} is no file: use python -m evidence backup.")
        return self.engine.path

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that sees one state of the store."""
        return self.engine.reading()

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that holds the write lock; an error inside undoes all of it."""
        return self.engine.writing()

    def close(self) -> None:
        """Let go of the store, which cannot be used afterwards."""
        self.engine.close()

    def revision(self) -> int:
        """The number of the newest revision; 0 where nothing was ever saved."""
        with self.reading() as connection:
            return store_log.newest(connection)

    def tables(self, revision: int | None = None) -> dict[str, list[Values]]:
        """The rows of every table of the package, by their key, now or as a revision left them.

        Raises:
            UnknownRevision: there is no such revision; 0 is the empty store before the first.
        """
        with self.reading() as connection:
            if revision is None:
                rows = {
                    name: {row_id: stored.values for row_id, stored in table.items()}
                    for name, table in self.rows_within(connection).items()
                }
            else:
                self._refuse_unknown(connection, revision)
                rows = store_log.rows_as_of(connection, self.package, revision)
        return {
            name: store_tables.in_key_order(table, rows[name])
            for name, table in self.package.tables.items()
        }

    def row_revision(self, table: str, row_id: str) -> int:
        """The revision that last changed the row; 0 where there is no such row."""
        columns = self.engine.tables[table].c
        query = sa.select(columns[store_tables.ROW_REVISION]).where(
            columns[self.package.tables[table].key] == row_id
        )
        with self.reading() as connection:
            return connection.scalar(query) or 0

    def revisions(self, limit: int | None = None) -> list[Revision]:
        """The newest revisions, newest first; all of them without a limit."""
        with self.reading() as connection:
            return store_log.revisions(connection, limit=limit)

    def changes(self, revision: int) -> list[RowChange]:
        """What one revision did to which rows, table by table.

        Raises:
            UnknownRevision: there is no such revision.
        """
        with self.reading() as connection:
            self._refuse_unknown(connection, revision)
            return store_log.changes(connection, self.package, revision)

    def conflicts(self) -> list[Conflict]:
        """The rows that the dashboard and the data folder both changed, each in its own way."""
        with self.reading() as connection:
            return store_log.conflicts(connection, self.package)

    def commit(
        self,
        changes: Sequence[Change],
        *,
        author: str,
        message: str,
        save_id: str,
        kind: Kind = "app",
    ) -> Revision:
        """Save all changes as one revision, or none of them.

        A save that was already made under ``save_id`` is not made again. Changes that change
        nothing write no revision. A problem that the store had before and that lies outside the
        changed rows does not stop a save.

        The author is the id of a person with the role of reviewer or owner; only the data folder
        itself needs none.

        Returns:
            The revision of this save, or of the earlier one with this id; the newest one, whose
            ``save_id`` is another, where there was nothing to write (number 0 in an empty store).

        Raises:
            EditConflict: a row is not the one that was expected; says who changed it and when.
            Rejected: the changes break rules; holds all problems.
            NotAllowed: the author may not publish. It is logged.
        """
        try:
            return self.engine.whole(
                lambda connection: self.commit_within(
                    connection, changes, author=author, message=message, save_id=save_id, kind=kind
                )
            )
        except NotAllowed as error:
            door.note_refusal(self, Person(author, author), "save a revision", str(error))
            raise

    def commit_within(
        self,
        connection: sa.Connection,
        changes: Sequence[Change],
        *,
        author: str,
        message: str,
        save_id: str,
        kind: Kind,
        checked: bool = False,
        entered_by: str = "",
    ) -> Revision:
        """As ``commit``, in a transaction that is open; ``checked`` leaves out the rules.

        Where somebody else entered what the author publishes, the log names that one as the author.
        """
        if kind != "data folder":
            roles.require(connection, author, "reviewer")
        earlier = store_log.revisions(connection, save_id=save_id)
        if earlier:
            return earlier[0]
        misshapen = store_write.shape_problems(self.package, changes)
        if misshapen:
            raise Rejected(misshapen)
        before = self.rows_within(connection)
        real = store_write.differing(before, changes)
        if not real:
            return next(iter(store_log.revisions(connection, limit=1)), NO_REVISION)
        self._refuse_clashes(connection, before, real)
        if not checked:
            self._refuse_problems(before, real)
        number = store_log.newest(connection) + 1
        logged = entered_by or author
        entry = {"author": logged, "message": message, "save_id": save_id, "kind": kind}
        # A clock that was set back does not turn the order of the log around.
        at = max(store_log.now(), connection.scalar(sa.func.max(store_tables.revision.c.at)) or "")
        store_write.log(connection, before, real, {"revision": number, "at": at, **entry})
        store_write.apply(connection, self.engine.tables, before, real, number)
        store_write.follow_in_conflicts(connection, real)
        self.engine.announce(connection, number)
        return store_log.revisions(connection, number=number)[0]

    def rows_within(self, connection: sa.Connection) -> StoredTables:
        """Every row by table and row id, with the revision that last changed it."""
        return store_tables.read_rows(connection, self.engine.tables)

    def _refuse_unknown(self, connection: sa.Connection, revision: int) -> None:
        newest = store_log.newest(connection)
        if not 0 <= revision <= newest:
            raise UnknownRevision(revision, newest)

    def _refuse_clashes(
        self, connection: sa.Connection, before: StoredTables, changes: Iterable[Change]
    ) -> None:
        clashes = []
        for change in changes:
            stored = before[change.table].get(change.row_id)
            found = stored.revision if stored else 0
            if change.expected_revision not in (None, found):
                last = store_log.last_change(connection, change.table, change.row_id)
                values = stored.values if stored else None
                clashes.append(Clash(change.table, change.row_id, values, last))
        if clashes:
            raise EditConflict(clashes)

    def _refuse_problems(self, before: StoredTables, changes: Sequence[Change]) -> None:
        after = {
            name: {key: row.values for key, row in rows.items()} for name, rows in before.items()
        }
        old = self._candidate(after)
        for change in changes:
            if change.row is None:
                del after[change.table][change.row_id]
            else:
                after[change.table][change.row_id] = dict(change.row)
        problems = candidates.new_problems(
            self.check,
            self.package,
            before=old,
            after=self._candidate(after),
            touched={(self.package.tables[item.table].path, item.row_id) for item in changes},
        )
        if problems:
            raise Rejected(problems)

    def _candidate(self, rows: Mapping[str, Mapping[str, Values]]) -> dict[str, list[Row]]:
        return {
            name: [Row(values, None) for values in store_tables.in_key_order(table, rows[name])]
            for name, table in self.package.tables.items()
        }
