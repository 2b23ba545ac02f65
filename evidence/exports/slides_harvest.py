"""A harvest plot as a native column chart: a column a site, its height the design."""

import itertools
from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from evidence.charts import layout, marks, palette
from evidence.exports import cells, slides_chart, slides_shapes
from evidence.exports import slides_words as words
from evidence.exports.slides_pages import EDGE, ROOM
from evidence.scenes.scene import Bar, Harvest

COUNTS = 0.45
# What a count's box has more than its words need, in inches.
SPARE = 0.1
# Names stand on end, each as wide as its column; smaller than that nobody reads them, and a table
# on the next slide has them.
LEAST_POINTS = 11
# So many columns have bars with wide lines.
MOST_WIDE = 24
DOTTED = {"audited": "●", "press": "●"}
Kind = tuple[str, str, bool]


@dataclass(frozen=True)
class _Column:
    """One place on the axis; a place between two groups has no bar."""

    name: str
    direction: str = ""
    bar: Bar | None = None

    @property
    def kind(self) -> Kind | None:
        if self.bar is None:
            return None
        return self.direction, self.bar.evidence_status, self.bar.faint


def draw(
    slide: Slide, title: str, harvest: Harvest, top: float, height: float, description: str
) -> None:
    """Draw the chart with the names of the heights at its left and the counts beneath it.

    Args:
        slide: where.
        title: the name of the chart among the shapes.
        harvest: without any bar only the names and counts are drawn.
        top: in inches.
        height: in inches, counts included.
        description: the alternative text.
    """
    columns = _columns(harvest)
    left = max(layout.text_width(each, size=words.POINTS) for each in harvest.levels) / 72 + 0.3
    points = _name_points(columns, ROOM - left)
    names = _names_height(columns, points)
    plot = height - names - COUNTS
    if any(column.bar for column in columns):
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED,
            *slides_shapes.inches((EDGE + left, top, ROOM - left, plot + names)),
            _data(columns),
        )
        slides_shapes.describe(frame, f"Chart: {title}", description)
        _style(frame.chart, harvest, columns, plot / (plot + names), points)
    step = plot / len(harvest.levels)
    for place, level in enumerate(reversed(harvest.levels)):
        box = (EDGE, top + place * step, left, 0.35)
        slides_shapes.paragraph(slide, level, box, colour=palette.SECONDARY)
    _counts(slide, harvest, columns, left, top + height - COUNTS + 0.08)


def counts(harvest: Harvest) -> list[str]:
    """How many sites each direction has: '▲ better 12', '● no difference 11'."""
    return [
        f"{words.SIGNS[direction]} {marks.DIRECTIONS[direction].word} {len(bars)}"
        for direction, bars in harvest.groups
    ]


def _counts(
    slide: Slide, harvest: Harvest, columns: list[_Column], left: float, top: float
) -> None:
    """The count of each direction beneath its bars; all in one line where they would meet."""
    said = counts(harvest)
    step = (ROOM - left) / max(len(columns), 1)
    boxes = []
    for (direction, bars), count in zip(harvest.groups, said, strict=True):
        places = [place for place, each in enumerate(columns) if each.direction == direction]
        width = layout.text_width(count, bold=True, size=words.POINTS) / 72 / words.SLACK + SPARE
        middle = EDGE + left + (places[0] + places[-1] + 1) / 2 * step if bars else 0.0
        boxes.append((middle - width / 2, middle + width / 2, direction, count))
    drawn = all(bars for _, bars in harvest.groups)
    apart = all(one[1] <= other[0] + SPARE for one, other in itertools.pairwise(boxes))
    if not (drawn and apart and boxes and boxes[-1][1] <= EDGE + ROOM):
        slides_shapes.paragraph(slide, "   ".join(said), (EDGE, top, ROOM, 0.35), bold=True)
        return
    for begin, end, direction, count in boxes:
        slides_shapes.paragraph(
            slide,
            count,
            (begin, top, end - begin, 0.35),
            bold=True,
            align="centre",
            colour=marks.DIRECTIONS[direction].colour,
        )


