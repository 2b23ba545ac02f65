"""What every test stands on: a home of its own, and the same examples at every run."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ("tests.data_fixtures", "tests.postgres", "tests.engines")

# Windows has no sh, and is set up by the commands in the README.
collect_ignore = ["test_setup.py"] if sys.platform == "win32" else []

BROWSER_TESTS = Path(__file__).parent / "browser"

settings.register_profile("same", derandomize=True, database=None, max_examples=50, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in tests/browser, and run it last: its event loop stays to the end."""
    for item in items:
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder for the store of this run, so that no test meets the saved rows in var/."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "EVIDENCE_HOME", str(folder))
        patch.delenv("EVIDENCE_DATABASE_URL", raising=False)
        yield folder
