"""The comparison board on the curated rows: the cases that it was made for."""

import pytest

from evidence import board, board_rows
from evidence.board_parts import OutcomeCell, VotesCell
from evidence.filters import Filters
from evidence.scenes import board as board_scene
from evidence.scenes import parts
from evidence.scenes.scene import Asked


def cells(real_model, *asked):
    """The cells of every row, by key."""
    made = board.make(real_model, Filters(), asked)
    assert not made.unknown
    return {row.key: row.cells for row in made.rows}


def words(cell):
    return board_rows.words(cell)


def directions(cell):
    return [each.direction for each in cell.findings]


def test_rushcliffe_and_nottingham_show_different_answers_in_one_board(real_model):
    shown = cells(real_model, "rushcliffe-principia", "nottingham-city")
    attendances = [directions(cell) for cell in shown["ae_attendances"]]
    assert attendances == [["improved", "improved"], ["no_difference", "improved"]]
    numbers = [[each.short for each in cell.findings] for cell in shown["emergency_admissions"]]
    assert "−23%" in numbers[0]
    assert numbers[1] == ["−18%", "−27%", "−34%", "−39%"]
    # Admissions fall while bed days do not: no verdict is made of the two.
    assert set(directions(shown["bed_days"][0])) == {"no_difference"}


def test_milton_keynes_has_a_typed_absence_in_every_outcome(real_model):
    made = board.make(real_model, Filters(), ["milton-keynes-alliance", "fylde-coast"])
    outcomes = [row.cells[0] for row in made.rows if row.kind == "outcome"]
    assert len(outcomes) == 17
    assert {words(cell) for cell in outcomes} == {"not available"}
    absences = [cell.absences for cell in outcomes if isinstance(cell, OutcomeCell)]
    assert {first.quoted for first, *_ in absences} == {"Information not available online"}
    fate = next(row for row in made.rows if row.key == "fate").cells[0]
    assert "The form is known only from the title of the case study" in words(fate)


def test_an_absence_that_findings_have_overtaken_is_said_once(real_model):
    shown = cells(real_model, "rushcliffe-principia", "nottingham-city")
    assert words(shown["medicines"][0]) == "none found"
    assert words(shown["certainty"][0]) == (
        "10 evaluated, 1 forecast; 5 with an interval; A source said of all its results: not"
        " applicable, November 2016"
    )


def test_the_value_of_sunderland_has_none_a_head_and_says_why(real_model):
    (contract, _) = cells(real_model, "sunderland-atb", "fylde-coast")["contract"]
    first = [each.words for each in contract.statements if each.item == 1]
    assert "£340 million (whether for one year or the whole term is not stated)" in first
    (why,) = (words for words in first if words.startswith("no value"))
    assert why == (
        "no value a year or a head: whether the value is for one year or the whole term is not"
        " stated, its years are not stated, and how many people it covers is not stated"
    )
    assert not [each for each in contract.statements if "a head and year" in each.words]


def test_fylde_coast_shows_its_claim_beside_the_evaluation(real_model):
    shown = cells(real_model, "fylde-coast", "rushcliffe-principia")
    beside = shown["emergency_admissions"][0].beside
    assert beside.kind == "evaluation"
    assert [each.short for each in beside.claims] == ["−25%"]
    assert {each.short for each in beside.found} == {"+27%", "+42%"}
    assert "The two point opposite ways: said better, found worse." in beside.words
    assert all(group in beside.words for group in ("Extensive Care", "Enhanced Primary Care"))
    assert shown["emergency_admissions"][1].beside is None


def test_south_somerset_shows_its_claim_beside_the_monitoring(real_model):
    shown = cells(real_model, "south-somerset-symphony", "fylde-coast")
    beside = shown["emergency_admissions"][0].beside
    assert beside.kind == "monitoring"
    assert [each.short for each in beside.claims + beside.found] == ["−7.5%", "+15.6%"]
    assert "Monitoring found: +15.6%" in beside.words


def test_two_prime_contracts_have_opposite_fates(real_model):
    shown = cells(real_model, "cambridgeshire-unitingcare", "bedfordshire-msk")
    forms = [
        [each for each in cell.statements if each.topic == "form"] for cell in shown["contract"]
    ]
    assert [each.status for (each,) in forms] == ["terminated", "live"]
    assert len({each.bold for (each,) in forms}) == 1
    assert [words(cell) for cell in shown["model_of_care"]] == ["Prime provider"] * 2
    fates = [words(cell) for cell in shown["fate"]]
    assert "Ended eight months after the start" in fates[0]
    assert "Circle still reported on the service in 2017-18" in fates[1]


def test_only_people_whom_the_contract_covers_give_a_value_a_head(real_model):
    uniting, bedfordshire = cells(real_model, "cambridgeshire-unitingcare", "bedfordshire-msk")[
        "contract"
    ]
    assert "the population stated is of another kind (900,000 people" in words(uniting)
    (computed,) = (each for each in bedfordshire.statements if each.is_computed)
    # 120 million pounds over 5 years for 440,000 people.
    assert computed.bold == "£24 million a year, £55 a head and year"
    assert computed.text.startswith("(computed here: the total over 5 years, for 440,000 people")


def test_a_growth_below_the_one_before_never_reads_as_a_fall(real_model):
    (sunderland, _) = cells(real_model, "sunderland-atb", "fylde-coast")["emergency_admissions"]
    (finding,) = sunderland.findings
    assert finding.number == "+1.8%, before +8.4%: rose less than before"
    assert finding.short == "+1.8%, before +8.4%"


@pytest.mark.parametrize("asked", [["model:mcp", "form:alliance"], ["all-mcp", "model:pacs"]])
def test_the_sites_of_a_group_add_up_in_every_outcome(real_model, asked):
    made = board.make(real_model, Filters(), asked)
    for row in made.rows:
        for column, cell in zip(made.columns, row.cells, strict=True):
            if row.kind == "outcome" and column.is_group:
                assert isinstance(cell, VotesCell)
                stated = len(cell.votes) + sum(n for _, n in cell.absences)
                assert stated + cell.n_none == cell.n_sites == column.n_sites
                assert cell.n_none >= 0


def test_every_site_and_group_can_stand_on_the_board(real_model):
    values = [row["value"] for row in real_model.rows("comparable")]
    for first in range(0, len(values), board.MOST_COLUMNS):
        asked = values[first : first + board.MOST_COLUMNS]
        made = board.make(real_model, Filters(), asked, "independent")
        assert [column.value for column in made.columns] == asked
        assert all(words(cell) for row in made.rows for cell in row.cells)


def test_the_scene_names_the_sources_of_what_it_shows(real_model):
    asked = Asked(real_model, parameters={"site": ("fylde-coast", "model:mcp")})
    scene = board_scene.scene(asked)
    (line,) = (each for each in scene.panels[0].lines if each.label == "Emergency admissions")
    assert parts.in_text(line.cells[0]).startswith("▲ −25% (self-reported) → ▼ ")
    assert all(line.cells for line in scene.panels[0].lines if not line.heading)
    found = board.make(real_model, Filters(), ["fylde-coast", "model:mcp"]).finding_ids
    urls = {row["url"] for row in real_model.rows("finding_sources", finding_ids=list(found))}
    assert urls <= {source.url for source in scene.sources}
