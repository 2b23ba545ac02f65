"""The scene of the payment terms: few words, every number on it, what is assumed marked."""

import pytest

from evidence.payment import presets
from evidence.read_model import ReadModel
from evidence.scenes import paging, terms_asked
from evidence.scenes.parts import in_text
from evidence.scenes.scene import Asked, Panel, Scene
from evidence.scenes.terms import scene
from tests import room_fit

PAIR = {"beside": ("unitingcare-2015",)}
FASTER = {"demand_growth_percent": ("3.3",)}


def made(model: ReadModel, **parameters: tuple[str, ...]) -> Scene:
    return scene(Asked(model, parameters=parameters))


def texts(panel: Panel) -> dict[str, list[str]]:
    return {line.label: [in_text(cell) for cell in line.cells] for line in panel.lines}


def test_the_first_sheet_says_when_somebody_is_out_of_pocket(real_model: ReadModel) -> None:
    shown = made(real_model, **FASTER)
    facts = texts(shown.panels[0])
    assert facts["Out of pocket, demand 1 point faster"] == ["from year 2"]
    assert facts["Out of pocket, demand as chosen"] == ["from year 2 (+2 points)"]
    assert facts["Not out of pocket up to"] == ["+1.3% a year (as fast)"]
    assert facts["Provider, all years"][0].startswith("bears −£5.")
    assert shown.filters == "1 changed"
    assert shown.counted == "7 of 15 terms are assumed"
    assert shown.notes[0] == "Not a forecast: arithmetic on terms that you choose."


def test_what_is_chosen_is_not_said_twice(real_model: ReadModel) -> None:
    facts = texts(made(real_model).panels[0])
    assert facts["Out of pocket, demand as chosen"] == ["from year 2 (+1 point)"]
    assert "Out of pocket, demand 1 point faster" not in facts


def test_what_is_held_back_has_a_column_where_anything_is(real_model: ReadModel) -> None:
    assert made(real_model).panels[1].headings == (
        *("Year", "Provider", "Commissioner", "Provider so far"),
    )
    half = made(
        real_model, preset=("unitingcare-2015",), outcome_achievement_percent=("50",)
    ).panels[1]
    assert half.headings[3] == "Held back"
    # Half of 15% of 145.2 million.
    assert texts(half)["Year 1"][2] == "£10.9m"


def test_every_year_and_every_growth_has_a_row(real_model: ReadModel) -> None:
    _, years, fan, *_ = made(real_model).panels
    assert list(texts(years)) == [f"Year {year}" for year in range(1, 6)]
    assert list(texts(fan)) == [
        *("−2 points", "−1 point", "as fast"),
        *("+1 point", "+2 points", "+3 points", "+4 points"),
    ]
    assert fan.headings == ("Demand", "All years")


def test_outcomes_reached_have_columns_where_they_are_paid_for(real_model: ReadModel) -> None:
    fan = made(real_model, preset=("unitingcare-2015",)).panels[2]
    assert fan.headings[1:] == ("0% reached", "50% reached", "100% reached")
    own = made(
        real_model, preset=("unitingcare-2015",), outcome_achievement_percent=("80",)
    ).panels[2]
    assert len(own.headings) == 5
    assert all(len(line.cells) == 4 for line in own.lines)


def test_two_contracts_stand_beside_each_other(real_model: ReadModel) -> None:
    shown = made(real_model, **PAIR)
    assert shown.panels[0].headings[1:] == ("Bedfordshire", "UnitingCare")
    assert [panel.title for panel in shown.panels[1:]] == [
        "Year by year (− bears): Bedfordshire",
        "Year by year (− bears): UnitingCare",
        "Provider, all years (− bears): Bedfordshire",
        "Provider, all years (− bears): UnitingCare",
        "The terms, and which of them are assumed",
        "Terms that no source states, taken as plain",
    ]
    assert shown.counted == "8 and 12 of 15 terms are assumed"


def test_every_assumed_term_is_marked_and_the_number_is_on_every_sheet(
    real_model: ReadModel,
) -> None:
    shown = made(real_model, **FASTER)
    said, plain = shown.panels[-2:]
    assert "Growth of demand a year" in texts(said)
    # Two terms a row: all seven are the same as in a plain budget, and none stands in both panels.
    named = [
        name
        for line in plain.lines
        for name in (line.label, in_text(line.cells[1]) if line.cells[1] else "")
        if name
    ]
    assert len(named) == 7
    assert len(said.lines) + len(named) == 15
    assert sum(in_text(cell).endswith("*") for line in plain.lines for cell in line.cells) == 7
    assert all("7 of 15 terms assumed" in panel.note for panel in shown.panels[1:-2])


def test_a_term_that_is_assumed_and_not_plain_is_marked_among_the_terms(
    real_model: ReadModel,
) -> None:
    terms = texts(made(real_model, preset=("unitingcare-2015",)).panels[-2])
    assert terms["Growth of demand a year"] == ["1% * assumed"]
    assert terms["Cost of care in the first year"] == ["£150.4 million * assumed"]
    assert terms["Paid on outcomes"] == ["15% given"]
    nothing = made(real_model, preset=("nothing",)).panels
    assert [panel.title for panel in nothing[3:]] == ["Terms that no source states, taken as plain"]


def test_the_sources_are_those_of_the_terms(real_model: ReadModel) -> None:
    assert len(made(real_model).sources) == 2
    assert made(real_model, preset=("nothing",)).sources == ()


@pytest.mark.parametrize(
    "parameters", [{"years": ("0",)}, {"preset": ("nowhere",)}, {**PAIR, "b_years": ("x",)}]
)
def test_what_cannot_be_used_gives_words_and_no_number(
    real_model: ReadModel, parameters: dict[str, tuple[str, ...]]
) -> None:
    [panel] = made(real_model, **parameters).panels
    assert panel.title == "These terms cannot be used"
    assert len(panel.lines) == 1
    assert made(real_model, **parameters).notes == ()


def test_data_without_any_of_the_contracts_start_from_nothing(tiny_model: ReadModel) -> None:
    read = terms_asked.read(tiny_model, {})
    assert [each.preset.preset_id for each in read.tried] == [presets.NOTHING]
    assert read.is_computable


@pytest.mark.parametrize("size", paging.SIZES)
@pytest.mark.parametrize("beside", [(), ("unitingcare-2015",)])
def test_every_sheet_of_every_preset_fits(
    real_model: ReadModel, size: str, beside: tuple[str, ...]
) -> None:
    on = paging.SIZES[size]
    for preset in terms_asked.options(real_model):
        shown = made(real_model, preset=(preset,), beside=beside, demand_growth_percent=("9.25",))
        assert room_fit.misfits(shown) == set()
        sheets = paging.sheets(shown, on)
        assert min(paging.spare(sheet.scene, sheet.panel, on) for sheet in sheets) >= 0
