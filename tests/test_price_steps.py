"""The price of a contract in steps: bars from zero, and what is computed is dashed and said."""

import pytest
from plotly import graph_objects

from evidence.charts import price_steps
from evidence.charts.price_steps import Amount
from evidence.read_model import ReadModel, Row


def price(name: str, value: float, step: float | None = None, **changed: object) -> Amount:
    return {
        "contract_id": "c",
        "figure_id": name.lower(),
        "figure_name": name,
        "scale": "price",
        "value": value,
        "step_gbp": step,
    } | changed


@pytest.fixture
def unitingcare(real_model: ReadModel) -> list[Row]:
    return [
        row
        for row in real_model.rows("contract_price_steps")
        if row["has_every_step"] and row["scale"] == "price"
    ]


def test_every_price_is_a_bar_from_zero(unitingcare: list[Row]) -> None:
    figure = price_steps.figure(unitingcare)
    [bars] = figure["data"]
    assert bars["x"] == [8e8, 7.52e8, 7.26e8]
    assert bars["customdata"] == [row["figure_id"] for row in unitingcare]
    assert "base" not in bars
    assert figure["layout"]["xaxis"]["range"] == [0, 8e8]
    assert graph_objects.Figure(figure).layout.height > 0


def test_a_step_is_dashed_from_a_price_to_the_one_above_it(unitingcare: list[Row]) -> None:
    steps = price_steps.figure(unitingcare)["layout"]["shapes"]
    assert [(step["x0"], step["x1"]) for step in steps] == [(7.52e8, 8e8), (7.26e8, 7.52e8)]
    assert {step["line"]["dash"] for step in steps} == {price_steps.DASH}


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (None, ""),
        (0, "the same as the row above"),
        (4.8e7, "£48 million less than the row above, computed here"),
        (-5e5, "£500,000 more than the row above, computed here"),
    ],
)
def test_a_step_says_that_it_is_computed(step: float | None, words: str) -> None:
    assert price_steps.step_words(price("Bid", 1e6, step)) == words


def test_the_figure_says_every_price_and_step(unitingcare: list[Row]) -> None:
    assert price_steps.described(unitingcare) == (
        "Advertised value £800 million; Highest bid allowed £752 million, £48 million less than the"
        " row above, computed here; Winning bid £726 million, £26 million less than the row above,"
        " computed here"
    )


def test_an_equal_price_has_no_step_to_draw() -> None:
    figure = price_steps.figure([price("A", 2e6), price("B", 2e6, 0)])
    assert figure["layout"]["shapes"] == []


def test_prices_of_two_contracts_are_refused() -> None:
    with pytest.raises(ValueError, match="never stand on one axis"):
        price_steps.figure([price("A", 2e6), price("B", 1e6, contract_id="d")])


def test_an_amount_that_is_no_price_is_refused() -> None:
    with pytest.raises(ValueError, match="no price"):
        price_steps.figure([price("A", 2e6, scale="apart")])


def test_words_of_the_data_are_no_markup() -> None:
    figure = price_steps.figure([price("<i>A", 2e6)])
    assert "&lt;i&gt;A" in figure["layout"]["annotations"][0]["text"]


def test_no_price_gives_a_figure_without_bars() -> None:
    figure = price_steps.figure([])
    assert figure["data"] == []
    assert graph_objects.Figure(figure).layout.height > 0
