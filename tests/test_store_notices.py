"""Several stores on one PostgreSQL database: what one saves, the others see, and hear of."""

import queue
import threading

import pytest

from tests.engines import OpenUrl
from tests.postgres import PostgresServer
from tests.tiny_package import YORK, added, save


def test_save_through_one_is_read_through_another_at_once(
    open_url: OpenUrl, postgres_url: str
) -> None:
    one, other = open_url(postgres_url), open_url(postgres_url)
    for number in range(1, 4):
        saved = save(one, added("sites", {**YORK, "note": str(number)}))
        assert other.revision() == saved.number
        assert other.tables()["sites"][0]["note"] == str(number)


def test_others_hear_of_a_revision_when_it_is_committed(
    open_url: OpenUrl, postgres_url: str
) -> None:
    one, other = open_url(postgres_url), open_url(postgres_url)
    heard: queue.Queue[int] = queue.Queue()
    listener = other.engine.listener(lambda: heard.put(other.revision()))
    assert listener is not None
    assert heard.get(timeout=30) == 0
    save(one, added("sites", YORK))
    assert heard.get(timeout=30) == 1
    listener.close()


def test_listener_that_was_cut_off_listens_again(
    postgres_server: PostgresServer, open_url: OpenUrl, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.store_notices.PAUSE_SECONDS", 0.05)
    store = open_url(postgres_server.new_database())
    heard: queue.Queue[int] = queue.Queue()
    listener = store.engine.listener(lambda: heard.put(store.revision()))
    assert listener is not None
    assert heard.get(timeout=30) == 0
    postgres_server.restart()
    # It asks when it is back, for it may have missed something meanwhile.
    assert heard.get(timeout=30) == 0
    save(store, added("sites", YORK))
    assert heard.get(timeout=30) == 1
    listener.close()


def test_error_of_whoever_hears_ends_nothing(
    open_url: OpenUrl, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.store_notices.PAUSE_SECONDS", 0.05)
    store = open_url(postgres_url)
    times, again = iter(range(2)), threading.Event()

    def stumble() -> None:
        if next(times, None) == 0:
            raise RuntimeError("stumbled")
        again.set()

    listener = store.engine.listener(stumble)
    assert listener is not None
    assert again.wait(timeout=30)
    listener.close()
