"""The impacts panels: every finding is drawn once, in its place, on a scale it belongs to."""

import html
import itertools
import math
import re
from typing import Any

import plotly.graph_objects as go
import pytest

from evidence.charts import impacts, impacts_axes, impacts_panels, layout
from evidence.charts.impacts_panels import Panel

Figure = dict[str, Any]

GROUPS = ("outcome_domain", "model_type", "contract_form", "evidence_status")


@pytest.fixture(scope="module", params=GROUPS)
def panels(request, real_model) -> list[Panel]:
    return impacts_panels.panels(real_model.rows("impacts", group_by=request.param))


@pytest.fixture(scope="module")
def by_outcome(real_model) -> list[Panel]:
    return impacts_panels.panels(real_model.rows("impacts", group_by="outcome_domain"))


@pytest.fixture(scope="module")
def tiny(tiny_model) -> dict[str, Panel]:
    made = impacts_panels.panels(tiny_model.rows("impacts", group_by="outcome_domain"))
    return {panel.key: panel for panel in made}


def drawn(panel: Panel, width: int | None = None) -> list[Figure]:
    return [
        impacts.figure(panel, page=page, width=width) for page in range(1, impacts.pages(panel) + 1)
    ]


def marks_of(figure: Figure) -> dict[str, tuple[str, float, float]]:
    """Finding to the axis, x and y of its mark."""
    return {
        key: (trace.get("xaxis", "x"), x, y)
        for trace in figure["data"]
        if "customdata" in trace
        for key, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }


def axis_range(figure: Figure, axis: str) -> tuple[float, float]:
    settings = figure["layout"][axis.replace("x", "xaxis").replace("y", "yaxis")]
    low, high = settings["range"]
    return (10**low, 10**high) if settings.get("type") == "log" else (low, high)


def lines_of(figure: Figure, meta: str) -> list[tuple[float, float, float]]:
    """Both ends and the height of every line of a kind."""
    return [
        (trace["x"][at], trace["x"][at + 1], trace["y"][at])
        for trace in figure["data"]
        if trace.get("meta") == meta
        for at in range(0, len(trace["x"]), 3)
    ]


@pytest.mark.parametrize("width", [None, 300])
def test_every_finding_is_drawn_exactly_once(real_model, panels, width):
    keys = [key for panel in panels for figure in drawn(panel, width) for key in marks_of(figure)]
    assert len(keys) == len(set(keys)) == real_model.rows("selection_size")[0]["n_findings"]
    counts = [
        len(trace["customdata"])
        for panel in panels
        for figure in drawn(panel, width)
        for trace in figure["data"]
        if "customdata" in trace
    ]
    assert sum(counts) == len(keys)


@pytest.mark.parametrize("width", [None, 300])
def test_every_mark_lies_inside_its_axes(panels, width):
    for panel in panels:
        for figure in drawn(panel, width):
            height, top = figure["layout"]["yaxis"]["range"]
            for axis, x, y in marks_of(figure).values():
                low, high = axis_range(figure, axis)
                assert low <= x <= high
                assert top < y < height


def test_intervals_and_comparators_lie_inside_the_scale(panels):
    for panel in panels:
        for figure in drawn(panel):
            low, high = axis_range(figure, "x")
            for left, right, _ in lines_of(figure, "interval"):
                assert low < left <= right < high
            for trace in figure["data"]:
                if trace.get("meta") == "comparator":
                    assert all(low < x < high for x in trace["x"])


@pytest.mark.parametrize("width", [None, 300])
def test_figures_meet_the_schema_of_plotly(by_outcome, width):
    for panel in by_outcome:
        for figure in drawn(panel, width):
            assert go.Figure(**figure).layout.height == figure["layout"]["height"]


def test_no_forecast_stands_on_a_scale(panels):
    for panel in panels:
        forecasts = [row for row in panel.rows if row["evidence_status"] == "forecast"]
        assert not forecasts or (panel.key == "forecast" and panel.scale is None)
        assert panel.key != "forecast" or len(forecasts) == len(panel.rows)


