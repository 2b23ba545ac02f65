"""The cells and rows of the comparison board, and its scene."""

from evidence import board, board_rows
from evidence.board_parts import FactCell, OutcomeCell, VotesCell
from evidence.filters import Filters
from evidence.scenes import board as board_scene
from evidence.scenes import parts
from evidence.scenes import scene as scenes
from evidence.scenes.scene import Asked


def test_rows_are_the_same_for_every_choice_of_columns(tiny_model):
    keys = [
        [row.key for row in board.make(tiny_model, Filters(), asked).rows]
        for asked in (["alpha", "beta"], ["model:mcp", "epsilon", "delta"], ["group"])
    ]
    assert keys[0] == keys[1] == keys[2]
    assert keys[0][:5] == ["model_of_care", "population", "contract", "fate", "patient_experience"]
    assert keys[0][-3:] == ["cost", "lessons", "certainty"]


def test_unknown_columns_are_named_and_a_fifth_is_left_out(tiny_model):
    asked = ["nobody", "alpha", "alpha", "beta", "model:none", "gamma", "delta", "epsilon"]
    made = board.make(tiny_model, Filters(), asked)
    assert [column.title for column in made.columns] == ["Alpha", "Beta", "Gamma", "Delta"]
    assert [column.number for column in made.columns] == [1, 2, 3, 4]
    assert made.unknown == ("nobody", "model:none")
    assert made.left_out == ("epsilon",)


def test_no_columns_make_no_rows(tiny_model):
    made = board.make(tiny_model, Filters(), ["nobody"])
    assert (made.columns, made.rows, made.n_shown, made.n_all) == ((), (), 0, 16)


def test_filters_about_sites_do_not_empty_a_chosen_column(tiny_model):
    filters = Filters(model_type=("pacs",), evidence_status=("evaluated",))
    made = board.make(tiny_model, filters, ["alpha", "beta"])
    assert [(column.n_shown, column.n_hidden) for column in made.columns] == [(1, 3), (2, 2)]
    assert made.hidden == f"5 findings of these columns are hidden by filters. {board.IDLE}"


def test_a_cell_whose_findings_are_hidden_does_not_say_that_none_are_found(tiny_model):
    made = board.make(tiny_model, Filters(evidence_status=("press",)), ["beta", "gamma"])
    cell = row(made, "emergency_admissions").cells[0]
    assert isinstance(cell, OutcomeCell)
    assert not cell.is_empty
    assert board_rows.words(cell) == "3 hidden by filters"


def test_equal_and_empty_rows_are_told(tiny_model):
    made = board.make(tiny_model, Filters(), ["alpha", "beta"])
    assert {each.key for each in made.rows if each.is_equal} == {
        "model_of_care",
        "staff_experience",
    }
    assert {each.key for each in made.rows if each.is_empty} == {"staff_experience"}


def test_a_group_counts_its_sites_and_adds_up_no_populations(tiny_model):
    made = board.make(tiny_model, Filters(), ["model:mcp", "alpha"])
    assert made.columns[0].title == "All 2 MCP vanguards"
    cell = row(made, "emergency_admissions").cells[0]
    assert isinstance(cell, VotesCell)
    assert cell.text == "2 better of 2 sites"
    assert row(made, "cost").cells[0].text == "0 of 2 sites; 1 forecast only"
    population = row(made, "population").cells[0]
    assert isinstance(population, FactCell)
    assert population.statements[0].text.startswith("stated for 2 of 2 sites; they count different")


def test_a_value_computed_here_says_so_and_a_stated_one_does_not(tiny_model):
    made = board.make(tiny_model, Filters(), ["beta", "alpha"])
    beta, alpha = row(made, "contract").cells
    computed = [each for each in beta.statements if each.is_computed]
    assert [each.words for each in computed] == [
        "£6 million a year (computed here: the total over 10 years)"
    ]
    assert not [each for each in alpha.statements if each.is_computed]


def test_certainty_says_how_many_survive(tiny_model):
    made = board.make(tiny_model, Filters(), ["alpha", "epsilon"], "independent")
    assert [board_rows.words(cell) for cell in row(made, "certainty").cells] == [
        "1 evaluated, 1 self-reported, 1 press, 1 forecast; 1 with an interval; 1 of 4 survive",
        "no findings",
    ]
    assert made.n_lost == 3


def test_the_scene_has_a_mark_for_every_finding_and_no_empty_cell(tiny_model):
    asked = Asked(tiny_model, parameters={"site": ("alpha", "gamma"), "survives": ("compared",)})
    scene = board_scene.scene(asked)
    lines = {line.label: line for line in scene.panels[0].lines}
    cells = [cell for line in lines.values() for cell in line.cells]
    drawn = [part for cell in cells for part in cell if isinstance(part, parts.Finding)]
    assert len(drawn) == 10
    assert sum(part.faint for part in drawn) == 8
    assert all(cells)
    assert scene.counted == "10 of 16 findings"
    assert scene.survival == "8 of 10 marks do not survive"
    assert [parts.in_text(cell) for cell in lines["Emergency admissions"].cells] == [
        "▲ −3% (self-reported, does not survive) → ▲ −5% (evaluated)",
        "none found",
    ]


def test_outcomes_without_anything_are_one_line_that_counts_them(tiny_model):
    scene = board_scene.scene(Asked(tiny_model, parameters={"site": ("alpha", "gamma")}))
    last = scene.panels[0].lines[-1]
    assert last.heading
    assert last.label == (
        "2 more outcomes, none found in any column: Staff experience, A&E attendances"
    )


def test_what_differs_leaves_out_equal_rows_and_says_how_many(tiny_model):
    asked = Asked(tiny_model, parameters={"site": ("alpha", "beta"), "differs": ("yes",)})
    (panel,) = board_scene.scene(asked).panels
    assert "Model of care" not in [line.label for line in panel.lines]
    assert panel.note == "2 rows that say the same in all columns left out"


def test_a_scene_without_a_known_column_has_no_panel(tiny_model):
    scene = board_scene.scene(Asked(tiny_model, parameters={"site": ("nobody",)}))
    assert (scene.panels, scene.sources) == ((), ())


def row(made, key):
    return next(each for each in made.rows if each.key == key)


def test_charted_row_stands_as_dots_before_the_board(tiny_model):
    parameters = {"site": ("alpha", "beta"), "row": ("emergency_admissions",)}
    shown = board_scene.scene(Asked(tiny_model, parameters=parameters))
    plain = board_scene.scene(Asked(tiny_model, parameters={"site": ("alpha", "beta")}))
    assert shown.panels[-1:] == plain.panels
    dots = shown.panels[:-1]
    assert all(panel.title.startswith("Emergency admissions: ") for panel in dots)
    rows = tiny_model.rows(
        "row_dots", columns=["alpha", "beta"], outcome_domain="emergency_admissions"
    )
    assert sum(len(scenes.findings(panel)) for panel in dots) == len(rows) > 0


def test_row_that_nobody_has_a_finding_for_is_passed_over(tiny_model):
    parameters = {"site": ("alpha", "beta"), "row": ("prevention",)}
    shown = board_scene.scene(Asked(tiny_model, parameters=parameters))
    assert len(shown.panels) == 1
