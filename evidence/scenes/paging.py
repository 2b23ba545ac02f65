"""How a scene is cut into sheets: one sheet is what one screen of a room holds without scrolling.

All lengths are in ems of the sheet's text, so a sheet looks the same on every screen of 16 to 9.
The wall's style (ui/styles/wall.css) draws with the same lengths.
"""

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.charts import layout, marks
from evidence.scenes import scene as scenes
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
from evidence.scenes.scene import Line, Panel, Scene

LINE = 1.15
ROW_PADDING = 0.6
EDGE = 0.8
CELL_PADDING = 0.4
GAP = 0.3
MARK = 1.0
BOX = 0.7
TITLE_SIZE = 1.25
AXIS_LINES = 2


@dataclass(frozen=True)
class Size:
    """How large text is on a wall, and how much fits there.

    ``text`` is the text's size in per cent of the screen's height; from ``reference/`` of the
    design: 4.4% for a room of thirty people, 5.9% for a hall.
    """

    name: str
    text: float
    most_rows: int
    most_columns: int = 4
    strip: float = 1.85

    @property
    def height(self) -> float:
        """The screen's height in ems."""
        return 100 / self.text

    @property
    def width(self) -> float:
        """The screen's width in ems, for a screen of 16 to 9."""
        return self.height * 16 / 9


# A little above the smallest size, so that no rounding falls below it.
SIZES = {"room": Size("Room", 4.45, 8), "hall": Size("Hall", 5.95, 5)}


@dataclass(frozen=True)
class Sheet:
    """One screen of a scene: the part of a panel that fits, and which of how many it is."""

    scene: Scene
    panel: Panel
    number: int
    of: int


def sheets(scene: Scene, size: Size) -> list[Sheet]:
    """The screens of a scene, in order; none where it has no panels."""
    parts = [part for panel in scene.panels for part in _parts(scene, panel, size)]
    return [Sheet(scene, part, place, len(parts)) for place, part in enumerate(parts, start=1)]


def column_widths(panel: Panel, size: Size) -> list[float]:
    """The width of every column of a panel in ems, that of the labels first."""
    across = size.width - 2 * EDGE
    if panel.widths:
        return [across * share / sum(panel.widths) for share in panel.widths]
    n_cells = max(len(panel.headings) - 1, 1)
    label = across * (0.3 if n_cells < 3 else 0.24)
    return [label] + [(across - label) / n_cells] * n_cells


def subtitle(scene: Scene, panel: Panel) -> str:
    """What stands under a sheet's title: what the panel needs said, losses, the filters."""
    filters = "" if scene.filters == "no filter is active" else scene.filters
    said = [panel.note.rstrip("."), scene.survival, filters]
    return "; ".join(each for each in said if each)


def key(panel: Panel) -> tuple[list[str], list[str]]:
    """The directions and the statuses of the marks in a panel, in the order of their vocabulary."""
    drawn = scenes.findings(panel)
    directions = {part.direction for part in drawn}
    statuses = {part.evidence_status for part in drawn}
    if panel.harvest:
        directions |= {direction for direction, _ in panel.harvest.groups}
        statuses |= {bar.evidence_status for _, bars in panel.harvest.groups for bar in bars}
    return (
        [each for each in marks.DIRECTIONS if each in directions],
        [each for each in marks.STATUSES if each in statuses],
    )


def counted(scene: Scene) -> str:
    """What stays at the foot of every sheet: 'n of N findings, 7 sources, to 2020'."""
    n = len(scene.sources)
    sources = f"{n} source{'' if n == 1 else 's'}" if n else ""
    years = f"to {scene.newest}" if scene.newest else ""
    return ", ".join(each for each in (scene.counted, sources, years) if each)


def _parts(scene: Scene, panel: Panel, size: Size) -> list[Panel]:
    """The panel cut by columns, where it allows that, and then by rows."""
    if panel.harvest or not panel.lines:
        return [panel]
    return [
        dataclasses.replace(part, lines=tuple(lines))
        for part in _by_columns(panel, size)
        for lines in _by_rows(scene, part, size)
    ]


