"""The scene of the landing page: counts, votes, the evidence map and the ten cases."""

import pytest

from evidence.charts import evidence_map
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import overview, scene
from evidence.scenes.parts import Absence, Contract, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene
from evidence.schema import Package
from tests import room_fit

ALL = Filters()
SELECTIONS = (ALL, Filters(model_type=("mcp",)), Filters(evidence_status=("press",)))
MAP = "Where there is evidence, and where there is none"
GROUPS = "Evidence of national groups, which overlap with the sites"
REPORTED = "Ten cases: the review of 2016 and other sources"
CONTRACTS = "Ten cases: the contracts, when last seen"
NONE = (Nothing("none"),)


def made(model: ReadModel, filters: Filters = ALL) -> Scene:
    return overview.scene(Asked(model, filters))


def panel(shown: Scene, title: str) -> Panel:
    [found] = [each for each in shown.panels if each.title == title]
    return found


def line(shown: Scene, title: str, label: str) -> Line:
    [found] = [each for each in panel(shown, title).lines if each.label == label]
    return found


def test_the_counts_stand_in_what_they_count(tiny_model: ReadModel):
    shown = made(tiny_model)
    assert (shown.title, shown.counted) == (
        "What do we know?",
        "16 of 16 findings",
    )
    assert shown.panels[:3] == (
        Panel(
            title="In short",
            headings=("Counted", "How many"),
            lines=tuple(
                Line(label, ((Words(n, "bold"), Words(of)),))
                for label, n, of in (
                    ("Sites with any observed result", "4", "of 5 sites"),
                    ("Sites with none that we found", "1", "of 5 sites"),
                    ("Sites independently evaluated", "4", "of 5 sites"),
                    ("Vanguards independently evaluated", "3", "of 3 vanguards"),
                    ("Findings with any number", "12", "of 16 findings"),
                    ("Findings with an interval", "5", "of 16 findings"),
                )
            ),
            widths=(0.55, 0.45),
        ),
        Panel(
            title="Contracts by the status last seen",
            headings=("Status", "Contracts"),
            lines=tuple(
                Line(label, ((Contract(status, f"{n} of 5"),),))
                for label, status, n in (
                    ("Live", "live", 2),
                    ("Ended", "ended", 0),
                    ("Procuring", "procuring", 0),
                    ("Planned", "planned", 1),
                    ("Abandoned", "abandoned", 1),
                    ("Terminated", "terminated", 1),
                    ("Unknown", "unknown", 0),
                )
            ),
            widths=(0.55, 0.45),
        ),
        Panel(
            title="Self-reported beside evaluated: votes of sites",
            headings=("Evidence", "Votes by direction", "Better", "95% interval"),
            lines=(
                Line(
                    "Self-reported",
                    (
                        (
                            Finding("improved", "self_reported", "1"),
                            Finding("mixed", "self_reported", "1"),
                            Finding("unclear", "self_reported", "1"),
                        ),
                        (Words("1 of 3"),),
                        (Words("6 to 79%"),),
                    ),
                ),
                Line(
                    "Evaluated",
                    (
                        (
                            Finding("improved", "evaluated", "2"),
                            Finding("no_difference", "evaluated", "2"),
                            Finding("worsened", "evaluated", "1"),
                        ),
                        (Words("2 of 5"),),
                        (Words("12 to 77%"),),
                    ),
                ),
            ),
            widths=(0.24, 0.38, 0.18, 0.2),
            note="One vote for each site and outcome, none for national groups",
        ),
    )


def test_the_map_draws_a_mark_a_site_and_says_what_is_missing(tiny_model: ReadModel):
    shown = made(tiny_model)
    drawn = panel(shown, MAP)
    assert drawn.note == "13 marks, one for each site, outcome and kind of evidence"
    assert drawn.headings[1:] == (
        *("Evaluated", "Audited", "Monitored", "Self-reported", "Press", "Forecast"),
        "Known missing",
    )
    assert line(shown, MAP, "Bed days").cells == (
        (Finding("no_difference", "evaluated"),),
        NONE,
        NONE,
        (Finding("mixed", "self_reported"),),
        (Finding("no_difference", "press"),),
        NONE,
        (Absence("not measured"),),
    )
    assert line(shown, MAP, "Staff experience").cells == (NONE,) * 6 + ((Nothing("none known"),),)


