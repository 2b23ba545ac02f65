"""From evidence to a plan as a page: the items, one opened, and the lessons."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from evidence import commissioning_words as words
from evidence.html import text as escaped
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page

PAGE = "pages/commissioning.py"
# The link of a lesson to itself says the number that it leads to.
OWN_LINK = re.compile(r'lesson_id=([^"&]+)"[^>]*>Lesson \1</a>')
ANY: dict[str, object] = {"lesson_site": "all", "fate": "any", "lesson_words": []}


def opened(**query: str | list[str]) -> AppTest:
    app = open_page(PAGE, **query)
    assert not app.exception
    assert not app.error
    return app


def headings(app: AppTest) -> list[str]:
    return [str(each.value) for each in app.header]


def test_the_overview_has_every_item_with_its_counts(real_model: ReadModel) -> None:
    drawn = html(opened())
    items = real_model.rows("commissioning_items")
    assert len(items) == 15
    for item in items:
        assert f'href="commissioning?item={item["item_id"]}#part-item"' in drawn
        assert f"<td>{words.lessons_of(item)}</td>" in drawn
        assert f"<span>{item['n_live_or_ended']} site" in drawn
    assert words.MATCHED_HERE in drawn
    assert words.ONLY_MEASURE in drawn


def test_the_overview_has_a_mark_for_each_contract_of_its_sites(real_model: ReadModel) -> None:
    drawn = html(opened())
    for item in real_model.rows("commissioning_items"):
        line = drawn.split(f'item={item["item_id"]}#part-item"')[1].split("</tr>")[0]
        cases = real_model.rows("commissioning_cases", item_id=item["item_id"])
        marks = re.findall(r'class="glyph contract-(\w+)"', line)
        assert sorted(marks) == sorted(row["status"] for row in cases if row["contract_id"])


def test_an_opened_step_has_its_questions_lessons_and_contracts(real_model: ReadModel) -> None:
    app = opened(item="step-4")
    drawn = html(app)
    assert headings(app) == ["Step 4: Choose the contract form and main terms."]
    assert "Which services are bundled?" in drawn
    lessons = real_model.rows("commissioning_lessons", item_id="step-4")
    # Two of each of its four themes; the others are for paper. Each is sent once.
    assert len(OWN_LINK.findall(drawn)) == 8
    assert drawn.count('<li class="only-paper">') == len(lessons) - 8
    for row in lessons:
        assert drawn.count(str(escaped(row["lesson"]))) == 1
    assert f"Show all {len(lessons)} lessons" in drawn
    cases = real_model.rows("commissioning_cases", item_id="step-4")
    for row in cases:
        if row["contract_id"]:
            assert f'href="contract?contract={row["contract_id"]}"' in drawn
    marks = re.findall(r'class="glyph contract-', drawn)
    assert len(marks) == sum(row["contract_id"] is not None for row in cases)
    assert words.ONLY_MEASURE in drawn


def test_every_lesson_of_an_item_can_be_shown(real_model: ReadModel) -> None:
    drawn = html(opened(item="step-4", every="yes"))
    rows = real_model.rows("commissioning_lessons", item_id="step-4")
    assert OWN_LINK.findall(drawn) == [row["lesson_id"] for row in rows]
    assert 'only-paper"' not in drawn


def test_questions_that_no_source_asks_are_called_ours() -> None:
    drawn = html(opened(item="principle-3"))
    assert words.OWN_QUESTIONS["principle-3"] in drawn
    assert "(ours: the source states the principle and asks nothing)" in drawn


def test_where_lessons_are_not_about_contracts_their_fate_comes_with_a_warning(
    real_model: ReadModel,
) -> None:
    drawn = html(opened(item="principle-3"))
    cases = real_model.rows("commissioning_cases", item_id="principle-3")
    assert cases
    assert words.NOT_ABOUT_CONTRACTS in drawn
    assert words.ONLY_MEASURE in drawn
    assert words.NOT_ABOUT_CONTRACTS not in html(opened(item="step-4"))


def test_links_keep_the_filters_and_say_which_item_is_open() -> None:
    drawn = html(opened(item="step-3", model_type=["mcp"]))
    assert 'href="commissioning?model_type=mcp&amp;item=step-4#part-item"' in drawn
    assert '<b aria-current="page">3 current contracts</b>' in drawn


def test_an_unknown_item_is_said_and_all_are_shown() -> None:
    app = opened(item="step-99")
    assert [str(each.value) for each in app.warning] == [
        "There is no step or principle “step-99” in this set."
    ]
    assert headings(app) == ["What to settle, and what was learnt about it"]


def test_lessons_are_paged_with_their_sources(real_model: ReadModel) -> None:
    app = opened(show="lessons")
    drawn = html(app)
    rows = real_model.rows("lesson_list", theme="all", page=1, page_size=25, **ANY)
    assert headings(app) == [f"{rows[0]['n_listed']} of {rows[0]['n_listed']} lessons"]
    assert OWN_LINK.findall(drawn) == [row["lesson_id"] for row in rows]
    assert words.HOW_TO_PIN in drawn
    assert 'href="commissioning?show=lessons&amp;lesson_page=2"' in drawn
    assert words.ORDER in drawn


def test_a_search_is_kept_in_the_address_and_marked() -> None:
    app = opened(show="lessons")
    app.text_input("lesson_words").set_value("vat").run()
    assert app.query_params["lesson"] == "vat"
    assert "<mark>VAT</mark>" in html(app)
    assert "Words in the lesson: vat" in html(app)


def test_a_choice_goes_back_to_the_first_page() -> None:
    app = opened(show="lessons", lesson_page="3")
    app.selectbox("choice_theme").set_value("tax").run()
    assert app.query_params["theme"] == "tax"
    assert "lesson_page" not in app.query_params
    assert headings(app)[0].startswith("3 of ")


def test_choices_that_leave_nothing_say_what_to_drop() -> None:
    app = opened(show="lessons", lesson="zzzz", theme="tax")
    assert [str(each.value) for each in app.info] == ["No lesson meets all of these choices."]
    labels = {str(button.key): str(button.label) for button in app.button}
    assert labels["rescue_lesson_words"] == "Drop Words in the lesson: zzzz: 3 lessons"
    assert "rescue_lesson_theme" not in labels
    app.button("rescue_lesson_words").click().run()
    assert "lesson" not in app.query_params
    assert headings(app)[0].startswith("3 of ")


def test_a_lesson_of_the_address_stands_on_top() -> None:
    app = opened(show="lessons", lesson_id="con-01", theme="data")
    assert headings(app)[0] == "Tax: UnitingCare"
    drawn = html(app)
    assert drawn.index("lesson_id=con-01") < drawn.index("lesson-list")
    assert words.PIN_THIS in drawn
    assert 'href="commissioning?item=step-4">Step 4, form and main terms</a>' in drawn


def test_an_unknown_lesson_is_said() -> None:
    app = opened(show="lessons", lesson_id="con-9999")
    assert "no lesson “con-9999”" in str(app.warning[0].value)


def test_general_lessons_stay_and_the_page_says_so() -> None:
    app = opened(show="lessons", text="zzzz")
    assert words.GENERAL_STAY in html(app)
    assert '<p class="quiet">General · <a href="http' in html(app)


@pytest.mark.parametrize("query", [{}, {"item": "step-4"}, {"show": "lessons"}])
def test_on_a_wall_the_scene_is_drawn(query: dict[str, str]) -> None:
    app = opened(size="room", **query)
    assert 'class="sheet room"' in html(app)
    assert 'class="bare lesson-list"' not in html(app)


def test_on_a_wall_the_item_is_chosen_in_the_strip() -> None:
    app = opened(size="room")
    app.selectbox("choice_item").set_value("step-5").run()
    assert app.query_params["item"] == "step-5"
    assert "Step 5, procurement" in html(app)