def test_a_finding_without_a_number_is_beside_the_scale(panels):
    beside = 0
    for panel in panels:
        for figure in drawn(panel):
            places = marks_of(figure)
            for row in panel.rows:
                if panel.scale and row["finding_id"] in places:
                    axis, x, _ = places[row["finding_id"]]
                    assert (axis == "x2") == (row["value"] is None)
                    assert row["value"] is None or x == row["value"]
                    beside += axis == "x2"
    assert beside > 0


def test_an_interval_is_drawn_where_the_source_gives_one_and_nowhere_else(panels):
    for panel in panels:
        if panel.scale is None:
            continue
        expected = {
            (row["ci_low"], row["ci_high"], row["finding_id"])
            for row in panel.rows
            if row["ci_low"] is not None and row["ci_high"] is not None
        }
        found = set()
        for figure in drawn(panel):
            at_height = {y: key for key, (_, _, y) in marks_of(figure).items()}
            found |= {(low, high, at_height[y]) for low, high, y in lines_of(figure, "interval")}
        assert found == expected


def test_lines_of_text_do_not_overlap(panels):
    for panel, width in itertools.product(panels, (None, 240, 300)):
        places = impacts.figure(panel, width=width)["layout"]["yaxis2"]["tickvals"]
        assert all(later - earlier >= layout.LINE for earlier, later in itertools.pairwise(places))


def test_no_line_of_text_leaves_its_column(panels):
    for panel in panels:
        columns = impacts.WIDE if panel.scale else impacts.WIDE_LIST
        for figure in drawn(panel):
            for side, room in (("yaxis2", columns.text), ("yaxis3", columns.value)):
                for text in figure["layout"][side]["ticktext"]:
                    bare = html.unescape(re.sub("<[^>]*>", "", text))
                    assert layout.text_width(bare, bold=text.startswith("<b>")) <= room


def test_a_long_panel_has_pages_on_one_scale(by_outcome):
    longest = max(by_outcome, key=lambda panel: len(panel.rows))
    figures = drawn(longest)
    assert len(figures) == math.ceil(len(longest.rows) / impacts.ROWS_A_PAGE) > 1
    sizes = [len(marks_of(figure)) for figure in figures]
    assert max(sizes) <= impacts.ROWS_A_PAGE
    assert max(sizes) - min(sizes) <= 1
    assert len({axis_range(figure, "x") for figure in figures}) == 1
    texts = [figure["layout"]["yaxis2"]["ticktext"][0] for figure in figures]
    assert any(text.endswith(", continued</b>") for text in texts[1:])
    assert not texts[0].endswith(", continued</b>")


def test_changes_with_and_without_comparator_share_one_scale(by_outcome):
    changes = [
        panel
        for panel in by_outcome
        if panel.scale and (panel.family, panel.unit) == ("change", "percent_change")
    ]
    assert len(changes) > 1
    assert len({panel.scale for panel in changes}) == 1
    assert len({str(impacts.figure(panel)["layout"]["xaxis"]["domain"]) for panel in changes}) == 1


def test_a_panel_holds_one_unit_and_one_kind_of_comparison(tiny):
    assert {key: [row["finding_id"] for row in panel.rows] for key, panel in tiny.items()} == {
        "change-percent_change-others": [
            "alpha-admissions-1",
            "group-admissions-1",
            "beta-attendances-1",
        ],
        "ratio-ratio-others": ["beta-admissions-1"],
        "difference-days-matched_control": ["gamma-beddays-1"],
        "own_growth-percent_change-rest_england": ["beta-admissions-3"],
        "difference-per_1000-rest_england": ["beta-admissions-2"],
        "change-percent_change-before_after": [
            "alpha-admissions-2",
            "gamma-beddays-4",
            "gamma-beddays-2",
        ],
        "level-gbp-before_after": ["delta-cost-1"],
        "change-percent_change-target": ["gamma-cost-1"],
        "change-percent_change-none_stated": ["alpha-experience-1", "gamma-beddays-3"],
        "level-percent-none_stated": ["gamma-experience-1"],
        "forecast": ["alpha-cost-1"],
    }


