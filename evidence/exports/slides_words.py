"""The words of slides: cells as runs of text with marks as characters, and how long they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.charts import layout, marks, palette
from evidence.scenes.parts import (
    Absence,
    Against,
    Cell,
    Contract,
    Dot,
    Finding,
    Nothing,
    Part,
    Words,
    contracts_in_text,
)

POINTS = 18
LEADING = 1.2
# Office programs measure Arial a little differently from one another.
SLACK = 0.94
SIGNS = {"improved": "▲", "worsened": "▼", "no_difference": "●", "mixed": "◆", "unclear": "?"}
# What nobody outside has looked at, or what was not observed, is hollow.
HOLLOW_SIGNS = SIGNS | {"improved": "△", "worsened": "▽", "no_difference": "○", "mixed": "◇"}
HOLLOW = ("self_reported", "press", "forecast")


@dataclass(frozen=True)
class Run:
    """A piece of text in one style."""

    text: str
    colour: str = palette.TEXT
    bold: bool = False


def sign(direction: str, evidence_status: str) -> str:
    """The mark as a character; hollow for what is self-reported, from the press or a forecast."""
    return (HOLLOW_SIGNS if evidence_status in HOLLOW else SIGNS)[direction]


def colour(direction: str, *, faint: bool = False) -> str:
    """The colour of a direction; a faint one is mixed with white."""
    full = marks.DIRECTIONS[direction].colour
    if not faint:
        return full
    levels = (int(full[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - each) * 2 * marks.FAINT):02X}" for each in levels)


def runs(cell: Cell) -> list[Run]:
    """A cell as runs; marks that follow each other share one word for their status.

    A dot is its mark, and the words that follow it stand before its status. A cell without parts
    says "none", one of contracts alone how many there are in each state.
    """
    counted = contracts_in_text(cell)
    made: list[Run] = [Run(counted)] if counted else []
    cell = () if counted else cell
    for place, part in enumerate(cell):
        following = cell[place + 1] if place + 1 < len(cell) else None
        if isinstance(part, Finding | Dot):
            made += _marked(part, closes=not _same_kind(part, following))
        elif isinstance(part, Words) and place and isinstance(cell[place - 1], Dot):
            dot = cell[place - 1]
            assert isinstance(dot, Dot)
            made += [Run(f"{part.text} ", bold=part.tone == "bold"), _status(dot)]
        else:
            made.append(_plain(part))
            if isinstance(part, Contract) and following is not None:
                made.append(Run("; "))
    return made or [Run("none", palette.SECONDARY)]


def text(pieces: Iterable[Run]) -> str:
    """The runs as one text."""
    return "".join(piece.text for piece in pieces).strip()


def n_lines(words: str, inches: float, *, points: float = POINTS, bold: bool = False) -> int:
    """How many lines a text takes in a width; 1 for an empty one."""
    room = inches * 72 * SLACK * layout.FONT_SIZE / points
    return max(len(layout.wrapped(words, room, bold=bold)), 1)


def height(lines: int, points: float = POINTS) -> float:
    """The height of some lines in inches."""
    return lines * points * LEADING / 72


def longest_word(words: str, *, bold: bool = False, points: float = POINTS) -> float:
    """The width of the longest word in inches."""
    each = (layout.text_width(word, bold=bold, size=points) for word in words.split())
    return max(each, default=0.0) / 72 / SLACK


def key(directions: Sequence[str], statuses: Sequence[str]) -> str:
    """What the characters mean, for the foot of a slide; empty where there is no mark."""
    if not directions:
        return ""
    named = [f"{SIGNS[each]} {marks.DIRECTIONS[each].word}" for each in directions]
    hollow = [marks.STATUSES[each] for each in statuses if each in HOLLOW]
    return "   ".join(named) + (f"   hollow: {', '.join(hollow)}" if hollow else "")


def fills(statuses: Sequence[str]) -> str:
    """What the fills of bars mean, for those statuses that are drawn."""
    kinds = (
        ("solid", ("evaluated",)),
        ("solid with a dot", ("audited",)),
        ("pale", ("monitored",)),
        ("hollow", ("self_reported",)),
        ("hollow with a dot", ("press",)),
        ("dashed", ("forecast",)),
    )
    drawn = [
        (name, [marks.STATUSES[each] for each in meant if each in statuses])
        for name, meant in kinds
    ]
    return "   ".join(f"{name}: {', '.join(said)}" for name, said in drawn if said)


def _marked(part: Finding | Dot, *, closes: bool) -> list[Run]:
    made = [
        Run(
            sign(part.direction, part.evidence_status) + " ",
            colour(part.direction, faint=part.faint),
            bold=True,
        )
    ]
    if isinstance(part, Finding) and part.words:
        ink = palette.GHOST_TEXT if part.faint else palette.TEXT
        made.append(Run(f"{part.words} ", ink, bold=not part.faint))
    return [*made, _status(part)] if closes else made


def _same_kind(part: Finding | Dot, following: Part | None) -> bool:
    """Whether what follows says the status for both: a mark of the same kind, a dot's figure."""
    if isinstance(part, Dot) and isinstance(following, Words):
        return True
    return isinstance(following, Finding | Dot) and (
        (part.evidence_status, part.faint) == (following.evidence_status, following.faint)
    )


def _status(part: Finding | Dot) -> Run:
    lost = ", does not survive" if part.faint else ""
    return Run(f"({marks.STATUSES[part.evidence_status]}{lost}) ", palette.SECONDARY)


def _plain(part: Part) -> Run:
    match part:
        case Words(text=words, tone=tone):
            quiet = palette.SECONDARY if tone == "quiet" else palette.TEXT
            return Run(f"{words} ", quiet, bold=tone == "bold")
        case Contract(status=status, words=words):
            named = words or "contract"
            return Run(named if status in named.lower() else f"{named} ({status})")
        case Absence(words=words):
            return Run(f"[{words}] ")
        case Nothing(words=words):
            return Run(f"{words} ", palette.SECONDARY)
        case Against():
            return Run("→ ", palette.SECONDARY)
        case Finding() | Dot():
            raise TypeError("a mark is no plain text")
