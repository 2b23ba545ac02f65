"""Saves while the disk takes no more, or may only be read, as an ordinary user of the machine.

It is an interpreter of its own, because it gives up root's rights, which no file mode stops. Run as
``python -m tests.faults.hindered FOLDER FAULT``; FAULT is ``full``, ``read-only`` or ``shut``.
Prints as JSON what each save and each look at the store came to.
"""

import json
import os
import pwd
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from evidence.store import Store, StoreError
from evidence.workbench import drafts, submission
from evidence.workbench.person import Person
from tests import tiny_package
from tests.faults import places

ANN = Person("ann", "Ann")
NOTE = "x" * 9_000


def become_ordinary(place: Path) -> None:
    """Go on as a user who may do nothing special, and who owns the place."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)


@contextmanager
def full(store: Store) -> Iterator[None]:
    """No file may grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in store.home.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(store: Store) -> Iterator[None]:
    """Another server has the store open, and then neither file nor folder may be written."""
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("select count(*) from meta").fetchall()
        with shut(store):
            yield


@contextmanager
def shut(store: Store) -> Iterator[None]:
    """Neither file nor folder may be written, and nobody has the store open."""
    # What is open already stays open, whatever the mode of the file becomes.
    store.engine.engine.dispose()
    files = list(store.home.iterdir())
    for path in files:
        path.chmod(0o444)
    store.home.chmod(0o555)
    try:
        yield
    finally:
        store.home.chmod(0o755)
        for path in files:
            path.chmod(0o644)
        store.engine.engine.dispose()


FAULTS = {"full": full, "read-only": read_only, "shut": shut}


def said(work: Callable[[], object]) -> Any:
    """What it gives, or the sentence with which it is refused."""
    try:
        return work()
    except StoreError as error:
        return str(error)


def saved(store: Store) -> int:
    """Publish a row; gives the number of the revision."""
    row = {**tiny_package.YORK, "note": NOTE}
    change = tiny_package.added("sites", row)
    return store.commit([change], author="ann", message="York", save_id="york").number


def typed(store: Store, draft: str) -> str:
    """Type into the draft; gives how the field now stands."""
    entry = drafts.put(store, ANN, draft, "sites", {"note": NOTE}, place=1)
    return (entry.row or {})["note"]


def held(store: Store, draft: str) -> list[Any]:
    """The published rows, the revisions, and the rows of the draft."""
    found = submission.found(store, ANN, draft)
    entries = [each.row for each in found.entries] if found else []
    return [store.tables(), [each.number for each in store.revisions()], entries]


def main(folder: str, fault: str) -> None:
    """Save, hinder, try to save, and save again when nothing is in the way."""
    place = Path(folder)
    become_ordinary(place)
    with closing(places.opened(place)) as store:
        tiny_package.let(store, "ann")
        draft = drafts.start(store, ANN, "case", "Leeds")
        drafts.put(store, ANN, draft, "sites", {"name": "Leeds"})
        told = {"before": held(store, draft)}
        with FAULTS[fault](store):
            told["hindered"] = [
                said(lambda: saved(store)),
                said(lambda: typed(store, draft)),
                said(lambda: held(store, draft)),
            ]
        told["after"] = held(store, draft)
        told["again"] = [said(lambda: saved(store)), said(lambda: typed(store, draft))]
        told["last"] = held(store, draft)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
