"""Stores of other versions: what becomes of earlier ones, and that newer ones are refused."""

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from evidence import store_migrations, store_shape, store_tables
from evidence.store import Store, StoreError, StoreTooNew
from evidence.store_tables import VERSION, VERSIONS
from evidence.workbench.tables import WORKBENCH
from tests import tiny_package
from tests.engines import OpenStore, files_only
from tests.tiny_package import FOLDER, KENT, NHS, PACKAGE, YORK, added, save, start_python


@pytest.fixture
def bare(tmp_path: Path, store_url: str) -> Iterator[sa.Engine]:
    """The database of this test's store, before there is one."""
    url = store_url or f"sqlite:///{tmp_path / 'evidence.sqlite'}"
    engine = sa.create_engine(url)
    yield engine
    engine.dispose()


def first_format(bare: sa.Engine) -> None:
    """The store of FOLDER as the first version made it, with one revision."""
    with bare.begin() as connection:
        store_migrations.upgrade(connection, "0001")
        connection.execute(sa.text("drop table alembic_version"))
        shape = store_tables.shape(PACKAGE)
        tables = store_tables.data_tables(shape)
        store_shape.make(connection, tables.values())
        meta = [("format", "1"), ("shape", json.dumps(shape))]
        for key, value in meta:
            connection.execute(sa.insert(store_tables.meta), {"key": key, "value": value})
        connection.execute(
            sa.insert(store_tables.revision),
            {
                "revision": 1,
                "at": "2026-11-01T09:00:00Z",
                "author": "data folder",
                "message": "First",
                "save_id": "first",
                "kind": "data folder",
            },
        )
        for name, rows in FOLDER.items():
            for row in rows:
                key = row[PACKAGE.tables[name].key]
                logged = {"revision": 1, "table_name": name, "row_id": key, "after": row}
                connection.execute(sa.insert(store_tables.change), logged)
                values = store_tables.as_columns(row, revision=1)
                connection.execute(sa.insert(tables[name]), values)


def own_tables() -> sa.MetaData:
    whole = sa.MetaData()
    for part in (store_tables.LOG, store_tables.BESIDE, WORKBENCH):
        for table in part.sorted_tables:
            table.to_metadata(whole)
    return whole


def copies(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "backups").glob("*"))


def version(store: Store) -> str | None:
    with store.reading() as connection:
        return store_shape.version(connection)


def test_versions_are_those_of_the_steps() -> None:
    steps = ScriptDirectory.from_config(store_migrations.configuration()).walk_revisions()

    assert tuple(step.revision for step in steps) == VERSIONS[::-1]


@pytest.mark.parametrize("made_by", ["the steps", "a fresh store"])
def test_tables_are_exactly_those_that_the_store_describes(
    bare: sa.Engine, open_store: OpenStore, made_by: str
) -> None:
    if made_by == "a fresh store":
        open_store()
    else:
        with bare.begin() as connection:
            store_migrations.upgrade(connection)

    def is_own(thing: object, name: str | None, kind: str, *rest: object) -> bool:
        return kind != "table" or name not in PACKAGE.tables

    with bare.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_own})
        assert compare_metadata(context, own_tables()) == []
        if connection.dialect.name == "postgresql":
            by_locale = sa.text(
                "select table_name, column_name from information_schema.columns where"
                " table_schema = 'public' and data_type = 'text' and collation_name is distinct"
                " from 'C'"
            )
            assert connection.execute(by_locale).all() == []


def test_store_of_the_first_version_comes_up_with_all_its_rows(
    bare: sa.Engine, open_store: OpenStore, tmp_path: Path
) -> None:
    first_format(bare)
    store = open_store()

    assert store.tables() == store.tables(1) == FOLDER
    assert [(each.number, each.message) for each in store.revisions()] == [(1, "First")]
    assert version(store) == VERSION
    assert save(store, added("sites", {**YORK, "note": "New"})).number == 2
    (name,) = copies(tmp_path)
    assert name.startswith(f"before-{VERSION}-")


