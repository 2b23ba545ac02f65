"""Each file of queries/checks is silent on the curated set and finds one broken row."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import duckdb
import pytest

from evidence import QUERIES, typed_tables
from tests import real_data

CHECKS = {
    path.stem: path.read_text(encoding="utf-8") for path in (QUERIES / "checks").glob("*.sql")
}
COLUMNS = ["table_name", "row_id", "field", "value", "wrong", "mend"]


class Broken(NamedTuple):
    """A real row with other cells, the check that must find it, and where it must point.

    A row that ``copied_as`` names is a new row, made from the real one.
    """

    check: str
    table: str
    row: str
    cells: Mapping[str, str | None]
    field: str
    copied_as: str = ""
    found_in: tuple[str, str] = ("", "")


RUSHCLIFFE = "rushcliffe-emadm-iau"
BROKEN = [
    Broken("interval_has_two_ends", "findings", RUSHCLIFFE, {"ci_low": None}, "ci_low"),
    Broken("interval_contains_value", "findings", RUSHCLIFFE, {"value": "-40"}, "ci_low"),
    Broken("interval_contains_value", "findings", RUSHCLIFFE, {"value": "-2"}, "ci_high"),
    Broken("interval_contains_value", "findings", RUSHCLIFFE, {"ci_low": "5"}, "ci_low"),
    Broken(
        "interval_agrees_with_direction",
        "findings",
        RUSHCLIFFE,
        {"direction": "no_difference"},
        "direction",
    ),
    Broken(
        "interval_agrees_with_direction",
        "findings",
        "tcs-emadm-jic",
        {"direction": "improved"},
        "direction",
    ),
    Broken("sign_agrees_with_direction", "findings", RUSHCLIFFE, {"value": "23"}, "value"),
    Broken("sign_agrees_with_direction", "findings", RUSHCLIFFE, {"value": "0"}, "value"),
    Broken(
        "sign_agrees_with_direction",
        "findings",
        RUSHCLIFFE,
        {"polarity": "higher_is_better"},
        "value",
    ),
    Broken(
        "sign_agrees_with_direction",
        "findings",
        "tcs-emadm-jic",
        {"value": "1.2", "direction": "improved"},
        "value",
    ),
    Broken("sign_agrees_with_direction", "findings", "all-mcp-emadm-hcl", {"value": "5"}, "value"),
    Broken(
        "sign_agrees_with_direction", "findings", "mariecurie-emadm-mc", {"value": "1"}, "value"
    ),
    Broken(
        "sign_agrees_with_direction", "findings", "sutton-meds-sutton", {"value": "17"}, "value"
    ),
    Broken(
        "neutral_measure_is_not_judged",
        "findings",
        "nuka-access-mcm",
        {"direction": "improved"},
        "direction",
    ),
    Broken(
        "small_dashboard_change_is_unclear",
        "findings",
        "harrogate-beddays-hsj",
        {"direction": "worsened"},
        "direction",
    ),
    Broken(
        "bare_share_is_unclear",
        "findings",
        "enherts-ae-boreham",
        {"direction": "improved"},
        "direction",
    ),
    Broken("value_has_quantity_and_unit", "findings", RUSHCLIFFE, {"unit": None}, "unit"),
    Broken("value_has_quantity_and_unit", "findings", RUSHCLIFFE, {"quantity": None}, "quantity"),
    Broken(
        "value_has_quantity_and_unit",
        "findings",
        "ageuk-cost-ageuk",
        {"quantity": "change"},
        "quantity",
    ),
    Broken("unit_fits_quantity", "findings", RUSHCLIFFE, {"unit": "days"}, "unit"),
    Broken("value_within_bounds", "findings", RUSHCLIFFE, {"value": "-101"}, "value"),
    Broken("value_within_bounds", "findings", "tcs-emadm-jic", {"value": "0"}, "value"),
    Broken("value_within_bounds", "findings", "mariecurie-eol-mc-2", {"value": "767"}, "value"),
    Broken("value_within_bounds", "findings", "mariecurie-emadm-mc", {"value": "-1"}, "value"),
    Broken("zero_is_in_words", "findings", RUSHCLIFFE, {"value": "0"}, "value"),
    Broken("zero_is_in_words", "facts", "acc-cancer-vanguard-population", {"value": "0"}, "value"),
    Broken(
        "zero_is_in_words",
        "contract_figures",
        "bedfordshire-msk-2014-advertised-value",
        {"value": "0"},
        "value",
    ),
    Broken(
        "comparator_value_fits",
        "findings",
        "all-mcp-emadm-hcl",
        {"comparator_value": None},
        "comparator_value",
    ),
    Broken(
        "comparator_value_fits",
        "findings",
        "all-mcp-emadm-hcl",
        {"comparator": "none_stated"},
        "comparator_value",
    ),
    Broken(
        "comparator_value_fits",
        "findings",
        RUSHCLIFFE,
        {"comparator_value": "3"},
        "comparator_value",
    ),
    Broken(
        "forecast_is_forecast_design",
        "findings",
        "unitingcare-cost-nao",
        {"design": "audit"},
        "design",
    ),
    Broken(
        "forecast_is_forecast_design",
        "findings",
        RUSHCLIFFE,
        {"design": "forecast"},
        "evidence_status",
    ),
    Broken("status_fits_design", "findings", "bcf-emadm-pac", {"design": None}, "design"),
    Broken("status_fits_design", "findings", RUSHCLIFFE, {"design": "self_reported"}, "design"),
    Broken(
        "status_fits_source",
        "findings",
        "icp16-cost-hsj",
        {"evidence_status": "evaluated"},
        "evidence_status",
    ),
    Broken(
        "label_tells_findings_apart",
        "findings",
        "evercare-beddays-evercare-2",
        {"label": "High-risk group"},
        "label",
    ),
    Broken(
        "result_entered_once",
        "findings",
        RUSHCLIFFE,
        {"source_id": "hsj-dashboard-2018", "statement": "The same in other words."},
        "measure",
        copied_as="rushcliffe-emadm-zz",
    ),
    Broken(
        "differing_results_have_a_conflict",
        "findings",
        RUSHCLIFFE,
        {"source_id": "38degrees-corby", "value": "-30"},
        "value",
        copied_as="rushcliffe-emadm-zz",
    ),
    Broken(
        "context_is_not_a_finding",
        "findings",
        "popp-ae-popp",
        {"unit": "count", "quantity": "total"},
        "value",
    ),
    Broken(
        "contract_amount_is_not_a_finding",
        "findings",
        "unitingcare-cost-nao",
        {"value": "726000000"},
        "value",
    ),
    Broken("preferred_once", "facts", "airedale-care-homes-2", {"preferred": "true"}, "preferred"),
    Broken("unit_fits_fact", "facts", "acc-cancer-vanguard-population", {"unit": "homes"}, "unit"),
    Broken("fact_within_bounds", "facts", "acc-emrad-population", {"value": "-5"}, "value"),
    Broken(
        "differing_facts_have_a_conflict",
        "facts",
        "acc-cancer-vanguard-population",
        {"value": "9000000", "source_id": "hsj-dashboard-2018", "preferred": "false"},
        "value",
        copied_as="acc-cancer-vanguard-population-2",
    ),
    Broken(
        "period_is_in_the_calendar",
        "facts",
        "primary-care-home-other",
        {"as_of": "2016-19"},
        "as_of",
    ),
    Broken(
        "period_is_in_the_calendar",
        "facts",
        "primary-care-home-other",
        {"as_of": "2015 to 2016-02-30"},
        "as_of",
    ),
    Broken(
        "period_is_in_the_calendar",
        "funding",
        "acc-cancer-vanguard-2016-17",
        {"financial_year": "2016/18"},
        "financial_year",
    ),
    Broken("coordinates_come_in_pairs", "sites", "rushcliffe-principia", {"lon": None}, "lon"),
    Broken(
        "only_places_have_coordinates", "sites", "age-uk-picp", {"lat": "51", "lon": "0"}, "lat"
    ),
    Broken("coordinates_lie_in_country", "sites", "rushcliffe-principia", {"lat": "40"}, "lat"),
    Broken("coordinates_lie_in_country", "sites", "rushcliffe-principia", {"lon": "11.3"}, "lon"),
    Broken("vanguard_has_its_wave", "sites", "rushcliffe-principia", {"wave": None}, "wave"),
    Broken(
        "vanguard_has_its_wave", "sites", "rushcliffe-principia", {"kind": "case_study"}, "wave"
    ),
    Broken("vanguard_has_its_wave", "sites", "rushcliffe-principia", {"model_type": "acc"}, "wave"),
    Broken(
        "vanguard_has_its_wave", "sites", "rushcliffe-principia", {"started": "2015-04"}, "wave"
    ),
    Broken("end_not_before_start", "sites", "rushcliffe-principia", {"ended": "2015-02"}, "ended"),
    Broken(
        "end_not_before_start", "contracts", "alzira-concession", {"end_date": "1998"}, "end_date"
    ),
    Broken(
        "contract_value_has_a_basis",
        "contracts",
        "alzira-concession",
        {"value_basis": "total"},
        "value_basis",
    ),
    Broken(
        "precision_fits_date",
        "milestones",
        "salford-2016-07-01",
        {"precision": "month"},
        "precision",
    ),
    Broken(
        "precision_fits_date",
        "contract_stages",
        "alzira-concession-ended",
        {"date": None},
        "precision",
    ),
    Broken(
        "source_can_know_of_event",
        "milestones",
        "salford-2016-07-01",
        {"date": "2017-07-01"},
        "date",
    ),
    Broken(
        "source_can_know_of_event",
        "contract_stages",
        "salford-ico-2016-live_from",
        {"date": "2017-07-01", "note": None},
        "date",
    ),
    Broken(
        "nothing_happened_in_the_future",
        "milestones",
        "salford-2016-07-01",
        {"date": "2999-07-01"},
        "date",
    ),
    Broken(
        "nothing_happened_in_the_future",
        "sources",
        "hsj-dashboard-2018",
        {"published": "2999"},
        "published",
    ),
    Broken(
        "contract_status_fits_stages",
        "contracts",
        "alzira-concession",
        {"status": "live"},
        "status",
    ),
    Broken(
        "stage_can_have_status",
        "contract_stages",
        "aqc-2009-last_seen",
        {"status": "planned"},
        "status",
    ),
    Broken(
        "unit_fits_contract_figure",
        "contract_figures",
        "bedfordshire-msk-2014-advertised-value",
        {"unit": "months"},
        "unit",
    ),
    Broken(
        "unit_fits_contract_figure",
        "contract_figures",
        "alzira-concession-provider-keeps-surplus-to-percent",
        {"value": "750"},
        "value",
    ),
    Broken(
        "conflict_has_two_sides",
        "conflicts",
        "airedale-admissions",
        {"statement_b": "45% lower in the earlier study"},
        "statement_b",
    ),
    Broken(
        "entered_once",
        "partners",
        "acc-cancer-vanguard-rm-partners",
        {"organisation": "RM PARTNERS"},
        "organisation",
        copied_as="acc-cancer-vanguard-zz",
    ),
    Broken("entered_once", "lessons", "con-01", {}, "lesson", copied_as="con-99"),
    Broken("entered_once", "funding", "acc-cancer-vanguard-2016-17", {}, "financial_year", "zz"),
    Broken("entered_once", "facts", "acc-emrad-population", {}, "counts", copied_as="acc-zz"),
]


@pytest.fixture(scope="module")
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        rows = {name: [row.values for row in rows] for name, rows in real_data.candidate().items()}
        typed_tables.create(connection, real_data.package(), rows)
        yield connection


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_check_is_silent_on_the_curated_set(tables, name):
    result = tables.execute(CHECKS[name])

    assert [column[0] for column in result.description] == COLUMNS
    assert result.fetchall() == []


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_check_says_what_one_of_its_rows_is(name):
    assert CHECKS[name].startswith("-- One row per ")
    assert "order by" in CHECKS[name]


def test_every_check_has_a_broken_row():
    assert {case.check for case in BROKEN} == set(CHECKS)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.check}-{case.table}-{case.field}")
def test_check_finds_the_broken_row(tables, case):
    key = real_data.package().tables[case.table].key
    row_id = case.copied_as or case.row
    tables.execute("begin")
    try:
        if case.copied_as:
            tables.execute(
                f"insert into {case.table}"
                f" select * replace (? as {key}) from {case.table} where {key} = ?",
                [case.copied_as, case.row],
            )
        for column, value in case.cells.items():
            tables.execute(
                f'update {case.table} set "{column}" = ? where {key} = ?', [value, row_id]
            )
        found = tables.execute(CHECKS[case.check]).fetchall()
    finally:
        tables.execute("rollback")

    assert [row[:3] for row in found] == [(case.table, row_id, case.field)]
    wrong, mend = found[0][4:]
    assert len(wrong) > 15
    assert len(mend) > 10


def test_the_words_of_a_check_reach_the_reader_with_file_line_and_exact_value():
    row = real_data.row("findings", RUSHCLIFFE)

    problems = real_data.problems_of(
        real_data.with_cells("findings", RUSHCLIFFE, value="23.0", ci_low="3.0", ci_high="39.0")
    )

    assert [str(problem) for problem in problems] == [
        f"findings.csv:{row.line}: value: 23.0: the sign says worse, as lower is better, but the"
        " direction says improved: check sign, polarity and direction against the source; if all"
        " are right, write mixed or unclear and let the statement say why"
    ]


def test_a_conflict_settles_a_differing_result():
    copy = dict(real_data.row("findings", RUSHCLIFFE).values)
    copy.update(finding_id="rushcliffe-emadm-zz", source_id="jic-2021", value="-30")
    copy.update(statement="Another source says thirty per cent.", label="by another account")
    settled = dict(real_data.row("conflicts", "airedale-admissions").values)
    settled.update(
        conflict_id="rushcliffe-zz",
        site_id="rushcliffe-principia",
        source_a="jic-2021",
        source_b="iau-rushcliffe-interp",
    )
    unsettled = real_data.with_row("findings", copy)
    both = {**unsettled, "conflicts": real_data.with_row("conflicts", settled)["conflicts"]}

    assert [problem.field for problem in real_data.problems_of(unsettled)] == ["value"]
    assert real_data.problems_of(both) == []


@pytest.mark.parametrize(
    ("row_id", "cells"),
    [
        ("rushcliffe-emadm-iau", {"direction": "mixed"}),
        ("rushcliffe-emadm-iau", {"direction": "unclear"}),
        ("all-vanguards-emadm-bmchsr", {"comparator_value": "8"}),
        ("torbay-ico-cost-bbc", {"quantity": "price"}),
    ],
    ids=["mixed", "unclear", "unclear own growth", "price"],
)
def test_a_sign_is_not_judged_where_the_value_alone_does_not_settle_it(row_id, cells):
    changed = real_data.with_cells("findings", row_id, **cells)

    assert [problem for problem in real_data.problems_of(changed) if "sign" in problem.wrong] == []
