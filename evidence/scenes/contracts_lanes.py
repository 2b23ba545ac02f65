"""What became of the contracts on a wall: a panel for each form, a row for each contract."""

from evidence.charts import contract_lanes as lanes
from evidence.charts.contract_lanes import Group
from evidence.read_model import Row
from evidence.scenes.parts import Cell, Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel

HEADINGS = ("Contract", "Last known", "From, to", "In a few words")
WIDTHS = (0.28, 0.25, 0.21, 0.26)


def panels(asked: Asked, status: str) -> list[Panel]:
    """One panel a contract form, from looser to tighter; no contract selected gives none.

    Args:
        asked: the data and the filters.
        status: of the contracts, or "all".
    """
    return [
        _panel(f"{group.name}: what became of them", group.words, _lines(group))
        for group in lanes.groups(asked.rows("contract_lanes", status=status))
    ]


def whole(asked: Asked, status: str) -> Panel | None:
    """All lanes in one panel under the names of their forms; None where none is selected."""
    rows = asked.rows("contract_lanes", status=status)
    if not rows:
        return None
    lines = tuple(
        line
        for group in lanes.groups(rows)
        for line in (Line(group.name, heading=True), *_lines(group))
    )
    return _panel(lanes.TITLE, lanes.states(rows), lines)


def _panel(title: str, note: str, lines: tuple[Line, ...]) -> Panel:
    return Panel(title=title, headings=HEADINGS, lines=lines, widths=WIDTHS, note=note)


def _lines(group: Group) -> tuple[Line, ...]:
    return tuple(
        Line(
            row["contract_label"],
            (
                (Contract(row["status"], lanes.last_known(row)),),
                _term(row),
                (Words(row["reason"]),) if row["reason"] else (Nothing("none stated"),),
            ),
        )
        for row in group.rows
    )


def _term(row: Row) -> Cell:
    if row["mark"] is None and not row["spans"]:
        return (Nothing(lanes.NO_DATE),)
    end = lanes.end(row)
    return (Words(lanes.start(row)), *((Words(end, "quiet"),) if end else ()))
