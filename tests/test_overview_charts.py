"""The pictures of the landing page: marks drawn are votes counted, and every mark can be seen."""

import itertools
import math
import re
from html import unescape
from types import SimpleNamespace
from typing import Any

import plotly.graph_objects as go
import pytest

from evidence.charts import claims, evidence_map, marks, site_map
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package
from ui import overview, overview_cases, overview_map, overview_sites

SELECTIONS = [Filters(), Filters(model_type=("mcp",)), Filters(evidence_status=("press",))]
# Stands in for the page's view, of which these parts only ask for addresses.
VIEW: Any = SimpleNamespace(address=lambda page, **values: f"{page}?{values}")


def vote(name: str, better: int, votes: int, **others: Any) -> Row:
    """A row of the claims query: what is not better is worse."""
    return {
        "status_name": name,
        "evidence_status": name.lower().replace("-", "_"),
        "n_sites": votes,
        "n_votes": votes,
        "n_improved": better,
        "n_no_difference": 0,
        "n_mixed": 0,
        "n_unclear": 0,
        "n_worsened": votes - better,
        "n_findings": votes,
        "n_findings_improved": better,
        "share": better / votes if votes else None,
        "share_low": 0.551 if votes else None,
        "share_high": 0.953 if votes else None,
        "n_tested": votes,
        "chance": 0.0386 if votes else None,
    } | others


CLAIMED, TESTED = vote("Self-reported", 10, 12), vote("Evaluated", 40, 101)
NOTHING = vote("Self-reported", 0, 0)


def site(site_id: str, lon: float, lat: float, **others: Any) -> Row:
    return {
        "site_id": site_id,
        "name": site_id,
        "short_name": site_id,
        "lon": lon,
        "lat": lat,
        "panel": "mcp",
        "standing": "none",
        "place": "drawn",
    } | others


def circles(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace.get("meta") != "decoration"]


