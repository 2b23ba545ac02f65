"""The way from a row, wherever it is shown, to its correction."""

from urllib.parse import quote

from evidence.html import Markup, element, joined
from evidence.workbench import readings
from ui import identity

CORRECT = "Correct"
SUGGEST = "Suggest a correction"
IN_REVIEW = "in review"


def link(table: str, row_id: str, reading: str = "") -> Markup:
    """A link to correct a row; for a reader without an account, to suggest a correction of it.

    Args:
        table: the table of the row, as in ``data/datapackage.json``.
        row_id: its key.
        reading: what its receipt says of who entered it; a row that waits for review is marked in
            front of the link.
    """
    words = SUGGEST if identity.person().is_reader else CORRECT
    way = element("a", words, href=address(table, row_id), class_="correct")
    if not reading.startswith(readings.IN_REVIEW):
        return way
    return joined((element("em", IN_REVIEW, class_="in-review"), way), " ")


def address(table: str, row_id: str) -> str:
    """The relative address under which a row is corrected."""
    return f"add?correct={table}/{quote(row_id)}"
