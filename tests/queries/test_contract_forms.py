"""The line of contract forms and what became of the contracts, on rows counted by hand."""

from collections import Counter

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

Tables = dict[str, list[dict[str, str]]]

ALL = Filters()


def forms(model: ReadModel, filters: Filters = ALL, status: str = "all") -> dict[str, Row]:
    rows = model.rows("contract_forms_line", filters, status=status)
    return {row["contract_form"]: row for row in rows}


def drawn(model: ReadModel, filters: Filters = ALL, status: str = "all") -> dict[str, list[str]]:
    """The contracts of every form that has one."""
    return {
        name: [mark["contract_id"] for mark in form["contracts"]]
        for name, form in forms(model, filters, status).items()
        if form["contracts"]
    }


def fates(model: ReadModel, filters: Filters = ALL) -> dict[str, tuple[int, int]]:
    return {
        row["status"]: (row["n_contracts"], row["n_never_signed"])
        for row in model.rows("contract_fate_counts", filters)
    }


def test_forms_stand_from_looser_to_tighter_then_those_beside(tiny_model: ReadModel) -> None:
    line = forms(tiny_model)
    assert [(name, form["integration_rank"]) for name, form in line.items()] == [
        ("alliance", 2),
        ("prime_contractor", 3),
        ("partially_integrated", 4),
        ("fully_integrated", 5),
        ("shared_savings", None),
    ]


def test_a_form_has_its_definition_and_its_contracts(tiny_model: ReadModel) -> None:
    assert forms(tiny_model)["prime_contractor"] == {
        "contract_form": "prime_contractor",
        "name": "Prime contractor or prime provider",
        "short_name": "Prime contractor",
        "definition": "The commissioner contracts with one body, which holds the pathway budget,"
        " may deliver care itself and subcontracts the rest.",
        "integration_rank": 3,
        "sort_order": 6,
        "is_chosen": True,
        "contracts": [
            {
                "contract_id": "gamma-prime",
                "label": "Gamma",
                "status": "terminated",
                "status_name": "Terminated",
                "status_date": "2017-03",
                "is_last_seen": False,
                "reason": "costs passed the price",
                "site_id": "gamma",
                "site": "Gamma Hospitals",
                "source_id": "audit-2019",
            }
        ],
        "n_contracts": 1,
        "n_any_status": 1,
        "n_by_status": {"terminated": 1},
        "n_never_signed": 0,
    }


def test_a_chosen_state_leaves_out_the_marks_and_not_the_counts(tiny_model: ReadModel) -> None:
    live = forms(tiny_model, status="live")
    assert drawn(tiny_model, status="live") == {
        "alliance": ["alpha-alliance"],
        "shared_savings": ["delta-savings"],
    }
    prime = live["prime_contractor"]
    assert (prime["contracts"], prime["n_contracts"], prime["n_any_status"]) == ([], 0, 1)
    assert prime["n_by_status"] == {"terminated": 1}


@pytest.mark.parametrize(
    "others",
    [
        ALL,
        Filters(model_type=("mcp",)),
        Filters(evidence_status=("evaluated",)),
        Filters(text="example of a contract"),
        Filters(model_type=("pacs",), direction=("improved",)),
    ],
)
@pytest.mark.parametrize(
    "chosen", [("alliance",), ("fully_integrated", "shared_savings"), ("none",)]
)
def test_a_chosen_form_leaves_the_others_on_the_line(
    tiny_model: ReadModel, others: Filters, chosen: tuple[str, ...]
) -> None:
    with_form = forms(tiny_model, others.replaced("contract_form", chosen))
    without = forms(tiny_model, others)
    assert {name for name, form in with_form.items() if form["is_chosen"]} == {
        name for name in chosen if name != "none"
    }
    for name, form in without.items():
        assert form | {"is_chosen": None} == with_form[name] | {"is_chosen": None}


def test_other_filters_leave_contracts_out(tiny_model: ReadModel) -> None:
    assert drawn(tiny_model, Filters(model_type=("mcp",))) == {
        "alliance": ["alpha-alliance"],
        "partially_integrated": ["alpha-integrated"],
        "fully_integrated": ["beta-integrated"],
    }
    assert drawn(tiny_model, Filters(text="zzzz")) == {}


