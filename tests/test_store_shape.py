"""An old store under another package."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidence.schema import Package
from evidence.store import (
    Store,
    StoreMismatch,
)
from tests import tiny_package
from tests.engines import OpenStore
from tests.tiny_package import KENT, NHS, PACKAGE, YORK, added, save

Reopened = Callable[[Package], Store]


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def reopened(store: Store, open_store: OpenStore) -> Reopened:
    """Close the store and open it with another package."""

    def reopen(package: Package) -> Store:
        store.close()
        return open_store(package, check=lambda package, candidate: [])

    return reopen


def test_new_columns_and_tables_are_added_to_an_old_store(store: Store, reopened: Reopened) -> None:
    save(store, added("sources", NHS), added("sites", KENT))
    isbn = tiny_package.text("isbn", required=True)
    sources = replace(tiny_package.SOURCES, fields=(*tiny_package.SOURCES.fields, isbn))
    towns = tiny_package.table("towns", tiny_package.text("town", required=True))
    newer = reopened(tiny_package.package(sources, tiny_package.SITES, towns))

    expected = {"sources": [{**NHS, "isbn": ""}], "sites": [KENT], "towns": []}
    assert newer.tables() == newer.tables(1) == expected
    assert newer.row_revision("sites", "kent") == 1
    save(newer, added("sources", {**NHS, "isbn": "978"}))
    assert newer.tables()["sources"] == [{**NHS, "isbn": "978"}]


def test_column_that_is_no_longer_required_may_be_emptied(store: Store, reopened: Reopened) -> None:
    save(store, added("sources", NHS), added("sites", KENT))
    sources = tiny_package.table("sources", *map(tiny_package.text, ("source_id", "title")))
    newer = reopened(tiny_package.package(sources, tiny_package.SITES, tiny_package.STEPS))

    save(newer, added("sources", {**NHS, "title": ""}))
    assert newer.tables()["sources"] == [{**NHS, "title": ""}]


def test_column_with_values_is_not_dropped(store: Store, reopened: Reopened) -> None:
    save(store, added("sites", {**YORK, "note": "keep me"}))
    fields = tuple(field for field in tiny_package.SITES.fields if field.name != "note")
    sites = replace(tiny_package.SITES, fields=fields)

    with pytest.raises(StoreMismatch, match=r"values in sites\.note"):
        reopened(tiny_package.package(tiny_package.SOURCES, sites, tiny_package.STEPS))
    assert reopened(PACKAGE).tables()["sites"] == [{**YORK, "note": "keep me"}]


def test_empty_column_is_dropped(store: Store, reopened: Reopened) -> None:
    save(store, added("sites", YORK))
    fields = tuple(field for field in tiny_package.SITES.fields if field.name != "note")
    sites = replace(tiny_package.SITES, fields=fields)
    newer = reopened(tiny_package.package(tiny_package.SOURCES, sites, tiny_package.STEPS))

    expected = [{name: value for name, value in YORK.items() if name != "note"}]
    assert newer.tables()["sites"] == newer.tables(1)["sites"] == expected


def test_other_key_is_refused(store: Store, reopened: Reopened) -> None:
    steps = replace(tiny_package.STEPS, key="step")

    with pytest.raises(StoreMismatch, match="rows of steps by number"):
        reopened(tiny_package.package(tiny_package.SOURCES, tiny_package.SITES, steps))


@pytest.mark.parametrize("name", ["change", "meta", "alembic_version"])
def test_table_named_like_one_of_the_log_is_refused(open_store: OpenStore, name: str) -> None:
    with pytest.raises(StoreMismatch, match=f"the table {name} uses a name of the store's own"):
        open_store(tiny_package.package(tiny_package.table(name, tiny_package.text("id"))))
