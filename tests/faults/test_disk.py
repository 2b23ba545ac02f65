"""A disk that is full, and one that may only be read, when a row or a backup is written to it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from evidence import ROOT, copying_backup
from evidence.store import StoreError
from tests.copying import filled
from tests.faults import hindered
from tests.tiny_package import YORK, added, save


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("pragma max_page_count = 1", "is full: make room and try again"),
        ("pragma query_only = on", "cannot be written: let this user write to it"),
    ],
)
def test_restore_onto_a_faulty_disk_is_refused_in_a_sentence_and_the_store_stays(
    tmp_path: Path, fault: str, sentence: str
) -> None:
    larger, store = filled.opened(tmp_path / "larger"), filled.opened(tmp_path / "home")
    notes = [{**YORK, "site_id": f"s{n}", "note": "x" * 5000} for n in range(40)]
    save(larger, *(added("sites", row) for row in notes))
    filled.back_up(larger, tmp_path / "backup")
    save(store, added("sites", YORK))
    before = filled.held(store)

    def spoil(connection: sa.Connection) -> None:
        connection.exec_driver_sql(fault)

    sa.event.listen(store.engine.engine, "begin", spoil)
    try:
        with pytest.raises(StoreError, match=sentence):
            copying_backup.restore(store, tmp_path / "backup", tmp_path / "kept")
        # It can still be read, and be backed up elsewhere.
        assert filled.held(store) == before
        filled.back_up(store, tmp_path / "elsewhere")
    finally:
        sa.event.remove(store.engine.engine, "begin", spoil)

    # What was lacking stays with the connections on which it was set.
    store.close()
    again = filled.opened(tmp_path / "home")
    copying_backup.restore(again, tmp_path / "backup", tmp_path / "kept again")
    assert again.tables() == larger.tables()
    again.close()
    larger.close()


def as_an_ordinary_user(fault: str) -> dict[str, Any]:
    """What the saves of ``tests.faults.hindered`` came to."""
    # Not in pytest's own folder, which only the user of the tests may enter.
    folder = tempfile.mkdtemp(prefix="evidence-disk-")
    try:
        finished = subprocess.run(
            [sys.executable, "-m", "tests.faults.hindered", folder, fault],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=120,
        )
    finally:
        shutil.rmtree(folder)
    assert finished.returncode == 0, finished.stderr
    told: dict[str, Any] = json.loads(finished.stdout)
    return told


@pytest.mark.parametrize(
    ("fault", "sentence", "can_be_read"),
    [
        ("full", "The disk that holds", True),
        ("read-only", "cannot be written: let this user write to it", True),
        ("shut", "cannot be written: let this user write to it", False),
    ],
)
def test_rows_and_drafts_on_a_faulty_disk_are_refused_in_a_sentence_and_saved_when_it_is_mended(
    fault: str, sentence: str, can_be_read: bool
) -> None:
    told = as_an_ordinary_user(fault)

    row, draft, looked = told["hindered"]
    assert sentence in str(row)
    assert sentence in str(draft)
    assert looked == told["before"] if can_be_read else sentence in looked
    assert told["after"] == told["before"]
    assert told["again"] == [1, hindered.NOTE]
    tables, revisions, [entry] = told["last"]
    assert [row["note"] for row in tables["sites"]] == [hindered.NOTE]
    assert revisions == [1]
    assert (entry["name"], entry["note"]) == ("Leeds", hindered.NOTE)
