"""What several commands do with the store at home."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from evidence import DATA, home, seed
from evidence.copying import Contents
from evidence.seed import Synchronised
from evidence.store import Revision, Store, StoreError
from evidence.store_log import NO_REVISION


@contextmanager
def existing() -> Iterator[Store]:
    """The store at home, closed at the end.

    Raises:
        StoreError: nothing was ever saved there, or the store cannot be opened.
    """
    store = home.existing_store()
    if store is None:
        raise StoreError(
            f"There is no store in {home.home()}: start the dashboard once, or set EVIDENCE_HOME"
            " or EVIDENCE_DATABASE_URL to where it is."
        )
    with closing(store):
        yield store


@contextmanager
def up_to_date() -> Iterator[tuple[Store, Synchronised]]:
    """The store at home after a look at the data folder, whose problems are printed.

    Raises:
        StoreError: the store cannot be opened, or there is nothing in it yet.
    """
    with closing(home.open_store(home.home())) as store:
        taken = seed.synchronise(store, DATA)
        for problem in taken.problems:
            print(problem, file=sys.stderr)
        if not taken.revision:
            raise StoreError("There is no data yet: mend the problems above first.")
        yield store, taken


def named(place: str, like: Store) -> Store:
    """The store at a URL or in a folder, made where there is none, with the package of another.

    Raises:
        StoreError: it cannot be opened.
    """
    if "://" in place:
        return Store(like.home, like.package, url=place)
    return Store(Path(place), like.package)


def newest(store: Store) -> Revision:
    """The newest revision; that of number 0 where nothing was ever saved."""
    return next(iter(store.revisions(1)), NO_REVISION)


def in_words(revision: int, at: str) -> str:
    """As in: revision 12 of 2026-11-21T09:30:00Z."""
    return f"revision {revision} of {at}" if revision else "no revision yet"


def print_comparison(one: Contents, other: Contents) -> None:
    """One line a table: rows here, rows there, the beginning of both digests, and the verdict."""
    width = max(map(len, one))
    for name, held in one.items():
        there = other.get(name)
        rows = f"{held.n_rows:>9,} rows  {held.digest[:16]}"
        if held == there:
            print(f"{name:<{width}}  {rows}  identical")
        else:
            found = f"{there.n_rows:,} rows {there.digest[:16]}" if there else "no such table"
            print(f"{name:<{width}}  {rows}  DIFFERENT: {found}")
