"""The payment model against cases computed by hand; the arithmetic stands beside each figure."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from evidence.payment import outcome
from evidence.payment.terms import DEFAULT, TERMS, Terms
from evidence.read_model import ReadModel

MILLION = Decimal(1_000_000)


def terms(**values: object) -> Terms:
    """The default terms (nothing shared, the provider keeps and bears all) with some set."""
    return DEFAULT.changed(
        **{name: int(str(value)) if name == "years" else Decimal(str(value))
           for name, value in values.items()}
    )  # fmt: skip


@dataclass(frozen=True)
class Case:
    """Terms, and what some columns of their years come to, in pounds as text."""

    terms: Terms
    years: list[dict[str, str]]


# Every term at once: a small surplus in year 1, a deficit in year 2.
EVERYTHING = terms(
    annual_value_gbp=1_000_000,
    annual_growth_percent=10,
    years=2,
    upfront_percent=50,
    management_fee_percent=2,
    provider_keeps_surplus_to_percent=5,
    surplus_share_provider_percent=50,
    provider_bears_deficit_to_percent=2,
    deficit_share_provider_percent=40,
    outcome_payment_percent=10,
    outcome_achievement_percent=60,
    unreclaimable_tax_percent=1,
    transition_cost_gbp=20_000,
    demand_growth_percent=20,
    first_year_cost_gbp=900_000,
)
CASES = {
    "every term at once": Case(
        EVERYTHING,
        [
            {
                "budget_gbp": "1000000.00",
                "management_fee_gbp": "20000.00",  # 2% of 1,000,000
                "upfront_gbp": "500000.00",  # 50% of 1,000,000
                "outcome_gbp": "100000.00",  # 10% of 1,000,000
                "balance_gbp": "400000.00",  # 1,000,000 - 500,000 - 100,000
                "earned_gbp": "60000.00",  # 60% of 100,000
                "held_back_gbp": "40000.00",  # 100,000 - 60,000
                "care_gbp": "900000.00",
                "tax_gbp": "9000.00",  # 1% of 900,000
                "transition_gbp": "20000.00",
                "surplus_gbp": "31000.00",  # 1,000,000 - 40,000 - 900,000 - 9,000 - 20,000
                "provider_gbp": "31000.00",  # below 5% of 1,000,000 = 50,000: all of it
                "commissioner_gbp": "0.00",
                "provider_total_gbp": "31000.00",
                "commissioner_total_gbp": "0.00",
                "held_back_total_gbp": "40000.00",
                "to_finance_gbp": "400000.00",  # 900,000 - 500,000
            },
            {
                "budget_gbp": "1100000.00",  # 1,000,000 x 1.1
                "management_fee_gbp": "22000.00",  # 2% of 1,100,000
                "upfront_gbp": "550000.00",  # 50% of 1,100,000
                "outcome_gbp": "110000.00",  # 10% of 1,100,000
                "balance_gbp": "440000.00",  # 1,100,000 - 550,000 - 110,000
                "earned_gbp": "66000.00",  # 60% of 110,000
                "held_back_gbp": "44000.00",  # 110,000 - 66,000
                "care_gbp": "1080000.00",  # 900,000 x 1.2
                "tax_gbp": "10800.00",  # 1% of 1,080,000
                "transition_gbp": "0.00",
                "surplus_gbp": "-34800.00",  # 1,100,000 - 44,000 - 1,080,000 - 10,800
                # 2% of 1,080,000 = 21,600 whole; 40% of the 13,200 above it = 5,280
                "provider_gbp": "-26880.00",
                "commissioner_gbp": "-7920.00",  # 60% of 13,200
                "provider_total_gbp": "4120.00",  # 31,000 - 26,880
                "commissioner_total_gbp": "-7920.00",
                "held_back_total_gbp": "84000.00",  # 40,000 + 44,000
                "to_finance_gbp": "530000.00",  # 1,080,000 - 550,000
            },
        ],
    ),
    "a surplus beyond what the provider keeps whole is halved": Case(
        terms(
            annual_value_gbp=26_500_000,
            annual_growth_percent="1.3",
            years=2,
            provider_keeps_surplus_to_percent=5,
            surplus_share_provider_percent=50,
            demand_growth_percent="2.3",
            first_year_cost_gbp=24_000_000,
        ),
        [
            {
                "surplus_gbp": "2500000.00",  # 26,500,000 - 24,000,000
                # 5% of 26,500,000 = 1,325,000 whole; half of the 1,175,000 above it = 587,500
                "provider_gbp": "1912500.00",
                "commissioner_gbp": "587500.00",
            },
            {
                "budget_gbp": "26844500.00",  # 26,500,000 x 1.013
                "care_gbp": "24552000.00",  # 24,000,000 x 1.023
                "surplus_gbp": "2292500.00",
                # 5% of 26,844,500 = 1,342,225 whole; half of the 950,275 above it = 475,137.50
                "provider_gbp": "1817362.50",
                "commissioner_gbp": "475137.50",
            },
        ],
    ),
    "above a cap the provider keeps nothing": Case(
        terms(
            years=1,
            provider_keeps_surplus_to_percent="7.5",
            surplus_share_provider_percent=0,
            first_year_cost_gbp=90 * MILLION,
        ),
        [
            {
                "surplus_gbp": "10000000.00",  # 100 million - 90 million
                "provider_gbp": "7500000.00",  # 7.5% of 100 million
                "commissioner_gbp": "2500000.00",  # the rest
            }
        ],
    ),
    "half of the outcomes are reached on a bid below the cost": Case(
        terms(
            annual_value_gbp=145_200_000,
            years=1,
            outcome_payment_percent=15,
            outcome_achievement_percent=50,
            first_year_cost_gbp=150_400_000,
        ),
        [
            {
                "outcome_gbp": "21780000.00",  # 15% of 145,200,000
                "held_back_gbp": "10890000.00",  # half of it
                "surplus_gbp": "-16090000.00",  # 145,200,000 - 10,890,000 - 150,400,000
                "provider_gbp": "-16090000.00",  # it bears all
                "commissioner_gbp": "0.00",
            }
        ],
    ),
    "what rounding leaves goes to the balance and to the commissioner": Case(
        terms(
            annual_value_gbp="1000.05",
            years=1,
            upfront_percent=50,
            management_fee_percent="2.5",
            deficit_share_provider_percent="33.33",
            outcome_payment_percent=50,
            outcome_achievement_percent=50,
            first_year_cost_gbp=1000,
        ),
        [
            {
                "management_fee_gbp": "25.00",  # 25.00125
                "outcome_gbp": "500.03",  # 500.025, half a penny upwards
                "upfront_gbp": "500.02",  # 500.025 would be 500.03, but 1,000.05 - 500.03 is left
                "balance_gbp": "0.00",
                "earned_gbp": "250.02",  # half of 500.03 = 250.015
                "held_back_gbp": "250.01",  # 500.03 - 250.02
                "surplus_gbp": "-249.96",  # 1,000.05 - 250.01 - 1,000
                "provider_gbp": "-83.31",  # 33.33% of 249.96 = 83.311668
                "commissioner_gbp": "-166.65",  # 249.96 - 83.31
            }
        ],
    ),
    "growth is on the exact amount of the year before, not on the rounded one": Case(
        terms(annual_value_gbp=1000, annual_growth_percent="1.3", years=4),
        [
            {"budget_gbp": "1000.00", "provider_gbp": "0.00", "provider_total_gbp": "0.00"},
            {"budget_gbp": "1013.00", "provider_gbp": "13.00", "provider_total_gbp": "13.00"},
            # 1,013 x 1.013 = 1,026.169; 13 + 26.17
            {"budget_gbp": "1026.17", "provider_gbp": "26.17", "provider_total_gbp": "39.17"},
            # 1,026.169 x 1.013 = 1,039.509197; 39.17 + 39.51
            {"budget_gbp": "1039.51", "provider_gbp": "39.51", "provider_total_gbp": "78.68"},
        ],
    ),
    "more is paid up front than care costs": Case(
        terms(years=1, upfront_percent=95, first_year_cost_gbp=80 * MILLION),
        [{"upfront_gbp": "95000000.00", "balance_gbp": "5000000.00", "to_finance_gbp": "0.00"}],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_years_are_as_computed_by_hand(tiny_model: ReadModel, name: str):
    case = CASES[name]
    rows = outcome.years(tiny_model, case.terms)
    assert [row["year"] for row in rows] == list(range(1, len(case.years) + 1))
    found = [
        {column: str(row[column]) for column in expected}
        for row, expected in zip(rows, case.years, strict=True)
    ]
    assert found == case.years


def test_the_largest_terms_are_still_counted(tiny_model: ReadModel):
    largest = {name: term.high for name, term in TERMS.items()} | {"upfront_percent": Decimal(0)}
    row = outcome.years(tiny_model, terms(**largest))[-1]
    assert row["budget_gbp"] == row["care_gbp"]
    assert row["budget_gbp"].quantize(MILLION) == (
        TERMS["annual_value_gbp"].high * Decimal("1.2") ** 19
    ).quantize(MILLION)


def test_the_fan_goes_from_two_points_below_the_budgets_growth_to_four_above(
    tiny_model: ReadModel,
):
    asked = terms(
        annual_growth_percent="1.3",
        years=2,
        outcome_payment_percent=10,
        outcome_achievement_percent=60,
        demand_growth_percent=2,
    )
    rows = outcome.fan(tiny_model, asked)
    growths = ["-0.7", "-0.2", "0.3", "0.8", "1.3", "1.8", "2", "2.3", "2.8", "3.3", "3.8", "4.3",
               "4.8", "5.3"]  # fmt: skip
    reached = [Decimal(each) for each in (0, 25, 50, 60, 75, 100)]
    assert [
        (row["demand_growth_percent"], row["outcome_achievement_percent"], row["year"])
        for row in rows
    ] == [
        (Decimal(growth), each, year) for growth in growths for each in reached for year in (1, 2)
    ]
    assert {row["points"] for row in rows if row["is_chosen_growth"]} == {Decimal("0.7")}
    chosen = [row for row in rows if row["is_chosen_growth"] and row["is_chosen_achievement"]]
    assert [row["provider_total_gbp"] for row in chosen] == [
        row["provider_total_gbp"] for row in outcome.years(tiny_model, asked)
    ]


def test_the_fan_has_one_share_of_outcomes_where_nothing_is_paid_on_them(tiny_model: ReadModel):
    rows = outcome.fan(tiny_model, terms(outcome_achievement_percent=40))
    assert {row["outcome_achievement_percent"] for row in rows} == {Decimal(40)}
    assert len(rows) == 13 * 5


@pytest.mark.parametrize(
    ("asked", "growth", "points"),
    [
        # Cost and budget start alike, so demand may grow as the budget does.
        (terms(annual_growth_percent="1.3"), "1.3", "0"),
        # 98 x (1 + 1.02 + 1.0404) = 299.96; 98 x (1 + 1.021 + 1.042441) = 300.22; budgets are 300.
        (terms(years=3, first_year_cost_gbp=98 * MILLION), "2.0", "2.0"),
        # 104 x (1 + 0.96) = 203.84 = 2 x 100 + 3.84; 104 x (1 + 0.923) = 199.99; 0.924: 200.10.
        (terms(years=2, first_year_cost_gbp=104 * MILLION), "-7.7", "-7.7"),
    ],
)
def test_break_even_is_to_a_tenth(tiny_model: ReadModel, asked: Terms, growth: str, points: str):
    found = outcome.break_even(tiny_model, asked)
    assert (found.side, found.demand_growth_percent, found.points) == (
        "within",
        Decimal(growth),
        Decimal(points),
    )


@pytest.mark.parametrize(
    ("asked", "side"),
    [
        (terms(deficit_share_provider_percent=0), "at_any"),
        # 200 x (1 + 0.8 + 0.64 + 0.512 + 0.4096) = 672.32, above 5 x 100, even where demand falls
        (terms(first_year_cost_gbp=200 * MILLION), "at_none"),
    ],
)
def test_a_break_even_outside_of_what_is_tried_says_on_which_side(
    tiny_model: ReadModel, asked: Terms, side: outcome.Side
):
    found = outcome.break_even(tiny_model, asked)
    assert found == outcome.BreakEven(side, None, None, Decimal(-20), Decimal(20))