def _by_columns(panel: Panel, size: Size) -> list[Panel]:
    n = len(panel.headings) - 1
    if not panel.pages_columns or n <= size.most_columns:
        return [panel]
    pages = -(-n // size.most_columns)
    bounds = [round(n * page / pages) for page in range(pages + 1)]
    return [
        dataclasses.replace(
            panel,
            headings=(panel.headings[0], *panel.headings[first + 1 : last + 1]),
            widths=(),
            lines=tuple(
                dataclasses.replace(line, cells=line.cells[first:last]) for line in panel.lines
            ),
        )
        for first, last in itertools.pairwise(bounds)
    ]


def _by_rows(scene: Scene, panel: Panel, size: Size) -> list[list[Line]]:
    widths = column_widths(panel, size)
    heights = [_height(line, widths) for line in panel.lines]
    room = size.height - size.strip - _around(scene, panel, size)
    fullest = _packed(panel.lines, heights, room, size.most_rows)
    # The same number of sheets, filled as evenly as they can be.
    even = sum(heights) / len(fullest)
    while even < room:
        packed = _packed(panel.lines, heights, even, size.most_rows)
        if len(packed) == len(fullest):
            return packed
        even += ROW_PADDING
    return fullest


def _packed(
    lines: Sequence[Line], heights: Sequence[float], room: float, most_rows: int
) -> list[list[Line]]:
    """Lines on sheets of some height; a group that goes on has its heading there again."""
    sheets: list[list[Line]] = [[]]
    used, rows = 0.0, 0
    head: tuple[Line, float] | None = None
    for place, (line, height) in enumerate(zip(lines, heights, strict=True)):
        # A heading stands with at least the first of its rows.
        needed = height + (heights[place + 1] if line.heading and place + 1 < len(lines) else 0.0)
        needed_rows = 2 if line.heading else 1
        if sheets[-1] and (used + needed > room or rows + needed_rows > most_rows):
            sheets.append([])
            used, rows = 0.0, 0
            if head and not line.heading:
                sheets[-1].append(head[0])
                used, rows = head[1], 1
        if line.heading:
            head = (line, height)
        sheets[-1].append(line)
        used += height
        rows += 1
    return sheets


def _around(scene: Scene, panel: Panel, size: Size) -> float:
    """The height of all that stands on a sheet besides its rows and the strip."""
    across = size.width - 2 * EDGE
    title = len(wrapped(panel.title, across / TITLE_SIZE, bold=True)) * TITLE_SIZE * LINE + 0.4
    under = len(wrapped(subtitle(scene, panel), across)) * LINE
    widths = column_widths(panel, size)
    headings = max(
        (
            len(wrapped(words, width - CELL_PADDING, bold=True))
            for words, width in zip(panel.headings, widths, strict=True)
        ),
        default=0,
    )
    axis = AXIS_LINES * LINE + 0.2 if panel.scale else 0.0
    return title + under + headings * LINE + 0.45 + axis + foot_height(scene, panel, size)


def foot_height(scene: Scene, panel: Panel, size: Size) -> float:
    """The height of a sheet's foot: the key to its marks, and what is counted."""
    items = _key_widths(panel)
    return (len(_in_lines([*items, _width(counted(scene))], size)) * LINE) + 0.5


def _key_widths(panel: Panel) -> list[float]:
    directions, statuses = key(panel)
    named = [marks.DIRECTIONS[each].word for each in directions]
    named += [marks.STATUSES[each] for each in statuses]
    return [MARK + GAP + _width(words) for words in named]


def _in_lines(widths: Sequence[float], size: Size) -> list[float]:
    """How full each line is when items of some widths follow each other."""
    across = size.width - 2 * EDGE
    lines = [0.0]
    for width in widths:
        if lines[-1] and lines[-1] + width + 2 * GAP > across:
            lines.append(0.0)
        lines[-1] += width + 2 * GAP
    return lines


def _height(line: Line, widths: Sequence[float]) -> float:
    if line.heading:
        return _label_lines(line, sum(widths)) * LINE + ROW_PADDING
    cells = (
        cell_lines(cell, width - CELL_PADDING)
        for cell, width in zip(line.cells, widths[1:], strict=True)
    )
    return max(_label_lines(line, widths[0] - CELL_PADDING), *cells, 1) * LINE + ROW_PADDING


def _label_lines(line: Line, width: float) -> int:
    words = f"{line.label} {line.quiet}".strip()
    return len(wrapped(words, width, bold=True))


def cell_lines(cell: Cell, width: float) -> int:
    """How many lines a cell takes at some width in ems; 1 for an empty one."""
    lines, used = 1, 0.0
    for part in cell:
        across = _part_width(part)
        if used and used + GAP + across > width:
            lines, used = lines + 1, 0.0
        if across > width:
            more = len(wrapped(_words(part), max(width - _beside(part), 1.0))) - 1
            lines, used = lines + more, width
        else:
            used += across + (GAP if used else 0.0)
    return lines


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
    bold = isinstance(part, Finding) or (isinstance(part, Words) and part.tone == "bold")
    return _width(_words(part), bold=bold) + _beside(part)


def _width(text: str, *, bold: bool = False) -> float:
    return layout.text_width(text, bold=bold, size=1.0)


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """A text in lines that are no wider than some ems; no text gives no line."""
    return layout.wrapped(text, width * layout.FONT_SIZE, bold=bold)
