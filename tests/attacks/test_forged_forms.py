"""Forms whose state was forged or sent again write nothing that the person could not write."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from evidence.store import NotAllowed, Rejected, Store, StoreError
from evidence.workbench import double_entry_publishing, drafts, review, submission, suggested
from evidence.workbench.person import READER, Person
from tests import tiny_package
from tests.attacks import state
from tests.attacks.world import World
from tests.attacks.writers import WRITERS, Writer
from tests.pages.opening import open_page

Sits = Callable[[Person], None]
SITE = "rushcliffe-principia"
SECRET = "What Ben alone has typed so far"
NONSENSE = [
    "",
    "/",
    "nothing",
    "nothing/at-all",
    "sites/",
    "sites/nowhere",
    "sites/../../etc/passwd",
    "../sites/x",
    "sites/' or '1'='1",
    'sites/"; drop table sites; --',
    "sqlite_master/1",
    "submission/1",
    "sites/<script>alert(1)</script>",
    "sites/[x](javascript:alert(1)) ![x](https://evil.example/x.png)",
    f"sites/{'x' * 20_000}",
    "sites/\x00",
]


@pytest.fixture
def bens(real_store: Store, ben: Person) -> str:
    """A draft of Ben's."""
    item = drafts.start(real_store, ben, "correction", SECRET)
    drafts.put(real_store, ben, item, "sites", {"summary": SECRET}, opens=SITE)
    return item


@pytest.fixture
def waiting(real_store: Store, ann: Person) -> str:
    """A correction of Ann's, in review."""
    item = drafts.start(real_store, ann, "correction", "Ann's")
    old = next(row for row in real_store.tables()["sites"] if row["site_id"] == SITE)
    text = f"{old['summary']} And again."
    drafts.put(real_store, ann, item, "sites", {"summary": text}, opens=SITE)
    review.send(real_store, ann, item, message="The page says so")
    return item


def said(app: AppTest) -> str:
    """The one refusal on the page."""
    assert not app.exception
    (told,) = [str(each.value) for each in (*app.error, *app.warning)]
    state.is_a_sentence(told)
    return told


@pytest.mark.parametrize("place", ["add", "upload", "review"])
@pytest.mark.parametrize("how", ["another's", "nobody's", "quotes", "a zero byte"])
def test_the_id_of_somebody_elses_draft_opens_nothing(
    real_store: Store, ann: Person, bens: str, sits: Sits, place: str, how: str
) -> None:
    sits(ann)
    asked = {
        "another's": bens,
        "nobody's": "0" * 16,
        "quotes": "' or '1'='1",
        "a zero byte": f"{bens}\x00",
    }[how]

    with state.nothing_changes(real_store):
        app = open_page(f"pages/{place}.py", submission=asked)

    assert "There is no such" in said(app)
    assert SECRET not in "".join(str(each) for each in app.main)


OF_DRAFTS = [each for each in WRITERS if each.by == "ann" and "drafts." in each.name]
OF_DRAFTS = [each for each in OF_DRAFTS if each.function is not drafts.start]
OF_AUTHOR = [each for each in WRITERS if each.function in (review.send, review.split)]


