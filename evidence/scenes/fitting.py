"""How much room the lines and cells of a scene take, in ems of its text.

Widths are those of Arial. The wall's style (ui/styles/wall.css) draws with the same lengths.
"""

import dataclasses
import functools
import math
from collections.abc import Iterator, Sequence

from evidence.charts import layout
from evidence.scenes.parts import (
    Absence,
    Against,
    Cell,
    Contract,
    Dot,
    Finding,
    Nothing,
    Part,
    Words,
)
from evidence.scenes.scene import Line

LINE = 1.15
ROW_PADDING = 0.6
HEADING_PADDING = 0.25
RULE = 0.12
CELL_PADDING = 0.4
GAP = 0.3
MARK = 1.0
BOX = 0.7
CONTINUED = "continued"


@functools.lru_cache(maxsize=4096)
def height(line: Line, widths: tuple[float, ...]) -> float:
    """The height of a row whose columns have some widths."""
    if line.heading:
        return label_lines(line, sum(widths)) * LINE + HEADING_PADDING + RULE
    lines = [
        cell_lines(cell, width - CELL_PADDING)
        for cell, width in zip(line.cells, widths[1:], strict=True)
    ]
    boxed = any(isinstance(part, Absence | Nothing) for cell in line.cells for part in cell)
    label = label_lines(line, widths[0] - CELL_PADDING)
    return max(label, *lines, 1) * (LINE + boxed * RULE) + ROW_PADDING + RULE


def label_lines(line: Line, width: float) -> int:
    """How many lines a row's label takes, with what follows it in grey."""
    return n_lines(f"{line.label} {line.quiet}".strip(), width, bold=True)


def cell_lines(cell: Cell, width: float) -> int:
    """How many lines a cell takes at some width in ems; 1 for an empty one."""
    lines, used = 1, 0.0
    for part in cell:
        across = _part_width(part)
        if used and used + GAP + across > width:
            lines, used = lines + 1, 0.0
        if across > width:
            more = n_lines(_words(part), max(width - _beside(part), 1.0), bold=_is_bold(part)) - 1
            lines, used = lines + more, width
        else:
            used += across + (GAP if used else 0.0)
    return lines


def divided(line: Line, widths: Sequence[float], most: int) -> list[Line]:
    """A row as rows of no more than some lines of text, where it takes more; else itself.

    The rows after the first say that they continue it. A single word or box may stay longer.
    """
    across = [width - CELL_PADDING for width in widths]
    tallest = max(
        label_lines(line, across[0]),
        *(cell_lines(cell, width) for cell, width in zip(line.cells, across[1:], strict=False)),
        0,
    )
    if line.heading or tallest <= most:
        return [line]
    labels = _divided_label(line, across[0], most)
    cells = [
        _divided_cell(cell, width, most) for cell, width in zip(line.cells, across[1:], strict=True)
    ]
    n = max(len(labels), *(len(pieces) for pieces in cells))
    head = line.label if len(labels) == 1 else labels[0].label
    labels += [Line(head, quiet=CONTINUED)] * (n - len(labels))
    return [
        dataclasses.replace(
            label,
            cells=tuple(pieces[place] if place < len(pieces) else () for pieces in cells),
        )
        for place, label in enumerate(labels)
    ]


def _divided_label(line: Line, width: float, most: int) -> list[Line]:
    if label_lines(line, width) <= most:
        return [Line(line.label, quiet=line.quiet)]
    words = wrapped(f"{line.label} {line.quiet}".strip(), width, bold=True)
    return [Line(" ".join(words[at : at + most])) for at in range(0, len(words), most)]


def _divided_cell(cell: Cell, width: float, most: int) -> list[Cell]:
    pieces: list[Cell] = [()]
    for part in (piece for whole in cell for piece in _divided_part(whole, width, most)):
        if pieces[-1] and cell_lines((*pieces[-1], part), width) > most:
            pieces.append(())
        pieces[-1] = (*pieces[-1], part)
    return pieces


def _divided_part(part: Part, width: float, most: int) -> Iterator[Part]:
    lines = wrapped(part.text, width, bold=True) if isinstance(part, Words) else []
    if isinstance(part, Words) and len(lines) > most:
        for at in range(0, len(lines), most):
            yield Words(" ".join(lines[at : at + most]), part.tone)
    else:
        yield part


def _words(part: Part) -> str:
    match part:
        case Words():
            return part.text
        case Finding() | Contract() | Absence() | Nothing():
            return part.words
        case Against() | Dot():
            return ""


def _beside(part: Part) -> float:
    """The width of what a part has besides its words: a mark, or the edges of a box."""
    match part:
        case Finding() | Contract():
            return MARK + (GAP if part.words else 0.0)
        case Against():
            return MARK
        case Absence() | Nothing():
            return BOX
        case Words() | Dot():
            return 0.0


def _part_width(part: Part) -> float:
    return text_width(_words(part), bold=_is_bold(part)) + _beside(part)


def _is_bold(part: Part) -> bool:
    return isinstance(part, Finding) or (isinstance(part, Words) and part.tone == "bold")


def text_width(text: str, *, bold: bool = False) -> float:
    """The width of a line of text in ems."""
    return layout.text_width(text, bold=bold, size=1.0)


def n_lines(text: str, width: float, *, bold: bool = False) -> int:
    """How many lines a text takes; a word that is wider than its column breaks over several."""
    lines = wrapped(text, width, bold=bold)
    return sum(math.ceil(text_width(line, bold=bold) / width - 1e-9) or 1 for line in lines)


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """A text in lines that are no wider than some ems; no text gives no line."""
    return layout.wrapped(text, width * layout.FONT_SIZE, bold=bold)
