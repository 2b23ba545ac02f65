"""What the filter bar offers: every value, and how much there would be with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.filters import FACETS, Filters
from evidence.read_model import ReadModel
from tests import filter_strategies

ABOUT_SITES = ("model_type", "contract_form", "kind", "country", "source_id")
ONE_VALUE_EACH = ("model_type", "kind", "country", "outcome_domain", "evidence_status", "direction")
SIZES = ("n_sites", "n_groups", "n_findings")


def counts(model: ReadModel, facet: str, filters: Filters | None = None) -> dict[str, int]:
    rows = model.rows("facet_counts", filters or Filters(), facet=facet)
    assert len({row["value"] for row in rows}) == len(rows)
    return {row["value"]: row["n"] for row in rows}


def sizes(model: ReadModel, filters: Filters | None = None) -> tuple[int, ...]:
    (row,) = model.rows("selection_size", filters or Filters())
    return tuple(row[name] for name in SIZES)


def test_every_value_is_offered_in_order_with_its_label(tiny_model: ReadModel) -> None:
    rows = tiny_model.rows("facet_values")
    offered: dict[str, list[str]] = {}
    for row in rows:
        offered.setdefault(row["facet"], []).append(row["value"])
    in_order = {facet: " ".join(values) for facet, values in offered.items()}
    assert in_order == {
        "contract_form": "alliance partially_integrated fully_integrated prime_contractor"
        " shared_savings none",
        "country": "England Sweden not_stated",
        "design": "difference_in_differences matched_control before_after audit descriptive"
        " self_reported forecast not_stated",
        "direction": "improved no_difference mixed worsened unclear",
        "evidence_status": "evaluated audited monitored self_reported press forecast",
        "kind": "vanguard case_study programme national_group",
        "model_type": "mcp pacs ehch accountable_care other",
        "outcome_domain": "patient_experience staff_experience emergency_admissions"
        " ae_attendances bed_days cost",
        "published_up_to": "2020 2019 2018 2017 2016 2015 not_stated",
        # By title.
        "source_id": "audit-2019 evaluation-2018 journal-2020 dashboard-2017 news-undated"
        " plan-2015 report-2016",
        "with_number": "yes no",
    }
    labels = {(row["facet"], row["value"]): row["label"] for row in rows}
    assert labels["contract_form", "none"] == "No contract in this set"
    assert labels["source_id", "plan-2015"] == "Plan of alpha, Example publisher, 2015-12"
    assert labels["source_id", "news-undated"] == "Patients praise alpha, Example publisher"
    assert all(labels.values())


@pytest.mark.parametrize(
    ("facet", "expected"),
    [
        ("model_type", {"mcp": 3, "pacs": 1, "ehch": 0, "accountable_care": 1, "other": 1}),
        (
            "contract_form",
            {
                "alliance": 1,
                "partially_integrated": 1,
                "fully_integrated": 1,
                "prime_contractor": 1,
                "shared_savings": 1,
                "none": 2,
            },
        ),
        ("kind", {"vanguard": 3, "case_study": 1, "programme": 1, "national_group": 1}),
        ("country", {"England": 4, "Sweden": 1, "not_stated": 1}),
        (
            "outcome_domain",
            {
                "patient_experience": 2,
                "staff_experience": 0,
                "emergency_admissions": 6,
                "ae_attendances": 1,
                "bed_days": 4,
                "cost": 3,
            },
        ),
        (
            "evidence_status",
            {
                "evaluated": 6,
                "audited": 1,
                "monitored": 2,
                "self_reported": 4,
                "press": 2,
                "forecast": 1,
            },
        ),
        (
            "direction",
            {"improved": 8, "no_difference": 4, "mixed": 1, "worsened": 2, "unclear": 1},
        ),
        (
            "design",
            {
                "difference_in_differences": 3,
                "matched_control": 2,
                "before_after": 4,
                "audit": 1,
                "descriptive": 3,
                "self_reported": 1,
                "forecast": 1,
                "not_stated": 1,
            },
        ),
        ("with_number", {"yes": 12, "no": 4}),
        (
            "published_up_to",
            {
                "2020": 14,
                "2019": 12,
                "2018": 11,
                "2017": 7,
                "2016": 5,
                "2015": 1,
                "not_stated": 2,
            },
        ),
        (
            "source_id",
            {
                "audit-2019": 1,
                "dashboard-2017": 1,
                "evaluation-2018": 3,
                "journal-2020": 2,
                "news-undated": 2,
                "plan-2015": 2,
                "report-2016": 4,
            },
        ),
    ],
)
def test_counts_with_nothing_chosen(
    tiny_model: ReadModel, facet: str, expected: dict[str, int]
) -> None:
    assert counts(tiny_model, facet) == expected


def chosen_counts(model: ReadModel, facet: str, filters: Filters) -> dict[str, int]:
    """The counts that are not 0."""
    return {value: n for value, n in counts(model, facet, filters).items() if n}


def test_own_facet_does_not_narrow_its_counts(tiny_model: ReadModel) -> None:
    chosen = Filters(model_type=("pacs",))
    assert counts(tiny_model, "model_type", chosen) == counts(tiny_model, "model_type")
    assert chosen_counts(tiny_model, "kind", chosen) == {"vanguard": 1}
    assert chosen_counts(tiny_model, "outcome_domain", chosen) == {
        "patient_experience": 1,
        "bed_days": 4,
        "cost": 1,
    }
    assert chosen_counts(tiny_model, "contract_form", chosen) == {"prime_contractor": 1}


def test_facet_about_findings_leaves_sites_with_such_a_finding(tiny_model: ReadModel) -> None:
    chosen = Filters(direction=("worsened", "mixed"))
    assert chosen_counts(tiny_model, "model_type", chosen) == {
        "mcp": 1,
        "pacs": 1,
        "accountable_care": 1,
    }
    assert chosen_counts(tiny_model, "country", chosen) == {"England": 2, "Sweden": 1}
    assert chosen_counts(tiny_model, "outcome_domain", chosen) == {
        "emergency_admissions": 1,
        "cost": 2,
    }
    assert counts(tiny_model, "direction", chosen) == counts(tiny_model, "direction")


def test_several_facets_narrow_together(tiny_model: ReadModel) -> None:
    chosen = Filters(kind=("vanguard",), evidence_status=("self_reported",), published_up_to=2016)
    assert chosen_counts(tiny_model, "kind", chosen) == {"vanguard": 2}
    assert chosen_counts(tiny_model, "evidence_status", chosen) == {
        "self_reported": 4,
        "forecast": 1,
    }
    assert chosen_counts(tiny_model, "published_up_to", chosen) == {
        "2016": 4,
        "2017": 4,
        "2018": 4,
        "2019": 4,
        "2020": 4,
    }
    assert chosen_counts(tiny_model, "with_number", chosen) == {"yes": 3, "no": 1}


def test_searched_words_narrow_every_facet(tiny_model: ReadModel) -> None:
    chosen = Filters(text="matched controls")
    assert chosen_counts(tiny_model, "model_type", chosen) == {"mcp": 3, "pacs": 1}
    assert chosen_counts(tiny_model, "outcome_domain", chosen) == {
        "emergency_admissions": 2,
        "ae_attendances": 1,
        "bed_days": 1,
    }


def test_nothing_found_counts_zero_everywhere(tiny_model: ReadModel) -> None:
    for facet in (*FACETS, "with_number", "published_up_to"):
        found = counts(tiny_model, facet, Filters(text="zzzz"))
        assert found
        assert set(found.values()) == {0}


def test_size_leaves_national_groups_out_of_the_sites(tiny_model: ReadModel) -> None:
    assert tiny_model.rows("selection_size", Filters(model_type=("mcp",))) == [
        {
            "n_sites": 2,
            "n_all_sites": 5,
            "n_groups": 1,
            "n_all_groups": 1,
            "n_findings": 9,
            "n_all_findings": 16,
        }
    ]


@given(st.data())
def test_count_is_what_choosing_the_value_gives(real_model: ReadModel, data: st.DataObject) -> None:
    filters = data.draw(filter_strategies.filters(real_model))
    facet = data.draw(st.sampled_from((*FACETS, "published_up_to")))
    found = counts(real_model, facet, filters)
    if facet == "published_up_to":
        del found["not_stated"]
    value = data.draw(st.sampled_from(sorted(found)))
    chosen = int(value) if facet == "published_up_to" else (value,)
    n_sites, n_groups, n_findings = sizes(real_model, filters.replaced(facet, chosen))
    assert found[value] == (n_sites + n_groups if facet in ABOUT_SITES else n_findings)


@given(st.data())
def test_count_beside_with_a_number_is_what_choosing_it_gives(
    real_model: ReadModel, data: st.DataObject
) -> None:
    filters = data.draw(filter_strategies.filters(real_model))
    found = counts(real_model, "with_number", filters)
    with_number = sizes(real_model, filters.replaced("with_number", True))
    all_of_them = sizes(real_model, filters.without("with_number"))
    assert found["yes"] == with_number[2]
    assert found["yes"] + found["no"] == all_of_them[2]


@given(st.data())
def test_counts_of_a_facet_add_up_to_what_there_is_without_it(
    real_model: ReadModel, data: st.DataObject
) -> None:
    filters = data.draw(filter_strategies.filters(real_model))
    facet = data.draw(st.sampled_from((*ONE_VALUE_EACH, "design")))
    n_sites, n_groups, n_findings = sizes(real_model, filters.without(facet))
    total = sum(counts(real_model, facet, filters).values())
    assert total == (n_sites + n_groups if facet in ABOUT_SITES else n_findings)


@given(st.data())
def test_dated_and_undated_add_up(real_model: ReadModel, data: st.DataObject) -> None:
    filters = data.draw(filter_strategies.filters(real_model))
    found = counts(real_model, "published_up_to", filters)
    undated = found.pop("not_stated")
    n_findings = sizes(real_model, filters.without("published_up_to"))[2]
    assert max(found.values()) + undated == n_findings
    assert [found[year] for year in sorted(found)] == sorted(found.values())
