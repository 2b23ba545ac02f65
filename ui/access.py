"""The one way from a page to the store: the read models of its revisions, kept for the process."""

import gc
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import streamlit as st

from evidence import DATA, home, seed, store_log
from evidence.read_model import ReadModel
from evidence.seed import Synchronised
from evidence.store import Store, UnknownRevision

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """What the pages show, and what is wrong with what they could not take in.

    Attributes:
        model: the data of the newest revision, or of the earlier one that was asked for.
        revised_at: when that revision was saved, UTC; empty for revision 0.
        synchronised: the state of the data folder.
    """

    model: ReadModel
    revised_at: str
    synchronised: Synchronised


@dataclass(frozen=True)
class _Opened:
    store: Store
    synchronised: Synchronised


@st.cache_resource(
    show_spinner="Checking the data folder",
    max_entries=1,
    on_release=lambda opened: opened.store.close(),
)
def _opened(signature: str) -> _Opened:
    """The store, after it has taken in the data folder as it stood at this signature."""
    del signature
    store = home.open_store(home.home())
    synchronised = seed.synchronise(store, DATA)
    for problem in synchronised.problems:
        log.warning("%s", problem)
    return _Opened(store, synchronised)


_BY_PATH: dict[str | type[Any], Callable[[Any], Any]] = {Store: lambda store: str(store.path)}


@st.cache_resource(show_spinner="Loading the evidence", max_entries=2, hash_funcs=_BY_PATH)
def _newest_model(store: Store, revision: int) -> tuple[ReadModel, str]:
    return _read(store, revision)


@st.cache_resource(show_spinner="Loading earlier data", max_entries=2, hash_funcs=_BY_PATH)
def _earlier_model(store: Store, revision: int) -> tuple[ReadModel, str]:
    """Kept apart from the newest, so that looking back never makes everybody else wait."""
    return _read(store, revision)


def _read(store: Store, revision: int) -> tuple[ReadModel, str]:
    model = ReadModel(store.package, store.tables(revision), revision=revision)
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


def store() -> Store:
    """The store, after it has taken in the data folder as it stands.

    Raises:
        StoreError: the store cannot be opened.
    """
    return _current().store


def served(revision: int | None = None) -> Served:
    """The newest revision that has no problem, or an earlier one, and the state of the data folder.

    Looks at the folder's file times and at the store's revision number at every call, so a change
    of either is on the screens at the next click.

    Args:
        revision: the earlier revision to show. Where there is none of that number the newest
            is shown.

    Raises:
        StoreError: not even an earlier revision can be read.
    """
    opened = _current()
    newest = opened.store.revision()
    if revision is not None and revision != newest:
        with suppress(UnknownRevision):
            return Served(*_earlier_model(opened.store, revision), opened.synchronised)
    return Served(*_newest_model(opened.store, newest), opened.synchronised)


def _current() -> _Opened:
    # As text, because Streamlit takes far longer to hash a tuple of tuples.
    return _opened(repr(seed.signature(DATA)))
