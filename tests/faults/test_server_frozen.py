"""A PostgreSQL server that takes every question and answers none: nobody waits without end."""

import pytest

from evidence import store_postgres_connection
from evidence.store import Change, Revision, Store
from evidence.store_errors import StoreAway, StoreInterrupted
from tests.engines import OpenUrl
from tests.faults import servers
from tests.postgres import PostgresServer
from tests.tiny_package import EMPTY, KENT, NHS, YORK, added, let, save
from ui import access

# Longer than a test takes, for what is not to depend on it.
LONG_SECONDS, SHORT_SECONDS = 3600.0, 1.0
STATEMENT = "before_cursor_execute"


@pytest.fixture
def store(
    postgres_server: PostgresServer, open_url: OpenUrl, monkeypatch: pytest.MonkeyPatch
) -> Store:
    """A store with one source, and little patience with a server that falls silent."""
    monkeypatch.setattr(store_postgres_connection, "ANSWER_SECONDS", SHORT_SECONDS)
    opened = open_url(postgres_server.new_database())
    save(opened, added("sources", NHS))
    let(opened, "ann")
    return opened


def commit(store: Store, *rows: dict[str, str]) -> Revision:
    changes = [added("sites", row) for row in rows]
    return store.commit(changes, author="ann", message="Say why", save_id="once")


def test_reader_goes_on_and_a_writer_is_told_when_a_server_was_frozen_between_two_clicks(
    server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_postgres_connection, "ANSWER_SECONDS", LONG_SECONDS)
    before, store = access.served(), access.store()
    let(store, "ann")
    row = {
        **store.tables()["sites"][0],
        "summary": "Typed while the server took every question and answered none.",
    }
    changes = [Change("sites", row["site_id"], row)]

    def write() -> Revision:
        return store.commit(changes, author="ann", message="Say why", save_id="once")

    with servers.frozen(server):
        assert servers.answer_within_reason(access.served).model is before.model
        again = servers.answer_within_reason(access.served)
        assert again.notice.startswith("The store cannot be reached since ")
        with pytest.raises(StoreAway, match=f"store {store.place} cannot be reached .* try again"):
            servers.answer_within_reason(write)

    saved = write()
    assert write() == saved
    assert saved.number == store.revision() == before.model.revision + 1


@pytest.mark.parametrize("rows", [[KENT], [KENT, YORK]], ids=["one row", "several rows"])
def test_server_frozen_in_the_middle_of_a_save_has_saved_nothing_and_the_retry_saves_once(
    postgres_server: PostgresServer, store: Store, rows: list[dict[str, str]]
) -> None:
    with (
        servers.frozen_at(postgres_server, store, STATEMENT, "INSERT INTO sites"),
        pytest.raises(StoreAway, match=f"store {store.place} cannot be reached .* try again"),
    ):
        servers.answer_within_reason(lambda: commit(store, *rows))

    assert store.tables() == {**EMPTY, "sources": [NHS]}
    saved = commit(store, *rows)
    assert commit(store, *rows) == saved
    assert saved.number == store.revision() == 2
    assert store.tables() == {**EMPTY, "sources": [NHS], "sites": rows}


def test_save_whose_end_was_not_answered_is_there_once_whether_it_had_arrived_or_not(
    postgres_server: PostgresServer, store: Store
) -> None:
    with (
        servers.frozen_at(postgres_server, store, "commit", ""),
        pytest.raises(StoreAway, match="try again"),
    ):
        servers.answer_within_reason(lambda: commit(store, KENT))

    saved = commit(store, KENT)
    assert commit(store, KENT) == saved
    assert saved.number == store.revision() == 2
    assert store.tables() == {**EMPTY, "sources": [NHS], "sites": [KENT]}


def test_reader_in_the_middle_of_reading_is_told(
    postgres_server: PostgresServer, store: Store
) -> None:
    with (
        servers.frozen_at(postgres_server, store, STATEMENT, "SELECT"),
        pytest.raises(StoreInterrupted, match=f"store {store.place} ended before the answer"),
    ):
        servers.answer_within_reason(store.tables)
    assert store.tables() == {**EMPTY, "sources": [NHS]}


def test_dashboard_that_is_started_meanwhile_says_so(
    postgres_server: PostgresServer, store: Store, open_url: OpenUrl
) -> None:
    url = store.engine.engine.url.render_as_string(hide_password=False)

    with servers.frozen(postgres_server), pytest.raises(StoreAway, match="cannot be reached"):
        servers.answer_within_reason(lambda: open_url(url))
    assert open_url(url).tables() == store.tables()
