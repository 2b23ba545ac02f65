"""The scene of one site: its whole record in few words, absences by their kind."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import scene, site
from evidence.scenes.parts import Absence, Contract, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene
from tests import room_fit


def made(model: ReadModel, site_id: str) -> Scene:
    return site.scene(Asked(model, parameters={"site": (site_id,)}))


def panel(shown: Scene, title: str) -> Panel:
    [found] = [each for each in shown.panels if each.title == title]
    return found


def said(*pairs: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(Line(label, ((Words(words),),)) for label, words in pairs)


def test_a_record_has_a_panel_for_each_part_that_has_rows(tiny_model: ReadModel):
    shown = made(tiny_model, "alpha")
    assert (shown.title, shown.counted, shown.filters, shown.newest) == (
        "Alpha Community",
        "4 of 16 findings",
        "no filter is active",
        "2018",
    )
    assert [each.title for each in shown.panels] == [
        "Alpha: what it is",
        "Alpha: contract 1 of 2",
        "Alpha: contract 2 of 2",
        "Alpha: what was reported, 3 findings",
        "Alpha: expected, not observed",
        "Alpha: what is missing",
        "Alpha: dates",
        "Alpha: national transformation money",
        "Alpha: lessons by theme",
    ]


def test_what_it_is_says_whom_its_population_counts(tiny_model: ReadModel):
    assert panel(made(tiny_model, "alpha"), "Alpha: what it is").lines == said(
        ("Model of care", "Multispecialty community provider"),
        ("Population", "50,000 registered patients, 2018"),
        ("What became of it", "Live"),
        ("Kind", "Vanguard"),
        ("Wave", "March 2015"),
        ("Area", "North Example"),
        ("Ran", "10 March 2015 to March 2018"),
    )


def test_a_contract_has_its_value_with_what_that_is_for(tiny_model: ReadModel):
    shown = made(tiny_model, "alpha")
    assert panel(shown, "Alpha: contract 1 of 2").lines == (
        *said(("Form", "Alliance contract")),
        Line("Status", ((Contract("live", "live, as last seen 15 June 2018"),),)),
        Line("Value", ((Words("£10 million", "bold"), Words("for one year")),)),
        Line("Length", ((Words("from April 2016, end not stated"), Words("agreed for 5 years")),)),
        *said(("Payment", "Shared risk and reward"), ("In a few words", "signed and running")),
    )
    planned = {each.label: each.cells for each in panel(shown, "Alpha: contract 2 of 2").lines}
    assert planned["Value"] == ((Nothing("not stated"),),)


def test_a_value_of_a_year_is_computed_only_from_a_total_and_years(tiny_model: ReadModel):
    lines = panel(made(tiny_model, "gamma"), "Gamma: contract 1 of 1").lines
    assert lines[2].cells == (
        (
            Words("£20 million", "bold"),
            Words("for the whole term"),
            Words("£4 million a year, computed here", "quiet"),
        ),
    )


def test_findings_stand_under_their_outcome_forecasts_apart(tiny_model: ReadModel):
    shown = made(tiny_model, "alpha")
    assert panel(shown, "Alpha: what was reported, 3 findings").lines == (
        Line("Patient experience", heading=True),
        Line(
            "What patients say",
            ((Finding("improved", "press", "no number given"),), (Words("nothing stated"),)),
        ),
        Line("Emergency admissions", heading=True),
        Line(
            "over 65",
            (
                (Finding("improved", "evaluated", "change −5% (−8 to −2)"),),
                (Words("matched controls"),),
            ),
        ),
        Line(
            "all ages",
            (
                (Finding("improved", "self_reported", "change −3%, no interval"),),
                (Words("before and after"),),
            ),
        ),
    )
    assert scene.findings(panel(shown, "Alpha: expected, not observed")) == [
        Finding("improved", "forecast", "total −£2 million, no interval")
    ]


def test_what_is_missing_says_its_kind(tiny_model: ReadModel):
    missing = panel(made(tiny_model, "alpha"), "Alpha: what is missing")
    assert missing.note == "None found is not the same as no effect"
    assert missing.lines == (
        Line("Bed days", ((Absence("not measured"), Words("as of June 2018", "quiet")),)),
        Line("Cost", ((Nothing("forecast only"),),)),
        Line("Staff experience", ((Nothing(),),)),
        Line("A&E attendances", ((Nothing(),),)),
    )
    whole = panel(made(tiny_model, "epsilon"), "Epsilon: what is missing").lines[0]
    assert (whole.label, whole.cells[0][0]) == ("All outcomes", Absence("too early"))


def test_a_record_without_contract_and_population_says_so(tiny_model: ReadModel):
    lines = panel(made(tiny_model, "epsilon"), "Epsilon: what it is").lines
    stated = {each.label: each.cells for each in lines}
    assert stated["Population"] == ((Nothing("not found"),),)
    assert stated["Contracts"] == ((Nothing("none found"),),)
    assert stated["Ran"] == ((Nothing("not stated"),),)


def test_dates_stand_by_contract_and_say_what_was_only_planned(tiny_model: ReadModel):
    dates = panel(made(tiny_model, "alpha"), "Alpha: dates").lines
    assert [each.label for each in dates if each.heading] == [
        "Milestones",
        "Contract 1: Alliance contract",
        "Contract 2: Partially integrated (NHS England form 2)",
    ]
    assert dates[3] == Line(
        "Apr 2019", ((Words("planned:", "bold"), Words("Integrated contract to begin")),)
    )


def test_lessons_are_counted_by_theme_and_told_in_the_record(tiny_model: ReadModel):
    lessons = panel(made(tiny_model, "alpha"), "Alpha: lessons by theme")
    assert (lessons.note, lessons.lines) == ("1 lesson: see the record", said(("Risk", "1 lesson")))


def test_a_long_text_is_left_to_the_record_and_never_cut():
    assert site.in_short("short") == (Words("short"),)
    assert site.in_short("x" * (site.LONGEST + 1)) == (Words("told in the record", "quiet"),)
    assert site.in_short(None) == site.in_short("") == (Nothing("not stated"),)


@pytest.mark.parametrize("site_id", ["", "no-such-site"])
def test_no_such_site_gives_no_panel(tiny_model: ReadModel, site_id: str):
    shown = made(tiny_model, site_id)
    assert (shown.title, shown.panels) == ("No such site", ())


def test_filters_change_nothing_in_a_record(tiny_model: ReadModel):
    given = {"site": ("alpha",)}
    filtered = site.scene(Asked(tiny_model, Filters(country=("Sweden",)), given))
    assert filtered.filters == "the whole record, whatever is filtered"
    assert filtered.panels == made(tiny_model, "alpha").panels


def test_every_record_has_all_its_findings_and_contracts_and_fits_a_room(
    real_model: ReadModel, real_tables: dict[str, list[dict[str, str]]]
):
    for record in real_tables["sites"]:
        site_id = record["site_id"]
        shown = made(real_model, site_id)
        for table, drawn in (("findings", scene.findings), ("contracts", scene.contracts)):
            rows = [row for row in real_tables[table] if row["site_id"] == site_id]
            assert sum(len(drawn(each)) for each in shown.panels) == len(rows), site_id
        assert shown.sources
        assert room_fit.misfits(shown) == set(), site_id
