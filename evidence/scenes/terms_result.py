"""What the terms of a contract come to, computed once for the page and for its scene."""

from dataclasses import dataclass
from decimal import Decimal

from evidence.payment import outcome, presets, words
from evidence.payment.outcome import BreakEven
from evidence.payment.terms import Terms
from evidence.read_model import ReadModel, Row
from evidence.scenes.terms_asked import TermsAsked, Tried


@dataclass(frozen=True)
class Result:
    """What the terms of one contract come to.

    ``years`` are the rows of ``outcome.years``, ``fan`` those of ``outcome.fan``; ``out`` holds
    the years out of pocket at the chosen growth of demand, ``out_faster`` those where demand grows
    a point a year faster than the budget.
    """

    tried: Tried
    terms: Terms
    years: list[Row]
    fan: list[Row]
    break_even: BreakEven
    out: list[int]
    out_faster: list[int]

    @property
    def name(self) -> str:
        """The contract."""
        return self.tried.preset.name

    @property
    def points(self) -> Decimal:
        """By how many points a year demand grows faster than the budget, as chosen."""
        return self.terms.demand_growth_percent - self.terms.annual_growth_percent

    @property
    def sentence(self) -> str:
        """The sentence that matters: of the chosen growth, where it is faster than the budget's."""
        if self.points > 0:
            return words.faster(self.out, self.points, self.terms.years)
        return words.faster(self.out_faster, presets.FASTER, self.terms.years)

    @property
    def more(self) -> str:
        """Up to which growth the provider is not out of pocket; before it the chosen growth."""
        said = words.break_even(self.break_even, self.terms.years)
        if self.points > 0 or self.terms.years == 1:
            return said
        return f"{words.faster(self.out, self.points, self.terms.years)} {said}"


def of(model: ReadModel, asked: TermsAsked) -> list[Result]:
    """What each contract's terms come to; none where any of them cannot be used."""
    if not asked.is_computable:
        return []
    return [_result(model, each, each.terms) for each in asked.tried if each.terms]


def _result(model: ReadModel, tried: Tried, terms: Terms) -> Result:
    points = terms.demand_growth_percent - terms.annual_growth_percent
    fan = outcome.fan(model, terms)
    return Result(
        tried,
        terms,
        outcome.years(model, terms),
        fan,
        outcome.break_even(model, terms),
        outcome.out_of_pocket(fan, points),
        outcome.out_of_pocket(fan, presets.FASTER),
    )
