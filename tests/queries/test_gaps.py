"""The gap map: who has looked at what, on rows that can be counted by hand."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel, Row

Tables = dict[str, list[dict[str, str]]]

ALL = Filters()


def cells(
    model: ReadModel, filters: Filters = ALL, grouping: str = "model_type"
) -> dict[tuple[str, str], list[Row]]:
    """The rows of every cell, by outcome and column."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in model.rows("gap_cells", filters, grouping=grouping):
        found.setdefault((row["outcome_domain"], row["column_value"]), []).append(row)
    return found


def marks(rows: list[Row]) -> list[tuple[object, ...]]:
    return [(row["site_id"], row["direction"], row["evidence_status"]) for row in rows]


def sizes(model: ReadModel, filters: Filters = ALL, grouping: str = "model_type") -> dict[str, int]:
    return {
        column: rows[0]["n_sites"] for (_, column), rows in cells(model, filters, grouping).items()
    }


def test_a_cell_has_a_mark_for_each_site_of_its_strongest_evidence(tiny_model: ReadModel) -> None:
    # Alpha also self-reports; beta is also monitored, and worse there.
    shown = cells(tiny_model)
    assert shown["emergency_admissions", "mcp"] == [
        {
            "outcome_domain": "emergency_admissions",
            "outcome_name": "Emergency admissions",
            "column_value": "mcp",
            "column_name": "Multispecialty community provider",
            "n_sites": 2,
            "site_id": site_id,
            "short_name": name,
            "direction": "improved",
            "evidence_status": "evaluated",
            "n_marks": 9,
            "n_cells": 24,
            "n_empty": 16,
        }
        for site_id, name in (("alpha", "Alpha"), ("beta", "Beta"))
    ]
    assert marks(shown["bed_days", "pacs"]) == [("gamma", "no_difference", "evaluated")]
    assert marks(shown["cost", "mcp"]) == [("alpha", "improved", "forecast")]


def test_an_empty_cell_says_how_many_sites_could_have_had_a_result(tiny_model: ReadModel) -> None:
    assert cells(tiny_model)["bed_days", "mcp"] == [
        {
            "outcome_domain": "bed_days",
            "outcome_name": "Bed days",
            "column_value": "mcp",
            "column_name": "Multispecialty community provider",
            "n_sites": 2,
            "site_id": None,
            "short_name": None,
            "direction": None,
            "evidence_status": None,
            "n_marks": 9,
            "n_cells": 24,
            "n_empty": 16,
        }
    ]


def test_filled_and_empty_cells_add_up(tiny_model: ReadModel) -> None:
    shown = cells(tiny_model)
    (first, *_) = shown.values()
    empty = [cell for cell, rows in shown.items() if rows[0]["site_id"] is None]
    assert (len(shown), len(empty)) == (6 * 4, 16)
    assert sum(len(rows) for rows in shown.values()) - len(empty) == 9
    assert [first[0][name] for name in ("n_cells", "n_empty", "n_marks")] == [24, 16, 9]


def test_findings_of_the_strongest_status_merge_by_the_70_per_cent_rule(
    tiny_model: ReadModel,
) -> None:
    # Of gamma's self-reported bed days one is better and one is not different: half is too few.
    shown = cells(tiny_model, Filters(evidence_status=("self_reported", "press")))
    assert marks(shown["bed_days", "pacs"]) == [("gamma", "mixed", "self_reported")]


def test_marks_stand_strongest_first_then_by_direction_then_by_name(
    real_model: ReadModel,
) -> None:
    strength = ["evaluated", "audited", "monitored", "self_reported", "press", "forecast"]
    direction = ["improved", "no_difference", "mixed", "unclear", "worsened"]
    for rows in cells(real_model).values():
        places = [
            (
                strength.index(row["evidence_status"]),
                direction.index(row["direction"]),
                row["short_name"],
            )
            for row in rows
            if row["site_id"]
        ]
        assert places == sorted(places)


@pytest.mark.parametrize("filters", [ALL, Filters(evidence_status=("evaluated",))])
def test_every_site_with_a_selected_finding_has_one_mark_for_each_outcome(
    real_model: ReadModel, filters: Filters
) -> None:
    expected = {
        (row["site_id"], row["outcome_name"])
        for row in real_model.rows("impacts", filters, group_by="outcome_domain")
    }
    groups = {
        row["site_id"]
        for row in real_model.rows("site_list", sort="name")
        if row["kind"] == "national_group"
    }
    drawn = [
        (row["site_id"], row["outcome_name"])
        for rows in cells(real_model, filters).values()
        for row in rows
        if row["site_id"]
    ]
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == {each for each in expected if each[0] not in groups}


