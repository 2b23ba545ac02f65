"""Processes killed with signal 9 at 200 random moments of saving, on either engine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from evidence import ROOT
from evidence.store import Store
from evidence.workbench import submission, tables
from tests.faults import nursery, places
from tests.tiny_package import let

KILLS, SEED = 200, 20261122


def test_nothing_acknowledged_is_lost_nothing_is_half_saved_and_no_retry_saves_twice(
    url: str, tmp_path: Path
) -> None:
    store = places.opened(tmp_path, url)
    let(store, "ann", "analyst")
    let(store, "bob", "reviewer")
    store.close()

    done, n_found_written = killed_again_and_again(tmp_path, url)

    store = places.opened(tmp_path, url)
    assert done == list(range(len(done)))
    nursery.save(store, len(done))
    is_every_save_whole_and_there_once(store, len(done) + 1)
    is_every_submission_published_as_one_revision(store)
    # The moments are well spread: some fell between the writing and its acknowledgement.
    assert 0 < n_found_written < len(done)
    store.close()


def killed_again_and_again(folder: Path, url: str) -> tuple[list[int], int]:
    """The saves that were acknowledged, and how many were written without that."""
    arguments = ["-m", "tests.faults.nursery", str(folder), url, str(KILLS), str(SEED)]
    finished = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert finished.returncode == 0, finished.stderr
    told = json.loads(finished.stdout)
    return told["acknowledged"], told["found_written"]


def is_every_save_whole_and_there_once(store: Store, count: int) -> None:
    revisions = store.revisions()[::-1]
    assert [each.message for each in revisions] == [f"save {n}" for n in range(count)]
    assert [each.number for each in revisions] == list(range(1, count + 1))
    for n, each in enumerate(revisions):
        written = {(row.table, row.row_id): row.after for row in store.changes(each.number)}
        assert written == {(row.table, row.row_id): row.values for row in nursery.changes(n)}
    assert store.tables() == store.tables(count)
    (shared,) = (row for row in store.tables()["sites"] if row["site_id"] == "shared")
    assert shared["note"] == f"save {count - 1}"


def is_every_submission_published_as_one_revision(store: Store) -> None:
    review = tables.revision_review
    with store.reading() as connection:
        submissions = submission.listed(connection)
        reviewed = {
            revision: (submission_id, entered_by, checked_by)
            for revision, submission_id, entered_by, checked_by in connection.execute(
                sa.select(
                    review.c.revision,
                    review.c.submission_id,
                    review.c.entered_by,
                    review.c.checked_by,
                )
            )
        }
    published = [item for item in submissions if item.state == "published"]
    assert len({item.title for item in published}) == len(published)
    # Of a draft whose beginning was not acknowledged there may be a second one, without rows.
    assert all(
        item.state == "draft" and item.n_entries == 0
        for item in submissions
        if item not in published
    )
    by_revision = {item.revision: (item.submission_id, "ann", "bob") for item in published}
    assert reviewed == by_revision
    titles = {each.number: each.message for each in store.revisions() if each.number in reviewed}
    assert {item.revision: item.title for item in published} == titles
