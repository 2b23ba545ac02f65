"""A store with four published rows, and people of every role."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.store import Store
from evidence.workbench.person import Person
from tests import tiny_package
from tests.tiny_package import FOLDER, PACKAGE, added


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The rows nhs, kent, york and step 1, published by Olive as revision 1."""
    opened = Store(tmp_path / "home", PACKAGE, check=tiny_package.check)
    rows = [added(name, row) for name, table in FOLDER.items() for row in table]
    tiny_package.save(opened, *rows, author="olive")
    yield opened
    opened.close()


@pytest.fixture
def ann(store: Store) -> Person:
    """An analyst."""
    return tiny_package.let(store, "ann", "analyst")


@pytest.fixture
def ben(store: Store) -> Person:
    """Another analyst."""
    return tiny_package.let(store, "ben", "analyst")


@pytest.fixture
def ruth(store: Store) -> Person:
    """A reviewer."""
    return tiny_package.let(store, "ruth", "reviewer")


@pytest.fixture
def olive(store: Store) -> Person:
    """The owner."""
    return tiny_package.let(store, "olive", "owner")
