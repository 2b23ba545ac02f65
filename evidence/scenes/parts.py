"""What stands in a cell of a scene: marks with their words, and absences by their kind.

A part says what is meant and nothing of how it looks: the wall, the hand-out, the slides and the
pictures draw the same parts each in its own way.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from evidence.charts import marks

Tone = Literal["plain", "bold", "quiet"]


@dataclass(frozen=True)
class Words:
    """A few words."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Finding:
    """The mark of a finding or of a merged result, with the number or word that stands beside it.

    ``faint`` is a mark that does not survive the chosen step of "Only what survives".
    """

    direction: str
    evidence_status: str
    words: str = ""
    faint: bool = False

    @property
    def spoken(self) -> str:
        """What the mark says aloud: 'better, evaluated'."""
        said = marks.words(self.direction, self.evidence_status)
        return f"{said}, does not survive" if self.faint else said


@dataclass(frozen=True)
class Contract:
    """The mark of a contract's status, with the words beside it."""

    status: str
    words: str


@dataclass(frozen=True)
class Absence:
    """A result that a source says is missing: the kind of absence in words."""

    words: str


@dataclass(frozen=True)
class Nothing:
    """No finding in this set, which is not the same as no effect."""

    words: str = "none found"


@dataclass(frozen=True)
class Against:
    """The step from what was claimed, before it, to what was found, after it."""

    words: str = "found"


@dataclass(frozen=True)
class Dot:
    """A finding on the scale of its panel: the figure, its interval and its comparator's figure.

    ``value`` is in the unit of the scale; ``low`` and ``high`` are None where the source gives no
    interval, ``beside`` where the comparator has no figure of its own.
    """

    value: float
    direction: str
    evidence_status: str
    low: float | None = None
    high: float | None = None
    beside: float | None = None
    faint: bool = False


Part = Words | Finding | Contract | Absence | Nothing | Against | Dot
Cell = tuple[Part, ...]


def in_text(cell: Cell) -> str:
    """A cell as plain text, for tables in files: '▲ −23% (evaluated) ▲ −27% (evaluated)'.

    A dot is left out, as the figure stands in words in a cell of its own. Marks of contracts alone
    are counted: '3 live, 1 abandoned'.
    """
    return contracts_in_text(cell) or " ".join(said for part in cell if (said := _said(part)))


def contracts_in_text(cell: Cell) -> str:
    """How many contracts a cell marks in each state, in their order; empty for any other cell."""
    states = [part.status for part in cell if isinstance(part, Contract) and not part.words]
    if not states or len(states) < len(cell):
        return ""
    return ", ".join(f"{number} {status}" for status, number in Counter(states).items())


_SIGNS = {
    "improved": "▲",
    "worsened": "▼",
    "no_difference": "●",
    "mixed": "◆",
    "unclear": "?",
}


def _said(part: Part) -> str:
    match part:
        case Finding():
            words = part.words or marks.DIRECTIONS[part.direction].word
            lost = ", does not survive" if part.faint else ""
            status = marks.STATUSES[part.evidence_status]
            return f"{_SIGNS[part.direction]} {words} ({status}{lost})"
        case Words():
            return part.text
        case Contract() | Absence() | Nothing():
            return part.words
        case Against():
            return "→"
        case Dot():
            return ""
