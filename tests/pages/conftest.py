"""A store with kept scenes, for the pages that keep, list and play them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence import home as homes
from evidence import kept_scenes
from evidence.store import Store
from tests.pages.app_home import app_home
from tests.pages.kept import draft


@pytest.fixture(scope="module")
def scenes_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a store of this module's own, which has the data folder."""
    with app_home(tmp_path_factory.mktemp("scenes")) as folder:
        yield folder


@pytest.fixture
def scenes_store(scenes_home: Path) -> Iterator[Store]:
    """That store, without lists."""
    opened = homes.open_store(scenes_home)
    for listed in kept_scenes.lists(opened):
        kept_scenes.remove_list(opened, listed.list_id)
    yield opened
    opened.close()


@pytest.fixture
def workshop(scenes_store: Store) -> str:
    """A list of three scenes."""
    return kept_scenes.make_list(
        scenes_store,
        "Workshop",
        [
            replace(draft(scenes_store, "First", model_type="mcp"), note="Ask who.\nThen wait."),
            draft(scenes_store, "Second", "site", site="rushcliffe-principia"),
            draft(scenes_store, "Third", "dashboard"),
        ],
    )
