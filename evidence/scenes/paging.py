"""How a scene is cut into sheets: one sheet is what one screen of a room holds without scrolling.

All lengths are in ems of the sheet's text, so a sheet looks the same on every screen of 16 to 9.
The wall's style (ui/styles/wall.css) draws with the same lengths.
"""

import dataclasses
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.charts import marks
from evidence.scenes import fitting
from evidence.scenes import scene as scenes
from evidence.scenes.fitting import CELL_PADDING, GAP, LINE, MARK, ROW_PADDING, RULE
from evidence.scenes.parts import Dot, Finding
from evidence.scenes.scene import Bar, Harvest, Line, Panel, Scale, Scene

EDGE = 0.8
LABEL = 0.24
TRACK_EDGE = 0.5
FOOT_PADDING = 0.35
MOST_SPARE = 1.2
# Of a harvest plot: the column of the levels' names, the gap between groups, and how wide bars are.
LEVEL_NAMES = 8.0
GROUP_GAP = 0.4
COUNT_SIZE = 1.2
WIDEST_BAR = 0.74
THINNEST_BAR = 0.2


@dataclass(frozen=True)
class Size:
    """How large text is on a wall, and how much fits there.

    ``text`` is the text's size in per cent of the screen's height; from ``reference/`` of the
    design: 4.4% for a room of thirty people, 5.9% for a hall. ``title`` and ``strip`` are the size
    of a sheet's title and the height of the strip, in ems of the text.
    """

    name: str
    text: float
    most_rows: int
    title: float
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
SIZES = {"room": Size("Room", 4.45, 8, 1.25), "hall": Size("Hall", 5.95, 5, 1.05)}


@dataclass(frozen=True)
class Sheet:
    """One screen of a scene: the part of a panel that fits, and which of how many it is.

    ``row_padding`` is what each row has above and below its lines together, in ems.
    """

    scene: Scene
    panel: Panel
    number: int
    of: int
    row_padding: float = ROW_PADDING


def sheets(scene: Scene, size: Size) -> list[Sheet]:
    """The screens of a scene, in order; none where it has no panels."""
    parts = [part for panel in scene.panels for part in _parts(scene, panel, size)]
    return [
        Sheet(scene, part, place, len(parts), _row_padding(scene, part, size))
        for place, part in enumerate(parts, start=1)
    ]


def column_widths(panel: Panel, size: Size) -> list[float]:
    """The width of every column of a panel in ems, that of the labels first."""
    across = size.width - 2 * EDGE
    if panel.widths:
        return [across * share / sum(panel.widths) for share in panel.widths]
    n_cells = max(len(panel.headings) - 1, 1)
    label = across * (LABEL if n_cells > 2 else 0.3)
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
        # The directions stand under its groups.
        statuses |= {bar.evidence_status for _, bars in panel.harvest.groups for bar in bars}
    return (
        [each for each in marks.DIRECTIONS if each in directions],
        [each for each in marks.STATUSES if each in statuses],
    )


def bar_pitch(harvest: Harvest, size: Size) -> float:
    """The width of one bar with its gap in ems, the same for all bars of a harvest plot."""
    room = size.width - 2 * EDGE - LEVEL_NAMES - GROUP_GAP * (len(harvest.groups) - 1)
    pitch = WIDEST_BAR
    while pitch > THINNEST_BAR and room < sum(
        max(least_width(*group, size), len(group[1]) * pitch) for group in harvest.groups
    ):
        pitch -= 0.01
    return pitch


def bars_left(bars: Sequence[Bar], size: Size) -> str:
    """How many bars of a group survive, and of how many where not all do: '6 of 16'.

    A hall has no room for the word between.
    """
    left = sum(not bar.faint for bar in bars)
    between = "/" if size.name == "Hall" else " of "
    return str(left) if left == len(bars) else f"{left}{between}{len(bars)}"


