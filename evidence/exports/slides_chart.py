"""What the native charts of slides share: where the plot lies, fonts, lines and labels."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
from pptx.chart.axis import ValueAxis
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from evidence.charts import palette
from evidence.exports import slides_words as words

FONT = "Arial"


def plain(chart: Chart) -> None:
    """Arial in the slides' size, no title, no legend."""
    chart.has_legend = False
    chart.has_title = False
    chart.font.name, chart.font.size = FONT, Pt(words.POINTS)
    chart.font.color.rgb = rgb(palette.TEXT)


def name_points(chart: Chart, names: Mapping[str, Sequence[str]]) -> None:
    """Write beside the points of an XY chart's workbook what each of them is.

    Args:
        chart: its workbook holds a table a series, x and y side by side beneath its name.
        names: of the points, by the name of their series; other series stay as they are.
    """
    part = chart.part.chart_workbook
    book = openpyxl.load_workbook(io.BytesIO(part.xlsx_part.blob))
    sheet = book.active
    for row in range(1, sheet.max_row + 1):
        for place, name in enumerate(names.get(sheet.cell(row, 2).value, ()), start=1):
            cell = sheet.cell(row + place, 3, name)
            # Else a name that begins like a formula is one.
            cell.data_type = "s"
    sheet.column_dimensions["C"].width = 40
    file = io.BytesIO()
    book.save(file)
    part.update_from_xlsx_blob(file.getvalue())


def lay_out(chart: Chart, left: float, top: float, width: float, height: float) -> None:
    """Where the plot itself lies, as shares of the chart's frame; axes' words lie outside it."""
    area = chart._chartSpace.chart.plotArea
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    layout = area.makeelement(qn("c:layout"), {})
    manual = layout.makeelement(qn("c:manualLayout"), {})
    layout.append(manual)
    values = {
        "layoutTarget": "inner",
        "xMode": "edge",
        "yMode": "edge",
        "x": f"{left:.4f}",
        "y": f"{top:.4f}",
        "w": f"{width:.4f}",
        "h": f"{height:.4f}",
    }
    for name, value in values.items():
        manual.append(manual.makeelement(qn(f"c:{name}"), {"val": value}))
    area.insert(0, layout)


def quiet_axis(axis: ValueAxis, low: float, high: float) -> None:
    """An axis without words, ticks, line and grid."""
    axis.minimum_scale, axis.maximum_scale = low, high
    axis.has_major_gridlines = False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()


def grid(axis: ValueAxis) -> None:
    """Hairlines at the ticks of an axis."""
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb(palette.HAIRLINE)
    axis.major_gridlines.format.line.width = Pt(1)


def error_bars(series: Any, length: float, colour: str) -> None:
    """Lines from every point of a series towards 0, as hairlines of the plot."""
    own = series._element
    bars = own.makeelement(qn("c:errBars"), {})
    values = {
        "errDir": "y",
        "errBarType": "minus",
        "errValType": "fixedVal",
        "noEndCap": "1",
        "val": f"{length:g}",
    }
    for name, value in values.items():
        bars.append(bars.makeelement(qn(f"c:{name}"), {"val": value}))
    properties = bars.makeelement(qn("c:spPr"), {})
    line = properties.makeelement(qn("a:ln"), {"w": str(Pt(1))})
    solid = line.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": colour.lstrip("#")}))
    line.append(solid)
    properties.append(line)
    bars.append(properties)
    # The schema wants them directly before the values.
    own.find(qn("c:xVal")).addprevious(bars)


def label(
    point: Any,
    text: str,
    colour: str,
    points: float,
    position: XL_LABEL_POSITION = XL_LABEL_POSITION.CENTER,
) -> None:
    """A few characters at a point, by default in its middle."""
    label = point.data_label
    label.position = position
    frame = label.text_frame
    frame.text = text
    font = frame.paragraphs[0].runs[0].font
    font.name, font.size = FONT, Pt(points)
    font.bold = position is XL_LABEL_POSITION.CENTER
    font.color.rgb = rgb(colour)


def rgb(colour: str) -> RGBColor:
    """A colour of the palette as the file writes it."""
    return RGBColor.from_string(colour.lstrip("#"))
