"""The payment model in words and symbols."""

from decimal import Decimal

import pytest

from evidence.payment import formulas, outcome, words
from evidence.payment.terms import DEFAULT, TERMS
from evidence.read_model import ReadModel

# Year: cost of 99.5 growing by 1% against a budget of 100, and what is left so far.
#   1:  99.5         0.5
#   2: 100.495      -0.495   so far  0.005
#   3: 101.49995    -1.49995 so far -1.49495
FROM_YEAR_THREE = DEFAULT.changed(first_year_cost_gbp=Decimal(99_500_000))
# 100 - 99 - 1.5 = -0.5 in year 1; 100 - 98.01 = 1.99 in year 2, where demand falls by 1%.
MADE_GOOD = DEFAULT.changed(
    first_year_cost_gbp=Decimal(99_000_000), transition_cost_gbp=Decimal(1_500_000)
)


def test_the_sentence_that_matters(tiny_model: ReadModel):
    out = outcome.out_of_pocket(outcome.fan(tiny_model, FROM_YEAR_THREE), Decimal(1))
    assert out == [3, 4, 5]
    assert words.faster(out, Decimal(1), 5) == (
        "If demand grows 1 point a year faster than the budget, "
        "the provider is out of pocket from year 3."
    )


def test_out_of_pocket_ends_where_later_years_make_it_good(tiny_model: ReadModel):
    out = outcome.out_of_pocket(outcome.fan(tiny_model, MADE_GOOD), Decimal(-1))
    assert out == [1]
    assert words.faster(out, Decimal(-1), 5) == (
        "If demand grows 1 point a year slower than the budget, "
        "the provider is out of pocket in year 1, and has made it good by year 2."
    )


def test_never_out_of_pocket(tiny_model: ReadModel):
    assert outcome.out_of_pocket(outcome.fan(tiny_model, FROM_YEAR_THREE), Decimal(0)) == []


@pytest.mark.parametrize(
    ("out", "points", "years", "sentence"),
    [
        (
            [],
            "0",
            5,
            "If demand grows as fast as the budget, "
            "the provider is not out of pocket in any of the 5 years.",
        ),
        (
            [1, 2, 4, 5],
            "0.50",
            5,
            "If demand grows 0.5 points a year faster than the budget, "
            "the provider is out of pocket in years 1 to 2 and from year 4.",
        ),
        (
            [5],
            "2",
            5,
            "If demand grows 2 points a year faster than the budget, "
            "the provider is out of pocket in year 5.",
        ),
        ([1], "1", 1, "In the one year that is counted, the provider is out of pocket."),
        ([], "1", 1, "In the one year that is counted, the provider is not out of pocket."),
    ],
)
def test_variants_of_the_sentence(out: list[int], points: str, years: int, sentence: str):
    assert words.faster(out, Decimal(points), years) == sentence


@pytest.mark.parametrize(
    ("side", "growth", "points", "years", "sentence"),
    [
        (
            "within",
            "1.30",
            "0.00",
            5,
            "Over the 5 years the provider is not out of pocket as long as demand grows by no "
            "more than 1.3% a year, as fast as the budget.",
        ),
        (
            "within",
            "0.0",
            "-1.0",
            5,
            "Over the 5 years the provider is not out of pocket as long as demand does not grow, "
            "1 point a year slower than the budget.",
        ),
        (
            "within",
            "-1.8",
            "-1.8",
            5,
            "Over the 5 years the provider is not out of pocket as long as demand falls by at "
            "least 1.8% a year, 1.8 points a year slower than the budget.",
        ),
        (
            "at_any",
            None,
            None,
            5,
            "Over the 5 years the provider is not out of pocket at any growth of demand that was "
            "tried, from −20% to 20% a year.",
        ),
        (
            "at_none",
            None,
            None,
            5,
            "Over the 5 years the provider is out of pocket at every growth of demand that was "
            "tried, from −20% to 20% a year.",
        ),
        (
            "at_none",
            None,
            None,
            1,
            "Only one year is counted, so growth does not come into it: "
            "the provider is out of pocket.",
        ),
    ],
)
def test_variants_of_the_break_even(
    side: outcome.Side, growth: str | None, points: str | None, years: int, sentence: str
):
    found = outcome.BreakEven(
        side,
        None if growth is None else Decimal(growth),
        None if points is None else Decimal(points),
        Decimal(-20),
        Decimal(20),
    )
    assert words.break_even(found, years) == sentence


def test_every_term_has_a_symbol_that_a_formula_uses():
    used = " ".join(
        line.formula for line in (*formulas.FORMULAS, formulas.IDENTITY, formulas.YEAR)
    ).replace("(", " ").replace(")", " ").split()  # fmt: skip
    symbols = {term.symbol for term in TERMS.values()} - {"n"}
    assert symbols <= {word.strip(",") for word in used}
    assert len(formulas.SYMBOLS) == len(TERMS) + 1
    assert formulas.YEAR.name == "Year, from 1 to n"


@pytest.mark.parametrize(
    ("out", "cell"), [([], "never"), ([3, 4, 5], "from year 3"), ([1, 2], "in years 1 to 2")]
)
def test_when_in_few_words(out: list[int], cell: str):
    assert words.when(out, 5) == cell


def test_assumed_terms_are_named():
    assert words.assumed(["years", "upfront_percent"]) == (
        "Assumed, stated by no source (2 of 15 terms): Years of the contract; paid up front."
    )
    assert words.assumed([]) == ""
