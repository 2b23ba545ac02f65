"""A checklist as CSV: a header block that says what it is, then one row an item."""

import csv
import io
from collections.abc import Sequence

from evidence.checklists.checklist import Checklist
from evidence.checklists.items import Item
from evidence.exports import cells, checklist_sheet
from evidence.exports.chart_csv import HIDDEN_FORMULA
from evidence.exports.checklist_sheet import Line, PinLine, Value

COLUMNS = (
    *("item", "text", "questions", "source"),
    *("state", "note", "role", "pinned", "side_by_side"),
)


def content(checklist: Checklist, asked: Sequence[Item], *, on: str, base: str = "") -> bytes:
    """The file in UTF-8 with the mark by which spreadsheets know it.

    Where several values of a field stand, all of them are in its cell, each dated, and
    ``side_by_side`` names the field. A last row holds what is pinned to the checklist as a whole.

    Args:
        checklist: the checklist as it was opened.
        asked: its items, in order.
        on: the day, as 2026-11-22.
        base: the address of any page of the dashboard; empty gives relative addresses.
    """
    made = checklist_sheet.sheet(checklist, asked, on=on, base=base)
    counted = f"{made.counted}; {made.rest}" if made.rest else made.counted
    file = io.StringIO(newline="")
    for line in (
        made.title,
        f"{counted}. Taken from {checklist_sheet.PRODUCT} on {made.taken}",
        "An empty cell means that nothing was typed, or that the source has no questions",
        checklist_sheet.DISCLAIMER,
    ):
        guarded = HIDDEN_FORMULA.sub(r"\1'", line)
        file.write(f"# {guarded}\r\n")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    rows = [_row(line) for line in made.lines]
    if made.pins:
        rows.append([checklist_sheet.WHOLE, *[""] * 6, _pinned(made.pins), ""])
    writer.writerows([cells.safe(each) for each in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _row(line: Line) -> list[str]:
    state = line.fields["state"] or (Value(checklist_sheet.NOTHING["state"], ""),)
    return [
        line.label,
        line.text,
        line.questions,
        line.source,
        _joined(state),
        _joined(line.fields["note"]),
        _joined(line.fields["role"]),
        _pinned(line.pins),
        ", ".join(checklist_sheet.side_by_side(line)),
    ]


def _joined(values: Sequence[Value]) -> str:
    return "\n\n".join(
        f"{each.words}\n({each.said})" if each.said else each.words for each in values
    )


def _pinned(pins: Sequence[PinLine]) -> str:
    return "\n\n".join(
        "\n".join(part for part in (each.title, each.note, each.address, each.edition) if part)
        for each in pins
    )
