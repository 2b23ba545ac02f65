"""Values of contracts as marks: a log axis for each basis, and never two bases on one."""

import pytest
from plotly import graph_objects

from evidence.charts import contract_values
from evidence.charts.contract_values import Contract
from evidence.read_model import ReadModel


def contract(name: str, value: float, status: str = "live", **changed: object) -> Contract:
    return {
        "contract_id": name.lower(),
        "contract_label": name,
        "status": status,
        "status_name": status.capitalize(),
        "value_basis": "total",
        "value_gbp": value,
        "value_a_year_gbp": None,
        "from_gbp": None,
    } | changed


def drawn(figure: dict[str, object]) -> dict[str, tuple[float, float]]:
    """The marks by contract id: value and distance from the top."""
    traces = figure["data"]
    assert isinstance(traces, list)
    return {
        key: (x, y)
        for trace in traces
        if "customdata" in trace
        for key, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }


def test_a_mark_stands_at_each_value_on_a_log_axis_in_the_order_of_the_rows() -> None:
    rows = [contract("A", 2e6), contract("B", 3e9, "abandoned"), contract("C", 4e7)]
    figure = contract_values.figure(rows)
    marks = drawn(figure)
    assert {key: x for key, (x, _) in marks.items()} == {"a": 2e6, "b": 3e9, "c": 4e7}
    assert [key for key, _ in sorted(marks.items(), key=lambda each: each[1][1])] == ["a", "b", "c"]
    assert figure["layout"]["xaxis"]["type"] == "log"
    assert figure["layout"]["xaxis"]["range"] == [6, 10]


def test_a_mark_says_the_state_by_its_shape() -> None:
    rows = [contract("A", 2e6, "live"), contract("B", 3e6, "abandoned")]
    symbols = {
        trace["customdata"][0]: trace["marker"]["symbol"]
        for trace in contract_values.figure(rows)["data"]
        if "customdata" in trace
    }
    assert symbols == {"a": "square", "b": "x-thin"}


def test_the_guide_is_dotted_and_runs_along_the_whole_row() -> None:
    figure = contract_values.figure([contract("A", 2e6)])
    [guide] = [trace for trace in figure["data"] if trace.get("meta") == "guide"]
    assert guide["x"] == [1e6, 1e7, None]
    assert guide["line"]["dash"] != "solid"


def test_every_row_has_its_name_and_its_amount_in_words() -> None:
    figure = contract_values.figure([contract("A <b>", 1_630_217), contract("B", 8e8)])
    assert [each["text"] for each in figure["layout"]["annotations"]] == [
        "A &lt;b&gt;",
        "<b>£1,630,217</b>",
        "B",
        "<b>£800 million</b>",
    ]


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([], (1, 10)),
        ([1e7], (1e7, 1e8)),
        ([2e6, 9e6], (1e6, 1e7)),
        ([1_630_217, 5.9e9], (1e6, 1e10)),
        ([1e6, 1e9], (1e6, 1e9)),
    ],
)
def test_an_axis_runs_between_powers_of_ten(values: list[float], ends: tuple[float, float]) -> None:
    assert contract_values.ends(values) == ends


@pytest.mark.parametrize(
    ("value", "words"), [(1e5, "£100,000"), (1e6, "£1m"), (1e8, "£100m"), (1e10, "£10bn")]
)
def test_a_tick_is_short(value: float, words: str) -> None:
    assert contract_values.tick_words(value) == words


def test_two_bases_on_one_scale_are_refused() -> None:
    rows = [contract("A", 2e6), contract("B", 2e6, value_basis="annual")]
    with pytest.raises(ValueError, match="never stand on one scale"):
        contract_values.figure(rows)


def test_a_value_of_nothing_has_no_place_on_a_log_axis() -> None:
    with pytest.raises(ValueError, match="above 0"):
        contract_values.figure([contract("A", 0)])


def test_a_year_is_in_words_only_where_it_was_computed() -> None:
    assert contract_values.a_year_words(contract("A", 1e7)) == ""
    computed = contract("A", 1e7, value_a_year_gbp=10 / 3 * 1e6)
    assert contract_values.a_year_words(computed) == "£3,333,333"


def test_a_range_says_that_its_upper_end_is_shown() -> None:
    assert contract_values.range_words(contract("A", 5.4e9)) == ""
    assert contract_values.range_words(contract("A", 5.4e9, from_gbp=3.4e9)) == (
        "A was advertised at £3,400 million to £5,400 million; the upper end is shown."
    )


@pytest.mark.parametrize("basis", contract_values.BASES)
def test_real_values_make_a_valid_figure_of_one_basis(real_model: ReadModel, basis: str) -> None:
    rows = contract_values.of_basis(real_model.rows("contract_values", status="all"), basis)
    figure = contract_values.figure(rows)
    assert rows
    assert set(drawn(figure)) == {row["contract_id"] for row in rows}
    assert graph_objects.Figure(figure).layout.height > 0
    for row in rows:
        assert row["contract_label"] in contract_values.described(rows)


def test_no_value_gives_a_figure_without_marks() -> None:
    figure = contract_values.figure([])
    assert figure["data"] == []
    assert graph_objects.Figure(figure).layout.height > 0
