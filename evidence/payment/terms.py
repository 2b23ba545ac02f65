"""The terms of one contract: to and from a URL's query, with a message for all that is wrong."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evidence.payment.term_list import TERMS as TERMS
from evidence.payment.term_list import Term as Term

Query = Mapping[str, Sequence[str]]

AS_VALUE = "as_value"
WRITTEN = re.compile(r"(-?)([0-9]{1,14})(?:\.([0-9]{1,6}))?")
SHOWN = 40


@dataclass(frozen=True)
class TermProblem:
    """Why a term cannot be used: its name, the value that was given, and what to do."""

    name: str
    value: str
    message: str


@dataclass(frozen=True)
class Terms:
    """The terms of one contract, in pounds, percent and years; the defaults share nothing.

    ``first_year_cost_gbp`` is None where the cost of care starts at the budget. The defaults are
    a plain budget: no growth, the provider keeps every surplus and bears every deficit.

    Raises:
        ValueError: a term is outside its limits, or two do not go together. What comes from
            outside goes through ``from_query``, which says all that is wrong instead.
    """

    annual_value_gbp: Decimal = Decimal(100_000_000)
    annual_growth_percent: Decimal = Decimal(0)
    years: int = 5
    upfront_percent: Decimal = Decimal(0)
    management_fee_percent: Decimal = Decimal(0)
    provider_keeps_surplus_to_percent: Decimal = Decimal(0)
    surplus_share_provider_percent: Decimal = Decimal(100)
    provider_bears_deficit_to_percent: Decimal = Decimal(0)
    deficit_share_provider_percent: Decimal = Decimal(100)
    outcome_payment_percent: Decimal = Decimal(0)
    outcome_achievement_percent: Decimal = Decimal(100)
    unreclaimable_tax_percent: Decimal = Decimal(0)
    transition_cost_gbp: Decimal = Decimal(0)
    demand_growth_percent: Decimal = Decimal(0)
    first_year_cost_gbp: Decimal | None = None

    def __post_init__(self) -> None:
        """Refuse what ``from_query`` would refuse, and bring each number to one form."""
        found: list[TermProblem] = []
        for name, value in self.values().items():
            read = parse(TERMS[name], shortest(value))
            if isinstance(read, TermProblem):
                found.append(read)
            else:
                object.__setattr__(self, name, read)
        found = found or _together(self.values())
        if found:
            raise ValueError("; ".join(problem.message for problem in found))

    def values(self) -> dict[str, Decimal | int | None]:
        """Every term by its name, in the order of ``TERMS``; what the queries take as $terms."""
        return {name: getattr(self, name) for name in TERMS}

    def changed(self, **values: Decimal | int | None) -> "Terms":
        """These terms with some set anew.

        Raises:
            ValueError: as for the class itself.
        """
        changes: dict[str, Any] = dict(values)
        return dataclasses.replace(self, **changes)


def shortest(value: Decimal | int | None) -> str:
    """A number without an exponent or idle zeros: '1.3', '26500000'; a word for none."""
    if value is None:
        return AS_VALUE
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def parse(term: Term, text: str) -> Decimal | int | TermProblem | None:
    """One term from the text that somebody wrote.

    Args:
        term: which term.
        text: the number alone, such as '26500000' or '1.3'. For the optional term '' and
            'as_value' mean none.

    Returns:
        The number (an int for years, None for none), or what is wrong and what to do.
    """
    if term.is_optional and text in ("", AS_VALUE):
        return None
    said = text if len(text) <= SHOWN else f"{text[:SHOWN]} and so on"
    fault = _fault(term, text, said)
    if fault:
        return TermProblem(term.name, said, f"{term.label}: {fault}.")
    number = Decimal(text)
    return int(number) if term.unit == "years" else number.normalize() + 0


def _fault(term: Term, text: str, said: str) -> str:
    """What is wrong with a text, shown as ``said``, and what to do; empty where nothing is."""
    limits = f"between {_words(term, term.low)} and {_words(term, term.high)}"
    if not text:
        return f"nothing is given; write a number {limits}"
    written = WRITTEN.fullmatch(text)
    if written is None:
        return f"“{said}” is not a plain number; write digits only, {limits}"
    if len((written[3] or "").rstrip("0")) > term.decimals:
        places = "a whole number" if term.decimals == 0 else "at most two places after the point"
        return f"“{said}” is finer than is counted; write {places}"
    if not term.low <= Decimal(text) <= term.high:
        return f"{_words(term, Decimal(text))} is outside of what is counted; write {limits}"
    return ""


def _words(term: Term, number: Decimal) -> str:
    if term.unit == "gbp":
        return f"{'−' if number < 0 else ''}£{abs(number):,}"
    written = f"{number:f}".replace("-", "−")
    return f"{written}%" if term.unit == "percent" else written


def _given_twice(term: Term, given: Sequence[str]) -> TermProblem:
    said = ", ".join(value[:SHOWN] for value in given[:3])
    return TermProblem(term.name, said, f"{term.label}: given more than once; keep one of them.")


def _together(values: Mapping[str, Decimal | int | None]) -> list[TermProblem]:
    """What is wrong between terms that are each within their limits."""
    upfront, outcomes = values["upfront_percent"], values["outcome_payment_percent"]
    assert upfront is not None
    assert outcomes is not None
    if upfront + outcomes <= 100:
        return []
    return [
        TermProblem(
            "outcome_payment_percent",
            shortest(outcomes),
            f"Paid up front ({shortest(upfront)}%) and paid on outcomes ({shortest(outcomes)}%) "
            "are more than the whole budget; lower one of them.",
        )
    ]


DEFAULT = Terms()


def from_query(
    parameters: Query, prefix: str = "", base: Terms = DEFAULT
) -> tuple[Terms | None, list[TermProblem]]:
    """Read terms from a URL's query.

    Args:
        parameters: every value of every parameter; those that are no term are passed over.
        prefix: what stands before the name of each term, as in 'b_years'.
        base: the terms that hold where the query says nothing.

    Returns:
        The terms and no problems, or None and everything that is wrong, each with the name of
        the term (without the prefix).
    """
    found: list[TermProblem] = []
    values = base.values()
    for name, term in TERMS.items():
        given = list(parameters.get(prefix + name, ()))
        if len(given) > 1:
            found.append(_given_twice(term, given))
        elif given:
            read = parse(term, given[0])
            if isinstance(read, TermProblem):
                found.append(read)
            else:
                values[name] = read
    # A term that could not be read still has the value of the base here.
    doubtful = {problem.name for problem in found}
    if not doubtful & {"upfront_percent", "outcome_payment_percent"}:
        found += _together(values)
    return (None, found) if found else (base.changed(**values), [])


def to_query(terms: Terms, base: Terms = DEFAULT, prefix: str = "") -> dict[str, str]:
    """The part of a URL's query that says these terms; empty where nothing differs from the base.

    ``from_query`` with the same base and prefix gives the terms back.
    """
    was = base.values()
    return {
        prefix + name: shortest(value)
        for name, value in terms.values().items()
        if value != was[name]
    }
