"""Several processes that save into one store at once: every save arrives, in one order, once."""

from pathlib import Path

import pytest

from evidence.store import Store
from tests import tiny_package
from tests.tiny_package import YORK, added, let, save, start_python

PROCESSES, SAVES = 4, 50

# Each save writes one row that is the process's own, and adds one to a row that all of them write.
SAVE_AT_A_SIGN = """
import sys
from pathlib import Path
from evidence.store import EditConflict, Store
from tests import tiny_package as tiny
who, same = sys.argv[3], sys.argv[4] == "same"
store = Store(Path(sys.argv[1]), tiny.PACKAGE, check=tiny.check, url=sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
lost = 0
for number in range(int(sys.argv[5])):
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
            break
        except EditConflict:
            lost += 1
print(lost)
"""


@pytest.mark.parametrize("rows", ["same", "different"])
def test_saves_of_several_processes_all_arrive_once(
    tmp_path: Path, store_url: str, rows: str
) -> None:
    store = Store(tmp_path, tiny_package.PACKAGE, check=tiny_package.check, url=store_url)
    save(store, added("sites", {**YORK, "note": "0"}))
    let(store, "Ann")
    processes = [
        start_python(SAVE_AT_A_SIGN, tmp_path, store_url, f"process-{n}", rows, str(SAVES))
        for n in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    lost = [int(process.communicate(timeout=120)[0]) for process in processes]

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
