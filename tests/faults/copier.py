"""Forks processes that migrate or restore, kills each with signal 9 at a random moment, and looks.

It is an interpreter of its own, so that what it forks has no threads. Run as
``python -m tests.faults.copier WHAT FOLDER URL KILLS SEED``. WHAT is ``migrate``, from the SQLite
file in FOLDER/source, or ``restore``, of FOLDER/one and FOLDER/other by turns. The store that is
written to is at the URL, or in FOLDER/target where that is empty. Prints as JSON after how many
kills it held all that was there before, all that was to come, and anything else.
"""

import json
import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from evidence import copying, copying_backup
from evidence.copying import Contents
from tests.faults import places
from tests.tiny_package import PACKAGE

# In times of what one whole run took.
LONGEST = 1.2


def migrate(place: Path, url: str) -> None:
    with (
        closing(places.opened(place / "source")) as source,
        closing(places.opened(place / "target", url)) as target,
        source.reading() as read,
        target.writing() as written,
    ):
        copying.copy(read, written, PACKAGE)


def restore(backup: Path, place: Path, url: str) -> None:
    with closing(places.opened(place / "target", url)) as target:
        copying_backup.restore(target, backup, place / f"kept {time.monotonic_ns()}")


def held(place: Path, url: str) -> Contents:
    with closing(places.opened(place, url)) as store, store.reading() as connection:
        return copying.contents(connection, PACKAGE)


def clear(place: Path, url: str) -> None:
    with closing(places.opened(place / "target", url)) as store, store.writing() as connection:
        copying.clear(connection, PACKAGE)


def killed(work: Callable[..., None], arguments: tuple[object, ...], seconds: float) -> None:
    process = multiprocessing.get_context("fork").Process(target=work, args=arguments)
    process.start()
    process.join(seconds)
    process.kill()
    process.join()


def main(what: str, folder: str, url: str, kills: str, seed: str) -> None:
    """Do it once undisturbed to learn how long it takes, then kill within that time."""
    place, moments = Path(folder), random.Random(int(seed))
    found = {"before": 0, "after": 0, "else": 0}
    backups = [place / "one", place / "other"]
    whole = [held(place / "target", url)]
    began = time.monotonic()
    if what == "migrate":
        migrate(place, url)
    else:
        restore(backups[1], place, url)
    duration = time.monotonic() - began
    whole.append(held(place / "target", url))
    now = 1
    for _ in range(int(kills)):
        if what == "migrate" and now == 1:
            clear(place, url)
            now = 0
        before, after = whole[now], whole[1 - now]
        arguments = (place, url) if what == "migrate" else (backups[1 - now], place, url)
        work = migrate if what == "migrate" else restore
        killed(work, arguments, moments.uniform(0, LONGEST * duration))
        state = held(place / "target", url)
        found["before" if state == before else "after" if state == after else "else"] += 1
        now = 1 - now if state == after else now
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
