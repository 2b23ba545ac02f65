"""The questions of the landing page, on rows that can be counted by hand."""

import itertools

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

Tables = dict[str, list[dict[str, str]]]


def values(rows: list[Row], *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def model_with_findings(
    package: Package, tables: Tables, directions: list[tuple[str, str]]
) -> ReadModel:
    """The tiny set with these self-reported bed day findings alone: a site and a direction each."""
    numbers = itertools.count(1)
    site = next(row for row in tables["sites"] if row["site_id"] == "alpha")
    finding = next(row for row in tables["findings"] if row["finding_id"] == "gamma-beddays-4")
    return ReadModel(
        package,
        {
            **tables,
            "sites": [
                site | {"site_id": site_id} for site_id in sorted({each for each, _ in directions})
            ],
            "findings": [
                finding
                | {"finding_id": f"f{next(numbers)}", "site_id": site_id, "direction": direction}
                for site_id, direction in directions
            ],
        },
    )


def renamed(tables: Tables, **names: str) -> Tables:
    """The same rows with other ids wherever they stand."""
    return {
        table: [{name: names.get(value, value) for name, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }


def test_in_short_counts_sites_without_groups_and_findings_with_them(tiny_model: ReadModel):
    assert tiny_model.rows("in_short") == [
        {
            "n_sites": 5,
            "n_observed": 4,
            "n_without_result": 1,
            "n_evaluated": 4,
            "n_vanguards": 3,
            "n_vanguards_evaluated": 3,
            "n_findings": 16,
            "n_group_findings": 1,
            "n_with_interval": 5,
            "n_with_number": 12,
            "n_contracts": 5,
            "n_live": 2,
            "n_sites_live": 2,
            "n_ended": 0,
            "n_stopped": 2,
            "n_sites_stopped": 2,
            "n_abandoned": 1,
            "n_terminated": 1,
            "n_never_started": 1,
            "n_planned": 1,
            "n_procuring": 0,
            "n_unknown": 0,
        }
    ]


def test_a_forecast_alone_is_no_result(tiny_model: ReadModel):
    (row,) = tiny_model.rows("in_short", Filters(evidence_status=("forecast",)))
    assert (row["n_sites"], row["n_observed"], row["n_without_result"]) == (1, 0, 1)


def test_only_contracts_of_the_chosen_form_are_counted(tiny_model: ReadModel):
    (row,) = tiny_model.rows("in_short", Filters(contract_form=("alliance",)))
    assert (row["n_sites"], row["n_contracts"], row["n_live"], row["n_planned"]) == (1, 1, 1, 0)


def test_the_contracts_add_up_to_their_states(real_model: ReadModel):
    (row,) = real_model.rows("in_short")
    states = ("n_live", "n_ended", "n_stopped", "n_never_started", "n_unknown")
    assert sum(row[state] for state in states) == row["n_contracts"] > 0


def test_nothing_selected_counts_nothing(tiny_model: ReadModel):
    (row,) = tiny_model.rows("in_short", Filters(text="zzzz"))
    assert set(row.values()) == {0}


def test_a_site_has_one_vote_in_each_outcome_and_kind_of_evidence(tiny_model: ReadModel):
    rows = tiny_model.rows("claims_and_evaluations")
    counts = ("n_sites", "n_votes", "n_improved", "n_no_difference")
    assert values(rows, "evidence_status", "status_name", *counts) == [
        ("self_reported", "Self-reported", 2, 3, 1, 0),
        ("evaluated", "Evaluated", 4, 5, 2, 2),
    ]
    assert values(rows, "n_mixed", "n_unclear", "n_worsened") == [(1, 1, 0), (0, 0, 1)]


def test_the_findings_of_national_groups_are_counted_but_have_no_vote(tiny_model: ReadModel):
    rows = tiny_model.rows("claims_and_evaluations")
    assert values(rows, "n_findings", "n_findings_improved") == [(4, 2), (6, 3)]
    (_, evaluated) = tiny_model.rows("claims_and_evaluations", Filters(kind=("national_group",)))
    assert (evaluated["n_findings"], evaluated["n_votes"], evaluated["share"]) == (1, 0, None)


@pytest.mark.parametrize(
    ("better", "worse", "vote"),
    [(7, 3, "n_improved"), (6, 3, "n_mixed"), (2, 1, "n_mixed"), (3, 7, "n_worsened")],
)
def test_seventy_per_cent_of_the_findings_make_a_vote(
    package: Package, tiny_tables: Tables, better: int, worse: int, vote: str
):
    findings = [("alpha", "improved")] * better + [("alpha", "worsened")] * worse
    (row, _) = model_with_findings(package, tiny_tables, findings).rows("claims_and_evaluations")
    assert (row["n_votes"], row[vote]) == (1, 1)


@pytest.mark.parametrize(
    ("better", "votes", "low", "high"),
    # 10 of 12 is the example in the query. 0 of 10 and 10 of 10: z^2 / (10 + z^2) is 0.2775.
    [(10, 12, 0.55, 0.95), (0, 10, 0.0, 0.28), (10, 10, 0.72, 1.0)],
)
def test_the_interval_is_wilsons(
    package: Package, tiny_tables: Tables, better: int, votes: int, low: float, high: float
):
    findings = [
        (f"site-{number}", "improved" if number < better else "worsened") for number in range(votes)
    ]
    (row, _) = model_with_findings(package, tiny_tables, findings).rows("claims_and_evaluations")
    assert row["share"] == pytest.approx(better / votes)
    assert row["share_low"] == pytest.approx(low, abs=0.005)
    assert row["share_high"] == pytest.approx(high, abs=0.005)


@pytest.mark.parametrize(
    ("better", "worse", "chance"),
    # 2 * (1 + 6) / 64; 2 / 512; 1 and 1 split evenly; nobody says either.
    [(5, 1, 0.21875), (9, 0, 0.00390625), (0, 9, 0.00390625), (1, 1, 1.0), (0, 0, None)],
)
def test_chance_is_the_two_sided_sign_test(
    package: Package, tiny_tables: Tables, better: int, worse: int, chance: float | None
):
    directions = ["improved"] * better + ["worsened"] * worse + ["no_difference"]
    findings = [(f"site-{place}", direction) for place, direction in enumerate(directions)]
    (row, _) = model_with_findings(package, tiny_tables, findings).rows("claims_and_evaluations")
    assert row["n_tested"] == better + worse
    assert row["chance"] == (None if chance is None else pytest.approx(chance))


def test_a_kind_of_evidence_without_a_vote_has_no_share(tiny_model: ReadModel):
    rows = tiny_model.rows("claims_and_evaluations", Filters(evidence_status=("press",)))
    assert values(rows, "evidence_status", "n_votes", "share", "share_low", "share_high") == [
        ("self_reported", 0, None, None, None),
        ("evaluated", 0, None, None, None),
    ]


def test_the_map_has_every_outcome_and_kind_of_evidence(tiny_model: ReadModel):
    cells = {
        (row["outcome_domain"], row["evidence_status"])
        for row in tiny_model.rows("evidence_map", step="all")
    }
    assert len(cells) == 6 * 6
    nothing = tiny_model.rows("evidence_map", Filters(text="zzzz"), step="all")
    assert {(row["outcome_domain"], row["evidence_status"]) for row in nothing} == cells
    assert {(row["direction"], row["n_sites"], row["n_groups"]) for row in nothing} == {
        (None, 0, 0)
    }


def test_the_map_counts_sites_and_national_groups_apart(tiny_model: ReadModel):
    rows = [row for row in tiny_model.rows("evidence_map", step="all") if row["direction"]]
    columns = ("outcome_domain", "evidence_status", "direction", "n_sites", "n_groups")
    assert values(rows, *columns) == [
        ("patient_experience", "self_reported", "unclear", 1, 0),
        ("patient_experience", "press", "improved", 1, 0),
        ("emergency_admissions", "evaluated", "improved", 2, 1),
        ("emergency_admissions", "monitored", "mixed", 1, 0),
        ("emergency_admissions", "self_reported", "improved", 1, 0),
        ("ae_attendances", "evaluated", "no_difference", 1, 0),
        ("bed_days", "evaluated", "no_difference", 1, 0),
        ("bed_days", "self_reported", "mixed", 1, 0),
        ("bed_days", "press", "no_difference", 1, 0),
        ("cost", "evaluated", "worsened", 1, 0),
        ("cost", "audited", "mixed", 1, 0),
        ("cost", "forecast", "improved", 1, 0),
    ]


def test_marks_that_do_not_survive_are_counted_apart(tiny_model: ReadModel):
    rows = [row for row in tiny_model.rows("evidence_map", step="independent") if row["direction"]]
    left = [row for row in rows if row["n_sites"] or row["n_groups"]]
    columns = ("outcome_domain", "evidence_status", "direction", "n_sites", "n_groups")
    assert values(left, *columns) == [
        ("emergency_admissions", "evaluated", "improved", 2, 1),
        ("ae_attendances", "evaluated", "no_difference", 1, 0),
        ("bed_days", "evaluated", "no_difference", 1, 0),
    ]
    assert sum(row["n_faint_sites"] for row in rows) == 9
    assert sum(row["n_compared"] for row in rows) == 6
    assert sum(row["n_independent"] for row in rows) == 5


def test_mark_keeps_its_place_when_only_some_of_its_findings_survive(
    package: Package, tiny_tables: Tables
):
    # Beta's monitored admissions improved twice without a comparator and worsened beside others.
    changed = dict(tiny_tables)
    changed["findings"] = [
        row | {"comparator": "before_after", "direction": "improved"}
        if row["finding_id"] == "beta-admissions-2"
        else row
        for row in tiny_tables["findings"]
    ]
    model = ReadModel(package, changed)
    (said, left) = (
        [
            (row["direction"], row["n_sites"])
            for row in model.rows("evidence_map", step=step)
            if row["evidence_status"] == "monitored" and row["direction"]
        ]
        for step in ("all", "compared")
    )
    assert said == [("mixed", 1)]
    assert left == [("worsened", 1)]


def test_each_kind_of_evidence_says_how_many_sites_have_it(tiny_model: ReadModel):
    rows = tiny_model.rows("evidence_map", step="all")
    assert {row["evidence_status"]: row["n_status_sites"] for row in rows} == {
        "evaluated": 4,
        "audited": 1,
        "monitored": 1,
        "self_reported": 2,
        "press": 2,
        "forecast": 1,
    }


def test_the_map_and_the_picture_count_the_same_votes(real_model: ReadModel):
    for filters in (Filters(), Filters(model_type=("mcp",))):
        cells = real_model.rows("evidence_map", filters, step="all")
        for row in real_model.rows("claims_and_evaluations", filters):
            own = [cell for cell in cells if cell["evidence_status"] == row["evidence_status"]]
            assert sum(cell["n_sites"] for cell in own) == row["n_votes"] > 0


def test_what_is_known_to_be_missing_has_its_reason(tiny_model: ReadModel):
    columns = ("outcome_domain", "reason", "n", "n_of_reason")
    assert values(tiny_model.rows("known_missing"), *columns) == [
        ("patient_experience", "not_available", 1, 1),
        ("bed_days", "not_measured", 1, 1),
        (None, "too_early", 1, 1),
    ]


def test_a_filter_for_an_outcome_does_not_hide_that_it_is_missing(tiny_model: ReadModel):
    chosen = Filters(outcome_domain=("bed_days",), kind=("vanguard",))
    assert "alpha" not in {row["site_id"] for row in tiny_model.rows("site_map", chosen)}
    rows = tiny_model.rows("known_missing", chosen)
    assert values(rows, "outcome_domain", "n") == [("bed_days", 1)]


def test_what_was_found_missing_later_was_not_known_before(tiny_model: ReadModel):
    rows = tiny_model.rows("known_missing", Filters(published_up_to=2018))
    assert values(rows, "outcome_domain", "n") == [("bed_days", 1), (None, 1)]


def test_a_site_stands_on_the_map_of_its_model_or_is_said_not_to(tiny_model: ReadModel):
    columns = ("site_id", "panel", "standing", "place")
    assert values(tiny_model.rows("site_map"), *columns) == [
        ("alpha", "mcp", "evaluated", "drawn"),
        ("beta", "mcp", "evaluated", "drawn"),
        ("gamma", "pacs", "evaluated", "drawn"),
        ("delta", "other", "evaluated", "outside_england"),
        ("epsilon", "other", "none", "no_single_place"),
    ]


def test_the_standing_of_a_site_follows_the_selected_findings(tiny_model: ReadModel):
    for status, standing in (("press", "observed"), ("forecast", "none")):
        rows = tiny_model.rows("site_map", Filters(evidence_status=(status,), model_type=("mcp",)))
        assert values(rows, "site_id", "standing") == [("alpha", standing)]


def test_the_cases_are_always_the_same_ten(tiny_model: ReadModel, real_model: ReadModel):
    ids = [row["site_id"] for row in real_model.rows("ten_cases", Filters(text="zzzz"))]
    assert len(ids) == 10
    assert ids[0] == "northumberland"
    assert ids[-1] == "sunderland-atb"
    missing = tiny_model.rows("ten_cases")
    assert [row["site_id"] for row in missing] == ids
    assert {row["short_name"] for row in missing} == {None}


def test_every_case_is_a_site_of_the_set(real_model: ReadModel):
    rows = real_model.rows("ten_cases")
    assert [row["site_id"] for row in rows if row["short_name"] is None] == []
    assert [row["site_id"] for row in rows if not row["contracts"]] == []


def test_a_case_tells_the_review_from_what_was_found_elsewhere(
    package: Package, tiny_tables: Tables
):
    tables = renamed(tiny_tables, alpha="northumberland", **{"report-2016": "rapid-review-2016"})
    row = ReadModel(package, tables).rows("ten_cases")[0]
    assert (row["site_id"], row["slide"], row["short_name"]) == (
        "northumberland",
        "slide 12",
        "Alpha",
    )
    assert (row["review_label"], row["n_since"], row["n_undated"]) == (None, 1, 1)
    assert values(row["reported"], "outcome_name", "value") == [("Emergency admissions", -3.0)]
    assert values(row["found"], "outcome_name", "evidence_status", "value") == [
        ("Emergency admissions", "evaluated", -5.0),
        ("Patient experience", "press", None),
        ("Cost", "forecast", -2000000.0),
    ]
    columns = ("form_name", "status", "stage", "seen")
    assert values(row["contracts"], *columns) == [
        ("Alliance contract", "live", "last_seen", "June 2018"),
        ("Partially integrated (NHS England form 2)", "planned", None, None),
    ]


def test_a_case_without_results_has_the_label_of_the_review(package: Package, tiny_tables: Tables):
    tables = renamed(tiny_tables, epsilon="erewash", **{"report-2016": "rapid-review-2016"})
    row = ReadModel(package, tables).rows("ten_cases")[1]
    assert (row["review_label"], row["review_reason"]) == ("Too early to tell", "too_early")
    assert (row["reported"], row["found"], row["contracts"]) == ([], [], [])


def test_a_case_says_what_the_review_has_besides_outcomes(real_model: ReadModel):
    rows = {row["site_id"]: row for row in real_model.rows("ten_cases")}
    assert rows["cambridgeshire-unitingcare"]["n_review_figures"] > 0
    assert rows["cambridgeshire-unitingcare"]["n_review_lessons"] > 0
    assert rows["sunderland-atb"]["n_review_lessons"] == 0
