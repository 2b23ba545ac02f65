"""A row of the comparison board: what its cells say, and whether they say the same."""

from evidence.board_parts import (
    BoardRow,
    Cell,
    FactCell,
    Kind,
    LessonsCell,
    OutcomeCell,
    Reported,
    VotesCell,
)
from evidence.charts import marks

NONE_FOUND = "none found"


def row(key: str, title: str, kind: Kind, cells: tuple[Cell, ...]) -> BoardRow:
    """A row with what holds of all its cells together; see ``BoardRow``."""
    return BoardRow(
        key,
        title,
        kind,
        cells,
        is_equal=len({words(cell) for cell in cells}) == 1,
        is_empty=all(cell.is_empty for cell in cells),
    )


def words(cell: Cell) -> str:
    """A cell as plain text without its sources; cells that say the same have the same words."""
    match cell:
        case FactCell():
            return "; ".join(each.words for each in cell.statements)
        case OutcomeCell():
            return "; ".join(_of_outcome(cell)) or NONE_FOUND
        case VotesCell():
            return "; ".join((cell.text, *(each.short_name for each in cell.votes)))
        case LessonsCell():
            lessons = (lesson.text for theme in cell.themes for lesson in theme.lessons)
            return "; ".join((cell.text, *lessons))


def finding(reported: Reported) -> str:
    """A finding as plain text: 'better, evaluated: −18%, all homes. Evaluated, ...'."""
    mark = marks.words(reported.direction, reported.evidence_status)
    return f"{mark}: {reported.number}, {reported.label}. {reported.how}"


def _of_outcome(cell: OutcomeCell) -> list[str]:
    said = [finding(each) for each in cell.findings]
    said += [each.words for each in cell.absences]
    return said + [f"{cell.n_hidden} hidden by filters"] * bool(cell.n_hidden)
