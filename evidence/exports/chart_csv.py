"""The data of one chart as CSV, with a header block that says what they are and who says so."""

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evidence.dates import date_words
from evidence.exports import cells
from evidence.exports.cells import Cell
from evidence.exports.citations import LICENCE, LICENCE_ADDRESS

# A spreadsheet cuts the header's lines at these signs, so a formula could begin behind one.
HIDDEN_FORMULA = re.compile(r"([,;\t]['\"\s]*)(?=[=+\-@])")


def text(
    *,
    title: str,
    filters: str,
    counted: str,
    revision: int,
    revised_at: str,
    sources: Iterable[str],
    rows: Sequence[Mapping[str, Any]],
) -> str:
    """The header block, each line beginning with "# ", then a heading and one line a row.

    Args:
        title: of the chart.
        filters: the active filters in words.
        counted: 'n of N findings' or the like.
        revision: the number of the data revision.
        revised_at: when it was saved, in ISO 8601.
        sources: in words, one a line.
        rows: with the same columns each, in display order. An empty cell means not stated. Without
            rows there is the header block alone.
    """
    listed = list(sources)
    block = [
        title,
        f"{counted}; {filters}" if filters else counted,
        f"Data revision {revision} of {date_words(revised_at[:10])}",
        "An empty cell means not stated, or none found in this set; never zero.",
        f"{LICENCE} for our words and the compilation, {LICENCE_ADDRESS}",
        *(["Sources:"] if listed else []),
        *listed,
    ]
    file = io.StringIO(newline="")
    for line in block:
        file.write(f"# {_header(line)}\r\n")
    if rows:
        writer = csv.writer(file)
        columns = list(rows[0])
        writer.writerow([cells.safe(column) for column in columns])
        writer.writerows([[cells.safe(_cell(row[each])) for each in columns] for row in rows])
    return file.getvalue()


def _header(line: str) -> str:
    """One line without breaks, in which no formula can begin."""
    return HIDDEN_FORMULA.sub(r"\1'", " ".join(line.split()))


def _cell(value: Any) -> Cell:
    """A value as a cell: lists of words joined, anything nested as JSON."""
    match value:
        case None | str() | float():
            return value
        case bool():
            return "yes" if value else "no"
        case int():
            return value
        case datetime.date():
            return value.isoformat()
        case list() if all(isinstance(each, str) for each in value):
            return "; ".join(value)
        case _:
            return json.dumps(value, ensure_ascii=False, default=str)
