"""The scene of the directions: the marks of sites by outcome, the counts, and the harvest plot."""

import pytest

from evidence.charts.direction_words import LEVELS
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import directions, paging, scene
from evidence.scenes.parts import Finding, Nothing, Words
from evidence.scenes.scene import Asked, Bar, Harvest, Line, Scene
from evidence.schema import Package
from tests import room_fit

ALL = Filters()
SELECTIONS = (ALL, Filters(model_type=("mcp",)), Filters(evidence_status=("press",)))
NONE = (Nothing("none"),)


def made(model: ReadModel, filters: Filters = ALL, **parameters: str) -> Scene:
    given = {name: (value,) for name, value in parameters.items()}
    return directions.scene(Asked(model, filters, given))


def test_each_site_has_a_row_and_each_outcome_with_a_result_a_column(tiny_model: ReadModel):
    shown = made(tiny_model)
    assert (shown.title, shown.counted) == ("Which way results point", "14 of 16 findings")
    counts, drawn = shown.panels
    outcomes = ("Patient experience", "Emergency admissions", "A&E attendances", "Bed days", "Cost")
    assert drawn.headings == ("Site", *outcomes)
    assert drawn.lines == (
        Line(
            "Alpha",
            (
                (Finding("improved", "press"),),
                (Finding("improved", "evaluated", "2"),),
                *(NONE,) * 3,
            ),
        ),
        Line(
            "Beta",
            (
                NONE,
                (Finding("mixed", "evaluated", "3"),),
                (Finding("no_difference", "evaluated"),),
                *(NONE,) * 2,
            ),
        ),
        Line(
            "Gamma",
            (
                (Finding("unclear", "self_reported"),),
                *(NONE,) * 2,
                (Finding("no_difference", "evaluated", "4"),),
                (Finding("mixed", "audited"),),
            ),
        ),
        Line("Delta", (*(NONE,) * 4, (Finding("worsened", "evaluated"),))),
    )
    [admissions] = [line for line in counts.lines if line.label == "Emergency admissions"]
    assert admissions.cells == (
        *((Words(said),) for said in ("1", "0", "1 mixed")),
        (Words("50%, 9 to 91%", "bold"),),
    )


def test_what_does_not_survive_is_faint_and_counted(tiny_model: ReadModel):
    shown = made(tiny_model, survives="independent")
    assert shown.survival == "4 of 8 marks do not survive"
    [_, drawn] = shown.panels
    faint = [mark for mark in scene.findings(drawn) if isinstance(mark, Finding) and mark.faint]
    assert len(faint) == 4
    # Of a site and outcome without any that survives the count of votes says so.
    [cost] = [line for line in shown.panels[0].lines if line.label == "Cost"]
    assert cost.cells[-1] == (Words("no site", "quiet"),)


def test_a_harvest_plot_has_a_bar_a_site_and_their_names_after_it(tiny_model: ReadModel):
    shown = made(tiny_model, picture="harvest", outcome="cost")
    drawn, names = shown.panels
    assert (shown.counted, drawn.title) == ("2 of 16 findings", "Cost at 2 sites")
    assert drawn.harvest == Harvest(
        LEVELS,
        (("mixed", (Bar("Gamma", "audited", 1),)), ("worsened", (Bar("Delta", "evaluated", 2),))),
    )
    assert names.lines == (
        Line("Mixed: 1 site", heading=True),
        Line("Gamma", ((Finding("mixed", "audited"),), (Words("No test"),))),
        Line("Worse: 1 site", heading=True),
        Line("Delta", ((Finding("worsened", "evaluated"),), (Words("Before and after"),))),
    )


def test_a_bar_that_does_not_survive_stays_faint(tiny_model: ReadModel):
    shown = made(tiny_model, picture="harvest", outcome="cost", survives="compared")
    assert shown.survival == "2 of 2 marks do not survive"
    assert shown.panels[0].harvest
    assert [bar.faint for _, bars in shown.panels[0].harvest.groups for bar in bars] == [True] * 2


@pytest.mark.parametrize("filters", SELECTIONS)
def test_marks_and_bars_are_the_rows_of_the_queries(real_model: ReadModel, filters: Filters):
    [size] = real_model.rows("directions_size", filters)
    [_, drawn] = made(real_model, filters).panels
    assert len(scene.findings(drawn)) == size["n_marks"]
    for row in real_model.rows("directions_counts", filters, step="all"):
        shown = made(real_model, filters, picture="harvest", outcome=row["outcome_domain"])
        harvests = [panel.harvest for panel in shown.panels if panel.harvest]
        bars = [bar for each in harvests for _, own in each.groups for bar in own]
        assert len(bars) == row["n_all_sites"]
        assert all(len(panel.title) <= 45 for panel in shown.panels if panel.harvest)


@pytest.mark.parametrize("picture", directions.PICTURES)
@pytest.mark.parametrize("name", paging.SIZES)
def test_every_sheet_fits(real_model: ReadModel, picture: str, name: str):
    shown = made(real_model, picture=picture, survives="independent")
    size = paging.SIZES[name]
    for sheet in paging.sheets(shown, size):
        if not sheet.panel.harvest:
            assert paging.spare(shown, sheet.panel, size) >= 0
    assert room_fit.misfits(shown) == set()


@pytest.mark.parametrize("picture", directions.PICTURES)
@pytest.mark.parametrize("filters", [Filters(text="zzzz"), Filters(kind=("national_group",))])
def test_where_no_site_has_a_result_there_is_no_panel(
    real_model: ReadModel, picture: str, filters: Filters
):
    shown = made(real_model, filters, picture=picture)
    assert (shown.panels, shown.notes, shown.sources) == ((), (), ())


@pytest.mark.parametrize("picture", directions.PICTURES)
def test_a_set_without_rows_gives_no_panel(package: Package, picture: str):
    assert made(ReadModel(package, {}), picture=picture).panels == ()
