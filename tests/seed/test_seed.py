"""From the data folder into the store: first load, differences, several processes."""

import signal
import subprocess
from pathlib import Path

from evidence import DATA, folder, home, seed
from evidence.store import Store
from tests import tiny_package
from tests.tiny_package import EMPTY, FOLDER, KENT, NHS, PACKAGE, YORK, with_sites


def test_first_load_is_revision_1(store: Store, data: Path) -> None:
    result = seed.synchronise(store, data)

    assert (result.revision, result.problems, result.conflicts) == (1, (), ())
    assert store.tables() == FOLDER
    (revision,) = store.revisions()
    assert revision.message == "First load of the data folder: 4 rows in 3 tables"
    assert (revision.author, revision.kind, revision.added) == ("data folder", "data folder", 4)


def test_curated_data_is_loaded_whole(tmp_path: Path) -> None:
    store = home.open_store(tmp_path)
    result = seed.synchronise(store, DATA)
    rows, _ = folder.read_folder(DATA, store.package)
    written = {name: [row.values for row in table] for name, table in rows.items()}
    found = store.tables()
    store.close()

    assert [str(problem) for problem in result.problems] == []
    assert found.keys() == written.keys()
    for name, table in store.package.tables.items():
        assert found[name] == sorted(written[name], key=lambda row: numbered(row[table.key]))


def numbered(row_id: str) -> tuple[int, str]:
    return (int(row_id) if row_id.isdigit() else 0), row_id


def test_unchanged_folder_writes_no_revision(loaded: Store, data: Path) -> None:
    assert seed.synchronise(loaded, data).revision == 1
    assert len(loaded.revisions()) == 1


def test_other_line_ends_and_order_are_no_difference(loaded: Store, data: Path) -> None:
    header, *lines = (data / "sites.csv").read_text().splitlines()
    (data / "sites.csv").write_bytes("\r\n".join([header, *reversed(lines), ""]).encode())

    assert seed.synchronise(loaded, data) == seed.Synchronised(1, (), ())


def test_differences_become_one_revision_that_says_what_changed(loaded: Store, data: Path) -> None:
    bma = {"source_id": "bma", "title": "BMA report"}
    dover = {**KENT, "site_id": "dover"}
    hull = {**KENT, "site_id": "hull"}
    rows = {"sources": [NHS, bma], "sites": [dover, hull, {**KENT, "note": "Coast"}]}
    tiny_package.write_folder(data, {**rows, "steps": FOLDER["steps"]})

    assert seed.synchronise(loaded, data).revision == 2
    assert loaded.revisions(1)[0].message == (
        "Data folder changed: 1 source added, 2 sites added, 1 site changed, 1 site removed"
    )
    assert loaded.tables()["sites"] == [dover, hull, {**KENT, "note": "Coast"}]


def test_return_to_an_earlier_folder_is_a_revision_again(loaded: Store, data: Path) -> None:
    seed.synchronise(loaded, with_sites(data, KENT))
    seed.synchronise(loaded, with_sites(data, KENT, YORK))

    assert seed.synchronise(loaded, with_sites(data, KENT)).revision == 4
    assert loaded.tables() == loaded.tables(2)


def test_signature_moves_with_the_files(data: Path) -> None:
    before = seed.signature(data)
    assert seed.signature(data) == before
    (data / "notes.txt").write_text("not of the set")
    assert seed.signature(data) == before

    with (data / "sites.csv").open("a") as file:
        file.write("\n")
    assert seed.signature(data) != before
    assert seed.signature(data / "nowhere") == ()


SEED_AT_A_SIGN = """
import sys
from pathlib import Path
from evidence import seed
from evidence.store import Store
from tests import tiny_package as tiny
print("ready", flush=True)
sys.stdin.readline()
store = Store(Path(sys.argv[1]), tiny.PACKAGE, check=tiny.check, url=sys.argv[3])
result = seed.synchronise(store, Path(sys.argv[2]))
print(result.revision, len(result.problems), len(store.tables()["sites"]))
"""


def seed_at_once(processes: list["subprocess.Popen[str]"]) -> list[str]:
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=60)[0].strip() for process in processes]


def test_of_two_processes_that_start_at_once_one_seeds(
    tmp_path: Path, store_url: str, data: Path
) -> None:
    place = tmp_path / "home"
    processes = [
        tiny_package.start_python(SEED_AT_A_SIGN, place, data, store_url) for _ in range(2)
    ]

    assert seed_at_once(processes) == ["1 0 2", "1 0 2"]
    store = Store(place, PACKAGE, check=tiny_package.check, url=store_url)
    assert len(store.revisions()) == 1
    assert store.tables() == FOLDER
    store.close()


KILLED_WHILE_SEEDING = """
import os, signal, sys
from pathlib import Path
import sqlalchemy as sa
from evidence import seed
from evidence.store import Store
from tests import tiny_package as tiny
store = Store(Path(sys.argv[1]), tiny.PACKAGE, check=tiny.check, url=sys.argv[3])
sa.event.listen(sa.Engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
seed.synchronise(store, Path(sys.argv[2]))
"""


def test_process_killed_while_seeding_leaves_nothing_half(
    tmp_path: Path, store_url: str, data: Path
) -> None:
    process = tiny_package.start_python(KILLED_WHILE_SEEDING, tmp_path / "home", data, store_url)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL

    store = Store(tmp_path / "home", PACKAGE, check=tiny_package.check, url=store_url)
    assert (store.revision(), store.tables()) == (0, EMPTY)
    assert seed.synchronise(store, data) == seed.Synchronised(1, (), ())
    store.close()
