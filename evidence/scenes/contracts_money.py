"""The money of contracts on a wall: values by basis, national money, and a price in steps."""

from collections.abc import Sequence
from itertools import groupby

from evidence import contract_words
from evidence.charts import amounts, contract_values, price_steps
from evidence.read_model import Row
from evidence.scenes.parts import Cell, Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel

TITLES = {
    "total": "What contracts were worth: total over the term",
    "annual": "What contracts were worth: stated for a year",
    "not_stated": "What contracts were worth: basis not stated",
}
NOTES = {
    "total": "a year is computed here, from a stated total and stated years",
    "annual": "as stated; never multiplied",
    "not_stated": "for a year or the whole term is not stated; never divided",
}
NOT_STATED = (Nothing("not stated"),)


def panels(asked: Asked, status: str) -> list[Panel]:
    """A panel for each basis of value, one for national money, two for a price in steps.

    Args:
        asked: the data and the filters.
        status: of the contracts; "all" for any.

    Returns:
        The panels in their order; what has no row has no panel.
    """
    rows = asked.rows("contract_values", status=status)
    n_contracts = asked.one("contracts_size", status=status)["n_contracts"]
    steps = [row for row in asked.rows("contract_price_steps") if row["has_every_step"]]
    stories = [list(own) for _, own in groupby(steps, lambda row: row["contract_id"])]
    return [
        *(
            values(basis, own, n_contracts)
            for basis in contract_values.BASES
            if (own := contract_values.of_basis(rows, basis))
        ),
        *_funding(asked.rows("contract_funding")),
        *(panel for story in stories for panel in (_price(story), *apart(story))),
    ]


def values(basis: str, rows: Sequence[Row], n_contracts: int) -> Panel:
    """Contract, amount and years; of totals alone a year.

    Args:
        basis: of all the rows: total, annual or not_stated.
        rows: rows of ``queries/contract_values.sql``.
        n_contracts: contracts selected, with a value or without.
    """
    has_year = basis == "total"
    return Panel(
        title=TITLES[basis],
        headings=("Contract", "Amount", "Years", *(["A year*"] if has_year else [])),
        lines=tuple(
            Line(
                row["contract_label"],
                (
                    (Contract(row["status"], amounts.pounds(row["value_gbp"])),),
                    _stated(contract_words.years(row)),
                    *([_a_year(row)] if has_year else []),
                ),
                quiet="upper end of a range" if row["from_gbp"] is not None else "",
            )
            for row in rows
        ),
        widths=(0.33, 0.29, 0.15, 0.23) if has_year else (0.5, 0.28, 0.22),
        note=f"{len(rows)} of {n_contracts} contracts; {'* ' if has_year else ''}{NOTES[basis]}",
    )


def _a_year(row: Row) -> Cell:
    words = contract_values.a_year_words(row)
    return (Words(words, "quiet"),) if words else (Nothing("not computed"),)


def _stated(words: str) -> Cell:
    return (Words(words),) if words else NOT_STATED


def _funding(rows: Sequence[Row]) -> list[Panel]:
    """How many of the selected vanguards have an amount in each year; none selected, no panel."""
    counts = {row["financial_year"]: row["n_with_amount"] for row in rows}
    if not counts:
        return []
    n = rows[0]["n_vanguards"]
    return [
        Panel(
            title="National transformation money: amounts found",
            headings=("Financial year", "Vanguards with an amount", "None found"),
            lines=tuple(
                Line(year, ((Words(f"{found} of {n}"),), (Words(str(n - found)),)))
                for year, found in sorted(counts.items())
            ),
            note="the list is incomplete, so no amount is added up",
        )
    ]


def _price(rows: Sequence[Row]) -> Panel:
    own = [row for row in rows if row["scale"] == "price"]
    basis = ", ".join(filter(None, (own[0]["basis_name"].lower(), contract_words.years(own[0]))))
    return Panel(
        title=f"{own[0]['contract_label']}: the price in steps",
        headings=("Price", "Pounds", "Than the row above*", "Source"),
        lines=tuple(
            Line(
                row["figure_name"],
                (
                    (Words(amounts.pounds(row["value"]), "bold"),),
                    _step(row),
                    (Words(source(row), "quiet"),),
                ),
            )
            for row in own
        ),
        widths=(0.28, 0.2, 0.24, 0.28),
        note=f"{basis}; * computed here",
    )


def _step(row: Row) -> Cell:
    words = price_steps.step_words(row).partition(" than ")[0]
    return (Words(words),) if words else (Words("the first", "quiet"),)


def apart(rows: Sequence[Row]) -> list[Panel]:
    """Amounts, then statements, that the sources do not add up; none of a kind, no panel."""
    name = rows[0]["contract_label"]
    figures = [row for row in rows if row["scale"] == "apart"]
    years = [row for row in rows if row["scale"] == "first_year"]
    words = [row for row in rows if row["scale"] == "words"]
    made = (
        ("amounts that stand apart", ("What", "Pounds"), (*_amounts(figures), *_amounts(years))),
        ("where sources disagree", ("About", "What a source says"), tuple(map(_statement, words))),
    )
    return [
        Panel(
            title=f"{name}: {what}",
            headings=(*headings, "Source"),
            lines=lines,
            widths=(0.54, 0.2, 0.26) if what.startswith("amounts") else (0.24, 0.5, 0.26),
            note="the sources do not reconcile these: never add them up",
        )
        for what, headings, lines in made
        if lines
    ]


def _statement(row: Row) -> Line:
    return Line(row["topic"], ((Words(row["words"]),), (Words(source(row), "quiet"),)))


def _amounts(rows: Sequence[Row]) -> list[Line]:
    return [
        Line(
            label,
            (
                (Words(amounts.pounds(row["value"]), "bold"),),
                (Words(source(row), "quiet"),),
            ),
        )
        for label, row in zip(amounts.labels(rows), rows, strict=True)
    ]


def source(row: Row) -> str:
    """The kind of document and its year, which fit a wall: 'Audit, 2016'.

    The scene lists the documents themselves.
    """
    return f"{row['type_name']}, {row['published'][:4] if row['published'] else 'no date'}"
