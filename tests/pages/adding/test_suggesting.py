"""Readers suggest corrections and leave remarks; reviewers see them."""

import pytest

from evidence.store import Store
from evidence.workbench import review, submission, suggested
from evidence.workbench.person import READER
from evidence.workbench.submission import Submission
from tests.pages.adding.forms import FINDING, ME, fields, fill, opened, press
from tests.pages.opening import html, open_page
from ui import identity


def test_a_reader_sees_no_form_and_may_suggest(store: Store, reader: None) -> None:
    app = opened()
    assert not [each for each in app.button if each.label.startswith("Add")]
    assert "suggest a correction" in html(app)

    app = opened(correct=f"findings/{FINDING}")
    assert "Value" not in fields(app)
    fill(app, "Which field is wrong? (may be left empty)", "value")
    fill(app, "It should say", "-16")
    press(app, "Send the suggestion")
    assert "The reason is missing" in app.error[0].value
    assert fields(app)["It should say"] == "-16"
    fill(app, "Why, and where is that shown?", "Page 4 says 16.")
    fill(app, "Your name (may be left empty)", "Pat")
    press(app, "Send the suggestion")
    assert "Sent. Thank you" in html(app)
    (sent,) = review.queue(store)
    assert (sent.kind, sent.entered_name, sent.message) == ("suggestion", "Pat", "Page 4 says 16.")
    assert (sent.entries, sent.n_entries) == ((), 1)
    assert not fields(app)["Why, and where is that shown?"]


def suggestion(store: Store) -> Submission:
    (head,) = review.queue(store)
    found = submission.found(store, ME, head.submission_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("field", "known", "reason"),
    [
        ("value", "unknown", "Value: Page 4 says something else."),
        (None, None, "Page 4 says something else."),
    ],
)
def test_a_reader_may_say_that_it_is_wrong_without_knowing_what_is_right(
    store: Store, reader: None, field: str | None, known: str | None, reason: str
) -> None:
    app = opened(correct=f"findings/{FINDING}")
    if field and known:
        fill(app, "Which field is wrong? (may be left empty)", field)
        (answer,) = app.radio
        answer.set_value(known).run()
        assert "It should say" not in fields(app)
    fill(app, "Why, and where is that shown?", "Page 4 says something else.")
    press(app, "Send the suggestion")
    assert "Sent. Thank you" in html(app)
    assert suggestion(store).message == reason
    assert suggested.is_remark(suggestion(store))


def test_a_reader_who_says_a_field_is_wrong_has_to_say_what_is_right_or_that_it_is_not_known(
    store: Store, reader: None
) -> None:
    app = opened(correct=f"findings/{FINDING}")
    fill(app, "Which field is wrong? (may be left empty)", "direction")
    fill(app, "Why, and where is that shown?", "Page 4.")
    press(app, "Send the suggestion")
    assert "What the field should say is missing" in app.error[0].value
    assert review.queue(store) == []
    fill(app, "It should say", "worsened")
    press(app, "Send the suggestion")
    assert (suggestion(store).entries[0].row or {})["direction"] == "worsened"


def test_a_remark_is_shown_in_review_without_a_way_to_publish_it(
    store: Store, reader: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = suggested.suggest(
        store, READER, table="findings", row_id=FINDING, values={}, message="Wrong.", name=""
    )
    monkeypatch.setattr(identity, "person", lambda: ME)
    app = open_page("pages/review.py", submission=item)
    assert not app.exception
    assert "A remark." in html(app)
    assert "A remark changes no row" in html(app)
    labels = [each.label for each in app.button]
    assert "Publish" not in labels
    assert "Take it over as a draft of mine" in labels


def test_on_a_server_for_reading_only_a_suggestion_is_told_otherwise(
    store: Store, reader: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "can_suggest", lambda: False)
    app = opened(correct=f"findings/{FINDING}")
    assert "Send the suggestion" not in [each.label for each in app.button]
    assert not app.text_area
    assert f"<strong>findings/{FINDING}</strong>" in html(app)
    assert "for reading only" in html(app)
