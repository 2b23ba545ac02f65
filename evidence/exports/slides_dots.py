"""Dots on their scale as a native XY chart beside the rows of a slide's table.

The value is x; y is how far down the table its row is, in inches. Each direction and status is a
series whose points carry the mark's character; intervals, comparators and the line of no effect
are series of lines, so that all can be edited in the chart's own workbook.
"""

import itertools
from collections.abc import Iterator
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from evidence.charts import marks, palette
from evidence.exports import cells, slides_chart, slides_shapes
from evidence.exports import slides_words as words
from evidence.exports.slides_pages import AXIS, Page
from evidence.scenes.parts import Dot
from evidence.scenes.scene import Line, Scale

MARK_POINTS = 18
TICK = 0.42
NO_EFFECT = "no effect"
COMPARATOR = "comparator"
TICKS = "ticks of the scale"
Kind = tuple[str, str, bool]


def draw(slide: Slide, page: Page, left: float, top: float, description: str) -> None:
    """Draw the chart of a page; its plot is exactly as high as the rows.

    Args:
        slide: that has the table.
        page: with a scale; without any dot only the axis is drawn.
        left: of the chart, in inches.
        top: of the table, in inches.
        description: the alternative text.
    """
    scale = page.panel.scale
    assert scale is not None
    rows = sum(row.height for row in page.rows)
    begin = top + page.head_height
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER,
        *slides_shapes.inches((left, begin, page.chart_width, rows + TICK)),
        _data(page, scale),
    )
    slides_shapes.describe(frame, f"Chart: {page.panel.title}", description)
    chart: Chart = frame.chart
    slides_chart.name_points(chart, _rows_of_points(page))
    slides_chart.plain(chart)
    edge = 0.5 / page.chart_width
    slides_chart.lay_out(chart, edge, 0, 1 - 2 * edge, rows / (rows + TICK))
    _axes(chart, scale, _foot(page))
    _series(chart, page, scale)
    if len(page.panel.headings) > 2:
        over = (left, top + 0.05, page.chart_width, page.head_height)
        slides_shapes.paragraph(slide, page.panel.headings[1], over, bold=True, align="centre")
    _ends(slide, scale, left, begin + rows + TICK, page.chart_width)


def dots(page: Page) -> Iterator[tuple[float, Line, Dot]]:
    """Every dot of a page with its height on the chart and its row."""
    for height, row in zip(heights(page), page.rows, strict=True):
        for part in row.line.cells[0] if row.line.cells else ():
            if isinstance(part, Dot):
                yield height, row.line, part


def heights(page: Page) -> list[float]:
    """How far beneath the heading the middle of each row lies, in inches."""
    ends = itertools.accumulate(row.height for row in page.rows)
    return [round(end - row.height / 2, 3) for end, row in zip(ends, page.rows, strict=True)]


def _foot(page: Page) -> float:
    return round(sum(row.height for row in page.rows), 3)


def _data(page: Page, scale: Scale) -> XyChartData:
    foot = _foot(page)
    data = XyChartData()
    ticks = data.add_series(TICKS)
    for value, _ in _ticks(scale):
        ticks.add_data_point(value, foot)
    if len(ticks) == 1:
        # LibreOffice leaves out a first series of one point.
        ticks.add_data_point(_ticks(scale)[0][0], foot)
    if scale.reference is not None:
        unchanged = data.add_series(NO_EFFECT)
        for end in (0, foot):
            unchanged.add_data_point(scale.reference, end)
    for height, line, dot in dots(page):
        if dot.beside is not None:
            drawn = data.add_series(f"{_named(line)}: {COMPARATOR}")
            drawn.add_data_point(dot.value, height)
            drawn.add_data_point(dot.beside, height)
    for height, line, dot in dots(page):
        if dot.low is not None and dot.high is not None:
            drawn = data.add_series(f"{_named(line)}: interval")
            drawn.add_data_point(dot.low, height)
            drawn.add_data_point(dot.high, height)
    for kind in _kinds(page):
        series = data.add_series(_name(kind))
        for height, _, dot in dots(page):
            if _kind(dot) == kind:
                series.add_data_point(dot.value, height)
    return data


