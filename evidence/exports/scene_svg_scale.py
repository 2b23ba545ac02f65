"""The scale of a picture: grid, dots with their intervals, ticks and what the ends mean."""

from collections.abc import Sequence

from evidence.charts import layout, marks, palette
from evidence.exports import scene_svg_items as items
from evidence.exports.scene_svg_items import Block, Item, Mark, Rule, Text
from evidence.scenes.parts import Dot
from evidence.scenes.scene import Scale

# Empty pixels at both ends of a scale: half a tick's words.
EDGE = 30.0
LEAST = 260.0
BETWEEN_TICKS = 8.0
INTERVAL = 2.5
HALF_MARK = items.SIZE / 2


def place(scale: Scale, value: float, width: float) -> float:
    """How far from the column's left edge a value stands; held at the ends of the scale."""
    share = min(max(scale.share(value), 0.0), 1.0)
    return EDGE + share * (width - 2 * EDGE)


def grid(scale: Scale, width: float, height: float) -> tuple[Item, ...]:
    """Lines at the ticks, and a dark one where there is no effect."""
    lines = [
        Rule(x, 0, x, height, palette.HAIRLINE)
        for x in (place(scale, value, width) for value, _ in scale.ticks)
    ]
    if scale.reference is not None:
        x = place(scale, scale.reference, width)
        lines.append(Rule(x, 0, x, height, palette.TEXT, pen=1.6))
    return tuple(lines)


def dots(drawn: Sequence[Dot], scale: Scale, width: float, middle: float) -> tuple[Item, ...]:
    """The dots of one row, the intervals beneath the marks; ``middle`` is the row's height."""
    lines: list[Item] = []
    made: list[Item] = []
    for dot in drawn:
        x = place(scale, dot.value, width)
        if dot.beside is not None:
            beside = place(scale, dot.beside, width)
            lines += [
                Rule(x, middle, beside, middle, palette.SECONDARY, 1.5, "1.5 3", dot.faint),
                Rule(beside, middle - 7, beside, middle + 7, palette.TEXT, 3, faint=dot.faint),
            ]
        if dot.low is not None and dot.high is not None:
            colour = marks.DIRECTIONS[dot.direction].colour
            low, high = (place(scale, end, width) for end in (dot.low, dot.high))
            lines.append(Rule(low, middle, high, middle, colour, INTERVAL, faint=dot.faint))
            lines += _beyond(dot, scale, (low, high), middle)
        drawing = marks.drawing(dot.direction, dot.evidence_status)
        made.append(Mark(x - HALF_MARK, middle - HALF_MARK, drawing, dot.faint))
    return (*lines, *made)


def axis(scale: Scale, width: float) -> Block:
    """The words of the ticks, and beneath them what the two ends mean.

    Words of a tick that would run into those before it are left out; its line stays.
    """
    made: list[Item] = []
    taken = 0.0
    for value, words in sorted(scale.ticks):
        text = Text(place(scale, value, width), 0, words, colour=palette.SECONDARY, anchor="middle")
        left, _, right, _ = text.extent
        if left >= taken:
            made.append(text)
            taken = right + BETWEEN_TICKS
    step = items.SIZE * items.LEADING
    both = layout.text_width(scale.left) + layout.text_width(scale.right) + 2 * BETWEEN_TICKS
    lower = 1 if both <= width else 2
    made.append(Text(0, step, scale.left, colour=palette.SECONDARY))
    made.append(Text(width, step * lower, scale.right, colour=palette.SECONDARY, anchor="end"))
    return Block(tuple(made), width, step * (lower + 1))


def least(scale: Scale) -> float:
    """How wide the column has to be for the words at its ends."""
    return max(LEAST, layout.text_width(scale.left), layout.text_width(scale.right))


def _beyond(dot: Dot, scale: Scale, ends: tuple[float, float], middle: float) -> list[Item]:
    """Arrow heads where an interval goes on beyond the scale."""
    colour = marks.DIRECTIONS[dot.direction].colour
    values = (dot.low, dot.high)
    made: list[Item] = []
    for x, value, way in zip(ends, values, (1, -1), strict=True):
        if value is not None and not 0 <= scale.share(value) <= 1:
            for tilt in (-5, 5):
                tip = x + way * 6
                made.append(Rule(x, middle, tip, middle + tilt, colour, INTERVAL, faint=dot.faint))
    return made