def _columns(harvest: Harvest) -> list[_Column]:
    """The places on the axis: the bars in their order, an empty one between two groups."""
    made: list[_Column] = []
    for direction, bars in harvest.groups:
        if made and bars:
            made.append(_Column(" " * len(made)))
        made += [_Column(slides_shapes.printable(bar.site), direction, bar) for bar in bars]
    return made


def _name_points(columns: list[_Column], width: float) -> float:
    """The size of names on end that fit their columns; 0 where none is large enough to read."""
    fitting = width / max(len(columns), 1) * 72 / words.LEADING
    return min(words.POINTS, int(fitting)) if fitting >= LEAST_POINTS else 0


def _names_height(columns: list[_Column], points: float) -> float:
    if not points:
        return 0.15
    longest = max((layout.text_width(each.name, size=points) for each in columns), default=0)
    return longest / 72 / words.SLACK + 0.2


def _kinds(columns: list[_Column]) -> list[Kind]:
    return list(dict.fromkeys(column.kind for column in columns if column.kind))


def _data(columns: list[_Column]) -> CategoryChartData:
    data = CategoryChartData(number_format="0")
    data.categories = [cells.safe(column.name) for column in columns]
    for kind in _kinds(columns):
        direction, status, faint = kind
        name = marks.words(direction, status) + (", does not survive" if faint else "")
        heights = [
            column.bar.height if column.bar and column.kind == kind else None for column in columns
        ]
        data.add_series(name, heights)
    return data


def _style(
    chart: Chart, harvest: Harvest, columns: list[_Column], share: float, points: float
) -> None:
    slides_chart.plain(chart)
    slides_chart.lay_out(chart, 0, 0, 1, share)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 40
    slides_chart.quiet_axis(chart.value_axis, 0, len(harvest.levels))
    chart.value_axis.major_unit = 1
    slides_chart.grid(chart.value_axis)
    across = chart.category_axis
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.color.rgb = slides_chart.rgb(palette.TEXT)
    across.format.line.width = Pt(2)
    if not points:
        across.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    else:
        across.tick_labels.font.size = Pt(points)
        body = across._element.find(qn("c:txPr")).find(qn("a:bodyPr"))
        body.set("rot", "-5400000")
        body.set("vert", "horz")
        _every_name(across)
    pen = 2.25 if len(columns) <= MOST_WIDE else 1.25
    for series, kind in zip(plot.series, _kinds(columns), strict=True):
        _fill(series.format, kind, pen)
        if kind[1] in DOTTED:
            _dot(series, columns, kind)


def _every_name(axis: Any) -> None:
    """No program leaves out every other name."""
    own = axis._element
    skip = own.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    own.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _dot(series: Any, columns: list[_Column], kind: Kind) -> None:
    """A dot at the foot of the bars of a status that shares its fill with another one."""
    direction, status, faint = kind
    ink = palette.WHITE if status == "audited" else words.colour(direction, faint=faint)
    for place, column in enumerate(columns):
        if column.kind == kind:
            slides_chart.label(
                series.points[place], DOTTED[status], ink, 9, XL_LABEL_POSITION.INSIDE_BASE
            )


def _fill(form: Any, kind: Kind, pen: float) -> None:
    """Solid: evaluated or audited; tinted: monitored; hollow: the rest, dashed for a forecast."""
    direction, status, faint = kind
    full = words.colour(direction, faint=faint)
    tinted = words.colour(direction, faint=True) if faint else marks.DIRECTIONS[direction].tint
    form.fill.solid()
    ground = {"evaluated": full, "audited": full, "monitored": tinted}.get(status, palette.WHITE)
    form.fill.fore_color.rgb = slides_chart.rgb(ground)
    form.line.color.rgb = slides_chart.rgb(full)
    form.line.width = Pt(pen)
    if status == "forecast":
        form.line.dash_style = MSO_LINE.DASH