def test_titles_name_quantity_unit_and_comparison(tiny):
    assert tiny["change-percent_change-others"].title == "Change in per cent, against others"
    assert tiny["change-percent_change-target"].title == "Direction only, against a target"
    assert tiny["forecast"].title == "Forecasts, not observed"
    assert tiny["level-gbp-before_after"].title == "Level reached in pounds, before and after"


def test_notes_say_what_lines_and_bars_are(tiny):
    assert tiny["change-percent_change-before_after"].note == (
        "Beside the scale: 1 finding without a number. No interval is reported."
    )
    assert tiny["own_growth-percent_change-rest_england"].note == (
        "No interval is reported. Upright bar: the rest of England."
        " Better means that it grew less, not that it fell."
    )


def test_growth_is_drawn_beside_the_growth_of_others(tiny):
    figure = impacts.figure(tiny["own_growth-percent_change-rest_england"])
    (bars,) = [trace for trace in figure["data"] if trace.get("meta") == "comparator"]
    ((_, x, y),) = marks_of(figure).values()
    assert (x, bars["x"], bars["y"]) == (9, [6], [y])


def test_ratios_stand_on_a_logarithmic_axis_around_one(tiny):
    figure = impacts.figure(tiny["ratio-ratio-others"])
    low, high = axis_range(figure, "x")
    assert figure["layout"]["xaxis"]["type"] == "log"
    assert low < 0.75 < 1 < high


def test_axis_ends_say_which_way_is_better(tiny):
    ends = {key: impacts_axes.ends(panel) for key, panel in tiny.items()}
    assert ends["ratio-ratio-others"] == ("← lower (better)", "higher (worse) →")
    assert ends["level-percent-none_stated"] == ("← lower (worse)", "higher (better) →")
    assert ends["own_growth-percent_change-rest_england"][0] == "← less growth (better)"


def test_axis_ends_take_no_side_where_findings_differ(by_outcome):
    ratios = next(panel for panel in by_outcome if panel.family == "ratio")
    assert {row["polarity"] for row in ratios.rows} == {"lower_is_better", "higher_is_better"}
    assert impacts_axes.ends(ratios) == ("← lower", "higher →")


def test_faint_findings_keep_their_place(tiny):
    panel = tiny["change-percent_change-others"]
    full, faint = impacts.figure(panel), impacts.figure(panel, faint=["alpha-admissions-1"])
    assert marks_of(full) == marks_of(faint)
    pale = [trace for trace in faint["data"] if trace.get("opacity", 1) < 1]
    assert [trace["customdata"] for trace in pale if "customdata" in trace] == [
        ["alpha-admissions-1"]
    ]
    assert [trace["meta"] for trace in pale if "customdata" not in trace] == ["interval"]


def test_only_the_chosen_row_is_marked(tiny):
    panel = tiny["change-percent_change-others"]
    chosen = impacts.figure(panel, chosen="alpha-admissions-1")
    (_, _, height) = marks_of(chosen)["alpha-admissions-1"]
    assert all(band["y0"] < height < band["y1"] for band in chosen["layout"]["shapes"])
    assert len(chosen["layout"]["shapes"]) == 3
    assert impacts.figure(panel, chosen="of another panel")["layout"]["shapes"] == []


def test_a_page_beyond_the_last_is_the_last(by_outcome):
    longest = max(by_outcome, key=lambda panel: len(panel.rows))
    last = impacts.figure(longest, page=impacts.pages(longest))
    assert impacts.figure(longest, page=99) == last
    assert marks_of(last)


def test_nothing_selected_gives_no_panels():
    assert impacts_panels.panels([]) == []


def test_the_description_counts_directions(tiny):
    assert impacts_panels.describe(tiny["change-percent_change-others"]) == (
        "Change in per cent, against others. 3 findings: 2 better, 1 no difference."
        " Values from −5% to +1%. The table has every figure."
    )
    assert impacts_panels.describe(tiny["forecast"]) == (
        "Forecasts, not observed. 1 finding: 1 better. The table has every figure."
    )
