"""Pairs to start a comparison from, and what can be compared."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel


def pairs(model, kind=None):
    return [
        (row["kind"], row["site_a"], row["site_b"])
        for row in model.rows("suggested_pairs")
        if kind in (None, row["kind"])
    ]


def changed(tables, package, **more):
    """The model of a set with more rows; each is a copy of the table's first row with changes."""
    grown = {
        name: [*rows, *({**rows[0], **row} for row in more.get(name, ()))]
        for name, rows in tables.items()
    }
    return ReadModel(package, grown)


def contract(contract_id, site_id, form, status):
    return {
        "contract_id": contract_id,
        "site_id": site_id,
        "contract_form": form,
        "status": status,
    }


def finding(finding_id, site_id, status):
    return {
        "finding_id": finding_id,
        "site_id": site_id,
        "outcome_domain": "ae_attendances",
        "evidence_status": status,
        "comparator": "before_after",
    }


def test_two_forms_under_one_model_make_a_pair(tiny_model):
    (row,) = tiny_model.rows("suggested_pairs")
    assert row == {
        "kind": "same_model",
        "rank": 1,
        "site_a": "alpha",
        "name_a": "Alpha",
        "form_a": "Alliance contract",
        "status_a": "live",
        "site_b": "beta",
        "name_b": "Beta",
        "form_b": "Fully integrated (NHS England form 3)",
        "status_b": "abandoned",
        "model_name": "Multispecialty community provider",
        "outcome_name": None,
        "has_own_claim": None,
    }


def test_sites_that_share_a_form_are_no_such_pair(package, tiny_tables):
    shared = contract("beta-alliance", "beta", "alliance", "planned")
    assert pairs(changed(tiny_tables, package, contracts=[shared]), "same_model") == []


def test_a_contract_that_lived_stands_beside_one_of_its_form_that_failed(package, tiny_tables):
    lived = contract("delta-prime", "delta", "prime_contractor", "ended")
    model = changed(tiny_tables, package, contracts=[lived])
    (row,) = (row for row in model.rows("suggested_pairs") if row["kind"] == "fate")
    named = ("site_a", "status_a", "site_b", "status_b", "form_a", "form_b", "model_name")
    assert tuple(row[name] for name in named) == (
        "delta",
        "ended",
        "gamma",
        "terminated",
        "Prime contractor or prime provider",
        "Prime contractor or prime provider",
        None,
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [("self_reported", [("claim", "alpha", "beta")]), ("evaluated", []), ("forecast", [])],
)
def test_a_claim_that_nobody_evaluated_stands_beside_an_evaluation(
    package, tiny_tables, status, expected
):
    # Beta's attendances were evaluated against matched controls.
    model = changed(tiny_tables, package, findings=[finding("alpha-ae", "alpha", status)])
    assert pairs(model, "claim") == expected


def test_a_national_group_is_in_no_pair(package, tiny_tables):
    claimed = finding("group-ae", "group", "self_reported")
    model = changed(tiny_tables, package, findings=[claimed])
    assert pairs(model, "claim") == []


def test_the_filters_do_not_matter(tiny_model):
    assert tiny_model.rows("suggested_pairs", Filters(text="zzzz")) == tiny_model.rows(
        "suggested_pairs"
    )


def test_the_set_offers_each_kind_and_unitingcare_beside_bedfordshire(real_model):
    found = pairs(real_model)
    counts = [sum(kind == each[0] for each in found) for kind in ("same_model", "claim", "fate")]
    assert all(2 <= count <= 3 for count in counts)
    assert ("fate", "bedfordshire-msk", "cambridgeshire-unitingcare") in found


def test_sites_come_first_then_groups_with_the_number_of_their_sites(tiny_model):
    rows = tiny_model.rows("comparable")
    assert [(row["value"], row["kind"], row["n_sites"]) for row in rows] == [
        ("alpha", "site", 1),
        ("beta", "site", 1),
        ("delta", "site", 1),
        ("epsilon", "site", 1),
        ("gamma", "site", 1),
        ("group", "national_group", 1),
        ("model:mcp", "model", 2),
        ("model:pacs", "model", 1),
        ("model:accountable_care", "model", 1),
        ("model:other", "model", 1),
        ("form:alliance", "form", 1),
        ("form:partially_integrated", "form", 1),
        ("form:fully_integrated", "form", 1),
        ("form:prime_contractor", "form", 1),
        ("form:shared_savings", "form", 1),
    ]


def test_a_site_in_two_columns_counts_once(tiny_model):
    (size,) = tiny_model.rows("comparison_size", columns=["alpha", "model:mcp", "group"])
    assert size == {
        "n_sites": 2,
        "n_all_sites": 5,
        # Four of alpha, four of beta, one of the national group.
        "n_findings": 9,
        # alpha-admissions-1, all four of beta, group-admissions-1.
        "n_compared": 6,
        # Two of beta are monitored, not evaluated.
        "n_independent": 4,
        "n_all_findings": 16,
    }


def test_a_row_of_the_board_stands_column_by_column_on_one_scale(tiny_model):
    rows = tiny_model.rows(
        "row_dots", columns=["beta", "model:mcp"], outcome_domain="emergency_admissions"
    )
    assert [(row["panel"], row["column_number"], row["finding_id"]) for row in rows] == [
        ("change-percent_change", 2, "alpha-admissions-1"),
        ("change-percent_change", 2, "alpha-admissions-2"),
        ("ratio-ratio", 1, "beta-admissions-1"),
        ("ratio-ratio", 2, "beta-admissions-1"),
        ("own_growth-percent_change-rest_england", 1, "beta-admissions-3"),
        ("own_growth-percent_change-rest_england", 2, "beta-admissions-3"),
        ("difference-per_1000-rest_england", 1, "beta-admissions-2"),
        ("difference-per_1000-rest_england", 2, "beta-admissions-2"),
    ]
    assert {row["comparison"] for row in rows} == {None, "rest_england"}


def test_a_filter_takes_findings_out_of_the_row(tiny_model):
    rows = tiny_model.rows(
        "row_dots",
        Filters(evidence_status=("monitored",)),
        columns=["beta"],
        outcome_domain="emergency_admissions",
    )
    assert {row["finding_id"] for row in rows} == {"beta-admissions-2", "beta-admissions-3"}