def grey(colour: str) -> float:
    """How light a colour is in grey, 0 to 255."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_the_title_is_made_of_the_counts():
    assert claims.title([CLAIMED, TESTED]) == (
        "Self-reported: 10 of 12 say better. Evaluated: 40 of 101."
    )


def test_the_title_says_when_there_is_none_of_a_kind():
    assert claims.title([NOTHING, TESTED]) == (
        "Self-reported: none in this selection. Evaluated: 40 of 101 say better."
    )
    assert claims.title([NOTHING, vote("Evaluated", 0, 0)]) == (
        "No self-reported and no evaluated result of a site in this selection"
    )
    assert claims.title([vote("Self-reported", 1, 1), TESTED]).startswith(
        "Self-reported: 1 of 1 says better."
    )


def test_the_note_gives_the_interval_in_words_and_the_findings():
    note = claims.note([CLAIMED, TESTED])
    assert "83% of the self-reported ones (95% interval 55 to 95%)" in note
    assert "10 of 12 self-reported and 40 of 101 evaluated findings say better" in note
    assert note.endswith("Different sites and outcomes: no like-for-like test.")


def test_the_note_says_how_easily_chance_does_it():
    note = claims.note([vote("Self-reported", 9, 9, chance=0.0002), TESTED])
    assert "9 to 0 among the self-reported (less than one time in 1,000)" in note
    assert "40 to 61 among the evaluated (about one time in 26)" in note
    assert "Nikolakopoulos 2021" in note
    assert "sign test" not in claims.note([NOTHING])


def test_the_note_has_no_interval_where_nobody_votes():
    assert "interval" not in claims.note([NOTHING, vote("Evaluated", 0, 0)])
    assert claims.note([NOTHING, TESTED]).count("95% interval") == 1


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 69, 400])
def test_lines_of_marks_add_up_to_the_count(count: int):
    full, rest = claims.lines(count)
    assert full * claims.PER_LINE + rest == count
    assert 0 <= rest < claims.PER_LINE


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_picture_draws_a_mark_for_every_vote(real_model: ReadModel, filters: Filters):
    rows = real_model.rows("claims_and_evaluations", filters)
    picture = overview.claims_picture(rows)
    blocks = re.findall(r"--columns:(\d+);--lines:(\d+)", picture)
    drawn = sum(int(columns) * int(lines) for columns, lines in blocks)
    assert drawn == sum(row["n_votes"] for row in rows)
    assert max((int(columns) for columns, _ in blocks), default=0) <= claims.PER_LINE
    assert picture.count('scope="row"') == len(marks.DIRECTIONS)


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_map_draws_a_mark_for_every_vote(real_model: ReadModel, filters: Filters):
    rows = real_model.rows("evidence_map", filters, step="all")
    table = overview_map.table(VIEW, rows, [])
    counted = sum(row["n_sites"] + row["n_groups"] for row in rows)
    assert table.count('class="glyph finding-') == sum(evidence_map.mark_counts(rows)) == counted
    assert f"{counted} marks:" in evidence_map.subtitle(rows, 1, 2, "no filter is active")


def test_marks_that_do_not_survive_stay_as_ghosts(tiny_model: ReadModel):
    rows = tiny_model.rows("evidence_map", step="independent")
    table = overview_map.table(VIEW, rows, [])
    assert table.count('class="glyph finding-') == sum(evidence_map.mark_counts(rows))
    assert table.count("faint") == 9
    assert "does not survive: 1 mixed" in table
    assert evidence_map.left(rows) == {"all": 14, "compared": 6, "independent": 5}


def test_every_outcome_has_a_row_and_every_empty_cell_says_none(real_model: ReadModel):
    rows = real_model.rows("evidence_map", Filters(text="zzzz"), step="all")
    table = overview_map.table(VIEW, rows, [])
    assert table.count('scope="row"') == 17
    assert table.count("<td>none</td>") == 17 * 6
    assert table.count("none known") == 17


def test_a_cell_says_its_counts_and_leads_to_its_findings(tiny_model: ReadModel):
    lines = evidence_map.lines(tiny_model.rows("evidence_map", step="all"), [])
    cells = {
        (line.outcome_domain, cell.evidence_status): cell for line in lines for cell in line.cells
    }
    admissions = cells["emergency_admissions", "evaluated"]
    assert admissions.words == "2 better; national groups: 1 better"
    assert cells["cost", "press"].words == "none"
    table = unescape(overview_map.table(VIEW, tiny_model.rows("evidence_map", step="all"), []))
    target = {"outcome_domain": "emergency_admissions", "evidence_status": "evaluated"}
    assert f'href="impacts?{target}" title="{admissions.words}"' in table


def test_the_columns_count_their_sites(tiny_model: ReadModel):
    columns = evidence_map.columns(tiny_model.rows("evidence_map", step="all"))
    assert [(each.status_name, each.n_sites) for each in columns] == [
        ("Evaluated", 4),
        ("Audited", 1),
        ("Monitored", 1),
        ("Self-reported", 2),
        ("Press", 2),
        ("Forecast", 1),
    ]


def test_what_is_known_to_be_missing_stands_in_its_row_or_in_the_note(tiny_model: ReadModel):
    missing = tiny_model.rows("known_missing")
    lines = evidence_map.lines(tiny_model.rows("evidence_map", step="all"), missing)
    assert {line.outcome_domain: line.missing for line in lines if line.missing} == {
        "patient_experience": ("not available",),
        "bed_days": ("not measured",),
    }
    assert evidence_map.missing_words(missing) == (
        "Known to be missing in one outcome: not available 1, not measured 1."
        " In all outcomes of a site, so in no row: too early 1."
    )
    assert evidence_map.missing_words([]) == "No result is known to be missing here."


@pytest.mark.parametrize("filters", SELECTIONS)
def test_every_site_in_england_with_a_place_has_one_circle(real_model: ReadModel, filters: Filters):
    rows = real_model.rows("site_map", filters)
    figure = site_map.figure(rows)
    keys = [key for trace in circles(figure) for key in trace["customdata"]]
    assert sorted(keys) == sorted(row["site_id"] for row in rows if row["place"] == "drawn")
    titles = [each["text"] for each in figure["layout"]["annotations"]]
    assert sum(int(title.rsplit(" ", 1)[1]) for title in titles) == len(keys)


def test_a_map_without_a_site_is_not_drawn_but_named(real_model: ReadModel):
    rows = real_model.rows("site_map", Filters(model_type=("mcp",)))
    (title,) = site_map.figure(rows)["layout"]["annotations"]
    assert title["text"].startswith("<b>Community</b>")
    assert "No site to draw: Primary and acute; Care homes" in overview_sites.left_out(rows)


def test_no_mark_covers_another_and_none_leaves_its_map(real_model: ReadModel):
    placed = site_map.marks(real_model.rows("site_map"))
    for first, second in itertools.combinations(placed, 2):
        if first.row["panel"] == second.row["panel"]:
            assert math.dist(first.place, second.place) >= site_map.APART
    for mark in placed:
        assert 0 <= mark.place[0] <= site_map.WIDE
        assert 0 <= mark.place[1] <= site_map.HIGH


def test_only_marks_that_would_cover_another_are_moved():
    rows = [
        site("first", -2.0, 53.0),
        site("same", -2.0, 53.0),
        site("far", 0.0, 51.0),
        site("other-map", -2.0, 53.0, panel="acc"),
    ]
    moved = {mark.row["site_id"]: mark.moved for mark in site_map.marks(rows)}
    assert moved == {
        "first": 0,
        "same": pytest.approx(site_map.APART),
        "far": 0,
        "other-map": 0,
    }
    assert f"up to {moved['same']:.0f} km" in overview_sites.left_out(rows)


def test_sites_that_cannot_be_drawn_are_counted_in_words():
    rows = [
        site("here", -2.0, 53.0),
        site("sweden", 15.0, 58.0, place="outside_england"),
        site("everywhere", 0.0, 0.0, place="no_single_place"),
    ]
    assert overview_sites.summary(rows).startswith("1 of 3 sites,")
    assert "Not drawn: 1 outside England, 1 with no single place." in overview_sites.left_out(rows)
    assert [mark.row["site_id"] for mark in site_map.marks(rows)] == ["here"]


def test_the_three_standings_can_be_told_apart_in_grey():
    shades = sorted(grey(fill) for fill in site_map.FILLS.values())
    assert all(later - earlier > 40 for earlier, later in itertools.pairwise(shades))


def test_the_figure_is_valid_and_asks_no_map_server(real_model: ReadModel):
    figure = site_map.figure(real_model.rows("site_map"))
    go.Figure(figure)
    assert {trace["type"] for trace in figure["data"]} == {"scatter"}
    assert not any(name.startswith(("geo", "map")) for name in figure["layout"])


def test_the_outline_is_one_of_england_inside_the_frame():
    land = site_map.figure([site("here", -2.0, 53.0)])["data"][0]
    xs = [x for x in land["x"] if x is not None]
    assert len(land["x"]) == len(land["y"])
    assert max(xs) - min(xs) > 0.8 * site_map.WIDE
    assert min(y for y in land["y"] if y is not None) > 0


def test_the_cases_draw_every_finding_and_every_contract(real_model: ReadModel):
    rows = real_model.rows("ten_cases")
    table = overview_cases.cases(rows)
    findings = sum(len(row["reported"]) + len(row["found"]) for row in rows)
    assert table.count('class="glyph finding-') == findings > 0
    contracts = sum(len(row["contracts"]) for row in rows)
    assert table.count('class="glyph contract-') == contracts > 0
    assert len(re.findall(r"Published since: (\d+|none)", table)) == sum(
        1 for row in rows if row["found"]
    )


def test_a_case_is_said_in_words_with_its_value_comparator_and_status(real_model: ReadModel):
    table = unescape(overview_cases.cases(real_model.rows("ten_cases")))
    assert "+13.6% against matched controls, evaluated." in table
    assert "weekend GP access: better, forecast." in table
    assert "Terminated December 2015." in table
    assert "Abandoned October 2017." in table
    assert "Planned when last seen, November 2016." in table


def test_cases_that_are_in_no_table_are_still_named(package: Package):
    table = overview_cases.cases(ReadModel(package, {}).rows("ten_cases"))
    assert table.count("not in this set") == 10
    assert "northumberland" in table
