"""Directions by site: one vote a site and outcome, ghosts, and what is left out, hand-checked."""

import pytest

from evidence import survival
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

Tables = dict[str, list[dict[str, str]]]

SELECTIONS = (
    Filters(),
    Filters(model_type=("mcp",)),
    Filters(evidence_status=("self_reported",)),
    Filters(kind=("national_group",)),
    Filters(text="zzzz"),
)
VOTES = ("n_improved", "n_no_difference", "n_mixed", "n_unclear", "n_worsened")


def in_order(rows: list[Row], *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def test_a_site_has_one_mark_in_an_outcome_merged_over_all_its_findings(tiny_model: ReadModel):
    rows = tiny_model.rows("directions", step="all")
    columns = ("site_place", "site_id", "design_level", "outcome_domain", "direction")
    assert in_order(rows, *columns, "evidence_status", "n_findings", "is_left") == [
        (1, "alpha", 4, "patient_experience", "improved", "press", 1, True),
        (1, "alpha", 4, "emergency_admissions", "improved", "evaluated", 2, True),
        # Better, mixed and worse: no direction is shared by seven in ten.
        (2, "beta", 4, "emergency_admissions", "mixed", "evaluated", 3, True),
        (2, "beta", 4, "ae_attendances", "no_difference", "evaluated", 1, True),
        (3, "gamma", 4, "patient_experience", "unclear", "self_reported", 1, True),
        # Three of four share a direction.
        (3, "gamma", 4, "bed_days", "no_difference", "evaluated", 4, True),
        (3, "gamma", 4, "cost", "mixed", "audited", 1, True),
        (4, "delta", 2, "cost", "worsened", "evaluated", 1, True),
    ]


def test_what_survives_is_merged_alone_and_the_rest_stays_as_it_was(tiny_model: ReadModel):
    rows = tiny_model.rows("directions", step="independent")
    columns = ("site_id", "outcome_domain", "direction", "evidence_status", "n_findings")
    assert in_order(rows, *columns, "is_left") == [
        ("alpha", "patient_experience", "improved", "press", 1, False),
        ("alpha", "emergency_admissions", "improved", "evaluated", 1, True),
        ("beta", "emergency_admissions", "improved", "evaluated", 1, True),
        ("beta", "ae_attendances", "no_difference", "evaluated", 1, True),
        ("gamma", "patient_experience", "unclear", "self_reported", 1, False),
        ("gamma", "bed_days", "no_difference", "evaluated", 1, True),
        ("gamma", "cost", "mixed", "audited", 1, False),
        ("delta", "cost", "worsened", "evaluated", 1, False),
    ]


@pytest.mark.parametrize("filters", SELECTIONS)
def test_no_mark_moves_from_step_to_step(real_model: ReadModel, filters: Filters):
    columns = ("site_place", "site_id", "outcome_domain")
    marks = {
        tuple(in_order(real_model.rows("directions", filters, step=step), *columns))
        for step in survival.STEPS
    }
    assert len(marks) == 1


def test_the_strongest_design_stands_first_then_the_newest_source(real_model: ReadModel):
    rows = real_model.rows("directions", step="all")
    levels = [row["design_level"] for row in rows]
    assert levels == sorted(levels, reverse=True)
    # A source without a date stands last.
    of_one_design = [row["newest"] or "" for row in rows if row["design_name"] == "Matched control"]
    assert of_one_design == sorted(of_one_design, reverse=True)


def test_sites_are_counted_by_outcome_and_direction(tiny_model: ReadModel):
    rows = tiny_model.rows("directions_counts", step="all")
    assert in_order(rows, "outcome_domain", "n_sites", *VOTES, "n_forecasts", "n_groups") == [
        ("patient_experience", 2, 1, 0, 0, 1, 0, 0, 0),
        ("staff_experience", 0, 0, 0, 0, 0, 0, 0, 0),
        ("emergency_admissions", 2, 1, 0, 1, 0, 0, 0, 1),
        ("ae_attendances", 1, 0, 1, 0, 0, 0, 0, 0),
        ("bed_days", 1, 0, 1, 0, 0, 0, 0, 0),
        ("cost", 2, 0, 0, 1, 0, 1, 1, 0),
    ]


def test_what_does_not_survive_is_counted_apart(tiny_model: ReadModel):
    rows = tiny_model.rows("directions_counts", step="independent")
    assert in_order(rows, "outcome_domain", "n_all_sites", "n_sites", *VOTES, "n_lost") == [
        ("patient_experience", 2, 0, 0, 0, 0, 0, 0, 2),
        ("staff_experience", 0, 0, 0, 0, 0, 0, 0, 0),
        ("emergency_admissions", 2, 2, 2, 0, 0, 0, 0, 0),
        ("ae_attendances", 1, 1, 0, 1, 0, 0, 0, 0),
        ("bed_days", 1, 1, 0, 1, 0, 0, 0, 0),
        ("cost", 2, 0, 0, 0, 0, 0, 0, 2),
    ]
    assert in_order(rows[:1], "share", "share_low", "share_high", "chance") == [(None,) * 4]


def test_the_interval_and_the_sign_test_of_a_known_count(package: Package, tiny_tables: Tables):
    model = with_sites(package, tiny_tables, ["improved"] * 10 + ["worsened"] * 2)
    [row] = [row for row in model.rows("directions_counts", step="all") if row["n_sites"]]
    assert (row["n_improved"], row["n_tested"]) == (10, 12)
    assert in_order([row], "share", "share_low", "share_high") == [
        (
            pytest.approx(0.833, abs=5e-4),
            pytest.approx(0.552, abs=5e-4),
            pytest.approx(0.953, abs=5e-4),
        )
    ]
    model = with_sites(package, tiny_tables, ["improved"] * 5 + ["worsened"])
    [row] = [row for row in model.rows("directions_counts", step="all") if row["n_sites"]]
    assert row["chance"] == pytest.approx(14 / 64)


@pytest.mark.parametrize(
    ("directions", "merged"),
    [
        (["improved"] * 7 + ["worsened"] * 3, "improved"),
        (["improved"] * 6 + ["worsened"] * 4, "mixed"),
        (["no_difference", "improved"], "mixed"),
    ],
)
def test_ten_findings_of_a_site_are_one_vote(
    package: Package, tiny_tables: Tables, directions: list[str], merged: str
):
    model = with_findings(package, tiny_tables, [("alpha", each) for each in directions])
    [row] = model.rows("directions", step="all")
    assert (row["direction"], row["n_findings"]) == (merged, len(directions))
    [bar] = model.rows("harvest", step="all", outcome_domain=row["outcome_domain"])
    assert (bar["direction"], bar["n_findings"]) == (merged, len(directions))


def test_every_selected_finding_is_merged_or_said_to_be_left_out(tiny_model: ReadModel):
    [size] = tiny_model.rows("directions_size")
    assert size == {
        "n_marks": 8,
        "n_compared": 4,
        "n_independent": 4,
        "n_sites": 4,
        "n_findings": 14,
        "n_forecasts": 1,
        "n_group_findings": 1,
        "n_groups": 1,
    }


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_queries_agree(real_model: ReadModel, filters: Filters):
    [size] = real_model.rows("directions_size", filters)
    [selected] = real_model.rows("selection_size", filters)
    assert selected["n_findings"] == sum(
        size[name] for name in ("n_findings", "n_forecasts", "n_group_findings")
    )
    for step, name in zip(survival.STEPS, ("n_marks", "n_compared", "n_independent"), strict=True):
        marks = real_model.rows("directions", filters, step=step)
        counts = real_model.rows("directions_counts", filters, step=step)
        assert sum(row["is_left"] for row in marks) == size[name]
        assert sum(row["n_sites"] for row in counts) == size[name]
        assert all(sum(row[vote] for vote in VOTES) == row["n_sites"] for row in counts)
        assert len(marks) == size["n_marks"] == sum(row["n_all_sites"] for row in counts)
    for row in counts:
        bars = real_model.rows("harvest", filters, step="all", outcome_domain=row["outcome_domain"])
        assert len(bars) == row["n_all_sites"]


def test_a_bar_rests_on_the_strongest_level_of_design(tiny_model: ReadModel):
    rows = tiny_model.rows("harvest", step="compared", outcome_domain="emergency_admissions")
    columns = ("site_id", "direction", "design_level", "design_names", "evidence_status")
    assert in_order(rows, *columns, "n_findings", "n_weaker", "left_direction") == [
        ("alpha", "improved", 4, ["Difference in differences"], "evaluated", 1, 1, "improved"),
        ("beta", "improved", 4, ["Matched control"], "evaluated", 1, 2, "improved"),
    ]


def test_a_bar_whose_findings_do_not_survive_stays_in_its_place(tiny_model: ReadModel):
    rows = tiny_model.rows("harvest", step="compared", outcome_domain="cost")
    assert in_order(rows, "site_id", "direction", "design_level", "n_left", "left_direction") == [
        ("gamma", "mixed", 1, 0, None),
        ("delta", "worsened", 2, 0, None),
    ]


def test_a_forecast_and_a_national_group_have_no_bar(tiny_model: ReadModel):
    for outcome in ("cost", "emergency_admissions"):
        sites = {
            row["site_id"] for row in tiny_model.rows("harvest", step="all", outcome_domain=outcome)
        }
        assert not sites & ({"group", "alpha"} if outcome == "cost" else {"group"})


def test_bars_stand_by_design_then_status_then_name(real_model: ReadModel):
    rows = real_model.rows("harvest", step="all", outcome_domain="emergency_admissions")
    directions = ["improved", "no_difference", "mixed", "unclear", "worsened"]
    statuses = ["evaluated", "audited", "monitored", "self_reported", "press"]
    places = [
        (
            directions.index(row["direction"]),
            -row["design_level"],
            statuses.index(row["evidence_status"]),
        )
        for row in rows
    ]
    assert places == sorted(places)


def with_sites(package: Package, tables: Tables, directions: list[str]) -> ReadModel:
    """The tiny set with these sites alone, each with one finding of one direction."""
    names = [f"site-{place:02}" for place in range(len(directions))]
    sites = [{**tables["sites"][0], "site_id": name, "name": name} for name in names]
    pairs = list(zip(names, directions, strict=True))
    return with_findings(package, {**tables, "sites": sites}, pairs)


def with_findings(package: Package, tables: Tables, pairs: list[tuple[str, str]]) -> ReadModel:
    """Some tables with these findings alone: site and direction."""
    [example] = [row for row in tables["findings"] if row["finding_id"] == "alpha-admissions-1"]
    findings = [
        {**example, "finding_id": f"finding-{place:02}", "site_id": site, "direction": direction}
        for place, (site, direction) in enumerate(pairs)
    ]
    return ReadModel(package, {**tables, "findings": findings})
