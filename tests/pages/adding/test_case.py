"""A case is entered from nothing: fields, saving, drafts, and sending."""

import pytest

from evidence.sheets import waiting
from evidence.store import Store
from evidence.store_errors import StoreError
from evidence.workbench import drafts, submission
from evidence.workbench.person import READER
from evidence.workbench.submission import Entry
from tests import real_data
from tests.pages.adding.forms import FINDING, ME, fields, fill, go, only_draft, opened, press, start
from tests.pages.opening import html
from ui import identity

CASE = {
    "source": {
        "Title": "Care homes of Ashford",
        "Publisher": "Kent Evidence",
        "Published": "2017-05",
        "Kind of document": "evaluation",
        "Address": "https://example.org/ashford",
    },
    "site": {
        "Name": "Ashford care homes",
        "Short name": "Ashford",
        "Kind of site": "programme",
        "Model of care": "ehch",
        "What became of it": "unknown",
        "Summary": "Nurses visit care homes of one district every week.",
        "Place in the source": "page 1",
    },
}


FINDING_FIELDS = {
    "Measure": "Emergency admissions of residents",
    "Outcome domain": "emergency_admissions",
    "Which way is better": "lower_is_better",
    "Direction": "improved",
    "Value": "-12.60",
    "What the value is": "change",
    "Unit": "percent_change",
    "Compared with": "before_after",
    "Study design": "before_after",
    "Evidence status": "evaluated",
    "Statement": "Emergency admissions of residents fell by 12.60% against the year before.",
    "Place in the source": "page 9, Table 2",
}


def test_a_case_is_entered_from_nothing_and_sent_to_review(store: Store) -> None:
    app = press(opened(), "Add a case")
    for step, add in (("source", "Add a source"), ("site", "Add a site")):
        go(app, step)
        press(app, add)
        for label, value in CASE[step].items():
            fill(app, label, value)
    assert fields(app)["Code of the row"] == "ashford"
    assert fields(app)["Source"] == "kent-evidence-care-homes-2017"
    go(app, "findings")
    press(app, "Add a finding")
    for label, value in FINDING_FIELDS.items():
        fill(app, label, value)
    press(app, "Copy as a new row")
    fill(app, "Measure", "Bed days of residents")
    fill(app, "Outcome domain", "bed_days")
    fill(app, "Value", "-3")
    fill(app, "Statement", "Bed days of residents fell by 3% against the year before.")
    go(app, "check")
    assert "The rules find nothing wrong" in [each.value for each in app.header]
    press(app, "Send to review")
    assert [each.value for each in app.error] == ["The reason is missing: write it in a sentence."]
    fill(app, "Reason: what was added or changed, and why", "Two results of Ashford.")
    press(app, "Send to review")

    assert "Sent to review" in html(app)
    sent = only_draft(store)
    assert (sent.state, sent.message, sent.n_entries) == ("in review", "Two results of Ashford.", 4)
    rows = [entry.row or {} for entry in sent.entries]
    assert [row["value"] for row in rows[2:]] == ["-12.60", "-3"]
    assert [row["finding_id"] for row in rows[2:]] == [
        "ashford-emergency-admissions-kent-evidence-care-homes-2017",
        "ashford-bed-days-kent-evidence-care-homes-2017",
    ]
    assert {row["source_id"] for row in rows} == {"kent-evidence-care-homes-2017"}


def test_a_draft_is_offered_again_to_a_new_session_and_discarded_at_the_second_press(
    store: Store,
) -> None:
    app = press(opened(), "Add a case")
    press(app, "Add a source")
    fill(app, "Title", "Half a title")

    again = opened()
    (go_on,) = [each for each in again.button if each.label.startswith("Go on with")]
    go_on.click().run()
    assert fields(again)["Title"] == "Half a title"

    back = opened()
    (discard,) = [each for each in back.button if each.label.startswith("Discard")]
    discard.click().run()
    assert submission.own(store, ME)
    (sure,) = [each for each in back.button if each.label.startswith("Yes, discard")]
    sure.click().run()
    assert submission.own(store, ME) == []
    assert "Withdrawn" in html(back)


def test_an_upload_that_is_not_finished_leads_to_the_page_that_goes_on_with_it(
    store: Store,
) -> None:
    made = waiting.keep_pasted(store, ME, None, "source_id")
    app = opened()
    (link,) = [each for each in app.get("page_link") if "not compared yet" in each.proto.label]
    assert (link.proto.page, link.proto.query_string) == ("upload", f"submission={made}")
    assert not [each for each in app.button if each.label.startswith("Go on with")]


