"""What the terms come to: year by year, over a grid, and where the provider breaks even.

The sums are those of ``queries/payment_*.sql``, which share the macro ``payment_outcomes``; the
same in words and symbols stands in ``formulas.py``. Not a forecast: it says what the terms do, not
what will happen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from evidence.payment.terms import TERMS, Terms
from evidence.read_model import ReadModel, Row

Side = Literal["within", "at_any", "at_none"]


@dataclass(frozen=True)
class BreakEven:
    """Up to which growth of demand the provider's result over the term is not below zero.

    ``demand_growth_percent`` is a percentage a year to a tenth and ``points`` how many points a
    year faster than the budget that is; both None unless ``side`` is within. The other sides:
    at_any (not below zero at any growth that is tried), at_none (below zero at all of them).
    ``low`` and ``high`` are the least and the most growth that is tried.
    """

    side: Side
    demand_growth_percent: Decimal | None
    points: Decimal | None
    low: Decimal
    high: Decimal


def years(model: ReadModel, terms: Terms) -> list[Row]:
    """One row per year, in order; every amount a Decimal in pounds with pennies.

    Columns: year; budget_gbp, management_fee_gbp; upfront_gbp, outcome_gbp, balance_gbp (the parts
    of the budget: paid at the start, on outcomes, over the year); earned_gbp and held_back_gbp
    (the parts of outcome_gbp); care_gbp, tax_gbp, transition_gbp; surplus_gbp (below zero: a
    deficit); provider_gbp (the provider's result: above zero kept, below zero borne);
    commissioner_gbp (the same for the commissioner); provider_total_gbp, commissioner_total_gbp,
    held_back_total_gbp (from the first year to this one); to_finance_gbp (cost of care that is not
    paid up front, zero where as much or more is paid).

    To the penny in every row: budget + management fee = care + tax + transition + management fee
    + held back + provider + commissioner.
    """
    return model.rows("payment_years", terms=terms.values())


def fan(model: ReadModel, terms: Terms) -> list[Row]:
    """The provider's cumulative result over a grid of demand growth and outcomes reached.

    Columns: demand_growth_percent, outcome_achievement_percent, year, provider_total_gbp,
    points (demand growth less budget growth), is_chosen_growth, is_chosen_achievement. Demand
    growth goes from 2 points below the budget's growth to 4 above it in half points, with that of
    the terms besides; outcomes reached are 0, 25, 50, 75 and 100 and that of the terms, only the
    latter where nothing is paid on outcomes. Ordered by growth, achievement, year.
    """
    return model.rows("payment_fan", terms=terms.values())


def break_even(model: ReadModel, terms: Terms) -> BreakEven:
    """The growth of demand up to which the provider is not out of pocket over the whole term.

    Tried is every tenth of a percent that the term allows. More demand never improves the
    provider's result, so below the answer it is nowhere out of pocket, and above it everywhere.
    """
    grown = TERMS["demand_growth_percent"]
    row = model.rows(
        "payment_break_even", terms=terms.values(), low=int(grown.low), high=int(grown.high)
    )[0]
    if row["n_not_below"] == 0:
        return BreakEven("at_none", None, None, grown.low, grown.high)
    if row["n_not_below"] == row["n_tried"]:
        return BreakEven("at_any", None, None, grown.low, grown.high)
    growth, points = row["demand_growth_percent"], row["points"]
    return BreakEven("within", growth, points, grown.low, grown.high)


def out_of_pocket(fan: Iterable[Row], points: Decimal) -> list[int]:
    """The years at whose end the provider's results add up to less than zero; empty for none.

    Args:
        fan: the rows of ``fan``; those with the outcomes reached of the terms are taken.
        points: how many points a year demand grows faster than the budget, below zero: slower;
            one of those of the fan, which has every half point from -2 to 4 and that of the terms.
    """
    return [
        row["year"]
        for row in fan
        if row["is_chosen_achievement"]
        and row["points"] == points
        and row["provider_total_gbp"] < 0
    ]
