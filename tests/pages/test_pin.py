"""Pinning what a page shows to the checklist of this browser."""

import pytest
from streamlit.testing.v1 import AppTest

from evidence.checklists import checklist
from evidence.store import Store
from tests.pages.kept import press_form
from tests.pages.opening import open_page


@pytest.fixture
def key(scenes_store: Store) -> str:
    return checklist.make(scenes_store, "Northtown").edit


def with_popover(page: str, key: str = "", **query: str) -> AppTest:
    """A page with the popover open, in a browser that fills in the checklist with this key."""
    app = open_page(page, **query)
    if key:
        app.session_state["own_checklist"] = key
    app.session_state["pin"] = True
    return app.run()


def test_without_a_checklist_one_is_begun_where_it_is_needed(scenes_store: Store) -> None:
    app = with_popover("pages/gaps.py")
    press_form(app, "Start it")
    assert not app.exception
    assert "checklist" not in app.query_params
    found = checklist.opened(scenes_store, app.session_state["own_checklist"])
    assert found is not None
    assert found.title == "Our checklist"


def test_a_view_is_pinned_with_its_filters_and_without_what_its_screen_needs(
    scenes_store: Store, key: str
) -> None:
    app = with_popover("pages/gaps.py", key, model_type="ehch", text="home")
    assert app.text_input(key="pin_title").value == "Gaps: who has looked at what"
    app.selectbox(key="pin_item").set_value("step-4")
    app.text_area(key="pin_note").set_value("Few were evaluated.")
    press_form(app, "Pin")
    found = checklist.opened(scenes_store, key)
    assert found is not None
    (pinned,) = found.pins
    assert (pinned.item, pinned.draft.page) == ("step-4", "gaps")
    assert dict(pinned.draft.query) == {"model_type": "ehch", "text": "home"}
    assert pinned.note == "Few were evaluated."
    assert pinned.draft.revision > 0
    assert "Pinned" in app.success[0].value


def test_a_link_for_reading_cannot_be_pinned_to(scenes_store: Store, key: str) -> None:
    found = checklist.opened(scenes_store, key)
    assert found is not None
    app = with_popover("pages/gaps.py")
    app.text_input(key="checklist_pasted").set_value(found.read_key)
    press_form(app, "Go on with it")
    assert "for reading only" in app.error[0].value


def test_the_link_to_edit_goes_on_with_a_checklist(scenes_store: Store, key: str) -> None:
    app = with_popover("pages/gaps.py")
    app.text_input(key="checklist_pasted").set_value(key)
    press_form(app, "Go on with it")
    assert app.session_state["own_checklist"] == key
    assert app.text_input(key="pin_title").value == "Gaps: who has looked at what"


def test_a_title_that_does_not_do_is_refused_in_words(scenes_store: Store, key: str) -> None:
    app = with_popover("pages/gaps.py", key)
    app.text_input(key="pin_title").set_value("")
    press_form(app, "Pin")
    assert "Nothing was pinned because the title is empty" in app.error[0].value


@pytest.mark.parametrize(
    ("page", "query", "title"),
    [
        ("impacts", {}, "Reported impacts"),
        (
            "impacts",
            {"finding": "rushcliffe-emadm-iau"},
            "Finding: Rushcliffe, ",
        ),
        ("commissioning", {"item": "step-4"}, "Step 4: Choose the contract form and main terms."),
        (
            "commissioning",
            {"show": "lessons", "lesson_id": "con-01"},
            "Lesson: Test the VAT position of the chosen legal form before signing. A limited"
            " liability partnership could not …",
        ),
        ("contract", {"contract": "unitingcare-2015"}, "Contract: UnitingCare"),
    ],
)
def test_a_pin_is_called_by_what_is_opened(
    scenes_store: Store, key: str, page: str, query: dict[str, str], title: str
) -> None:
    app = with_popover(f"pages/{page}.py", key, **query)
    called = str(app.text_input(key="pin_title").value)
    assert called.startswith(title)
    assert len(called) <= 120
