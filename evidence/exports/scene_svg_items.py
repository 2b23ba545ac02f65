"""What a picture of a scene is made of: texts, marks, boxes and lines, each with its place.

All lengths are pixels, y downwards. An item knows its box, so that a test can show that nothing
overlaps and nothing is cut; texts are measured as Arial.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from evidence.charts import layout, marks, palette, shapes
from evidence.charts.shapes import Drawing

SIZE = layout.FONT_SIZE
LEADING = 1.25
# How far below the top of its line a text's baseline lies, as a share of the type size.
BASELINE = 0.95

Extent = tuple[float, float, float, float]


@dataclass(frozen=True)
class Text:
    """One line of text; ``y`` is the top of the line, ``x`` the end that ``anchor`` names.

    A ``turned`` text reads downwards; its ``x`` is then the left edge and ``y`` the top.
    """

    x: float
    y: float
    words: str
    size: float = SIZE
    bold: bool = False
    colour: str = palette.TEXT
    anchor: str = "start"
    turned: bool = False

    @property
    def across(self) -> float:
        """How long the line is."""
        return layout.text_width(self.words, bold=self.bold, size=self.size)

    @property
    def extent(self) -> Extent:
        """Left, top, right and bottom."""
        if self.turned:
            return self.x, self.y, self.x + self.size * LEADING, self.y + self.across
        left = self.x - self.across * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, self.y, left + self.across, self.y + self.size * LEADING

    def written(self) -> str:
        """The text as SVG."""
        baseline = self.size * BASELINE
        at = f'x="{self.x:.1f}" y="{self.y + baseline:.1f}"'
        if self.turned:
            # Its baseline stands at the left, so that the letters' feet do.
            place = f"{self.x + self.size * 0.3:.1f} {self.y:.1f}"
            at = f'transform="translate({place}) rotate(90)"'
        style = "".join(
            (
                f' font-size="{self.size:g}"' if self.size != SIZE else "",
                ' font-weight="700"' if self.bold else "",
                f' fill="{self.colour}"' if self.colour != palette.TEXT else "",
                f' text-anchor="{self.anchor}"' if self.anchor != "start" else "",
            )
        )
        return f"<text {at}{style}>{escape(printable(self.words), quote=False)}</text>"


@dataclass(frozen=True)
class Mark:
    """A mark in a square; ``x`` and ``y`` are its corner at the top left."""

    x: float
    y: float
    drawing: Drawing
    faint: bool = False
    size: float = SIZE

    @property
    def extent(self) -> Extent:
        """Left, top, right and bottom of its square."""
        return self.x, self.y, self.x + self.size, self.y + self.size

    def written(self) -> str:
        """The mark as SVG."""
        place = (
            f'<svg x="{self.x:.1f}" y="{self.y:.1f}" width="{self.size:g}" height="{self.size:g}"'
        )
        drawn = shapes.svg(self.drawing).replace(
            "<svg xmlns='http://www.w3.org/2000/svg'", f"{place}{_opacity(self.faint)}", 1
        )
        return drawn


@dataclass(frozen=True)
class Box:
    """A rectangle; ``line`` is None where it has no outline."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    line: str | None = None
    pen: float = 1.5
    dashed: bool = False
    faint: bool = False
    round: float = 3.0

    @property
    def extent(self) -> Extent:
        """Left, top, right and bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height

    def written(self) -> str:
        """The rectangle as SVG."""
        line = f' stroke="{self.line}" stroke-width="{self.pen:g}"' if self.line else ""
        dash = ' stroke-dasharray="4 3"' if self.dashed else ""
        corner = f' rx="{self.round:g}"' if self.round else ""
        return (
            f'<rect x="{self.x:.1f}" y="{self.y:.1f}" width="{self.width:.1f}"'
            f' height="{self.height:.1f}" fill="{self.fill}"{corner}{line}{dash}'
            f"{_opacity(self.faint)}/>"
        )


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    pen: float = 1.0
    dash: str = ""
    faint: bool = False

    @property
    def extent(self) -> Extent:
        """Left, top, right and bottom."""
        return (
            min(self.x, self.to_x),
            min(self.y, self.to_y),
            max(self.x, self.to_x),
            max(self.y, self.to_y),
        )

    def written(self) -> str:
        """The line as SVG."""
        dash = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return (
            f'<line x1="{self.x:.1f}" y1="{self.y:.1f}" x2="{self.to_x:.1f}" y2="{self.to_y:.1f}"'
            f' stroke="{self.colour}" stroke-width="{self.pen:g}"{dash}{_opacity(self.faint)}/>'
        )


Item = Text | Mark | Box | Rule


@dataclass(frozen=True)
class Block:
    """Items from the corner (0, 0) and how much room they take."""

    items: tuple[Item, ...]
    width: float
    height: float


def moved(items: Iterable[Item], right: float, down: float) -> tuple[Item, ...]:
    """The same items at another place."""
    return tuple(_moved(item, right, down) for item in items)


def _moved(item: Item, right: float, down: float) -> Item:
    x, y = item.x + right, item.y + down
    if isinstance(item, Rule):
        return dataclasses.replace(item, x=x, y=y, to_x=item.to_x + right, to_y=item.to_y + down)
    return dataclasses.replace(item, x=x, y=y)


def stacked(blocks: Iterable[Block], gap: float = 0.0) -> Block:
    """Blocks one under the other; a block without height leaves no gap."""
    items: list[Item] = []
    width = y = 0.0
    for block in blocks:
        if not block.height:
            continue
        y += gap if y else 0.0
        items += moved(block.items, 0, y)
        y += block.height
        width = max(width, block.width)
    return Block(tuple(items), width, y)


def paragraph(
    words: str,
    width: float,
    *,
    size: float = SIZE,
    bold: bool = False,
    colour: str = palette.TEXT,
) -> Block:
    """A text in lines that fit a width; no words take no room."""
    lines = layout.wrapped(words, width * SIZE / size, bold=bold)
    step = size * LEADING
    items = tuple(
        Text(0, place * step, line, size=size, bold=bold, colour=colour)
        for place, line in enumerate(lines)
    )
    return Block(items, max((item.across for item in items), default=0.0), len(items) * step)


def printable(words: str) -> str:
    """Text without the characters that XML cannot hold."""
    return (
        "".join(
            letter
            for letter in words
            if letter in "\t\n\r" or " " <= letter <= "\ud7ff" or letter >= "\ue000"
        )
        .replace("\ufffe", "")
        .replace("\uffff", "")
    )


def _opacity(faint: bool) -> str:
    return f' opacity="{marks.FAINT}"' if faint else ""
