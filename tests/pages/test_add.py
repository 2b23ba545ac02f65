"""Adding a case and correcting a row as pages: fields, saving, problems, sending, suggesting."""

import getpass
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from evidence import home as homes
from evidence.rules import Problem
from evidence.store import Change, Store
from evidence.store_errors import StoreError
from evidence.workbench import (
    case_steps,
    drafts,
    judge,
    relevance,
    review,
    submission,
    suggested,
    tables,
)
from evidence.workbench import settings as workbench_settings
from evidence.workbench.person import READER, Person, local
from evidence.workbench.submission import Entry, Submission
from tests import real_data, tiny_package
from tests.pages.app_home import app_home
from tests.pages.opening import html, open_page
from tests.test_checks import BROKEN
from tests.workbench.test_judge import BROKEN_ENTRIES, of
from ui import add_form, add_search, identity

PAGE = "pages/add.py"
FINDING = "symphony-beddays-hsj-2"
# Another one, which tests publish changes of.
CHANGED = "symphony-beddays-hsj"
PACKAGE = real_data.package()
# Who acts where no provider of sign-ins is set up.
ME = local(getpass.getuser())


@pytest.fixture(scope="module")
def add_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a store of this module's own, which has the data folder."""
    with app_home(tmp_path_factory.mktemp("adding")) as folder:
        yield folder


@pytest.fixture
def store(add_home: Path) -> Iterator[Store]:
    """That store, where nobody has a draft."""
    opened = homes.open_store(add_home)
    for item in submission.own(opened, ME):
        review.withdraw(opened, ME, item.submission_id, comment="")
    yield opened
    opened.close()


def opened(**query: str) -> AppTest:
    app = open_page(PAGE, **query)
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.button if each.label == label]
    button.click().run()
    assert not app.exception
    return app


def fields(app: AppTest) -> dict[str, str | None]:
    widgets = (*app.text_input, *app.text_area, *app.selectbox)
    return {each.label.removesuffix(" (required)"): each.value for each in widgets}


def fill(app: AppTest, label: str, value: str | None) -> None:
    widgets = (*app.text_input, *app.text_area, *app.selectbox)
    (widget,) = [each for each in widgets if each.label.removesuffix(" (required)") == label]
    widget.set_value(value).run()
    assert not app.exception


def go(app: AppTest, step: str) -> None:
    (steps,) = [each for each in app.segmented_control if each.label == "Step"]
    steps.set_value(step).run()
    assert not app.exception


def only_draft(store: Store) -> Submission:
    (head,) = submission.own(store, ME)
    found = submission.found(store, ME, head.submission_id)
    assert found is not None
    return found


def start(store: Store, *rows: tuple[str, dict[str, str]]) -> str:
    draft = drafts.start(store, ME, "case")
    for table, values in rows:
        drafts.put(store, ME, draft, table, values)
    return draft


def beside(app: AppTest) -> list[str]:
    """What stands beside the fields, in their order."""
    return [
        str(each.proto.body) for each in app.get("html") if 'class="add-beside"' in each.proto.body
    ]


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


def test_only_fields_that_matter_are_asked_for(store: Store) -> None:
    draft = start(store, ("findings", {"measure": "Bed days"}))
    app = opened(submission=draft, step="findings")
    assert "Unit" not in fields(app)
    fill(app, "Value", "0.86")
    fill(app, "What the value is", "ratio")
    assert fields(app)["Unit"] == "ratio"
    assert "Interval, lower end" in fields(app)
    assert "Comparator's value" not in fields(app)


@pytest.mark.parametrize("name", PACKAGE.tables)
def test_every_field_of_every_table_is_drawn_with_its_title_and_its_description(
    store: Store, name: str
) -> None:
    table = PACKAGE.tables[name]
    (published, *_) = real_data.candidate()[name]
    full = {
        field.name: published.values[field.name] or (field.example or "1") for field in table.fields
    }
    draft = start(store, (name, full))
    app = opened(submission=draft, step=case_steps.step_of(name))
    drawn = fields(app)
    asked = relevance.shown(table, full)
    assert set(asked) == set(table.field_names) - set(relevance.implied(name, full)) | set(asked)
    for field in table.fields:
        if field.name in asked and field.name != table.key:
            assert any(label.startswith(field.title) for label in drawn), field.name
            assert field.description in html(app).replace("&#x27;", "'").replace("&quot;", '"')


@pytest.fixture(scope="module")
def broken_app(add_home: Path) -> AppTest:
    """A draft of every broken row of tests/test_checks.py, after a look at its problems."""
    at_home = homes.open_store(add_home)
    draft = drafts.start(at_home, ME, "upload")
    drafts.put_all(at_home, ME, draft, BROKEN_ENTRIES)
    at_home.close()
    return opened(submission=draft, step="check")


@pytest.fixture(scope="module")
def row_faults(add_home: Path) -> Iterator[dict[int, list[Problem]]]:
    """What the rules say about those rows, by their place in the draft."""
    at_home = homes.open_store(add_home)
    yield judge.problems_by_entry(at_home, of(BROKEN_ENTRIES))
    at_home.close()


