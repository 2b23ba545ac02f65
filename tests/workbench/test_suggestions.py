"""What readers suggest reaches the review, harms nobody, and is mended by an analyst."""

import time
from dataclasses import replace

import pytest

from evidence.store import NotAllowed, Rejected, Store, StoreError
from evidence.workbench import as_if, drafts, judge, review, submission, suggested
from evidence.workbench import settings as workbench_settings
from evidence.workbench.person import READER, Person
from tests import tiny_package
from tests.tiny_package import FOLDER, KENT, added

SIGNED_IN = Person("https://id.example#7", "Sam Reader", "sam@example.org")


def suggest(store: Store, person: Person = READER, **other) -> str:
    given = {
        "table": "sites",
        "row_id": "kent",
        "values": {"note": "In the south-east"},
        "message": "Page 3 of the report says so",
        "name": "Jo Bloggs",
    }
    return suggested.suggest(store, person, **{**given, **other})


def item(store: Store, submission_id: str) -> submission.Submission:
    with store.reading() as connection:
        return submission.existing(connection, submission_id)


def note(store: Store) -> str:
    """What is published as the note of Kent."""
    kent = tiny_package.site(store, "kent")
    assert kent is not None
    return kent["note"]


def test_a_reader_without_an_account_suggests_and_a_reviewer_publishes(store, ruth):
    made = suggest(store, contact="jo@example.org")

    (waiting,) = review.queue(store)
    assert (waiting.submission_id, waiting.kind, waiting.state) == (made, "suggestion", "in review")
    assert (waiting.entered_by, waiting.entered_name) == ("", "Jo Bloggs")
    assert suggested.title_of(waiting) == "sites: Kent"
    assert suggested.contact_of(waiting) == "jo@example.org"
    assert tiny_package.site(store, "kent") == KENT

    revision = review.publish(store, ruth, made, seen_version=waiting.version, comment="")

    assert tiny_package.site(store, "kent") == {**KENT, "note": "In the south-east"}
    assert revision.author == "a reader (Jo Bloggs)"
    assert "jo@example.org" not in repr(store.revisions())


def test_the_name_of_the_account_stands_where_no_other_is_given(store):
    found = item(store, suggest(store, SIGNED_IN, name=" "))

    assert (found.entered_by, found.entered_name) == (SIGNED_IN.person_id, "Sam Reader")


def test_a_suggestion_that_breaks_a_rule_waits_and_cannot_be_published_before_it_is_mended(
    store, ann, ruth, olive
):
    made = suggest(store, values={"source_id": "nowhere"})
    found = item(store, made)
    assert [problem.field for problem in judge.problems(store, found)] == ["source_id"]
    with pytest.raises(Rejected):
        review.publish(store, ruth, made, seen_version=found.version, comment="")

    own = suggested.take_over(store, ann, made)
    drafts.put(store, ann, own, "sites", {"source_id": ""}, place=1)
    review.send(store, ann, own, message="Mended")
    version = item(store, own).version
    review.publish(store, ruth, own, seen_version=version, comment="")

    assert tiny_package.site(store, "kent") == {**KENT, "source_id": ""}
    closed = item(store, made)
    assert closed.state == "withdrawn"
    assert closed.comment == "ann took this over as a draft of their own."


def test_taken_over_twice_it_is_one_draft_and_only_of_the_first(store, ann, ben):
    made = suggest(store)

    first = suggested.take_over(store, ann, made)

    assert suggested.take_over(store, ann, made) == first
    with pytest.raises(StoreError, match="only a reader's suggestion in review"):
        suggested.take_over(store, ben, made)
    with pytest.raises(StoreError, match="only a reader's suggestion in review"):
        suggested.take_over(store, ann, first)


def test_neither_who_suggested_nor_who_took_over_publishes(store, ruth, olive):
    made = suggest(store, olive)
    own = suggested.take_over(store, ruth, made)
    review.send(store, ruth, own, message="As suggested")
    version = item(store, own).version

    for person in (olive, ruth):
        with pytest.raises(NotAllowed, match="somebody else has to publish it"):
            review.publish(store, person, own, seen_version=version, comment="")

    workbench_settings.set_second_reader(store, olive, False)
    review.publish(store, olive, own, seen_version=version, comment="")
    assert note(store) == "In the south-east"


def test_a_reader_may_not_do_anything_else(store, ann):
    made = suggest(store)

    for person in (READER, SIGNED_IN):
        with pytest.raises(NotAllowed):
            suggested.take_over(store, person, made)
        with pytest.raises(NotAllowed):
            review.withdraw(store, person, made, comment="mine")
        with pytest.raises(NotAllowed):
            drafts.start(store, person, "suggestion")
    assert submission.found(store, READER, made) is None
    assert submission.found(store, SIGNED_IN, made) is None
    assert submission.found(store, ann, made) is not None


def test_a_suggestion_is_withdrawn_with_a_comment_but_not_sent_back(store, ruth):
    made = suggest(store)

    with pytest.raises(StoreError, match="cannot be sent back"):
        review.send_back(store, ruth, made, comment="Say more")
    review.withdraw(store, ruth, made, comment="The report says otherwise")

    assert review.queue(store) == []


