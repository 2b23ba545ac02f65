"""The values of one basis as a table in which each is a mark on a log axis of its own basis."""

from collections.abc import Sequence

from evidence import contract_words, html
from evidence.charts import amounts, contract_values, glyphs
from evidence.charts.contract_values import Axis
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import money_sources
from ui.view import View

CARD = "contract-values"


def table(view: View, basis: str, rows: Sequence[Row]) -> Markup:
    """Contract, mark, amount, years and, of totals alone, a year computed.

    A dotted line runs along the whole row as a guide for the eye: a log axis has no zero, so the
    length of a stem would mean nothing.

    Args:
        view: whose filters the links keep.
        basis: of all the rows.
        rows: rows of ``queries/contract_values.sql``; at least one.

    Raises:
        ValueError: as for ``contract_values.axis``.
    """
    axis = contract_values.axis(rows)
    has_year = basis == "total"
    head = element(
        "tr",
        element("th", "Contract", scope="col"),
        element("th", _ticks(axis), scope="col"),
        *(
            element("th", each, scope="col")
            for each in ("Amount", "Years", *(["A year"] if has_year else []), "Source")
        ),
    )
    return element(
        "table",
        element("caption", contract_values.BASES[basis]),
        element("thead", head),
        element("tbody", *(_row(view, axis, row, has_year=has_year) for row in rows)),
        class_="values",
        style=f"--powers:{axis.n_powers}",
    )


def _ticks(axis: Axis) -> Markup:
    return element(
        "div",
        *(element("i", words, style=_left(place)) for place, words in axis.ticks),
        class_="value-ticks",
    )


def _row(view: View, axis: Axis, row: Row, *, has_year: bool) -> Markup:
    address = view.address("contract", contract=row["contract_id"])
    return element(
        "tr",
        element("th", html.link(row["contract_label"], address), scope="row"),
        element("td", element("div", _mark(axis, row), class_="value-track")),
        element("td", _amount(row)),
        element("td", contract_words.years(row) or glyphs.nothing("years not stated")),
        element("td", _a_year(row)) if has_year else "",
        element("td", money_sources.cite(CARD, row)),
    )


def _mark(axis: Axis, row: Row) -> Markup:
    """The mark of the status at the value; it is spoken as the status."""
    return element(
        "i",
        class_=f"glyph contract-{row['status']}",
        style=_left(axis.share(row["value_gbp"])),
        role="img",
        aria_label=row["status_name"].lower(),
    )


def _left(share: float) -> str:
    return f"left:{round(share * 100, 1):g}%"


def _amount(row: Row) -> Markup:
    """The amount; of an advertised range both ends, the upper of which is the value."""
    written = element("strong", amounts.pounds(row["value_gbp"]))
    if row["from_gbp"] is None:
        return written
    lower = element("span", amounts.pounds(row["from_gbp"]), " to ", class_="quiet")
    return html.joined((lower, written))


def _a_year(row: Row) -> Markup:
    words = contract_values.a_year_words(row)
    if not words:
        return glyphs.nothing("not computed: years not stated")
    return html.joined((element("em", words), " computed here"))
