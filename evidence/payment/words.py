"""What the terms come to in sentences.

Out of pocket means that the provider's results, from the first year to the end of the year that
is named, add up to less than zero.
"""

from collections.abc import Sequence
from decimal import Decimal

from evidence.payment.outcome import BreakEven
from evidence.payment.terms import TERMS, shortest

NOT_A_FORECAST = (
    "A working model of the payment terms, not a forecast: it says what the terms do to a growth "
    "of demand that you choose, not which growth will come."
)
OUT_OF_POCKET = (
    "Out of pocket: the provider's results from the first year to the end of that year add up to "
    "less than zero."
)


def when(out: Sequence[int], years: int) -> str:
    """When the provider is out of pocket, for a cell: 'from year 3', 'in years 1 to 2', 'never'.

    Args:
        out: the years of ``outcome.out_of_pocket``, in order.
        years: how many years are counted.
    """
    return " and ".join(_spell(first, last, years) for first, last in _spells(out)) or "never"


def faster(out: Sequence[int], points: Decimal, years: int) -> str:
    """The sentence that matters, such as '... the provider is out of pocket from year 3.'.

    Args:
        out: the years of ``outcome.out_of_pocket`` for these points, in order.
        points: how many points a year demand grows faster than the budget; below zero: slower.
        years: how many years are counted.
    """
    condition = f"If demand grows {_against_budget(points)}"
    if years == 1:
        # The cost of the first year is what it is, whatever grows after it.
        condition = "In the one year that is counted"
        return f"{condition}, the provider is {'' if out else 'not '}out of pocket."
    if not out:
        return f"{condition}, the provider is not out of pocket in any of the {years} years."
    made_good = "" if out[-1] == years else f", and has made it good by year {out[-1] + 1}"
    return f"{condition}, the provider is out of pocket {when(out, years)}{made_good}."


def break_even(found: BreakEven, years: int) -> str:
    """Up to which growth of demand the provider is not out of pocket over the whole term.

    Args:
        found: of ``outcome.break_even``.
        years: how many years are counted.
    """
    if years == 1:
        negation = "not " if found.side == "at_any" else ""
        return (
            "Only one year is counted, so growth does not come into it: "
            f"the provider is {negation}out of pocket."
        )
    tried = f"from {_percent(found.low)} to {_percent(found.high)} a year"
    if found.side == "at_any":
        return (
            f"Over the {years} years the provider is not out of pocket at any growth of demand "
            f"that was tried, {tried}."
        )
    if found.demand_growth_percent is None or found.points is None:
        return (
            f"Over the {years} years the provider is out of pocket at every growth of demand "
            f"that was tried, {tried}."
        )
    return (
        f"Over the {years} years the provider is not out of pocket as long as demand "
        f"{_at_most(found.demand_growth_percent)}, {_against_budget(found.points)}."
    )


def assumed(names: Sequence[str]) -> str:
    """Which terms no source states, for every output; empty where there are none.

    Args:
        names: of ``presets.not_stated``.
    """
    if not names:
        return ""
    labels = [TERMS[name].label for name in names]
    listed = "; ".join([labels[0], *(label[0].lower() + label[1:] for label in labels[1:])])
    return f"Assumed, stated by no source ({len(names)} of {len(TERMS)} terms): {listed}."


def _spells(out: Sequence[int]) -> list[tuple[int, int]]:
    """Years in a row as their first and last."""
    firsts = [year for year in out if year - 1 not in out]
    lasts = [year for year in out if year + 1 not in out]
    return list(zip(firsts, lasts, strict=True))


def _spell(first: int, last: int, years: int) -> str:
    if first == last:
        return f"in year {first}"
    return f"from year {first}" if last == years else f"in years {first} to {last}"


def _against_budget(points: Decimal) -> str:
    if not points:
        return "as fast as the budget"
    size = shortest(abs(points))
    unit = "point" if size == "1" else "points"
    return f"{size} {unit} a year {'faster' if points > 0 else 'slower'} than the budget"


def _at_most(growth: Decimal) -> str:
    if not growth:
        return "does not grow"
    if growth < 0:
        return f"falls by at least {_percent(-growth)} a year"
    return f"grows by no more than {_percent(growth)} a year"


def _percent(number: Decimal) -> str:
    return shortest(number).replace("-", "−") + "%"
