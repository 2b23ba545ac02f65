"""Stores of the small package for the faults, in a folder or at a PostgreSQL server."""

from pathlib import Path

from evidence.store import Store
from tests import tiny_package


def opened(folder: Path, url: str = "") -> Store:
    """The store at the URL, or the SQLite file of the folder where that is empty."""
    return Store(folder, tiny_package.PACKAGE, check=tiny_package.check, url=url)
