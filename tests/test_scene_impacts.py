"""The scene of the impacts: every finding of a kind of comparison, in the order of the page."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import impacts, scene
from evidence.scenes.parts import Dot, Finding, Words
from evidence.scenes.scene import Asked, Line, Panel, Scale, Scene, Source
from tests import room_fit

KINDS = ("others", "before_after", "target", "none_stated", "amount", "forecast")
ALL = Filters()
SELECTIONS = (
    ALL,
    Filters(model_type=("mcp",)),
    Filters(outcome_domain=("emergency_admissions",)),
    Filters(with_number=True),
)


def made(model: ReadModel, filters: Filters = ALL, **parameters: str) -> Scene:
    given = {name: (value,) for name, value in parameters.items()}
    return impacts.scene(Asked(model, filters, given))


def marks(shown: Scene) -> list[Finding | Dot]:
    return [mark for panel in shown.panels for mark in scene.findings(panel)]


def test_a_kind_of_comparison_has_a_panel_for_each_scale(tiny_model: ReadModel):
    shown = made(tiny_model, Filters(kind=("vanguard",)), compared="before_after")
    assert shown == Scene(
        page="impacts",
        title="Reported impacts",
        counted="3 of 16 findings",
        filters="Kind of site: Vanguard",
        panels=(
            Panel(
                title="Change in per cent, before and after",
                headings=("Site", "Mark", "Figure"),
                lines=(
                    Line("Emergency admissions", heading=True),
                    Line(
                        "Alpha",
                        ((Dot(-3, "improved", "self_reported"),), (Words("−3%"),)),
                        quiet="all ages",
                    ),
                    Line("Bed days", heading=True),
                    Line(
                        "Gamma",
                        ((Dot(-12, "improved", "self_reported"),), (Words("−12%"),)),
                        quiet="after a fall",
                    ),
                    Line(
                        "Gamma",
                        ((), (Finding("no_difference", "self_reported", "no number given"),)),
                        quiet="older people",
                    ),
                ),
                widths=impacts.WIDTHS,
                note="3 findings. No interval is reported",
                scale=shown.panels[0].scale,
            ),
        ),
        notes=shown.notes,
        sources=(Source("Yearly report. Example publisher, November 2016", shown.sources[0].url),),
        newest="2016",
    )
    assert shown.notes[0].endswith("never the size of the effect.")


def test_the_scale_has_room_for_all_its_marks_and_says_which_way_is_better(tiny_model: ReadModel):
    scale = made(tiny_model, compared="before_after").panels[0].scale
    assert isinstance(scale, Scale)
    # From -12 to +1, with 6% more at both ends: changes share one scale over all comparisons.
    assert (round(scale.low, 2), round(scale.high, 2)) == (-12.9, 3.9)
    assert scale.ticks == ((-10, "−10"), (-5, "−5"), (0, "0"))
    assert (scale.left, scale.reference, scale.log) == ("← lower (better)", 0, False)


def test_ratios_stand_on_a_scale_of_doublings_around_one(tiny_model: ReadModel):
    [ratios] = [panel for panel in made(tiny_model).panels if panel.title.startswith("Ratios")]
    assert ratios.scale is not None
    assert (ratios.scale.log, ratios.scale.reference) == (True, 1)
    assert ratios.lines[1].cells == (
        (Dot(0.85, "improved", "evaluated", low=0.75, high=0.95),),
        (Words("0.85 (0.75 to 0.95)"),),
    )


def test_growth_stands_beside_that_of_others(tiny_model: ReadModel):
    [growth] = [panel for panel in made(tiny_model).panels if panel.title.startswith("Own growth")]
    assert growth.lines[-1].cells[0] == (Dot(9, "worsened", "monitored", beside=6),)
    assert growth.note == (
        "1 finding. No interval is reported. Upright bar: the rest of England."
        " Better means that it grew less, not that it fell"
    )


def test_a_level_has_no_place_where_nothing_happened(tiny_model: ReadModel):
    [level] = made(tiny_model, Filters(country=("Sweden",)), compared="before_after").panels
    assert level.scale is not None
    assert level.scale.reference is None


def test_forecasts_have_no_scale(tiny_model: ReadModel):
    [panel] = made(tiny_model, compared="forecast").panels
    assert panel.scale is None
    assert panel.lines[-1].cells == ((Finding("improved", "forecast", "−£2 million"),),)


def test_what_does_not_survive_stays_as_a_ghost_in_its_place(tiny_model: ReadModel):
    everything, step = made(tiny_model), made(tiny_model, survives="independent")
    assert [mark.faint for mark in marks(everything)] == [False] * 7
    # The two that are only monitored drop out.
    assert sum(mark.faint for mark in marks(step)) == 2
    assert step.survival == "2 of 7 marks do not survive"
    assert [len(panel.lines) for panel in step.panels] == [
        len(panel.lines) for panel in everything.panels
    ]


def test_the_asked_panel_stands_first(tiny_model: ReadModel):
    usual, asked = made(tiny_model), made(tiny_model, panel="ratio-ratio-others")
    assert asked.panels[0].title == "Ratios, against others"
    assert {panel.title for panel in asked.panels} == {panel.title for panel in usual.panels}


def test_a_link_to_a_finding_shows_its_kind_of_comparison(tiny_model: ReadModel):
    assert made(tiny_model, finding="alpha-cost-1") == made(tiny_model, compared="forecast")


@pytest.mark.parametrize("name", ["group_by", "compared", "survives", "panel", "finding"])
def test_a_choice_that_does_not_exist_is_passed_over(tiny_model: ReadModel, name: str):
    asked = Asked(tiny_model, parameters={name: ("?",)})
    assert impacts.scene(asked) == made(tiny_model)


@pytest.mark.parametrize("filters", SELECTIONS)
@pytest.mark.parametrize("group", impacts.GROUPS)
def test_every_selected_finding_has_one_mark(real_model: ReadModel, filters: Filters, group: str):
    rows = real_model.rows("impacts", filters, group_by=group)
    # Not every selection has every kind, and a kind without a finding gives the first one.
    scenes = {
        shown.panels: shown
        for shown in (made(real_model, filters, compared=kind, group_by=group) for kind in KINDS)
    }.values()
    assert sum(len(marks(shown)) for shown in scenes) == len(rows)
    for shown in scenes:
        assert shown.counted.startswith(f"{len(marks(shown))} of ")
        assert shown.sources


@pytest.mark.parametrize("kind", KINDS)
def test_every_dot_lies_on_its_scale(real_model: ReadModel, kind: str):
    for panel in made(real_model, compared=kind).panels:
        for dot in scene.findings(panel):
            if isinstance(dot, Dot):
                assert panel.scale is not None
                places = (dot.value, dot.low, dot.high, dot.beside)
                assert all(0 < panel.scale.share(p) < 1 for p in places if p is not None)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("group", impacts.GROUPS)
def test_a_room_can_read_every_row(real_model: ReadModel, kind: str, group: str):
    assert room_fit.misfits(made(real_model, compared=kind, group_by=group)) == set()


def test_nothing_selected_gives_no_panel(real_model: ReadModel):
    shown = made(real_model, Filters(text="zzzz"))
    assert (shown.panels, shown.sources) == ((), ())
    assert shown.counted.startswith("0 of ")
