"""One contract, its dates, its place in the selection and its sources, on rows to be counted."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel, Row

NOBODY = Filters(text="zzzz")


def place(model: ReadModel, contract_id: str, filters: Filters | None = None) -> Row:
    [row] = model.rows("contract_position", filters, contract_id=contract_id)
    return row


def dates(model: ReadModel, contract_id: str) -> list[tuple[object, ...]]:
    return [
        (row["kind"], row["date"], row["precision"], row["status"], row["stage_name"], row["words"])
        for row in model.rows("contract_record_dates", contract_id=contract_id)
    ]


def test_a_contract_stands_with_its_site_its_form_and_its_terms(tiny_model: ReadModel) -> None:
    [row] = tiny_model.rows("contract_record", contract_id="gamma-prime")
    assert row == {
        "contract_id": "gamma-prime",
        "is_asked": True,
        "contract_label": "Gamma",
        "number": 1,
        "site_id": "gamma",
        "site_name": "Gamma Hospitals",
        "short_name": "Gamma",
        "model_name": "Primary and acute care system",
        "model_definition": row["model_definition"],
        "contract_form": "prime_contractor",
        "form_name": "Prime contractor or prime provider",
        "form_definition": (
            "The commissioner contracts with one body, which holds the pathway budget, may"
            " deliver care itself and subcontracts the rest."
        ),
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
        "reading": "Who entered it is not recorded",
        "is_second_read": False,
    }


def test_the_other_contracts_of_the_site_follow_it(tiny_model: ReadModel) -> None:
    rows = tiny_model.rows("contract_record", contract_id="alpha-integrated")
    assert [(row["contract_id"], row["is_asked"]) for row in rows] == [
        ("alpha-integrated", True),
        ("alpha-alliance", False),
    ]
    # Stated for one year, and without a basis: neither is divided.
    assert [row["value_a_year_gbp"] for row in rows] == [None, None]


def test_what_is_not_there_has_no_row(tiny_model: ReadModel) -> None:
    for name in ("contract_record", "contract_record_dates", "contract_record_references"):
        assert tiny_model.rows(name, contract_id="no-such-contract") == []


def test_the_stages_come_before_the_milestones_of_the_site(tiny_model: ReadModel) -> None:
    assert dates(tiny_model, "alpha-integrated") == [
        ("stage", "2019-04", "month", "planned", "Planned start", None),
        ("milestone", "2015-03-10", "day", "happened", None, "Named a vanguard"),
        ("milestone", "2016-04", "month", "happened", None, "Alliance began"),
        ("milestone", "2019-04", "month", "planned", None, "Integrated contract to begin"),
    ]


def test_neighbours_go_from_the_looser_form_to_the_tighter(tiny_model: ReadModel) -> None:
    # Alliance 2, prime contractor 3, partially integrated 4, fully integrated 5, the rest last.
    order = []
    following = "alpha-alliance"
    while following:
        order.append(following)
        following = place(tiny_model, following)["next_id"]
    assert order == [
        "alpha-alliance",
        "gamma-prime",
        "alpha-integrated",
        "beta-integrated",
        "delta-savings",
    ]
    assert place(tiny_model, "gamma-prime") == {
        "n_selected": 5,
        "position": 2,
        "previous_id": "alpha-alliance",
        "previous_name": "Alpha, 2016",
        "next_id": "alpha-integrated",
        "next_name": "Alpha, 2019",
    }


def test_a_contract_that_is_not_selected_has_no_place(tiny_model: ReadModel) -> None:
    only_alliances = Filters(contract_form=("alliance",))
    assert place(tiny_model, "alpha-alliance", only_alliances)["position"] == 1
    assert place(tiny_model, "gamma-prime", only_alliances) == {
        "n_selected": 1,
        "position": None,
        "previous_id": None,
        "previous_name": None,
        "next_id": None,
        "next_name": None,
    }
    assert place(tiny_model, "gamma-prime", NOBODY)["n_selected"] == 0


def test_a_source_says_what_rests_on_it_and_where(tiny_model: ReadModel) -> None:
    rows = tiny_model.rows("contract_record_references", contract_id="gamma-prime")
    assert [(row["number"], row["source_id"], row["rests"], row["locators"]) for row in rows] == [
        (
            1,
            "audit-2019",
            [
                {"kind": "contract", "n": 1},
                {"kind": "contract figure", "n": 2},
                {"kind": "contract stage", "n": 2},
                {"kind": "milestone", "n": 1},
                {"kind": "lesson", "n": 1},
                {"kind": "conflict", "n": 1},
            ],
            ["page 10", "page 11", "page 13"],
        ),
        (2, "news-undated", [{"kind": "conflict", "n": 1}], []),
    ]


@pytest.mark.parametrize(
    ("contract_id", "form", "status", "value", "basis"),
    [
        ("unitingcare-2015", "prime_contractor", "terminated", 800_000_000, "total"),
        ("dudley-mcp-tender-2017", "partially_integrated", "abandoned", 5_400_000_000, "total"),
        ("bedfordshire-msk-2014", "prime_contractor", "live", 120_000_000, "total"),
        ("staffordshire-eol-2013", "prime_contractor", "abandoned", 535_000_000, "total"),
        ("milton-keynes-alliance", "alliance", "unknown", None, "not_stated"),
    ],
)
def test_real_contracts_have_their_form_status_value_and_basis(
    real_model: ReadModel,
    contract_id: str,
    form: str,
    status: str,
    value: int | None,
    basis: str,
) -> None:
    row = real_model.rows("contract_record", contract_id=contract_id)[0]
    assert (row["contract_form"], row["status"]) == (form, status)
    assert (row["value_gbp"], row["value_basis"]) == (value, basis)


def test_a_value_a_year_stands_only_on_a_stated_total_and_stated_years(
    real_model: ReadModel, real_tables: dict[str, list[dict[str, str]]]
) -> None:
    computed = 0
    for contract in real_tables["contracts"]:
        row = real_model.rows("contract_record", contract_id=contract["contract_id"])[0]
        if row["value_a_year_gbp"] is not None:
            computed += 1
            assert contract["value_basis"] == "total"
            assert row["value_a_year_gbp"] == float(contract["value_gbp"]) / float(
                contract["years"]
            )
    assert computed > 5


def test_every_real_contract_is_reached_from_the_first_by_next(
    real_model: ReadModel, real_tables: dict[str, list[dict[str, str]]]
) -> None:
    ids = {row["contract_id"] for row in real_tables["contracts"]}
    places = {each: place(real_model, each) for each in ids}
    [following] = [each for each, row in places.items() if row["position"] == 1]
    reached = []
    while following:
        reached.append(following)
        following = places[following]["next_id"]
    assert len(reached) == len(ids)
    assert set(reached) == ids


def test_milton_keynes_rests_on_a_title(real_model: ReadModel) -> None:
    [row] = real_model.rows("contract_record", contract_id="milton-keynes-alliance")
    for name in ("commissioner", "provider", "scope", "payment", "years", "start_date", "end_date"):
        assert row[name] is None
    assert row["reason"] == "known only from a title; no information online"
