"""One panel of a scene as an SVG picture that says by itself what it shows and who says so."""

from html import escape

from evidence.charts import marks, palette
from evidence.dates import date_words
from evidence.exports import panel_table, scene_svg_harvest, scene_svg_table
from evidence.exports import scene_svg_cells as cells
from evidence.exports import scene_svg_items as items
from evidence.exports.scene_svg_items import Block, Box, Item, Mark, Rule, Text
from evidence.scenes import paging
from evidence.scenes import scene as scenes
from evidence.scenes.parts import Absence, Dot, Nothing
from evidence.scenes.scene import Panel, Scene

EDGE = 24.0
TITLE = 24.0
PANEL_TITLE = 19.0
GAP = 10.0
# More of them would be longer than the picture.
MOST_SOURCES = 40


def svg(
    scene: Scene,
    panel: Panel,
    *,
    width: float,
    revision: int | None = None,
    revised_at: str = "",
    framed: bool = True,
) -> str:
    """The picture as an SVG document in Arial.

    Args:
        scene: what the panel belongs to.
        panel: what is drawn; where it has nothing the picture says so.
        width: in pixels; the picture is wider where its words would else be cut.
        revision: of the data, written at the foot; None leaves it out.
        revised_at: when that revision was saved, in ISO 8601.
        framed: whether title, counted, filters, notes, sources and revision are in the picture;
            a page that says them in its own words has only the key and the panel drawn.
    """
    drawn = picture(
        scene, panel, width=width, revision=revision, revised_at=revised_at, framed=framed
    )
    alternative = escape(items.printable(panel_table.described(panel)), quote=True)
    size = f"{drawn.width:.0f} {drawn.height:.0f}"
    across, down = size.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{across}"'
        f' height="{down}" preserveAspectRatio="xMinYMin meet"'
        f' role="img" aria-label="{alternative}"'
        f' font-family="Arial, Helvetica, sans-serif" font-size="{items.SIZE}"'
        f' fill="{palette.TEXT}"><rect width="{across}" height="{down}" fill="{palette.WHITE}"/>'
        f"{''.join(item.written() for item in drawn.items)}</svg>"
    )


def picture(
    scene: Scene,
    panel: Panel,
    *,
    width: float,
    revision: int | None = None,
    revised_at: str = "",
    framed: bool = True,
) -> Block:
    """All items of the picture with their places; arguments as for ``svg``."""
    edge = EDGE if framed else 2.0
    room = width - 2 * edge
    body = _body(panel, room)
    across = max(room, body.width)
    key = _key(panel, across)
    above = _above(scene, panel, across) if framed else Block((), 0, 0)
    below = _below(scene, across, revision, revised_at) if framed else Block((), 0, 0)
    whole = items.stacked([above, key, body, below], gap=GAP + 4)
    return Block(items.moved(whole.items, edge, edge), across + 2 * edge, whole.height + 2 * edge)


def counted(scene: Scene) -> str:
    """'n of N findings; filters in words', and what does not survive."""
    return "; ".join(each for each in (scene.counted, scene.filters, scene.survival) if each)


def edition(revision: int, revised_at: str) -> str:
    """Which state of the data is shown: 'Data revision 7 of 22 November 2026'."""
    return f"Data revision {revision} of {date_words(revised_at[:10])}"


def _body(panel: Panel, room: float) -> Block:
    if panel.harvest:
        return scene_svg_harvest.block(panel.harvest, room)
    return scene_svg_table.block(panel, room)


def _above(scene: Scene, panel: Panel, width: float) -> Block:
    own = panel.title if panel.title != scene.title else ""
    return items.stacked(
        [
            items.paragraph(scene.title, width, size=TITLE, bold=True),
            items.paragraph(own, width, size=PANEL_TITLE, bold=True),
            items.paragraph(f"{counted(scene)}.", width, colour=palette.SECONDARY),
            items.paragraph(panel.note, width, colour=palette.SECONDARY),
        ],
        gap=3,
    )


def _below(scene: Scene, width: float, revision: int | None, revised_at: str) -> Block:
    sources = "; ".join(source.words for source in scene.sources[:MOST_SOURCES])
    more = len(scene.sources) - MOST_SOURCES
    sources += f"; and {more} more" if more > 0 else ""
    lines = [*scene.notes, f"Sources: {sources}." if sources else ""]
    if revision is not None:
        lines.append(f"{edition(revision, revised_at)}. Every figure is as reported by its source.")
    grey = palette.SECONDARY
    rule = Block((Rule(0, 0, width, 0, palette.HAIRLINE),), width, 1)
    words = [items.paragraph(line, width, size=14, colour=grey) for line in lines]
    return items.stacked([rule, *words], gap=4)


def _key(panel: Panel, width: float) -> Block:
    """The marks that the panel uses, each with its word, and what lines and boxes mean."""
    directions, statuses = paging.key(panel)
    named = [(marks.drawing(each, "evaluated"), marks.DIRECTIONS[each].word) for each in directions]
    named += [(marks.drawing("improved", each), marks.STATUSES[each]) for each in statuses]
    contracts = {part.status for part in scenes.contracts(panel)}
    named += [
        (drawing, f"contract {status}")
        for status, drawing in marks.CONTRACT_STATUSES.items()
        if status in contracts
    ]
    tokens = [
        _named((Mark(0, cells.MARK_DOWN, drawing),), items.SIZE, words) for drawing, words in named
    ]
    return cells.flow([*tokens, *_lines_and_boxes(panel)], width)


def _lines_and_boxes(panel: Panel) -> list[cells.Token]:
    drawn = [part for line in panel.lines for cell in line.cells for part in cell]
    found = [part for part in drawn if isinstance(part, Dot)]
    middle = cells.LINE / 2
    made = []
    if any(dot.low is not None for dot in found):
        line = Rule(0, middle, 24, middle, palette.SECONDARY, pen=2.5)
        made.append(_named((line,), 24, "interval of the source"))
    if any(dot.beside is not None for dot in found):
        bar = Rule(2, middle - 7, 2, middle + 7, palette.TEXT, pen=3)
        made.append(_named((bar,), 4, "the comparator"))
    if any(isinstance(part, Absence) for part in drawn):
        box = Box(0, 2, 16, 16, line=palette.ABSENT, dashed=True)
        made.append(_named((box,), 16, "a source says it is missing"))
    if any(isinstance(part, Nothing) for part in drawn):
        ground = Box(0, 2, 16, 16, fill=cells.NOTHING_GROUND)
        made.append(_named((ground,), 16, "none found in this set"))
    return made


def _named(drawn: tuple[Item, ...], across: float, words: str) -> cells.Token:
    text = Text(across + cells.AFTER_MARK, 0, words)
    return cells.Token((*drawn, text), text.x + text.across, gap=20.0)
