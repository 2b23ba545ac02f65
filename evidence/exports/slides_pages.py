"""How a panel goes on slides: in columns and rows that fit, never smaller than 18 points.

All lengths are inches on a slide of 16 to 9.
"""

import dataclasses
import itertools
import math
from dataclasses import dataclass

from evidence.charts import layout
from evidence.exports import slides_words as words
from evidence.exports.slides_words import Run
from evidence.scenes.parts import Cell, Dot
from evidence.scenes.scene import Line, Panel

ACROSS, DOWN = 13.333, 7.5
EDGE = 0.5
ROOM = ACROSS - 2 * EDGE
INSET = 0.08
PADDING = 0.09
AXIS = 0.85
STEP = 0.1
MOST_COLUMNS = 4
LEAST_COLUMN = 1.3
LABEL_SHARE, MOST_LABEL_SHARE = 0.24, 0.3
CHART_SHARE = 0.33
# A label beside a chart says the site and the group; its cell has a figure only.
BESIDE_CHART = 0.57


@dataclass(frozen=True)
class Row:
    """One row of a slide's table; a heading has one cell that goes across."""

    cells: tuple[tuple[Run, ...], ...]
    height: float
    line: Line


@dataclass(frozen=True)
class Page:
    """The table of one slide, and how much of the width it leaves to a chart beside it."""

    panel: Panel
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    head_height: float
    rows: tuple[Row, ...]
    chart_width: float = 0.0


def pages(panel: Panel, room: float) -> list[Page]:
    """The pages of a panel of lines.

    Args:
        panel: a harvest plot gives no page; a panel without lines neither.
        room: the height for the table, its heading and an axis beneath, in inches.
    """
    if panel.harvest or not panel.lines:
        return []
    return [page for part in _columns(panel) for page in _rows(part, room)]


def _columns(panel: Panel) -> list[Page]:
    """The panel cut by columns, with all rows in each."""
    headings, lines = _table(panel)
    chart = ROOM * CHART_SHARE if panel.scale else 0.0
    n = max(len(headings) - 1, 1)
    most = MOST_COLUMNS if panel.pages_columns else n
    needed = [_needed(place, headings, lines) for place in range(len(headings))]
    while most > 1 and _too_narrow(needed, most, ROOM - chart):
        most -= 1
    n_parts = math.ceil(n / most)
    bounds = [round(n * part / n_parts) for part in range(n_parts + 1)]
    made = []
    for first, last in itertools.pairwise(bounds):
        shown = (0, *range(first + 1, last + 1))
        own = tuple(headings[place] for place in shown if place < len(headings))
        cells = [
            line if len(line) == 1 else tuple(line[place] for place in shown) for line in lines
        ]
        whole = [_in_one_line(place, lines) for place in shown]
        widths = _widths(
            [needed[place] for place in shown], ROOM - chart, whole, BESIDE_CHART if chart else 0.5
        )
        made.append(_page(panel, own, cells, widths, chart))
    return made


def _page(
    panel: Panel,
    headings: tuple[str, ...],
    cells: list[tuple[tuple[Run, ...], ...]],
    widths: tuple[float, ...],
    chart: float,
) -> Page:
    heights = []
    for row in cells:
        # A heading goes across all columns.
        own = (sum(widths),) if len(row) == 1 else widths
        heights.append(max(_height(each, width) for each, width in zip(row, own, strict=True)))
    rows = tuple(
        Row(row, height, line)
        for row, height, line in zip(cells, heights, panel.lines, strict=True)
    )
    head = max(
        words.n_lines(each, width - 2 * INSET, bold=True)
        for each, width in zip(headings, widths, strict=True)
    )
    return Page(panel, headings, widths, words.height(head) + PADDING, rows, chart)


def _rows(page: Page, room: float) -> list[Page]:
    """A page cut by rows; a group that goes on has its heading there again."""
    left = room - page.head_height - (AXIS if page.chart_width else 0.0)
    parts = _parts(page, left)
    # No slide with a last row alone: as many slides as needed, filled about equally.
    while len(parts) > 1 and left > STEP and len(_parts(page, left - STEP)) == len(parts):
        left -= STEP
        parts = _parts(page, left)
    return [dataclasses.replace(page, rows=tuple(part)) for part in parts]


