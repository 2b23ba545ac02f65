"""A PostgreSQL server that is up and does not answer."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import psutil
import sqlalchemy as sa

from evidence.store import Store
from tests.postgres import PostgresServer

# Far longer than anybody has to wait, so that a test which waits so long has failed.
PATIENCE_SECONDS = 120

Answer = TypeVar("Answer")


def first_process(server: PostgresServer) -> psutil.Process:
    """The one that listens, and starts one for each connection."""
    return psutil.Process(int((server.folder / "data" / "postmaster.pid").read_text().split()[0]))


@contextmanager
def frozen(server: PostgresServer) -> Iterator[None]:
    """The server takes connections and questions and answers none, until the end."""
    stopped = _freeze(server)
    try:
        yield
    finally:
        _thaw(stopped)


@contextmanager
def frozen_at(server: PostgresServer, store: Store, event: str, statement: str) -> Iterator[None]:
    """The server is frozen from an event of the store's engine on, until the end.

    The event is ``commit``, or ``before_cursor_execute`` of a statement that begins so.
    """
    stopped: list[psutil.Process] = []

    def freeze(connection: object, cursor: object = None, said: str = "", *_: object) -> None:
        if said.startswith(statement) and not stopped:
            stopped.extend(_freeze(server))

    sa.event.listen(store.engine.engine, event, freeze)
    try:
        yield
        assert stopped, "the event never came"
    finally:
        sa.event.remove(store.engine.engine, event, freeze)
        _thaw(stopped)


def answer_within_reason(work: Callable[[], Answer]) -> Answer:
    """What the work comes to; fails where it goes on without end.

    It goes on until it ends, so whatever it waits for has to come in the end.
    """
    threads = ThreadPoolExecutor()
    try:
        return threads.submit(work).result(timeout=PATIENCE_SECONDS)
    finally:
        threads.shutdown(wait=False)


def _freeze(server: PostgresServer) -> list[psutil.Process]:
    first = first_process(server)
    # From now on it starts no others, so those that are found are all.
    first.suspend()
    others = first.children(recursive=True)
    for process in others:
        process.suspend()
    return [*others, first]


def _thaw(stopped: list[psutil.Process]) -> None:
    for process in stopped:
        process.resume()
