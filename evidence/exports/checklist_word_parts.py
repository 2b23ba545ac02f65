"""The parts of a Word file of a checklist: its page, its styles, headings, tables and links."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from evidence.charts import palette

FONT = "Arial"
HEADING_GROUND = "F0F4F5"
# The headings' points, and the points above and below them.
HEADINGS = {"Title": (20, 0, 4), "Heading 1": (15, 16, 6), "Heading 2": (11.5, 12, 2)}
SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
# What may stand in XML; Word refuses a file with anything else.
NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Words(NamedTuple):
    """A paragraph. ``quiet`` is secondary text; with an ``address`` it is a link."""

    text: str
    bold: bool = False
    quiet: bool = False
    address: str = ""


def prepare(document: Document, foot: str) -> None:
    """Make it an A4 page in Arial and British English, with ``foot`` and the page at its foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    _dress(document, "Normal", 10.5, 0, 4)
    for name, (points, above, below) in HEADINGS.items():
        style = _dress(document, name, points, above, below)
        style.font.bold = True
        style.font.color.rgb = _colour(palette.TEXT)
        style.paragraph_format.keep_with_next = True
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    _dress(document, "Footer", 9, 0, 0)
    _number(section.footer.paragraphs[0], printable(foot))


def printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def heading(document: Document, text: str, level: int) -> None:
    """A heading; level 0 is the title of the document."""
    document.add_heading(printable(text), level)


def paragraph(document: Document, words: Words, *, keep: bool = False) -> None:
    """A paragraph of the document itself; ``keep`` leaves it on the page of what follows."""
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = keep or None
    _fill(line, words)


def listed(
    document: Document,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    """A table under headings that stand again on each page; widths in centimetres."""
    first, *others = _rows(document, len(rows) + 1, widths)
    _row(first, [[Words(each, bold=True)] for each in headings], widths, ground=len(headings))
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, texts in zip(others, rows, strict=True):
        _row(row, [[Words(each)] for each in texts], widths)


def paired(
    document: Document, rows: Sequence[tuple[str, Sequence[Words]]], widths: Sequence[float]
) -> None:
    """A table whose first column names what the second one holds; widths in centimetres."""
    made = _rows(document, len(rows), widths)
    for row, (label, said) in zip(made, rows, strict=True):
        _row(row, [[Words(label, bold=True)], said], widths, ground=1)


def _dress(
    document: Document, name: str, points: float, above: float, below: float
) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    style.font.name = FONT
    style.font.size = Pt(points)
    style.paragraph_format.space_before = Pt(above)
    style.paragraph_format.space_after = Pt(below)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    # The template's theme would name its own fonts over this one.
    for theme in THEMES:
        fonts.attrib.pop(qn(theme), None)
    for script in SCRIPTS:
        fonts.set(qn(script), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", val="en-GB"))
    return style


def _number(line: Paragraph, foot: str) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    line.add_run(f"{foot}. Page ")
    _field(line, "PAGE")
    line.add_run(" of ")
    _field(line, "NUMPAGES")


def _field(line: Paragraph, instruction: str) -> None:
    """A number that Word works out when it opens the file."""
    field = _element("w:fldSimple", instr=instruction)
    field.append(line.add_run("1")._r)
    line._p.append(field)


def _rows(document: Document, n_rows: int, widths: Sequence[float]) -> list[_Row]:
    """The rows of a new table."""
    table: Table = document.add_table(rows=n_rows, cols=len(widths))
    table.style = document.styles["Table Grid"]
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return list(table.rows)


def _row(
    row: _Row, cells: Sequence[Sequence[Words]], widths: Sequence[float], *, ground: int = 0
) -> None:
    """Fill a row; its first ``ground`` cells are shaded as headings."""
    for place, (cell, said, width) in enumerate(zip(row.cells, cells, widths, strict=True)):
        cell.width = Cm(width)
        if place < ground:
            shade = _element("w:shd", val="clear", color="auto", fill=HEADING_GROUND)
            cell._tc.get_or_add_tcPr().append(shade)
        _write(cell, said)


def _write(cell: _Cell, said: Sequence[Words]) -> None:
    for place, words in enumerate(said):
        _fill(cell.add_paragraph() if place else cell.paragraphs[0], words)


def _fill(line: Paragraph, words: Words) -> None:
    run = line.add_run(printable(words.text))
    run.bold = words.bold or None
    if words.quiet:
        run.font.color.rgb = _colour(palette.SECONDARY)
    if words.address:
        _link(line, run, words.address)


def _link(line: Paragraph, run: Run, address: str) -> None:
    run.font.color.rgb = _colour(palette.BLUE)
    run.font.underline = True
    target = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), target)
    anchor.append(run._r)
    line._p.append(anchor)


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal.removeprefix("#"))


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