def test_what_cannot_be_saved_stays_in_its_field_and_goes_along_with_the_next_save(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = start(store, ("sources", {"source_id": "s"}))
    app = opened(submission=draft)

    def refuse(*_: object, **__: object) -> Entry:
        raise StoreError("The disk is full: free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "put", refuse)
        fill(app, "Publisher", "Kent Evidence")
        assert "The disk is full: free some space." in app.error[0].value
        assert fields(app)["Publisher"] == "Kent Evidence"
        go(app, "site")
        go(app, "source")
        assert fields(app)["Publisher"] == "Kent Evidence"
    assert (only_draft(store).entries[0].row or {})["publisher"] == ""
    press(app, "Try to save again")
    assert (only_draft(store).entries[0].row or {})["publisher"] == "Kent Evidence"
    assert not app.error


def test_a_second_tab_shows_what_the_first_one_saved(store: Store) -> None:
    draft = start(store, ("sources", {"source_id": "s"}))
    first, second = opened(submission=draft), opened(submission=draft)
    fill(first, "Publisher", "Kent Evidence")
    fill(second, "Title", "Typed in the second tab")
    assert fields(second)["Publisher"] == "Kent Evidence"
    row = only_draft(store).entries[0].row or {}
    assert (row["publisher"], row["title"]) == ("Kent Evidence", "Typed in the second tab")


HOSTILE = "<script>alert(1)</script> ![x](http://example.org/a.png) $a$ **b** :smile:"


def test_what_is_typed_is_shown_as_it_is(store: Store) -> None:
    draft = start(store, ("sources", {"source_id": "s", "title": HOSTILE}))
    for step in ("source", "check"):
        app = opened(submission=draft, step=step)
        shown = html(app)
        assert "<script>alert" not in shown
        for heading in app.header:
            assert "![x]" not in heading.value
            assert "**b**" not in heading.value
        for button in app.button:
            assert "![x]" not in button.label


def test_nobody_sees_the_draft_of_another(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = start(store, ("sources", {"source_id": "s", "title": "Secret"}))
    monkeypatch.setattr(identity, "person", lambda: READER)
    app = opened(submission=draft)
    assert "There is no such draft of yours" in app.error[0].value
    assert "Secret" not in html(app)


def test_codes_follow_the_names_until_they_are_changed_by_hand(store: Store) -> None:
    draft = start(store, ("sites", {"site_id": "new-site"}), ("facts", {"site_id": "new-site"}))
    app = opened(submission=draft, step="site")
    fill(app, "Short name", "Ashford")
    assert fields(app)["Code of the row"] == "ashford"
    fill(app, "Code of the row", "ashford-kent")
    fill(app, "Short name", "Ashford and Hythe")
    assert fields(app)["Code of the row"] == "ashford-kent"
    assert [entry.row["site_id"] for entry in only_draft(store).entries if entry.row] == [
        "ashford-kent",
        "ashford-kent",
    ]


def test_a_new_source_is_entered_beneath_the_row_that_needs_it(store: Store) -> None:
    draft = start(store, ("findings", {"finding_id": "f"}))
    app = press(opened(submission=draft, step="findings"), "Enter a new source")
    assert fields(app)["Source"] == "new-source"
    fill(app, "Publisher", "Kent Evidence")
    fill(app, "Title", "Falls in Kent")
    finding, source = only_draft(store).entries
    assert (source.row or {})["source_id"] == "kent-evidence-falls-kent"
    assert (finding.row or {})["source_id"] == "kent-evidence-falls-kent"


def test_a_case_without_a_title_is_sent_under_its_site_and_number_of_findings(
    store: Store,
) -> None:
    good = {**real_data.row("findings", FINDING).values, "finding_id": "new-one", "label": "new"}
    good |= {"value": "-15.5", "statement": "Bed days fell by more than was said."}
    source = {**real_data.row("sources", "nao-unitingcare-2016").values}
    source |= {"source_id": "s", "title": "A new report", "url": "https://example.org/new"}
    app = opened(submission=start(store, ("sources", source), ("findings", good)), step="check")
    fill(app, "Reason: what was added or changed, and why", "New.")
    press(app, "Send to review")
    sent = only_draft(store)
    assert (sent.state, sent.title) == ("in review", "A new report: 1 finding")


def test_the_code_is_made_of_all_that_was_typed_in_the_same_moment(store: Store) -> None:
    app = press(opened(), "Add a case")
    press(app, "Add a source")
    for label in ("Title", "Publisher", "Published"):
        (widget,) = [
            each
            for each in (*app.text_input, *app.text_area)
            if each.label.removesuffix(" (required)") == label
        ]
        widget.set_value(CASE["source"][label])
    app.run()
    assert not app.exception
    assert fields(app)["Code of the row"] == "kent-evidence-care-homes-2017"


def test_a_second_press_goes_on_with_the_case_that_the_first_began(store: Store) -> None:
    for _ in range(2):
        press(opened(), "Add a case")
    only_draft(store)


def test_a_row_without_a_name_is_told_by_what_it_says(store: Store) -> None:
    draft = start(store, ("findings", {"statement": "Bed days\nfell."}), ("findings", {}))
    app = opened(submission=draft, step="findings")
    (rows,) = [each for each in app.radio if each.label == "Rows of this step"]
    assert rows.options == ["1. Finding: Bed days fell.", "2. Finding: not named yet"]


def test_a_reader_is_offered_suggesting_only_where_it_is_taken(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "_is_from_this_machine", lambda: False)
    app = opened()
    assert [each.value for each in app.header] == ["You can read"]
    assert "suggest a correction" not in html(app)
