"""From draft to everybody's screen: by two people, as one revision, along the allowed arrows."""

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.store import EditConflict, NotAllowed, Rejected, Store, StoreError
from evidence.workbench import as_if, drafts, review, submission, suggested, tables
from evidence.workbench import settings as workbench_settings
from evidence.workbench.person import READER, Person
from evidence.workbench.submission import Entry
from tests import tiny_package
from tests.tiny_package import KENT, PACKAGE, YORK, added

BATH = {"site_id": "bath", "name": "Bath", "note": "", "source_id": ""}


def sent(store: Store, author: Person, values: dict[str, str], opens: str | None = None) -> str:
    """A submission of one site in review."""
    draft = drafts.start(store, author, "correction" if opens else "case", "One site")
    drafts.put(store, author, draft, "sites", values, opens=opens)
    review.send(store, author, draft, message="The plan says so")
    return draft


def item(store: Store, submission_id: str) -> submission.Submission:
    with store.reading() as connection:
        return submission.existing(connection, submission_id)


def publish(store: Store, person: Person, submission_id: str, comment: str = ""):
    version = item(store, submission_id).version
    return review.publish(store, person, submission_id, seen_version=version, comment=comment)


def reviews(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.select(tables.revision_review))]


def test_what_is_sent_waits_in_the_queue_and_is_published_by_a_second_person(store, ann, ruth):
    waiting = sent(store, ann, BATH)
    assert [(each.submission_id, each.n_entries) for each in review.queue(store)] == [(waiting, 1)]
    assert tiny_package.site(store, "bath") is None

    revision = publish(store, ruth, waiting, "Read against the plan")

    assert tiny_package.site(store, "bath") == BATH
    assert (revision.number, revision.author, revision.message) == (2, "ann", "The plan says so")
    assert revision.kind == "app"
    published = item(store, waiting)
    assert (published.state, published.revision, published.decided_by) == ("published", 2, "ruth")
    (written,) = reviews(store)
    at = published.sent_at
    assert written == (
        2, waiting, "ann", at, "ruth", revision.at, "Read against the plan", None,
    )  # fmt: skip
    assert review.queue(store) == []


def test_published_twice_it_is_one_revision(store, ann, ruth, olive):
    waiting = sent(store, ann, BATH)
    version = item(store, waiting).version

    first = review.publish(store, ruth, waiting, seen_version=version, comment="")
    second = review.publish(store, olive, waiting, seen_version=version, comment="again")

    assert second == first
    assert store.revision() == 2
    assert len(reviews(store)) == 1


def test_whoever_entered_a_row_cannot_publish_it(store, ruth, olive):
    waiting = sent(store, ruth, BATH)

    with pytest.raises(NotAllowed, match="somebody else has to publish it"):
        publish(store, ruth, waiting)

    assert tiny_package.site(store, "bath") is None
    with store.reading() as connection:
        refused = connection.execute(sa.select(tables.refusal.c.person_id, tables.refusal.c.doing))
        assert refused.all() == [("ruth", "publish a submission")]
    publish(store, olive, waiting)


@pytest.mark.parametrize(
    ("comment", "kept"),
    [("", review.ALONE), ("Checked twice", f"Checked twice ({review.ALONE})")],
)
def test_a_team_of_one_publishes_its_own_and_the_receipt_says_so(store, olive, comment, kept):
    waiting = sent(store, olive, BATH)
    workbench_settings.set_second_reader(store, olive, False)

    publish(store, olive, waiting, comment)

    (written,) = reviews(store)
    assert written[4:7] == (None, None, kept)


def test_with_second_reading_off_somebody_else_is_still_a_second_reader(store, ann, olive):
    workbench_settings.set_second_reader(store, olive, False)
    publish(store, olive, sent(store, ann, BATH))

    assert reviews(store)[0][4] == "olive"


def test_an_analyst_cannot_publish(store, ann, ben):
    waiting = sent(store, ann, BATH)

    with pytest.raises(NotAllowed, match="role of reviewer"):
        publish(store, ben, waiting)


