"""The cells of a picture: marks, words and boxes that follow each other and wrap."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.charts import layout, marks, palette
from evidence.exports import scene_svg_items as items
from evidence.exports.scene_svg_items import Block, Box, Item, Mark, Text
from evidence.scenes.parts import (
    Absence,
    Against,
    Contract,
    Dot,
    Finding,
    Nothing,
    Part,
    Words,
)

GAP = 8.0
SPACE = layout.text_width(" ")
LINE = items.SIZE * items.LEADING
INSET = 6.0
AFTER_MARK = 5.0
MARK_DOWN = (LINE - items.SIZE) / 2
NOTHING_GROUND = "#EEF1F2"


@dataclass(frozen=True)
class Token:
    """What is never broken: items from the corner (0, 0), their room, the gap before them."""

    items: tuple[Item, ...]
    width: float
    height: float = LINE
    gap: float = GAP


def tokens(part: Part, width: float) -> list[Token]:
    """The unbreakable pieces of a part, in order.

    Args:
        part: a dot gives none, as it stands on its scale.
        width: what the cell holds in pixels; longer words are broken between words.
    """
    match part:
        case Words(text=text, tone=tone):
            colour = palette.SECONDARY if tone == "quiet" else palette.TEXT
            return _words(text, width, bold=tone == "bold", colour=colour)
        case Finding():
            drawn = Mark(
                0, MARK_DOWN, marks.drawing(part.direction, part.evidence_status), part.faint
            )
            colour = palette.GHOST_TEXT if part.faint else palette.TEXT
            return _marked(drawn, part.words, width, bold=not part.faint, colour=colour)
        case Contract(status=status, words=words):
            drawn = Mark(0, MARK_DOWN, marks.CONTRACT_STATUSES[status])
            return _marked(drawn, words, width)
        case Absence(words=words):
            return [_boxed(words, width, dashed=True)]
        case Nothing(words=words):
            return [_boxed(words, width, dashed=False)]
        case Against():
            return _words("→", width, colour=palette.SECONDARY)
        case Dot():
            return []


def flow(pieces: Iterable[Token], width: float) -> Block:
    """Tokens in lines no wider than a width; a wider token has a line of its own."""
    placed: list[Item] = []
    x = y = tallest = widest = 0.0
    for token in pieces:
        if x and x + token.gap + token.width > width:
            x, y, tallest = 0.0, y + tallest + 2, 0.0
        continues = x > 0 and token.gap == SPACE
        x += token.gap if x else 0.0
        if not (continues and _joined(placed, token)):
            placed += items.moved(token.items, x, y)
        x += token.width
        tallest, widest = max(tallest, token.height), max(widest, x)
    return Block(tuple(placed), widest, y + tallest)


def least(part: Part) -> float:
    """How wide a cell has to be so that a part is not cut."""
    return max((token.width for token in tokens(part, 0)), default=0.0)


def label(words: str, quiet: str, width: float) -> Block:
    """The label of a line, with what follows it in grey."""
    pieces = _words(words, width)
    if quiet:
        pieces += _words(quiet, width, colour=palette.SECONDARY)
    return flow(pieces, width)


def _words(
    text: str, width: float, *, bold: bool = False, colour: str = palette.TEXT
) -> list[Token]:
    across = layout.text_width(text, bold=bold)
    pieces: Sequence[str] = [text] if across <= width else text.split()
    made = []
    for place, piece in enumerate(pieces):
        drawn = Text(0, 0, piece, bold=bold, colour=colour)
        made.append(Token((drawn,), drawn.across, gap=SPACE if place else GAP))
    return made


def _marked(
    drawn: Mark, words: str, width: float, *, bold: bool = False, colour: str = palette.TEXT
) -> list[Token]:
    """A mark that never parts from the first of its words."""
    if not words:
        return [Token((drawn,), drawn.size, gap=4.0)]
    beside = drawn.size + AFTER_MARK
    first, *rest = _words(words, width - beside, bold=bold, colour=colour)
    joined = (drawn, *items.moved(first.items, beside, 0))
    return [Token(joined, beside + first.width), *rest]


def _boxed(words: str, width: float, *, dashed: bool) -> Token:
    colour = palette.TEXT if dashed else palette.SECONDARY
    text = items.paragraph(words, max(width - 2 * INSET, 0), colour=colour)
    across, height = text.width + 2 * INSET, text.height + 4
    box = (
        Box(0.75, 0.75, across - 1.5, height - 1.5, line=palette.ABSENT, dashed=True)
        if dashed
        else Box(0, 0, across, height, fill=NOTHING_GROUND)
    )
    return Token((box, *items.moved(text.items, INSET, 2)), across, height)


def _joined(placed: list[Item], token: Token) -> bool:
    """Put the next word of a text into the same line of text, where it is one."""
    last, [word, *more] = placed[-1], token.items
    if not (isinstance(last, Text) and isinstance(word, Text)) or more:
        return False
    if (last.bold, last.colour) != (word.bold, word.colour):
        return False
    placed[-1] = dataclasses.replace(last, words=f"{last.words} {word.words}")
    return True
