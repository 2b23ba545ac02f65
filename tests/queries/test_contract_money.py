"""What contracts were worth, national money, and prices in steps, on rows countable by hand."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.schema import Package

Tables = dict[str, list[dict[str, str]]]

ALL = Filters()
PRICES = {"advertised_value": "9000000", "maximum_bid": "8000000", "winning_bid": "8500000"}


def values(model: ReadModel, status: str = "all", filters: Filters = ALL) -> list[Row]:
    return model.rows("contract_values", filters, status=status)


def briefly(rows: list[Row]) -> list[tuple[object, ...]]:
    names = ("contract_id", "value_gbp", "value_basis", "years", "value_a_year_gbp")
    return [tuple(row[name] for name in names) for row in rows]


def funding(model: ReadModel, filters: Filters = ALL) -> list[tuple[object, ...]]:
    names = ("site_id", "financial_year", "amount_gbp", "has_any", "n_with_amount", "number")
    return [tuple(row[name] for name in names) for row in model.rows("contract_funding", filters)]


def figure(figure: str, value: str, note: str = "", n: int = 1) -> dict[str, str]:
    return {
        "figure_id": f"gamma-prime-{figure}-{n}",
        "contract_id": "gamma-prime",
        "figure": figure,
        "value": value,
        "unit": "gbp",
        "note": note,
        "source_id": "audit-2019",
        "locator": f"page {n}",
    }


def model_with(package: Package, tables: Tables, **more: list[dict[str, str]]) -> ReadModel:
    """The tiny set with more rows."""
    return ReadModel(package, tables | {name: tables[name] + rows for name, rows in more.items()})


@pytest.fixture(scope="module")
def priced(package: Package, tiny_tables: Tables) -> ReadModel:
    """The tiny set, its terminated contract with every price, and a disagreement about pounds."""
    conflict = {
        "conflict_id": "gamma-cost",
        "site_id": "gamma",
        "topic": "Cost of the end",
        "statement_a": "About 2 million pounds",
        "source_a": "audit-2019",
        "statement_b": "Nobody knows",
        "source_b": "news-undated",
        "resolution": "Both kept.",
    }
    figures = [figure(name, value) for name, value in PRICES.items()]
    return model_with(package, tiny_tables, contract_figures=figures, conflicts=[conflict])


def test_a_year_is_computed_from_a_stated_total_and_stated_years_alone(
    tiny_model: ReadModel,
) -> None:
    # 60 million over 10 years, 20 million over 5; alpha's years do not multiply its annual value.
    assert briefly(values(tiny_model)) == [
        ("beta-integrated", 60_000_000, "total", 10.0, 6_000_000.0),
        ("gamma-prime", 20_000_000, "total", 5.0, 4_000_000.0),
        ("alpha-alliance", 10_000_000, "annual", 5.0, None),
        ("delta-savings", 5_000_000, "not_stated", None, None),
    ]


def test_sources_of_values_are_numbered_by_date(tiny_model: ReadModel) -> None:
    assert [(row["source_id"], row["number"]) for row in values(tiny_model)] == [
        ("evaluation-2018", 1),
        ("audit-2019", 2),
        ("evaluation-2018", 1),
        ("journal-2020", 3),
    ]


def test_a_contract_without_a_value_has_no_row(tiny_model: ReadModel) -> None:
    assert "alpha-integrated" not in {row["contract_id"] for row in values(tiny_model)}
    assert values(tiny_model, "planned") == []


@pytest.mark.parametrize(
    ("status", "filters", "found"),
    [
        ("live", ALL, ["alpha-alliance", "delta-savings"]),
        ("all", Filters(model_type=("pacs",)), ["gamma-prime"]),
        ("live", Filters(model_type=("pacs",)), []),
        ("all", Filters(contract_form=("alliance",)), ["alpha-alliance"]),
    ],
)
def test_values_obey_the_filters_and_the_state(
    tiny_model: ReadModel, status: str, filters: Filters, found: list[str]
) -> None:
    assert [row["contract_id"] for row in values(tiny_model, status, filters)] == found


def test_no_value_a_year_without_both_numbers(real_model: ReadModel, real_tables: Tables) -> None:
    stated = {row["contract_id"]: row for row in real_tables["contracts"]}
    rows = values(real_model)
    assert any(row["value_a_year_gbp"] for row in rows)
    for row in rows:
        own = stated[row["contract_id"]]
        if row["value_a_year_gbp"] is not None:
            assert own["value_basis"] == "total"
            assert own["value_gbp"]
            assert own["years"]
            assert row["value_a_year_gbp"] == int(own["value_gbp"]) / float(own["years"])
        else:
            assert own["value_basis"] != "total" or not own["years"]


@pytest.mark.parametrize(
    ("contract_id", "expected"),
    [
        ("dudley-mcp-tender-2017", (5_400_000_000, "total", 15.0, 360_000_000.0)),
        ("sunderland-single-2017", (340_000_000, "not_stated", None, None)),
        ("staffordshire-cancer-2013", (687_000_000, "total", 10.0, 68_700_000.0)),
        ("staffordshire-eol-2013", (535_000_000, "total", 10.0, 53_500_000.0)),
        ("west-sussex-msk-2014", (235_000_000, "total", 5.0, 47_000_000.0)),
        ("unitingcare-2015", (800_000_000, "total", 5.0, 160_000_000.0)),
        ("bedfordshire-msk-2014", (120_000_000, "total", 5.0, 24_000_000.0)),
        ("oxfordshire-mh-2015", (175_000_000, "total", 5.0, 35_000_000.0)),
        ("wirral-s75-wchc-2017", (10_000_000, "annual", None, None)),
        ("wirral-s75-cwp-2024", (32_172_645, "total", 5.0, 6_434_529.0)),
        ("torbay-ico-2015", (400_000_000, "not_stated", None, None)),
        ("manchester-lco-tender-2017", (5_900_000_000, "total", 10.0, 590_000_000.0)),
        # Ten years are stated, but not what the 360 million are for.
        ("dudley-icp-dihc", (360_000_000, "not_stated", 10.0, None)),
    ],
)
def test_a_known_contract_has_its_value_and_basis(
    real_model: ReadModel, contract_id: str, expected: tuple[object, ...]
) -> None:
    [found] = [row for row in briefly(values(real_model)) if row[0] == contract_id]
    assert found[1:] == expected


def test_every_stated_value_is_shown_as_the_file_has_it(
    real_model: ReadModel, real_tables: Tables
) -> None:
    stated = {
        (row["contract_id"], int(row["value_gbp"]), row["value_basis"])
        for row in real_tables["contracts"]
        if row["value_gbp"]
    }
    shown = [
        (row["contract_id"], row["value_gbp"], row["value_basis"]) for row in values(real_model)
    ]
    assert set(shown) == stated
    assert len(shown) == len(stated)


def test_the_lower_end_of_an_advertised_range_is_kept(
    real_model: ReadModel, package: Package, tiny_tables: Tables
) -> None:
    ranges = {row["contract_id"]: row["from_gbp"] for row in values(real_model) if row["from_gbp"]}
    assert ranges == {"dudley-mcp-tender-2017": 3_400_000_000}
    # Another amount is no end of a range, nor is one above the value.
    figures = [
        figure("other", "1000000", "Something else"),
        figure("other", "30000000", "Bottom of the advertised range", 2),
    ]
    rows = values(model_with(package, tiny_tables, contract_figures=figures))
    assert {row["from_gbp"] for row in rows} == {None}


def test_every_vanguard_has_a_row_for_every_year(tiny_model: ReadModel) -> None:
    assert funding(tiny_model) == [
        ("alpha", "2015/16", 1_000_000, True, 1, 1),
        ("alpha", "2016/17", 2_000_000, True, 2, 2),
        ("beta", "2015/16", None, False, 1, None),
        ("beta", "2016/17", None, False, 2, None),
        ("gamma", "2015/16", None, True, 1, None),
        ("gamma", "2016/17", 3_000_000, True, 2, 3),
    ]


def test_funding_obeys_the_filters_and_leaves_out_national_groups(tiny_model: ReadModel) -> None:
    assert funding(tiny_model, Filters(model_type=("pacs",))) == [
        ("gamma", "2015/16", None, True, 0, None),
        ("gamma", "2016/17", 3_000_000, True, 1, 1),
    ]
    assert funding(tiny_model, Filters(kind=("national_group",))) == []


def test_every_amount_of_the_file_is_shown(real_model: ReadModel, real_tables: Tables) -> None:
    rows = real_model.rows("contract_funding")
    assert {row["funding_id"] for row in rows if row["funding_id"]} == {
        row["funding_id"] for row in real_tables["funding"]
    }
    assert len({row["site_id"] for row in rows}) == rows[0]["n_vanguards"] == 50
    assert {row["financial_year"]: row["n_with_amount"] for row in rows} == {
        "2015/16": 12,
        "2016/17": 19,
        "2017/18": 11,
    }


def test_a_contract_without_every_price_has_no_steps(tiny_model: ReadModel) -> None:
    rows = tiny_model.rows("contract_price_steps")
    assert [(row["row_id"], row["scale"], row["has_every_step"]) for row in rows] == [
        ("gamma-prime-extra", "apart", False)
    ]


def test_prices_stand_in_their_order_with_the_step_from_the_one_before(priced: ReadModel) -> None:
    # Nine, eight, eight and a half million: the bid lies above the ceiling, so its step is below 0.
    names = ("row_id", "scale", "value", "step_gbp", "words")
    rows = priced.rows("contract_price_steps")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("gamma-prime-advertised_value-1", "price", 9_000_000, None, None),
        ("gamma-prime-maximum_bid-1", "price", 8_000_000, 1_000_000, None),
        ("gamma-prime-winning_bid-1", "price", 8_500_000, -500_000, None),
        ("gamma-prime-extra", "apart", 3_000_000, None, None),
        ("gamma-cost-a", "words", None, None, "About 2 million pounds"),
        ("gamma-cost-b", "words", None, None, "Nobody knows"),
    ]
    assert {row["has_every_step"] for row in rows} == {True}


def test_the_steps_stand_whatever_is_selected(priced: ReadModel) -> None:
    nothing = Filters(text="zzzz")
    assert priced.rows("contract_price_steps", nothing) == priced.rows("contract_price_steps")


def test_unitingcare_alone_has_every_price(real_model: ReadModel) -> None:
    rows = [row for row in real_model.rows("contract_price_steps") if row["has_every_step"]]
    assert {row["contract_id"] for row in rows} == {"unitingcare-2015"}
    amounts = {
        scale: [row["value"] for row in rows if row["scale"] == scale]
        for scale in ("price", "first_year", "apart")
    }
    assert amounts == {
        "price": [800_000_000, 752_000_000, 726_000_000],
        "first_year": [152_000_000, 160_000_000],
        "apart": [34_000_000, 1_000_000, 8_900_000, 9_000_000, 10_000_000, 30_000_000],
    }
    assert [row["step_gbp"] for row in rows if row["scale"] == "price"] == [
        None,
        48_000_000,
        26_000_000,
    ]


def test_the_unfunded_cost_stands_in_the_words_of_its_source(real_model: ReadModel) -> None:
    said = {
        row["words"]: row["source_id"]
        for row in real_model.rows("contract_price_steps")
        if row["scale"] == "words"
    }
    words = "At least 16 million pounds of unfunded cost"
    assert said[words] == "pac-unitingcare-intro-2016"
