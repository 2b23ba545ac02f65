"""The way from a row, wherever it is shown, to its correction."""

from urllib.parse import quote

from evidence.html import Markup, element
from ui import identity

CORRECT = "Correct"
SUGGEST = "Suggest a correction"


def link(table: str, row_id: str) -> Markup:
    """A link to correct a row; for a reader without an account, to suggest a correction of it.

    Args:
        table: the table of the row, as in ``data/datapackage.json``.
        row_id: its key.
    """
    words = SUGGEST if identity.person().is_reader else CORRECT
    return element("a", words, href=address(table, row_id), class_="correct")


def address(table: str, row_id: str) -> str:
    """The relative address under which a row is corrected."""
    return f"add?correct={table}/{quote(row_id)}"
