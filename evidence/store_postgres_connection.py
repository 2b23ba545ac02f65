"""A connection to PostgreSQL that gives up a server which takes questions and answers none.

Such a server is frozen, or its network swallows what it says. The operating system cannot tell,
for the question did arrive; so whoever asks has to stop waiting.
"""

import time
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen

from evidence.store_engine import PATIENCE_SECONDS

# Longer than anybody waits for a lock, so that a server which answers is the first to say so.
ANSWER_SECONDS = 2.0 * PATIENCE_SECONDS
# How long it may take to say that it is there, which is no work.
PING_SECONDS = 3.0
# How often psycopg looks for signals while it waits, in seconds; its own default.
INTERVAL = 0.1


class BoundedConnection(psycopg.Connection[Any]):
    """A connection that is closed when an answer does not come in time.

    The server undoes the transaction when it notices, unless it had been asked to commit it.
    """

    def wait(self, gen: PQGen[RV], interval: float = INTERVAL, timeout: float | None = None) -> RV:
        """As the driver's, which would wait for ever where no time is given.

        Raises:
            psycopg.OperationalError: no answer came in time; the connection is closed then.
        """
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        # SQLAlchemy asks outside of transactions whether a kept connection is still good.
        bound = PING_SECONDS if self.autocommit else ANSWER_SECONDS
        ends = time.monotonic() + bound
        try:
            return super().wait(gen, interval, bound)
        except psycopg.OperationalError:
            if time.monotonic() >= ends:
                # The answer may still come, and would be taken for that to the next question.
                self.close()
            raise


def connect(
    dialect: object, record: object, given: list[Any], named: dict[str, Any]
) -> BoundedConnection:
    """Connect with what SQLAlchemy made of the URL, when its event ``do_connect`` asks."""
    return BoundedConnection.connect(*given, **named)
