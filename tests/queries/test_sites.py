"""The queries behind the list of sites and the record of one site, on the tiny set.

That each keeps to its grain, on the tiny set and the real one, is in test_grain.py.
"""

import datetime

import pytest

from evidence.filters import Filters

GAMMA_RESULTS = [
    ("patient_experience", "Patient experience", "self_reported", "unclear", 1, True),
    ("bed_days", "Bed days", "evaluated", "no_difference", 1, True),
    ("bed_days", "Bed days", "self_reported", "mixed", 2, False),
    ("bed_days", "Bed days", "press", "no_difference", 1, False),
    ("cost", "Cost", "audited", "mixed", 1, True),
]
RESULT = ("outcome_domain", "outcome_name", "evidence_status", "direction", "n_findings")

# What a model without readings says of each row.
NOT_RECORDED = {"reading": "Who entered it is not recorded", "is_second_read": False}
BY_NOBODY = dict.fromkeys(("entered_by", "entered_at", "checked_by", "checked_at"))


def row_of(rows, **wanted):
    [row] = [row for row in rows if wanted.items() <= row.items()]
    return row


def listed(model, sort="name", **filters):
    return [row["site_id"] for row in model.rows("site_list", Filters(**filters), sort=sort)]


def test_a_listed_site_has_its_contract_results_and_last_event(tiny_model):
    gamma = row_of(tiny_model.rows("site_list", sort="name"), site_id="gamma")
    assert gamma == {
        "site_id": "gamma",
        "name": "Gamma Hospitals",
        "short_name": "Gamma",
        "kind": "vanguard",
        "model_name": "Primary and acute care system",
        "country": "England",
        "area": "South Example",
        "contracts": [{"form": "Prime contractor or prime provider", "status": "terminated"}],
        "population": None,
        "population_counts": None,
        "population_as_of": None,
        "n_findings": 6,
        "n_all_findings": 6,
        "results": [
            dict(zip((*RESULT, "is_strongest"), result, strict=True)) for result in GAMMA_RESULTS
        ],
        "missing": None,
        "last_event": {
            "stage": None,
            "words": "Contract ended early",
            "date": "2017-03",
            "precision": "month",
        },
    }


def test_a_listed_site_without_anything_has_nulls_and_the_reason(tiny_model):
    epsilon = row_of(tiny_model.rows("site_list", sort="name"), site_id="epsilon")
    assert epsilon == {
        "site_id": "epsilon",
        "name": "Epsilon Programme",
        "short_name": "Epsilon",
        "kind": "programme",
        "model_name": "Other",
        "country": None,
        "area": None,
        "contracts": None,
        "population": None,
        "population_counts": None,
        "population_as_of": None,
        "n_findings": None,
        "n_all_findings": None,
        "results": None,
        "missing": ["too_early"],
        "last_event": None,
    }


def test_a_population_is_the_preferred_one(tiny_model):
    alpha = row_of(tiny_model.rows("site_list", sort="name"), site_id="alpha")
    assert (alpha["population"], alpha["population_as_of"]) == (50000, "2018")


def test_a_sighting_is_no_event_where_an_event_is_known(tiny_model):
    alpha = row_of(tiny_model.rows("site_list", sort="name"), site_id="alpha")
    assert alpha["last_event"]["date"] == "2016-04"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["alpha", "beta", "delta", "epsilon", "gamma", "group"]),
        ("model", ["alpha", "beta", "gamma", "delta", "epsilon", "group"]),
        ("findings", ["gamma", "alpha", "beta", "delta", "epsilon", "group"]),
        ("event", ["gamma", "beta", "alpha", "delta", "epsilon", "group"]),
        ("contract", ["alpha", "delta", "beta", "gamma", "epsilon", "group"]),
        ("nonsense", ["alpha", "beta", "delta", "epsilon", "gamma", "group"]),
    ],
)
def test_the_list_is_sorted_with_the_groups_last(tiny_model, sort, order):
    assert listed(tiny_model, sort) == order


def test_the_list_keeps_to_the_filters_and_counts_selected_findings_only(tiny_model):
    rows = tiny_model.rows("site_list", Filters(direction=("worsened",)), sort="name")
    assert [(row["site_id"], row["n_findings"], row["n_all_findings"]) for row in rows] == [
        ("beta", 1, 4),
        ("delta", 1, 1),
    ]