def test_copy_from_before_is_the_store_as_it_was(
    bare: sa.Engine, open_store: OpenStore, tmp_path: Path
) -> None:
    first_format(bare)
    save(open_store(), added("sites", {**YORK, "note": "Later"}))
    (copy,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        tables = {name for (name,) in connection.execute("select name from sqlite_schema")}
    (tmp_path / "other").mkdir()
    copy.rename(tmp_path / "other" / "evidence.sqlite")

    assert "alembic_version" not in tables
    assert "person" not in tables
    put_back = Store(tmp_path / "other", PACKAGE)
    assert put_back.tables() == put_back.tables(1) == FOLDER
    put_back.close()


def test_store_without_its_copy_is_left_as_it_was(
    bare: sa.Engine, open_store: OpenStore, tmp_path: Path
) -> None:
    first_format(bare)
    (tmp_path / "backups").write_text("in the way")

    with pytest.raises(StoreError, match="no copy of it could be written to"):
        open_store()
    with bare.connect() as connection:
        assert not sa.inspect(connection).has_table("alembic_version")
    (tmp_path / "backups").unlink()
    assert open_store().tables() == FOLDER


def test_step_that_fails_leaves_the_store_as_it_was(
    bare: sa.Engine, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: sa.Connection) -> None:
        command.upgrade(store_migrations.configuration(connection=connection), "0002")
        raise RuntimeError("in the middle")

    first_format(bare)
    with monkeypatch.context() as patch:
        patch.setattr(store_migrations, "upgrade", fail)
        with pytest.raises(RuntimeError, match="in the middle"):
            open_store()
    with bare.connect() as connection:
        assert not sa.inspect(connection).has_table("scene")
    assert open_store().tables() == FOLDER


def test_copy_is_made_before_another_package_changes_the_tables(
    open_store: OpenStore, tmp_path: Path
) -> None:
    store = open_store()
    save(store, added("sources", NHS), added("sites", KENT))
    store.close()
    towns = tiny_package.table("towns", tiny_package.text("town", required=True))
    wider = open_store(tiny_package.package(*PACKAGE.tables.values(), towns))

    (name,) = copies(tmp_path)
    assert name.startswith("before-package-")
    assert wider.tables()["sites"] == [KENT]


def test_store_that_is_up_to_date_is_opened_without_alembic_and_without_a_copy(
    open_store: OpenStore, tmp_path: Path, store_url: str
) -> None:
    open_store().close()
    code = (
        "import sys; from pathlib import Path; from evidence.store import Store;"
        " from tests import tiny_package as tiny;"
        "Store(Path(sys.argv[1]), tiny.PACKAGE, url=sys.argv[2]).close();"
        "print('alembic' in sys.modules)"
    )
    said, _ = start_python(code, tmp_path, store_url).communicate(timeout=60)

    assert said.strip() == "False"
    assert not (tmp_path / "backups").exists()


def test_store_of_a_newer_version_is_refused_and_left_alone(
    open_store: OpenStore, tmp_path: Path
) -> None:
    older = open_store()
    save(older, added("sites", YORK))
    with older.writing() as connection:
        connection.execute(sa.update(store_tables.version).values(version_num="9999"))

    with pytest.raises(StoreTooNew, match=r"format 9999 .* start the newer version"):
        open_store()
    # Nor may one that is running still write into tables that it does not know.
    with pytest.raises(StoreTooNew, match="format 9999"):
        save(older, added("sites", {**YORK, "note": "New"}))
    assert older.tables()["sites"] == [YORK]
    assert not (tmp_path / "backups").exists()


OPEN_AT_A_SIGN = """
import sys
from pathlib import Path
from evidence.store import Store
from tests import tiny_package as tiny
print("ready", flush=True)
sys.stdin.readline()
store = Store(Path(sys.argv[1]), tiny.PACKAGE, check=tiny.check, url=sys.argv[2])
print(len(store.tables()["sites"]))
"""


def test_of_several_processes_that_start_at_once_one_migrates(
    bare: sa.Engine, tmp_path: Path, store_url: str
) -> None:
    first_format(bare)
    processes = [start_python(OPEN_AT_A_SIGN, tmp_path, store_url) for _ in range(3)]

    assert opened_at_once(processes) == ["2", "2", "2"]
    assert len(copies(tmp_path)) == 1


def opened_at_once(processes: list["subprocess.Popen[str]"]) -> list[str]:
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=60)[0].strip() for process in processes]


@files_only
def test_copy_of_a_file_that_is_in_use_is_whole(
    bare: sa.Engine, open_store: OpenStore, tmp_path: Path
) -> None:
    """What is not yet in the file itself, but in the log beside it, is in the copy too."""
    first_format(bare)
    reader = sqlite3.connect(tmp_path / "evidence.sqlite")
    reader.execute("pragma journal_mode = wal")
    reader.execute("begin")
    reader.execute("select * from meta").fetchall()
    writer = sqlite3.connect(tmp_path / "evidence.sqlite")
    writer.execute("insert into sources values ('bma', 'BMA', 1)")
    writer.commit()
    open_store()
    (copy,) = (tmp_path / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("select count(*) from sources").fetchone() == (2,)
    writer.close()
    reader.close()
