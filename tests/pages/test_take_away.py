"""What a page gives to take away: made only when asked for, and named for its revision."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import html, open_page
from ui import picture


def hand_out():
    from evidence.exports.handout_entry import Entry
    from evidence.filters import Filters
    from tests import sample_scenes
    from ui import access, take_away
    from ui.view import View

    served = access.served()
    view = View(served.model, Filters(), (), served.revised_at)

    def six():
        for scene in sample_scenes.SIX:
            yield Entry(scene, scene.title, "Ask the room first.")

    take_away.buttons(view, six, of=6, title="Workshop")


def button(app, key):
    return next(each for each in app.button if each.key == key)


def made(app):
    return app.session_state["hand_out"][1] if "hand_out" in app.session_state else None


@pytest.fixture
def app():
    return AppTest.from_function(hand_out, default_timeout=60).run()


def test_no_file_is_made_before_anybody_asks_for_it(app):
    assert made(app) is None
    assert not app.get("download_button")


def test_the_hand_out_has_all_scenes_and_its_speakers_notes(app):
    button(app, "hand_out_make").click().run()
    name, content = made(app)
    assert name == "workshop-revision-1.html"
    assert content.decode().count('id="scene-') == 6
    assert content.decode().count("Ask the room first.") == 6
    assert len(app.get("download_button")) == 1


def test_the_speakers_notes_can_be_left_out_and_the_old_file_is_not_offered_then(app):
    button(app, "hand_out_make").click().run()
    app.checkbox[0].uncheck().run()
    assert not app.get("download_button")
    button(app, "hand_out_make").click().run()
    assert "Ask the room first." not in made(app)[1].decode()


def test_powerpoint_is_a_choice(app):
    app.get("button_group")[0].set_value("pptx").run()
    button(app, "hand_out_make").click().run()
    name, content = made(app)
    assert name == "workshop-revision-1.pptx"
    assert content.startswith(b"PK")


@pytest.mark.parametrize(
    ("script", "query", "files"),
    [
        ("dashboard.py", {}, ["claims-and-evaluations", "evidence-map", "site-map"]),
        ("pages/site.py", {"site": "rushcliffe-principia"}, ["timeline"]),
        ("pages/impacts.py", {"outcome_domain": "bed_days"}, [""]),
    ],
)
def test_the_pictures_of_a_page_have_their_files(script, query, files):
    app = open_page(script, **query)
    assert not app.exception
    for file in files:
        assert f'data-file="{file}' in html(app)
    assert picture.ANSWER not in app.session_state
