"""Keeping a view, playing a list, and data that moved since a scene was kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evidence import kept_scenes
from evidence.scene_drafts import Draft
from evidence.store import Change, Store
from tests.pages.kept import draft, labels, press_form, titles
from tests.pages.opening import html, open_page
from tests.tiny_package import let
from ui import scenes_addresses

FINDING = "ageuk-cost-ageuk"


def address_of(
    scenes_store: Store, workshop: str, number: int, size: str
) -> scenes_addresses.Address:
    listed = kept_scenes.scene_list(scenes_store, workshop)
    assert listed is not None
    return scenes_addresses.of_scene(listed.scenes[number - 1], number, size)


def test_a_scene_is_played_at_its_page_with_its_parameters(
    scenes_store: Store, workshop: str
) -> None:
    playing = {"list": [workshop], "size": ["room"]}
    assert address_of(scenes_store, workshop, 1, "room") == (
        "pages/impacts.py",
        {"model_type": ["mcp"], "scene": ["1"], **playing},
    )
    assert address_of(scenes_store, workshop, 3, "desk") == (
        "dashboard.py",
        {"list": [workshop], "scene": ["3"]},
    )


def test_the_bar_leads_through_the_scenes(scenes_store: Store, workshop: str) -> None:
    app = open_page("pages/impacts.py", model_type="mcp", list=workshop, scene="1")
    assert "<strong>Scene 1 of 3</strong> of “Workshop”: First" in html(app)
    assert "Ask who." in html(app)
    assert app.button(key="scene_previous").disabled
    assert not app.button(key="scene_next").disabled
    last = open_page("dashboard.py", list=workshop, scene="3")
    assert last.button(key="scene_next").disabled


@pytest.mark.parametrize("number", ["0", "4", "x", "-1", "1" * 50, ""])
def test_a_scene_that_is_not_there_is_not_played(workshop: str, number: str) -> None:
    app = open_page("pages/impacts.py", list=workshop, scene=number)
    assert not app.exception
    assert "Stop playing" not in labels(app)


def test_keeping_a_view_appends_its_address(scenes_store: Store, workshop: str) -> None:
    app = open_page(
        "pages/impacts.py", model_type=["mcp", "pacs"], group_by="model_type", strip="hidden"
    )
    app.session_state["keep_view"] = True
    app.run()
    app.selectbox(key="keep_list").set_value(workshop).run()
    assert app.text_input(key="keep_title").value == "Reported impacts"
    app.text_area(key="keep_note").set_value("Why?")
    press_form(app, "Keep")
    assert "as scene 4 of “Workshop”" in app.success[0].value
    listed = kept_scenes.scene_list(scenes_store, workshop)
    assert listed is not None
    kept = listed.scenes[3].draft
    assert kept == Draft(
        "Reported impacts",
        "Why?",
        "impacts",
        (("model_type", "mcp"), ("model_type", "pacs"), ("group_by", "model_type")),
        scenes_store.revision(),
        scenes_store.revisions(limit=1)[0].at,
    )


def test_keeping_a_view_can_make_the_list(scenes_store: Store) -> None:
    app = open_page("dashboard.py")
    app.session_state["keep_view"] = True
    app.run()
    app.text_input(key="keep_list_title").set_value("New")
    app.text_input(key="keep_title").set_value("All of it")
    press_form(app, "Keep")
    (made,) = kept_scenes.lists(scenes_store)
    assert (made.title, titles(scenes_store, made.list_id)) == ("New", ["All of it"])
    assert app.selectbox(key="keep_list").value == made.list_id


def test_the_page_of_the_scenes_is_not_kept(workshop: str) -> None:
    app = open_page("pages/scenes.py", list=workshop)
    app.session_state["keep_view"] = True
    app.run()
    assert "Play from the start" in labels(app)
    assert "Keep" not in labels(app)


@pytest.fixture
def moved_on(scenes_store: Store, workshop: str) -> Callable[[], None]:
    """Saves a revision in which one finding has other words; what it is about is no MCP."""

    def save() -> None:
        row = next(row for row in scenes_store.tables()["findings"] if row["finding_id"] == FINDING)
        changed = {**row, "statement": row["statement"] + " Again."}
        number = scenes_store.revision() + 1
        let(scenes_store, "Ann", "reviewer")
        scenes_store.commit(
            [Change("findings", FINDING, changed)],
            author="Ann",
            message="Say why",
            save_id=f"moved-{number}",
        )

    return save


def test_a_scene_whose_data_moved_opens_with_those_it_was_kept_with(
    scenes_store: Store, workshop: str, moved_on: Callable[[], None]
) -> None:
    then = scenes_store.revision()
    moved_on()
    _, unmoved = address_of(scenes_store, workshop, 1, "desk")
    _, query = address_of(scenes_store, workshop, 3, "desk")
    assert "revision" not in unmoved
    assert query["revision"] == [str(then)]

    app = open_page("dashboard.py", **query)
    assert f"The data have moved since revision {then} of " in html(app)
    assert "0 findings new, 1 changed, 0 removed" in html(app)
    assert f"Data revision {then} of" in html(app)
    app.button(key="as_of_change").click().run()
    assert "revision" not in app.query_params
    assert f"Data revision {then + 1} of" in html(app)
    assert "Since this scene was kept" in html(app)
    app.button(key="as_of_change").click().run()
    assert app.query_params["revision"] == str(then)
    assert f"Data revision {then} of" in html(app)


def test_an_earlier_revision_can_be_looked_at_without_a_scene(
    scenes_store: Store, moved_on: Callable[[], None]
) -> None:
    moved_on()
    then = scenes_store.revision() - 1
    app = open_page("pages/impacts.py", model_type="mcp", revision=str(then))
    assert f"The data of revision {then} of " in html(app)
    assert "Nothing in this view has moved since." in html(app)


@pytest.mark.parametrize("wanted", ["999999", "0", "x", "", "-1", "9" * 40])
def test_an_unknown_revision_says_so_and_shows_the_newest(scenes_store: Store, wanted: str) -> None:
    app = open_page("pages/impacts.py", revision=wanted)
    assert not app.exception
    assert "which this store does not hold" in html(app)
    assert f"Data revision {scenes_store.revision()} of" in html(app)
    app.button(key="as_of_change").click().run()
    assert "revision" not in app.query_params


def test_a_scene_from_another_dashboard_says_that_its_data_are_not_here(
    scenes_store: Store,
) -> None:
    elsewhere = replace(draft(scenes_store, "A"), revised_at="2020-01-01T00:00:00Z")
    workshop = kept_scenes.make_list(scenes_store, "Loaded", [elsewhere])
    app = open_page("pages/impacts.py", list=workshop, scene="1")
    assert "kept with data that this store does not hold" in html(app)
    assert "revision" not in address_of(scenes_store, workshop, 1, "desk")[1]
