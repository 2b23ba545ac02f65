"""The terms of a contract in words: state, value, length, and what they allow to be computed.

Rows are those of ``queries/board_contracts.sql`` or any others with the same columns.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence.charts import amounts, quantities
from evidence.dates import date_words

Contract = Mapping[str, Any]

BEGUN = ("live", "ended", "terminated")
BASES = {
    "total": "for the whole term",
    "annual": "for one year",
    "not_stated": "(whether for one year or the whole term is not stated)",
}
SHORT_BASES = {"total": "total", "annual": "a year", "not_stated": "basis not stated"}


def short_form(name: str) -> str:
    """The name of a contract form for a wall: 'Alliance', 'Prime contractor'."""
    return name.partition(" (")[0].partition(" or ")[0].removesuffix(" contract")


def state(contract: Contract) -> str:
    """The status with its date, or with the day it was last seen: 'live, as last seen 2021'."""
    words: str = contract["status_name"].lower()
    if contract["status_date"] is None:
        return f"{words}; no date of it found"
    day = date_words(contract["status_date"])
    return f"{words}, as last seen {day}" if contract["is_last_seen"] else f"{words}, {day}"


def value(contract: Contract) -> tuple[str, str]:
    """The value and its basis: ('£340 million', 'whether ... is not stated'); empty for none."""
    if contract["value_gbp"] is None:
        return "", ""
    return amounts.pounds(contract["value_gbp"]), BASES[contract["value_basis"]]


def short_value(contract: Contract) -> str:
    """The value with its basis for a wall: '£800m total'; empty where none is stated."""
    if contract["value_gbp"] is None:
        return ""
    written = amounts.pounds(contract["value_gbp"]).replace(" million", "m")
    basis = SHORT_BASES[contract["value_basis"]]
    return (
        f"{written}, {basis}" if contract["value_basis"] == "not_stated" else f"{written} {basis}"
    )


def figure(row: Mapping[str, Any]) -> str:
    """A row of ``queries/site_contract_figures.sql`` in words: '£34 million', '15%', '8 months'."""
    if row["unit"] == "gbp":
        return amounts.pounds(row["value"])
    words = quantities.amount(row["value"], row["unit"], quantities.decimals(row["value"]))
    return words if row["unit"] == "percent" else f"{words} {row['unit_name']}"


def years(contract: Contract) -> str:
    """The length that was agreed: 'one year', '5 years'; empty where it is not stated."""
    agreed = contract["years"]
    if agreed is None:
        return ""
    words = quantities.number(agreed, quantities.decimals(agreed))
    return "one year" if agreed == 1 else f"{words} years"


def term(contract: Contract) -> str:
    """From when to when: 'from April 2015, to December 2015'."""
    starts, ends = (
        date_words(contract[name]) if contract[name] else None
        for name in ("start_date", "end_date")
    )
    # A contract that never began has its planned start here.
    begun = "from" if contract["status"] in BEGUN else "planned from"
    first = f"{begun} {starts}" if starts else "start not stated"
    return f"{first}, to {ends}" if ends else f"{first}, end not stated"


def a_year(contract: Contract) -> str:
    """The value of a year where it is computed; empty where it is stated or cannot be.

    Only from a stated total and more than one stated year.
    """
    computed = contract["value_a_year_gbp"]
    if computed is None or computed == contract["value_gbp"]:
        return ""
    return f"{amounts.pounds(round(computed))} a year"


def a_head(contract: Contract) -> str:
    """The value a head and year where it is computed; empty where it cannot be.

    Only from a value of a year and a stated number of the people whom the contract covers.
    """
    computed = contract["value_a_head_a_year_gbp"]
    return "" if computed is None else f"£{computed:,.0f} a head and year"


def how_computed(contract: Contract) -> str:
    """What a computed value is made from, for a contract that has one."""
    total = bool(a_year(contract))
    parts = [f"the total over {years(contract)}"] if total else ["the value of the year"]
    if contract["value_a_head_a_year_gbp"] is not None:
        seen = contract["population_as_of"]
        when = f" ({date_words(seen)})" if seen else ""
        parts.append(f"for {contract['population']:,.0f} {contract['population_counts']}{when}")
    return f"computed here: {', '.join(parts)}"


def not_computed(contract: Contract) -> str:
    """Why a stated value gives none a year or a head; empty where nothing is missing.

    A contract without a value says so elsewhere, and has nothing to compute from.
    """
    if contract["value_gbp"] is None or contract["value_a_head_a_year_gbp"] is not None:
        return ""
    missing = []
    if contract["value_basis"] == "not_stated":
        missing.append("whether the value is for one year or the whole term is not stated")
    if contract["years"] is None and contract["value_basis"] != "annual":
        missing.append("its years are not stated")
    missing.append(_population_missing(contract))
    what = "a head" if contract["value_a_year_gbp"] is not None else "a year or a head"
    return f"no value {what}: {_listed([each for each in missing if each])}"


def stage(row: Mapping[str, Any]) -> str:
    """A stage of ``queries/contract_record_dates.sql`` in words.

    An end that is only planned is no end that was reported: 'Term ends'.
    """
    name: str = row["stage_name"]
    return "Term ends" if name == "Ended" and row["status"] == "planned" else name


def date_computed_from(row: Mapping[str, Any]) -> str:
    """What the date of a stage is computed from here; empty where a source states the date."""
    begun, _, basis = (row["words"] or "").partition("computed: ")
    return "" if begun else basis


def _population_missing(contract: Contract) -> str:
    if contract["is_population_covered"]:
        return ""
    if contract["population"] is None:
        return "how many people it covers is not stated"
    counted = f"{contract['population']:,.0f} {contract['population_counts']}"
    return f"the population stated is of another kind ({counted})"


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def figure_name(row: Mapping[str, Any]) -> str:
    """What a figure of a contract is called; one of no named kind points to its source's words."""
    if row["figure"] != "other":
        name: str = row["figure_name"]
        return name
    return "Another amount, as described" if row["unit"] == "gbp" else "Another term, as described"
