"""What the process keeps so that readers go on reading while the store is away."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import Any

from evidence import store_log
from evidence.read_model import ReadModel
from evidence.seed import Synchronised
from evidence.store_errors import StoreError

# After a failure the store is left alone for so long, so that not every click waits for it.
REST_SECONDS = 3.0
# How many answers are kept: the newest data, and earlier revisions that somebody looked at.
ANSWERS_KEPT = 3
# How many answers to other questions are kept, such as the scenes of a list.
TOLD_KEPT = 200


@dataclass(frozen=True)
class Served:
    """What the pages show, and what is wrong with what they could not take in.

    Attributes:
        model: the data of the newest revision, or of the earlier one that was asked for.
        revised_at: when that revision was saved, UTC; empty for revision 0.
        synchronised: the state of the data folder.
        notice: why this may not be the newest; empty while the store answers.
    """

    model: ReadModel
    revised_at: str
    synchronised: Synchronised
    notice: str = ""


class Standby:
    """The last good answers, and since when there have been no others; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers: OrderedDict[int | None, Served] = OrderedDict()
        self._told: OrderedDict[Hashable, Any] = OrderedDict()
        self._error: StoreError | None = None
        self._since = ""
        self._rests_until = 0.0

    @property
    def is_resting(self) -> bool:
        """Whether the store failed so lately that it is not worth asking."""
        return time.monotonic() < self._rests_until

    @property
    def is_away(self) -> bool:
        """Whether the store did not answer when it was last asked."""
        return self._error is not None

    def note(self, asked: int | None, answer: Served) -> None:
        """Keep an answer of the store, which is back if it was away."""
        with self._lock:
            self._answers[asked] = answer
            self._answers.move_to_end(asked)
            while len(self._answers) > ANSWERS_KEPT:
                oldest = next(each for each in self._answers if each is not None)
                del self._answers[oldest]
            self._error, self._rests_until = None, 0.0

    def note_told(self, question: Hashable, told: object) -> None:
        """Keep what the store said to another question, and let go of those asked longest ago."""
        with self._lock:
            self._told[question] = told
            self._told.move_to_end(question)
            while len(self._told) > TOLD_KEPT:
                self._told.popitem(last=False)

    def note_failure(self, error: StoreError) -> None:
        """Remember that the store did not answer, and leave it alone for a moment."""
        with self._lock:
            if self._error is None:
                self._since = store_log.now()[11:16]
            self._error = error
            self._rests_until = time.monotonic() + REST_SECONDS

    def instead(self, asked: int | None) -> Served:
        """The last good answer in place of a new one, with a notice that says so.

        Raises:
            StoreError: there is none; it is what the store said.
        """
        with self._lock:
            kept = self._answers.get(asked) or self._answers.get(None)
            if kept is None:
                raise self._said()
            return replace(
                kept,
                notice=f"The store cannot be reached since {self._since} UTC: what is shown is"
                f" revision {kept.model.revision}. Saving has to wait.",
            )

    def told(self, question: Hashable) -> Any:
        """What the store said to another question when it last answered it.

        Raises:
            StoreError: it never did; it is what the store said.
        """
        with self._lock:
            if question not in self._told:
                raise self._said()
            return self._told[question]

    def _said(self) -> StoreError:
        return self._error or StoreError("The store cannot be reached: try again.")


class Ahead:
    """The newest model, made before somebody asks for it; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: tuple[int, ReadModel, str] | None = None
        self._known = 0

    def make(self, revision: int, read: Callable[[int], tuple[ReadModel, str]]) -> None:
        """Make the model of that revision, unless it was made or asked for already."""
        with self._lock:
            if revision != self._known:
                self._made = (revision, *read(revision))
                self._known = revision

    def taken(
        self, revision: int, read: Callable[[int], tuple[ReadModel, str]]
    ) -> tuple[ReadModel, str]:
        """The model of that revision: the one made ahead, or one made now.

        Whoever asks while it is being made waits for that one.
        """
        with self._lock:
            made, self._made, self._known = self._made, None, revision
        if made is not None and made[0] == revision:
            return made[1:]
        return read(revision)
