"""How far two analysts agree: pairs, kappa and figures, each countable by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.workbench import agreement
from evidence.workbench.agreement import Kappa, Pair, Shared

ADMISSIONS = {
    "finding_id": "leeds-emadm",
    "site_id": "leeds",
    "outcome_domain": "emergency_admissions",
    "measure": "Emergency admissions per 1,000",
    "period": "2015 to 2017",
    "population": "",
    "value": "-2.5",
    "unit": "percent_change",
    "comparator": "rest_england",
    "locator": "p. 12",
    "direction": "improved",
    "evidence_status": "evaluated",
    "source_id": "iau-2019",
}
BED_DAYS = ADMISSIONS | {
    "finding_id": "leeds-beds",
    "outcome_domain": "bed_days",
    "measure": "Emergency bed days",
    "value": "",
    "unit": "",
    "locator": "p. 14",
}

ratings = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=12)


def test_kappa_of_a_two_by_two_table() -> None:
    # The usual teaching example of Cohen (1960): 50 proposals, two readers. Both say yes to 20 and
    # no to 15; the first alone says yes to 5, the second alone to 10. Observed 35/50 = 0.70.
    # Yes by chance 25/50 * 30/50 = 0.30, no by chance 25/50 * 20/50 = 0.20, together 0.50.
    # (0.70 - 0.50) / (1 - 0.50) = 0.40.
    table = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15

    found = agreement.cohens_kappa(table)

    assert (found.n_equal, found.n) == (35, 50)
    assert found.value == pytest.approx(0.4, abs=1e-12)
    assert found.words == "35 of 50 alike, kappa 0.40."


def test_kappa_of_three_categories() -> None:
    # Observed 4/6. By chance a: 3 * 2, b: 2 * 2, c: 1 * 2, together 12 of 36.
    # (4 * 6 - 12) / (36 - 12) = 1/2.
    table = [("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("b", "c"), ("c", "c")]

    assert agreement.cohens_kappa(table).value == pytest.approx(0.5, abs=1e-12)


def test_two_who_never_agree_do_worse_than_chance() -> None:
    found = agreement.cohens_kappa([("a", "b"), ("b", "a")] * 3)

    assert found.value == -1
    assert found.words == "0 of 6 alike, kappa \N{MINUS SIGN}1.00."


def test_one_category_for_all_leaves_kappa_undefined_although_all_agree() -> None:
    found = agreement.cohens_kappa([("improved", "improved")] * 7)

    assert found == Kappa(None, 7, 7)
    assert found.words == (
        "7 of 7 alike. Kappa is not defined, because both used one category only."
    )


def test_a_category_each_is_agreement_by_chance_alone() -> None:
    assert agreement.cohens_kappa([("a", "b")] * 4).value == 0


def test_nothing_entered_by_both_leaves_kappa_undefined() -> None:
    found = agreement.cohens_kappa([])

    assert found == Kappa(None, 0, 0)
    assert found.words == "Kappa is not defined: no finding was entered by both."


def test_few_findings_are_said_with_caution() -> None:
    few = agreement.cohens_kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])

    assert few.words == (
        "3 of 4 alike, kappa 0.50. Fewer than 5 findings: one more could change it much."
    )
    assert "Fewer" not in agreement.cohens_kappa([("a", "a"), ("b", "b")] * 3).words


@given(ratings)
def test_kappa_lies_between_minus_one_and_one_and_is_symmetric(
    rated: list[tuple[str, str]],
) -> None:
    found = agreement.cohens_kappa(rated)
    turned = agreement.cohens_kappa([(b, a) for a, b in rated])

    assert turned == found
    if found.value is None:
        assert len({category for pair in rated for category in pair}) <= 1
    else:
        assert -1 <= found.value <= 1
        assert (found.value == 1) == all(a == b for a, b in rated)


def test_the_same_finding_is_paired_with_its_differences() -> None:
    other = ADMISSIONS | {
        "finding_id": "x",
        "measure": "emergency admissions per 1000",
        "value": "-2.50",
    }

    found = agreement.compare({1: ADMISSIONS}, {7: other})

    assert found.pairs == (Pair(1, 7, ("measure", "value")),)
    assert (found.only_first, found.only_second) == ((), ())
    assert found.figures == Shared(0, 1)


def test_a_figure_counts_as_printed_and_only_where_there_is_one() -> None:
    first = {1: ADMISSIONS, 2: BED_DAYS, 3: ADMISSIONS | {"site_id": "york", "value": "3"}}
    second = {
        1: ADMISSIONS,
        2: BED_DAYS,
        3: ADMISSIONS | {"site_id": "york", "value": "3", "unit": "percent"},
    }

    found = agreement.compare(first, second)

    assert len(found.pairs) == 3
    assert found.figures == Shared(1, 2)


def test_what_only_one_found_stands_alone() -> None:
    elsewhere = ADMISSIONS | {"site_id": "york"}

    found = agreement.compare({1: ADMISSIONS, 2: BED_DAYS}, {1: elsewhere, 2: BED_DAYS})

    assert [(pair.first, pair.second) for pair in found.pairs] == [(2, 2)]
    assert (found.only_first, found.only_second) == ((1,), (1,))
    assert (found.direction.n, found.evidence_status.n) == (1, 1)


def test_each_finding_is_paired_once_with_the_likeliest() -> None:
    later = ADMISSIONS | {"period": "2017 to 2019", "value": "-4", "locator": "p. 13"}

    found = agreement.compare({1: ADMISSIONS, 2: later}, {1: later, 2: ADMISSIONS})

    assert found.pairs == (Pair(1, 2, ()), Pair(2, 1, ()))


def test_another_outcome_is_the_same_finding_only_under_nearly_the_same_measure() -> None:
    same = ADMISSIONS | {"outcome_domain": "activity"}
    other = same | {"measure": "Emergency attendances at a hospital"}

    assert agreement.compare({1: ADMISSIONS}, {1: same}).pairs == (Pair(1, 1, ("outcome_domain",)),)
    assert agreement.compare({1: ADMISSIONS}, {1: other}).pairs == ()


def test_findings_said_to_be_two_are_not_paired() -> None:
    found = agreement.compare({1: ADMISSIONS}, {5: ADMISSIONS}, {(1, 5)})

    assert (found.pairs, found.only_first, found.only_second) == ((), (1,), (5,))


def test_the_names_of_rows_are_not_compared() -> None:
    found = agreement.compare({1: ADMISSIONS}, {1: ADMISSIONS | {"finding_id": "other"}})

    assert found.pairs == (Pair(1, 1, ()),)


@given(
    st.lists(st.sampled_from([ADMISSIONS, BED_DAYS, ADMISSIONS | {"site_id": "york"}]), max_size=4),
    st.lists(st.sampled_from([ADMISSIONS, BED_DAYS, ADMISSIONS | {"site_id": "york"}]), max_size=4),
)
def test_every_finding_is_in_one_pair_or_alone(
    first: list[dict[str, str]], second: list[dict[str, str]]
) -> None:
    found = agreement.compare(dict(enumerate(first)), dict(enumerate(second)))

    assert sorted([*(pair.first for pair in found.pairs), *found.only_first]) == [
        *range(len(first))
    ]
    assert sorted([*(pair.second for pair in found.pairs), *found.only_second]) == [
        *range(len(second))
    ]
