"""What stands in the columns of the comparison board, on rows that can be counted by hand."""

from evidence.filters import Filters


def values(rows, *columns):
    return [tuple(row[column] for column in columns) for row in rows]


def test_columns_stand_in_the_order_asked_and_unknown_ones_have_no_row(tiny_model):
    asked = ["gamma", "nobody", "model:mcp", "alpha"]
    rows = tiny_model.rows("board_columns", columns=asked, step="all")
    assert values(rows, "column_number", "value", "is_group", "n_sites", "n_vanguards") == [
        (1, "gamma", False, 1, 1),
        (3, "model:mcp", True, 2, 2),
        (4, "alpha", False, 1, 1),
    ]
    assert values(rows, "n_shown", "n_with_interval") == [(6, 1), (8, 3), (4, 1)]


def test_a_finding_in_two_columns_is_counted_once_for_the_board(tiny_model):
    rows = tiny_model.rows("board_columns", columns=["alpha", "model:mcp"], step="independent")
    ids = {tuple(row["board_finding_ids"]) for row in rows}
    assert [len(each) for each in ids] == [8]
    # alpha-admissions-1, beta-admissions-1 and beta-attendances-1 are independent.
    assert values(rows, "n_surviving", "n_board_lost") == [(1, 5), (3, 5)]


def test_statuses_are_counted_in_their_order(tiny_model):
    (row,) = tiny_model.rows("board_columns", columns=["gamma"], step="all")
    assert [(each["status"], each["n"]) for each in row["statuses"]] == [
        ("evaluated", 1),
        ("audited", 1),
        ("self_reported", 3),
        ("press", 1),
    ]


def test_filters_hide_findings_and_say_how_many(tiny_model):
    filters = Filters(evidence_status=("evaluated",))
    (row,) = tiny_model.rows("board_columns", filters, columns=["gamma"], step="all")
    assert (row["n_shown"], row["n_hidden"]) == (1, 5)
    rows = tiny_model.rows("board_findings", filters, columns=["gamma"])
    assert values(rows, "outcome_domain", "finding_id", "n_hidden") == [
        ("patient_experience", None, 1),
        ("staff_experience", None, 0),
        ("emergency_admissions", None, 0),
        ("ae_attendances", None, 0),
        ("bed_days", "gamma-beddays-1", 3),
        ("cost", None, 1),
    ]


def test_every_outcome_has_a_cell_in_every_column_and_every_finding_is_in_it(tiny_model):
    rows = tiny_model.rows("board_findings", columns=["alpha", "model:pacs", "beta"])
    cells = {(row["outcome_domain"], row["column_number"]) for row in rows}
    assert len(cells) == 6 * 3
    found = [row for row in rows if row["finding_id"]]
    assert values(found, "outcome_domain", "column_number", "finding_id") == [
        ("patient_experience", 1, "alpha-experience-1"),
        ("emergency_admissions", 1, "alpha-admissions-1"),
        ("emergency_admissions", 1, "alpha-admissions-2"),
        # Matched control, then two descriptive ones of one source, by label.
        ("emergency_admissions", 3, "beta-admissions-1"),
        ("emergency_admissions", 3, "beta-admissions-3"),
        ("emergency_admissions", 3, "beta-admissions-2"),
        ("ae_attendances", 3, "beta-attendances-1"),
        ("cost", 1, "alpha-cost-1"),
    ]


def test_a_value_a_head_needs_the_people_whom_the_contract_covers(tiny_model):
    rows = tiny_model.rows("board_contracts", columns=["alpha", "beta", "gamma", "delta"])
    columns = ("contract_id", "value_gbp", "value_a_year_gbp", "is_population_covered")
    assert values(rows, *columns, "value_a_head_a_year_gbp") == [
        ("alpha-alliance", 10_000_000, 10_000_000, False, None),
        ("alpha-integrated", None, None, False, None),
        ("beta-integrated", 60_000_000, 6_000_000, False, None),
        ("gamma-prime", 20_000_000, 4_000_000, False, None),
        ("delta-savings", 5_000_000, None, False, None),
    ]