@pytest.mark.parametrize("writer", [*OF_DRAFTS, *OF_AUTHOR], ids=lambda each: each.name)
def test_the_id_of_somebody_elses_draft_writes_nothing(
    it: World, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    for person in (it.ben, it.ruth, it.olive):
        with state.nothing_changes(it.store), pytest.raises(NotAllowed) as caught:
            writer.call(it, person)

        state.is_a_sentence(str(caught.value))
        last = state.refusals(it.store, it.olive)[0]
        assert (last.person_id, last.reason) == (person.person_id, str(caught.value))
        assert str(caught.value) in state.logged(caplog)[-1]


def test_those_who_entered_it_cannot_publish_it_in_any_way(it: World) -> None:
    for person in (it.ann, it.ben):
        tiny_package.let(it.store, person.person_id, "owner")
        with state.nothing_changes(it.store), pytest.raises(NotAllowed):
            double_entry_publishing.settle(it.store, person, it.settled, comment="Alike")
        assert state.refusals(it.store, it.olive)[0].doing == "settle a double entry"
    with state.nothing_changes(it.store), pytest.raises(NotAllowed):
        review.publish(it.store, it.ann, it.waiting, seen_version=3, comment="")
    assert state.refusals(it.store, it.olive)[0].doing == "publish a submission"


def test_the_sheet_of_a_double_entry_is_not_published_by_the_other_door(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    with it.store.reading() as connection:
        sheets = [
            item.submission_id
            for item in submission.listed(connection)
            if item.double_entry_id == it.settled
        ]
    for sheet in sheets:
        with state.nothing_changes(it.store), pytest.raises(StoreError, match="blind double entry"):
            review.publish(it.store, it.ruth, sheet, seen_version=3, comment="")
        assert "Refused: ruth to publish a submission: This is one side" in state.logged(caplog)[-1]


def test_what_was_changed_after_it_was_opened_is_not_published(
    it: World, caplog: pytest.LogCaptureFixture
) -> None:
    for version in (0, -1, 2, 999):
        with state.nothing_changes(it.store), pytest.raises(StoreError, match="was changed after"):
            review.publish(it.store, it.ruth, it.waiting, seen_version=version, comment="")
        assert "Refused: ruth to publish a submission" in state.logged(caplog)[-1]


def test_publishing_sent_twice_is_one_revision(it: World) -> None:
    first = review.publish(it.store, it.ruth, it.waiting, seen_version=3, comment="Right")

    with state.nothing_changes(it.store):
        again = review.publish(it.store, it.ruth, it.waiting, seen_version=3, comment="Forged")

    assert again == first


def test_two_windows_that_publish_the_same_make_one_revision(
    real_store: Store, ruth: Person, waiting: str, sits: Sits
) -> None:
    sits(ruth)
    windows = [open_page("pages/review.py", submission=waiting) for _ in range(2)]
    windows[0].button(key="review_publish").click().run()
    assert real_store.revisions(limit=1)[0].save_id == f"submission:{waiting}"

    with state.nothing_changes(real_store):
        app = windows[1].button(key="review_publish").click().run()

    assert not app.exception


def test_a_button_that_was_drawn_for_a_reviewer_is_pressed_by_an_analyst(
    real_store: Store, ann: Person, ruth: Person, olive: Person, waiting: str, sits: Sits
) -> None:
    sits(ruth)
    app = open_page("pages/review.py", submission=waiting)
    sits(ann)

    with state.nothing_changes(real_store):
        app = app.button(key="review_publish").click().run()

    assert "needs the role of reviewer" in "".join(each.value for each in (*app.error, *app.info))
    last = state.refusals(real_store, olive)[0]
    assert (last.person_id, last.doing) == ("ann", "publish a submission")


def test_the_state_of_a_button_that_was_never_drawn_is_no_press(
    real_store: Store, ann: Person, ruth: Person, waiting: str, sits: Sits
) -> None:
    sits(ruth)
    forged = open_page("pages/review.py", submission=waiting).button(key="review_publish")
    sits(ann)
    app = open_page("pages/review.py", submission=waiting)
    assert not [each for each in app.button if each.key == "review_publish"]

    app.main.children[9_999] = forged
    forged.click()
    with state.nothing_changes(real_store):
        app.run()

    assert not app.exception
    assert real_store.revisions(limit=1)[0].save_id != f"submission:{waiting}"


def test_a_suggestion_of_a_field_that_the_form_does_not_offer_is_refused_and_logged(
    real_store: Store, sits: Sits, caplog: pytest.LogCaptureFixture
) -> None:
    values = ({"no_such": "x"}, {"row_revision": "9"}, {"site_id; drop table sites": "x"})
    for forged in values:
        with (
            state.nothing_changes(real_store),
            pytest.raises(StoreError, match="There is no column"),
        ):
            suggest(real_store, READER, forged)
        assert "Refused: a reader to suggest a correction" in state.logged(caplog)[-1]


def test_the_key_of_a_published_row_cannot_be_rewritten(
    real_store: Store, ann: Person, ruth: Person, caplog: pytest.LogCaptureFixture
) -> None:
    draft = drafts.start(real_store, ann, "correction")
    drafts.put(real_store, ann, draft, "sites", {"site_id": "other"}, opens=SITE)
    with pytest.raises(Rejected):
        review.send(real_store, ann, draft, message="Why")
    assert "Refused: ann to send a draft to the review" in state.logged(caplog)[-1]

    suggestion = suggest(real_store, READER, {"site_id": "other"})
    with state.nothing_changes(real_store), pytest.raises(Rejected):
        review.publish(real_store, ruth, suggestion, seen_version=1, comment="")
    assert "Refused: ruth to publish a submission" in state.logged(caplog)[-1]


def suggest(store: Store, person: Person, values: dict[str, str]) -> str:
    return suggested.suggest(
        store, person, table="sites", row_id=SITE, values=values, message="Why", name="A. Reader"
    )


@pytest.mark.parametrize("who", ["a reader", "an analyst"])
@pytest.mark.parametrize("asked", NONSENSE, ids=lambda text: repr(text[:30]))
def test_a_row_that_is_none_is_told_and_begins_nothing(
    real_store: Store, ann: Person, sits: Sits, asked: str, who: str
) -> None:
    sits(ann if who == "an analyst" else READER)

    with state.nothing_changes(real_store):
        app = open_page("pages/add.py", correct=asked)

    assert not app.exception
    if asked.strip("/"):
        told = [each.value for each in app.error]
        assert len(told) == (asked.partition("/")[0] != "")
        for each in told:
            assert not re.search(r"(?<!\\)(\]\(|<script)", each)