def test_a_draft_that_breaks_rules_is_not_sent_and_stays(store, ann):
    draft = drafts.start(store, ann, "case")
    drafts.put(store, ann, draft, "sites", {**BATH, "name": "", "source_id": "none"})

    with pytest.raises(Rejected) as refused:
        review.send(store, ann, draft, message="x")

    assert {problem.field for problem in refused.value.problems} == {"name", "source_id"}
    assert item(store, draft).state == "draft"


@pytest.mark.parametrize(
    ("values", "message", "words"),
    [
        ({}, " ", "The reason is missing"),
        ({}, "Why", "changes nothing"),
        ({"note": "x"}, "a" * 5_001, "at most 5,000 fit"),
    ],
)
def test_a_draft_without_reason_or_change_is_not_sent(store, ann, values, message, words):
    draft = drafts.start(store, ann, "correction")
    drafts.put(store, ann, draft, "sites", values, opens="kent")

    with pytest.raises(StoreError, match=words):
        review.send(store, ann, draft, message=message)


def test_an_empty_draft_is_not_sent(store, ann):
    with pytest.raises(StoreError, match="changes nothing"):
        review.send(store, ann, drafts.start(store, ann, "case"), message="Why")


def test_what_was_changed_after_the_reviewer_looked_is_not_published(store, ann, ruth):
    waiting = sent(store, ann, BATH)
    seen = item(store, waiting).version
    review.send_back(store, ruth, waiting, comment="The name is wrong")
    drafts.put(store, ann, waiting, "sites", {"name": "City of Bath"}, place=1)
    review.send(store, ann, waiting, message="Mended")

    with pytest.raises(StoreError, match="changed after you opened it"):
        review.publish(store, ruth, waiting, seen_version=seen, comment="")

    assert tiny_package.site(store, "bath") is None


def test_sent_back_it_is_the_authors_draft_again_with_the_comment(store, ann, ruth):
    waiting = sent(store, ann, BATH)

    review.send_back(store, ruth, waiting, comment="Give the source")

    back = item(store, waiting)
    assert (back.state, back.comment, back.was_sent_back) == ("draft", "Give the source", True)
    assert [each.submission_id for each in submission.own(store, ann)] == [waiting]
    with pytest.raises(StoreError, match="is missing"):
        review.send_back(store, ruth, sent(store, ann, {**BATH, "site_id": "b"}), comment="")


def test_a_row_that_others_published_since_is_told_with_both_versions(store, ann, ruth):
    waiting = sent(store, ann, {"note": "mine"}, opens="kent")
    theirs = {**KENT, "note": "theirs"}
    tiny_package.save(store, added("sites", theirs), author="olive")

    with pytest.raises(EditConflict) as refused:
        publish(store, ruth, waiting)

    (clash,) = refused.value.clashes
    assert clash.revision is not None
    assert (clash.row, clash.revision.author) == (theirs, "olive")
    assert item(store, waiting).entries[0].row == {**KENT, "note": "mine"}
    review.send_back(store, ruth, waiting, comment="Open it anew")
    drafts.refresh(store, ann, waiting, 1)
    review.send(store, ann, waiting, message="Compared")
    publish(store, ruth, waiting)
    assert tiny_package.site(store, "kent") == {**KENT, "note": "mine"}


def test_a_removed_row_is_gone_and_its_history_stays(store, ann, ruth):
    draft = drafts.start(store, ann, "correction")
    drafts.remove_row(store, ann, draft, "sites", "york")
    review.send(store, ann, draft, message="It never was a site")

    publish(store, ruth, draft)

    assert tiny_package.site(store, "york") is None
    (change,) = store.changes(2)
    assert (change.row_id, change.before, change.after) == ("york", YORK, None)


def test_nothing_is_written_where_the_review_cannot_be(store, ann, ruth, monkeypatch):
    waiting = sent(store, ann, BATH)

    def broken(*_: object, **__: object) -> None:
        raise StoreError("The disk is full: make room and try again.")

    monkeypatch.setattr(review, "_note_published", broken)
    with pytest.raises(StoreError, match="disk is full"):
        publish(store, ruth, waiting)

    assert (store.revision(), item(store, waiting).state) == (1, "in review")


def test_what_is_published_already_is_told_and_not_published_again(store, ann, ruth):
    waiting = sent(store, ann, BATH)
    tiny_package.save(store, added("sites", BATH), author="olive")

    with pytest.raises(StoreError, match="changes nothing any more"):
        publish(store, ruth, waiting)


