"""The hand-outs of the prepared workshop, on the curated data: slides with workbooks, and pages."""

import io
from collections import Counter

import openpyxl
import pptx
import pytest

from evidence import filters as filter_language
from evidence import scene_files
from evidence.exports import handout_print, scene_svg, slides
from evidence.exports.handout_entry import Entry
from evidence.scenes import registry
from evidence.scenes import scene as scenes
from evidence.scenes.parts import Dot
from evidence.scenes.scene import Asked
from scripts.pictures import WORKSHOP


@pytest.fixture(scope="module")
def entries(real_model):
    made = []
    for draft in scene_files.read(WORKSHOP.read_bytes(), registry.PAGES).scenes:
        own = {name: tuple(values) for name, values in draft.parameters.items()}
        chosen, _ = filter_language.from_query(own, real_model.known_values())
        scene = registry.of(draft.page)(Asked(real_model, chosen, own))
        made.append(Entry(scene, draft.title, draft.note))
    return made


@pytest.fixture(scope="module")
def deck(entries):
    content = slides.pptx(
        "Workshop", entries, revision=7, revised_at="2026-11-22T10:00:00", with_notes=True
    )
    return pptx.Presentation(io.BytesIO(content))


def charts(deck):
    return [
        shape.chart
        for slide in deck.slides
        for shape in slide.shapes
        if getattr(shape, "has_chart", False)
    ]


def sheet(chart):
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def is_columns(chart):
    return len(chart.plots[0].categories) > 0 and chart._chartSpace.xpath(".//c:barChart") != []


def test_the_harvest_plot_has_every_site_of_its_scene_in_its_workbook(deck, entries):
    [chart] = [each for each in charts(deck) if is_columns(each)]
    heading, *rows = sheet(chart)
    [harvest] = [panel.harvest for panel in entries[2].scene.panels if panel.harvest]
    expected = {bar.site: bar.height for _, bars in harvest.groups for bar in bars}
    found = {row[0]: max(filter(None, row[1:])) for row in rows if any(row[1:])}
    assert found == expected
    assert len(found) == 42
    drawn = {series.name: tuple(series.values) for series in chart.plots[0].series}
    for place, name in enumerate(heading[1:], start=1):
        assert drawn[name] == tuple(row[place] for row in rows)


def test_the_dots_have_the_figure_and_the_row_of_every_finding_in_their_workbooks(deck, entries):
    expected = Counter(
        (part.value, f"{line.label} {line.quiet}".strip())
        for panel in entries[3].scene.panels
        for line in panel.lines
        for cell in line.cells
        for part in cell
        if isinstance(part, Dot)
    )
    found = Counter(
        (row[0], row[2])
        for chart in charts(deck)
        if not is_columns(chart)
        for row in sheet(chart)
        if len(row) > 2 and row[2]
    )
    assert found == expected
    assert sum(found.values()) == 13


def test_the_numbers_of_every_chart_are_those_of_its_workbook(deck):
    for chart in charts(deck):
        numbers = Counter(
            value for row in sheet(chart) for value in row if isinstance(value, int | float)
        )
        drawn = [value for series in chart.plots[0].series for value in series.values]
        assert drawn
        assert not Counter(value for value in drawn if value is not None) - numbers


def test_every_bar_has_its_name_on_the_slide(deck):
    [chart] = [each for each in charts(deck) if is_columns(each)]
    assert chart.category_axis.tick_labels.font.size.pt >= 11
    assert chart._chartSpace.xpath(".//c:tickLblSkip/@val") == ["1"]


def test_the_sites_of_the_harvest_plot_are_listed_once(deck, entries):
    [panel] = [panel for panel in entries[2].scene.panels if panel.lines]
    first = next(line.label for line in panel.lines if not line.heading)
    cells = [
        row.cells[0].text_frame.text.strip()
        for slide in deck.slides
        for shape in slide.shapes
        if getattr(shape, "has_table", False)
        for row in shape.table.rows
        if slide.shapes.title.text_frame.text.startswith((panel.title, "Emergency admissions at"))
    ]
    assert cells.count(first) == 1


def test_every_slide_says_what_is_counted_the_filters_the_data_and_the_sources(deck, entries):
    said = {}
    for slide in list(deck.slides)[1:]:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        [foot] = [text for text in texts if text.startswith("Scene ")]
        entry = entries[int(foot[len("Scene ")]) - 1]
        assert any(text.startswith(scene_svg.counted(entry.scene)) for text in texts)
        assert "Data revision 7 of 22 November 2026" in foot
        assert f"{len(entry.scene.sources)} sources, named in the notes" in foot
        notes = slide.notes_slide.notes_text_frame.text
        assert all(source.words in notes for source in entry.scene.sources)
        said[entry.title] = True
    assert len(said) == 6


def test_no_slide_but_the_only_one_of_its_table_holds_a_single_row(deck):
    for slide in deck.slides:
        if "(" in slide.shapes.title.text_frame.text:
            for shape in slide.shapes:
                if getattr(shape, "has_table", False):
                    assert len(shape.table.rows) > 3


def test_every_table_and_chart_has_its_words(deck):
    described = [
        shape._element.nvGraphicFramePr.cNvPr.get("descr")
        for slide in deck.slides
        for shape in slide.shapes
        if getattr(shape, "has_table", False) or getattr(shape, "has_chart", False)
    ]
    assert len(described) > 20
    assert all(words and len(words) > 20 for words in described)


def test_a_picture_that_opens_a_scene_stands_on_the_page_of_its_title(entries):
    for entry in entries:
        on_paper = handout_print.parts(entry.scene, entry.note)
        assert 300 < on_paper.first <= handout_print.PAGE_PICTURE
        marks = [scenes.findings(panel) for panel in entry.scene.panels]
        drawn = [scenes.findings(panel) for panel in on_paper.pictures]
        assert sum(map(len, drawn)) == sum(map(len, marks))