def test_the_sources_of_the_list_are_those_that_its_rows_rest_on(tiny_model):
    assert tiny_model.rows("site_list_sources", Filters(country=("Sweden",))) == [
        {
            "source_id": "journal-2020",
            "title": "Gamma and delta compared",
            "publisher": "Example publisher",
            "published": "2020",
            "type": "journal",
            "url": "https://example.org/journal-2020",
            "note": "Year from the volume",
            "site_ids": ["delta"],
        }
    ]


def test_the_record_says_what_a_site_is(tiny_model):
    [record] = tiny_model.rows("site_record", site_id="delta")
    definition = record.pop("model_definition")
    assert definition
    assert record == {
        "site_id": "delta",
        "name": "Delta abroad",
        "short_name": "Delta",
        "kind": "case_study",
        "kind_name": "Case study",
        "model_name": "Accountable care",
        "wave_name": None,
        "country": "Sweden",
        "area": "Example County",
        "lead_organisation": "Delta County Council",
        "started": "2010",
        "ended": None,
        "outcome_status": "live",
        "outcome_name": "Live",
        "summary": "Example of a case outside the United Kingdom.",
        "source_id": "journal-2020",
        "locator": "page 4",
        **NOT_RECORDED,
    }


@pytest.mark.parametrize(
    ("site", "filters", "place"),
    [
        ("delta", {}, (5, 3, "beta", "epsilon")),
        ("alpha", {}, (5, 1, None, "beta")),
        ("gamma", {"kind": ("vanguard",)}, (3, 3, "beta", None)),
        ("group", {}, (1, 1, None, None)),
        ("delta", {"kind": ("vanguard",)}, (3, None, None, None)),
        ("delta", {"text": "nothing has these words"}, (0, None, None, None)),
    ],
)
def test_a_site_has_a_place_among_the_selected_sites_of_its_sort(tiny_model, site, filters, place):
    [row] = tiny_model.rows("site_position", Filters(**filters), site_id=site)
    assert (row["n_selected"], row["position"], row["previous_id"], row["next_id"]) == place


def test_facts_are_told_apart_from_a_second_figure_of_the_kind(tiny_model):
    rows = tiny_model.rows("site_facts", site_id="alpha")
    assert rows[0] == {
        "fact_id": "alpha-population",
        "fact": "population",
        "fact_name": "Population",
        "value": 50000,
        "unit": "people",
        "counts": "registered patients",
        "as_of": "2018",
        "preferred": True,
        "is_second_source": False,
        "source_id": "evaluation-2018",
        "locator": "table 1",
        **NOT_RECORDED,
    }
    assert [(row["fact_id"], row["is_second_source"]) for row in rows[1:]] == [
        ("alpha-population-2", True)
    ]


def test_a_value_a_year_is_computed_from_a_stated_total_and_years_only(tiny_model):
    [gamma] = tiny_model.rows("site_contracts", site_id="gamma")
    definition = gamma.pop("form_definition")
    assert definition
    assert gamma == {
        "contract_id": "gamma-prime",
        "number": 1,
        "form_name": "Prime contractor or prime provider",
        "status": "terminated",
        "status_name": "Terminated",
        "status_date": "2017-03",
        "status_precision": "month",
        "is_last_seen": False,
        "commissioner": "Gamma Council",
        "provider": "Gamma Trust",
        "value_gbp": 20_000_000,
        "value_basis": "total",
        "basis_name": "Whole term",
        "years": 5,
        "value_a_year_gbp": 4_000_000,
        "start_date": "2016-04-01",
        "end_date": "2017-03",
        "payment": "Fixed sum",
        "scope": "Older people",
        "what_happened": "Ended after a year in which costs passed the price.",
        "reason": "costs passed the price",
        "source_id": "audit-2019",
        "locator": "page 10",
        **NOT_RECORDED,
    }
    # An annual value with years, a value of no stated basis, and no value at all.
    others = [
        row
        for site in ("alpha", "delta")
        for row in tiny_model.rows("site_contracts", site_id=site)
    ]
    assert [row["value_a_year_gbp"] for row in others] == [None, None, None]