def test_national_groups_have_a_map_of_their_own(tiny_model: ReadModel):
    [only] = panel(made(tiny_model), GROUPS).lines
    assert only == Line(
        "Emergency admissions", ((Finding("improved", "evaluated"),), *((NONE,) * 5))
    )
    titles = [each.title for each in made(tiny_model, Filters(kind=("vanguard",))).panels]
    assert GROUPS not in titles


def test_where_only_national_groups_are_selected_no_site_is_counted(tiny_model: ReadModel):
    shown = made(tiny_model, Filters(kind=("national_group",)))
    assert [each.title for each in shown.panels] == ["In short", GROUPS, REPORTED, CONTRACTS]
    assert shown.panels[0].note == "Only national groups are selected"
    assert [each.label for each in shown.panels[0].lines] == [
        "Findings with any number",
        "Findings with an interval",
    ]


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_map_counts_every_vote(real_model: ReadModel, filters: Filters):
    shown = made(real_model, filters)
    sites, groups = evidence_map.mark_counts(real_model.rows("evidence_map", filters, step="all"))
    for title, n_marks in ((MAP, sites), (GROUPS, groups)):
        parts = [
            mark
            for each in shown.panels
            if each.title == title
            for mark in scene.findings(each)
            if isinstance(mark, Finding)
        ]
        assert sum(int(mark.words or 1) for mark in parts) == n_marks


def test_many_marks_of_a_cell_give_way_to_their_number(real_model: ReadModel):
    for row in panel(made(real_model), MAP).lines:
        for cell in row.cells[:6]:
            assert len(cell) <= overview.MOST_MARKS


def test_the_ten_cases_have_every_finding_and_every_contract(real_model: ReadModel):
    shown = made(real_model, Filters(model_type=("pacs",)))
    rows = real_model.rows("ten_cases")
    reported, contracts = panel(shown, REPORTED), panel(shown, CONTRACTS)
    assert [each.label for each in reported.lines] == [row["short_name"] for row in rows]
    n_findings = sum(len(row["reported"]) + len(row["found"]) for row in rows)
    assert len(scene.findings(reported)) == n_findings
    assert len(scene.contracts(contracts)) == sum(len(row["contracts"]) for row in rows)


def test_a_case_says_what_became_of_it(real_model: ReadModel):
    shown = made(real_model)
    assert line(shown, REPORTED, "UnitingCare").cells[0][0] == Nothing("no outcome")
    assert line(shown, CONTRACTS, "UnitingCare").cells == (
        (Contract("terminated", "Prime contractor or prime provider: terminated"),),
    )
    assert line(shown, REPORTED, "Sunderland").cells[0] == (Nothing("not in the review"),)
    # It grew less than before, which its own number would not say.
    first = line(shown, REPORTED, "Sunderland").cells[1][0]
    assert first == Finding("improved", "self_reported", "Emergency admissions +1.8%, before +8.4%")


def test_a_case_that_is_in_no_table_is_still_named(tiny_model: ReadModel):
    first = panel(made(tiny_model), REPORTED).lines[0]
    assert (first.label, first.quiet) == ("northumberland", "not in this set")


@pytest.mark.parametrize("filters", SELECTIONS)
def test_a_room_can_read_every_panel(real_model: ReadModel, filters: Filters):
    assert room_fit.misfits(made(real_model, filters)) == set()


def test_nothing_selected_gives_no_panel(real_model: ReadModel):
    shown = made(real_model, Filters(text="zzzz"))
    assert (shown.panels, shown.notes, shown.sources) == ((), (), ())


def test_a_set_without_rows_gives_no_panel(package: Package):
    assert made(ReadModel(package, {})).panels == ()
