"""Kept scenes: what every operation leaves, also with two people at once and after a fault."""

import signal
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from evidence import kept_rows, kept_scenes, scene_drafts
from evidence.kept_rows import KeptScene, SceneList, SceneRefused
from evidence.scene_drafts import Draft
from evidence.store import Store, StoreError
from tests import tiny_package
from tests.engines import OpenStore
from tests.tiny_package import KENT, NHS, PACKAGE, added, save

DRAFT = Draft(
    "A&E falls", "Ask who.", "impacts", (("kind", "mcp"), ("kind", "pacs")), 3,
    "2026-11-22T10:00:00Z",
)  # fmt: skip


def opened(folder: Path) -> Store:
    return Store(folder, PACKAGE, check=tiny_package.check)


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    """A store in a file, for what only files have."""
    store = opened(tmp_path)
    yield store
    store.close()


def titled(title: str) -> Draft:
    return replace(DRAFT, title=title)


def whole(store: Store, list_id: str) -> SceneList:
    listed = kept_scenes.scene_list(store, list_id)
    assert listed is not None
    return listed


def scene(store: Store, scene_id: str) -> KeptScene:
    kept = kept_scenes.scene(store, scene_id)
    assert kept is not None
    return kept


def titles(store: Store, list_id: str) -> list[str]:
    return [kept.title for kept in whole(store, list_id).scenes]


def filled(store: Store, *names: str) -> tuple[str, list[str]]:
    """A list with scenes of these titles: its id, and theirs."""
    list_id = kept_scenes.make_list(store, "Workshop")
    return list_id, [kept_scenes.keep(store, list_id, titled(name)).scene_id for name in names]


def test_new_store_has_no_lists(store: Store) -> None:
    assert kept_scenes.lists(store) == []
    assert kept_scenes.scene_list(store, "none") is None
    assert kept_scenes.scene(store, "none") is None


def test_scene_is_kept_as_it_was_and_makes_no_revision(store: Store) -> None:
    list_id = kept_scenes.make_list(store, "  Workshop\n in Leeds ")
    kept = kept_scenes.keep(store, list_id, DRAFT)

    listed = whole(store, list_id)
    assert (listed.title, listed.scenes) == ("Workshop in Leeds", (kept,))
    assert kept.draft == DRAFT
    assert kept.draft.parameters == {"kind": ["mcp", "pacs"]}
    assert store.revision() == 0
    assert store.revisions() == []


def test_lists_are_counted_without_what_was_removed(store: Store) -> None:
    list_id, (first, _) = filled(store, "A", "B")
    empty = kept_scenes.make_list(store, "Zero")
    kept_scenes.remove(store, first)

    counts = {item.list_id: (item.n_scenes, item.last_kept_at) for item in kept_scenes.lists(store)}
    (left,) = whole(store, list_id).scenes
    assert counts == {list_id: (1, left.kept_at), empty: (0, "")}


def test_a_removed_list_comes_back_with_its_scenes(store: Store) -> None:
    list_id, _ = filled(store, "A", "B")
    kept_scenes.remove_list(store, list_id)

    assert kept_scenes.scene_list(store, list_id) is None
    assert kept_scenes.lists(store) == []
    assert kept_scenes.list_title(store, list_id) == "Workshop"
    with pytest.raises(SceneRefused, match="no such list"):
        kept_scenes.keep(store, list_id, DRAFT)
    with pytest.raises(SceneRefused, match="no such list"):
        kept_scenes.rename_list(store, list_id, "Other")
    kept_scenes.put_back_list(store, list_id)
    assert titles(store, list_id) == ["A", "B"]


def test_everything_survives_a_restart(store: Store, open_store: OpenStore) -> None:
    list_id, _ = filled(store, "A", "B")
    before = kept_scenes.scene_list(store, list_id)
    store.close()

    assert kept_scenes.scene_list(open_store(), list_id) == before


OPERATION = st.one_of(
    st.tuples(st.just("keep"), st.sampled_from("ABC")),
    st.tuples(st.sampled_from(["up", "down", "remove", "put back"]), st.integers(0, 5)),
    st.tuples(st.just("reword"), st.integers(0, 5)),
)


@given(st.lists(OPERATION, max_size=25))
def test_any_sequence_of_operations_leaves_what_a_plain_list_would(operations) -> None:
    """The plain list holds [id, title, still there?] in order; moving passes what was removed."""
    with TemporaryDirectory() as folder:
        store = opened(Path(folder))
        list_id = kept_scenes.make_list(store, "Workshop")
        plain: list[list[Any]] = []
        for name, argument in operations:
            if name == "keep":
                kept = kept_scenes.keep(store, list_id, titled(argument))
                plain.append([kept.scene_id, argument, True])
                continue
            if not plain:
                continue
            entry = sorted(plain)[argument % len(plain)]
            if name == "remove":
                kept_scenes.remove(store, entry[0])
                entry[2] = False
            elif name == "put back":
                kept_scenes.put_back(store, entry[0])
                entry[2] = True
            elif not entry[2]:
                with pytest.raises(SceneRefused, match="no longer in its list"):
                    kept_scenes.move(store, entry[0], later=name == "down")
            elif name == "reword":
                seen = scene(store, entry[0])
                entry[1] = f"{entry[1]}!"
                kept_scenes.reword(store, seen, title=entry[1], note=entry[1])
            else:
                moved = kept_scenes.move(store, entry[0], later=name == "down")
                there = [place for place, each in enumerate(plain) if each[2]]
                here = there.index(plain.index(entry))
                beside = here + (1 if name == "down" else -1)
                assert moved == (0 <= beside < len(there))
                if moved:
                    one, other = there[here], there[beside]
                    plain[one], plain[other] = plain[other], plain[one]
        expected = [(scene_id, title) for scene_id, title, there in plain if there]
        for each in (store, opened(Path(folder))):
            scenes = whole(each, list_id).scenes
            assert [(kept.scene_id, kept.title) for kept in scenes] == expected
            each.close()


