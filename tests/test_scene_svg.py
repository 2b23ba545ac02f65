"""Panels as SVG: well formed, with their words baked in, nothing overlapping and nothing cut."""

import itertools
import xml.etree.ElementTree as ElementTree

import pytest

from evidence.exports import panel_table, scene_svg
from evidence.exports.scene_svg_items import Mark, Text
from evidence.scenes.parts import Words
from evidence.scenes.scene import Line, Panel
from tests import sample_scenes

SVG = "{http://www.w3.org/2000/svg}"
PANELS = {
    "board": sample_scenes.BOARD,
    "dots": sample_scenes.DOTS,
    "harvest": sample_scenes.HARVEST,
    "matrix": sample_scenes.MATRIX,
    "empty": Panel("Nothing", ("Site", "Result")),
    "hostile": Panel(
        "<script>alert(1)</script> & \x01",
        ("Site", "Result"),
        (Line("a" * 60, ((Words("word " * 60),),)), Line("]]> <b>", ((Words('"&<'),),))),
    ),
}


def svg(panel, width=1000):
    scene = sample_scenes.scene(panel, survival="1 of 3 marks does not survive")
    return scene_svg.svg(scene, panel, width=width, revision=7, revised_at="2026-11-22T10:00")


def picture(panel, width=1000):
    return scene_svg.picture(sample_scenes.scene(panel), panel, width=width, revision=7)


def texts(panel):
    return [each.text or "" for each in ElementTree.fromstring(svg(panel)).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", PANELS)
def test_a_picture_is_well_formed_and_asks_for_nothing(name):
    written = svg(PANELS[name])
    root = ElementTree.fromstring(written)
    assert root.get("role") == "img"
    assert root.get("aria-label")
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {"svg", "g", "rect", "line", "text", "path", "circle"}
    assert "href" not in written
    assert "url(" not in written


def test_title_filters_source_and_revision_are_in_the_picture():
    said = " ".join(texts(sample_scenes.BOARD))
    for words in (
        "Compare",
        "Three sites side by side",
        "23 of 284 findings; Model of care: care homes; 1 of 3 marks does not survive.",
        "Compared with similar homes elsewhere.",
        "Order: strength of design, then newest, then name; never size of effect.",
        "Sources: Example Trust, March 2016; Nuffield <Trust>, 2018.",
        "Data revision 7 of 22 November 2026.",
        "too early",
        "published without a number",
        "none found",
    ):
        assert words in said


def test_without_its_frame_the_picture_says_only_what_the_panel_says():
    panel = sample_scenes.BOARD
    written = scene_svg.svg(sample_scenes.scene(panel), panel, width=900, framed=False)
    assert "Alpha Homes" in written
    assert "23 of 284" not in written
    assert "Sources" not in written


@pytest.mark.parametrize("name", PANELS)
@pytest.mark.parametrize("width", [500, 1000])
def test_no_words_and_marks_overlap_and_none_is_cut(name, width):
    drawn = picture(PANELS[name], width)
    boxes = [item.extent for item in drawn.items if isinstance(item, Text | Mark)]
    assert boxes
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= drawn.width + 0.5
        assert bottom <= drawn.height
    for one, other in itertools.combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across < 1 or down < 1, (one, other)


def test_as_many_marks_are_drawn_as_the_panel_has_besides_its_key():
    drawn = picture(sample_scenes.MATRIX)
    marks = [item for item in drawn.items if isinstance(item, Mark)]
    in_key = 3 + 1
    assert len(marks) - in_key == 3 * (1 + 2 + 3 + 1 + 8)


def test_a_dot_stands_on_its_scale_with_its_interval():
    root = ElementTree.fromstring(svg(sample_scenes.DOTS))
    blue = [each for each in root.iter(f"{SVG}line") if each.get("stroke") == "#005EB8"]
    [interval] = blue
    low, high = float(interval.attrib["x1"]), float(interval.attrib["x2"])
    [zero] = [each for each in root.iter(f"{SVG}line") if each.get("stroke-width") == "1.6"]
    origin = float(zero.attrib["x1"])
    # 39 and 3 below zero on one scale.
    assert (origin - low) / (origin - high) == pytest.approx(13, abs=0.2)
    assert "← lower (better)" in texts(sample_scenes.DOTS)
    assert "−25%" in texts(sample_scenes.DOTS)


def test_a_mark_that_does_not_survive_stays_as_a_ghost():
    written = svg(sample_scenes.DOTS)
    assert written.count('opacity="0.22"') == 3


def test_a_harvest_plot_has_a_bar_and_a_name_a_site():
    said = texts(sample_scenes.HARVEST)
    for name in ("Rushcliffe", "Wakefield", "Airedale", "Northumberland", "Fylde Coast", "Dudley"):
        assert said.count(name) == 1
    for words in ("Trial", "No test", "3", "1", "0", "2", "better", "mixed"):
        assert words in said


def test_the_table_of_a_panel_says_each_mark_in_words():
    table = panel_table.plain(sample_scenes.BOARD)
    assert table.headings == ("Group", "What", "Alpha Homes", "Beta Café Care", "Gamma & Sons")
    assert table.rows[1] == (
        "none",
        "Emergency admissions",
        "▲ −25% (self-reported) → ▼ +27% (evaluated) ▼ worse (evaluated)",
        "● no difference (audited)",
        "too early",
    )
    assert table.rows[2][:3] == ("Outcomes", "Bed days all ages", "none found")


def test_the_table_of_dots_and_of_bars_has_every_row():
    dots = panel_table.plain(sample_scenes.DOTS)
    assert dots.rows[0] == (
        "Against matched controls",
        "Rushcliffe",
        "▲ better (evaluated)",
        "−23% (−39 to −3)",
    )
    bars = panel_table.plain(sample_scenes.HARVEST)
    assert bars.headings == ("Result", "Site", "Design", "Evidence status")
    assert bars.rows[0] == ("better", "Rushcliffe", "Trial", "evaluated")
    assert bars.rows[2] == ("better", "Airedale, does not survive", "No test", "self-reported")
    assert len(bars.rows) == 6
