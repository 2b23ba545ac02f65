"""A list of scenes as a file: it comes back as it was, and a damaged one is refused in words."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import kept_scenes, scene_drafts, scene_files
from evidence.scene_drafts import Draft
from evidence.store import Store
from tests.tiny_package import PACKAGE

PAGES = ("dashboard", "impacts")
TEXT = st.text(max_size=40)
DRAFTS = st.builds(
    Draft,
    title=TEXT.filter(lambda text: bool(scene_drafts.one_line(text))),
    note=TEXT,
    page=st.sampled_from(PAGES),
    query=st.lists(st.tuples(st.sampled_from(["kind", "text"]), TEXT), max_size=3).map(tuple),
    revision=st.integers(0, 10),
    revised_at=st.sampled_from(["", "2026-11-22T10:00:00Z"]),
)


@given(st.lists(DRAFTS, max_size=4))
def test_a_saved_list_loads_as_the_same_scenes(drafts) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder), PACKAGE)
        list_id = kept_scenes.make_list(store, "Työpaja", drafts)
        listed = kept_scenes.scene_list(store, list_id)
        assert listed is not None
        loaded = scene_files.read(scene_files.write(listed), PAGES)
        again = kept_scenes.make_list(store, loaded.title, loaded.scenes)
        copied = kept_scenes.scene_list(store, again)
        store.close()
    assert copied is not None
    assert loaded.title == copied.title == "Työpaja"
    assert [kept.draft for kept in copied.scenes] == [kept.draft for kept in listed.scenes]
    assert list(loaded.scenes) == [scene_drafts.tidy(draft) for draft in drafts]


HEAD = '{"format": "vanguard-evidence-scenes", "version": 1, "title": "T", "scenes": '
SCENE = '{"title": "A", "page": "impacts"}'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is not JSON at line 1, column 1"),
        ('{"format": ', "The file is not JSON at line 1"),
        ("[" * 100_000, "The file is not JSON that can be read"),
        (" " * 1_000_001, r"The file has 1,000,001 bytes and may have 1,000,000"),
        ("[]", "format is not vanguard-evidence-scenes: choose a file"),
        ('{"format": "other"}', 'format “"other"” is not'),
        (HEAD.replace("1,", "2,") + "[]}", "version “2” is not 1"),
        (HEAD.replace('"T"', "7") + "[]}", "title “7” is no text: give the list a title"),
        (HEAD.replace('"T"', '" "') + "[]}", "title is empty: give a title"),
        (HEAD + "7}", "scenes “7” is no list"),
        (HEAD + "[7]}", r"scenes\[0\] “7” is no scene"),
        (HEAD + '[{"page": "impacts"}]}', r"scenes\[0\]\.title is no text"),
        (HEAD + f'[{SCENE}, {SCENE.replace("A", " ")}]}}', r"scenes\[1\]\.title is empty"),
        (HEAD + f"[{SCENE.replace('impacts', 'sites')}]}}", "“sites” is no page here: write one"),
        (HEAD + f"[{SCENE[:-1]}, \"size\": 1}}]}}", r"scenes\[0\]\.size is not a field"),
        (HEAD + f"[{SCENE[:-1]}, \"revision\": true}}]}}", r"revision “true” is no whole number"),
        (HEAD + f"[{SCENE[:-1]}, \"revision\": 1{'0' * 30}}}]}}", "is no number of a revision"),
        (HEAD + f"[{SCENE[:-1]}, \"query\": [[\"a\"]]}}]}}", "is no list of pairs: write"),
    ],
)  # fmt: skip
def test_a_damaged_file_says_where_what_and_the_mend(content: str, said: str) -> None:
    with pytest.raises(scene_files.SceneFileUnreadable, match=said) as refusal:
        scene_files.read(content.encode(), PAGES)
    assert str(refusal.value).startswith("Nothing was loaded. ")
    assert all(problem.mend for problem in refusal.value.problems)


def test_all_that_is_wrong_with_a_file_is_said_at_once() -> None:
    content = HEAD + '[{"title": "", "page": "x y"}, 7, {"page": "impacts", "title": "A"}]}'
    with pytest.raises(scene_files.SceneFileUnreadable, match="and 2 more") as refusal:
        scene_files.read(content.encode(), PAGES)
    places = [problem.place for problem in refusal.value.problems]
    assert places == ["scenes[0].title", "scenes[0].page", "scenes[1]"]


def test_a_file_that_is_not_text_is_refused() -> None:
    with pytest.raises(scene_files.SceneFileUnreadable, match="not in UTF-8 at byte 2"):
        scene_files.read(b"{\xff", PAGES)


@given(st.binary(max_size=200), st.integers(0, 400))
def test_a_file_cut_and_spoilt_anywhere_loads_whole_or_not_at_all(noise, place) -> None:
    whole = (HEAD + f"[{SCENE}, {SCENE}]}}").encode()
    spoilt = whole[:place] + noise
    loaded = None
    with suppress(scene_files.SceneFileUnreadable):
        loaded = scene_files.read(spoilt, PAGES)
    is_whole = spoilt.rstrip() == whole
    assert (loaded is not None) == is_whole


def test_what_the_room_decides_is_not_kept() -> None:
    address = {"kind": ["mcp", "pacs"], "size": ["room"], "strip": ["hidden"], "revision": ["2"]}
    playing = {"list": ["x"], "scene": ["2"], "sheet": ["3"]}
    kept = scene_drafts.query_of(address | playing)
    assert kept == (("kind", "mcp"), ("kind", "pacs"), ("sheet", "3"))
