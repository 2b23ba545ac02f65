"""Several processes that save into one store at once: every save arrives, in one order, once."""

import json
from pathlib import Path

import pytest

from evidence.store import Store
from tests import tiny_package
from tests.tiny_package import YORK, added, let, save, start_python

PROCESSES, SAVES = 4, 50

# Each save writes one row that is the process's own, and adds one to a row that all of them write.
# The processes are forked by an interpreter of its own, which has no threads and imports once.
SAVE_AT_A_SIGN = """
import multiprocessing, sys
from contextlib import closing
from pathlib import Path
from evidence.store import EditConflict, Store
from tests import tiny_package as tiny
place, url, same, saves = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "same", int(sys.argv[4])
def opened():
    return closing(Store(place, tiny.PACKAGE, check=tiny.check, url=url))
def save(store, who, number):
    lost = 0
    while True:
        site_id = "york" if same else f"{who}-{number}"
        opened = store.row_revision("sites", site_id)
        row = dict(tiny.YORK, site_id=site_id)
        if same:
            count = int(tiny.site(store, "york")["note"].split()[0])
            # With the name, for two who write the same are not in each other's way.
            row["note"] = f"{count + 1} {who}"
        try:
            store.commit([tiny.added("sites", row, opened)], author="Ann", message=who,
                         save_id=f"{who}-{number}")
            return lost
        except EditConflict:
            lost += 1
def work(who, sign, told):
    with opened() as store:
        sign.wait()
        told.put(sum(save(store, who, number) for number in range(saves)))
# What opening imports is inherited by all.
with opened() as store:
    store.revision()
fork = multiprocessing.get_context("fork")
sign, told = fork.Barrier(int(sys.argv[5])), fork.Queue()
processes = [fork.Process(target=work, args=(f"process-{n}", sign, told))
             for n in range(int(sys.argv[5]))]
for process in processes:
    process.start()
print([told.get(timeout=120) for _ in processes])
for process in processes:
    process.join()
"""


@pytest.mark.parametrize("rows", ["same", "different"])
def test_saves_of_several_processes_all_arrive_once(
    tmp_path: Path, store_url: str, rows: str
) -> None:
    store = Store(tmp_path, tiny_package.PACKAGE, check=tiny_package.check, url=store_url)
    save(store, added("sites", {**YORK, "note": "0"}))
    let(store, "Ann")
    with start_python(
        SAVE_AT_A_SIGN, tmp_path, store_url, rows, str(SAVES), str(PROCESSES)
    ) as process:
        told, _ = process.communicate(timeout=150)
    assert process.returncode == 0
    lost = json.loads(told)

    n_saves = PROCESSES * SAVES
    assert [each.number for each in store.revisions()] == [*range(n_saves + 1, 0, -1)]
    assert len({each.save_id for each in store.revisions()}) == n_saves + 1
    sites = store.tables()["sites"]
    if rows == "same":
        # Each process added one fifty times to what it had read, and nobody's one is missing.
        assert [row["note"].split()[0] for row in sites] == [str(n_saves)]
    else:
        assert len(sites) == n_saves + 1
        assert lost == [0] * PROCESSES
    store.close()
