"""Commissioning on a wall, and the words and choices of its lessons."""

import pytest

from evidence import commissioning_words as words
from evidence.commissioning_words import LessonChoice
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import commissioning, scene
from evidence.scenes.parts import Contract, Words, in_text
from evidence.scenes.scene import Asked, Scene
from tests import room_fit

ALL = Filters()


def made(model: ReadModel, filters: Filters = ALL, **parameters: str) -> Scene:
    given = {name: (value,) for name, value in parameters.items()}
    return commissioning.scene(Asked(model, filters, given))


def test_the_overview_has_a_row_an_item_with_its_counts(real_model: ReadModel) -> None:
    shown = made(real_model)
    items = real_model.rows("commissioning_items")
    lines = [line for panel in shown.panels for line in panel.lines]
    assert [panel.title for panel in shown.panels] == [
        "Commissioning steps: 5",
        "Design principles: 10",
    ]
    assert [line.cells[0] for line in lines] == [
        (Words(str(i["n_lessons"]), "bold"),) for i in items
    ]
    first, fourth = lines[0], lines[3]
    assert in_text(first.cells[1]).endswith(" unsigned")
    assert in_text(fourth.cells[1]) == "4 given up, 8 live or ended, 7 unsigned"
    assert commissioning.AT_A_DESK in shown.notes


def test_the_overview_rests_on_the_sources_of_its_lessons_and_contracts(
    real_model: ReadModel,
) -> None:
    shown = {source.words for source in made(real_model).sources}
    for other in (made(real_model, show="lessons"), made(real_model, item="step-4")):
        assert {source.words for source in other.sources} <= shown


def test_an_opened_item_draws_a_mark_a_contract(real_model: ReadModel) -> None:
    shown = made(real_model, item="step-4")
    about, themes, fates, contracts = shown.panels
    cases = real_model.rows("commissioning_cases", item_id="step-4")
    signed = [row for row in cases if row["contract_id"]]
    assert about.title == "Step 4, form and main terms"
    assert [part.status for part in scene.contracts(fates)] == [row["status"] for row in signed]
    assert len(scene.contracts(contracts)) == len(signed)
    lessons = real_model.rows("commissioning_lessons", item_id="step-4")
    assert sum(int(in_text(line.cells[0])) for line in themes.lines) == len(lessons)
    unitingcare = [line for line in contracts.lines if line.label == "UnitingCare"]
    assert unitingcare[0].cells[0] == (Contract("terminated", "terminated"),)


def test_an_item_that_is_not_about_contracts_says_so(real_model: ReadModel) -> None:
    shown = made(real_model, item="principle-3")
    assert [panel.title for panel in shown.panels][:2] == [
        "Principle 3, vision and aims",
        "Principle 3, vision and aims: lessons by theme",
    ]
    assert len(shown.panels) == 4
    assert words.NOT_ABOUT_CONTRACTS in shown.notes
    assert shown.panels[0].lines[1].label == "Questions, ours"


def test_lessons_are_counted_by_theme_and_fate(real_model: ReadModel) -> None:
    shown = made(real_model, show="lessons", theme="tax")
    [panel] = shown.panels
    [line] = panel.lines
    assert [in_text(cell) for cell in line.cells] == ["3", "1", "1", "2"]
    assert shown.counted == "3 of 152 lessons"
    assert shown.filters == "Theme: Tax"


def test_nothing_found_gives_no_panel(real_model: ReadModel) -> None:
    assert made(real_model, show="lessons", lesson="zzzz").panels == ()


def test_an_unknown_item_is_the_overview(real_model: ReadModel) -> None:
    assert made(real_model, item="step-99") == made(real_model)


@pytest.mark.parametrize(
    "asked",
    [{}, {"show": "lessons"}, *({"item": item} for item in words.SHORT_NAMES)],
    ids=str,
)
def test_all_of_it_fits_a_room(real_model: ReadModel, asked: dict[str, str]) -> None:
    # Questions are one text of several lines; of the rest nothing takes more than three.
    shown = made(real_model, ALL, **asked)
    assert room_fit.misfits(shown, most_lines=7 if "item" in asked else 3) == set()


def test_every_item_has_a_short_name_and_questions(real_model: ReadModel) -> None:
    for item in real_model.rows("commissioning_items"):
        assert item["item_id"] in words.SHORT_NAMES
        assert bool(item["questions"]) != (item["item_id"] in words.OWN_QUESTIONS)


def test_a_choice_is_read_from_an_address_and_written_back() -> None:
    query = {
        "lesson": ["  vat  law "],
        "theme": ["tax"],
        "lesson_site": ["x"],
        "fate": ["no_contract"],
    }
    choice = words.lesson_choice(query, {"tax": "Tax"}, {"gamma": "Gamma"})
    assert choice == LessonChoice(theme="tax", fate="no_contract", words="vat law")
    assert choice.query() == {"lesson": "vat law", "theme": "tax", "fate": "no_contract"}
    assert choice.in_words({"tax": "Tax"}, {}) == {
        "words": "Words in the lesson: vat law",
        "theme": "Theme: Tax",
        "fate": "Contract: no contract in this set",
    }
    assert choice.without("words").without("theme").without("fate") == LessonChoice()
    assert words.lesson_choice({}, (), ()).query() == {}


def test_where_a_lesson_is_from_is_said() -> None:
    general = {"site_id": None, "site_kind": None, "short_name": None}
    group = {"site_id": "g", "site_kind": "national_group", "short_name": "MCPs together"}
    site = {"site_id": "a", "site_kind": "vanguard", "short_name": "Alpha"}
    assert [words.whose(row) for row in (general, group, site)] == [
        "General",
        "MCPs together (national group)",
        "Alpha",
    ]


def test_what_is_not_known_has_a_column_only_where_it_occurs() -> None:
    known = {"n_unknown": 0}
    assert "unknown" not in words.fates_shown([known, {"n_unknown": None}])
    assert "unknown" in words.fates_shown([known, {"n_unknown": 1}])


def test_lessons_say_how_many_are_from_sites_and_how_many_general() -> None:
    some = {"n_lessons": 5, "n_sites": 3, "n_general": 1}
    assert words.lessons_of(some) == "5 lessons, from 3 sites, 1 general"
    general = {"n_lessons": 1, "n_sites": 0, "n_general": 1}
    assert words.lessons_of(general) == "1 lesson, all general"
    none = {"n_lessons": 0, "n_sites": 0, "n_general": 0}
    assert words.lessons_of(none) == "0 lessons"