def test_a_contract_is_dated_by_the_stage_of_its_status_else_by_its_last_sight(tiny_model):
    alpha = tiny_model.rows("site_contracts", site_id="alpha")
    assert [(row["status"], row["status_date"], row["is_last_seen"]) for row in alpha] == [
        ("live", "2018-06-15", True),
        ("planned", None, True),
    ]


def test_figures_of_a_contract_say_on_which_scale_they_may_stand(tiny_model):
    extra, months = tiny_model.rows("site_contract_figures", site_id="gamma")
    assert extra == {
        "figure_id": "gamma-prime-extra",
        "contract_id": "gamma-prime",
        "figure": "extra_requested",
        "figure_name": "Extra money asked for",
        "value": 3_000_000,
        "unit": "gbp",
        "unit_name": "pounds",
        "note": "Asked for in the first year",
        "scale": "apart",
        "source_id": "audit-2019",
        "locator": "page 11",
        **NOT_RECORDED,
        **BY_NOBODY,
    }
    assert (months["figure_id"], months["scale"]) == ("gamma-prime-months", None)


def test_events_stand_in_groups_with_the_days_that_their_dates_may_mean(tiny_model):
    rows = tiny_model.rows("site_events", site_id="gamma")
    assert [(row["event_id"], row["group_number"]) for row in rows] == [
        ("gamma-2017-03", 0),
        ("gamma-prime-live", 1),
        ("gamma-prime-terminated", 1),
    ]
    assert rows[2] == {
        "event_id": "gamma-prime-terminated",
        "group_number": 1,
        "group_name": "Contract 1: Prime contractor or prime provider",
        "stage": "terminated",
        "words": "Terminated",
        "date": "2017-03",
        "precision": "month",
        "status": "happened",
        "starts": datetime.date(2017, 3, 1),
        "ends": datetime.date(2017, 3, 31),
        "in_force_from": datetime.date(2016, 4, 1),
        "in_force_to": datetime.date(2017, 3, 31),
        "in_force_ended": True,
        "source_id": "audit-2019",
        "locator": "page 10",
        **NOT_RECORDED,
        **BY_NOBODY,
    }


def test_a_date_known_to_the_year_may_mean_any_of_its_days(tiny_model):
    rows = tiny_model.rows("site_events", site_id="beta")
    given_up = row_of(rows, event_id="beta-2017")
    assert (given_up["starts"], given_up["ends"]) == (
        datetime.date(2017, 1, 1),
        datetime.date(2017, 12, 31),
    )


def test_findings_come_by_outcome_with_the_forecasts_last(tiny_model):
    rows = tiny_model.rows("site_findings", site_id="alpha")
    assert [(row["finding_id"], row["is_forecast"]) for row in rows] == [
        ("alpha-experience-1", False),
        ("alpha-admissions-1", False),
        ("alpha-admissions-2", False),
        ("alpha-cost-1", True),
    ]
    assert rows[1] == {
        "finding_id": "alpha-admissions-1",
        "outcome_domain": "emergency_admissions",
        "outcome_name": "Emergency admissions",
        "is_forecast": False,
        "measure": "Emergency admissions, people over 65",
        "label": "over 65",
        "polarity": "lower_is_better",
        "direction": "improved",
        "quantity": "change",
        "quantity_name": "Change",
        "value": -5,
        "unit": "percent_change",
        "ci_low": -8,
        "ci_high": -2,
        "comparator": "matched_control",
        "comparator_name": "Matched controls",
        "comparator_value": None,
        "population": "People over 65",
        "n": 1000,
        "period": "2015-2018",
        "design_name": "Difference in differences",
        "evidence_status": "evaluated",
        "status_name": "Evaluated",
        "statement": "Emergency admissions fell by 5% against matched controls.",
        "source_id": "evaluation-2018",
        "publisher": "Example publisher",
        "published": "2018-06-15",
        "source_title": "Evaluation of alpha and beta",
        "source_url": "https://example.org/evaluation-2018",
        "locator": "table 2",
        **NOT_RECORDED,
    }


