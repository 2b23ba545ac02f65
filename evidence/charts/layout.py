"""Pieces of Plotly layouts that charts share, as plain dicts: text columns, ticks, frames.

Vertical positions are pixels from the top, so that a row is as high as its text needs and nothing
is scaled: a figure's height is the sum of its rows and its margins.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from evidence.charts import palette, shapes

FONT_SIZE = 16
LINE = 20

# Widths of Arial's letters as shares of the type size; letters not named are 0.56 wide.
_WIDTHS = {
    letter: width
    for width, letters in {
        0.23: "ijl'’",
        0.28: "ftI.,:;!/\\[]| ",
        0.34: "r(){}-",
        0.40: '*"',
        0.50: "ckvxyzsJ",
        0.59: "+−",
        0.62: "FTZ",
        0.67: "ABEKPSVXY&",
        0.73: "CDHNRUw",
        0.78: "GOQ",
        0.84: "mM",
        0.89: "%",
        1.02: "W@→←—",
    }.items()
    for letter in letters
}


def text_width(text: str, *, bold: bool = False, size: float = FONT_SIZE) -> float:
    """How many pixels a line of Arial takes, rounded up a little."""
    width = sum(_WIDTHS.get(letter, 0.56) for letter in text) * size
    return width * (1.1 if bold else 1.01)


def wrapped(text: str, width: float, *, bold: bool = False) -> list[str]:
    """A text in lines that are no wider than some pixels; a longer word keeps its own line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def coloured(text: str, colour: str) -> str:
    """Text for a figure in a colour; its markup characters are escaped."""
    return f'<span style="color:{colour}">{shapes.plain(text)}</span>'


def bold(text: str) -> str:
    """Text for a figure in bold; its markup characters are escaped."""
    return f"<b>{shapes.plain(text)}</b>"


def ticks(
    low: float, high: float, pixels: float, written: Callable[[float], str]
) -> list[tuple[float, str]]:
    """Round numbers in a range, as many as fit side by side, each with its words.

    Args:
        low: lower end of the range.
        high: upper end, above ``low``.
        pixels: length of the axis.
        written: gives the words of a tick.
    """
    exponent = math.floor(math.log10((high - low) / 20))
    steps = (base * 10**power for power in range(exponent, exponent + 4) for base in (1, 2, 5))
    places: list[float] = []
    for step in steps:
        count = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
        places = [float(f"{number * step:.12g}") for number in count]
        widest = max((text_width(written(place)) for place in places), default=0.0)
        if widest * 1.2 <= step / (high - low) * pixels:
            break
    return [(place, written(place)) for place in places]


def text_column(
    lines: Iterable[tuple[float, str]], height: float, *, side: str, shift: float
) -> dict[str, Any]:
    """A y axis that shows lines of text and nothing else, left-aligned at the left or mirrored.

    Tick labels cost a tenth of what annotations cost on the wire.

    Args:
        lines: distance from the top in pixels, and the text (with Plotly's markup).
        height: of the plot in pixels.
        side: left or right.
        shift: how far from the plot's edge the text begins, in pixels, outwards.
    """
    placed = list(lines)
    return {
        "range": [height, 0],
        "side": side,
        "anchor": "free",
        "position": 0 if side == "left" else 1,
        "shift": -shift if side == "left" else shift,
        "ticklabelposition": "inside",
        "tickmode": "array",
        "tickvals": [place for place, _ in placed],
        "ticktext": [text for _, text in placed],
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
        "fixedrange": True,
    }


def frame(height: float, margin: dict[str, int]) -> dict[str, Any]:
    """The layout that all charts start from; ``height`` is that of the plot in pixels."""
    return {
        "template": {},
        "height": round(height + margin["t"] + margin["b"]),
        "margin": margin | {"pad": 0},
        "font": {"family": shapes.FONT, "size": FONT_SIZE, "color": palette.TEXT},
        "paper_bgcolor": palette.WHITE,
        "plot_bgcolor": palette.TRANSPARENT,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"namelength": -1},
        "dragmode": False,
    }


def segments(
    pairs: Sequence[tuple[float, float, float, float]],
    colour: str,
    width: float,
    *,
    meta: str,
    dash: str = "solid",
    opacity: float = 1.0,
) -> list[dict[str, Any]]:
    """One trace that draws straight lines; no lines give no trace.

    Args:
        pairs: x and y of one end, x and y of the other.
        colour: of all lines.
        width: in pixels.
        meta: what the lines are; such a trace holds no marks.
        dash: as Plotly names it.
        opacity: of the whole trace.
    """
    if not pairs:
        return []
    return [
        {
            "mode": "lines",
            "x": [x for x1, _, x2, _ in pairs for x in (x1, x2, None)],
            "y": [y for _, y1, _, y2 in pairs for y in (y1, y2, None)],
            "line": {"color": colour, "width": width, "dash": dash},
            "hoverinfo": "skip",
            "meta": meta,
            **({"opacity": opacity} if opacity != 1.0 else {}),
        }
    ]
