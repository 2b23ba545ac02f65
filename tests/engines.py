"""The engines that a store can stand on, so that a test of the store is run on each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evidence.schema import Package
from evidence.store import Check, Store
from tests import tiny_package
from tests.postgres import PostgresServer
from tests.tiny_package import PACKAGE

OpenStore = Callable[..., Store]
OpenUrl = Callable[[str], Store]
# For a test of what only files have, or can be made to do.
files_only = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> PostgresServer | None:
    """The server that new stores go to; None for files."""
    if request.param == "sqlite":
        return None
    server: PostgresServer = request.getfixturevalue("shared_postgres")
    return server


@contextmanager
def new_url(engine: PostgresServer | None) -> Iterator[str]:
    """A database without tables; empty where the store is a file."""
    if engine is None:
        yield ""
    else:
        url = engine.new_database()
        yield url
        engine.drop_database(url)


@pytest.fixture
def store_url(engine: PostgresServer | None) -> Iterator[str]:
    """Where the store of this test is: a database of its own, or a file where it is empty."""
    with new_url(engine) as url:
        yield url


@pytest.fixture
def open_store(tmp_path: Path, store_url: str) -> Iterator[OpenStore]:
    """Open the store of this test, as often as it likes; all are closed at its end."""
    stores: list[Store] = []

    def opened(package: Package = PACKAGE, check: Check = tiny_package.check) -> Store:
        stores.append(Store(tmp_path, package, check=check, url=store_url))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def open_url(tmp_path: Path) -> Iterator[OpenUrl]:
    """Open the store of a database; all are closed at the end."""
    stores: list[Store] = []

    def opened(url: str) -> Store:
        stores.append(Store(tmp_path, PACKAGE, check=tiny_package.check, url=url))
        return stores[-1]

    yield opened
    for store in stores:
        store.close()
