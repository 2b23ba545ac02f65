"""The published set as a folder, and a folder as one revision of the store."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import copying, folder_export, folder_import, home, seed
from evidence.folder_import import Difference
from evidence.store import Change, EditConflict, Store, StoreError
from evidence.workbench import person
from evidence.workbench.roles import NotAllowed
from tests import tiny_package
from tests.copying import filled
from tests.tiny_package import FOLDER, KENT, YORK, added, let, save

MACHINE = person.local("ann")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The rows of the small folder, as revision 1."""
    opened = filled.opened(tmp_path / "home")
    seed.synchronise(opened, tiny_package.write_folder(tmp_path / "data", FOLDER))
    yield opened
    opened.close()


def export(store: Store, folder: Path, revision: int | None = None) -> Path:
    package_file = tiny_package.write_folder(folder.parent / "declared", {}) / home.PACKAGE_FILE
    folder_export.write(folder, folder_export.files(store, package_file.read_bytes(), revision))
    return folder


def bring(store: Store, folder: Path, *, remove_missing: bool = False) -> Difference:
    """Compare, and save what differs."""
    difference = folder_import.compare(store, folder, remove_missing=remove_missing)
    assert difference.problems == ()
    if difference.changes:
        folder_import.save(store, difference, MACHINE, "Say why")
    return difference


def test_export_is_sorted_by_key_and_written_as_it_was_entered(
    store: Store, tmp_path: Path
) -> None:
    row = {"site_id": "ashford", "name": 'A, "B"', "note": "Zoë", "source_id": ""}
    save(store, added("sites", row), added("steps", {"number": "10", "step": "End"}))
    save(store, added("steps", {"number": "9", "step": "Wait"}))
    folder = export(store, tmp_path / "out")

    assert (folder / "sites.csv").read_bytes().decode() == (
        'site_id,name,note,source_id\nashford,"A, ""B""",Zoë,\nkent,Kent,,nhs\nyork,York,,\n'
    )
    assert (folder / "steps.csv").read_text() == "number,step\n1,Begin\n9,Wait\n10,End\n"


def test_same_revision_gives_the_same_bytes_on_either_engine(
    tmp_path: Path, postgres_url: str
) -> None:
    files = []
    for place, url in (("1", ""), ("2", postgres_url)):
        store = filled.opened(tmp_path / place, url)
        save(store, *(added("sites", row) for row in reversed(filled.LETTERS)))
        save(store, added("sites", {**YORK, "note": "later"}))
        folder = export(store, tmp_path / f"out {place}", 1)
        files.append({path.name: path.read_bytes() for path in folder.iterdir()})
        store.close()

    assert files[0] == files[1]
    assert b"later" not in files[0]["sites.csv"]


def test_export_leaves_unknown_files_alone_and_says_which_it_wrote(
    store: Store, tmp_path: Path
) -> None:
    folder = export(store, tmp_path / "out")
    (folder / "notes.txt").write_text("mine")
    untouched = (folder / "sources.csv").stat().st_mtime_ns
    save(store, added("sites", {**YORK, "note": "new"}))
    package_file = (folder / home.PACKAGE_FILE).read_bytes()

    assert folder_export.write(folder, folder_export.files(store, package_file)) == ["sites.csv"]
    assert (folder / "notes.txt").read_text() == "mine"
    assert (folder / "sources.csv").stat().st_mtime_ns == untouched