def test_the_author_or_a_reviewer_withdraws_and_nobody_else(store, ann, ben, ruth):
    first, second = sent(store, ann, BATH), sent(store, ann, {**BATH, "site_id": "b"})

    with pytest.raises(NotAllowed):
        review.withdraw(store, ben, first, comment="no")
    with pytest.raises(StoreError, match="The comment is missing"):
        review.withdraw(store, ruth, first, comment="")
    review.withdraw(store, ruth, first, comment="Stands already under another name")
    review.withdraw(store, ann, second, comment="")

    assert [item(store, each).state for each in (first, second)] == ["withdrawn", "withdrawn"]
    assert item(store, first).comment == "Stands already under another name"


def test_a_blind_double_entry_is_seen_by_its_author_alone_until_both_are_sent(
    store, ann, ben, ruth
):
    sides = {}
    for person in (ann, ben):
        sides[person] = drafts.start(store, person, "double entry", double_entry_id="pair")
        drafts.put(store, person, sides[person], "sites", {**BATH, "site_id": person.name})
    review.send(store, ann, sides[ann], message="Read blind")

    assert submission.found(store, ann, sides[ann]) is not None
    assert submission.found(store, ben, sides[ann]) is None
    assert submission.found(store, ruth, sides[ann]) is None
    assert review.queue(store) == []
    assert as_if.look(store).rows == frozenset()
    with pytest.raises(StoreError, match="settle both sides"):
        publish(store, ruth, sides[ann])

    review.send(store, ben, sides[ben], message="Read blind")
    assert submission.found(store, ruth, sides[ann]) is not None


def test_good_rows_stay_and_faulty_ones_move_with_what_needs_them(store, ann):
    draft = drafts.start(store, ann, "upload", "Fifty rows")
    drafts.put_all(
        store,
        ann,
        draft,
        [
            Entry(0, "sites", "", 0, None, {**BATH, "site_id": "a"}),
            Entry(0, "sites", "", 0, None, {**BATH, "site_id": "b", "name": ""}),
            Entry(0, "sites", "", 0, None, {**BATH, "site_id": "c", "source_id": "nowhere"}),
            Entry(0, "sites", "kent", 0, None, {**KENT, "note": "x"}),
        ],
    )

    rest = review.split(store, ann, draft)

    assert rest is not None
    assert [entry.key for entry in item(store, draft).entries] == ["a", "kent"]
    assert [entry.key for entry in item(store, rest).entries] == ["b", "c"]
    assert item(store, rest).title == "Fifty rows, to be mended"
    assert review.split(store, ann, draft) is None
    review.send(store, ann, draft, message="The good ones")
    with pytest.raises(StoreError, match="Every row of"):
        review.split(store, ann, rest)


def test_as_if_published_shows_what_waits_and_leaves_out_what_does_not_fit(store, ann, ben):
    before = as_if.version(store)
    first = sent(store, ann, BATH)
    with_one = as_if.version(store)
    sent(store, ben, {"note": "of Ben"}, opens="kent")
    late = sent(store, ann, {"note": "of Ann"}, opens="york")
    tiny_package.save(store, added("sites", {**YORK, "name": "City of York"}), author="olive")

    look = as_if.look(store)
    shown, rows = look.tables, look.rows

    assert {row["site_id"]: row["note"] for row in shown["sites"]} == {
        "bath": "",
        "kent": "of Ben",
        "york": "",
    }
    assert rows == {("sites", "bath"), ("sites", "kent")}
    assert [each.submission_id for each in as_if.look(store).left_out] == [late]
    assert len({before, with_one, as_if.version(store)}) == 3
    assert before == ""
    review.withdraw(store, ann, first, comment="")
    assert ("sites", "bath") not in as_if.look(store).rows


def test_as_if_published_leaves_out_a_row_taken_out_and_rows_that_break_rules(store, ann):
    draft = drafts.start(store, ann, "correction")
    drafts.remove_row(store, ann, draft, "sites", "york")
    review.send(store, ann, draft, message="None")
    lax = Store(store.path.parent, PACKAGE, check=lambda package, candidate: [])
    broken = sent(lax, ann, {**BATH, "source_id": "nowhere"})
    lax.close()

    look = as_if.look(store)

    assert [row["site_id"] for row in look.tables["sites"]] == ["kent"]
    assert look.rows == {("sites", "york")}
    assert [each.submission_id for each in look.left_out] == [broken]


