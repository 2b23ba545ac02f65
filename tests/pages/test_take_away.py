"""What a page gives to take away: made only when asked for, and named for its revision."""

import re
import xml.etree.ElementTree as ElementTree

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
        ("pages/compare.py", {"site": ["rushcliffe-principia", "fylde-coast"]}, ["compare"]),
        ("pages/directions.py", {}, ["directions", "direction-counts"]),
        ("pages/directions.py", {"picture": "harvest"}, ["harvest-"]),
        ("pages/gaps.py", {}, ["gaps"]),
    ],
)
def test_the_pictures_of_a_page_have_their_files(script, query, files):
    app = open_page(script, **query)
    assert not app.exception
    for file in files:
        for kind in ("csv", "svg", "png"):
            assert re.search(f'data-file="{file}[^"]*" data-kind="{kind}"', html(app))
    assert picture.ANSWER not in app.session_state


@pytest.fixture
def saved(monkeypatch):
    """The file that a page makes when one of its buttons is pressed."""

    def press(script, file, kind, **query):
        answers: list[picture.Answer] = []
        monkeypatch.setattr(picture, "asked", lambda: {"file": file, "kind": kind})
        monkeypatch.setattr(picture, "answer", answers.append)
        app = open_page(script, **query)
        assert not app.exception
        [answer] = answers
        return answer

    return press


@pytest.mark.parametrize(
    ("script", "file", "query"),
    [
        ("dashboard.py", "evidence-map", {}),
        ("pages/directions.py", "directions", {}),
        ("pages/directions.py", "harvest-emergency_admissions", {"picture": "harvest"}),
        ("pages/compare.py", "compare", {"site": ["rushcliffe-principia", "fylde-coast"]}),
    ],
)
def test_a_saved_picture_keeps_the_step_that_was_chosen(saved, script, file, query):
    whole = saved(script, file, "svg", **query).text
    strict = saved(script, file, "svg", **query, survives="independent").text
    assert "not survive" not in whole
    assert re.search(r"\d+ of \d+ marks do not survive", " ".join(spoken(strict)))
    assert strict.count("opacity") > whole.count("opacity")


def spoken(svg):
    return " ".join("".join(ElementTree.fromstring(svg).itertext()).split()).split(" ")


def test_the_words_around_a_saved_chart_name_its_rows_its_marks_and_what_is_lost(saved):
    query = {"outcome_domain": "emergency_admissions", "survives": "independent"}
    answer = saved("pages/impacts.py", "change-percent_change-others", "png", **query)
    assert answer.name == "vanguard-evidence-change-percent-change-others-revision-1.png"
    above = " ".join(line[0] for line in answer.head)
    below = " ".join(line[0] for line in answer.foot)
    assert "Outcome: Emergency admissions; " in above
    assert "marks do not survive." in above
    for words in ("Rows 1 to ", "hollow: self-reported", "never the size of the effect", "Sources"):
        assert words in below


def test_the_board_as_csv_has_a_header_block_and_a_line_a_cell(saved):
    answer = saved(
        "pages/compare.py", "compare", "csv", site=["rushcliffe-principia", "fylde-coast"]
    )
    lines = answer.text.splitlines()
    assert lines[0] == "# Comparison: Rushcliffe, Fylde Coast"
    assert "# Sources:" in lines
    assert "row,column,says" in lines
