"""The marks: one drawing for each direction and status, the same in grey, in Plotly and in HTML."""

import itertools
import re
from typing import Any

import plotly.graph_objects as go
import pytest

from evidence.charts import marks, palette, shapes
from evidence.charts.marks import Point

Part = dict[str, Any]

ALL = list(itertools.product(marks.DIRECTIONS, marks.STATUSES))


def points(faint: bool = False) -> list[Point]:
    return [
        Point(place, -place, direction, status, f"{direction} {status}", "words", faint)
        for place, (direction, status) in enumerate(ALL)
    ]


def figure(traces: list[Part], outlines: list[Part]) -> Part:
    return {"data": traces, "layout": {"shapes": outlines, "template": {}}}


def grey(picture: shapes.Drawing) -> tuple[object, ...]:
    """What is left of a drawing without its hue: shape, kind of fill, centre, letter, dashes."""
    hues = {mark.colour for mark in marks.DIRECTIONS.values()} | {palette.TEXT}
    tints = {mark.tint for mark in marks.DIRECTIONS.values()}

    def shade(colour: str) -> str:
        return "dark" if colour in hues else "pale" if colour in tints else colour

    centre = picture.centre
    return (
        picture.symbol,
        shade(picture.body),
        centre and (centre.symbol, shade(centre.colour)),
        picture.text,
        picture.dashed,
        picture.half,
    )


def test_the_vocabularies_have_a_mark_each(package):
    findings = package.tables["findings"]
    assert set(marks.DIRECTIONS) == {each.value for each in findings.field("direction").categories}
    contract_statuses = package.tables["contracts"].field("status").categories
    assert set(marks.CONTRACT_STATUSES) == {each.value for each in contract_statuses}


def test_every_status_of_the_data_has_a_fill(real_tables):
    assert {row["evidence_status"] for row in real_tables["evidence_statuses"]} == set(
        marks.STATUSES
    )


def test_marks_differ_when_their_colours_are_taken_away():
    drawn = [grey(marks.drawing(*each)) for each in ALL]
    drawn += [grey(picture) for picture in marks.CONTRACT_STATUSES.values()]
    assert len(set(drawn)) == len(ALL) + len(marks.CONTRACT_STATUSES)


def test_contracts_never_borrow_a_shape_of_a_result():
    results = {mark.symbol for mark in marks.DIRECTIONS.values()}
    assert results.isdisjoint(picture.symbol for picture in marks.CONTRACT_STATUSES.values())


@pytest.mark.parametrize("faint", [False, True])
def test_every_point_is_drawn_once_and_can_be_clicked(faint):
    traces = marks.traces(points(faint), 13)
    keys = [key for trace in traces if "customdata" in trace for key in trace["customdata"]]
    assert sorted(keys) == sorted(f"{direction} {status}" for direction, status in ALL)
    for trace in traces:
        assert ("customdata" in trace) != (trace.get("meta") == "decoration")


def test_a_mark_keeps_its_place():
    (trace,) = marks.traces([Point(-23, 4, "improved", "evaluated", "one", "−23%")], 13)
    assert (trace["x"], trace["y"], trace["hovertext"]) == ([-23], [4], ["−23%"])


def test_no_points_give_no_traces():
    assert marks.traces([], 13) == []


def test_only_forecasts_have_a_dashed_outline_over_a_mark_that_does_not_show():
    outlines = marks.forecast_shapes(points(), 13)
    assert len(outlines) == len(marks.DIRECTIONS)
    assert all("dash" in outline["line"] for outline in outlines)
    for trace in marks.traces(points(), 13):
        if trace.get("name", "").endswith("forecast"):
            assert trace["marker"]["color"] == palette.TRANSPARENT
            assert trace["marker"]["line"]["width"] == 0


def test_faint_marks_are_pale_and_full_ones_are_not():
    full, faint = marks.traces(points(), 13), marks.traces(points(faint=True), 13)
    assert {trace.get("opacity", 1) for trace in full} == {1}
    assert {trace["opacity"] for trace in faint} == {marks.FAINT}


def test_a_click_pales_no_mark():
    for trace in marks.traces(points(), 13):
        assert trace["unselected"]["marker"]["opacity"] == 1


def test_lines_grow_with_large_marks():
    small, large = (
        marks.traces([Point(0, 0, "mixed", "self_reported", "one", "")], size)[0]["marker"]["line"]
        for size in (13, 44)
    )
    assert large["width"] > 2 * small["width"]


def test_figures_of_marks_meet_the_schema_of_plotly():
    made = go.Figure(**figure(marks.traces(points(), 13), marks.forecast_shapes(points(), 13)))
    assert made.layout.shapes


@pytest.mark.parametrize(("direction", "status"), ALL)
def test_the_picture_for_html_stays_inside_its_square(direction, status):
    picture = marks.drawing(direction, status)
    written = shapes.svg(picture)
    (lift,) = map(float, re.findall(r"translate\(0 (-?[\d.]+)\)", written))
    pen = picture.width * 0.9 / 2
    corners = shapes.CORNERS[picture.symbol] or ((1, 0), (-1, 0), (0, 1), (0, -1))
    radius = 5.3 * picture.factor
    for x, y in corners:
        assert abs(x * radius) + pen <= 8
        assert abs(lift - y * radius) + pen <= 8


def test_words_say_direction_and_status():
    assert marks.words("improved", "self_reported") == "better, self-reported"
    assert marks.words("worsened", "evaluated") == "worse, evaluated"


def test_hover_words_cannot_smuggle_markup():
    (trace,) = marks.traces([Point(0, 0, "mixed", "evaluated", "one", "<a href='x'>y</a>")], 13)
    assert trace["hovertext"] == ["&lt;a href='x'&gt;y&lt;/a&gt;"]
