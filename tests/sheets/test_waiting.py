"""What is pasted or not decided yet waits in the store, for its author, until it has its rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.sheets import matching, reading, sheet, uploading, waiting
from evidence.sheets.sheet import SheetRefused
from evidence.sheets.waiting import Waiting
from evidence.store import NotAllowed, Store
from evidence.store_errors import StoreError
from evidence.workbench import drafts, submission
from evidence.workbench.person import Person
from evidence.workbench.submission import Submission
from tests import tiny_package
from tests.engines import OpenStore
from tests.tiny_package import PACKAGE, let

UNKNOWN = b"site_id,name,Remarks\nhull,Hull,By the sea\n"


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def ann(store: Store) -> Person:
    return let(store, "local:ann", "analyst")


def draft_of(store: Store, person: Person, submission_id: str) -> Submission:
    found = submission.found(store, person, submission_id)
    assert found is not None
    return found


def test_pasted_text_waits_to_the_character_in_one_draft_however_often_it_is_typed_in(
    store: Store, ann: Person
) -> None:
    first = waiting.keep_pasted(store, ann, None, "site_id\tna")
    text = "\ufeffsite_id\tname\r\nhull\t=Hüll 😀\n\n"

    assert waiting.keep_pasted(store, ann, first, text) == first
    assert waiting.of(store, ann, first) == Waiting(pasted=text)
    (mine,) = submission.own(store, ann)
    assert (mine.kind, mine.state, mine.n_entries) == ("upload", "draft", 0)


def test_what_waits_is_there_after_a_restart(tmp_path: Path) -> None:
    first = Store(tmp_path, PACKAGE, check=tiny_package.check)
    ann = let(first, "local:ann", "analyst")
    block = reading.read_file(UNKNOWN, "sites.csv")
    made = uploading.bring_in(first, ann, block)
    waiting.choose(first, ann, made, {"column_0_sites_2": "note"})
    first.close()

    again = Store(tmp_path, PACKAGE, check=tiny_package.check)
    assert waiting.of(again, ann, made) == Waiting(block=block, chosen={"column_0_sites_2": "note"})
    again.close()


def test_the_draft_that_waited_has_its_rows_and_waits_no_more(store: Store, ann: Person) -> None:
    pasted = waiting.keep_pasted(store, ann, None, UNKNOWN.decode())
    block = reading.read_pasted(UNKNOWN.decode())
    assert uploading.bring_in(store, ann, block, submission_id=pasted) == pasted
    assert draft_of(store, ann, pasted).entries == ()
    (match,) = matching.match_all(store.package, block)

    uploading.keep(
        store, ann, block.name, [matching.decided(match, {2: "note"})], submission_id=pasted
    )

    item = draft_of(store, ann, pasted)
    assert waiting.of(store, ann, pasted) is None
    assert item.title == "Pasted rows: sites"
    assert [(entry.row or {})["note"] for entry in item.entries] == ["By the sea"]
    assert [each.submission_id for each in submission.own(store, ann)] == [pasted]


def test_rows_that_are_refused_leave_what_waits_as_it_was(store: Store, ann: Person) -> None:
    pasted = waiting.keep_pasted(store, ann, None, "site_id\tname\n")

    with pytest.raises(SheetRefused):
        uploading.keep(store, ann, "pasted rows", [], submission_id=pasted)

    assert waiting.of(store, ann, pasted) == Waiting(pasted="site_id\tname\n")


def test_nobody_else_sees_or_changes_it(store: Store, ann: Person) -> None:
    ben = let(store, "local:ben", "owner")
    made = waiting.keep_pasted(store, ann, None, "secret")

    assert waiting.of(store, ben, made) is None
    for write in (
        lambda: waiting.keep_pasted(store, ben, made, "mine"),
        lambda: waiting.keep_block(store, ben, made, reading.read_file(UNKNOWN, "sites.csv")),
        lambda: waiting.choose(store, ben, made, {"table_0": "sites"}),
    ):
        with pytest.raises(NotAllowed, match="no draft"):
            write()
    assert waiting.of(store, ann, made) == Waiting(pasted="secret")


def test_a_draft_that_was_discarded_waits_for_nothing(store: Store, ann: Person) -> None:
    made = waiting.keep_pasted(store, ann, None, "a")
    drafts.discard(store, ann, made)

    assert waiting.of(store, ann, made) is None
    with pytest.raises(StoreError, match="no draft any more"):
        waiting.keep_pasted(store, ann, made, "b")


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "x" * (sheet.BYTES_AT_MOST + 1)])
def test_what_cannot_be_kept_is_refused_and_the_earlier_text_stays(
    store: Store, ann: Person, text: str
) -> None:
    made = waiting.keep_pasted(store, ann, None, "before")

    with pytest.raises(StoreError, match="pasted block"):
        waiting.keep_pasted(store, ann, made, text)

    assert waiting.of(store, ann, made) == Waiting(pasted="before")


def test_torn_rows_wait_as_text_while_the_good_ones_go_on(store: Store, ann: Person) -> None:
    text = 'site_id,name\nhull,Hull\nyork,York, by the river\nbath,"Ba\nth"\nely\nleeds,Leeds\n'

    made = uploading.from_file(store, ann, text.encode(), "sites.csv")

    rows = [entry.row or {} for entry in draft_of(store, ann, made).entries]
    assert [row["site_id"] for row in rows] == ["hull", "bath", "leeds"]
    (torn,) = [each for each in submission.own(store, ann) if each.submission_id != made]
    assert torn.title == "sites.csv: torn rows"
    assert waiting.of(store, ann, torn.submission_id) == Waiting(
        pasted="site_id,name\nyork,York, by the river\nely\n"
    )


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(tmp_path_factory.mktemp("waiting"), PACKAGE, check=tiny_package.check)
    yield opened
    opened.close()


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
@settings(deadline=None, max_examples=50)
def test_any_text_reads_back_equal(long_lived: Store, text: str) -> None:
    ann = let(long_lived, "local:ann", "analyst")
    made = waiting.keep_pasted(long_lived, ann, None, text)

    assert waiting.of(long_lived, ann, made) == Waiting(pasted=text)
