"""What the comparison board is made of: columns, rows, and what can stand in a cell.

Texts are plain and final: whoever draws the board escapes them and adds no words of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Reference:
    """Where something is written: the source and the place in it."""

    source_id: str
    title: str
    publisher: str
    published: str | None
    url: str | None
    locator: str | None
    words: str


@dataclass(frozen=True)
class Column:
    """One column: a site, or a group of sites.

    Args:
        value: what the address says: a site id, ``model:<model_type>`` or ``form:<contract_form>``.
        number: its place, from 1.
        title: the short name of the site, or what the group is with its number of sites.
        name: the full name.
        kind: 'Vanguard', 'Case study' or the like; of a group what it leaves out.
        is_group: whether it holds several sites.
        n_sites: how many sites it counts; 0 for a national group.
        n_shown: the findings that the board shows or counts.
        n_hidden: the findings that the filters hide.
    """

    value: str
    number: int
    title: str
    name: str
    kind: str
    is_group: bool
    n_sites: int
    n_shown: int
    n_hidden: int


@dataclass(frozen=True)
class Statement:
    """One fact in a cell: the bold beginning, the words after it, and what they rest on.

    Args:
        bold: its beginning, such as a figure; may be empty, as ``text`` may.
        text: the words after it.
        topic: form, value, computed, not_computed, length, payment or fate of a contract, or empty.
        item: which contract of the site it is about, from 1; 0 for none.
        short: the same for a wall.
        status: that of the contract whose mark stands before it; empty for no mark.
        is_missing: whether it says that something is not stated or cannot be computed.
        is_computed: whether it is worked out here, which its words say too.
        references: what it rests on.
    """

    bold: str = ""
    text: str = ""
    topic: str = ""
    item: int = 0
    short: str = ""
    status: str = ""
    is_missing: bool = False
    is_computed: bool = False
    references: tuple[Reference, ...] = ()

    @property
    def words(self) -> str:
        """All of it as plain text."""
        return " ".join(each for each in (self.bold, self.text) if each)


@dataclass(frozen=True)
class FactCell:
    """Facts, one under the other; never empty, as what is missing is a statement too."""

    statements: tuple[Statement, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is stated."""
        return all(each.is_missing for each in self.statements)


@dataclass(frozen=True)
class Reported:
    """One finding.

    Args:
        number: the value with unit and interval, or the direction in words where none is given:
            '−23% (−39 to −3)', 'no difference found', 'better, no number given'.
        short: the same for a wall: '−23%', 'no difference', 'worse'.
        interval: 'no interval' where there is a number without one, else empty.
        label: what or whom it counts.
        how: status, comparator and design in plain words: 'Evaluated against matched patients'.
        year: of the publication; empty where the source has no date.
        faint: whether it does not survive the chosen step.
        row: the row of ``queries/board_findings.sql``, for charts.
    """

    finding_id: str
    site_id: str
    direction: str
    evidence_status: str
    number: str
    short: str
    interval: str
    label: str
    how: str
    year: str
    faint: bool
    reference: Reference
    row: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def has_number(self) -> bool:
        """Whether the source gives a number."""
        return self.row["value"] is not None


@dataclass(frozen=True)
class Missing:
    """A result that a source says is missing, with the kind of absence in words.

    ``of_whole_site`` is said of a source that speaks of all results of the site.
    """

    reason: str
    words: str
    quoted: str
    as_of: str
    of_whole_site: bool
    reference: Reference


@dataclass(frozen=True)
class Beside:
    """What was claimed, and what an evaluation, an audit or monitoring found.

    ``kind`` is 'evaluation' where one of the found is evaluated or audited. ``words`` are sentences
    that name who was measured and how the two lie to each other.
    """

    claims: tuple[Reported, ...]
    found: tuple[Reported, ...]
    kind: Literal["evaluation", "monitoring"]
    words: str


@dataclass(frozen=True)
class OutcomeCell:
    """What is known of one outcome at one site: every finding, every absence.

    ``beside`` joins a claim to what was found; ``others`` are the findings on neither side of it,
    so all where there is no such pair. ``n_hidden`` findings are hidden by filters.
    """

    findings: tuple[Reported, ...] = ()
    absences: tuple[Missing, ...] = ()
    beside: Beside | None = None
    others: tuple[Reported, ...] = ()
    n_hidden: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a finding, a hidden one included, nor an absence."""
        return not self.findings and not self.absences and not self.n_hidden


@dataclass(frozen=True)
class Vote:
    """The result of one site of a group: its strongest evidence, merged by the rule of 70%."""

    site_id: str
    short_name: str
    direction: str
    evidence_status: str
    n_findings: int
    faint: bool


@dataclass(frozen=True)
class VotesCell:
    """How the sites of a group stand in one outcome, one vote a site.

    ``votes`` stand in the order of direction, strength and name. ``absences`` say of the other
    sites why they have none, with their number: 'too early', 'forecast only', 'hidden by filters'.
    Nothing is found of ``n_none``; ``n_sites`` is the sum of the three. ``text`` is all of it:
    '3 better, 1 worse of 14 sites; none found at 10'.
    """

    votes: tuple[Vote, ...]
    absences: tuple[tuple[str, int], ...]
    n_none: int
    n_sites: int
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether no site has a result or an absence."""
        return not self.votes and not self.absences


@dataclass(frozen=True)
class Lesson:
    """One lesson learnt."""

    text: str
    site: str
    reference: Reference


@dataclass(frozen=True)
class Theme:
    """The lessons of one theme."""

    theme: str
    name: str
    lessons: tuple[Lesson, ...]


@dataclass(frozen=True)
class LessonsCell:
    """Lessons by theme; none recorded where empty. ``text``: '3: governance 2, finance 1'."""

    themes: tuple[Theme, ...]
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether no lesson is recorded."""
        return not self.themes


Cell = FactCell | OutcomeCell | VotesCell | LessonsCell
Kind = Literal["fact", "outcome", "lessons", "certainty"]


@dataclass(frozen=True)
class BoardRow:
    """One row, with a cell for every column.

    Args:
        key: an outcome domain, or one of ``board.ROWS`` and ``board.AFTER_OUTCOMES``.
        title: its words.
        kind: what its cells are: ``OutcomeCell`` or ``VotesCell``, ``LessonsCell``, ``FactCell``.
        cells: one a column.
        is_equal: whether every column says the same words, or none says anything.
        is_empty: whether no column says anything.
    """

    key: str
    title: str
    kind: Kind
    cells: tuple[Cell, ...]
    is_equal: bool
    is_empty: bool


@dataclass(frozen=True)
class Board:
    """The whole comparison.

    Args:
        columns: in the order of the address; none where nothing is chosen.
        rows: in their fixed order; none without columns.
        unknown: values of the address that name neither a site nor a group, as they were given.
        left_out: values beyond the fourth.
        finding_ids: the findings shown or counted in the columns, each once, by id.
        n_all: all findings of the set.
        n_hidden: findings of these columns that the filters hide.
        n_lost: shown findings that do not survive the chosen step.
        hidden: what the filters hide, and which do not act, in sentences; mostly empty.
    """

    columns: tuple[Column, ...]
    rows: tuple[BoardRow, ...]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]
    finding_ids: tuple[str, ...]
    n_all: int
    n_hidden: int
    n_lost: int
    hidden: str

    @property
    def n_shown(self) -> int:
        """How many findings are shown or counted in the columns, each once."""
        return len(self.finding_ids)
