"""A panel of lines as a picture: headings, labels, cells, and dots on their scale."""

from collections.abc import Sequence

from evidence.charts import layout, palette
from evidence.exports import scene_svg_cells as cells
from evidence.exports import scene_svg_items as items
from evidence.exports import scene_svg_scale as scales
from evidence.exports.scene_svg_items import Block, Box, Item, Rule
from evidence.scenes.parts import Cell, Dot
from evidence.scenes.scene import Line, Panel

BETWEEN = 16.0
PADDING = 5.0
LABEL_SHARE = 0.24
HEADING_GROUND = "#F0F4F5"


def block(panel: Panel, width: float) -> Block:
    """The table of a panel; wider than asked where its words need that, so that none is cut."""
    widths = column_widths(panel, width)
    across = sum(widths)
    head = _headings(panel, widths)
    rows = [_row(panel, line, widths) for line in panel.lines]
    body = items.stacked(rows) if rows else items.paragraph("Nothing to show.", across)
    parts = [head, Block(body.items, across, body.height)]
    if panel.scale and rows:
        x, room = widths[0], widths[1] - BETWEEN
        grid = items.moved(scales.grid(panel.scale, room, body.height), x, 0)
        parts[1] = Block((*_grounds(rows), *grid, *body.items), across, body.height)
        axis = scales.axis(panel.scale, room)
        parts.append(Block(items.moved(axis.items, x, 4), across, axis.height + 4))
    elif rows:
        parts[1] = Block((*_grounds(rows), *body.items), across, body.height)
    whole = items.stacked(parts)
    return Block(whole.items, across, whole.height)


def column_widths(panel: Panel, width: float) -> list[float]:
    """The width of every column, that of the labels first, the gap after it included.

    They follow the panel's own shares where every word fits; else each column has what it needs
    and the rest is shared.
    """
    n = max([len(panel.headings), *(1 + len(line.cells) for line in panel.lines)], default=1)
    shares = _shares(panel, n)
    wanted = [width * share for share in shares]
    needed = [_least(panel, place) + BETWEEN for place in range(n)]
    if all(each >= least for each, least in zip(wanted, needed, strict=True)):
        return wanted
    spare = max(width - sum(needed), 0.0)
    return [least + spare * share for least, share in zip(needed, shares, strict=True)]


def _shares(panel: Panel, n: int) -> list[float]:
    if len(panel.widths) == n:
        return [each / sum(panel.widths) for each in panel.widths]
    if n == 1:
        return [1.0]
    return [LABEL_SHARE] + [(1 - LABEL_SHARE) / (n - 1)] * (n - 1)


def _least(panel: Panel, column: int) -> float:
    """What the widest word, mark or box of a column takes."""
    named = panel.headings[column] if column < len(panel.headings) else ""
    needed = [layout.text_width(word, bold=True) for word in named.split()]
    for line in panel.lines:
        if line.heading:
            continue
        if column == 0:
            words = f"{line.label} {line.quiet}".split()
            needed += [layout.text_width(word) for word in words]
        elif column <= len(line.cells):
            needed += [cells.least(part) for part in line.cells[column - 1]]
    if column == 1 and panel.scale:
        needed.append(scales.least(panel.scale))
    return max(needed, default=0.0)


def _headings(panel: Panel, widths: Sequence[float]) -> Block:
    if not any(panel.headings):
        return Block((), 0, 0)
    texts = [
        items.paragraph(words, width - BETWEEN, bold=True)
        for words, width in zip(panel.headings, widths, strict=False)
    ]
    height = max(text.height for text in texts)
    made: list[Item] = []
    x = 0.0
    for text, width in zip(texts, widths, strict=False):
        made += items.moved(text.items, x, height - text.height)
        x += width
    foot = height + PADDING
    across = sum(widths)
    made.append(Rule(0, foot, across, foot, palette.SECONDARY, pen=2))
    return Block(tuple(made), across, foot + 1)


def _row(panel: Panel, line: Line, widths: Sequence[float]) -> Block:
    across = sum(widths)
    if line.heading:
        words = f"{line.label} {line.quiet}".strip()
        text = items.paragraph(words, across - BETWEEN, bold=True)
        height = text.height + 2 * PADDING
        return Block(items.moved(text.items, 0, PADDING), across, height)
    blocks = [cells.label(line.label, line.quiet, widths[0] - BETWEEN)]
    blocks += [
        cells.flow(_tokens(cell, width - BETWEEN), width - BETWEEN)
        for cell, width in zip(line.cells, widths[1:], strict=False)
    ]
    height = max(max(each.height for each in blocks), cells.LINE) + 2 * PADDING
    made: list[Item] = []
    x = 0.0
    for place, (each, width) in enumerate(zip(blocks, widths, strict=False)):
        if place == 1 and panel.scale:
            drawn = [part for part in line.cells[0] if isinstance(part, Dot)]
            middle = PADDING + cells.LINE / 2
            made += items.moved(scales.dots(drawn, panel.scale, width - BETWEEN, middle), x, 0)
        made += items.moved(each.items, x, PADDING)
        x += width
    made.append(Rule(0, height, across, height, palette.HAIRLINE))
    return Block(tuple(made), across, height)


def _tokens(cell: Cell, width: float) -> list[cells.Token]:
    return [token for part in cell for token in cells.tokens(part, width)]


def _grounds(rows: Sequence[Block]) -> list[Item]:
    """A pale ground under every line that heads others, drawn before grid and words."""
    made: list[Item] = []
    y = 0.0
    for row in rows:
        if not any(isinstance(item, Rule) for item in row.items):
            made.append(Box(0, y, row.width, row.height, fill=HEADING_GROUND, round=0))
        y += row.height
    return made
