"""Shapes on a slide: titles, texts, native tables, notes, and the words for who cannot see them."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from evidence.charts import palette
from evidence.exports import slides_words as words
from evidence.exports.slides_pages import INSET, PADDING, Page
from evidence.exports.slides_words import Run

FONT = "Arial"
ALIGNED = {"left": PP_ALIGN.LEFT, "centre": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
HEADING_GROUND = "F0F4F5"

Place = tuple[float, float, float, float]


def inches(place: Place) -> tuple[Inches, Inches, Inches, Inches]:
    """Left, top, width and height in the file's own units."""
    left, top, width, height = place
    return Inches(left), Inches(top), Inches(width), Inches(height)


def title(slide: Slide, text: str, place: Place, points: float) -> None:
    """Fill the slide's title, which readers of a screen jump to."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = inches(place)
    frame = shape.text_frame
    _flat(frame)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    _fill(frame, [Run(text, bold=True)], points, "left")


def paragraph(
    slide: Slide,
    text: str,
    place: Place,
    *,
    points: float = words.POINTS,
    colour: str = palette.TEXT,
    bold: bool = False,
    align: str = "left",
) -> None:
    """A text in a box of its own."""
    frame = slide.shapes.add_textbox(*inches(place)).text_frame
    _flat(frame)
    _fill(frame, [Run(text, colour, bold)], points, align)


def describe(frame: Any, name: str, text: str) -> None:
    """Give a table or chart its name and its alternative text."""
    own = frame._element.nvGraphicFramePr.cNvPr
    own.set("name", printable(name))
    own.set("descr", printable(text))


def table(slide: Slide, page: Page, left: float, top: float, description: str) -> None:
    """A native table of one page, with a header row."""
    height = page.head_height + sum(row.height for row in page.rows)
    frame = slide.shapes.add_table(
        len(page.rows) + 1,
        len(page.widths),
        *inches((left, top, sum(page.widths), height)),
    )
    describe(frame, page.panel.title, description)
    drawn = frame.table
    drawn.first_row, drawn.horz_banding = True, False
    # The style "No Style, No Grid": the lines are drawn cell by cell.
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for place, width in enumerate(page.widths):
        drawn.columns[place].width = Inches(width)
    drawn.rows[0].height = Inches(page.head_height)
    for place, heading in enumerate(page.headings):
        _cell(drawn.cell(0, place), [Run(heading, bold=True)], line=palette.TEXT, pen=2)
    for number, row in enumerate(page.rows, start=1):
        drawn.rows[number].height = Inches(row.height)
        if row.line.heading:
            first = drawn.cell(number, 0)
            if len(page.widths) > 1:
                first.merge(drawn.cell(number, len(page.widths) - 1))
            _cell(first, row.cells[0], ground=HEADING_GROUND)
            continue
        for place, pieces in enumerate(row.cells):
            _cell(drawn.cell(number, place), pieces)


def notes(slide: Slide, lines: Sequence[str]) -> None:
    """The slide's notes, a paragraph a line."""
    slide.notes_slide.notes_text_frame.text = "\n".join(printable(line) for line in lines if line)


def _flat(frame: TextFrame) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _fill(frame: TextFrame, pieces: Sequence[Run], points: float, align: str = "left") -> None:
    line = frame.paragraphs[0]
    line.alignment = ALIGNED[align]
    for piece in pieces:
        run = line.add_run()
        run.text = printable(piece.text)
        run.font.name, run.font.size, run.font.bold = FONT, Pt(points), piece.bold
        run.font.color.rgb = RGBColor.from_string(piece.colour.lstrip("#"))


def _cell(
    cell: Any,
    pieces: Sequence[Run],
    *,
    line: str = palette.HAIRLINE,
    pen: float = 1,
    ground: str | None = None,
) -> None:
    cell.margin_left = cell.margin_right = Inches(INSET)
    cell.margin_top = cell.margin_bottom = Inches(PADDING / 2)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = True
    _fill(cell.text_frame, pieces, words.POINTS)
    own = cell._tc.get_or_add_tcPr()
    border = own.makeelement(qn("a:lnB"), {"w": str(Pt(pen))})
    solid = border.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": line.lstrip("#")}))
    border.append(solid)
    own.append(border)
    if ground:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(ground)


def printable(text: str) -> str:
    """Text without line breaks and control characters, which would break the paragraph."""
    return "".join(letter if letter >= " " else " " for letter in text)
