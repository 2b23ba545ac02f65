"""The form asks only for what matters, and never hides what stands in a row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import cell_rules
from evidence.workbench import case_steps, relevance, slugs
from evidence.workbench.submission import Entry
from tests import real_data

PACKAGE = real_data.package()
FINDINGS = PACKAGE.tables["findings"]


def hidden(table: str, **row: str) -> set[str]:
    described = PACKAGE.tables[table]
    return set(described.field_names) - set(relevance.shown(described, row))


def test_a_finding_without_a_value_is_asked_for_no_unit_interval_or_comparator_value():
    without = {"quantity", "unit", "ci_low", "ci_high", "comparator_value"}
    assert hidden("findings") == without
    assert hidden("findings", value="-4") == {"ci_low", "ci_high", "comparator_value"}
    assert hidden("findings", value="-4", quantity="change") == {"comparator_value"}
    assert hidden("findings", value="1.2", quantity="own_growth") == set()
    assert hidden("findings", value="9", quantity="total") == {
        "ci_low",
        "ci_high",
        "comparator_value",
    }


def test_only_a_vanguard_has_a_wave_and_only_a_place_has_coordinates():
    assert hidden("sites", kind="vanguard") == set()
    assert hidden("sites", kind="case_study") == {"wave"}
    assert hidden("sites", kind="programme") == {"wave", "lat", "lon"}


def test_a_field_that_holds_a_value_is_shown_whatever_the_others_say():
    assert "wave" not in hidden("sites", kind="programme", wave="2015-03")
    assert "unit" not in hidden("findings", unit="days")
    assert "value_basis" not in hidden("contracts", value_basis="annual")


@pytest.mark.parametrize("table", PACKAGE.tables.values(), ids=lambda table: table.name)
def test_no_published_value_is_hidden_but_what_follows_from_the_others(table):
    for row in real_data.candidate()[table.name]:
        follows = relevance.implied(table.name, row.values)
        for name in set(table.field_names) - set(relevance.shown(table, row.values)):
            assert row.values[name] in ("", follows.get(name)), (row.values[table.key], name)


@given(
    st.sampled_from(sorted(PACKAGE.tables)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.dictionaries(
                st.sampled_from(PACKAGE.tables[name].field_names), st.sampled_from(["", "x", "1"])
            ),
        )
    )
)
def test_what_is_shown_is_every_field_with_a_value_once_and_the_code_last(case):
    name, row = case
    table = PACKAGE.tables[name]
    shown = relevance.shown(table, row)
    assert len(shown) == len(set(shown))
    assert shown[-1] == table.key
    held = {each for each, value in row.items() if value}
    assert held - set(shown) <= set(relevance.implied(name, row))


def test_every_rule_names_fields_of_its_table():
    for name, rules in relevance.RELEVANCE.items():
        for rule in rules:
            field, other = (PACKAGE.tables[name].field(each) for each in (rule.field, rule.other))
            known = {each.value for each in other.categories} | {relevance.ANY}
            assert set(rule.values) <= known, (name, field.name)


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("milestones", {"date": "2015"}, {"precision": "year"}),
        ("milestones", {"date": "2015-03"}, {"precision": "month"}),
        ("contract_stages", {"date": "2015-03-10", "stage": "last_seen"},
         {"precision": "day", "status": "happened"}),
        ("contract_stages", {"stage": "planned_start"}, {"precision": "", "status": "planned"}),
        ("facts", {"fact": "beds"}, {"unit": "beds"}),
        ("facts", {"fact": "other"}, {}),
        ("contract_figures", {"figure": "upfront_percent"}, {"unit": "percent"}),
        ("contract_figures", {"figure": "months_until_exit"}, {"unit": "months"}),
        ("contract_figures", {"figure": "winning_bid"}, {"unit": "gbp"}),
        ("findings", {"quantity": "ratio", "value": "0.9"}, {"unit": "ratio"}),
        ("findings", {"evidence_status": "forecast"}, {"design": "forecast"}),
        ("contracts", {}, {"value_basis": "not_stated"}),
        ("contracts", {"value_gbp": "5"}, {}),
    ],
)  # fmt: skip
def test_what_follows_from_other_fields_is_filled_in(table, row, expected):
    assert relevance.implied(table, row) == expected


def test_what_followed_goes_when_its_reason_goes_and_what_was_chosen_by_hand_stays():
    year = {"date": "2015", "precision": "year"}
    assert relevance.followed("milestones", year, {**year, "date": "2015-03"}) == {
        "precision": "month"
    }
    assert relevance.followed("milestones", year, {**year, "date": ""}) == {"precision": ""}
    chosen = {"fact": "beds", "unit": "cots"}
    assert relevance.followed("facts", chosen, {**chosen, "fact": "staff"}) == {}
    forecast = {"evidence_status": "forecast", "design": "forecast"}
    assert relevance.followed("findings", forecast, {**forecast, "evidence_status": "press"}) == {
        "design": ""
    }


def test_every_table_stands_in_one_step_and_has_a_name_for_a_row():
    named = [name for step in case_steps.STEPS.values() for name in step.tables]
    assert sorted(named) == sorted(PACKAGE.tables)
    assert set(case_steps.NOUNS) == set(PACKAGE.tables)
    assert case_steps.noun("absences") == "Known gap"
    assert case_steps.step_of("facts") == "contract"


def entry(place: int, table: str, **row: str) -> Entry:
    described = PACKAGE.tables[table]
    return Entry(place, table, "", 0, None, {**dict.fromkeys(described.field_names, ""), **row})


def test_a_new_row_begins_with_the_source_and_site_of_the_case():
    own = [entry(1, "sources", source_id="new-source"), entry(2, "sites", site_id="ashford")]
    assert case_steps.first_values(FINDINGS, own, {}) == {
        "source_id": "new-source",
        "site_id": "ashford",
    }
    chosen = {"sources": "nao-unitingcare-2016"}
    assert case_steps.first_values(FINDINGS, own, chosen)["source_id"] == "nao-unitingcare-2016"
    assert case_steps.first_values(PACKAGE.tables["sources"], own, {}) == {
        "source_id": "new-source-2"
    }


@pytest.mark.parametrize(
    ("table", "row", "expected"),
    [
        ("sources", {"publisher": "The King's Fund", "title": "Care in the homes of Harrogate",
                     "published": "2016-03"}, "kings-fund-care-homes-2016"),
        ("sites", {"short_name": "Ynys Môn & Gwynedd"}, "ynys-mon-gwynedd"),
        ("findings", {"site_id": "ashford", "outcome_domain": "bed_days"}, "ashford-bed-days"),
        ("contracts", {"site_id": "ashford", "contract_form": "alliance",
                       "start_date": "2017-04"}, "ashford-alliance-2017"),
        ("findings", {}, ""),
        ("sites", {"short_name": "中文"}, ""),
    ],
)  # fmt: skip
def test_the_code_is_made_from_the_names(table, row, expected):
    described = PACKAGE.tables[table]
    made = slugs.suggested(described, row, ())
    assert made == expected
    if made:
        assert slugs.suggested(described, row, {made}) == f"{made}-2"
        assert slugs.suggested(described, row, {made, f"{made}-2"}) == f"{made}-3"


def test_a_numbered_table_takes_the_next_number():
    assert slugs.suggested(PACKAGE.tables["principles"], {}, {"1", "10", "9"}) == "11"


@given(st.text(max_size=200))
def test_a_code_fits_its_column_whatever_it_is_made_from(text):
    table = PACKAGE.tables["sites"]
    made = slugs.suggested(table, {"short_name": text}, ())
    assert (
        made == ""
        or cell_rules.judge(table.field("site_id"), made) is None
        or (cell_rules.PLACEHOLDERS.fullmatch(made))
    )


def test_rows_that_refer_to_a_renamed_row_follow_it():
    rows = [
        entry(1, "sources", source_id="new-source"),
        entry(2, "findings", source_id="new-source", site_id="ashford"),
        entry(3, "conflicts", source_a="new-source", source_b="other"),
    ]
    renamed = slugs.renamed(PACKAGE, rows, "sources", "new-source", "kings-fund-2016")
    assert [(each.place, values) for each, values in renamed] == [
        (2, {"source_id": "kings-fund-2016"}),
        (3, {"source_a": "kings-fund-2016"}),
    ]
    assert slugs.renamed(PACKAGE, rows, "sources", "", "x") == []


@pytest.mark.parametrize("table", PACKAGE.tables.values(), ids=lambda table: table.name)
def test_a_form_asks_every_field_once_and_no_field_appears_above_what_it_follows(table):
    order = relevance.order(table)
    assert sorted(order) == sorted(table.field_names)
    assert order[-1] == table.key
    for rule in relevance.RELEVANCE.get(table.name, ()):
        assert order.index(rule.field) > order.index(rule.other)
