"""The contracts of one site on a wall: a panel each, with its terms."""

from collections.abc import Callable, Sequence

from evidence import contract_words
from evidence.read_model import Row
from evidence.scenes.parts import Cell, Contract, Nothing, Words
from evidence.scenes.scene import Line, Panel

WIDTHS = (0.32, 0.68)


def panels(
    site: str, contracts: Sequence[Row], in_short: Callable[[str | None], Cell]
) -> list[Panel]:
    """One panel a contract, in the order of their start.

    Args:
        site: the site's short name.
        contracts: rows of ``queries/site_contracts.sql``.
        in_short: gives a text of the record as a cell, or says that it is too long for one.
    """
    return [
        Panel(
            title=f"{site}: contract {row['number']} of {len(contracts)}",
            headings=("Term", contract_words.short_form(row["form_name"])),
            lines=(
                Line("Form", ((Words(row["form_name"]),),)),
                Line("Status", ((Contract(row["status"], contract_words.state(row)),),)),
                Line("Value", (_value(row),)),
                Line("Length", ((Words(contract_words.term(row)), *_years(row)),)),
                Line("Payment", (in_short(row["payment"]),)),
                Line("In a few words", (in_short(row["reason"]),)),
            ),
            widths=WIDTHS,
        )
        for row in contracts
    ]


def _value(row: Row) -> Cell:
    """The value with its basis, and a year's where it can be computed."""
    written, basis = contract_words.value(row)
    if not written:
        return (Nothing("not stated"),)
    a_year = contract_words.a_year(row)
    computed = (Words(f"{a_year}, computed here", "quiet"),) if a_year else ()
    return (Words(written, "bold"), Words(basis), *computed)


def _years(row: Row) -> Cell:
    years = contract_words.years(row)
    return (Words(f"agreed for {years}"),) if years else (Nothing("years not stated"),)
