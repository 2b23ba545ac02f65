"""Forks processes that save without end, kills each with signal 9 at a random moment, and tells.

It is an interpreter of its own, so that what it forks has no threads. Run as
``python -m tests.faults.nursery FOLDER URL KILLS SEED``; URL is empty for the SQLite file of the
folder. Prints as JSON which saves were acknowledged, and how many had been written without that.
"""

import json
import multiprocessing
import random
import signal
import sys
import time
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from evidence.store import Change, Store, StoreError
from evidence.workbench import drafts, review, submission
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry
from tests import tiny_package
from tests.faults import places

# How many rows the saves write over again and again, so that the store does not grow with them.
ROWS = 5
# Every so often a save goes the way of a submission: draft, review, published.
SUBMITTED_EVERY = 4
# The longest wait before a kill: in times of what one save took in the rehearsal, and in seconds.
SAVES_BEFORE_KILL = 6.0
LONGEST_SECONDS = 0.2
REHEARSED = 2 * SUBMITTED_EVERY


def changes(number: int) -> list[Change]:
    """What one save writes: three rows that all say its number."""
    place, title = number % ROWS, f"save {number}"
    source = {"source_id": f"s{place}", "title": title}
    site = {"site_id": f"a{place}", "name": title, "note": title, "source_id": f"s{place}"}
    shared = {"site_id": "shared", "name": "Shared", "note": title, "source_id": f"s{place}"}
    return [
        tiny_package.added("sources", source),
        tiny_package.added("sites", site),
        tiny_package.added("sites", shared),
    ]


def save(store: Store, number: int) -> None:
    """One save, as an app would make or retry it."""
    if number % SUBMITTED_EVERY:
        store.commit(
            changes(number), author="bob", message=f"save {number}", save_id=f"save {number}"
        )
    else:
        try:
            submit(store, number)
        except StoreError:
            # A server may still finish what a killed process asked of it, after somebody looked:
            # whoever comes too late is told so, and looks again.
            submit(store, number)


def submit(store: Store, number: int) -> None:
    """Go on with the submission of that number from wherever it stands."""
    ann, bob = Person("ann", "Ann"), Person("bob", "Bob")
    title = f"save {number}"
    with store.reading() as connection:
        known = {item.title: item for item in submission.listed(connection)}
    if title in known:
        submission_id, state = known[title].submission_id, known[title].state
    else:
        submission_id, state = drafts.start(store, ann, "case", title), "draft"
    if state == "draft":
        drafts.put_all(store, ann, submission_id, entries(store, number))
        review.send(store, ann, submission_id, message=title)
        state = "in review"
    if state == "in review":
        found = submission.found(store, bob, submission_id)
        assert found is not None
        review.publish(store, bob, submission_id, seen_version=found.version, comment="Read.")


def entries(store: Store, number: int) -> list[Entry]:
    """The same rows in a submission: new ones, or corrections of those that are published."""
    with store.reading() as connection:
        stored = store.rows_within(connection)
    return [
        Entry(
            place=place,
            table=each.table,
            row_id=each.row_id if each.row_id in stored[each.table] else "",
            opened_revision=0,
            before=None,
            row=each.values,
        )
        for place, each in enumerate(changes(number), start=1)
    ]


def is_written(store: Store, number: int) -> bool:
    """Whether a revision of that save is in the store, acknowledged or not."""
    return any(each.message == f"save {number}" for each in store.revisions(1))


def save_without_end(place: Path, url: str, first: int, acknowledge: Connection) -> None:
    """Save one number after the other, and say so each time the store has said that it is saved."""
    store = places.opened(place, url)
    acknowledge.send(is_written(store, first))
    number = first
    while True:
        save(store, number)
        acknowledge.send(number)
        number += 1


class Killed:
    """A process that saves from ``first`` on, until it is killed; what it acknowledged is kept."""

    def __init__(self, place: Path, url: str, first: int) -> None:
        forked = multiprocessing.get_context("fork")
        self._reader, writer = forked.Pipe(duplex=False)
        self._process = forked.Process(target=save_without_end, args=(place, url, first, writer))
        self._process.start()
        writer.close()
        self.found_written: bool = self._reader.recv()
        self.acknowledged: list[int] = []

    def await_saves(self, count: int) -> None:
        """Wait for so many acknowledgements."""
        self.acknowledged += [self._reader.recv() for _ in range(count)]

    def kill_after(self, seconds: float) -> None:
        """Let it go on for so long, and end it wherever it is."""
        self._process.join(seconds)
        self._process.kill()
        self._process.join()
        if self._process.exitcode != -signal.SIGKILL:
            raise RuntimeError("the process ended by itself")
        with self._reader, suppress(EOFError):
            while True:
                self.acknowledged.append(self._reader.recv())


def main(folder: str, url: str, kills: str, seed: str) -> None:
    """Rehearse to learn how long a save takes, then kill at random moments within a few of them."""
    place, moments = Path(folder), random.Random(int(seed))
    # What a first save imports and compiles is inherited by all that are forked.
    with closing(places.opened(place, url)) as store:
        save(store, 0)
    rehearsal = Killed(place, url, 0)
    began = time.monotonic()
    rehearsal.await_saves(REHEARSED)
    duration = (time.monotonic() - began) / REHEARSED
    longest = min(SAVES_BEFORE_KILL * duration, LONGEST_SECONDS)
    rehearsal.kill_after(0)
    acknowledged, n_found_written = rehearsal.acknowledged, 0
    for _ in range(int(kills)):
        process = Killed(place, url, len(acknowledged))
        process.kill_after(moments.uniform(0, longest))
        acknowledged += process.acknowledged
        n_found_written += process.found_written
    print(json.dumps({"acknowledged": acknowledged, "found_written": n_found_written}))


if __name__ == "__main__":
    main(*sys.argv[1:])