def test_what_is_missing_is_typed_and_then_the_rest_is_named(tiny_model):
    rows = tiny_model.rows("site_absences", site_id="alpha")
    assert rows[0] == {
        "kind": "absence",
        "absence_id": "alpha-beddays",
        "outcome_domain": "bed_days",
        "outcome_name": "Bed days",
        "reason_name": "Not measured",
        "label": None,
        "as_of": "2018-06",
        "source_id": "evaluation-2018",
        "locator": "page 13",
        **NOT_RECORDED,
    }
    assert [(row["kind"], row["outcome_domain"]) for row in rows[1:]] == [
        ("forecast_only", "cost"),
        ("none", "staff_experience"),
        ("none", "ae_attendances"),
    ]


def test_an_absence_of_everything_leaves_every_outcome_named(tiny_model):
    rows = tiny_model.rows("site_absences", site_id="epsilon")
    assert (rows[0]["kind"], rows[0]["outcome_domain"]) == ("absence", None)
    assert [row["kind"] for row in rows[1:]] == ["none"] * 6


def test_funding_partners_lessons_and_conflicts_are_the_sites_own(tiny_model):
    assert tiny_model.rows("site_funding", site_id="gamma") == [
        {
            "funding_id": "gamma-2016-17",
            "financial_year": "2016/17",
            "amount_gbp": 3_000_000,
            "source_id": "audit-2019",
            "locator": "table 8",
            **NOT_RECORDED,
        }
    ]
    assert tiny_model.rows("site_partners", site_id="gamma") == [
        {
            "partner_id": "gamma-gamma-trust",
            "organisation": "Gamma Trust",
            "role": "lead",
            "role_name": "Lead",
            "source_id": "audit-2019",
            **NOT_RECORDED,
        }
    ]
    assert tiny_model.rows("site_lessons", site_id="alpha") == [
        {
            "lesson_id": "alpha-1",
            "theme": "risk",
            "theme_name": "Risk",
            "lesson": "Put no more than 5% of pay at risk in an alliance.",
            "source_id": "evaluation-2018",
            "locator": "page 14",
            **NOT_RECORDED,
        }
    ]
    assert tiny_model.rows("site_conflicts", site_id="gamma") == [
        {
            "conflict_id": "gamma-end",
            "topic": "End of the contract",
            "statement_a": "March 2017",
            "source_a": "audit-2019",
            "statement_b": "Still running in 2018",
            "source_b": "news-undated",
            "resolution": "The audit saw the letter that ended it.",
            **NOT_RECORDED,
        }
    ]


def test_references_are_numbered_and_say_what_rests_on_each(tiny_model):
    rows = tiny_model.rows("site_references", site_id="gamma")
    assert [(row["number"], row["source_id"]) for row in rows] == [
        (1, "journal-2020"),
        (2, "audit-2019"),
        (3, "report-2016"),
        (4, "news-undated"),
    ]
    assert rows[3] == {
        "number": 4,
        "source_id": "news-undated",
        "title": "Patients praise alpha",
        "publisher": "Example publisher",
        "published": None,
        "type_name": "News",
        "url": "https://example.org/news",
        "note": None,
        "rests": [{"kind": "finding", "n": 1}, {"kind": "conflict", "n": 1}],
        "locators": ["last paragraph"],
    }


def test_every_source_of_a_site_is_among_its_references(real_model):
    for site in ("cambridgeshire-unitingcare", "sunderland-atb", "all-vanguards"):
        cited = {
            row[name]
            for query in (
                "findings",
                "facts",
                "contracts",
                "contract_figures",
                "events",
                "partners",
            )
            for row in real_model.rows(f"site_{query}", site_id=site)
            for name in ("source_id",)
        }
        numbered = real_model.rows("site_references", site_id=site)
        assert cited <= {row["source_id"] for row in numbered}
        assert [row["number"] for row in numbered] == list(range(1, len(numbered) + 1))


def test_a_source_that_only_a_locator_names_is_a_reference_too(real_model):
    rows = real_model.rows("site_references", site_id="rushcliffe-principia")
    mention = row_of(rows, source_id="hcl-rushcliffe-2017")
    assert [each["kind"] for each in mention["rests"]] == ["mention"]
