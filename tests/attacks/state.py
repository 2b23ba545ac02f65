"""What a refused attempt must leave as it was, and where it must be found afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from evidence.store import Store
from evidence.workbench import owners, tables
from evidence.workbench.owners import Refusal
from evidence.workbench.person import Person

DOOR = "evidence.workbench.door"


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the store's own tables and of the data.

    Without the list of refusals, and when people were last seen, which every visit writes.
    """
    with store.reading() as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection)
        return {
            name: sorted(tuple(map(str, row)) for row in connection.execute(_asked(table)))
            for name, table in metadata.tables.items()
            if name != tables.refusal.name
        }


def _asked(table: sa.Table) -> sa.Select[Any]:
    return sa.select(*(each for each in table.c if each.name != "last_seen_at"))


def refusals(store: Store, owner: Person) -> list[Refusal]:
    """The refused attempts as an owner sees them, newest first."""
    return owners.refusals(store, owner, 10_000)


def forget_refusals(store: Store) -> None:
    """Empty the list of refused attempts, of which a person has room for few an hour."""
    with store.writing() as connection:
        connection.execute(sa.delete(tables.refusal))


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the door wrote into the server's log, in its order."""
    return [each.getMessage() for each in caplog.records if each.name == DOOR]


@contextmanager
def nothing_changes(store: Store) -> Iterator[None]:
    """Inside, nothing may be written but the list of refusals."""
    before = contents(store)
    yield
    after = contents(store)
    changed = {
        name: [*before[name], "now:", *rows] for name, rows in after.items() if rows != before[name]
    }
    assert not changed, changed


def is_a_sentence(said: str) -> None:
    """Assert that it is one that a person can be shown: short, on one line, and no traceback."""
    assert said.endswith((".", "?")), said
    assert "\n" not in said
    assert len(said) < 500
    assert "Traceback" not in said
