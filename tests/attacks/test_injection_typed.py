"""Texts that want to be code, typed into every field of the form: kept, and shown as typed."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from evidence.schema import Table
from evidence.store import Store
from evidence.workbench import case_steps, drafts, relevance, review, submission
from evidence.workbench.person import READER, Person
from evidence.workbench.submission import Submission
from tests import real_data
from tests.attacks import fields, state, texts
from tests.pages.opening import html, open_page

Sits = Callable[[Person], None]
PACKAGE = real_data.package()
PAGE = "pages/add.py"
SITE = "rushcliffe-principia"
# Of every kind at once, but for what both would need to begin with.
EVERYTHING = f"={texts.LONG}"
BOTH = (EVERYTHING, texts.TYPED["markdown"])
# What makes the form ask for every field that it would else leave out.
ASKS_ALL = {
    "sites": {"kind": "vanguard"},
    "findings": {"value": "1", "quantity": "own_growth"},
}
TOO_LONG = "x" * 10_001


def columns(app: AppTest, form: str) -> list[str]:
    """The columns of the row of this form into which somebody can type."""
    begins = f"add_{form}_"
    names = [key.removeprefix(begins) for key in fields.of_page(app) if key.startswith(begins)]
    return [name for name in names if not name.endswith("_search")]


def typed_columns(table: Table, *, with_key: bool) -> set[str]:
    """The columns of the table that no list of values is for."""
    return {
        field.name
        for field in table.fields
        if not (table.reference(field.name) or field.categories or field.type == "boolean")
        and (with_key or field.name != table.key)
    }


def drafted(store: Store, person: Person, item: str | None = None) -> Submission:
    """A draft of the person; without its id their only one."""
    if item is None:
        (item,) = [each.submission_id for each in submission.own(store, person)]
    found = submission.found(store, person, item)
    assert found is not None
    return found


@pytest.fixture
def nothing_begun(real_store: Store, ann: Person, ben: Person) -> Store:
    """The store, in which neither Ann nor Ben has anything under way."""
    for person in (ann, ben):
        for item in submission.own(real_store, person):
            review.withdraw(real_store, person, item.submission_id, comment="")
    return real_store


def test_the_form_adds_every_table_that_a_person_may_add() -> None:
    assert set(case_steps.NOUNS) == set(PACKAGE.tables)


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_what_is_typed_into_a_new_row_is_kept_and_shown_as_typed(
    real_store: Store, ann: Person, sits: Sits, table: str
) -> None:
    sits(ann)
    draft = drafts.start(real_store, ann, "case")
    drafts.put(real_store, ann, draft, table, ASKS_ALL.get(table, {}))
    step = case_steps.step_of(table)
    app = open_page(PAGE, submission=draft, step=step, entry="1")
    asked = columns(app, f"{draft}:1")
    assert set(asked) == typed_columns(PACKAGE.tables[table], with_key=True)
    for text in BOTH:
        fields.type_into(app, text)

        row = drafted(real_store, ann, draft).entries[0].row or {}
        assert {name: row[name] for name in asked} == dict.fromkeys(asked, text)


@pytest.mark.parametrize("table", PACKAGE.tables)
def test_what_is_typed_over_a_published_row_is_one_draft_kept_and_shown_as_typed(
    nothing_begun: Store, ann: Person, sits: Sits, table: str
) -> None:
    sits(ann)
    described = PACKAGE.tables[table]
    row_id = nothing_begun.tables()[table][0][described.key]
    app = open_page(PAGE, correct=f"{table}/{row_id}")
    asked = columns(app, f"{table}:{row_id}")
    # What the row leaves no room for is asked in a new row.
    left_out = typed_columns(described, with_key=False) - set(asked)
    assert left_out <= {rule.field for rule in relevance.RELEVANCE.get(table, ())}

    fields.type_into(app, EVERYTHING)

    (entry,) = drafted(nothing_begun, ann).entries
    assert {name: (entry.row or {})[name] for name in asked} == dict.fromkeys(asked, EVERYTHING)
    again = open_page(PAGE, correct=f"{table}/{row_id}")
    assert texts.refuse_interpreted(again) > 5
    shown = fields.of_page(again)
    assert {shown[f"add_{table}:{row_id}_{name}"].value for name in asked} == {EVERYTHING}


def test_the_title_and_the_reason_of_a_case_are_kept_and_shown_as_typed(
    real_store: Store, ann: Person, sits: Sits
) -> None:
    sits(ann)
    draft = drafts.start(real_store, ann, "case")
    drafts.put(real_store, ann, draft, "sites", {"name": EVERYTHING})
    app = open_page(PAGE, submission=draft, step="check")
    for text in BOTH:
        fields.type_into(app, text)

        kept = drafted(real_store, ann, draft)
        assert (kept.title, kept.message) == (text, text)
    assert texts.refuse_interpreted(open_page(PAGE)) > 5


@pytest.mark.parametrize("step", ["source", "site"])
def test_the_box_that_searches_a_published_row_finds_none_by_code(
    real_store: Store, ann: Person, sits: Sits, step: str
) -> None:
    sits(ann)
    draft = drafts.start(real_store, ann, "case")
    app = open_page(PAGE, submission=draft, step=step)
    assert [each for each in fields.of_page(app) if each.endswith("_search")]
    for text in texts.TYPED.values():
        fields.type_into(app, text)

        assert "has all of these words: try fewer" in html(app)


def test_what_is_too_long_is_refused_told_logged_and_stays_in_the_field(
    real_store: Store, ann: Person, sits: Sits, caplog: pytest.LogCaptureFixture
) -> None:
    sits(ann)
    draft = drafts.start(real_store, ann, "case")
    drafts.put(real_store, ann, draft, "sites", {})
    app = open_page(PAGE, submission=draft, step="site", entry="1")
    field = fields.of_page(app)[f"add_{draft}:1_summary"]

    with state.nothing_changes(real_store):
        app = field.set_value(TOO_LONG).run()

    assert not app.exception
    assert fields.of_page(app)[f"add_{draft}:1_summary"].value == TOO_LONG
    (told,) = [each.value for each in app.error]
    assert "10,001 characters" in told
    assert "Refused: ann to save a draft: sites, summary:" in state.logged(caplog)[-1]


@pytest.mark.parametrize("kind", texts.TYPED)
def test_what_a_reader_types_is_sent_as_typed_and_refused_with_a_comment_as_typed(
    real_store: Store, ruth: Person, sits: Sits, kind: str
) -> None:
    text = texts.TYPED[kind]
    sits(READER)
    app = open_page(PAGE, correct=f"sites/{SITE}")
    (which,) = [each for each in app.selectbox if each.key == "suggest_field"]
    app = which.set_value("summary").run()
    assert set(fields.of_page(app)) == {
        *("suggest_value_summary", "suggest_why", "suggest_name", "suggest_contact")
    }
    fields.type_into(app, text)
    app = app.button(key="suggest_send").click().run()
    assert not app.error

    sent = review.queue(real_store)[-1]
    sits(ruth)
    app = open_page("pages/review.py", submission=sent.submission_id)
    item = drafted(real_store, ruth, sent.submission_id)
    assert (item.message, item.entered_name) == (text, text)
    assert item.title.endswith(text)
    assert (item.entries[0].row or {})["summary"] == text
    fields.type_into(app, text)
    app = app.button(key="review_withdraw").click().run()
    assert not app.error
    assert texts.refuse_interpreted(app) > 5
    assert drafted(real_store, ruth, sent.submission_id).comment == text
