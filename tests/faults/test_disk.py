"""A disk that is full, and one that may only be read, when a backup is restored."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import copying_backup
from evidence.store import StoreError
from tests.copying import filled
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
