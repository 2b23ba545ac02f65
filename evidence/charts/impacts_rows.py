"""Rows of an impacts panel as lines of text at places: headings, labels, values, mark lines.

All places are pixels from the top of the plot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evidence.charts import layout, palette, quantities, shapes
from evidence.charts.impacts_panels import Panel

Row = dict[str, Any]

GAP = 12


@dataclass(frozen=True)
class Columns:
    """How wide a figure and its columns of text are, in pixels.

    ``label`` and ``value`` stand left and right of the marks; None for ``label`` puts the text
    above the marks. ``text`` is what a heading, or such text, may take.
    """

    figure: int
    text: int
    value: int
    label: int | None


@dataclass(frozen=True)
class DrawnRow:
    """One finding and where its mark stands; ``top`` and ``bottom`` bound its row."""

    row: Row
    mark: int
    top: int
    bottom: int


@dataclass(frozen=True)
class Arrangement:
    """Everything that has a vertical place: rows, and lines of text left and right."""

    rows: tuple[DrawnRow, ...]
    left: tuple[tuple[int, str], ...]
    right: tuple[tuple[int, str], ...]
    blocks: tuple[tuple[int, int], ...]
    height: int


def arrange(
    panel: Panel, first: int, last: int, columns: Columns, faint: frozenset[str]
) -> Arrangement:
    """Place the rows ``first`` to ``last`` (from 0, the last not included) under their headings.

    ``faint`` holds the ids of findings whose text is pale. A heading is repeated where a group
    goes on from the page before. ``blocks`` are the stretches between headings.
    """
    drawn: list[DrawnRow] = []
    left: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    blocks: list[tuple[int, int]] = []
    before = panel.rows[:first][-1:]
    heading, y = panel.heading(before[0]) if before else "", 0
    for place, row in enumerate(panel.rows[first:last]):
        own = panel.heading(row)
        if own != heading or place == 0:
            words = f"{own}, continued" if own == heading else own
            lines = layout.wrapped(words, columns.text, bold=True)
            y += 10 if place else 2
            left += [
                (y + 12 + layout.LINE * at, layout.bold(line)) for at, line in enumerate(lines)
            ]
            y += layout.LINE * len(lines) + 6
            blocks.append((y, y))
            heading = own
        lines_left, lines_right = _lines(panel, row, columns)
        count = max(len(lines_left), len(lines_right))
        pale = row["finding_id"] in faint
        left += [
            (y + 12 + layout.LINE * at, _written(line, pale, palette.TEXT))
            for at, line in enumerate(lines_left)
        ]
        right += [
            (y + 12 + layout.LINE * at, _written(line, pale, palette.SECONDARY))
            for at, line in enumerate(lines_right)
            if line
        ]
        above = columns.label is None and panel.scale is not None
        bottom = y + layout.LINE * count + (26 if above else 4)
        drawn.append(DrawnRow(row, bottom - 14 if above else y + 12, y, bottom))
        y = bottom
        blocks[-1] = (blocks[-1][0], y)
    return Arrangement(tuple(drawn), tuple(left), tuple(right), tuple(blocks), y)


# A line is a list of pieces, each with whether it is said quietly.
Line = list[tuple[str, bool]]


def _lines(panel: Panel, row: Row, columns: Columns) -> tuple[list[Line], list[Line]]:
    """The lines at the left and at the right of one row, in as few lines as they fit.

    The site's name and what sets the finding apart stand on one line where there is room. Above
    the marks, values share the lines of the label; beside them they have a column of their own.
    """
    name, outcome, label = row["site_short_name"], row["row_outcome"], row["row_label"]
    room = columns.text if columns.label is None else columns.label
    above = [(name, False), (f"{outcome},", True)] if outcome else [(name, False)]
    short: list[Line] = [[*above, (label, True)]]
    long: list[Line] = [above] if _width(above) <= room else [[piece] for piece in above]
    long += [[(line, True)] for line in layout.wrapped(label, room)]
    right = _values(_pieces(panel, row), short, columns)
    if _width(short[0]) <= room and len(right) == 1:
        return short, right
    split = _values(_pieces(panel, row), long, columns)
    if _width(short[0]) <= room and max(len(short), len(right)) < max(len(long), len(split)):
        return short, right
    # Two lines are needed either way; beside a column of values the label stays whole.
    if _width(short[0]) <= room and columns.label is not None:
        return short, right
    return long, split


def _values(pieces: Line, beside: Sequence[Line], columns: Columns) -> list[Line]:
    """Value, comparison and interval, each on the first line that still has room for it."""
    lines: list[Line] = [[]]
    for piece in pieces:
        while lines[-1] or len(lines) <= len(beside):
            if _width([*lines[-1], piece]) <= _room(len(lines) - 1, beside, columns):
                break
            lines.append([])
        lines[-1].append(piece)
    return lines


def _room(at: int, beside: Sequence[Line], columns: Columns) -> float:
    """How much room a line of values has, the text beside it taken off."""
    if columns.label is not None:
        return columns.value
    return columns.text - (_width(beside[at]) + GAP if at < len(beside) else 0)


def _pieces(panel: Panel, row: Row) -> Line:
    value = quantities.value_words(row)
    if row["value"] is None:
        return [(value, True)]
    compared, interval = quantities.compared_words(row), quantities.interval_words(row)
    said = [(value + "," if compared else value, False)]
    if compared:
        said.append((compared, False))
    if interval:
        said.append((interval, False))
    elif panel.has_intervals:
        said.append((quantities.NO_INTERVAL, True))
    return said


def _width(line: Line) -> float:
    return layout.text_width(" ".join(text for text, _ in line))


def _written(line: Line, pale: bool, default: str) -> str:
    """A line in Plotly's markup; what has the column's ``default`` colour needs none."""
    if pale:
        return layout.coloured(" ".join(text for text, _ in line), palette.GHOST_TEXT)
    return " ".join(
        shapes.plain(text) if colour == default else layout.coloured(text, colour)
        for text, colour in (
            (text, palette.SECONDARY if quiet else palette.TEXT) for text, quiet in line
        )
    )