def _rows_of_points(page: Page) -> dict[str, list[str]]:
    """The rows that the points of each series of marks belong to, for the workbook."""
    return {
        _name(kind): [_named(line) for _, line, dot in dots(page) if _kind(dot) == kind]
        for kind in _kinds(page)
    }


def _named(line: Line) -> str:
    """A row as a cell of the chart's workbook names it."""
    return str(cells.safe(slides_shapes.printable(f"{line.label} {line.quiet}".strip())))


def _kind(dot: Dot) -> Kind:
    return dot.direction, dot.evidence_status, dot.faint


def _kinds(page: Page) -> list[Kind]:
    return list(dict.fromkeys(_kind(dot) for _, _, dot in dots(page)))


def _name(kind: Kind) -> str:
    direction, status, faint = kind
    return marks.words(direction, status) + (", does not survive" if faint else "")


def _axes(chart: Chart, scale: Scale, foot: float) -> None:
    across, down = chart.category_axis, chart.value_axis
    slides_chart.quiet_axis(across, scale.low, scale.high)
    slides_chart.quiet_axis(down, 0, foot)
    if scale.log:
        base = across._element.scaling.makeelement(qn("c:logBase"), {"val": "10"})
        across._element.scaling.insert(0, base)
    down.reverse_order = True


def _ticks(scale: Scale) -> list[tuple[float, str]]:
    """The ticks but for the one of no effect, whose own line is darker."""
    return [(value, said) for value, said in scale.ticks if value != scale.reference]


def _series(chart: Chart, page: Page, scale: Scale) -> None:
    """Style the series in the order in which they were added."""
    drawn = list(chart.plots[0].series)
    _line(drawn[0], None, 0)
    for place, (_, said) in enumerate(_ticks(scale)):
        _tick(drawn[0].points[place], said)
    slides_chart.error_bars(drawn[0], _foot(page), palette.HAIRLINE)
    place = 1
    if scale.reference is not None:
        _line(drawn[1], palette.TEXT, 1.75)
        for value, said in scale.ticks:
            if value == scale.reference:
                _tick(drawn[1].points[1], said)
        place = 2
    for _, _, dot in dots(page):
        if dot.beside is not None:
            _line(drawn[place], palette.SECONDARY, 1.5, dotted=True)
            ink = palette.ABSENT if dot.faint else palette.TEXT
            slides_chart.label(drawn[place].points[1], "|", ink, MARK_POINTS)
            place += 1
    for _, _, dot in dots(page):
        if dot.low is not None and dot.high is not None:
            _line(drawn[place], words.colour(dot.direction, faint=dot.faint), 2.5)
            place += 1
    for kind in _kinds(page):
        direction, status, faint = kind
        series = drawn[place]
        _line(series, None, 0)
        for number in range(sum(_kind(dot) == kind for _, _, dot in dots(page))):
            slides_chart.label(
                series.points[number],
                words.sign(direction, status),
                words.colour(direction, faint=faint),
                MARK_POINTS,
            )
        place += 1


def _tick(point: Any, said: str) -> None:
    slides_chart.label(point, said, palette.SECONDARY, words.POINTS, XL_LABEL_POSITION.BELOW)


def _line(series: Any, colour: str | None, points: float, *, dotted: bool = False) -> None:
    """A series as a line without markers; without a colour its line is not drawn."""
    series.marker.style = XL_MARKER_STYLE.NONE
    if colour is None:
        series.format.line.fill.background()
        return
    series.format.line.color.rgb = slides_chart.rgb(colour)
    series.format.line.width = Pt(points)
    if dotted:
        series.format.line.dash_style = MSO_LINE.ROUND_DOT


def _ends(slide: Slide, scale: Scale, left: float, top: float, width: float) -> None:
    """What the two ends of the axis mean, beneath its ticks."""
    half = width / 2
    for said, x, align in ((scale.left, left, "left"), (scale.right, left + half, "right")):
        place = (x, top, half, AXIS - TICK)
        slides_shapes.paragraph(slide, said, place, colour=palette.SECONDARY, align=align)
