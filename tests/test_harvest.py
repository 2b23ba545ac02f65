"""The harvest plot: a bar for every site, its height, fill and place."""

import itertools

import pytest
from plotly import graph_objects

from evidence.charts import harvest, marks, palette
from evidence.filters import Filters
from evidence.read_model import ReadModel

OUTCOME = "emergency_admissions"
ROW = {
    "site_short_name": "Alpha",
    "evidence_status": "evaluated",
    "design_level": 4,
    "n_findings": 1,
    "n_left": 1,
}


def bar(site_id, direction="improved", **changed):
    return {**ROW, "site_id": site_id, "direction": direction, **changed}


def drawn(figure):
    return [trace for trace in figure["data"] if trace.get("meta") != "decoration"]


def counts(figure):
    """The numbers and words beneath the groups, without those of the levels."""
    return [each["text"] for each in figure["layout"]["annotations"] if each.get("xref") != "paper"]


def test_a_bar_is_as_high_as_its_design_and_filled_by_its_status():
    rows = [
        bar("a", design_level=5),
        bar("b", evidence_status="monitored", design_level=2),
        bar("c", evidence_status="self_reported", design_level=1, n_left=0),
    ]
    [trace] = drawn(harvest.figure(rows))
    assert trace["customdata"] == ["a", "b", "c"]
    assert trace["y"] == [5, 2, 1]
    assert trace["marker"]["color"] == [palette.BLUE, palette.BLUE_TINT, palette.WHITE]
    assert trace["marker"]["opacity"] == [1.0, 1.0, marks.FAINT]


def test_audited_bars_and_those_from_the_press_have_a_dot():
    rows = [bar("a"), bar("b", evidence_status="audited"), bar("c", evidence_status="press")]
    figure = harvest.figure(rows)
    [dots] = [
        trace
        for trace in figure["data"]
        if trace.get("meta") == "decoration" and max(trace["y"]) > 0
    ]
    assert dots["x"] == drawn(figure)[0]["x"][1:]
    assert dots["marker"]["color"] == [palette.WHITE, palette.BLUE]


def test_every_direction_has_its_count_even_where_it_is_none():
    figure = harvest.figure([bar("a"), bar("b", "worsened"), bar("c", "worsened", n_left=0)])
    assert counts(figure) == [
        *("<b>1</b>", "better", "<b>0</b>", "no difference", "<b>0</b>", "mixed"),
        *("<b>0</b>", "unclear", "<b>1 of 2</b>", "worse"),
    ]


def test_no_bar_stands_on_another(real_model: ReadModel):
    figure = harvest.figure(real_model.rows("harvest", step="all", outcome_domain=OUTCOME))
    places = sorted(place for trace in drawn(figure) for place in trace["x"])
    assert all(right - left >= 1 for left, right in itertools.pairwise(places))
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < places[0] - 0.5
    assert places[-1] + 0.5 < high


@pytest.mark.parametrize("filters", [Filters(), Filters(model_type=("mcp",))])
@pytest.mark.parametrize("outcome", [OUTCOME, "cost", "bed_days"])
def test_as_many_bars_as_sites_and_plotly_takes_them(
    real_model: ReadModel, filters: Filters, outcome: str
):
    rows = real_model.rows("harvest", filters, step="all", outcome_domain=outcome)
    figure = harvest.figure(rows)
    keys = [key for trace in drawn(figure) for key in trace["customdata"]]
    assert keys == [row["site_id"] for row in rows]
    assert len(keys) == len(set(keys))
    graph_objects.Figure(figure)


def test_the_picture_is_said_in_words():
    said = harvest.alt("Cost at 2 sites", [bar("a"), bar("b", "mixed")])
    assert said == (
        "Harvest plot. Cost at 2 sites: 1 better, 1 mixed. One bar a site, higher where the"
        " design is stronger."
    )