def test_never_signed_are_those_that_were_only_planned_or_given_up(tiny_model: ReadModel) -> None:
    assert fates(tiny_model) == {
        "live": (2, 0),
        "ended": (0, 0),
        "procuring": (0, 0),
        "planned": (1, 1),
        "abandoned": (1, 1),
        "terminated": (1, 0),
        "unknown": (0, 0),
    }
    line = forms(tiny_model)
    assert {name for name, form in line.items() if form["n_never_signed"]} == {
        "partially_integrated",
        "fully_integrated",
    }


def test_fates_are_those_of_the_chosen_forms(tiny_model: ReadModel) -> None:
    only = {
        status: n
        for status, n in fates(tiny_model, Filters(contract_form=("alliance",))).items()
        if n[0]
    }
    assert only == {"live": (1, 0)}


def test_sources_are_those_of_contracts_and_their_stages(tiny_model: ReadModel) -> None:
    def cited(filters: Filters = ALL, status: str = "all") -> list[tuple[str, int]]:
        rows = tiny_model.rows("contract_sources", filters, status=status)
        return [(row["source_id"], row["n_contracts"]) for row in rows]

    # beta-integrated rests on an evaluation, and one of its stages on a report.
    beta = Filters(contract_form=("fully_integrated",))
    assert cited(beta) == [("report-2016", 1), ("evaluation-2018", 1)]
    assert cited(beta, "live") == []
    assert cited(Filters(contract_form=("shared_savings",))) == [("journal-2020", 1)]


def test_every_real_contract_stands_once_on_the_line(
    real_model: ReadModel, real_tables: Tables
) -> None:
    rows = real_tables["contracts"]
    listed = [each for own in drawn(real_model).values() for each in own]
    assert sorted(listed) == sorted(row["contract_id"] for row in rows)
    by_form = Counter(row["contract_form"] for row in rows)
    line = forms(real_model)
    assert {name: form["n_contracts"] for name, form in line.items()} == {
        name: by_form[name] for name in line
    }
    by_status = Counter(row["status"] for row in rows)
    assert {status: n for status, (n, _) in fates(real_model).items()} == {
        status: by_status[status] for status in fates(real_model)
    }


def test_the_real_line_has_the_forms_in_the_order_of_the_design(real_model: ReadModel) -> None:
    assert [(name, form["integration_rank"]) for name, form in forms(real_model).items()] == [
        ("existing_contracts", 0),
        ("virtual_alliance", 1),
        ("alliance", 2),
        ("prime_contractor", 3),
        ("lead_provider", 3),
        ("partially_integrated", 4),
        ("fully_integrated", 5),
        ("accountable_care", 5),
        ("joint_venture", None),
        ("capitated_outcomes", None),
        ("shared_savings", None),
        ("not_stated", None),
    ]
    assert forms(real_model)["not_stated"]["short_name"] == "Form not stated"


@pytest.mark.parametrize(
    ("contract_id", "form", "status"),
    [
        ("unitingcare-2015", "prime_contractor", "terminated"),
        ("dudley-mcp-tender-2017", "partially_integrated", "abandoned"),
        ("manchester-lco-tender-2017", "accountable_care", "procuring"),
        ("torbay-ico-2015", "lead_provider", "live"),
        ("milton-keynes-alliance", "alliance", "unknown"),
    ],
)
def test_known_contracts_stand_at_their_form_and_state(
    real_model: ReadModel, contract_id: str, form: str, status: str
) -> None:
    assert contract_id in drawn(real_model, status=status)[form]


def test_a_contract_that_was_signed_and_then_given_up_did_reach_signature(
    package: Package, tiny_tables: Tables
) -> None:
    signed = {
        "stage_id": "beta-integrated-signed",
        "contract_id": "beta-integrated",
        "stage": "signed",
        "date": "2016-12",
        "precision": "month",
        "status": "happened",
        "note": "",
        "source_id": "report-2016",
        "locator": "page 4",
    }

    def never(stage: dict[str, str]) -> tuple[int, int]:
        stages = [*tiny_tables["contract_stages"], stage]
        model = ReadModel(package, {**tiny_tables, "contract_stages": stages})
        return fates(model)["abandoned"]

    assert never(signed) == (1, 0)
    assert never({**signed, "status": "planned"}) == (1, 1)
