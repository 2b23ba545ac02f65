"""Rows as text for the command line: a table that fits the terminal, CSV, or JSON."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from evidence.exports import cells

GAP = "  "
NARROWEST = 16
WIDEST = 60


def as_table(names: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> str:
    """The rows in columns, no line longer than ``width``.

    The widest columns are cut first, each cut marked by an ellipsis; columns for which there is no
    room at all are named beneath. Numbers stand on the right, an empty cell is a missing value.
    """
    texts = [[_on_one_line(value) for value in row] for row in rows]
    longest = [
        min(max(len(row[place]) for row in [names, *texts]), WIDEST) for place in range(len(names))
    ]
    widths = _fitting(longest, width)
    shown = range(len(widths))
    is_number = [_is_number(row[place] for row in rows) for place in shown]
    lines = [
        GAP.join(_cell(row[place], widths[place], is_number[place]) for place in shown).rstrip()
        for row in [names, ["-" * each for each in widths], *texts]
    ]
    if len(widths) < len(names):
        left_out = ", ".join(names[len(widths) :])
        lines += ["", f"No room for {left_out}: see --format csv"]
    return "\n".join(lines)


def as_csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows as CSV under a header, without formulas; a missing value is an empty cell."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_csv_cell(value) for value in row] for row in rows)
    return written.getvalue()


def as_json(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows as a list of objects; a missing value is null."""
    listed = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(listed, ensure_ascii=False, indent=2, default=str) + "\n"


def as_text(value: object) -> str:
    """One value: missing is empty, true and false in small letters, a whole number without .0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _csv_cell(value: object) -> cells.Cell:
    # Round a lone return the module csv puts no quotation marks, and what follows is another row.
    return cells.safe(as_text(value).replace("\r\n", "\n").replace("\r", "\n"))


def _on_one_line(value: object) -> str:
    return " ".join(as_text(value).split())


def _is_number(values: Iterable[object]) -> bool:
    given = [value for value in values if value is not None]
    return bool(given) and all(
        isinstance(value, int | float) and not isinstance(value, bool) for value in given
    )


def _cell(text: str, width: int, is_number: bool) -> str:
    cut = text if len(text) <= width else f"{text[: width - 1]}…"
    return cut.rjust(width) if is_number else cut.ljust(width)


def _fitting(longest: Sequence[int], width: int) -> list[int]:
    """The width of each column for which there is room, the widest ones cut first."""
    widths = list(longest)
    while widths and _line(widths) > width:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] > NARROWEST:
            widths[widest] -= 1
        elif len(widths) > 1:
            widths = list(longest[: len(widths) - 1])
        else:
            return [max(width, 1)]
    return widths


def _line(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)
