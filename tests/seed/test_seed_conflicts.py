"""Rows that the dashboard and the data folder both changed."""

from pathlib import Path

import pytest

from evidence import seed
from evidence.store import Change, Store
from tests.tiny_package import KENT, YORK, added, save, site, with_sites

Rows = dict[str, str]


def test_change_in_the_dashboard_outlives_an_unrelated_pull(loaded: Store, data: Path) -> None:
    save(loaded, added("sites", {**YORK, "note": "dashboard"}))
    result = seed.synchronise(loaded, with_sites(data, {**KENT, "note": "data"}, YORK))

    assert result.conflicts == ()
    assert site(loaded, "york") == {**YORK, "note": "dashboard"}
    assert site(loaded, "kent") == {**KENT, "note": "data"}


def test_row_added_in_the_dashboard_stays(loaded: Store, data: Path) -> None:
    save(loaded, added("sites", {**YORK, "site_id": "hull"}))
    seed.synchronise(loaded, with_sites(data, KENT))

    assert [row["site_id"] for row in loaded.tables()["sites"]] == ["hull", "kent"]


def test_same_change_on_both_sides_is_no_conflict(loaded: Store, data: Path) -> None:
    save(loaded, added("sites", {**YORK, "note": "same"}))
    result = seed.synchronise(loaded, with_sites(data, KENT, {**YORK, "note": "same"}))

    assert (result.revision, result.conflicts) == (2, ())


MINE = {**YORK, "note": "dashboard"}
THEIRS = {**YORK, "note": "data"}


@pytest.mark.parametrize(
    ("mine", "theirs"), [(MINE, THEIRS), (MINE, None), (None, THEIRS)], ids=str
)
def test_different_changes_on_both_sides_are_kept_both(
    loaded: Store, data: Path, mine: Rows | None, theirs: Rows | None
) -> None:
    save(loaded, Change("sites", "york", mine))
    sites = [KENT, theirs] if theirs else [KENT]
    result = seed.synchronise(loaded, with_sites(data, *sites))

    (conflict,) = result.conflicts
    assert (conflict.table, conflict.row_id, conflict.base) == ("sites", "york", YORK)
    assert (conflict.store_row, conflict.data_row) == (mine, theirs)
    assert result.revision == 2
    assert site(loaded, "york") == mine
    assert loaded.conflicts() == [conflict]


def test_same_id_added_on_both_sides_is_a_conflict(loaded: Store, data: Path) -> None:
    mine, theirs = ({**YORK, "site_id": "hull", "note": note} for note in ("mine", "theirs"))
    save(loaded, added("sites", mine))
    (conflict,) = seed.synchronise(loaded, with_sites(data, KENT, YORK, theirs)).conflicts

    assert (conflict.base, conflict.store_row, conflict.data_row) == (None, mine, theirs)


@pytest.fixture
def contested(loaded: Store, data: Path) -> Store:
    save(loaded, added("sites", MINE))
    assert len(seed.synchronise(loaded, with_sites(data, KENT, THEIRS)).conflicts) == 1
    return loaded


def test_conflict_stands_through_later_pulls(contested: Store, data: Path) -> None:
    before = contested.conflicts()
    result = seed.synchronise(contested, with_sites(data, {**KENT, "note": "x"}, THEIRS))

    assert list(result.conflicts) == before
    assert site(contested, "york") == MINE


def test_conflict_follows_both_sides(contested: Store, data: Path) -> None:
    save(contested, added("sites", {**MINE, "name": "Yorkshire"}))
    assert contested.conflicts()[0].store_row == {**MINE, "name": "Yorkshire"}
    seed.synchronise(contested, with_sites(data, KENT, {**THEIRS, "name": "Jorvik"}))

    (conflict,) = contested.conflicts()
    assert (conflict.base, conflict.data_row) == (YORK, {**THEIRS, "name": "Jorvik"})


def test_conflict_ends_when_the_dashboard_takes_the_data(contested: Store, data: Path) -> None:
    save(contested, added("sites", THEIRS))

    assert contested.conflicts() == []
    assert seed.synchronise(contested, with_sites(data, THEIRS)).conflicts == ()


@pytest.mark.parametrize("york", [MINE, YORK], ids=["same as dashboard", "taken back"])
def test_conflict_ends_when_the_data_gives_way(contested: Store, data: Path, york: Rows) -> None:
    result = seed.synchronise(contested, with_sites(data, KENT, york))

    assert result.conflicts == ()
    assert site(contested, "york") == MINE