def test_a_facet_about_sites_narrows_the_sites_that_could_have_had_a_result(
    tiny_model: ReadModel,
) -> None:
    assert sizes(tiny_model) == {"mcp": 2, "pacs": 1, "accountable_care": 1, "other": 1}
    assert sizes(tiny_model, Filters(kind=("vanguard",))) == {"mcp": 2, "pacs": 1}


def test_a_facet_about_findings_narrows_the_marks_alone(tiny_model: ReadModel) -> None:
    filters = Filters(evidence_status=("audited",))
    shown = cells(tiny_model, filters)
    assert sizes(tiny_model, filters) == sizes(tiny_model)
    filled = {cell: marks(rows) for cell, rows in shown.items() if rows[0]["site_id"]}
    assert filled == {("cost", "pacs"): [("gamma", "mixed", "audited")]}


def test_an_outcome_that_is_filtered_out_is_no_gap(tiny_model: ReadModel) -> None:
    shown = cells(tiny_model, Filters(outcome_domain=("cost",)))
    assert {outcome for outcome, _ in shown} == {"cost"}


def test_national_groups_are_in_no_column(tiny_model: ReadModel) -> None:
    assert cells(tiny_model, Filters(kind=("national_group",))) == {}


def test_a_site_with_several_contract_forms_is_in_each_of_their_columns(
    tiny_model: ReadModel,
) -> None:
    assert sizes(tiny_model, grouping="contract_form") == {
        "alliance": 1,
        "partially_integrated": 1,
        "fully_integrated": 1,
        "prime_contractor": 1,
        "shared_savings": 1,
        "none": 1,
    }
    shown = cells(tiny_model, grouping="contract_form")
    for form in ("alliance", "partially_integrated"):
        assert marks(shown["emergency_admissions", form]) == [("alpha", "improved", "evaluated")]
    assert shown["cost", "none"][0]["column_name"] == "No contract in this set"


def test_absences_stand_in_their_cell_or_with_the_whole_sites(tiny_model: ReadModel) -> None:
    assert [
        tuple(row.values()) for row in tiny_model.rows("gap_absences", grouping="model_type")
    ] == [
        ("mcp", "bed_days", "not_measured", 1, 0),
        ("accountable_care", "patient_experience", "not_available", 1, 0),
        ("other", None, "too_early", 1, 0),
    ]


def test_absences_obey_the_filters_that_they_can_meet(tiny_model: ReadModel) -> None:
    def kept(filters: Filters) -> list[tuple[str, str | None]]:
        rows = tiny_model.rows("gap_absences", filters, grouping="model_type")
        return [(row["column_value"], row["outcome_domain"]) for row in rows]

    assert kept(Filters(outcome_domain=("bed_days",))) == [("mcp", "bed_days"), ("other", None)]
    assert kept(Filters(model_type=("accountable_care",))) == [
        ("accountable_care", "patient_experience")
    ]
    assert kept(Filters(source_id=("report-2016",))) == [("other", None)]
    # No absence has an evidence status, so that it is missing is not hidden.
    assert len(kept(Filters(evidence_status=("audited",)))) == 3


def test_a_whole_site_with_a_finding_after_all_is_counted(
    real_model: ReadModel, real_tables: Tables
) -> None:
    observed = {
        row["site_id"] for row in real_tables["findings"] if row["evidence_status"] != "forecast"
    }
    said = {row["site_id"] for row in real_tables["absences"] if not row["outcome_domain"]}
    whole = [
        row
        for row in real_model.rows("gap_absences", grouping="model_type")
        if row["outcome_domain"] is None
    ]
    assert sum(row["n_sites"] for row in whole) == len(said)
    assert sum(row["n_with_finding"] for row in whole) == len(said & observed)


def test_the_findings_of_a_cell_stand_by_site_and_strongest_first(tiny_model: ReadModel) -> None:
    def found(outcome: str, column: str, filters: Filters = ALL) -> list[str]:
        rows = tiny_model.rows(
            "gap_findings",
            filters,
            grouping="model_type",
            column_value=column,
            outcome_domain=outcome,
        )
        return [row["finding_id"] for row in rows]

    # The finding of the national group is of the same model and is not among them.
    assert found("emergency_admissions", "mcp") == [
        "alpha-admissions-1",
        "alpha-admissions-2",
        "beta-admissions-1",
        "beta-admissions-3",
        "beta-admissions-2",
    ]
    assert found("bed_days", "mcp") == []
    assert found("emergency_admissions", "mcp", Filters(evidence_status=("self_reported",))) == [
        "alpha-admissions-2"
    ]


def test_the_counts_leave_out_national_groups(tiny_model: ReadModel) -> None:
    assert tiny_model.rows("gap_counts") == [{"n_sites": 5, "n_with_finding": 4, "n_findings": 15}]
    assert tiny_model.rows("gap_counts", Filters(evidence_status=("audited",))) == [
        {"n_sites": 5, "n_with_finding": 1, "n_findings": 1}
    ]
