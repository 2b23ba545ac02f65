"""The one way from a page to the store: the read models of its revisions, kept for the process."""

import gc
import logging
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from evidence import DATA, copying, home, seed, store_log
from evidence.read_model import ReadModel
from evidence.seed import Synchronised
from evidence.store import Store, UnknownRevision
from evidence.store_errors import PackageUnreadable, StoreError, StoreMismatch, StoreTooNew
from evidence.store_notices import Listener
from evidence.workbench import readings
from ui.standby import Ahead, Served, Standby

__all__ = ["Served", "freeze", "is_away", "served", "store", "told"]

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class _Opened:
    store: Store
    synchronised: Synchronised
    era: str
    ahead: Ahead
    listener: Listener | None

    def close(self) -> None:
        if self.listener:
            self.listener.close()
        self.store.close()


@st.cache_resource(
    show_spinner="Checking the data folder", max_entries=1, on_release=lambda opened: opened.close()
)
def _opened(signature: str) -> _Opened:
    """The store, after it has taken in the data folder as it stood at this signature."""
    del signature
    store = home.open_store(home.home())
    synchronised = seed.synchronise(store, DATA)
    for problem in synchronised.problems:
        log.warning("%s", problem)
    with store.reading() as connection:
        era = copying.era(connection)
    ahead = Ahead()
    listener = store.engine.listener(lambda: ahead.make(store.revision(), partial(_read, store)))
    return _Opened(store, synchronised, era, ahead, listener)


_BY_PLACE: dict[str | type[Any], Callable[[Any], Any]] = {Store: lambda store: store.place}


@st.cache_resource(show_spinner="Loading the evidence", max_entries=2, hash_funcs=_BY_PLACE)
def _newest_model(store: Store, revision: int, _ahead: Ahead) -> tuple[ReadModel, str]:
    return _ahead.taken(revision, partial(_read, store))


@st.cache_resource(show_spinner="Loading earlier data", max_entries=2, hash_funcs=_BY_PLACE)
def _earlier_model(store: Store, revision: int) -> tuple[ReadModel, str]:
    """Kept apart from the newest, so that looking back never makes everybody else wait."""
    return _read(store, revision)


def _read(store: Store, revision: int) -> tuple[ReadModel, str]:
    entered = readings.readings(store, revision)
    rows = store.tables(revision)
    model = ReadModel(store.package, rows, revision=revision, readings=entered)
    with store.reading() as connection:
        found = store_log.revisions(connection, number=revision)
    return model, found[0].at if found else ""


@st.cache_resource(show_spinner=False)
def freeze(page: str) -> None:
    """Leave what a page's first run imported and made out of garbage collection; once a page.

    Streamlit collects all generations after every rerun; over the objects of pandas, Plotly and
    DuckDB that costs more than the rerun itself.
    """
    log.debug("Freezing after the first run of %s", page)
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def _standby() -> Standby:
    return Standby()


def store() -> Store:
    """The store, after it has taken in the data folder as it stands.

    Raises:
        StoreError: the store cannot be opened.
    """
    return _current().store


def is_away() -> bool:
    """Whether what ``served`` gave last is no answer of the store, so that asking it is in vain."""
    return _standby().is_away


def served(revision: int | None = None) -> Served:
    """The newest revision that has no problem, or an earlier one, and the state of the data folder.

    Looks at the folder's file times and at the store's revision number at every call, so a change
    of either is on the screens at the next click. While the store cannot be reached, it is the
    last answer that it gave, with a notice.

    Args:
        revision: the earlier revision to show. Where there is none of that number the newest
            is shown.

    Raises:
        StoreError: the store cannot serve, or has not answered since the dashboard was started.
    """

    def ask() -> Served:
        answer = _asked(revision)
        # Kept anew by every answer, for the store may just have been restored.
        _standby().note(revision, answer)
        return answer

    return _unless_away(ask, lambda kept: kept.instead(revision))


def told(question: Hashable, ask: Callable[[Store], Answer]) -> Answer:
    """What the store says to a question of readers; while it is away, what it last said to it.

    Args:
        question: what tells it from all others.
        ask: asks it of the store.

    Raises:
        StoreError: the store is away, and was not asked this before.
    """

    def answered() -> Answer:
        answer = ask(store())
        _standby().note_told(question, answer)
        return answer

    def last(kept: Standby) -> Answer:
        before: Answer = kept.told(question)
        return before

    return _unless_away(answered, last)


def _unless_away(ask: Callable[[], Answer], instead: Callable[[Standby], Answer]) -> Answer:
    kept = _standby()
    if kept.is_resting:
        return instead(kept)
    try:
        return ask()
    except (PackageUnreadable, StoreMismatch, StoreTooNew):
        # It does answer, and somebody has to do what it says.
        raise
    except StoreError as error:
        log.warning("%s", error)
        kept.note_failure(error)
        return instead(kept)


def _asked(revision: int | None) -> Served:
    opened = _current()
    with opened.store.reading() as connection:
        newest, era = store_log.newest(connection), copying.era(connection)
    if era != opened.era:
        # What is kept by the number of a revision may be of another one now.
        st.cache_resource.clear()
        return _asked(revision)
    if revision is not None and revision != newest:
        with suppress(UnknownRevision):
            return Served(*_earlier_model(opened.store, revision), opened.synchronised)
    return Served(*_newest_model(opened.store, newest, opened.ahead), opened.synchronised)


def _current() -> _Opened:
    # As text, because Streamlit takes far longer to hash a tuple of tuples.
    return _opened(repr(seed.signature(DATA)))