def test_a_stale_sign_in_is_refused(store):
    with pytest.raises(NotAllowed, match="sign in again"):
        suggest(store, replace(SIGNED_IN, signed_in_at=time.time() - 13 * 3600))

    assert review.queue(store) == []


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"table": "cities"}, "There is no table cities"),
        ({"row_id": "bath"}, "There is no row bath in sites"),
        ({"values": {"colour": "red"}}, "There is no column colour"),
        ({"values": {"name": "Kent"}}, "says this already"),
        ({"values": {"note": "x" * 10_001}}, "at most 10,000 fit"),
        ({"message": "  "}, "The reason is missing"),
        ({"message": "x" * 5_001}, "5,001 characters and at most 5,000 fit"),
        ({"name": "x" * 201}, "at most 200 fit"),
        ({"contact": "\x00"}, "cannot be kept"),
    ],
)
def test_what_cannot_be_suggested_is_said(store, other, words):
    with pytest.raises(StoreError, match=words):
        suggest(store, **other)

    assert review.queue(store) == []


def test_a_remark_without_a_value_waits_and_is_taken_over_but_never_published(store, ann, ruth):
    made = suggest(store, values={}, message="The county is wrong, I do not know the right one")
    remark = item(store, made)

    assert suggested.is_remark(remark)
    assert (remark.entries[0].before, remark.entries[0].row) == (KENT, KENT)
    with pytest.raises(StoreError, match="changes nothing"):
        review.publish(store, ruth, made, seen_version=remark.version, comment="")
    assert item(store, made).state == "in review"

    own = suggested.take_over(store, ann, made)
    drafts.put(store, ann, own, "sites", {"note": "In the south-east"}, place=1)
    review.send(store, ann, own, message="As a reader remarked")
    review.publish(store, ruth, own, seen_version=item(store, own).version, comment="")
    assert note(store) == "In the south-east"


def test_a_remark_is_refused_with_a_comment(store, ruth):
    made = suggest(store, values={})

    review.withdraw(store, ruth, made, comment="The report says so")

    assert (item(store, made).state, review.queue(store)) == ("withdrawn", [])


def test_a_suggestion_with_a_value_is_no_remark(store):
    assert not suggested.is_remark(item(store, suggest(store)))


def test_a_later_remark_hides_no_correction_from_the_set_as_if_published(store):
    suggest(store)
    suggest(store, values={}, message="Something is odd here")

    look = as_if.look(store)
    tables, rows = look.tables, look.rows

    assert {"site_id": "kent", "note": "In the south-east"}.items() <= next(
        row for row in tables["sites"] if row["site_id"] == "kent"
    ).items()
    assert rows == {("sites", "kent")}


def test_a_hundred_suggestions_without_account_wait_and_then_it_is_said(store, ruth):
    made = [suggest(store, values={"note": f"n {number}"}) for number in range(100)]

    with pytest.raises(StoreError, match="100 suggestions of readers wait"):
        suggest(store)
    suggest(store, SIGNED_IN)
    review.withdraw(store, ruth, made[0], comment="Seen")
    suggest(store)


ATTACKS = [
    "'; drop table sites; --",
    '" or 1=1; --',
    "%s ? :name $1 {0}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "[click](javascript:alert(1))",
    "**bold** $x$ :red[x]",
    "\u202egnp.exe",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_text_in_any_field_is_kept_as_text_and_never_carried_out(store, ann, ruth, text):
    before = store.tables()
    draft = drafts.start(store, ann, "case", text)
    values = {"site_id": text, "name": text, "note": text, "source_id": ""}
    drafts.put(store, ann, draft, "sites", values)
    drafts.put(store, ann, draft, "sites", {"note": text}, opens="kent")
    made = suggest(store, values={"note": text}, message=text, name=text, contact=text)

    assert item(store, draft).entries[0].row == values
    assert item(store, draft).title == text
    assert (item(store, made).message, item(store, made).entered_name) == (text, text)
    assert store.tables() == before
    with pytest.raises(StoreError, match="There is no column"):
        drafts.put(store, ann, draft, "sites", {text: "x"})
    with pytest.raises(StoreError, match="There is no table"):
        drafts.put(store, ann, draft, text, {"name": "x"})
    with pytest.raises(StoreError, match="There is no draft"):
        drafts.put(store, ann, text, "sites", {"name": "x"})
    with pytest.raises(StoreError, match="There is no submission"):
        review.publish(store, ruth, text, seen_version=1, comment=text)

    review.send(store, ann, draft, message=text)
    version = item(store, draft).version
    revision = review.publish(store, ruth, draft, seen_version=version, comment=text)

    assert tiny_package.site(store, text) == values
    assert revision.message == text
    assert store.tables()["sources"] == before["sources"]
    tiny_package.save(store, added("sites", {**FOLDER["sites"][1], "note": "still here"}))
