"""The published set as a folder like ``data/``: one CSV a table, its rows by their key.

The same revision gives the same bytes, whichever engine keeps it.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from evidence import dates, home
from evidence.exports import whole_set
from evidence.schema import Package
from evidence.store import Store, StoreError
from evidence.store_errors import PackageUnreadable
from evidence.workbench import history


def files(store: Store, package_file: bytes, revision: int | None = None) -> dict[str, bytes]:
    """The content of every file by its name: the package file and the CSVs.

    Args:
        store: where the rows are.
        package_file: the bytes of ``datapackage.json``, as ``package_bytes`` finds them.
        revision: whose rows; the newest without it.

    Raises:
        UnknownRevision: there is no such revision.
    """
    rows = store.tables(revision)
    tables = store.package.tables.values()
    csvs = {table.path: whole_set.table_csv(table, rows[table.name]) for table in tables}
    return {home.PACKAGE_FILE: package_file, **csvs}


def package_bytes(package: Package, *folders: Path) -> bytes:
    """The package file of the first of the folders that declares this package.

    Raises:
        PackageUnreadable: none of them does.
    """
    for folder in folders:
        try:
            if home.declared_package(folder) == package:
                return (folder / home.PACKAGE_FILE).read_bytes()
        except (PackageUnreadable, OSError):
            continue
    path = folders[0] / home.PACKAGE_FILE
    raise PackageUnreadable(path, "it describes other tables than the store holds")


def revision_at(store: Store, asked: str) -> int:
    """The revision of that number, or the newest one saved up to the end of that day (UTC).

    Args:
        store: whose revisions.
        asked: a number such as 12, or a day such as 2026-11-21.

    Raises:
        StoreError: it is neither, or nothing had been saved by then.
    """
    if asked.isdecimal():
        return int(asked)
    if len(asked) != len("2026-11-21") or dates.fault(asked):
        raise StoreError(f"There is no revision {asked}: give its number, or a day as 2026-11-21.")
    number = history.revision_at(store, asked)
    if not number:
        raise StoreError(f"Nothing had been saved by {asked}: see python -m evidence history.")
    return number


def write(folder: Path, contents: Mapping[str, bytes]) -> list[str]:
    """Bring the files of the folder to these contents; other files in it are left alone.

    Each file is replaced at once when it is whole, so that nobody reads half of one.

    Returns:
        The names of the files that were not so before.

    Raises:
        StoreError: the folder or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        changed = [name for name, content in contents.items() if _read(folder / name) != content]
        for name in changed:
            _replace(folder / name, contents[name])
    except OSError as error:
        place = error.filename or folder
        raise StoreError(
            f"{place} cannot be written ({error.strerror or error}): choose a folder that this user"
            " may write to, on a disk with room."
        ) from error
    return changed


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _replace(path: Path, content: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, unfinished = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(unfinished).chmod(mode)
        Path(unfinished).replace(path)
    except OSError:
        Path(unfinished).unlink(missing_ok=True)
        raise
