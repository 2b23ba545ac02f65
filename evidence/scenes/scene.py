"""A scene: what one view shows, described once for the wall, the hand-out, slides and pictures."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence import filters as filter_language
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.scenes.parts import Cell, Contract, Dot, Finding


@dataclass(frozen=True)
class Line:
    """One row of a panel.

    ``quiet`` follows the label in grey. A ``heading`` line has no cells and heads those below it.
    """

    label: str
    cells: tuple[Cell, ...] = ()
    quiet: str = ""
    heading: bool = False


@dataclass(frozen=True)
class Scale:
    """The axis of the dots in the first column of cells; the same on every page of the panel.

    ``ticks`` are values with their words, ``reference`` is where there is no effect (None for
    none), ``left`` and ``right`` say what the two ends mean. On a ``log`` scale all are above 0.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    reference: float | None
    left: str
    right: str
    log: bool = False

    def share(self, value: float) -> float:
        """How far along the axis a value lies, 0 to 1; values beyond its ends lie outside."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Bar:
    """One site in a harvest plot: ``height`` 1 (weakest design) to the number of levels."""

    site: str
    evidence_status: str
    height: int
    faint: bool = False


@dataclass(frozen=True)
class Harvest:
    """Bars by the direction of the result; ``levels`` names the heights, the lowest first."""

    levels: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]


@dataclass(frozen=True)
class Panel:
    """One table or chart of a scene.

    Args:
        title: what is counted or shown, in at most some sixty characters.
        headings: the words over the columns, that of the labels first; empty for a harvest plot.
        lines: the rows in their order.
        widths: the share of the width of each heading's column; empty makes columns of cells equal.
        note: what every reader has to know of this panel, such as the comparator.
        scale: the axis of dots in the first column of cells, where there is one.
        harvest: the bars, where the panel is a harvest plot and has no lines.
        pages_columns: whether columns that do not fit stand on pages of their own.
        drops_unmarked: whether such a page leaves out the rows that have no mark on it, which its
            note then counts.
    """

    title: str
    headings: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    widths: tuple[float, ...] = ()
    note: str = ""
    scale: Scale | None = None
    harvest: Harvest | None = None
    pages_columns: bool = False
    drops_unmarked: bool = False


@dataclass(frozen=True)
class Source:
    """A source that the scene rests on."""

    words: str
    url: str | None


@dataclass(frozen=True)
class Scene:
    """What one view shows.

    Args:
        page: the name of the page in the menu.
        title: what the whole view is about.
        counted: 'n of N findings' or the like.
        filters: the active filters in words.
        panels: in the order in which they are paged.
        notes: the order rule, what merging means, cautions; a sentence each.
        sources: what the figures rest on, in the order of their publication.
        newest: the year of the newest of them; empty where none is dated.
        survival: how many marks do not survive the chosen step, in words; empty for all said.
    """

    page: str
    title: str
    counted: str
    filters: str
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    newest: str = ""
    survival: str = ""


@dataclass(frozen=True)
class Asked:
    """What a scene is made from: the data, the filters, and the page's own parameters.

    ``parameters`` holds every value of every parameter of the address that is not a filter.
    """

    model: ReadModel
    filters: Filters = field(default_factory=Filters)
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rows(self, query: str, /, **values: object) -> list[Row]:
        """Run ``queries/<query>.sql`` over what the filters select; one dict a row."""
        return self.model.rows(query, self.filters, **values)

    def one(self, query: str, /, **values: object) -> Row:
        """The only row of a query that always gives one."""
        return self.rows(query, **values)[0]

    def choice(self, name: str, allowed: Mapping[str, str], default: str) -> str:
        """One parameter; the default where it is missing or not allowed."""
        value = next(iter(self.parameters.get(name, ())), default)
        return value if value in allowed else default

    def every(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter that may be given more than once."""
        return self.parameters.get(name, ())

    def words(self) -> str:
        """The active filters as one sentence without a full stop."""
        labels = {
            (row["facet"], row["value"]): row["label"] for row in self.model.rows("facet_values")
        }
        return filter_language.in_words(self.filters, labels)


def findings(panel: Panel) -> list[Finding | Dot]:
    """Every mark of a finding that the panel draws in its lines, row by row."""
    return [
        part
        for line in panel.lines
        for cell in line.cells
        for part in cell
        if isinstance(part, Finding | Dot)
    ]


def contracts(panel: Panel) -> list[Contract]:
    """Every mark of a contract that the panel draws."""
    return [
        part
        for line in panel.lines
        for cell in line.cells
        for part in cell
        if isinstance(part, Contract)
    ]
