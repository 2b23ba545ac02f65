"""Stores for the tests of copies, where it matters on either engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.store import Store
from tests.copying import filled
from tests.tiny_package import YORK, added, save


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database; empty for an SQLite file."""
    if request.param == "sqlite":
        return ""
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def store(tmp_path: Path, url: str) -> Iterator[Store]:
    """A store with one site."""
    opened = filled.opened(tmp_path / "home", url)
    save(opened, added("sites", YORK))
    yield opened
    opened.close()


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[Store]:
    """The same as an SQLite file."""
    opened = filled.opened(tmp_path / "file")
    save(opened, added("sites", YORK))
    yield opened
    opened.close()
