"""A folder like ``data/`` as one revision: what it would change, and the saving of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evidence import folder as data_folder
from evidence import home, rules, seed, store_log, store_tables
from evidence.rules import Problem, Row
from evidence.schema import Package
from evidence.store import Change, Revision, Store, StoreError
from evidence.store_tables import StoredTables, Values
from evidence.workbench import door
from evidence.workbench.person import Person


@dataclass(frozen=True)
class Difference:
    """What a folder would change in the store.

    Attributes:
        revision: the revision of the store that the folder was compared with.
        fingerprint: of the folder's files.
        changes: the rows as they shall be.
        before: the rows that the changes replace or remove, by table and row id.
        missing: by table, the ids of the rows that the folder lacks and that stay in the store.
        unchanged: how many rows are alike on both sides.
        problems: what is wrong with the folder, or with the set as it would become. Nothing can be
            saved before they are mended.
    """

    revision: int
    fingerprint: str
    changes: tuple[Change, ...]
    before: Mapping[tuple[str, str], Values]
    missing: Mapping[str, tuple[str, ...]]
    unchanged: int
    problems: tuple[Problem, ...]

    def done(self, change: Change) -> str:
        """One of added, changed and removed."""
        if change.row is None:
            return "removed"
        return "changed" if (change.table, change.row_id) in self.before else "added"


def compare(store: Store, folder: Path, *, remove_missing: bool = False) -> Difference:
    """What the folder would change; ``remove_missing`` takes out the rows that it lacks.

    Raises:
        StoreError: there is no such folder, it cannot be read, or it describes other tables.
    """
    fingerprint, candidate, unreadable = _read(store.package, folder)
    with store.reading() as connection:
        revision = store_log.newest(connection)
        stored = store.rows_within(connection)
    rows = {name: _by_id(store.package, name, candidate) for name in candidate}
    changes = _written(stored, rows)
    n_unchanged = sum(len(table) for table in rows.values()) - len(changes)
    lacked = {
        name: tuple(row_id for row_id in stored[name] if row_id not in table)
        for name, table in rows.items()
    }
    if remove_missing:
        changes += [
            Change(name, row_id, None, stored[name][row_id].revision)
            for name, row_ids in lacked.items()
            for row_id in row_ids
        ]
        lacked = dict.fromkeys(lacked, ())
    problems = [*unreadable, *_problems(store, stored, candidate, lacked, changes)]
    return Difference(
        revision=revision,
        fingerprint=fingerprint,
        changes=tuple(changes),
        before={
            (each.table, each.row_id): stored[each.table][each.row_id].values
            for each in changes
            if each.row_id in stored[each.table]
        },
        missing={name: row_ids for name, row_ids in lacked.items() if row_ids},
        unchanged=n_unchanged,
        problems=tuple(sorted(problems, key=rules.in_reading_order)),
    )


def save(store: Store, difference: Difference, person: Person, message: str) -> Revision:
    """Save the difference as one revision; the same one again is not saved twice.

    Raises:
        NotAllowed: the person is no reviewer.
        EditConflict: somebody saved one of the rows after the comparison.
        Rejected: the set as it would become breaks rules.
    """
    removes = any(change.row is None for change in difference.changes)
    save_id = f"import:{difference.fingerprint}:{difference.revision}:{removes}"
    with door.writing(store, person, "reviewer", "import a folder") as connection:
        return store.commit_within(
            connection,
            difference.changes,
            author=person.person_id,
            message=message,
            save_id=save_id,
            kind="import",
        )


def _read(package: Package, folder: Path) -> tuple[str, dict[str, list[Row]], list[Problem]]:
    """The fingerprint of the folder, its rows, and what cannot be read in it."""
    try:
        fingerprint = seed.fingerprint_of(folder)
        path = folder / home.PACKAGE_FILE
        if path.exists():
            declared = home.declared_package(folder)
            if store_tables.shape(declared) != store_tables.shape(package):
                raise StoreError(
                    f"{path} describes other tables or columns than the store holds: bring the"
                    " folder to the store's, or import it with the version that fits it."
                )
        return fingerprint, *data_folder.read_folder(folder, package)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be read ({error.strerror or error}): name a folder with"
            " the CSV files of the set."
        ) from error


def _written(stored: StoredTables, rows: Mapping[str, Mapping[str, Values]]) -> list[Change]:
    """The rows that are new or other than they are stored."""
    return [
        Change(name, row_id, row, stored[name][row_id].revision if row_id in stored[name] else 0)
        for name, table in rows.items()
        for row_id, row in table.items()
        if row_id not in stored[name] or stored[name][row_id].values != row
    ]


def _by_id(
    package: Package, name: str, candidate: Mapping[str, Sequence[Row]]
) -> dict[str, Values]:
    key = package.tables[name].key
    return {
        row.values.get(key, ""): store_log.fitted(package, name, row.values)
        for row in candidate.get(name, ())
    }


def _problems(
    store: Store,
    stored: StoredTables,
    candidate: Mapping[str, Sequence[Row]],
    kept: Mapping[str, Sequence[str]],
    changes: Sequence[Change],
) -> list[Problem]:
    """What is wrong with the set as it would become, without what was wrong before elsewhere."""
    after = {
        name: [*rows, *(Row(stored[name][row_id].values) for row_id in kept[name])]
        for name, rows in candidate.items()
    }
    problems = store.check(store.package, after)
    if not problems:
        return []
    before = {
        name: [Row(row.values) for row in stored[name].values()] for name in store.package.tables
    }
    known = set(store.check(store.package, before))
    touched = {(store.package.tables[each.table].path, each.row_id) for each in changes}
    return [
        problem
        for problem in problems
        if replace(problem, line=None) not in known or (problem.file, problem.row_id) in touched
    ]
