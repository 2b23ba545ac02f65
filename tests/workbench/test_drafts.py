"""Drafts: what is typed is there after a reload, in a second tab, and for nobody else."""

import time
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.store import NotAllowed, Store, StoreError
from evidence.workbench import drafts, submission, tables
from evidence.workbench.person import READER, Person
from evidence.workbench.submission import Entry
from tests import tiny_package
from tests.tiny_package import KENT, NHS, PACKAGE, YORK

BATH = {"site_id": "bath", "name": "Bath", "note": "", "source_id": ""}


def read(store: Store, person: Person, draft: str) -> submission.Submission:
    found = submission.found(store, person, draft)
    assert found is not None
    return found


def row(store: Store, person: Person, draft: str) -> dict[str, str]:
    """The only row of the draft, as it was typed."""
    (entry,) = read(store, person, draft).entries
    assert entry.row is not None
    return entry.row


def test_a_new_row_keeps_what_was_typed_and_is_empty_elsewhere(store, ann):
    draft = drafts.start(store, ann, "case", "Bath")

    entry = drafts.put(store, ann, draft, "sites", {"site_id": "bath", "name": "Bath"})

    assert entry == Entry(1, "sites", "", 0, None, BATH)
    assert entry.key == "bath"
    found = read(store, ann, draft)
    assert (found.state, found.title, found.entered_by) == ("draft", "Bath", "ann")
    assert found.entries == (entry,)
    assert site_names(store) == ["Kent", "York"]


def site_names(store: Store) -> list[str]:
    return [row["name"] for row in store.tables()["sites"]]


def test_fields_typed_in_two_tabs_stand_beside_each_other_and_the_later_text_wins(store, ann):
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {"site_id": "bath"})

    drafts.put(store, ann, draft, "sites", {"name": "Baht"}, place=1)
    drafts.put(store, ann, draft, "sites", {"note": "of another tab"}, place=1)
    drafts.put(store, ann, draft, "sites", {"name": "Bath"}, place=1)

    (entry,) = read(store, ann, draft).entries
    assert entry.row == {**BATH, "note": "of another tab"}


def test_every_change_counts_the_version(store, ann):
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {"name": "Bath"})
    drafts.describe(store, ann, draft, title="Bath", message="From the plan")
    drafts.drop(store, ann, draft, 1)

    found = read(store, ann, draft)
    assert (found.version, found.title, found.message) == (4, "Bath", "From the plan")
    assert found.entries == ()


def test_a_correction_keeps_the_row_as_it_was_opened_and_its_revision(store, ann):
    draft = drafts.start(store, ann, "correction")

    entry = drafts.put(store, ann, draft, "sites", {"note": "x"}, opens="kent")
    again = drafts.put(store, ann, draft, "sites", {"name": "County"}, opens="kent")

    assert entry == Entry(1, "sites", "kent", 1, KENT, {**KENT, "note": "x"})
    assert again.row == {**KENT, "note": "x", "name": "County"}
    assert len(read(store, ann, draft).entries) == 1


def test_a_row_can_be_taken_out_and_the_entry_changed_into_a_correction_again(store, ann):
    draft = drafts.start(store, ann, "correction")

    gone = drafts.remove_row(store, ann, draft, "sites", "york")
    back = drafts.put(store, ann, draft, "sites", {"note": "stays"}, place=1)

    assert (gone.row, gone.before, gone.key) == (None, YORK, "york")
    assert back.row == {**YORK, "note": "stays"}


