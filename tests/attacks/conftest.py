"""A store with the data folder behind the pages, and who sits in front of them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence import home as homes
from evidence.schema import Package
from evidence.store import Store
from evidence.workbench import roles
from evidence.workbench.person import Person
from tests.attacks import state, world
from tests.attacks.world import World
from tests.data_fixtures import TINY, Tables
from tests.pages.app_home import app_home
from tests.tiny_package import let
from ui import identity


@pytest.fixture(scope="module")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a store of this module's own, which has the data folder."""
    with app_home(tmp_path_factory.mktemp("attacked")) as folder:
        yield folder


@pytest.fixture
def real_store(real_home: Path) -> Iterator[Store]:
    """That store, with an empty list of refusals."""
    opened = homes.open_store(real_home)
    let(opened, "olive")
    state.forget_refusals(opened)
    yield opened
    opened.close()


@pytest.fixture
def olive(real_store: Store) -> Person:
    """The owner."""
    return let(real_store, "olive")


@pytest.fixture
def ann(real_store: Store) -> Person:
    """An analyst."""
    return let(real_store, "ann", "analyst")


@pytest.fixture
def ben(real_store: Store) -> Person:
    """Another analyst."""
    return let(real_store, "ben", "analyst")


@pytest.fixture
def ruth(real_store: Store) -> Person:
    """A reviewer."""
    return let(real_store, "ruth", "reviewer")


@pytest.fixture
def sits(monkeypatch: pytest.MonkeyPatch) -> Callable[[Person], None]:
    """Put somebody in front of the pages, in place of whoever sat there."""
    return lambda person: monkeypatch.setattr(identity, "person", lambda: person)


@pytest.fixture(scope="session")
def template(
    tmp_path_factory: pytest.TempPathFactory, package: Package, tiny_tables: Tables
) -> World:
    store = world.opened(tmp_path_factory.mktemp("world"), package)
    found = world.made(store, tiny_tables, TINY)
    let(store, "abe", "analyst")
    let(store, "rex", "reviewer")
    # So that the other owner's role can be taken.
    let(store, "osric", "owner")
    with store.writing() as connection:
        roles.note_person(connection, Person("nora", "nora"))
    store.close()
    return found


@pytest.fixture
def it(template: World, package: Package, tmp_path: Path) -> Iterator[World]:
    """The world, in a store of this test's own."""
    shutil.copytree(template.store.home, tmp_path / "home", dirs_exist_ok=True)
    store = world.opened(tmp_path / "home", package)
    yield replace(template, store=store)
    store.close()
