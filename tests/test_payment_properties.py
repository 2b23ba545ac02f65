"""What must hold of the payment model whatever the terms are."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.payment import outcome
from evidence.payment.terms import TERMS, Terms
from evidence.read_model import ReadModel, Row

FEW = settings(max_examples=40)
PENNY = Decimal("0.01")


def numbers(name: str, low: str, high: str) -> st.SearchStrategy[Decimal]:
    """Values of a term, often the ends of the range."""
    places = TERMS[name].decimals
    ends = st.sampled_from([Decimal(low), Decimal(high)])
    return ends | st.decimals(low, high, places=places)


PERCENTAGES = {
    "annual_growth_percent": ("-20", "20"),
    "upfront_percent": ("0", "60"),
    "management_fee_percent": ("0", "25"),
    "provider_keeps_surplus_to_percent": ("0", "20"),
    "surplus_share_provider_percent": ("0", "100"),
    "provider_bears_deficit_to_percent": ("0", "20"),
    "deficit_share_provider_percent": ("0", "100"),
    "outcome_payment_percent": ("0", "40"),
    "outcome_achievement_percent": ("0", "100"),
    "unreclaimable_tax_percent": ("0", "25"),
    "demand_growth_percent": ("-20", "20"),
}
# Amounts close to each other, so that surpluses and deficits both come up.
VALUES = {
    "annual_value_gbp": ("1000", "2000"),
    "transition_cost_gbp": ("0", "200"),
    "first_year_cost_gbp": ("1000", "2000"),
}
ANY = {name: numbers(name, *limits) for name, limits in (VALUES | PERCENTAGES).items()} | {
    "years": st.integers(1, 6)
}


def made(chosen: dict[str, Any]) -> Terms:
    return Terms(**chosen)


def any_terms(**fixed: st.SearchStrategy[object]) -> st.SearchStrategy[Terms]:
    return st.fixed_dictionaries(ANY | fixed).map(made)


def totals(rows: list[Row]) -> list[Decimal]:
    return [row["provider_total_gbp"] for row in rows]


@FEW
@given(any_terms(first_year_cost_gbp=st.none() | ANY["first_year_cost_gbp"]))
def test_shares_add_up_to_the_whole_to_the_penny(tiny_model: ReadModel, terms: Terms):
    so_far = {"provider": Decimal(0), "commissioner": Decimal(0), "held_back": Decimal(0)}
    for row in outcome.years(tiny_model, terms):
        paid = row["budget_gbp"] + row["management_fee_gbp"]
        spent = row["care_gbp"] + row["tax_gbp"] + row["transition_gbp"] + row["management_fee_gbp"]
        shared = row["held_back_gbp"] + row["provider_gbp"] + row["commissioner_gbp"]
        assert paid == spent + shared
        assert row["budget_gbp"] == row["upfront_gbp"] + row["outcome_gbp"] + row["balance_gbp"]
        assert row["outcome_gbp"] == row["earned_gbp"] + row["held_back_gbp"]
        assert row["surplus_gbp"] == row["provider_gbp"] + row["commissioner_gbp"]
        amounts = {name: value for name, value in row.items() if name.endswith("_gbp")}
        assert all(value == value.quantize(PENNY) for value in amounts.values())
        signed = ("surplus_gbp", "provider_gbp", "commissioner_gbp")
        assert all(
            value >= 0
            for name, value in amounts.items()
            if name not in signed and "total" not in name
        )
        for name in so_far:
            so_far[name] += row[f"{name}_gbp"]
            assert row[f"{name}_total_gbp"] == so_far[name]


@FEW
@given(any_terms())
def test_no_surplus_no_gain_share(tiny_model: ReadModel, terms: Terms):
    for row in outcome.years(tiny_model, terms):
        shares = (row["provider_gbp"], row["commissioner_gbp"])
        if row["surplus_gbp"] <= 0:
            assert max(shares) <= 0
        if row["surplus_gbp"] >= 0:
            assert min(shares) >= 0


@FEW
@given(any_terms(), st.decimals("0.01", "300", places=2))
def test_a_higher_bid_never_worsens_the_provider(
    tiny_model: ReadModel, terms: Terms, more: Decimal
):
    """The cost of care is held: a bid that is higher costs nobody more care."""
    higher = terms.changed(annual_value_gbp=terms.annual_value_gbp + more)
    before, after = (outcome.years(tiny_model, each) for each in (terms, higher))
    assert all(
        row["provider_gbp"] >= was["provider_gbp"] for was, row in zip(before, after, strict=True)
    )


@FEW
@given(any_terms(), st.decimals("0.01", "10", places=2))
def test_more_demand_never_improves_the_provider(
    tiny_model: ReadModel, terms: Terms, more: Decimal
):
    growth = min(terms.demand_growth_percent + more, Decimal(20))
    before = outcome.years(tiny_model, terms)
    after = outcome.years(tiny_model, terms.changed(demand_growth_percent=growth))
    assert all(
        row["provider_gbp"] <= was["provider_gbp"] for was, row in zip(before, after, strict=True)
    )


@FEW
@given(
    any_terms(
        annual_growth_percent=st.just(Decimal(0)),
        demand_growth_percent=st.just(Decimal(0)),
        first_year_cost_gbp=st.none(),
        outcome_achievement_percent=st.just(Decimal(100)),
        unreclaimable_tax_percent=st.just(Decimal(0)),
        transition_cost_gbp=st.just(Decimal(0)),
    )
)
def test_no_growth_and_no_surplus_return_the_terms_unchanged(tiny_model: ReadModel, terms: Terms):
    rows = outcome.years(tiny_model, terms)
    assert [row["year"] for row in rows] == list(range(1, terms.years + 1))
    assert all({**row, "year": 1} == rows[0] for row in rows)
    first = rows[0]
    assert first["budget_gbp"] == first["care_gbp"] == terms.annual_value_gbp
    unshared = ("surplus_gbp", "provider_gbp", "commissioner_gbp", "held_back_gbp")
    assert {first[name] for name in unshared} == {Decimal(0)}


@FEW
@given(any_terms())
def test_break_even_agrees_with_the_years(tiny_model: ReadModel, terms: Terms):
    found = outcome.break_even(tiny_model, terms)

    def total(growth: Decimal) -> Decimal:
        asked = terms.changed(demand_growth_percent=growth)
        return totals(outcome.years(tiny_model, asked))[-1]

    if found.side == "at_any":
        assert total(found.high) >= 0
    elif found.side == "at_none":
        assert total(found.low) < 0
    else:
        growth = found.demand_growth_percent
        assert growth is not None
        assert found.points == growth - terms.annual_growth_percent
        assert total(growth) >= 0 > total(growth + Decimal("0.1"))


@FEW
@given(any_terms())
def test_the_fan_agrees_with_the_years(tiny_model: ReadModel, terms: Terms):
    chosen = [
        row
        for row in outcome.fan(tiny_model, terms)
        if row["is_chosen_growth"] and row["is_chosen_achievement"]
    ]
    assert totals(chosen) == totals(outcome.years(tiny_model, terms))


@FEW
@given(any_terms(), st.integers(-4, 8).map(lambda halves: Decimal(halves) / 2))
def test_out_of_pocket_agrees_with_the_years(tiny_model: ReadModel, terms: Terms, points: Decimal):
    faster = {"demand_growth_percent": terms.annual_growth_percent + points}
    years = tiny_model.rows("payment_years", terms=terms.values() | faster)
    in_years = [row["year"] for row in years if row["provider_total_gbp"] < 0]
    assert outcome.out_of_pocket(outcome.fan(tiny_model, terms), points) == in_years


@FEW
@given(
    any_terms(
        annual_value_gbp=numbers("annual_value_gbp", "1000", "1000000000"),
        first_year_cost_gbp=numbers("first_year_cost_gbp", "1000", "1000000000"),
        years=st.integers(1, 20),
    )
)
def test_growth_is_exact_to_the_penny(tiny_model: ReadModel, terms: Terms):
    assert terms.first_year_cost_gbp is not None
    with localcontext() as context:
        context.prec = 120
        for row in outcome.years(tiny_model, terms):
            for name, start, growth in (
                ("budget_gbp", terms.annual_value_gbp, terms.annual_growth_percent),
                ("care_gbp", terms.first_year_cost_gbp, terms.demand_growth_percent),
            ):
                exact = start * (1 + growth / 100) ** (row["year"] - 1)
                assert row[name] == exact.quantize(PENNY, ROUND_HALF_UP)
