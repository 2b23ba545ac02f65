"""A store of each module's own for adding, and who sits in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import home as homes
from evidence.store import Store
from evidence.workbench import review, submission, tables
from evidence.workbench import settings as workbench_settings
from evidence.workbench.person import READER, Person
from tests import tiny_package
from tests.pages.adding.forms import ME
from tests.pages.app_home import app_home
from ui import identity


@pytest.fixture(scope="module")
def add_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a store of this module's own, which has the data folder."""
    with app_home(tmp_path_factory.mktemp("adding")) as folder:
        yield folder


@pytest.fixture
def store(add_home: Path) -> Iterator[Store]:
    """That store, where nobody has a draft."""
    opened = homes.open_store(add_home)
    for item in submission.own(opened, ME):
        review.withdraw(opened, ME, item.submission_id, comment="")
    yield opened
    opened.close()


@pytest.fixture
def boss(store: Store) -> Iterator[Person]:
    """A reviewer besides the owner at this machine, until the test ends."""
    tiny_package.let(store, ME.person_id, "owner")
    yield tiny_package.let(store, "boss", "reviewer")
    with store.writing() as connection:
        connection.execute(sa.delete(tables.role))
        workbench_settings.switch_second_reader(connection, True, by="the test")


@pytest.fixture
def reader(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever opens the page has no account; what was suggested is put away afterwards."""
    monkeypatch.setattr(identity, "person", lambda: READER)
    yield
    for item in review.queue(store):
        review.withdraw(store, ME, item.submission_id, comment="Seen")
