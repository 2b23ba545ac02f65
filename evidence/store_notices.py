"""Hearing of the revisions that other processes save, as a hint to read them before a click."""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

import sqlalchemy as sa

log = logging.getLogger(__name__)

# How long a silent wait lasts before the listener looks whether it shall stop.
WAIT_SECONDS = 2.0
# How long it leaves a server alone that it could not reach, or that cut it off.
PAUSE_SECONDS = 5.0


class Listener:
    """A thread that calls ``heard`` when there may be a new revision, until it is closed.

    It may miss some and call too often, and it may be cut off for a while: whoever needs to know
    asks the store. It is a thread of its own because the driver waits for notices in the caller's.

    Args:
        engine: of the PostgreSQL server.
        channel: what to listen to.
        heard: what to do; an error in it is logged.
    """

    def __init__(self, engine: sa.Engine, channel: str, heard: Callable[[], object]) -> None:
        self._engine, self._channel, self._heard = engine, channel, heard
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="revisions", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening; the thread ends soon after."""
        self._closed.set()

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                self._listen()
            except Exception as error:
                # Nothing depends on the hints, so nobody but the log hears of this.
                log.warning("Not hearing of revisions: %s: %s", type(error).__name__, error)
                self._closed.wait(PAUSE_SECONDS)

    def _listen(self) -> None:
        pooled = self._engine.raw_connection()
        driver: Any = pooled.driver_connection
        # It is never given back, so that no save waits for it.
        pooled.detach()
        with closing(driver):
            driver.autocommit = True
            driver.execute(f"listen {self._channel}")
            self._heard()
            while not self._closed.is_set():
                if list(driver.notifies(timeout=WAIT_SECONDS, stop_after=1)):
                    self._heard()
