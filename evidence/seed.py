"""The way of the data folder into the store: its differences become a revision.

A folder with problems changes nothing: the store goes on with its last good revision. A row that
was changed in the dashboard meanwhile is never overwritten: it is listed as a conflict, with both
versions.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from evidence import change_words, home, merge, rules, store_log, store_tables
from evidence import folder as data_folder
from evidence.rules import Problem, Row
from evidence.schema import Package
from evidence.store import Change, Conflict, Rejected, Store, StoreError
from evidence.store_errors import PackageUnreadable, StoreAway
from evidence.store_tables import StoredTables, Values

AUTHOR = "data folder"
FINGERPRINT = "data_fingerprint"

# The folder may change while it is read, as during a pull; then it is read again.
ATTEMPTS = 3

RowsByTable = dict[str, dict[str, Values]]
Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Synchronised:
    """What the store holds after a look at the data folder.

    Attributes:
        revision: the newest revision; 0 where there is nothing to show yet.
        problems: why the data folder was not taken; empty where the store has all of it.
        conflicts: the rows that the dashboard and the data folder both changed.
    """

    revision: int
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...]


def signature(folder: Path) -> Signature:
    """Name, time of change (ns) and size of each file of the set: cheap to compare between reruns.

    Take it before ``synchronise``, so that a change in between is noticed. Empty where the folder
    cannot be read.
    """
    try:
        return tuple((path.name, *_stamp(path)) for path in _files(folder))
    except OSError:
        return ()


def fingerprint_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of the CSVs and the package file.

    Raises:
        OSError: the folder or one of the files cannot be read.
    """
    digest = hashlib.sha256()
    for path in _files(folder):
        content = path.read_bytes()
        digest.update(f"{path.name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def synchronise(store: Store, folder: Path) -> Synchronised:
    """Bring the differences of the data folder into the store, as one revision or not at all.

    Several processes may do this at once: one of them writes.

    Raises:
        StoreError: not even the last good revision can be read.
    """
    for _ in range(ATTEMPTS):
        problems = _attempt(store, folder)
        if problems is not None:
            break
    else:
        mend = "wait until whatever writes to the folder has finished"
        problems = [_of_file(folder.name, "the files changed each time they were read", mend)]
    return Synchronised(store.revision(), tuple(problems), tuple(store.conflicts()))


def _attempt(store: Store, folder: Path) -> list[Problem] | None:
    """Problems that keep the folder out, none when the store has it; None to read it again."""
    try:
        fingerprint = fingerprint_of(folder)
        with store.reading() as connection:
            known = _taken(connection) == fingerprint
        if not known:
            candidate, problems = _candidate(store, folder)
            if problems:
                return problems
            with store.writing() as connection:
                if fingerprint_of(folder) != fingerprint:
                    return None
                if _taken(connection) != fingerprint:
                    _take(connection, store, _by_id(store.package, candidate), fingerprint)
        home.keep_package(folder, store.home)
    except Rejected as rejection:
        return list(rejection.problems)
    except PackageUnreadable as error:
        wrong = f"the file cannot be read ({error.reason})"
        return [_of_file(error.path.name, wrong, "put back its last good version")]
    except StoreAway:
        # It is no problem of the folder, and is gone at the next attempt.
        raise
    except StoreError as error:
        return [_of_file("the store", str(error), "then open the page again")]
    except OSError as error:
        name = Path(error.filename).name if error.filename else folder.name
        wrong = f"it cannot be read or written ({error.strerror or error})"
        return [_of_file(name, wrong, "check the disk and what this user may do there")]
    return []


def _candidate(store: Store, folder: Path) -> tuple[Mapping[str, Sequence[Row]], list[Problem]]:
    """The rows of the folder and everything that is wrong with them."""
    if home.declared_package(folder) != store.package:
        wrong = "it describes the tables otherwise than the dashboard that is running"
        mend = "start it again; if this stays, put back the tables and columns that are gone"
        return {}, [_of_file(home.PACKAGE_FILE, wrong, mend)]
    candidate, unreadable = data_folder.read_folder(folder, store.package)
    problems = [*unreadable, *store.check(store.package, candidate)]
    return candidate, sorted(problems, key=rules.in_reading_order)


def _of_file(name: str, wrong: str, mend: str) -> Problem:
    return Problem(name, None, "", "", "", wrong, mend)


def _take(connection: sa.Connection, store: Store, data: RowsByTable, fingerprint: str) -> None:
    """Merge the folder's rows into the store, and remember them as what the folder last had."""
    base_revision = store_log.newest(connection)
    stored = store.rows_within(connection)
    merges = _merge_all(connection, store.package, stored, data)
    changes = [
        Change(table, row_id, row)
        for table, merged in merges.items()
        for row_id, row in merged.taken.items()
    ]
    if changes:
        store.commit_within(
            connection,
            changes,
            author=AUTHOR,
            message=change_words.message(stored, changes, is_first=base_revision == 0),
            save_id=f"{AUTHOR}:{fingerprint}:{base_revision}",
            kind="data folder",
            checked=_same_as_data(merges, stored, data),
        )
    _write_conflicts(connection, store.package, merges, fingerprint)
    _write_seed_rows(connection, data)
    connection.execute(sa.delete(store_tables.meta).where(store_tables.meta.c.key == FINGERPRINT))
    connection.execute(sa.insert(store_tables.meta), {"key": FINGERPRINT, "value": fingerprint})


def _merge_all(
    connection: sa.Connection, package: Package, stored: StoredTables, data: RowsByTable
) -> dict[str, merge.Merge]:
    base: RowsByTable = {name: {} for name in package.tables}
    standing: dict[str, dict[str, Values | None]] = {name: {} for name in package.tables}
    seed_row = store_tables.seed_row
    for table, row_id, row in connection.execute(
        sa.select(seed_row.c.table_name, seed_row.c.row_id, seed_row.c.row)
    ):
        if table in base:
            base[table][row_id] = store_log.fitted(package, table, row)
    for item in store_log.conflicts(connection, package):
        if item.table in standing:
            began = item.base
            standing[item.table][item.row_id] = (
                None if began is None else store_log.fitted(package, item.table, began)
            )
    return {
        name: merge.merge(
            base=base[name],
            store={row_id: row.values for row_id, row in stored[name].items()},
            data=data[name],
            standing=standing[name],
        )
        for name in package.tables
    }


def _same_as_data(
    merges: Mapping[str, merge.Merge], stored: StoredTables, data: RowsByTable
) -> bool:
    """Whether the store ends up with the folder's own rows, which the rules have seen already."""
    for name, merged in merges.items():
        rows = {row_id: row.values for row_id, row in stored[name].items()} | merged.taken
        if {row_id: row for row_id, row in rows.items() if row is not None} != data[name]:
            return False
    return True


def _write_conflicts(
    connection: sa.Connection,
    package: Package,
    merges: Mapping[str, merge.Merge],
    fingerprint: str,
) -> None:
    """Replace the conflicts by the contested rows; one that stays as it was keeps its date."""
    earlier = {(item.table, item.row_id): item for item in store_log.conflicts(connection, package)}
    rows = []
    for table, merged in merges.items():
        for row_id, contested in merged.contested.items():
            old = earlier.get((table, row_id))
            same = old is not None and old.data_row == contested.data_row
            rows.append(
                {
                    "table_name": table,
                    "row_id": row_id,
                    "base": contested.base,
                    "store_row": contested.store_row,
                    "data_row": contested.data_row,
                    "found_at": old.found_at if old and same else store_log.now(),
                    "fingerprint": old.fingerprint if old and same else fingerprint,
                }
            )
    connection.execute(sa.delete(store_tables.conflict))
    if rows:
        connection.execute(sa.insert(store_tables.conflict), rows)


def _write_seed_rows(connection: sa.Connection, data: RowsByTable) -> None:
    connection.execute(sa.delete(store_tables.seed_row))
    rows = [
        {"table_name": table, "row_id": row_id, "row": row}
        for table, by_id in data.items()
        for row_id, row in by_id.items()
    ]
    if rows:
        connection.execute(sa.insert(store_tables.seed_row), rows)


def _by_id(package: Package, candidate: Mapping[str, Sequence[Row]]) -> RowsByTable:
    return {
        name: {
            row.values[table.key]: store_log.fitted(package, name, row.values)
            for row in candidate.get(name, ())
        }
        for name, table in package.tables.items()
    }


def _taken(connection: sa.Connection) -> str | None:
    """The fingerprint of the folder as the store last took it; None before the first time."""
    meta = store_tables.meta
    return connection.scalar(sa.select(meta.c.value).where(meta.c.key == FINGERPRINT))


def _files(folder: Path) -> list[Path]:
    """The files of the set by name; OSError where the folder cannot be listed."""
    return sorted(
        path for path in folder.iterdir() if path.suffix == ".csv" or path.name == home.PACKAGE_FILE
    )


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_mtime_ns, status.st_size
