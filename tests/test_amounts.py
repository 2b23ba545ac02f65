"""Amounts of a contract: bars from zero, and never two bases on one scale."""

import plotly.graph_objects as go
import pytest

from evidence.charts import amounts

UNITINGCARE = "cambridgeshire-unitingcare"


def amount(figure_id, value, figure="winning_bid", scale="price", **changed):
    return {
        "figure_id": figure_id,
        "contract_id": "c",
        "figure": figure,
        "figure_name": {"winning_bid": "Winning bid", "other": "Other"}.get(figure, "Value"),
        "value": value,
        "unit": "gbp",
        "note": None,
        "scale": scale,
    } | changed


@pytest.fixture
def price(real_model):
    rows = real_model.rows("site_contract_figures", site_id=UNITINGCARE)
    return [row for row in rows if row["scale"] == "price"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (348_000, "£348,000"),
        (8_900_000, "£8.9 million"),
        (6_770_000, "£6.77 million"),
        (1_630_217, "£1,630,217"),
        (800_000_000, "£800 million"),
        (5_400_000_000, "£5,400 million"),
    ],
)
def test_an_amount_keeps_all_its_digits(value, words):
    assert amounts.pounds(value) == words


def test_a_bar_is_drawn_for_each_amount_from_zero(price):
    figure = amounts.figure(price)
    [bars] = figure["data"]
    assert bars["customdata"] == [row["figure_id"] for row in price]
    assert bars["x"] == [row["value"] for row in price] == [8e8, 7.52e8, 7.26e8]
    assert "base" not in bars
    assert figure["layout"]["xaxis"]["range"][0] == 0
    assert figure["layout"]["xaxis"]["range"][1] > max(bars["x"])


def test_every_bar_says_its_value_and_lies_on_a_line_of_its_own(price):
    figure = amounts.figure(price)
    [bars] = figure["data"]
    assert bars["text"] == ["<b>£800 million</b>", "<b>£752 million</b>", "<b>£726 million</b>"]
    assert len(set(bars["y"])) == 3
    assert all(0 < y < figure["layout"]["yaxis"]["range"][0] for y in bars["y"])


def test_amounts_that_do_not_add_up_stand_on_scales_of_their_own(real_model):
    rows = real_model.rows("site_contract_figures", site_id=UNITINGCARE)
    assert [(row["scale"], row["value"]) for row in rows if row["unit"] == "gbp"] == [
        ("price", 8e8),
        ("price", 7.52e8),
        ("price", 7.26e8),
        ("first_year", 1.6e8),
        ("first_year", 1.52e8),
        ("apart", 3.4e7),
        ("apart", 3e7),
        ("apart", 1e7),
        ("apart", 9e6),
        ("apart", 8.9e6),
        ("apart", 1e6),
    ]
    assert {row["scale"] for row in rows if row["unit"] != "gbp"} == {None}


def test_amounts_of_two_scales_are_refused():
    with pytest.raises(ValueError, match="never stand on one axis"):
        amounts.figure([amount("a", 1e6), amount("b", 2e6, scale="apart")])


def test_amounts_of_two_contracts_are_refused():
    with pytest.raises(ValueError, match="never stand on one axis"):
        amounts.figure([amount("a", 1e6), amount("b", 2e6, contract_id="d")])


def test_what_is_not_money_is_refused():
    with pytest.raises(ValueError, match="only amounts in pounds"):
        amounts.figure([amount("a", 12, unit="months")])


def test_a_label_tells_amounts_of_one_kind_apart():
    rows = [
        amount("a", 3, note="first"),
        amount("b", 2, "other", note="second"),
        amount("c", 1, "process_cost", note="by one"),
        amount("d", 1, "process_cost", note="by another"),
        amount("e", 1, "other"),
    ]
    assert amounts.labels(rows) == [
        "Winning bid",
        "second",
        "Value: by one",
        "Value: by another",
        "Other",
    ]


def test_words_of_the_data_are_no_markup():
    figure = amounts.figure([amount("a", 1e6, "other", note="<a href='x'>")])
    assert figure["layout"]["annotations"][0]["text"].startswith("&lt;a")


@pytest.mark.parametrize("rows", [[], [amount("a", 840_000)]])
def test_the_figure_is_valid_with_one_amount_or_none(rows):
    figure = amounts.figure(rows)
    assert go.Figure(figure).layout.height > 0
    assert len(figure["data"]) == bool(rows)
