"""A PostgreSQL server whose disk is full: the server itself meets it, in the middle of a save."""

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from evidence import copying
from evidence.copying import Contents
from evidence.store import Revision, Store, StoreError
from evidence.store_errors import StoreAway
from tests.faults import disks, places
from tests.faults.disks import Disk
from tests.postgres import PostgresServer
from tests.tiny_package import PACKAGE, YORK, added, let

# What cannot be compressed, so that a few saves fill the disk.
ROWS, NOTE_BYTES = 40, 45_000
FEW = 20


def rows_of(save: int) -> list[dict[str, str]]:
    return [
        {**YORK, "site_id": f"{save:02}-{row:02}", "note": secrets.token_hex(NOTE_BYTES)}
        for row in range(ROWS)
    ]


def saved(store: Store, rows: list[dict[str, str]]) -> Revision:
    changes = [added("sites", row) for row in rows]
    return store.commit(changes, author="ann", message="Say why", save_id=rows[0]["site_id"])


def held(store: Store) -> Contents:
    """All that is in the store."""
    with store.reading() as connection:
        return copying.contents(connection, PACKAGE)


@pytest.mark.parametrize(
    ("full", "sentence"),
    [
        (disks.small, "is full: make room there and try again."),
        (disks.limited_within_a_page, "is full: make room there and try again."),
        (disks.limited, "File too large): make room there, or raise the limit, and try again."),
    ],
    ids=["disk", "file, in a page", "file, between pages"],
)
def test_save_that_finds_the_disk_full_is_told_so_and_goes_through_when_there_is_room(
    full: Callable[[PostgresServer], AbstractContextManager[Disk]],
    sentence: str,
    postgres_server: PostgresServer,
    tmp_path: Path,
) -> None:
    with full(postgres_server) as disk, closing(places.opened(tmp_path, disk.url)) as store:
        let(store, "ann")
        acknowledged: list[dict[str, str]] = []
        for number in range(FEW):
            before, rows = held(store), rows_of(number)
            try:
                saved(store, rows)
            except StoreError as error:
                told = error
                break
            acknowledged += rows

        assert acknowledged
        assert not isinstance(told, StoreAway)
        assert f"of the store {store.place} " in str(told)
        assert str(told).endswith(sentence)
        # Who was reading goes on, and so does who comes now.
        assert held(store) == before
        assert store.tables()["sites"] == acknowledged
        with closing(places.opened(tmp_path / "other", disk.url)) as other:
            assert held(other) == before
        with pytest.raises(StoreError, match="make room there"):
            saved(store, rows)

        disk.make_room()
        assert held(store) == before
        made = saved(store, rows)
        assert saved(store, rows) == made
        assert made.number == store.revision() == number + 1
        assert store.tables()["sites"] == [*acknowledged, *rows]
