"""The assignment of findings to panels and groups."""

import pytest

from evidence.filters import Filters


def in_order(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows]


@pytest.mark.parametrize(
    "group_by", ["outcome_domain", "model_type", "contract_form", "evidence_status"]
)
def test_every_selected_finding_has_one_row(tiny_model, real_model, group_by):
    for model in (tiny_model, real_model):
        ids = [row["finding_id"] for row in model.rows("impacts", group_by=group_by)]
        assert len(ids) == len(set(ids)) == model.rows("selection_size")[0]["n_findings"]


def test_groups_stand_in_the_order_of_the_outcomes(tiny_model):
    rows = tiny_model.rows("impacts", group_by="outcome_domain")
    assert in_order(rows[:3], "panel", "group_label", "finding_id") == [
        ("change-percent_change-others", "Emergency admissions", "alpha-admissions-1"),
        ("change-percent_change-others", "Emergency admissions", "group-admissions-1"),
        ("change-percent_change-others", "A&E attendances", "beta-attendances-1"),
    ]
    assert {row["row_outcome"] for row in rows} == {None}


def test_a_site_with_several_contract_forms_has_them_in_one_group(tiny_model):
    rows = tiny_model.rows("impacts", Filters(kind=("vanguard",)), group_by="contract_form")
    groups = {row["site_id"]: row["group_label"] for row in rows}
    assert groups == {
        "alpha": "Alliance contract, Partially integrated (NHS England form 2)",
        "beta": "Fully integrated (NHS England form 3)",
        "gamma": "Prime contractor or prime provider",
    }
    assert {row["row_outcome"] for row in rows if row["site_id"] == "beta"} == {
        "Emergency admissions",
        "A&E attendances",
    }


def test_a_site_without_a_contract_stands_last(tiny_model):
    rows = tiny_model.rows("impacts", group_by="contract_form")
    first_panel = [row for row in rows if row["panel"] == rows[0]["panel"]]
    assert first_panel[-1]["group_label"] == "No contract in this set"
    assert first_panel[-1]["site_id"] == "group"


def test_within_a_group_the_strongest_design_comes_first(tiny_model):
    rows = tiny_model.rows("impacts", group_by="evidence_status")
    press = [row for row in rows if row["group_label"] == "Press"]
    # The first is said to be self-reported, the second has no design stated.
    assert in_order(press, "panel", "finding_id") == [
        ("change-percent_change-none_stated", "gamma-beddays-3"),
        ("change-percent_change-none_stated", "alpha-experience-1"),
    ]


def test_only_results_set_against_others_have_an_outside_comparator(tiny_model):
    rows = tiny_model.rows("impacts", group_by="outcome_domain")
    assert {row["finding_id"] for row in rows if row["has_outside_comparator"]} == {
        "alpha-admissions-1",
        "group-admissions-1",
        "beta-attendances-1",
        "beta-admissions-1",
        "beta-admissions-2",
        "beta-admissions-3",
        "gamma-beddays-1",
    }
    independent = {row["finding_id"] for row in rows if row["is_independent"]}
    assert independent == {
        row["finding_id"]
        for row in rows
        if row["has_outside_comparator"] and row["evidence_status"] == "evaluated"
    }


def test_a_missing_value_stays_missing(tiny_model):
    rows = tiny_model.rows("impacts", group_by="outcome_domain")
    without = [row for row in rows if row["finding_id"] == "gamma-beddays-2"]
    assert in_order(without, "value", "unit", "panel_unit", "family") == [
        (None, None, "percent_change", "change")
    ]


def test_the_receipt_of_a_finding_has_its_source_whatever_is_selected(tiny_model):
    (row,) = tiny_model.rows(
        "impact_receipt", Filters(country=("Sweden",)), finding_id="alpha-admissions-1"
    )
    assert (row["site_id"], row["value"], row["ci_low"], row["ci_high"]) == ("alpha", -5, -8, -2)
    assert (row["comparator_name"], row["locator"]) == ("Matched controls", "table 2")
    assert row["published"] == "2018-06-15"


def test_nobody_has_no_receipt(tiny_model):
    assert tiny_model.rows("impact_receipt", finding_id="nobody") == []
