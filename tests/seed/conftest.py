"""A data folder of four rows, and a store that has or has not taken it in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence import seed
from evidence.store import Store
from tests import tiny_package
from tests.tiny_package import FOLDER, PACKAGE


@pytest.fixture
def store(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("EVIDENCE_DATABASE_URL", store_url)
    opened = Store(tmp_path / "home", PACKAGE, check=tiny_package.check, url=store_url)
    yield opened
    opened.close()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tiny_package.write_folder(tmp_path / "data", FOLDER)


@pytest.fixture
def loaded(store: Store, data: Path) -> Store:
    assert seed.synchronise(store, data).revision == 1
    return store
