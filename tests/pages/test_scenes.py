"""The page of the kept scenes: lists to make, put in order, reword, take back, save and load."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from evidence import kept_scenes
from evidence.store import Store, StoreError
from tests.pages.kept import draft, labels, press_form, titles
from tests.pages.opening import html, open_page

PAGE = "pages/scenes.py"


def opened(workshop: str, **query: str) -> AppTest:
    return open_page(PAGE, list=workshop, **query)


def scene_ids(scenes_store: Store, workshop: str) -> list[str]:
    listed = kept_scenes.scene_list(scenes_store, workshop)
    assert listed is not None
    return [kept.scene_id for kept in listed.scenes]


def shown(app: AppTest) -> list[str]:
    """The headings of the scenes on the page, in order."""
    return [part.split("</h2>")[0] for part in html(app).split("<h2>")[1:]]


def test_without_lists_the_page_says_how_to_keep_a_view(scenes_store: Store) -> None:
    app = open_page(PAGE)
    assert not app.exception
    assert "No scenes are kept yet" in html(app)
    assert "Keep this view" in html(app)


def test_lists_stand_with_their_counts_and_open(scenes_store: Store, workshop: str) -> None:
    app = open_page(PAGE)
    assert "3 scenes, the last one kept " in html(app)
    app.button(key=f"open_{workshop}").click().run()
    assert app.query_params["list"] == workshop
    assert app.title[0].value == "Workshop"
    assert shown(app) == ["1. First", "2. Second", "3. Third"]


def test_a_list_is_made_and_is_open(scenes_store: Store) -> None:
    app = open_page(PAGE)
    app.text_input(key="list_title").set_value("Evening in Leeds")
    press_form(app, "Make the list")
    (made,) = kept_scenes.lists(scenes_store)
    assert app.query_params["list"] == made.list_id
    assert app.title[0].value == made.title == "Evening in Leeds"
    assert "This list has no scenes yet" in app.info[0].value


def test_a_list_without_a_title_is_refused_in_words(scenes_store: Store) -> None:
    app = open_page(PAGE)
    press_form(app, "Make the list")
    assert "the title is empty: give a title" in app.error[0].value
    assert kept_scenes.lists(scenes_store) == []


def test_a_scene_says_in_words_what_it_shows(scenes_store: Store, workshop: str) -> None:
    words = html(opened(workshop))
    assert "Impacts; Model of care: Multispecialty community provider" in words
    assert "The record of a site: Rushcliffe" in words
    assert "What do we know?; no filter is active" in words
    assert '<p class="note">Ask who.\nThen wait.</p>' in words
    assert f"with data revision {scenes_store.revision()} of " in words


def test_buttons_name_their_scene(workshop: str) -> None:
    named = labels(opened(workshop))
    for what in ("Open", "Play from here", "Move up", "Move down", "Remove"):
        for title in ("First", "Second", "Third"):
            assert f"{what} **{title}**" in named


def test_a_title_is_shown_as_it_is_and_never_as_markup(scenes_store: Store) -> None:
    title = "<b>![x](https://example.org/x.png) *all*"
    app = opened(kept_scenes.make_list(scenes_store, title, [draft(scenes_store, title)]))
    assert not app.exception
    assert shown(app) == ["1. &lt;b&gt;![x](https://example.org/x.png) *all*"]
    assert not [label for label in labels(app) if "![x]" in label]


def test_scenes_move_up_and_down_but_not_beyond_the_ends(
    scenes_store: Store, workshop: str
) -> None:
    first, _, third = scene_ids(scenes_store, workshop)
    app = opened(workshop)
    app.button(key=f"up_{first}").click().run()
    assert "“First” is the first scene already." in html(app)
    app.button(key=f"down_{third}").click().run()
    assert "“Third” is the last scene already." in html(app)
    assert shown(app) == ["1. First", "2. Second", "3. Third"]
    app.button(key=f"down_{first}").click().run()
    assert shown(app) == ["1. Second", "2. First", "3. Third"]
    assert "Moved “First” down." in html(app)
    app.button(key=f"up_{third}").click().run()
    assert titles(scenes_store, workshop) == ["Second", "Third", "First"]


def test_a_scene_is_removed_and_put_back_to_its_place(scenes_store: Store, workshop: str) -> None:
    _, second, _ = scene_ids(scenes_store, workshop)
    app = opened(workshop)
    app.button(key=f"remove_{second}").click().run()
    assert shown(app) == ["1. First", "2. Third"]
    assert "Removed “Second”." in html(app)
    assert titles(scenes_store, workshop) == ["First", "Third"]
    app.button(key="put_back").click().run()
    assert shown(app) == ["1. First", "2. Second", "3. Third"]
    assert "Removed “Second”." not in html(app)


def test_a_removal_can_be_taken_back_after_a_reload(scenes_store: Store, workshop: str) -> None:
    _, second, _ = scene_ids(scenes_store, workshop)
    kept_scenes.remove(scenes_store, second)
    app = opened(workshop, removed=second)
    app.button(key="put_back").click().run()
    assert titles(scenes_store, workshop) == ["First", "Second", "Third"]


def test_a_scene_is_reworded(scenes_store: Store, workshop: str) -> None:
    first = scene_ids(scenes_store, workshop)[0]
    app = opened(workshop)
    app.session_state[f"reword_{first}"] = True
    app.run()
    app.text_input(key=f"title_{first}").set_value("Opening")
    app.text_area(key=f"note_{first}").set_value("Slowly.")
    press_form(app, "Save")
    assert shown(app)[0] == "1. Opening"
    assert '<p class="note">Slowly.</p>' in html(app)
    assert titles(scenes_store, workshop) == ["Opening", "Second", "Third"]


def test_a_change_that_somebody_else_forestalled_is_refused_and_keeps_what_was_typed(
    scenes_store: Store, workshop: str
) -> None:
    first = scene_ids(scenes_store, workshop)[0]
    app = opened(workshop)
    app.session_state[f"reword_{first}"] = True
    app.run()
    seen = kept_scenes.scene(scenes_store, first)
    assert seen is not None
    kept_scenes.reword(scenes_store, seen, title="Theirs", note="")
    app.text_input(key=f"title_{first}").set_value("Mine")
    press_form(app, "Save")
    assert "it is now called “Theirs”" in app.error[0].value
    assert app.text_input(key=f"title_{first}").value == "Mine"
    assert titles(scenes_store, workshop)[0] == "Theirs"
    press_form(app, "Save")
    assert titles(scenes_store, workshop)[0] == "Mine"


def test_the_list_is_renamed(scenes_store: Store, workshop: str) -> None:
    app = opened(workshop)
    app.session_state[f"rename_{workshop}"] = True
    app.run()
    app.text_input(key=f"list_title_{workshop}").set_value("Evening")
    press_form(app, "Rename")
    assert app.title[0].value == "Evening"


def test_a_list_is_removed_and_put_back(scenes_store: Store, workshop: str) -> None:
    app = open_page(PAGE)
    app.button(key=f"remove_{workshop}").click().run()
    assert kept_scenes.lists(scenes_store) == []
    assert "Removed the list “Workshop”." in html(app)
    app.button(key="put_back_list").click().run()
    assert [item.n_scenes for item in kept_scenes.lists(scenes_store)] == [3]


def test_an_unknown_list_says_so_and_shows_the_others(workshop: str) -> None:
    app = opened("nothing")
    assert "There is no such list of scenes here" in app.warning[0].value
    assert "3 scenes" in html(app)


def load(content: str) -> AppTest:
    app = open_page(PAGE)
    app.file_uploader[0].set_value(("workshop.json", content.encode(), "application/json"))
    return app.run()


def test_a_file_is_loaded_as_a_new_list(scenes_store: Store, workshop: str) -> None:
    scene = {"title": "A", "page": "impacts", "query": [["model_type", "pacs"]]}
    whole = {"format": "vanguard-evidence-scenes", "version": 1, "title": "L", "scenes": [scene]}
    app = load(json.dumps(whole))
    assert not app.error
    assert app.title[0].value == "L"
    assert shown(app) == ["1. A"]
    assert len(kept_scenes.lists(scenes_store)) == 2


def test_a_damaged_file_is_refused_in_words_and_nothing_is_loaded(scenes_store: Store) -> None:
    scene = '{"title": "A", "page": "../x"}'
    whole = (
        f'{{"format": "vanguard-evidence-scenes", "version": 1, "title": "L", "scenes": [{scene}]}}'
    )
    app = load(whole)
    assert "scenes\\[0\\].page “../x” is no name of a page" in app.error[0].value
    assert kept_scenes.lists(scenes_store) == []


def test_a_list_can_be_saved_as_a_file(workshop: str) -> None:
    assert [each.proto.label for each in opened(workshop).get("download_button")] == [
        "Save as JSON"
    ]


def test_a_full_disk_is_said_in_a_sentence(
    scenes_store: Store, workshop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        raise StoreError("The disk is full: make room and try again.")

    app = opened(workshop)
    monkeypatch.setattr(kept_scenes, "move", full)
    app.button(key=f"down_{scene_ids(scenes_store, workshop)[0]}").click().run()
    assert "The disk is full: make room" in app.error[0].value
    assert shown(app) == ["1. First", "2. Second", "3. Third"]


def test_the_list_is_put_on_the_wall(workshop: str) -> None:
    app = opened(workshop, size="room")
    assert not app.exception
    assert "1. First" in html(app)
    assert "3 scenes" in html(app)
    assert "Play from the start" in labels(app)
    lists = open_page(PAGE, size="hall")
    assert not lists.exception
    assert "Workshop" in html(lists)