def test_the_status_has_the_date_of_its_stage_or_of_the_day_it_was_last_seen(tiny_model):
    rows = tiny_model.rows("board_contracts", columns=["alpha", "beta", "gamma", "delta"])
    assert values(rows, "contract_id", "number", "status_date", "is_last_seen") == [
        ("alpha-alliance", 1, "2018-06-15", True),
        ("alpha-integrated", 2, None, True),
        ("beta-integrated", 1, "2017", False),
        ("gamma-prime", 1, "2017-03", False),
        # No later source mentions it: it was last seen when it began.
        ("delta-savings", 1, "2010", True),
    ]


def test_an_absence_of_a_whole_site_stands_in_every_outcome(tiny_model):
    rows = tiny_model.rows("board_absences", columns=["epsilon", "alpha", "delta"])
    whole = [row for row in rows if row["is_of_whole_site"]]
    assert {row["column_number"] for row in whole} == {1}
    assert [row["outcome_domain"] for row in whole] == [
        "patient_experience",
        "staff_experience",
        "emergency_admissions",
        "ae_attendances",
        "bed_days",
        "cost",
    ]
    assert values(rows[6:], "column_number", "outcome_domain", "reason") == [
        (2, "bed_days", "not_measured"),
        (3, "patient_experience", "not_available"),
    ]


def test_a_group_counts_each_site_once_in_each_form_and_leaves_national_groups_out(tiny_model):
    rows = tiny_model.rows("board_groups", columns=["alpha", "model:mcp", "form:alliance"])
    assert values(rows, "column_number", "part", "value", "n_sites") == [
        (2, "model", "mcp", 2),
        (2, "form", "alliance", 1),
        (2, "form", "partially_integrated", 1),
        (2, "form", "fully_integrated", 1),
        (2, "status", "live", 1),
        (2, "status", "planned", 1),
        (2, "status", "abandoned", 1),
        (3, "model", "mcp", 1),
        (3, "form", "alliance", 1),
        (3, "form", "partially_integrated", 1),
        (3, "status", "live", 1),
        (3, "status", "planned", 1),
    ]


def test_a_site_of_a_group_has_one_vote_from_its_strongest_evidence(tiny_model):
    rows = tiny_model.rows("board_votes", columns=["model:mcp"], step="all")
    columns = ("outcome_domain", "site_id", "kind", "direction", "evidence_status", "is_left")
    assert values(rows, *columns) == [
        ("patient_experience", "alpha", "result", "improved", "press", True),
        ("emergency_admissions", "alpha", "result", "improved", "evaluated", True),
        ("emergency_admissions", "beta", "result", "improved", "evaluated", True),
        ("ae_attendances", "beta", "result", "no_difference", "evaluated", True),
        ("bed_days", "alpha", "absence", None, None, None),
        ("cost", "alpha", "forecast_only", None, None, None),
    ]


def test_a_vote_that_does_not_survive_stays_and_says_so(tiny_model):
    rows = tiny_model.rows("board_votes", columns=["model:pacs"], step="independent")
    votes = values(rows, "outcome_domain", "direction", "evidence_status", "n_findings", "is_left")
    assert votes == [
        ("patient_experience", "unclear", "self_reported", 1, False),
        ("bed_days", "no_difference", "evaluated", 1, True),
        ("cost", "mixed", "audited", 1, False),
    ]


def test_a_site_whose_results_the_filters_hide_is_not_said_to_have_none(tiny_model):
    filters = Filters(evidence_status=("press",))
    rows = tiny_model.rows("board_votes", filters, columns=["model:mcp"], step="all")
    assert values(rows, "outcome_domain", "site_id", "kind") == [
        ("patient_experience", "alpha", "result"),
        ("emergency_admissions", "alpha", "hidden"),
        ("emergency_admissions", "beta", "hidden"),
        ("ae_attendances", "beta", "hidden"),
        ("bed_days", "alpha", "absence"),
        ("cost", "alpha", "forecast_only"),
    ]


def test_lessons_of_a_group_are_those_of_its_sites(tiny_model):
    rows = tiny_model.rows("board_lessons", columns=["gamma", "model:mcp", "beta"])
    assert values(rows, "column_number", "lesson_id", "site_short_name") == [
        (1, "gamma-1", "Gamma"),
        (2, "alpha-1", "Alpha"),
    ]