ALLOWED = {
    ("draft", "in review"),
    ("draft", "withdrawn"),
    ("in review", "draft"),
    ("in review", "published"),
    ("in review", "withdrawn"),
}
DEEDS = {
    "send": lambda store, who, of: review.send(store, who, of, message="Why"),
    "publish": lambda store, who, of: publish(store, who, of),
    "send back": lambda store, who, of: review.send_back(store, who, of, comment="Why"),
    "withdraw": lambda store, who, of: review.withdraw(store, who, of, comment="Why"),
    "discard": lambda store, who, of: drafts.discard(store, who, of),
    "type": lambda store, who, of: drafts.put(store, who, of, "sites", {"note": "x"}, place=1),
}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["ann", "ruth"]),
    st.lists(
        st.tuples(st.sampled_from(["ann", "ben", "ruth", "olive", ""]), st.sampled_from([*DEEDS])),
        max_size=10,
    ),
)
def test_states_move_along_the_allowed_arrows_and_nobody_publishes_their_own(
    store, ann, ben, ruth, olive, author, deeds
):
    people = {person.person_id: person for person in (ann, ben, ruth, olive, READER)}
    draft = drafts.start(store, people[author], "case")
    site_id = f"site-{draft}"
    drafts.put(store, people[author], draft, "sites", {**BATH, "site_id": site_id})

    for who, deed in deeds:
        before = item(store, draft)
        try:
            DEEDS[deed](store, people[who], draft)
        except StoreError:
            assert item(store, draft) == before
            continue
        after = item(store, draft)
        assert after.state == before.state or (before.state, after.state) in ALLOWED
        if after.state == "published":
            assert who != author or before.state == "published"
            assert after.decided_by not in (author, "ann", "ben", "")
    is_there = tiny_package.site(store, site_id) is not None
    assert is_there is (item(store, draft).state == "published")


KILLED = """
import os, signal, sys
from pathlib import Path
from evidence.store import Store
from evidence.workbench import review
from evidence.workbench.person import Person
from tests import tiny_package

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

review._note_published = die
store = Store(Path(sys.argv[1]), tiny_package.PACKAGE, check=tiny_package.check)
review.publish(store, Person("ruth", "ruth"), sys.argv[2], seen_version=3, comment="")
"""


def test_a_process_killed_while_publishing_leaves_nothing_and_the_retry_publishes_once(
    store, ann, ruth
):
    waiting = sent(store, ann, BATH)
    killed = tiny_package.start_python(KILLED, store.path.parent, waiting)
    killed.communicate(timeout=60)

    assert killed.returncode < 0
    assert (store.revision(), item(store, waiting).state) == (1, "in review")
    assert review.publish(store, ruth, waiting, seen_version=3, comment="").number == 2
    assert len(reviews(store)) == 1


def test_one_look_at_the_rules_leaves_out_all_that_break_them(store, ann):
    for number in range(6):
        suggested.suggest(
            store,
            READER,
            table="sites",
            row_id=["kent", "york"][number % 2],
            values={"source_id": f"none-{number}"},
            message="Why",
            name="Jo",
        )
    good = sent(store, ann, BATH)
    asked = []

    def counted(package, candidate):
        asked.append(1)
        return tiny_package.check(package, candidate)

    store.check = counted
    look = as_if.look(store)

    assert [each.submission_id for each in look.shown] == [good]
    assert len(look.left_out) == 6
    assert len(asked) <= 4


def test_who_takes_out_what_others_need_is_found_in_turn(store, ann):
    lax = Store(store.path.parent, PACKAGE, check=lambda package, candidate: [])
    draft = drafts.start(lax, ann, "correction")
    drafts.remove_row(lax, ann, draft, "sources", "nhs")
    review.send(lax, ann, draft, message="None")
    lax.close()
    good = sent(store, ann, BATH)

    look = as_if.look(store)

    assert [each.submission_id for each in look.shown] == [good]
    assert [each.submission_id for each in look.left_out] == [draft]
