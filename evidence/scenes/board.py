"""The scene of the comparison board: its rows as marks and a few words, for a wall."""

import dataclasses
from collections.abc import Sequence
from itertools import groupby

from evidence import board, board_votes, board_words, survival
from evidence.board_parts import (
    Board,
    BoardRow,
    Column,
    FactCell,
    LessonsCell,
    OutcomeCell,
    Reference,
    Reported,
    Statement,
    VotesCell,
)
from evidence.board_parts import Cell as BoardCell
from evidence.charts import row_dots
from evidence.read_model import Row
from evidence.scenes import impacts, scene_sources
from evidence.scenes.parts import (
    Absence,
    Against,
    Cell,
    Contract,
    Finding,
    Nothing,
    Part,
    Words,
)
from evidence.scenes.scene import Asked, Line, Panel, Scene

DIFFERS = {"no": "Every row", "yes": "What differs"}
FORM = "Contract"
# The lines of a contract, and the topics of a board's statements that each holds.
TERMS = {
    FORM: ("form",),
    "Value, length": ("value", "computed", "length"),
    "What became": ("fate",),
}
TITLES = {"population": "People", "lessons": "Lessons"}
LONGEST_TITLE = 60
IN_FULL = (
    "Payment, what computed values rest on and the lessons stand in words on the board at a desk."
)


def scene(asked: Asked) -> Scene:
    """The board of the columns that ``site`` names; no panel without a column.

    Parameters: ``site`` (two to four site ids or groups, in order), ``differs=yes`` leaves out the
    rows that are equal, ``survives``; ``row`` names an outcome whose findings stand as dots before
    the board.
    """
    step = asked.choice("survives", survival.STEPS, "all")
    filters = board.acting(asked.filters)
    made = board.make(asked.model, filters, asked.every("site"), step)
    only_differing = asked.choice("differs", DIFFERS, "no") == "yes"
    cited = [*scene_sources.of_findings(asked, made.finding_ids), *_of_facts(made)]
    return Scene(
        page="compare",
        title=title(made.columns),
        counted=f"{made.n_shown} of {made.n_all:,} findings",
        filters=Asked(asked.model, filters).words(),
        panels=(*_charted(asked, made, step), _panel(made, only_differing)) if made.columns else (),
        notes=_notes(made),
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
        survival=survival.words(step, made.n_lost, made.n_shown),
    )


def title(columns: Sequence[Column]) -> str:
    """What is compared, in at most some sixty characters: 'Rushcliffe beside Fylde Coast'."""
    words = " beside ".join(column.title for column in columns)
    return words if words and len(words) <= LONGEST_TITLE else f"{len(columns)} columns compared"


def _beside(columns: Sequence[Column]) -> str:
    """The title over columns that are named themselves: 'Three columns side by side'."""
    things = "columns" if any(column.is_group for column in columns) else "sites"
    count = {1: "One site", 2: f"Two {things}", 3: f"Three {things}", 4: f"Four {things}"}
    return f"{count[len(columns)]} side by side" if len(columns) > 1 else columns[0].title


def _panel(made: Board, only_differing: bool) -> Panel:
    shown = [row for row in made.rows if not (only_differing and row.is_equal)]
    folded = [row for row in shown if row.is_empty and row.kind == "outcome"]
    lines = [line for row in shown if row not in folded for line in _lines(made, row)]
    equal = len(made.rows) - len(shown)
    left_out = f"{board_words.counted(equal, 'row')} that say the same in all columns left out"
    return Panel(
        title=_beside(made.columns),
        headings=("", *(column.title for column in made.columns)),
        lines=(*lines, *_folded(folded)),
        note="; ".join([left_out] * bool(equal) + [made.hidden] * bool(made.hidden)),
    )


def charted(made: Board) -> dict[str, str]:
    """The outcomes of which somebody has a finding, with their names, in their order."""
    return {
        row.key: row.title
        for row in made.rows
        if any(isinstance(cell, OutcomeCell) and cell.findings for cell in row.cells)
    }


def _charted(asked: Asked, made: Board, step: str) -> list[Panel]:
    """The findings of the outcome that ``row`` names, a panel for each scale."""
    outcome = next(iter(asked.every("row")), "")
    if outcome not in charted(made):
        return []
    columns = [column.value for column in made.columns]
    acting = Asked(asked.model, board.acting(asked.filters))
    rows = acting.rows("row_dots", columns=columns, outcome_domain=outcome)
    faint = {row["finding_id"] for row in rows if not survival.is_left(step, row)}
    panels = row_dots.panels(rows, [column.title for column in made.columns])
    shown = [impacts.drawn(panel, faint) for panel in panels]
    name = charted(made)[outcome]
    return [dataclasses.replace(each, title=f"{name}: {_lower(each.title)}") for each in shown]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _lines(made: Board, row: BoardRow) -> list[Line]:
    """A row as lines: one, but one for each contract where a site has several."""
    if row.key == "contract":
        return _contract_lines(made, row)
    if row.key == "fate":
        return _fate_lines(row)
    return [Line(TITLES.get(row.key, row.title), tuple(_cell(cell) for cell in row.cells))]


def _folded(rows: Sequence[BoardRow]) -> list[Line]:
    """The outcomes in which no column has anything, in one line that names them."""
    if not rows:
        return []
    names = ", ".join(row.title for row in rows)
    outcomes = board_words.counted(len(rows), "more outcome")
    return [Line(f"{outcomes}, none found in any column: {names}", heading=True)]


def _cell(cell: BoardCell) -> Cell:
    match cell:
        case FactCell():
            return tuple(_fact(each) for each in cell.statements if each.short)
        case OutcomeCell():
            return _outcome(cell)
        case VotesCell():
            return _votes(cell)
        case LessonsCell():
            return _lessons(cell)


