"""Texts that want to be code, typed into the other fields of the pages: kept, shown as typed."""

from collections.abc import Callable

import pytest

from evidence import kept_scenes
from evidence.store import Store
from evidence.workbench import double_entry, drafts, review, submission
from evidence.workbench.double_entry_settling import Alone
from evidence.workbench.person import Person
from tests.attacks import fields, texts
from tests.pages.opening import open_page
from tests.workbench.double_entries import ADMISSIONS, STAYS, handed_in

Sits = Callable[[Person], None]
SITE = "rushcliffe-principia"
PAGES: list[tuple[str, dict[str, str]]] = [
    ("dashboard.py", {}),
    ("pages/sites.py", {}),
    ("pages/impacts.py", {}),
    ("pages/directions.py", {}),
    ("pages/gaps.py", {}),
    ("pages/contracts.py", {}),
    ("pages/commissioning.py", {}),
    ("pages/sources.py", {}),
    ("pages/history.py", {"show": "revisions"}),
    ("pages/history.py", {"show": "row"}),
    ("pages/people.py", {"find": "x"}),
]
OTHER = "Nurses visit the care homes of one district every week."
FINDING = {"site_id": SITE, "measure": "Emergency readmissions in 90 days", "label": "90 days"}


@pytest.mark.parametrize(("script", "query"), PAGES, ids=lambda each: str(each))
def test_every_box_that_searches_or_names_shows_what_was_typed(
    real_store: Store, olive: Person, sits: Sits, script: str, query: dict[str, str]
) -> None:
    sits(olive)
    app = open_page(script, **query)
    assert fields.of_page(app)
    for text in texts.TYPED.values():
        fields.type_into(app, text)


def test_the_reason_for_taking_a_revision_back_is_kept_as_typed(
    real_store: Store, ann: Person, ruth: Person, sits: Sits
) -> None:
    draft = drafts.start(real_store, ann, "correction")
    drafts.put(real_store, ann, draft, "sites", {"summary": OTHER}, opens=SITE)
    review.send(real_store, ann, draft, message="Why")
    number = review.publish(real_store, ruth, draft, seen_version=3, comment="").number
    sits(ruth)
    for text in texts.TYPED.values():
        app = open_page("pages/history.py", number=str(number))
        fields.type_into(app, text)
        app = app.button(key="history_undo_button").click().run()

        (newest,) = real_store.revisions(limit=1)
        assert newest.message == f"Revision {number} taken back: {text}"
        assert texts.refuse_interpreted(app) > 5
        assert texts.refuse_interpreted(open_page("pages/history.py")) > 5
        number = newest.number


def test_what_settles_a_double_entry_is_kept_and_shown_as_typed(
    real_store: Store, ann: Person, ben: Person, ruth: Person, sits: Sits
) -> None:
    source = next(
        row["source_id"] for row in real_store.tables()["sources"] if row["type"] == "evaluation"
    )
    task = double_entry.start(real_store, ruth, source, ann.person_id, ben.person_id)
    finding = {**ADMISSIONS, **FINDING, "finding_id": "two-1", "source_id": source}
    stay = {**STAYS, "site_id": SITE, "source_id": source}
    handed_in(real_store, ann, task, finding, stay)
    handed_in(real_store, ben, task, {**finding, "statement": OTHER})
    sits(ruth)
    app = open_page("pages/double_entry.py", task=task)
    for label, way in (("Statement", "other"), ("What becomes of it", "leave")):
        (radio,) = [each for each in app.radio if each.label == label]
        app = radio.set_value(way).run()
    assert len(fields.of_page(app)) == 3
    for text in texts.TYPED.values():
        fields.type_into(app, text)

        found = double_entry.task(real_store, ruth, task)
        assert found is not None
        assert list(found.settled.cells.values()) == [{"statement": text}]
        assert list(found.settled.alone.values()) == [Alone(False, text)]

    assert texts.refuse_interpreted(open_page("pages/double_entry.py", task=task)) > 5


def test_what_is_typed_into_a_sheet_of_a_double_entry_is_kept_as_typed(
    real_store: Store, ann: Person, ben: Person, ruth: Person, sits: Sits
) -> None:
    source = real_store.tables()["sources"][0]["source_id"]
    task = double_entry.start(real_store, ruth, source, ann.person_id, ben.person_id)
    sheet = double_entry.begin(real_store, ann, task)
    drafts.put(real_store, ann, sheet, "findings", {"source_id": source})
    sits(ann)
    app = open_page("pages/double_entry.py", task=task)
    for text in texts.TYPED.values():
        fields.type_into(app, text)

        item = submission.found(real_store, ann, sheet)
        assert item is not None
        row = item.entries[0].row or {}
        assert {row[name] for name in ("measure", "value", "statement", "locator")} == {text}


def test_what_is_pasted_is_kept_and_its_faulty_cells_and_reason_are_shown_as_typed(
    real_store: Store, ann: Person, sits: Sits
) -> None:
    sits(ann)
    app = open_page("pages/upload.py")
    fields.type_into(app, f"site_id\tarea\tsummary\nx\tx\t{texts.TYPED['formula']}")
    (button,) = [each for each in app.button if each.label == "Compare the pasted rows"]
    app = button.click().run()
    item = app.query_params["submission"]
    app = open_page("pages/upload.py", submission=item, show="faulty")
    for text in texts.TYPED.values():
        fields.type_into(app, text)

        kept = submission.found(real_store, ann, item)
        assert kept is not None
        assert (kept.entries[0].row or {})["summary"] == text
        assert kept.message == text
        assert texts.refuse_interpreted(open_page("pages/upload.py")) > 5


@pytest.mark.parametrize("kind", texts.TYPED)
def test_a_block_that_is_code_alone_is_shown_as_text(
    real_store: Store, ann: Person, sits: Sits, kind: str
) -> None:
    sits(ann)
    app = open_page("pages/upload.py")
    (field,) = fields.of_page(app).values()
    field.set_value(f"{texts.TYPED[kind]}\tsite_id\n{texts.TYPED[kind]}\tx")
    (button,) = [each for each in app.button if each.label == "Compare the pasted rows"]

    app = button.click().run()

    assert texts.refuse_interpreted(app) > 5


@pytest.mark.parametrize("kind", texts.TYPED)
def test_the_title_of_a_list_of_scenes_is_kept_and_shown_as_typed(
    real_store: Store, kind: str
) -> None:
    app = open_page("pages/scenes.py")
    fields.of_page(app)["list_title"].set_value(texts.TYPED[kind])
    (button,) = [each for each in app.button if each.label == "Make the list"]

    app = button.click().run()

    assert texts.refuse_interpreted(app) > 5
    assert texts.TYPED[kind] in {each.title for each in kept_scenes.lists(real_store)}
    assert texts.refuse_interpreted(open_page("pages/scenes.py")) > 5
