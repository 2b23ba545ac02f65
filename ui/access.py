"""The one way from a page to the data: the newest revision's read model, kept for the process."""

import gc
import logging
from dataclasses import dataclass

import streamlit as st

from evidence import DATA, home, seed
from evidence.read_model import ReadModel
from evidence.seed import Synchronised
from evidence.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """What the pages show, and what is wrong with what they could not take in."""

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


@st.cache_resource(
    show_spinner="Loading the evidence",
    max_entries=2,
    hash_funcs={Store: lambda store: str(store.path)},
)
def _model(store: Store, revision: int) -> tuple[ReadModel, str]:
    newest = store.revisions(limit=1)
    model = ReadModel(store.package, store.tables(revision), revision=revision)
    return model, newest[0].at if newest else ""


@st.cache_resource(show_spinner=False)
def freeze(page: str) -> None:
    """Leave what a page's first run imported and made out of garbage collection; once a page.

    Streamlit collects all generations after every rerun; over the objects of pandas, Plotly and
    DuckDB that costs more than the rerun itself.
    """
    log.debug("Freezing after the first run of %s", page)
    gc.collect()
    gc.freeze()


def served() -> Served:
    """The newest revision that has no problem, and the state of the data folder.

    Looks at the folder's file times and at the store's revision number at every call, so a change
    of either is on the screens at the next click.

    Raises:
        StoreError: not even an earlier revision can be read.
    """
    # As text, because Streamlit takes far longer to hash a tuple of tuples.
    opened = _opened(repr(seed.signature(DATA)))
    model, revised_at = _model(opened.store, opened.store.revision())
    return Served(model, revised_at, opened.synchronised)