def test_many_rows_go_to_their_places_and_the_others_behind_them(store, ann):
    draft = drafts.start(store, ann, "upload")
    drafts.put(store, ann, draft, "sites", {"site_id": "old"})
    given_rows = [
        Entry(0, "sites", "", 0, None, {"site_id": "b"}),
        Entry(4, "sites", "", 0, None, {"site_id": "d"}),
        Entry(1, "sites", "kent", 0, None, {**KENT, "note": "x"}),
        Entry(0, "sources", "nhs", 0, None, None),
    ]

    placed = drafts.put_all(store, ann, draft, given_rows)

    assert [(entry.place, entry.key) for entry in placed] == [
        (5, "b"),
        (4, "d"),
        (1, "kent"),
        (6, "nhs"),
    ]
    assert placed[2].before == KENT
    assert (placed[3].before, placed[3].opened_revision) == (NHS, 1)
    assert read(store, ann, draft).entries == tuple(sorted(placed, key=lambda each: each.place))


def test_ten_thousand_rows_fit_and_one_more_is_refused_and_nothing_of_it_kept(store, ann):
    draft = drafts.start(store, ann, "upload")
    rows = [Entry(0, "steps", "", 0, None, {"number": str(each)}) for each in range(10_000)]
    drafts.put_all(store, ann, draft, rows)

    with pytest.raises(StoreError, match="10,001 rows and at most 10,000 fit"):
        drafts.put(store, ann, draft, "steps", {"number": "x"})

    (mine,) = submission.own(store, ann)
    assert (mine.n_entries, mine.entries) == (10_000, ())


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "x" * 10_001}, "10,001 characters and at most 10,000 fit"),
        ({"name": "a\x00b"}, "cannot be kept"),
        ({"name": "a\ud800"}, "cannot be kept"),
        ({"nmae": "Bath"}, "There is no column nmae"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_and_the_rest_stays(store, ann, values, words):
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {"site_id": "bath", "name": "Bath"})

    with pytest.raises(StoreError, match=words):
        drafts.put(store, ann, draft, "sites", values, place=1)
    with pytest.raises(StoreError, match=words):
        drafts.put_all(store, ann, draft, [Entry(1, "sites", "", 0, None, values)])

    assert read(store, ann, draft).entries[0].row == BATH


def test_what_is_not_there_is_said(store, ann):
    draft = drafts.start(store, ann, "case")

    with pytest.raises(StoreError, match="There is no table cities"):
        drafts.put(store, ann, draft, "cities", {})
    with pytest.raises(StoreError, match="Row 3 was taken out of the draft"):
        drafts.put(store, ann, draft, "sites", {"name": "x"}, place=3)
    with pytest.raises(StoreError, match="no published row bath in sites"):
        drafts.put(store, ann, draft, "sites", {"name": "x"}, opens="bath")
    with pytest.raises(StoreError, match="There is no draft nonsense of yours"):
        drafts.put(store, ann, "nonsense", "sites", {"name": "x"})


def test_a_draft_is_seen_and_changed_by_its_author_alone(store, ann, ben, olive):
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {"site_id": "bath"})

    for other in (ben, olive, READER, Person("stranger", "Stranger")):
        assert submission.found(store, other, draft) is None
        assert submission.own(store, other) == []
        with pytest.raises(StoreError):
            drafts.put(store, other, draft, "sites", {"name": "mine now"}, place=1)
        with pytest.raises(StoreError):
            drafts.discard(store, other, draft)

    assert row(store, ann, draft)["name"] == ""


@pytest.mark.parametrize("who", [READER, Person("nobody", "Nobody")])
def test_a_draft_needs_a_role_and_the_refusal_is_logged(store, who):
    with pytest.raises(NotAllowed, match="role of analyst"):
        drafts.start(store, who, "case")

    columns = tables.refusal.c
    with store.reading() as connection:
        refused = connection.execute(sa.select(columns.person_id, columns.doing)).all()
    assert refused == [(who.person_id, "start a draft")]


def test_a_stale_sign_in_keeps_the_draft_and_asks_to_sign_in_again(store, ann):
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {"name": "Bath"})
    stale = replace(ann, signed_in_at=time.time() - 13 * 3600)

    with pytest.raises(NotAllowed, match="sign in again"):
        drafts.put(store, stale, draft, "sites", {"name": "Bristol"}, place=1)

    assert row(store, ann, draft)["name"] == "Bath"