@pytest.mark.parametrize("place", range(1, len(BROKEN) + 1), ids=[case.check for case in BROKEN])
def test_what_breaks_a_rule_is_said_beside_its_field(
    broken_app: AppTest, row_faults: dict[int, list[Problem]], place: int
) -> None:
    case = BROKEN[place - 1]
    broken_app.query_params["step"] = case_steps.step_of(case.table)
    broken_app.query_params["entry"] = str(place)
    broken_app.run()
    assert not broken_app.exception
    table = PACKAGE.tables[case.table]
    title = "Code of the row" if case.field == table.key else table.field(case.field).title
    assert any(label.startswith(title) for label in fields(broken_app))
    expected = {problem.wrong[1:] for problem in row_faults[place] if problem.field == case.field}
    said = [unescape(each) for each in beside(broken_app) if "Mend this" in each]
    assert expected
    assert all(any(words in each for each in said) for words in expected), said


def test_each_problem_leads_to_its_row(store: Store) -> None:
    draft = start(
        store, ("sources", {"source_id": "s"}), ("findings", {"finding_id": "f", "value": "1,5"})
    )
    app = opened(submission=draft, step="check")
    assert "1,5" in html(app)
    (link,) = [each for each in app.button if each.label == "Go to value of Finding: f"]
    link.click().run()
    assert fields(app)["Value"] == "1,5"
    assert any("Mend this" in each for each in beside(app))


def test_a_likely_duplicate_is_shown_with_a_way_to_the_other(store: Store) -> None:
    real = real_data.row("sources", "nao-unitingcare-2016").values
    draft = start(store, ("sources", {**real, "source_id": "nao-again", "title": "The same"}))
    app = opened(submission=draft, step="check")
    assert "add?correct=sources/nao-unitingcare-2016" in html(app)
    keep = [each for each in app.button if each.label.startswith("It is another one")]
    for each in keep:
        each.click()
    keep[0].click().run()
    assert len(keep) > len(
        [each for each in app.button if each.label.startswith("It is another one")]
    )


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


@pytest.fixture
def boss(store: Store) -> Iterator[Person]:
    """A reviewer besides the owner at this machine, until the test ends."""
    tiny_package.let(store, ME.person_id, "owner")
    yield tiny_package.let(store, "boss", "reviewer")
    with store.writing() as connection:
        connection.execute(sa.delete(tables.role))
        workbench_settings.switch_second_reader(connection, True, by="the test")


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


@pytest.fixture
def reader(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever opens the page has no account; what was suggested is put away afterwards."""
    monkeypatch.setattr(identity, "person", lambda: READER)
    yield
    for item in review.queue(store):
        review.withdraw(store, ME, item.submission_id, comment="Seen")


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


def test_nobody_sees_the_draft_of_another(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = start(store, ("sources", {"source_id": "s", "title": "Secret"}))
    monkeypatch.setattr(identity, "person", lambda: READER)
    app = opened(submission=draft)
    assert "There is no such draft of yours" in app.error[0].value
    assert "Secret" not in html(app)


@pytest.mark.parametrize("asked", ["nowhere/x", "findings/no-such-row", "findings"])
def test_an_address_of_no_row_is_told_in_words(store: Store, asked: str) -> None:
    app = opened(correct=asked)
    assert re.match("There is no (row|table)", app.error[0].value)


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


def test_the_form_reads_every_published_row_exactly(store: Store) -> None:
    rows = add_form.published_rows(store, store.revision())
    assert rows["findings"][FINDING] == dict(real_data.row("findings", FINDING).values)


def test_no_field_carries_a_long_list_along(store: Store) -> None:
    draft = start(store, ("findings", {"finding_id": "f"}), ("contract_stages", {"stage": "x"}))
    for step in ("source", "site", "contract", "findings"):
        app = opened(submission=draft, step=step)
        assert all(len(each.options) <= add_search.OFFERED_AT_MOST for each in app.selectbox)


def test_a_source_is_searched_by_words_of_title_publisher_and_code(store: Store) -> None:
    draft = start(store, ("findings", {"finding_id": "f"}))
    app = opened(submission=draft, step="findings")
    source = "nao-unitingcare-2016"
    search = next(each.label for each in app.text_input if each.label.startswith("Search 4"))
    fill(app, search, "no-such-word")
    assert "None of the sources has all of these words" in html(app)
    fill(app, search, "national UNITINGCARE investigation nao-")
    assert "1 found. Choose it below." in html(app)
    fill(app, "Source", source)
    assert (only_draft(store).entries[0].row or {})["source_id"] == source
    assert search not in fields(app)
    fill(app, "Source", None)
    assert search in fields(app)


def test_the_document_of_a_case_is_searched_and_new_rows_begin_with_it(store: Store) -> None:
    app = opened(submission=start(store), step="source")
    fill(app, "Search 427 sources", "nao unitingcare")
    fill(app, "A source that is in the set already", "nao-unitingcare-2016")
    go(app, "findings")
    press(app, "Add a finding")
    (entry,) = only_draft(store).entries
    assert (entry.row or {})["source_id"] == "nao-unitingcare-2016"


def test_good_findings_are_shown_as_readers_will_see_them(store: Store) -> None:
    good = {**real_data.row("findings", FINDING).values, "finding_id": "new-one", "label": "new"}
    good |= {"value": "-15.5", "statement": "Bed days fell by more than was said."}
    draft = start(store, ("findings", good), ("findings", {"finding_id": "f", "value": "1,5"}))
    app = opened(submission=draft, step="check")
    shown = html(app)
    assert "1 finding without a problem" in shown
    assert "better, self-reported: <strong>−15.5%</strong>" in shown


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
