"""A data folder that is damaged or incomplete never takes the store down."""

import json
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import folder, home, schema, seed
from evidence.store import Store, StoreError
from tests import tiny_package
from tests.engines import files_only
from tests.tiny_package import (
    EMPTY,
    FOLDER,
    KENT,
    NHS,
    YORK,
    added,
    save,
    with_sites,
)


def test_problem_in_the_folder_leaves_the_last_good_revision(loaded: Store, data: Path) -> None:
    with_sites(data, {**KENT, "source_id": "none"}, {**YORK, "name": ""})
    result = seed.synchronise(loaded, data)

    assert [(problem.line, problem.field) for problem in result.problems] == [
        (2, "source_id"),
        (3, "name"),
    ]
    assert result.revision == 1
    assert loaded.tables() == FOLDER
    assert seed.synchronise(loaded, with_sites(data, KENT)).problems == ()


def test_folder_that_was_never_good_leaves_an_empty_store(store: Store, data: Path) -> None:
    result = seed.synchronise(store, with_sites(data, {**KENT, "source_id": "none"}))

    assert (result.revision, len(result.problems)) == (0, 1)
    assert store.tables() == EMPTY


def test_removed_source_that_the_dashboard_needs_is_a_problem(loaded: Store, data: Path) -> None:
    save(loaded, added("sites", {**YORK, "source_id": "nhs"}))
    tiny_package.write_folder(data, {"sites": [YORK], "steps": FOLDER["steps"]})
    result = seed.synchronise(loaded, data)

    assert [problem.wrong for problem in result.problems] == ["no such source"]
    assert result.revision == 2
    assert loaded.tables()["sources"] == [NHS]
    assert loaded.conflicts() == []


def test_missing_folder_is_a_problem(loaded: Store, data: Path) -> None:
    shutil.rmtree(data)
    result = seed.synchronise(loaded, data)

    assert [problem.file for problem in result.problems] == ["data"]
    assert result.revision == 1


def test_folder_in_place_of_a_file_is_a_problem(loaded: Store, data: Path) -> None:
    (data / "sites.csv").unlink()
    (data / "sites.csv").mkdir()
    (problem,) = seed.synchronise(loaded, data).problems

    assert (problem.file, loaded.tables()) == ("sites.csv", FOLDER)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"resources": [', b"\xff"])
def test_damaged_package_file_leaves_the_last_good_revision(
    loaded: Store, data: Path, content: bytes
) -> None:
    (data / "datapackage.json").write_bytes(content)
    loaded.close()
    again = home.open_store(loaded.home, data, check=tiny_package.check)
    result = seed.synchronise(again, data)

    assert [problem.file for problem in result.problems] == ["datapackage.json"]
    assert (result.revision, again.tables()) == (1, FOLDER)
    again.close()


def test_package_file_without_a_table_leaves_the_last_good_revision(
    loaded: Store, data: Path
) -> None:
    declared = json.loads((data / "datapackage.json").read_text())
    declared["resources"].pop()
    (data / "datapackage.json").write_text(json.dumps(declared))
    loaded.close()
    again = home.open_store(loaded.home, data, check=tiny_package.check)
    result = seed.synchronise(again, data)

    assert [problem.file for problem in result.problems] == ["datapackage.json"]
    assert again.tables() == FOLDER
    again.close()


def test_damaged_package_file_at_the_very_first_start_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("half")

    with pytest.raises(StoreError, match="put back its last good version"):
        home.open_store(tmp_path / "home", tmp_path)


def test_new_column_arrives_with_its_values(loaded: Store, data: Path) -> None:
    declared = json.loads((data / "datapackage.json").read_text())
    isbn = {"name": "isbn", "type": "string", "constraints": {"required": True}}
    declared["resources"][0]["schema"]["fields"].append(isbn)
    (data / "datapackage.json").write_text(json.dumps(declared))
    (data / "sources.csv").write_text("source_id,title,isbn\nnhs,NHS report,978\n")
    old = seed.synchronise(loaded, data)
    newer = home.open_store(loaded.home, data, check=tiny_package.check)

    assert "start it again" in old.problems[0].mend
    assert seed.synchronise(newer, data) == seed.Synchronised(2, (), ())
    assert newer.tables()["sources"] == [{**NHS, "isbn": "978"}]
    assert schema.load_package(data) == newer.package
    newer.close()


@files_only
def test_full_disk_leaves_the_last_good_revision(loaded: Store, data: Path) -> None:
    def make_full(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma max_page_count = 1")

    with_sites(data, {**KENT, "note": "x" * 100_000})
    sa.event.listen(sa.Engine, "begin", make_full)
    try:
        result = seed.synchronise(loaded, data)
    finally:
        sa.event.remove(sa.Engine, "begin", make_full)

    assert "is full: make room" in result.problems[0].wrong
    assert (result.revision, loaded.tables()) == (1, FOLDER)


def test_folder_that_changes_while_it_is_read_is_read_again(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_folder, notes = folder.read_folder, iter(["first", "second"])

    def read_while_written(place: Path, package: schema.Package) -> object:
        result = read_folder(place, package)
        note = next(notes, None)
        if note:
            with_sites(data, {**YORK, "note": note})
        return result

    monkeypatch.setattr(folder, "read_folder", read_while_written)

    assert seed.synchronise(store, data) == seed.Synchronised(1, (), ())
    assert store.tables()["sites"] == [{**YORK, "note": "second"}]


def test_folder_that_never_rests_is_a_problem(
    store: Store, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fingerprints = iter("abcdefgh")
    monkeypatch.setattr(seed, "fingerprint_of", lambda place: next(fingerprints))
    result = seed.synchronise(store, data)

    assert result.revision == 0
    assert "changed each time" in result.problems[0].wrong