def test_export_that_fails_in_the_middle_leaves_whole_files(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = export(store, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    save(store, added("sites", {**YORK, "note": "new"}))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"cannot be written \(No space left on device\)"):
        export(store, folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_folder_that_is_a_file_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(StoreError, match="out cannot be written"):
        export(store, tmp_path / "out")


def test_revision_is_asked_for_by_number_or_by_day(store: Store) -> None:
    day = store.revisions()[0].at[:10]
    assert folder_export.revision_at(store, "7") == 7
    assert folder_export.revision_at(store, day) == 1
    with pytest.raises(StoreError, match="Nothing had been saved by 2001-01-01"):
        folder_export.revision_at(store, "2001-01-01")
    for wrong in ("last", "2026-13-01", "2026-11", "-1"):
        with pytest.raises(StoreError, match=f"There is no revision {wrong}: give its number"):
            folder_export.revision_at(store, wrong)


def test_import_shows_what_is_new_changed_missing_and_alike(store: Store, tmp_path: Path) -> None:
    rows = {**FOLDER, "sites": [{**KENT, "note": "new"}, {**KENT, "site_id": "ely", "name": "Ely"}]}
    folder = tiny_package.write_folder(tmp_path / "in", rows)

    difference = folder_import.compare(store, folder)

    assert [(each.row_id, difference.done(each)) for each in difference.changes] == [
        ("kent", "changed"),
        ("ely", "added"),
    ]
    assert difference.missing == {"sites": ("york",)}
    assert difference.unchanged == 2
    assert store.revision() == 1


def test_rows_that_the_folder_lacks_stay_unless_they_shall_go(store: Store, tmp_path: Path) -> None:
    folder = tiny_package.write_folder(tmp_path / "in", {**FOLDER, "sites": [KENT]})

    assert bring(store, folder).changes == ()
    assert tiny_package.site(store, "york") == YORK
    gone = bring(store, folder, remove_missing=True)
    assert [gone.done(each) for each in gone.changes] == ["removed"]
    assert tiny_package.site(store, "york") is None
    assert (store.revisions()[0].kind, store.revisions()[0].author) == ("import", "local:ann")


def test_import_done_twice_is_saved_once(store: Store, tmp_path: Path) -> None:
    folder = tiny_package.with_sites(tmp_path / "in", {**KENT, "note": "new"}, YORK)
    difference = folder_import.compare(store, folder)

    first = folder_import.save(store, difference, MACHINE, "Say why")
    assert folder_import.save(store, difference, MACHINE, "Say why") == first
    assert bring(store, folder).changes == ()
    assert store.revision() == 2


def test_row_that_somebody_saved_after_the_comparison_is_not_written_over(
    store: Store, tmp_path: Path
) -> None:
    folder = tiny_package.with_sites(tmp_path / "in", {**KENT, "note": "of the folder"}, YORK)
    difference = folder_import.compare(store, folder)
    save(store, added("sites", {**KENT, "note": "of Ben"}), author="Ben")
    let(store, MACHINE.person_id, "reviewer")

    with pytest.raises(EditConflict, match="was saved by Ben"):
        folder_import.save(store, difference, MACHINE, "Say why")

    assert store.tables()["sites"][0]["note"] == "of Ben"


def test_all_problems_are_shown_with_their_places_and_nothing_is_saved(
    store: Store, tmp_path: Path
) -> None:
    rows = [{**KENT, "name": ""}, {**KENT, "site_id": "ely", "source_id": "gone"}]
    folder = tiny_package.with_sites(tmp_path / "in", *rows)

    difference = folder_import.compare(store, folder)

    assert [(each.line, each.row_id, each.field) for each in difference.problems] == [
        (2, "kent", "name"),
        (3, "ely", "source_id"),
    ]


def test_reference_to_a_row_that_only_the_store_has_is_no_problem(
    store: Store, tmp_path: Path
) -> None:
    ely = {**KENT, "site_id": "ely", "source_id": "nhs"}
    folder = tiny_package.write_folder(tmp_path / "in", {"sites": [ely]})

    assert [each.row_id for each in bring(store, folder).changes] == ["ely"]
    gone = folder_import.compare(store, folder, remove_missing=True)
    assert [each.wrong for each in gone.problems] == ["no such source"]


def test_problem_that_the_store_had_before_elsewhere_does_not_stop_an_import(
    store: Store, tmp_path: Path
) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("update sites set name = '' where site_id = 'york'")
    folder = tiny_package.with_sites(tmp_path / "in", {**KENT, "note": "new"})

    assert [each.row_id for each in bring(store, folder).changes] == ["kent"]


def test_who_has_no_role_of_reviewer_imports_nothing(store: Store, tmp_path: Path) -> None:
    let(store, "olive", "owner")
    let(store, MACHINE.person_id, "analyst")
    folder = tiny_package.with_sites(tmp_path / "in", {**KENT, "note": "new"}, YORK)

    with pytest.raises(NotAllowed, match="needs the role of reviewer"):
        bring(store, folder)
    assert store.revision() == 1


def test_folder_of_another_package_and_no_folder_are_named(store: Store, tmp_path: Path) -> None:
    folder = tiny_package.write_folder(tmp_path / "in", FOLDER)
    text = (folder / home.PACKAGE_FILE).read_text()
    (folder / home.PACKAGE_FILE).write_text(text.replace('"note"', '"remark"'))
    with pytest.raises(StoreError, match=r"datapackage.json describes other tables or columns"):
        folder_import.compare(store, folder)
    with pytest.raises(StoreError, match="nowhere cannot be read"):
        folder_import.compare(store, tmp_path / "nowhere")


# What a cell may hold: anything but halves of characters, and nothing that SQL cannot keep.
cells = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=8
)
ids = st.text("aBé-_ ,\"'\n\r;=1", min_size=1, max_size=4)
Rows = dict[str, dict[str, tuple[str, ...]]]
tables = st.fixed_dictionaries(
    {
        "sources": st.dictionaries(ids, cells, max_size=3),
        "sites": st.dictionaries(ids, st.tuples(cells, cells | st.just("")), max_size=4),
    }
)


@pytest.fixture(scope="module")
def two_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """Made once, because each example only takes out what the one before put in."""
    both = tuple(filled.opened(tmp_path_factory.mktemp("store")) for _ in range(2))
    yield both[0], both[1]
    for store in both:
        store.close()


@given(before=tables, after=tables)
def test_export_then_import_is_identity(
    tmp_path_factory: pytest.TempPathFactory,
    two_stores: tuple[Store, Store],
    before: Rows,
    after: Rows,
) -> None:
    source, target = two_stores
    for store, rows in ((source, before), (target, after)):
        with store.writing() as connection:
            copying.clear(connection, store.package)
        let(store, MACHINE.person_id)
        save(store, *changes(rows))
    place = tmp_path_factory.mktemp("identity")
    folder = export(source, place / "out")

    bring(target, folder, remove_missing=True)

    assert target.tables() == source.tables()
    assert folder_import.compare(target, folder, remove_missing=True).changes == ()
    again = export(target, place / "again")
    for path in folder.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes()


def changes(rows: Rows) -> list[Change]:
    sources = itertools.cycle([*rows["sources"], ""])
    listed = [
        added("sources", {"source_id": source_id, "title": "".join(title)})
        for source_id, title in rows["sources"].items()
    ]
    for site_id, (name, note) in rows["sites"].items():
        row = {"site_id": site_id, "name": name, "note": note, "source_id": next(sources)}
        listed.append(added("sites", row))
    return listed