def _contract_lines(made: Board, row: BoardRow) -> list[Line]:
    """The first contract of every column and what became of it, then the second, and so on."""
    fates = next(each.cells for each in made.rows if each.key == "fate")
    said = [
        _statements(contract) + [each for each in _statements(fate) if each.item]
        for contract, fate in zip(row.cells, fates, strict=True)
    ]
    last = max((each.item for cell in said for each in cell), default=0)
    return [
        Line(
            label if last < 2 else f"{label} {item}",
            tuple(_contract(cell, item, topics) for cell in said),
        )
        for item in range(1, max(last, 1) + 1)
        for label, topics in TERMS.items()
        if label == FORM
        or any(each.item == item and each.topic in topics for c in said for each in c)
    ]


def _contract(said: Sequence[Statement], item: int, topics: Sequence[str]) -> Cell:
    """Some terms of one contract of a site; all of a group stands with the first."""
    own = [each for each in said if each.item == item]
    if own:
        terms = [each for each in own if each.short and each.topic in topics]
        return tuple(map(_fact, terms)) or (Nothing("not stated"),)
    of_group = [each for each in said if not each.item]
    if "form" in topics and item == 1:
        return tuple(_fact(each) for each in of_group)
    return (Words("as above", "quiet"),) if of_group else (Nothing("no other"),)


def _fate_lines(row: BoardRow) -> list[Line]:
    """What became of the whole arrangement; no line where nothing is said of one."""
    cells = [[each for each in _statements(cell) if not each.item] for cell in row.cells]
    if all(each.is_missing for cell in cells for each in cell):
        return []
    above = (Words("see contract", "quiet"),)
    return [Line(row.title, tuple(tuple(map(_fact, cell)) or above for cell in cells))]


def _statements(cell: BoardCell) -> list[Statement]:
    return list(cell.statements) if isinstance(cell, FactCell) else []


def _fact(said: Statement) -> Part:
    if said.status:
        return Contract(said.status, said.short)
    return Nothing(said.short) if said.is_missing else Words(said.short)


def _outcome(cell: OutcomeCell) -> Cell:
    """Every finding as a mark, one number a side; a claim and what was found with an arrow."""
    parts: list[Part] = []
    if cell.beside:
        parts += [*_marks(cell.beside.claims), Against(), *_marks(cell.beside.found)]
    parts += _marks(cell.others)
    parts += [Absence(each.words) for each in cell.absences]
    if cell.n_hidden:
        parts.append(Words(f"{cell.n_hidden} hidden by filters", "quiet"))
    return tuple(parts) or (Nothing(),)


def _marks(findings: Sequence[Reported]) -> list[Finding]:
    """The first number stands beside its mark; without any, each direction in words at its end."""
    numbered = next((each for each in findings if each.has_number), None)
    if numbered:
        return [_mark(each, each.short if each is numbered else "") for each in findings]
    made = []
    for _, same in groupby(findings, key=lambda each: each.direction):
        *others, last = same
        made += [_mark(each, "") for each in others] + [_mark(last, last.short)]
    return made


def _mark(finding: Reported, words: str) -> Finding:
    return Finding(finding.direction, finding.evidence_status, words, finding.faint)


def _votes(cell: VotesCell) -> Cell:
    """One mark a site, out of how many, and how many are known to be missing."""
    parts: list[Part] = [
        Finding(vote.direction, vote.evidence_status, faint=vote.faint) for vote in cell.votes
    ]
    counted = f"{len(cell.votes)} of {cell.n_sites}"
    parts.append(Words(counted, "quiet") if cell.votes else Nothing(counted))
    missing = sum(n for _, n in cell.absences)
    if missing:
        kind = cell.absences[0][0] if len(cell.absences) == 1 else "known missing"
        parts.append(Absence(f"{missing} {kind}"))
    return tuple(parts)


def _lessons(cell: LessonsCell) -> Cell:
    if cell.is_empty:
        return (Nothing(cell.text),)
    n = sum(len(theme.lessons) for theme in cell.themes)
    lessons, themes = (
        board_words.counted(n, "lesson"),
        board_words.counted(len(cell.themes), "theme"),
    )
    return (Words(lessons), Words(f"in {themes}", "quiet"))


def _notes(made: Board) -> tuple[str, ...]:
    """The order rule, what the marks need said, and what the cells have no room for."""
    notes = [board.ORDER, IN_FULL]
    if any(column.is_group for column in made.columns):
        notes.append(board_votes.RULE)
    for row in made.rows:
        for column, cell in zip(made.columns, row.cells, strict=True):
            said = f"{row.title}, {column.title}: "
            if row.kind == "certainty" and isinstance(cell, FactCell):
                notes += [f"{said}{each.text}." for each in cell.statements if not each.short]
            if isinstance(cell, OutcomeCell) and cell.beside:
                notes.append(f"{said}{cell.beside.words}")
            if isinstance(cell, VotesCell) and len(cell.absences) > 1:
                notes.append(f"{said}{cell.text}.")
    return tuple(notes)


def _of_facts(made: Board) -> list[Row]:
    """The sources of what stands in the cells besides findings, as rows."""
    return [
        {
            "title": each.title,
            "publisher": each.publisher,
            "published": each.published,
            "url": each.url,
        }
        for row in made.rows
        for cell in row.cells
        for each in _references(cell)
    ]


def _references(cell: BoardCell) -> list[Reference]:
    match cell:
        case FactCell():
            return [each for said in cell.statements for each in said.references]
        case OutcomeCell():
            return [absence.reference for absence in cell.absences]
        case LessonsCell():
            return [lesson.reference for theme in cell.themes for lesson in theme.lessons]
        case VotesCell():
            return []
