"""The payment terms that can be tried: what each is, what it may be, and how it is written."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Unit = Literal["gbp", "percent", "years"]


@dataclass(frozen=True)
class Term:
    """One term: its name, how it is written and what it may be.

    ``low`` and ``high`` are the least and the most that is taken, in the term's own unit; ``step``
    is what a button adds; ``decimals`` is how many places after the point are taken. ``symbol`` is
    that of ``formulas.FORMULAS``.
    """

    name: str
    symbol: str
    label: str
    unit: Unit
    low: Decimal
    high: Decimal
    step: Decimal
    decimals: int
    help: str
    is_optional: bool = False


def _money(name: str, symbol: str, label: str, help: str, *, low: int, **more: Any) -> Term:
    # The largest contract of the set is below 6 billion pounds in all (manchester-lco-tender-2017),
    # so more in a year is a slip. The decimals of payment_outcomes in SQL hold all limits here.
    high, step = Decimal(10_000_000_000), Decimal(1_000_000)
    return Term(name, symbol, label, "gbp", Decimal(low), high, step, 2, help, **more)


def _percent(
    name: str, symbol: str, label: str, help: str, *, step: str, low: int, high: int
) -> Term:
    return Term(name, symbol, label, "percent", Decimal(low), Decimal(high), Decimal(step), 2, help)


LISTED = (
    _money(
        "annual_value_gbp",
        "V₁",
        "Budget of the first year",
        "What the commissioner sets aside for the care of the first year.",
        low=1_000,
    ),
    _percent(
        "annual_growth_percent",
        "g",
        "Growth of the budget a year",
        "By how much the budget of each year is above that of the year before.",
        step="0.1",
        low=-20,
        high=20,
    ),
    Term(
        "years",
        "n",
        "Years of the contract",
        "years",
        low=Decimal(1),
        high=Decimal(20),
        step=Decimal(1),
        decimals=0,
        help="How many years are counted.",
    ),
    _percent(
        "upfront_percent",
        "u",
        "Paid up front",
        "Share of the budget paid at the start of each year. It moves cash, not the result.",
        step="1",
        low=0,
        high=100,
    ),
    _percent(
        "management_fee_percent",
        "m",
        "Management fee",
        "Paid on top of the budget, as a share of it, and taken as spent on management.",
        step="0.1",
        low=0,
        high=25,
    ),
    _percent(
        "provider_keeps_surplus_to_percent",
        "k",
        "Surplus the provider keeps whole",
        "Up to this share of the budget the provider keeps all of a surplus.",
        step="0.5",
        low=0,
        high=100,
    ),
    _percent(
        "surplus_share_provider_percent",
        "s",
        "Provider's share of the surplus above that",
        "The commissioner gets the rest.",
        step="5",
        low=0,
        high=100,
    ),
    _percent(
        "provider_bears_deficit_to_percent",
        "kd",
        "Deficit the provider bears whole",
        "Up to this share of the cost of care the provider bears all of a deficit.",
        step="0.5",
        low=0,
        high=100,
    ),
    _percent(
        "deficit_share_provider_percent",
        "sd",
        "Provider's share of the deficit above that",
        "The commissioner bears the rest.",
        step="5",
        low=0,
        high=100,
    ),
    _percent(
        "outcome_payment_percent",
        "o",
        "Paid on outcomes",
        "Share of the budget that is paid only where outcomes are reached.",
        step="1",
        low=0,
        high=100,
    ),
    _percent(
        "outcome_achievement_percent",
        "a",
        "Outcomes reached",
        "Share of the outcome payment that is earned; the rest stays with the commissioner.",
        step="5",
        low=0,
        high=100,
    ),
    _percent(
        "unreclaimable_tax_percent",
        "x",
        "Tax that cannot be reclaimed",
        "As a share of the cost of care, such as VAT on subcontracts.",
        step="0.5",
        low=0,
        high=25,
    ),
    _money(
        "transition_cost_gbp",
        "T",
        "Cost of transition",
        "Borne by the provider out of the budget of the first year.",
        low=0,
    ),
    _percent(
        "demand_growth_percent",
        "d",
        "Growth of demand a year",
        "By how much the cost of care of each year is above that of the year before.",
        step="0.1",
        low=-20,
        high=20,
    ),
    _money(
        "first_year_cost_gbp",
        "C₁",
        "Cost of care in the first year",
        "Left empty, it equals the budget of the first year.",
        low=1_000,
        is_optional=True,
    ),
)
TERMS: dict[str, Term] = {term.name: term for term in LISTED}
