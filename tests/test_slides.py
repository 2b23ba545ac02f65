"""The PowerPoint: native tables and charts with their workbook, words for all, nothing outside."""

import dataclasses
import io
import re
import shutil
import subprocess

import openpyxl
import pptx
import pypdf
import pytest
from pptx.util import Pt

from evidence.exports import slides, slides_words
from evidence.exports.handout_entry import Entry
from evidence.scenes.parts import Finding, Nothing, Words
from evidence.scenes.scene import Line, Panel
from tests import sample_scenes

LINK = "https://example.org/compare?site=a&site=b"
SOFFICE = shutil.which("soffice")


def content(*scenes, with_notes=True):
    given = [Entry(scene, scene.title, "Ask the room first.", LINK) for scene in scenes]
    return slides.pptx(
        "Workshop", given, revision=7, revised_at="2026-11-22T10:00:00", with_notes=with_notes
    )


def deck(*scenes, **settings):
    return pptx.Presentation(io.BytesIO(content(*scenes, **settings)))


def titles(presentation):
    return [slide.shapes.title.text_frame.text for slide in presentation.slides]


def frames(presentation, kind):
    return [
        shape
        for slide in presentation.slides
        for shape in slide.shapes
        if getattr(shape, f"has_{kind}", False)
    ]


def cells(frame):
    return [[cell.text_frame.text.strip() for cell in row.cells] for row in frame.table.rows]


def sheet(chart):
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def six():
    return deck(*sample_scenes.SIX)


def test_a_title_slide_and_then_a_slide_a_sheet(six):
    assert titles(six) == [
        "Workshop",
        "Three sites side by side",
        "Change against a comparator, per cent",
        "Emergency admissions: 6 sites, by their strongest evidence (1 of 2)",
        "Emergency admissions: 6 sites, by their strongest evidence (2 of 2)",
        "Direction of results, 3 sites and 7 outcomes (1 of 2)",
        "Direction of results, 3 sites and 7 outcomes (2 of 2)",
        "Three sites side by side",
        "Change against a comparator, per cent",
        "Nothing selected",
    ]


def test_a_board_is_a_native_table_with_marks_and_their_status_in_words():
    [table] = frames(deck(sample_scenes.SIX[0]), "table")
    assert cells(table)[0] == ["", "Alpha Homes", "Beta Café Care", "Gamma & Sons"]
    assert cells(table)[2] == [
        "Emergency admissions",
        "△ −25% (self-reported) → ▼ +27% ▼ (evaluated)",
        "● no difference (audited)",
        "[too early]",
    ]
    assert cells(table)[4][1] == "none found"


def test_dots_are_a_native_chart_with_its_numbers_in_the_workbook():
    [chart] = [each.chart for each in frames(deck(sample_scenes.SIX[1]), "chart")]
    series = {each.name: list(each.iter_values()) for each in chart.plots[0].series}
    assert list(series) == [
        "ticks of the scale",
        "no effect",
        "Airedale: comparator",
        "Rushcliffe: interval",
        "better, evaluated",
        "worse, evaluated",
        "better, self-reported, does not survive",
    ]
    numbers = [value for row in sheet(chart) for value in row]
    assert {-23, 27, -45, -39, -3, -10} <= set(numbers)
    marks = {each.name: each.points[0].data_label.text_frame.text for each in chart.plots[0].series}
    assert marks["better, evaluated"] == "▲"
    assert marks["worse, evaluated"] == "▼"
    assert marks["better, self-reported, does not survive"] == "△"
    ticks = chart.plots[0].series[0]
    assert [ticks.points[each].data_label.text_frame.text for each in range(4)] == [
        "−50%",
        "−25%",
        "+25%",
        "+50%",
    ]


def test_a_scale_with_one_tick_but_the_middle_keeps_it_where_libreoffice_draws_it():
    ticks = ((-50, "−50%"), (0, "0%"))
    panel = dataclasses.replace(
        sample_scenes.DOTS, scale=dataclasses.replace(sample_scenes.SCALE, ticks=ticks)
    )
    [chart] = [each.chart for each in frames(deck(sample_scenes.scene(panel)), "chart")]
    first = chart.plots[0].series[0]
    assert len(list(first.iter_values())) == 2
    assert first.points[0].data_label.text_frame.text == "−50%"


def test_the_workbook_of_the_dots_names_the_row_of_each():
    [chart] = [each.chart for each in frames(deck(sample_scenes.SIX[1]), "chart")]
    named = {row[2]: row[0] for row in sheet(chart) if row[2]}
    assert named == {"Rushcliffe": -23, "Fylde Coast": 27, "Airedale": -45}