def test_two_stores_on_one_place_keep_and_move_at_once(store: Store, open_store: OpenStore) -> None:
    list_id, _ = filled(store, "A")
    other = open_store()

    def work(number: int) -> None:
        here = (store, other)[number % 2]
        scene_id = kept_scenes.keep(here, list_id, titled(str(number))).scene_id
        kept_scenes.move(here, scene_id, later=False)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(12)))
    assert sorted(titles(other, list_id)) == sorted(["A", *map(str, range(12))])
    places = "select count(*), count(distinct place) from scene"
    with store.reading() as connection:
        assert tuple(connection.exec_driver_sql(places).one()) == (13, 13)


def test_a_change_of_what_somebody_else_changed_is_refused_and_says_so(
    store: Store, open_store: OpenStore
) -> None:
    list_id, (scene_id,) = filled(store, "A")
    seen = scene(store, scene_id)
    other = open_store()
    kept_scenes.reword(other, seen, title="Theirs", note="")

    with pytest.raises(SceneRefused, match="it is now called “Theirs”"):
        kept_scenes.reword(store, seen, title="Mine", note="")
    assert titles(store, list_id) == ["Theirs"]


KILLED_AT_COMMIT = """
import os, signal, sys
from pathlib import Path
import sqlalchemy as sa
from evidence import kept_scenes
from evidence.store import Store
from tests import tiny_package as tiny
store = Store(Path(sys.argv[1]), tiny.PACKAGE, check=tiny.check, url=sys.argv[2])
sa.event.listen(sa.Engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
kept_scenes.move(store, sys.argv[3], later=True)
"""


def test_process_killed_in_the_middle_of_a_move_leaves_the_old_order(
    store: Store, tmp_path: Path, store_url: str
) -> None:
    list_id, (first, _, _) = filled(store, "A", "B", "C")
    process = tiny_package.start_python(KILLED_AT_COMMIT, tmp_path, store_url, first)
    process.communicate(timeout=60)

    assert process.returncode == -signal.SIGKILL
    assert titles(store, list_id) == ["A", "B", "C"]


def test_full_disk_is_said_in_a_sentence_and_nothing_is_lost(file: Store) -> None:
    def make_full(connection: sa.Connection) -> None:
        connection.exec_driver_sql("pragma max_page_count = 1")

    list_id, _ = filled(file, "A")
    sa.event.listen(sa.Engine, "begin", make_full)
    try:
        with pytest.raises(StoreError, match="is full: make room"):
            kept_scenes.make_list(
                file, "Long", [replace(DRAFT, note="x" * scene_drafts.NOTE_LIMIT)] * 100
            )
    finally:
        sa.event.remove(sa.Engine, "begin", make_full)
    assert [item.list_id for item in kept_scenes.lists(file)] == [list_id]
    assert titles(file, list_id) == ["A"]


def test_store_from_before_there_were_scenes_gets_their_tables_and_loses_nothing(
    file: Store, tmp_path: Path
) -> None:
    save(file, added("sources", NHS), added("sites", KENT))
    before = file.tables(), file.revisions()
    file.close()
    older = sqlite3.connect(file.path)
    older.executescript("drop table scene; drop table scene_list; drop table alembic_version")
    older.close()

    again = opened(tmp_path)
    assert (again.tables(), again.revisions()) == before
    list_id, _ = filled(again, "A")
    assert titles(again, list_id) == ["A"]
    again.close()


def test_scenes_stay_when_the_package_gains_a_table(store: Store, open_store: OpenStore) -> None:
    list_id, _ = filled(store, "A")
    store.close()
    towns = tiny_package.table("towns", tiny_package.text("town", required=True))

    wider = open_store(tiny_package.package(*PACKAGE.tables.values(), towns))
    assert titles(wider, list_id) == ["A"]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (titled(" \n\0"), "the title is empty: give a title"),
        (titled("x" * 121), "the title has 121 characters"),
        (replace(DRAFT, note="x" * 4001), "the note has 4001 characters"),
        (replace(DRAFT, page="../x"), "the page is no name of a page"),
        (replace(DRAFT, query=(("a", "b"),) * 101), "the query has 101 values"),
        (replace(DRAFT, query=(("a", "b" * 301),)), "longer than 300 characters"),
        (replace(DRAFT, query=(("size", "hall"),)), "is said by whoever plays"),
        (replace(DRAFT, revision=-1), "the revision is no number"),
        (replace(DRAFT, revised_at="yesterday"), "the revised_at is no time"),
    ],
)
def test_a_view_that_cannot_be_kept_is_refused_in_words(
    store: Store, draft: Draft, said: str
) -> None:
    list_id, _ = filled(store, "A")
    with pytest.raises(SceneRefused, match=said):
        kept_scenes.keep(store, list_id, draft)
    with pytest.raises(SceneRefused, match=said):
        kept_scenes.make_list(store, "Other", [DRAFT, draft])
    assert [item.title for item in kept_scenes.lists(store)] == ["Workshop"]
    assert titles(store, list_id) == ["A"]


def test_a_list_holds_no_more_than_it_may(store: Store) -> None:
    list_id = kept_scenes.make_list(store, "Full", [DRAFT] * kept_rows.SCENES_LIMIT)
    with pytest.raises(SceneRefused, match="as many as a list can"):
        kept_scenes.keep(store, list_id, DRAFT)
