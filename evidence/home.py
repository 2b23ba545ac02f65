"""Where the dashboard keeps what it saves, and how its store is opened."""

import os
import threading
from pathlib import Path

from evidence import DATA, ROOT, rules, schema
from evidence.schema import Package
from evidence.store import FILE_NAME, Check, Store
from evidence.store_errors import PackageUnreadable, StoreMismatch
from evidence.store_postgres import VARIABLE

PACKAGE_FILE = "datapackage.json"


def home() -> Path:
    """The folder of the store: ``EVIDENCE_HOME`` where that is set, else ``ROOT/var``."""
    chosen = os.environ.get("EVIDENCE_HOME", "").strip()
    return Path(chosen).expanduser().resolve() if chosen else ROOT / "var"


def database_url() -> str:
    """The PostgreSQL database that holds the store: EVIDENCE_DATABASE_URL; empty for a file."""
    return os.environ.get(VARIABLE, "").strip()


def open_store(place: Path, folder: Path = DATA, *, check: Check = rules.check) -> Store:
    """The store in the folder ``place``, with the package that the data folder declares.

    Where EVIDENCE_DATABASE_URL names a database, the rows are there, and what stands beside them
    is in ``place``.

    Where that package cannot be read, or leaves out what the store holds, it is the last good one,
    of which ``keep_package`` left a copy in ``place``.

    Raises:
        StoreError: the store cannot be opened, or there never was a good package.
    """
    url = database_url()
    try:
        return Store(place, declared_package(folder), check=check, url=url)
    except (PackageUnreadable, StoreMismatch):
        if not (place / PACKAGE_FILE).exists():
            raise
    return Store(place, declared_package(place), check=check, url=url)


def existing_store() -> Store | None:
    """The store at home; None where there is neither a file nor the address of a database.

    Raises:
        StoreError: the store is there and cannot be opened.
    """
    place = home()
    return open_store(place) if database_url() or (place / FILE_NAME).exists() else None


def declared_package(folder: Path) -> Package:
    """The package that the folder declares.

    Raises:
        PackageUnreadable: there is no package file, or it cannot be understood.
    """
    path = folder / PACKAGE_FILE
    try:
        return schema.load_package(folder)
    except OSError as error:
        raise PackageUnreadable(path, error.strerror or str(error)) from error
    except KeyError as error:
        raise PackageUnreadable(path, f"{error} is missing in it") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise PackageUnreadable(path, str(error)) from error


def keep_package(folder: Path, place: Path) -> None:
    """Keep a copy of the folder's package file in ``place``, where it differs from the one there.

    Raises:
        OSError: the file cannot be read or the copy not be written.
    """
    content = (folder / PACKAGE_FILE).read_bytes()
    kept = place / PACKAGE_FILE
    if kept.exists() and kept.read_bytes() == content:
        return
    # Others may do the same at once: each writes its own file, and the last one to finish stays.
    unfinished = place / f"{PACKAGE_FILE}.{os.getpid()}-{threading.get_ident()}"
    unfinished.write_bytes(content)
    unfinished.replace(kept)
