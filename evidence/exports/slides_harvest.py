"""A harvest plot as a native column chart: a column a site, its height the design."""

from dataclasses import dataclass
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt

from evidence.charts import layout, marks, palette
from evidence.exports import slides_chart, slides_shapes
from evidence.exports import slides_words as words
from evidence.exports.slides_pages import EDGE, ROOM
from evidence.scenes.scene import Bar, Harvest

# More columns than that leave no room for names of 18 points; a table on the next slide has them.
MOST_NAMES = 30
COUNTS = 0.45
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
    names = _names_height(columns)
    plot = height - names - COUNTS
    if any(column.bar for column in columns):
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.COLUMN_CLUSTERED,
            *slides_shapes.inches((EDGE + left, top, ROOM - left, plot + names)),
            _data(columns),
        )
        slides_shapes.describe(frame, f"Chart: {title}", description)
        _style(frame.chart, harvest, columns, plot / (plot + names))
    step = plot / len(harvest.levels)
    for place, level in enumerate(reversed(harvest.levels)):
        box = (EDGE, top + place * step, left, 0.35)
        slides_shapes.paragraph(slide, level, box, colour=palette.SECONDARY)
    slides_shapes.paragraph(
        slide, counts(harvest), (EDGE, top + height - COUNTS + 0.08, ROOM, 0.35), bold=True
    )


def counts(harvest: Harvest) -> str:
    """How many sites each direction has: '▲ better 12   ● no difference 11'."""
    return "   ".join(
        f"{words.SIGNS[direction]} {marks.DIRECTIONS[direction].word} {len(bars)}"
        for direction, bars in harvest.groups
    )


def _columns(harvest: Harvest) -> list[_Column]:
    """The places on the axis: the bars in their order, an empty one between two groups."""
    made: list[_Column] = []
    for direction, bars in harvest.groups:
        if made and bars:
            made.append(_Column(" " * len(made)))
        made += [_Column(slides_shapes.printable(bar.site), direction, bar) for bar in bars]
    return made


def _names_height(columns: list[_Column]) -> float:
    if len(columns) > MOST_NAMES:
        return 0.15
    longest = max((layout.text_width(each.name, size=words.POINTS) for each in columns), default=0)
    return longest / 72 / words.SLACK + 0.2


def _kinds(columns: list[_Column]) -> list[Kind]:
    return list(dict.fromkeys(column.kind for column in columns if column.kind))


def _data(columns: list[_Column]) -> CategoryChartData:
    data = CategoryChartData(number_format="0")
    data.categories = [column.name for column in columns]
    for kind in _kinds(columns):
        direction, status, faint = kind
        name = marks.words(direction, status) + (", does not survive" if faint else "")
        heights = [
            column.bar.height if column.bar and column.kind == kind else None for column in columns
        ]
        data.add_series(name, heights)
    return data


def _style(chart: Chart, harvest: Harvest, columns: list[_Column], share: float) -> None:
    slides_chart.plain(chart)
    slides_chart.lay_out(chart, 0, 0, 1, share)
    plot = chart.plots[0]
    plot.overlap, plot.gap_width = 100, 22
    slides_chart.quiet_axis(chart.value_axis, 0, len(harvest.levels))
    chart.value_axis.major_unit = 1
    slides_chart.grid(chart.value_axis)
    across = chart.category_axis
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.color.rgb = slides_chart.rgb(palette.TEXT)
    across.format.line.width = Pt(2)
    if len(columns) > MOST_NAMES:
        across.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    else:
        across.tick_labels.font.size = Pt(words.POINTS)
        body = across._element.find(qn("c:txPr")).find(qn("a:bodyPr"))
        body.set("rot", "-5400000")
        body.set("vert", "horz")
    for series, kind in zip(plot.series, _kinds(columns), strict=True):
        _fill(series.format, kind)


def _fill(form: Any, kind: Kind) -> None:
    """Solid: evaluated or audited; tinted: monitored; hollow: the rest, dashed but for claims."""
    direction, status, faint = kind
    full = words.colour(direction, faint=faint)
    tinted = words.colour(direction, faint=True) if faint else marks.DIRECTIONS[direction].tint
    form.fill.solid()
    ground = {"evaluated": full, "audited": full, "monitored": tinted}.get(status, palette.WHITE)
    form.fill.fore_color.rgb = slides_chart.rgb(ground)
    form.line.color.rgb = slides_chart.rgb(full)
    form.line.width = Pt(2.25)
    if status in ("forecast", "press"):
        form.line.dash_style = MSO_LINE.DASH
