"""A migration and a restore killed with signal 9 at random moments, on either engine."""

import json
import os
import subprocess
import sys
from pathlib import Path

from evidence import ROOT, copying, copying_backup
from evidence.store import Store
from tests.copying import filled
from tests.tiny_package import PACKAGE, YORK, added, save

KILLS, SEED = 12, 20261122


def killed_again_and_again(what: str, folder: Path, url: str) -> dict[str, int]:
    """After how many kills the store held what was there before, what was to come, or else."""
    finished = subprocess.run(
        [sys.executable, "-m", "tests.faults.copier", what, folder, url, str(KILLS), str(SEED)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert finished.returncode == 0, finished.stderr
    found: dict[str, int] = json.loads(finished.stdout)
    return found


def held(store: Store) -> copying.Contents:
    with store.reading() as connection:
        return copying.contents(connection, PACKAGE)


def test_migration_cut_off_leaves_the_source_as_it_was_and_the_target_empty(
    tmp_path: Path, url: str
) -> None:
    source = filled.opened(tmp_path / "source")
    filled.fill(source, tmp_path / "data")
    before = held(source)

    found = killed_again_and_again("migrate", tmp_path, url)

    assert held(source) == before
    assert found["else"] == 0
    assert found["before"] > 0
    source.close()


def test_restore_cut_off_leaves_the_store_whole_as_it_was_or_whole_as_it_shall_be(
    tmp_path: Path, url: str
) -> None:
    store = filled.opened(tmp_path / "target", url)
    filled.fill(store, tmp_path / "data")
    with store.reading() as connection:
        copying_backup.write(connection, PACKAGE, tmp_path / "other")
    save(store, added("sites", {**YORK, "note": "later"}), author="olive")
    with store.reading() as connection:
        copying_backup.write(connection, PACKAGE, tmp_path / "one")
    store.close()

    found = killed_again_and_again("restore", tmp_path, url)

    assert found["else"] == 0
    assert found["before"] > 0
