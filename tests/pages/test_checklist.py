"""Our checklist on its page: begun, filled in, shared for reading, and never lost."""

import pytest
from streamlit.testing.v1 import AppTest

from evidence.checklists import checklist, entries, pins
from evidence.checklists.entries import Typed
from evidence.checklists.items import Field
from evidence.scene_drafts import Draft
from evidence.store import Store, StoreError
from tests.pages.kept import press_form
from tests.pages.opening import html, open_page
from ui import own_checklist

PAGE = "pages/commissioning.py"
NOTE = "fill_step-1_note"


@pytest.fixture
def keys(scenes_store: Store) -> checklist.Keys:
    return checklist.make(scenes_store, "Northtown")


def opened(key: str, **query: str) -> AppTest:
    return open_page(PAGE, show="checklist", checklist=key, **query)


def standing(store: Store, key: str, item: str, field: Field) -> tuple[str, ...]:
    found = checklist.opened(store, key)
    assert found is not None
    return found.values(item, field)


def typed(value: str, *seen: int) -> list[Typed]:
    return [Typed("step-1", "note", value, seen)]


def test_without_a_checklist_the_page_says_what_one_is_and_begins_it(scenes_store: Store) -> None:
    app = open_page(PAGE, show="checklist")
    assert not app.exception
    assert "Please write no personal data" in html(app)
    app.text_input(key="checklist_title").set_value("Southtown")
    press_form(app, "Start it")
    assert not app.exception
    found = checklist.opened(scenes_store, str(app.query_params["checklist"]))
    assert found is not None
    assert found.title == "Southtown"
    assert found.can_edit
    assert "0 of 15 done, 15 without an answer" in html(app)


def test_a_link_that_opens_nothing_is_said_to(scenes_store: Store) -> None:
    app = opened("no-such-key-at-all")
    assert "This link opens no checklist here" in app.warning[0].value


def test_each_field_saves_itself(scenes_store: Store, keys: checklist.Keys) -> None:
    app = opened(keys.edit)
    app.text_area(key=NOTE).set_value("Ask the practices first.").run()
    app.text_input(key="fill_step-1_role").set_value("Finance lead").run()
    app.button_group(key="fill_step-1_state").set_value("under_way").run()
    assert not app.exception
    assert standing(scenes_store, keys.edit, "step-1", "note") == ("Ask the practices first.",)
    assert standing(scenes_store, keys.edit, "step-1", "role") == ("Finance lead",)
    assert standing(scenes_store, keys.edit, "step-1", "state") == ("under_way",)
    assert "1 under way" in html(app)


def test_the_next_item_opens_and_stands_in_the_address(keys: checklist.Keys) -> None:
    app = opened(keys.edit)
    app.button(key="checklist_next").click().run()
    assert app.query_params["item"] == "step-2"
    assert "Establish whether services will change" in html(app)
    assert app.text_area(key="fill_step-2_note").value == ""


def test_what_two_people_type_at_once_stands_side_by_side(
    scenes_store: Store, keys: checklist.Keys
) -> None:
    app = opened(keys.edit)
    entries.save(scenes_store, keys.edit, typed("Theirs"), save_id="other")
    app.text_area(key=NOTE).set_value("Mine").run()
    assert set(standing(scenes_store, keys.edit, "step-1", "note")) == {"Theirs", "Mine"}
    assert "2 people typed at the same time" in html(app)
    app.button(key="join_step-1").click().run()
    (joined,) = standing(scenes_store, keys.edit, "step-1", "note")
    assert joined.split("\n\n") == ["Theirs", "Mine"]
    assert app.text_area(key=NOTE).value == joined


def test_one_of_two_values_can_be_chosen(scenes_store: Store, keys: checklist.Keys) -> None:
    app = opened(keys.edit)
    entries.save(scenes_store, keys.edit, typed("Theirs"), save_id="other")
    app.text_area(key=NOTE).set_value("Mine").run()
    app.button(key="keep_step-1_note_1").click().run()
    assert standing(scenes_store, keys.edit, "step-1", "note") == ("Theirs",)


def test_what_somebody_else_saved_is_there_at_the_next_run(
    scenes_store: Store, keys: checklist.Keys
) -> None:
    app = opened(keys.edit)
    entries.save(scenes_store, keys.edit, typed("Theirs"), save_id="other")
    app.run()
    assert app.text_area(key=NOTE).value == "Theirs"


def test_what_could_not_be_saved_stays_in_its_field(
    scenes_store: Store, keys: checklist.Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(keys.edit)

    def full(*args: object, **kwargs: object) -> None:
        raise StoreError("The disk is full: make room and save again.")

    with monkeypatch.context() as patch:
        patch.setattr(entries, "save", full)
        app.text_area(key=NOTE).set_value("Typed while the disk was full").run()
    assert "The disk is full" in app.error[0].value
    assert app.text_area(key=NOTE).value == "Typed while the disk was full"
    assert standing(scenes_store, keys.edit, "step-1", "note") == ()


def test_whoever_reads_cannot_type_and_gets_no_key_to_edit(
    scenes_store: Store, keys: checklist.Keys
) -> None:
    entries.save(scenes_store, keys.edit, typed("For all to read"), save_id="one")
    app = opened(keys.read)
    assert "You opened this for reading." in html(app)
    assert "For all to read" in html(app)
    assert not app.text_area
    assert not app.radio
    app.session_state["checklist_share"] = True
    app.run()
    assert keys.edit not in str(app.main) + html(app)


def test_a_removed_checklist_can_be_put_back(scenes_store: Store, keys: checklist.Keys) -> None:
    checklist.remove(scenes_store, keys.edit)
    app = opened(keys.edit)
    assert "was removed" in app.warning[0].value
    app.button(key="checklist_put_back").click().run()
    assert checklist.opened(scenes_store, keys.edit) is not None
    assert not opened(keys.read).warning


def test_pins_stand_at_their_item_with_a_link_to_the_view(
    scenes_store: Store, keys: checklist.Keys
) -> None:
    draft = Draft(
        "Care homes", "Two of them", "gaps", (("model_type", "ehch"),), 1, "2026-01-02T03:04:05Z"
    )
    pins.pin(scenes_store, keys.edit, draft, item="step-1")
    shown = html(opened(keys.edit))
    assert '<a href="gaps?model_type=ehch">Care homes</a>' in shown
    assert "Pinned evidence: 1" in shown


def test_on_a_wall_it_is_a_table_of_states(scenes_store: Store, keys: checklist.Keys) -> None:
    entries.save(scenes_store, keys.edit, [Typed("step-1", "state", "done", ())], save_id="done")
    app = opened(keys.edit, size="room")
    assert not app.exception
    assert "1 of 15 done" in html(app)
    assert "Done" in html(app)


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("http://127.0.0.1:8501/commissioning?show=checklist&checklist=" + "k" * 32, "k" * 32),
        (" " + "k" * 32 + " ", "k" * 32),
        ("http://127.0.0.1:8501/commissioning?show=checklist", ""),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_the_key_in_a_pasted_link(link: str, key: str) -> None:
    assert own_checklist.key_in(link) == key
