"""Terms from and to an address: what is wrong is said, and never counted."""

import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.payment import terms
from evidence.payment.terms import DEFAULT, TERMS, TermProblem, Terms

NOT_NUMBERS = [
    *("", " ", "NaN", "nan", "inf", "-Infinity", "1e5", "1,5", "£5", "5%", "+5", "½", "0x10"),
    *("1_000", "five", "1.", ".5", "--5", "5 ", "9" * 400),
    *("\N{FULLWIDTH DIGIT FIVE}", "\N{ARABIC-INDIC DIGIT THREE}"),
]
# The one empty text that means something.
NO_COST = ("first_year_cost_gbp", "")


def one(name: str, text: str) -> TermProblem:
    """The only problem of a query with one term."""
    read, found = terms.from_query({name: [text]})
    assert read is None
    (problem,) = found
    return problem


def test_an_empty_query_gives_the_base():
    base = DEFAULT.changed(years=3)
    assert terms.from_query({"model_type": ["mcp"]}) == (DEFAULT, [])
    assert terms.from_query({}, base=base) == (base, [])


def test_a_query_changes_what_it_names():
    query = {"annual_value_gbp": ["26500000"], "annual_growth_percent": ["-1.25"], "years": ["7"]}
    expected = DEFAULT.changed(
        annual_value_gbp=Decimal(26_500_000), annual_growth_percent=Decimal("-1.25"), years=7
    )
    assert terms.from_query(query) == (expected, [])


def test_two_contracts_stand_in_one_address():
    query = {"years": ["3"], "b_years": ["7"]}
    assert terms.from_query(query) == (DEFAULT.changed(years=3), [])
    assert terms.from_query(query, "b_") == (DEFAULT.changed(years=7), [])


@pytest.mark.parametrize(
    ("name", "text"),
    [each for each in itertools.product(TERMS, NOT_NUMBERS) if each != NO_COST],
)
def test_what_is_no_number_gives_a_message(name: str, text: str):
    problem = one(name, text)
    assert problem.name == name
    assert problem.value[:5] == text[:5]
    assert len(problem.value) < 60
    assert problem.message.startswith(TERMS[name].label)
    assert "write" in problem.message


@pytest.mark.parametrize("name", TERMS)
def test_limits_are_inside_and_what_is_beyond_them_gives_a_message(name: str):
    term = TERMS[name]
    # Nothing else is paid by shares here, so that only the term itself can be wrong.
    base = DEFAULT.changed(upfront_percent=Decimal(0), outcome_payment_percent=Decimal(0))
    for limit, beyond in ((term.low, term.low - 1), (term.high, term.high + 1)):
        read, found = terms.from_query({name: [terms.shortest(limit)]}, base=base)
        assert found == []
        assert read is not None
        assert read.values()[name] == limit
        assert "is outside of what is counted" in one(name, terms.shortest(beyond)).message


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "annual_growth_percent",
            "NaN",
            "Growth of the budget a year: “NaN” is not a plain number; "
            "write digits only, between −20% and 20%.",
        ),
        (
            "years",
            "2.5",
            "Years of the contract: “2.5” is finer than is counted; write a whole number.",
        ),
        (
            "annual_value_gbp",
            "99000000000",
            "Budget of the first year: £99,000,000,000 is outside of what is counted; "
            "write between £1,000 and £10,000,000,000.",
        ),
        (
            "upfront_percent",
            "",
            "Paid up front: nothing is given; write a number between 0% and 100%.",
        ),
    ],
)
def test_messages_say_what_to_do(name: str, text: str, message: str):
    assert one(name, text).message == message


def test_all_that_is_wrong_is_said_at_once():
    query = {"years": ["0"], "annual_value_gbp": [""], "upfront_percent": ["1", "2"]}
    read, found = terms.from_query(query)
    assert read is None
    assert [(problem.name, problem.value) for problem in found] == [
        ("annual_value_gbp", ""),
        ("years", "0"),
        ("upfront_percent", "1, 2"),
    ]


def test_more_than_the_whole_budget_cannot_be_paid():
    read, found = terms.from_query({"upfront_percent": ["95"], "outcome_payment_percent": ["5.01"]})
    assert read is None
    assert [problem.message for problem in found] == [
        "Paid up front (95%) and paid on outcomes (5.01%) are more than the whole budget; "
        "lower one of them."
    ]
    whole = {"upfront_percent": ["95"], "outcome_payment_percent": ["5"]}
    assert terms.from_query(whole)[1] == []


@pytest.mark.parametrize("text", ["", "as_value"])
def test_an_empty_cost_takes_back_that_of_the_base(text: str):
    base = DEFAULT.changed(first_year_cost_gbp=Decimal(5_000_000))
    assert terms.from_query({"first_year_cost_gbp": [text]}, base=base) == (DEFAULT, [])
    assert terms.to_query(DEFAULT, base) == {"first_year_cost_gbp": "as_value"}


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal(-1), Decimal(101)])
def test_no_terms_are_made_from_what_cannot_be_counted(value: Decimal):
    with pytest.raises(ValueError, match=r"^Paid up front: "):
        DEFAULT.changed(upfront_percent=value)


def test_a_query_says_only_what_differs_and_in_the_fewest_signs():
    changed = DEFAULT.changed(
        annual_value_gbp=Decimal("2.650E+7"), annual_growth_percent=Decimal("1.30"), years=5
    )
    assert terms.to_query(changed, prefix="b_") == {
        "b_annual_value_gbp": "26500000",
        "b_annual_growth_percent": "1.3",
    }


def made(chosen: dict[str, Any]) -> Terms:
    return Terms(**chosen)


def valid_terms() -> st.SearchStrategy[Terms]:
    """Any terms that are counted."""

    def within(name: str) -> st.SearchStrategy[Decimal]:
        term = TERMS[name]
        return st.decimals(term.low, term.high, places=term.decimals)

    values = {name: within(name) for name in TERMS}
    return st.fixed_dictionaries(
        values
        | {
            "years": st.integers(1, 20),
            "upfront_percent": st.decimals(0, 60, places=2),
            "outcome_payment_percent": st.decimals(0, 40, places=2),
            "first_year_cost_gbp": st.none() | within("first_year_cost_gbp"),
        }
    ).map(made)


@given(valid_terms(), valid_terms(), st.sampled_from(["", "b_"]))
def test_terms_come_back_from_their_query(asked: Terms, base: Terms, prefix: str):
    query = {name: [text] for name, text in terms.to_query(asked, base, prefix).items()}
    assert terms.from_query(query, prefix, base) == (asked, [])


@given(st.dictionaries(st.sampled_from(list(TERMS)), st.lists(st.text(max_size=20), max_size=2)))
def test_any_text_gives_terms_or_a_message(query: dict[str, list[str]]):
    read, found = terms.from_query(query)
    assert (read is None) == bool(found)
    assert all(problem.name in TERMS and problem.message for problem in found)
