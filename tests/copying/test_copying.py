"""Everything that a store holds, copied into another one, of the same engine and of the other."""

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import copying, store_log
from evidence.store import Store, StoreError
from evidence.store_tables import meta
from evidence.workbench import roles
from tests.copying import filled
from tests.tiny_package import (
    NHS,
    PACKAGE,
    SITES,
    SOURCES,
    STEPS,
    YORK,
    added,
    package,
    save,
)


def copied(source: Store, target: Store) -> copying.Contents:
    with source.reading() as read, target.writing() as written:
        return copying.copy(read, written, PACKAGE)


def held(store: Store) -> copying.Contents:
    with store.reading() as connection:
        return copying.contents(connection, PACKAGE)


def test_every_table_goes_there_and_back_and_nothing_is_other_than_it_was(
    tmp_path: Path, url: str
) -> None:
    first, there = filled.opened(tmp_path / "1"), filled.opened(tmp_path / "2", url)
    back = filled.opened(tmp_path / "3")
    filled.fill(first, tmp_path / "data")

    assert [name for name, table in held(first).items() if not table.n_rows] == []
    assert copied(first, there) == held(first) == held(there)
    assert copied(there, back) == held(first)
    assert back.tables() == there.tables() == first.tables()
    assert back.revisions() == there.revisions() == first.revisions()
    for number in range(1, first.revision() + 1):
        assert back.tables(number) == there.tables(number) == first.tables(number)
    assert back.conflicts() == there.conflicts() == first.conflicts()
    for store in (first, there, back):
        store.close()


def test_one_other_character_anywhere_is_another_content(tmp_path: Path) -> None:
    store = filled.opened(tmp_path / "1")
    filled.fill(store, tmp_path / "data")
    before = held(store)
    changed = {
        "sites": "update sites set note = note || ' ' where site_id = 'ab'",
        "change": "update change set after = null where row_id = 'ab'",
        "submission_entry": "update submission_entry set row = replace(row, 'Hälf', 'Half')",
        "upload_waiting": "update upload_waiting set pasted = replace(pasted, 'ü', 'u')",
        "role": "update role set role = 'owner' where person_id = 'ann'",
        "refusal": "delete from refusal",
    }
    for table, statement in changed.items():
        with store.writing() as connection:
            connection.exec_driver_sql(statement)
        assert copying.differing(before, held(store)) == [table]
        before = held(store)
    store.close()


def test_store_that_holds_something_is_no_target(tmp_path: Path, url: str) -> None:
    source, target = filled.opened(tmp_path / "1"), filled.opened(tmp_path / "2", url)
    save(source, added("sources", NHS))
    save(target, added("sites", YORK))
    before = held(target)

    with pytest.raises(StoreError, match=r"is not empty \(its table sites has rows\)"):
        copied(source, target)

    assert held(target) == before
    source.close()
    target.close()


def test_copy_that_reads_back_otherwise_is_undone(tmp_path: Path, url: str) -> None:
    source, target = filled.opened(tmp_path / "1"), filled.opened(tmp_path / "2", url)
    save(source, added("sources", NHS), added("sites", YORK))
    empty = held(target)

    def lose(connection: sa.Connection, cursor: object, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT INTO revision"):
            connection.exec_driver_sql("update sites set name = 'Cork'")

    sa.event.listen(sa.Engine, "after_cursor_execute", lose)
    try:
        with pytest.raises(copying.CopyDiffers, match="The copy of sites could not be read back"):
            copied(source, target)
    finally:
        sa.event.remove(sa.Engine, "after_cursor_execute", lose)

    assert held(target) == empty
    source.close()
    target.close()


def test_table_of_nobody_is_not_left_behind_unsaid(tmp_path: Path) -> None:
    source, target = filled.opened(tmp_path / "1"), filled.opened(tmp_path / "2")
    with source.writing() as connection:
        connection.exec_driver_sql("create table later (x text)")

    with pytest.raises(StoreError, match=r"does not know \(later\): copy it with the version"):
        copied(source, target)

    source.close()
    target.close()


def test_copy_goes_on_counting_where_the_other_stopped(tmp_path: Path, url: str) -> None:
    first, there = filled.opened(tmp_path / "1"), filled.opened(tmp_path / "2", url)
    filled.fill(first, tmp_path / "data")
    copied(first, there)

    filled.keep_views(there)
    save(there, added("sites", {**YORK, "note": "later"}), author="olive")
    with there.writing() as connection:
        roles.give(connection, "ben", "analyst", by="olive")

    assert there.revision() == first.revision() + 1
    with there.reading() as connection:
        assert filled.n_rows(connection, "checklist_pin") == 2
        assert store_log.newest(connection) == there.revision()
    first.close()
    there.close()


def test_column_that_became_required_after_rows_lacked_it_is_copied_as_it_is(
    tmp_path: Path, url: str
) -> None:
    older = filled.opened(tmp_path / "1")
    save(older, added("sources", NHS), added("sites", YORK))
    older.close()
    fields = [replace(each, required=each.name != "source_id") for each in SITES.fields]
    stricter = package(SOURCES, replace(SITES, fields=tuple(fields)), STEPS)
    source, target = Store(tmp_path / "1", stricter), Store(tmp_path / "2", stricter, url=url)

    with source.reading() as read, target.writing() as written:
        copying.copy(read, written, stricter)

    assert target.tables() == source.tables()
    assert target.tables()["sites"] == [YORK]
    source.close()
    target.close()


def test_eras_are_told_apart_and_are_no_content(tmp_path: Path) -> None:
    store = filled.opened(tmp_path)
    before = held(store)
    with store.writing() as connection:
        assert copying.era(connection) == ""
        copying.begin_era(connection, "second")
        copying.begin_era(connection, "third")
    with store.reading() as connection:
        assert copying.era(connection) == "third"
        assert connection.scalar(sa.select(meta.c.value).where(meta.c.key == "era")) == "third"
    assert held(store) == before
    store.close()
