"""What does not fit a wall in a room: lines too many, and words wider than their column."""

import re
from collections.abc import Iterator

from evidence.charts import layout
from evidence.scenes import fitting, paging
from evidence.scenes.parts import Part
from evidence.scenes.scene import Line, Scene

ROOM = paging.SIZES["room"]
MOST_LINES = 3
LONGEST_TITLE = 60


def misfits(scene: Scene, most_lines: int = MOST_LINES) -> set[str]:
    """Everything that is too long, in words; empty where all of the scene fits."""
    found = {f"title {panel.title}" for panel in scene.panels if len(panel.title) > LONGEST_TITLE}
    for sheet in paging.sheets(scene, ROOM):
        widths = [width - fitting.CELL_PADDING for width in paging.column_widths(sheet.panel, ROOM)]
        for line in sheet.panel.lines:
            if not line.heading:
                found.update(_label(line, widths[0], most_lines))
                found.update(_cells(line, widths[1:], most_lines))
    return found


def _label(line: Line, width: float, most_lines: int) -> Iterator[str]:
    words = f"{line.label} {line.quiet}".strip()
    if len(fitting.wrapped(words, width, bold=True)) > most_lines:
        yield f"label {words}"
    yield from _too_wide(words, width)


def _cells(line: Line, widths: list[float], most_lines: int) -> Iterator[str]:
    for cell, width in zip(line.cells, widths, strict=True):
        if fitting.cell_lines(cell, width) > most_lines:
            yield f"cell of {line.label}: {cell}"
        for part in cell:
            # The mark or the edges of a box take some of it.
            yield from _too_wide(_said(part), width - fitting.MARK)


def _too_wide(words: str, width: float) -> Iterator[str]:
    """Pieces that a browser keeps on one line although they are wider than it."""
    for piece in re.split(r"[\s-]+", words):
        if layout.text_width(piece, size=1.0) > width:
            yield f"word {piece}"


def _said(part: Part) -> str:
    return str(getattr(part, "words", "") or getattr(part, "text", ""))
