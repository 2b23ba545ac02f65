"""A published row is corrected, removed, or settled with what somebody else saved."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from evidence.store import Change, Store
from evidence.store_errors import StoreError
from evidence.workbench import drafts, review, submission
from evidence.workbench import settings as workbench_settings
from evidence.workbench.person import Person
from tests import real_data
from tests.pages.adding.forms import (
    CHANGED,
    FINDING,
    ME,
    beside,
    fields,
    fill,
    only_draft,
    opened,
    press,
)
from tests.pages.opening import html


def test_a_correction_shows_what_is_published_beside_what_is_typed(store: Store) -> None:
    app = opened(correct=f"findings/{FINDING}")
    assert submission.own(store, ME) == []
    published = real_data.row("findings", FINDING).values["value"]
    fill(app, "Value", "-16")
    assert any(f"Published is: {published}" in re.sub("<[^>]+>", "", each) for each in beside(app))
    draft = only_draft(store)
    assert (draft.kind, draft.entries[0].row_id) == ("correction", FINDING)
    assert app.query_params["submission"] == draft.submission_id
    press(app, "Send to review")
    assert "reason is missing" in app.error[0].value
    fill(app, "Reason: what was added or changed, and why", "Misread.")
    press(app, "Send to review")
    assert only_draft(store).state == "in review"

    again = opened(submission=draft.submission_id)
    assert "In review" in html(again)
    assert not again.text_input
    press(again, "Withdraw it")
    assert submission.own(store, ME) == []


def test_a_row_is_removed_with_a_reason(store: Store) -> None:
    app = press(opened(correct=f"findings/{FINDING}"), "Remove this row")
    assert "This row is to be removed." in html(app)
    (entry,) = only_draft(store).entries
    assert (entry.row_id, entry.row) == (FINDING, None)
    press(app, "Discard this correction")
    assert submission.own(store, ME) == []


def second_save(store: Store, boss: Person, **values: str) -> int:
    """Somebody else publishes that of the row, and the revision in which they did."""
    row = next(each for each in store.tables()["findings"] if each["finding_id"] == CHANGED)
    revision = store.commit(
        [Change("findings", CHANGED, {**row, **values})],
        author=boss.person_id,
        message="As the second edition says",
        save_id=f"meanwhile {values}",
    )
    return revision.number


def whose(app: AppTest, title: str, choice: str) -> None:
    (answer,) = [each for each in app.radio if each.label == f"Whose {title} shall stand?"]
    answer.set_value(choice).run()
    assert not app.exception


def test_what_somebody_else_saved_meanwhile_is_settled_cell_by_cell(
    store: Store, boss: Person
) -> None:
    draft = drafts.start(store, ME, "correction")
    typed = {"label": "mine", "population": "my people", "n": "12"}
    drafts.put(store, ME, draft, "findings", typed, opens=CHANGED)
    number = second_save(store, boss, label="theirs", population="their people", period="2018")
    app = opened(submission=draft)

    assert "This row was changed after you opened it" in [each.value for each in app.header]
    shown = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html(app)))
    assert "boss" in shown
    assert f"Revision {number} in the history" in shown
    assert "As the second edition says" in shown
    assert re.search(r"Theirs, published now theirs Mine mine", shown)
    assert "2018" in shown
    assert fields(app)["Label"] == "mine"

    whose(app, "Population", "theirs")
    press(app, "Use these, and go on")
    assert "This row was changed after you opened it" not in [each.value for each in app.header]
    (entry,) = only_draft(store).entries
    row = entry.row or {}
    assert entry.opened_revision == number
    assert (row["label"], row["population"], row["period"], row["n"]) == (
        "mine",
        "their people",
        "2018",
        "12",
    )
    assert fields(app)["Population"] == "their people"


def test_a_team_of_one_publishes_at_once_and_readers_see_it(store: Store, boss: Person) -> None:
    draft = drafts.start(store, ME, "correction")
    drafts.put(store, ME, draft, "findings", {"period": "2019"}, opens=CHANGED)
    app = opened(submission=draft)
    assert "Publish now, without a second reader" not in [each.label for each in app.button]

    workbench_settings.set_second_reader(store, ME, False)
    app = opened(submission=draft)
    press(app, "Publish now, without a second reader")
    assert "reason is missing" in app.error[0].value
    fill(app, "Reason: what was added or changed, and why", "The second edition.")
    press(app, "Publish now, without a second reader")

    number = store.revision()
    assert f"Published as revision {number}, without a second reader." in html(app)
    assert "submission" not in app.query_params
    rows = {row["finding_id"]: row for row in store.tables()["findings"]}
    assert rows[CHANGED]["period"] == "2019"
    with store.reading() as connection:
        item = submission.existing(connection, draft)
    assert (item.state, item.revision, item.comment) == ("published", number, review.ALONE)


def test_what_was_sent_and_could_not_be_published_at_once_waits_for_review(
    store: Store, boss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench_settings.set_second_reader(store, ME, False)
    draft = drafts.start(store, ME, "correction")
    drafts.put(store, ME, draft, "findings", {"period": "2020"}, opens=CHANGED)
    app = opened(submission=draft)
    fill(app, "Reason: what was added or changed, and why", "The third edition.")

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("The disk is full: free some space.")

    monkeypatch.setattr(review, "publish", refuse)
    press(app, "Publish now, without a second reader")
    assert only_draft(store).state == "in review"
    assert "It waits for review, and was not published: The disk is full" in app.error[0].value


def test_a_third_save_while_the_second_is_looked_at_is_looked_at_too(
    store: Store, boss: Person
) -> None:
    draft = drafts.start(store, ME, "correction")
    drafts.put(store, ME, draft, "findings", {"label": "mine"}, opens=CHANGED)
    second_save(store, boss, label="the second")
    app = opened(submission=draft)
    second_save(store, boss, label="the third")
    press(app, "Use these, and go on")
    assert "changed once more while you looked" in app.error[0].value
    assert "the third" in html(app)
    press(app, "Use these, and go on")
    assert (only_draft(store).entries[0].row or {})["label"] == "mine"
    assert not app.error


@pytest.mark.parametrize("asked", ["nowhere/x", "findings/no-such-row", "findings"])
def test_an_address_of_no_row_is_told_in_words(store: Store, asked: str) -> None:
    app = opened(correct=asked)
    assert re.match("There is no (row|table)", app.error[0].value)
