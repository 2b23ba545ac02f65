"""What differs between two revisions, as rows and as CSV."""

import csv
import io
from contextlib import suppress
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from evidence.store import Change, Rejected, RowChange, Store, UnknownRevision
from evidence.workbench import difference
from tests import tiny_package
from tests.engines import OpenStore
from tests.test_store_replay import SAVES
from tests.tiny_package import KENT, NHS, PACKAGE, YORK, added, save


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    """York; then a note on it, and Kent; then York without its note, and no Kent."""
    opened = open_store()
    save(opened, added("sites", YORK))
    noted = {**YORK, "note": "=1+1"}
    save(opened, added("sources", NHS), added("sites", KENT), added("sites", noted))
    save(opened, added("sites", YORK), Change("sites", "kent", None))
    return opened


def test_a_difference_holds_what_is_left_of_all_changes_between(store: Store) -> None:
    assert difference.difference(store, 1, 3) == [RowChange("sources", "nhs", None, NHS)]
    assert difference.difference(store, 2, 2) == []


def test_a_difference_runs_either_way(store: Store) -> None:
    forward, back = difference.difference(store, 1, 2), difference.difference(store, 2, 1)
    assert [(each.table, each.row_id) for each in forward] == [
        ("sources", "nhs"),
        ("sites", "kent"),
        ("sites", "york"),
    ]
    assert [(each.before, each.after) for each in back] == [
        (each.after, each.before) for each in forward
    ]


@pytest.mark.parametrize(("older", "newer"), [(0, 4), (-1, 2), (4, 1)])
def test_a_difference_of_a_revision_that_is_not_there_is_told(
    store: Store, older: int, newer: int
) -> None:
    with pytest.raises(UnknownRevision):
        difference.difference(store, older, newer)


def test_the_csv_has_a_line_a_cell_and_no_formula(store: Store) -> None:
    written = difference.csv_text(PACKAGE, difference.difference(store, 1, 2))
    assert list(csv.reader(io.StringIO(written))) == [
        ["table", "row_id", "field", "before", "after"],
        ["sources", "nhs", "source_id", "", "nhs"],
        ["sources", "nhs", "title", "", "NHS report"],
        ["sites", "kent", "site_id", "", "kent"],
        ["sites", "kent", "name", "", "Kent"],
        ["sites", "kent", "source_id", "", "nhs"],
        ["sites", "york", "note", "", "'=1+1"],
    ]


@given(SAVES)
@settings(max_examples=20)
def test_a_difference_turns_either_revision_into_the_other(saves: list[list[Change]]) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), PACKAGE, check=tiny_package.check)
        for changes in saves:
            with suppress(Rejected):
                save(store, *changes)
        numbers = range(store.revision() + 1)
        for older, newer in product(numbers, numbers[-3:]):
            rows = _rows(store, older)
            for each in difference.difference(store, older, newer):
                assert rows.get((each.table, each.row_id)) == each.before
                rows[each.table, each.row_id] = each.after
            left = {place: row for place, row in rows.items() if row is not None}
            assert left == _rows(store, newer)
        store.close()


def _rows(store: Store, number: int) -> dict[tuple[str, str], dict[str, str] | None]:
    keys = {name: table.key for name, table in PACKAGE.tables.items()}
    return {
        (name, row[keys[name]]): row for name, rows in store.tables(number).items() for row in rows
    }
