"""The queries of the payment model: whole rows."""

from decimal import Decimal

import pytest

from evidence.payment.terms import DEFAULT
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

Tables = dict[str, list[dict[str, str]]]

# A budget of 100 million and a cost that grows by 2%; half of a surplus or deficit is shared.
TERMS = DEFAULT.changed(
    years=2,
    surplus_share_provider_percent=Decimal(50),
    deficit_share_provider_percent=Decimal(50),
    demand_growth_percent=Decimal(2),
).values()


def money(row: Row) -> dict[str, int]:
    """The amounts of a row that are not zero, in whole pounds."""
    return {name: int(value) for name, value in row.items() if name.endswith("_gbp") and value != 0}


def test_a_year_says_who_is_paid_and_who_bears(tiny_model: ReadModel) -> None:
    first, second = tiny_model.rows("payment_years", terms=TERMS)
    assert money(first) == {
        "budget_gbp": 100_000_000,
        "balance_gbp": 100_000_000,
        "care_gbp": 100_000_000,
        "to_finance_gbp": 100_000_000,
    }
    assert money(second) == {
        "budget_gbp": 100_000_000,
        "balance_gbp": 100_000_000,
        "care_gbp": 102_000_000,
        "surplus_gbp": -2_000_000,
        "provider_gbp": -1_000_000,
        "commissioner_gbp": -1_000_000,
        "provider_total_gbp": -1_000_000,
        "commissioner_total_gbp": -1_000_000,
        "to_finance_gbp": 102_000_000,
    }


def test_the_fan_has_a_row_for_each_growth_and_year(tiny_model: ReadModel) -> None:
    rows = tiny_model.rows("payment_fan", terms=TERMS)
    assert [row["points"] for row in rows if row["year"] == 1] == [
        Decimal(halves) / 2 for halves in range(-4, 9)
    ]
    assert rows[-1] == {
        "demand_growth_percent": Decimal(4),
        "outcome_achievement_percent": Decimal(100),
        "year": 2,
        "provider_total_gbp": Decimal(-2_000_000),
        "points": Decimal(4),
        "is_chosen_growth": False,
        "is_chosen_achievement": True,
    }
    assert [row["points"] for row in rows if row["is_chosen_growth"]] == [Decimal(2)] * 2


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(-1, 1, (21, 11, Decimal(0))), (1, 2, (11, 0, None)), (-2, -1, (11, 11, Decimal(-1)))],
)
def test_break_even_is_the_last_growth_that_leaves_nothing_missing(
    tiny_model: ReadModel, low: int, high: int, expected: tuple[int, int, Decimal | None]
) -> None:
    (row,) = tiny_model.rows("payment_break_even", terms=TERMS, low=low, high=high)
    assert (row["n_tried"], row["n_not_below"], row["demand_growth_percent"]) == expected
    assert row["points"] == expected[2]


def test_a_contract_without_a_figure_has_one_row(tiny_model: ReadModel) -> None:
    found = [(row["contract_id"], row["figure_id"]) for row in tiny_model.rows("payment_presets")]
    assert found == [
        ("alpha-alliance", "years"),
        ("alpha-integrated", None),
        ("beta-integrated", "years"),
        ("delta-savings", None),
        ("gamma-prime", "years"),
    ]


def test_a_stated_figure_comes_with_its_source(package: Package, tiny_tables: Tables) -> None:
    growth = {
        "figure_id": "gamma-prime-growth",
        "contract_id": "gamma-prime",
        "figure": "annual_growth_percent",
        "value": "1.5",
        "unit": "percent",
        "note": "Each year",
        "source_id": "audit-2019",
        "locator": "page 12",
    }
    figures = [*tiny_tables["contract_figures"], growth]
    model = ReadModel(package, {**tiny_tables, "contract_figures": figures})
    first, _ = (row for row in model.rows("payment_presets") if row["contract_id"] == "gamma-prime")
    assert first == {
        "contract_id": "gamma-prime",
        "site_id": "gamma",
        "contract_label": "Gamma",
        "payment": "Fixed sum",
        "payment_source_id": "audit-2019",
        "payment_locator": "page 10",
        "payment_title": "Audit of gamma",
        "payment_url": "https://example.org/audit-2019",
        "figure_id": "gamma-prime-growth",
        "figure": "annual_growth_percent",
        "value": 1.5,
        "unit": "percent",
        "note": "Each year",
        "source_id": "audit-2019",
        "locator": "page 12",
        "title": "Audit of gamma",
        "url": "https://example.org/audit-2019",
    }