def _parts(page: Page, room: float) -> list[list[Row]]:
    """The rows cut where the room is full; a row that is higher than it has a part of its own."""
    parts: list[list[Row]] = [[]]
    used = 0.0
    head: Row | None = None
    for place, row in enumerate(page.rows):
        following = page.rows[place + 1 : place + 2] if row.line.heading else ()
        if parts[-1] and used + row.height + sum(each.height for each in following) > room:
            parts.append([])
            used = 0.0
            if head and not row.line.heading:
                parts[-1].append(head)
                used = head.height
        if row.line.heading:
            head = row
        parts[-1].append(row)
        used += row.height
    return parts


def _table(panel: Panel) -> tuple[tuple[str, ...], list[tuple[tuple[Run, ...], ...]]]:
    """Headings and cells; on a panel with a scale the mark stands with its figure."""
    headings = panel.headings or ("",)
    if panel.scale:
        headings = (headings[0], *(headings[2:] or headings[1:2]))
    return headings, [_cells(panel, line) for line in panel.lines]


def _cells(panel: Panel, line: Line) -> tuple[tuple[Run, ...], ...]:
    label = Run(line.label, bold=line.heading)
    named = (label, *([Run(f" {line.quiet}", "#4C6272")] if line.quiet else []))
    if line.heading:
        return (named,)
    cells: tuple[Cell, ...] = line.cells
    if panel.scale and len(cells) > 1:
        cells = ((*_dots_last(cells[0]), *cells[1]), *cells[2:])
    return (named, *(tuple(words.runs(cell)) for cell in cells))


def _dots_last(cell: Cell) -> Cell:
    """Dots directly before their figure."""
    return tuple(sorted(cell, key=lambda part: isinstance(part, Dot)))


def _needed(
    place: int, headings: tuple[str, ...], lines: list[tuple[tuple[Run, ...], ...]]
) -> float:
    """How wide a column has to be for its longest word."""
    wanted = [words.longest_word(headings[place], bold=True)] if place < len(headings) else []
    wanted += [
        words.longest_word(words.text(line[place]), bold=True) for line in lines if len(line) > 1
    ]
    return max([LEAST_COLUMN, *(each + 2 * INSET for each in wanted)])


def _too_narrow(needed: list[float], most: int, room: float) -> bool:
    cells = sorted(needed[1:], reverse=True)[:most]
    return needed[0] + sum(cells) > room


def _in_one_line(place: int, lines: list[tuple[tuple[Run, ...], ...]]) -> float:
    """How wide a column has to be for every cell to stay on one line."""
    wanted = [0.0]
    for line in lines:
        if len(line) > 1:
            said, bold = words.text(line[place]), any(run.bold for run in line[place])
            wanted.append(layout.text_width(said, bold=bold, size=words.POINTS))
    return max(wanted) / 72 / words.SLACK + 2 * INSET + 0.02


def _widths(needed: list[float], room: float, whole: list[float], lone: float) -> tuple[float, ...]:
    """The widths: cells equal where every word fits, else as needed and the rest shared.

    Labels stay on one line as long as that leaves most of the room to the cells. ``lone`` is the
    least share of a label that has one cell beside it.
    """
    n = len(needed) - 1
    if not n:
        return (room,)
    if n == 1:
        label = max(needed[0], room * lone, min(whole[0], room - max(needed[1], whole[1])))
    else:
        label = max(needed[0], room * LABEL_SHARE, min(whole[0], room * MOST_LABEL_SHARE))
    cell = (room - label) / n
    if all(each <= cell for each in needed[1:]):
        return (label, *([cell] * n))
    spare = max(room - sum(needed), 0.0) / len(needed)
    return tuple(each + spare for each in needed)


def _height(cell: tuple[Run, ...], width: float) -> float:
    lines = words.n_lines(words.text(cell), width - 2 * INSET, bold=any(run.bold for run in cell))
    return words.height(lines) + PADDING