def test_a_harvest_plot_is_a_native_column_chart_and_a_table_of_its_sites():
    presentation = deck(sample_scenes.SIX[2])
    [chart] = [each.chart for each in frames(presentation, "chart")]
    bars = {
        (name, series.name): value
        for series in chart.plots[0].series
        for name, value in zip(chart.plots[0].categories, series.values, strict=True)
        if value is not None
    }
    assert bars == {
        ("Rushcliffe", "better, evaluated"): 5,
        ("Wakefield", "better, evaluated"): 4,
        ("Airedale", "better, self-reported, does not survive"): 1,
        ("Northumberland", "no difference, audited"): 3,
        ("Fylde Coast", "worse, monitored"): 2,
        ("Dudley", "worse, press"): 1,
    }
    assert sheet(chart)[1][:2] == ["Rushcliffe", 5]
    [table] = frames(presentation, "table")
    assert cells(table)[1] == ["Rushcliffe", "better", "Trial", "evaluated"]
    texts = " ".join(
        shape.text_frame.text
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "▲ better 3   ● no difference 1   ◆ mixed 0   ▼ worse 2" in texts


def test_every_chart_and_table_has_an_alternative_text(six):
    drawn = [*frames(six, "table"), *frames(six, "chart")]
    assert len(drawn) == 6 + 3 + 1
    for frame in drawn:
        described = frame._element.nvGraphicFramePr.cNvPr.get("descr")
        assert described.endswith(("in words.", "every site."))


def test_filters_sources_and_revision_stand_in_the_notes_of_every_slide():
    presentation = deck(*sample_scenes.SIX[:3])
    for slide in list(presentation.slides)[1:]:
        notes = slide.notes_slide.notes_text_frame.text
        assert "23 of 284 findings; Model of care: care homes" in notes
        assert "Example Trust, March 2016, https://example.org/report?a=1&b=2" in notes
        assert "Order: strength of design" in notes
        assert "Data revision 7 of 22 November 2026." in notes
        assert "Speaker’s note: Ask the room first." in notes
        assert LINK in notes
    quiet = deck(sample_scenes.SIX[0], with_notes=False)
    assert "Ask the room" not in quiet.slides[1].notes_slide.notes_text_frame.text


def test_no_text_is_smaller_than_18_points_and_all_is_arial(six):
    runs = [
        run
        for slide in six.slides
        for shape in slide.shapes
        for frame in (
            [cell.text_frame for row in shape.table.rows for cell in row.cells]
            if getattr(shape, "has_table", False)
            else [shape.text_frame]
            if shape.has_text_frame
            else []
        )
        for paragraph in frame.paragraphs
        for run in paragraph.runs
    ]
    assert len(runs) > 100
    assert all(run.font.size >= Pt(18) for run in runs)
    assert {run.font.name for run in runs} == {"Arial"}


def long_scene():
    marks = (Finding("improved", "evaluated"),) * 6 + (Finding("worsened", "self_reported"),) * 5
    lines = []
    for group in range(4):
        lines.append(Line(f"Group {group}", heading=True))
        lines += [
            Line(f"Site {group}.{row} with a name of some length", (marks, (Nothing(),)))
            for row in range(9)
        ]
    return sample_scenes.scene(Panel("Many", ("Site", "Marks", "Nothing"), tuple(lines)))


@pytest.mark.parametrize("scene", [*sample_scenes.SIX, long_scene()])
def test_nothing_reaches_over_the_edge_of_a_slide(scene):
    presentation = deck(scene)
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height


def test_the_rows_of_a_table_are_high_enough_for_their_words():
    for frame in frames(deck(long_scene()), "table"):
        widths = [column.width.inches for column in frame.table.columns]
        for row in frame.table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                if cell.is_merge_origin or cell.is_spanned:
                    continue
                n = slides_words.n_lines(cell.text_frame.text, width - 0.16)
                assert slides_words.height(n) <= row.height.inches


def test_a_group_that_goes_on_has_its_heading_on_the_next_slide_and_no_row_is_lost():
    tables = [cells(frame) for frame in frames(deck(long_scene()), "table")]
    assert len(tables) > 1
    assert all(re.fullmatch(r"Group \d", table[1][0]) for table in tables)
    named = [row[0] for table in tables for row in table if row[0].startswith("Site ")]
    assert named == [line.label for line in long_scene().panels[0].lines if not line.heading]


def test_columns_that_do_not_fit_stand_on_slides_of_their_own():
    tables = [cells(frame) for frame in frames(deck(sample_scenes.SIX[3]), "table")]
    assert [table[0] for table in tables] == [
        ["Site", "Patient experience", "Clinical quality", "End of life", "Mental health"],
        ["Site", "Prevention", "Discharge", "Emergency admissions"],
    ]
    assert tables[0][1][4] == "▲ ▲ ▲ (evaluated)"


def test_text_that_people_typed_does_not_break_the_file():
    panel = Panel("A\x0bB\x01 & <b>", ("", "x\ny"), (Line("a\tb", ((Words("\x00é"),),)),))
    [table] = frames(deck(sample_scenes.scene(panel)), "table")
    assert cells(table) == [["", "x y"], ["a b", "é"]]


def test_no_scene_gives_the_title_slide_alone():
    assert titles(deck()) == ["Workshop"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_every_slide_and_keeps_its_words(tmp_path):
    file = tmp_path / "deck.pptx"
    file.write_bytes(content(*sample_scenes.SIX))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "deck.pdf").pages]
    assert len(pages) == 10
    for words in ("Rushcliffe", "−23% (−39 to −3)", "−50%", "← lower (better)", "no effect"):
        assert (words in pages[2]) is (words != "no effect")
    for words in ("Northumberland", "Against controls", "solid with a dot: audited"):
        assert words in pages[3]