def test_a_discarded_draft_is_offered_no_more_but_stays_in_the_store(store, ann):
    draft = drafts.start(store, ann, "case")
    drafts.discard(store, ann, draft)

    assert submission.own(store, ann) == []
    assert read(store, ann, draft).state == "withdrawn"
    with pytest.raises(StoreError, match="is withdrawn and no draft any more"):
        drafts.put(store, ann, draft, "sites", {"name": "x"})


def test_the_drafts_of_a_person_come_newest_first(store, ann, monkeypatch):
    times = iter(f"2026-01-0{day}T00:00:00Z" for day in range(1, 9))
    monkeypatch.setattr("evidence.store_log.now", lambda: next(times))
    first = drafts.start(store, ann, "case", "first")
    drafts.start(store, ann, "case", "second")

    assert [item.title for item in submission.own(store, ann)] == ["second", "first"]
    drafts.describe(store, ann, first, message="later")
    assert [item.title for item in submission.own(store, ann)] == ["first", "second"]


def test_opened_anew_takes_what_others_published_and_keeps_what_was_typed(store, ann):
    draft = drafts.start(store, ann, "correction")
    drafts.put(store, ann, draft, "sites", {"note": "mine"}, opens="kent")
    theirs = {**KENT, "name": "County of Kent", "note": "theirs"}
    tiny_package.save(store, tiny_package.added("sites", theirs), author="olive")

    entry, clashes = drafts.refresh(store, ann, draft, 1)

    assert entry == Entry(1, "sites", "kent", 2, theirs, {**theirs, "note": "mine"})
    assert clashes == [drafts.FieldClash("note", before="", typed="mine", now="theirs")]
    assert read(store, ann, draft).entries == (entry,)


def test_opened_anew_has_no_clash_where_both_typed_the_same(store, ann):
    draft = drafts.start(store, ann, "correction")
    drafts.put(store, ann, draft, "sites", {"note": "same"}, opens="kent")
    tiny_package.save(store, tiny_package.added("sites", {**KENT, "note": "same"}), author="olive")

    entry, clashes = drafts.refresh(store, ann, draft, 1)

    assert clashes == []
    assert entry.changes_nothing


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
PUTS = st.tuples(
    st.sampled_from(["first tab", "second tab"]),
    st.sampled_from([1, 2]),
    st.dictionaries(st.sampled_from(PACKAGE.tables["sites"].field_names), TEXTS, max_size=3),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PUTS, max_size=12))
def test_any_saves_of_two_tabs_leave_a_draft_equal_after_reload(store, ann, puts):
    expected = {1: dict.fromkeys(BATH, ""), 2: dict(KENT)}
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {})
    drafts.put(store, ann, draft, "sites", {}, opens="kent")
    again = Store(store.path.parent, PACKAGE, check=tiny_package.check)
    tabs = {"first tab": store, "second tab": again}

    for tab, place, values in puts:
        drafts.put(tabs[tab], ann, draft, "sites", values, place=place)
        expected[place].update(values)

    reloaded = read(again, ann, draft)
    again.close()
    assert {entry.place: entry.row for entry in reloaded.entries} == expected
    assert reloaded == read(store, ann, draft)


def test_a_row_that_is_the_same_as_another_gives_way_and_is_named_nowhere(store, ann):
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sources", {"source_id": "mine"})
    drafts.put(store, ann, draft, "sites", {"site_id": "bath", "source_id": "mine"})
    drafts.put(store, ann, draft, "sites", {"site_id": "ely", "source_id": "nhs"})

    drafts.replace_by(store, ann, draft, 1, "nhs")

    left = read(store, ann, draft).entries
    assert [(each.place, (each.row or {})["source_id"]) for each in left] == [
        (2, "nhs"),
        (3, "nhs"),
    ]

    drafts.replace_by(store, ann, draft, 3, "york")
    assert [each.key for each in read(store, ann, draft).entries] == ["bath"]