def least_width(direction: str, bars: Sequence[Bar], size: Size) -> float:
    """What the words under a group of bars take in ems: its mark and count, and its direction."""
    count = MARK + GAP + COUNT_SIZE * fitting.text_width(bars_left(bars, size), bold=True)
    return max(count, fitting.text_width(marks.DIRECTIONS[direction].word)) + GAP


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
    fit = _columns_that_fit(panel, size)
    if not panel.pages_columns or n <= fit:
        return [panel]
    pages = -(-n // fit)
    bounds = [round(n * page / pages) for page in range(pages + 1)]
    parts = (
        dataclasses.replace(
            panel,
            headings=(panel.headings[0], *panel.headings[first + 1 : last + 1]),
            widths=(),
            lines=tuple(
                dataclasses.replace(line, cells=line.cells[first:last]) for line in panel.lines
            ),
        )
        for first, last in itertools.pairwise(bounds)
    )
    return [_without_unmarked(part) if panel.drops_unmarked else part for part in parts]


def _without_unmarked(panel: Panel) -> Panel:
    """The panel without the rows that have nothing on it, and their number in its note."""
    marked = tuple(
        line
        for line in panel.lines
        if line.heading or any(isinstance(part, Finding) for cell in line.cells for part in cell)
    )
    lost = len(panel.lines) - len(marked)
    left_out = f"{lost} of {len(panel.lines)} rows have nothing here" if lost else ""
    note = "; ".join(each for each in (panel.note.rstrip("."), left_out) if each)
    return dataclasses.replace(panel, lines=marked, note=note)


def _columns_that_fit(panel: Panel, size: Size) -> int:
    """As many columns as leave room for the longest word of a heading."""
    words = [word for heading in panel.headings[1:] for word in heading.split()]
    widths = [fitting.text_width(word, bold=True) for word in words]
    longest = max(widths, default=0.0) + CELL_PADDING
    cells = (size.width - 2 * EDGE) * (1 - LABEL)
    return max(min(size.most_columns, int(cells / longest) if longest else 1), 1)


def _by_rows(scene: Scene, panel: Panel, size: Size) -> list[list[Line]]:
    fitting_lines = [part for line in panel.lines for part in _fitting(scene, panel, line, size)]
    panel = dataclasses.replace(panel, lines=tuple(fitting_lines))
    fullest = _packed(scene, panel, size, size.most_rows)
    # The same number of sheets, filled as evenly as they can be.
    for most_rows in range(-(-len(panel.lines) // len(fullest)), size.most_rows):
        packed = _packed(scene, panel, size, most_rows)
        if len(packed) == len(fullest):
            return packed
    return fullest


def _fitting(scene: Scene, panel: Panel, line: Line, size: Size) -> list[Line]:
    """A row that is higher than a whole sheet as rows that are not."""
    widths = tuple(column_widths(panel, size))
    alone = dataclasses.replace(panel, lines=(line,))
    around = _around(scene, alone, size) + ROW_PADDING + RULE
    # A row never stands without the heading of its group.
    around += max((fitting.height(each, widths) for each in panel.lines if each.heading), default=0)
    room = size.height - size.strip - around
    return fitting.divided(line, widths, max(int(room / (LINE + RULE)), 1))


def _row_padding(scene: Scene, panel: Panel, size: Size) -> float:
    """What is left of the screen, shared among the rows, so that few rows do not stand crowded."""
    if not panel.lines:
        return ROW_PADDING
    rows = sum(not line.heading for line in panel.lines)
    left = spare(scene, panel, size) / max(rows, 1)
    return ROW_PADDING + min(max(left, 0.0), MOST_SPARE)


def spare(scene: Scene, panel: Panel, size: Size) -> float:
    """How much of the screen's height a panel leaves; below 0 where it does not fit."""
    widths = column_widths(panel, size)
    used = sum(fitting.height(line, tuple(widths)) for line in panel.lines)
    return size.height - size.strip - _around(scene, panel, size) - used


def _packed(scene: Scene, panel: Panel, size: Size, most_rows: int) -> list[list[Line]]:
    """Lines on sheets; a group that goes on has its heading there again.

    A row that fits on no screen has a sheet of its own.
    """
    sheets: list[list[Line]] = [[]]
    head: Line | None = None
    for place, line in enumerate(panel.lines):
        # A heading stands with at least the first of its rows.
        added = panel.lines[place : place + 2] if line.heading else (line,)
        tried = (*sheets[-1], *added)
        if sheets[-1] and not (
            len(tried) <= most_rows
            and spare(scene, dataclasses.replace(panel, lines=tried), size) >= 0
        ):
            sheets.append([head] if head and not line.heading else [])
        if line.heading:
            head = line
        sheets[-1].append(line)
    return sheets


def _around(scene: Scene, panel: Panel, size: Size) -> float:
    """The height of all that stands on a sheet besides its rows and the strip."""
    across = size.width - 2 * EDGE
    title = fitting.n_lines(panel.title, across / size.title, bold=True)
    under = fitting.n_lines(subtitle(scene, panel), across) * LINE
    widths = column_widths(panel, size)
    # Over a scale the columns say themselves what they are; without a dot it is not drawn.
    headings = (
        0
        if panel.scale
        else max(
            fitting.n_lines(words, width - CELL_PADDING, bold=True)
            for words, width in zip(panel.headings, widths, strict=True)
        )
    )
    axis = (
        (1 + end_lines(panel.scale, widths[1])) * LINE + 0.2
        if has_axis(panel) and panel.scale
        else 0.0
    )
    return (
        title * size.title * LINE
        + 0.3
        + under
        + headings * LINE
        + 0.25
        + axis
        + foot_height(scene, panel, size)
    )


def has_axis(panel: Panel) -> bool:
    """Whether a scale is drawn: only where something stands on it."""
    cells = (cell for line in panel.lines for cell in line.cells)
    return panel.scale is not None and any(isinstance(part, Dot) for cell in cells for part in cell)


def foot_height(scene: Scene, panel: Panel, size: Size) -> float:
    """The height of a sheet's foot: the key to its marks, and what is counted."""
    items = [*_key_widths(panel), fitting.text_width(counted(scene))]
    return _in_lines(items, size) * LINE + FOOT_PADDING


def _key_widths(panel: Panel) -> list[float]:
    directions, statuses = key(panel)
    named = [marks.DIRECTIONS[each].word for each in directions]
    named += [marks.STATUSES[each] for each in statuses]
    # The first status has a line and its distance before it.
    apart = [2 * GAP if place == len(directions) else 0.0 for place in range(len(named))]
    return [
        MARK + GAP + fitting.text_width(words) + more
        for words, more in zip(named, apart, strict=True)
    ]


def _in_lines(widths: Sequence[float], size: Size) -> int:
    """How many lines items of some widths take when they follow each other; 0 for none."""
    lines, used = 0, float("inf")
    for width in widths:
        if used + 2 * GAP + width > size.width - 2 * EDGE:
            lines, used = lines + 1, width
        else:
            used += 2 * GAP + width
    return lines


def ticks(scale: Scale, width: float) -> list[tuple[float, str]]:
    """The ticks that have room beside each other: every one, every second, every third, ...

    The axis is ``width`` ems long; the reference is among its ticks.
    """
    names = [value for value, _ in scale.ticks]
    start = names.index(scale.reference) if scale.reference in names else 0
    for step in range(1, len(names) + 1):
        kept = [each for place, each in enumerate(scale.ticks) if (place - start) % step == 0]
        apart = [
            (scale.share(right) - scale.share(left)) * (width - 2 * TRACK_EDGE)
            > (fitting.text_width(left_words) + fitting.text_width(right_words)) / 2 + GAP
            for (left, left_words), (right, right_words) in itertools.pairwise(kept)
        ]
        if all(apart):
            return kept
    return []


def end_lines(scale: Scale, width: float) -> int:
    """On how many lines the words at the two ends of an axis stand: 1, or 2 where it is short."""
    both = fitting.text_width(scale.left) + fitting.text_width(scale.right) + 2 * GAP
    return 1 if both <= width - 2 * TRACK_EDGE else 2
