"""A harvest plot as a picture: a bar a site, its height the design, its fill the status."""

from collections.abc import Sequence

from evidence.charts import layout, marks, palette
from evidence.exports import scene_svg_items as items
from evidence.exports.scene_svg_items import Block, Box, Item, Mark, Rule, Text
from evidence.scenes.scene import Bar, Harvest

LEVEL = 60.0
WIDEST_BAR, NARROWEST_BAR = 34.0, 22.0
BETWEEN_BARS = 5.0
BETWEEN_GROUPS = 44.0
NAME = 14.0
COUNT = 26.0
DOT = 7.0


def block(harvest: Harvest, width: float) -> Block:
    """The bars by direction, each with its site's name; wider where the bars need that."""
    left = max((layout.text_width(words) for words in harvest.levels), default=0.0) + 24
    bar = _bar_width(harvest, width - left)
    rooms = [_room(direction, bars, bar) for direction, bars in harvest.groups]
    across = max(width, left + sum(rooms) + BETWEEN_GROUPS * max(len(rooms) - 1, 0))
    foot = LEVEL * len(harvest.levels)
    names = max(
        (layout.text_width(each.site, size=NAME) for _, bars in harvest.groups for each in bars),
        default=0.0,
    )
    made: list[Item] = _levels(harvest.levels, across)
    gap = (across - left - sum(rooms)) / max(len(rooms), 1)
    x = left + gap / 2
    for (direction, bars), room in zip(harvest.groups, rooms, strict=True):
        made += _group(direction, bars, x, room, bar, foot, names)
        x += room + gap
    beneath = names + 16 + COUNT * items.LEADING + items.SIZE * items.LEADING + 8
    return Block(tuple(made), across, foot + beneath)


def _bar_width(harvest: Harvest, room: float) -> float:
    """The widest bars with which all groups stand side by side, but never too thin for a name."""
    gaps = BETWEEN_GROUPS * max(len(harvest.groups) - 1, 0)
    bar = WIDEST_BAR
    while bar > NARROWEST_BAR:
        if sum(_room(name, bars, bar) for name, bars in harvest.groups) + gaps <= room:
            break
        bar -= 1
    return bar


def _room(direction: str, bars: Sequence[Bar], bar: float) -> float:
    return max(len(bars) * (bar + BETWEEN_BARS) - BETWEEN_BARS, _word_width(direction))


def _word_width(direction: str) -> float:
    return items.SIZE + 6 + layout.text_width(marks.DIRECTIONS[direction].word)


def _levels(levels: Sequence[str], across: float) -> list[Item]:
    """A line at the height of every design, with its name beneath it."""
    made: list[Item] = []
    for place, words in enumerate(reversed(levels)):
        y = place * LEVEL
        made.append(Rule(0, y, across, y, palette.HAIRLINE))
        made.append(Text(0, y + 6, words, colour=palette.SECONDARY))
    return made


def _group(
    direction: str,
    bars: Sequence[Bar],
    x: float,
    room: float,
    bar: float,
    foot: float,
    names: float,
) -> list[Item]:
    mark = marks.DIRECTIONS[direction]
    taken = max(len(bars) * (bar + BETWEEN_BARS) - BETWEEN_BARS, 0.0)
    start = x + (room - taken) / 2
    made: list[Item] = []
    for place, each in enumerate(bars):
        at = start + place * (bar + BETWEEN_BARS)
        made += _bar(direction, each, at, bar, foot)
        name = Text(
            at + (bar - NAME * items.LEADING) / 2,
            foot + 8,
            each.site,
            size=NAME,
            colour=palette.GHOST_TEXT if each.faint else palette.TEXT,
            turned=True,
        )
        made.append(name)
    made.append(Rule(x, foot, x + room, foot, palette.TEXT, pen=2.5))
    below = foot + names + 16
    middle = x + room / 2
    count = Text(
        middle, below, str(len(bars)), size=COUNT, bold=True, colour=mark.colour, anchor="middle"
    )
    word_at = middle - _word_width(direction) / 2
    y = below + COUNT * items.LEADING + 2
    return [
        *made,
        count,
        Mark(word_at, y + 2, marks.drawing(direction, "evaluated")),
        Text(word_at + items.SIZE + 6, y, mark.word),
    ]


def _bar(direction: str, bar: Bar, x: float, width: float, foot: float) -> list[Item]:
    drawing = marks.drawing(direction, bar.evidence_status)
    height = bar.height * LEVEL
    pen = 2.0
    fill = "none" if drawing.body == palette.TRANSPARENT else drawing.body
    made: list[Item] = [
        Box(
            x + pen / 2,
            foot - height + pen / 2,
            width - pen,
            height - pen / 2,
            fill=fill,
            line=drawing.line,
            pen=pen,
            dashed=drawing.dashed,
            faint=bar.faint,
            round=0,
        )
    ]
    if drawing.centre:
        made.append(
            Box(
                x + (width - DOT) / 2,
                foot - min(height, LEVEL) / 2 - DOT / 2,
                DOT,
                DOT,
                fill=drawing.centre.colour,
                faint=bar.faint,
                round=DOT / 2,
            )
        )
    return made
