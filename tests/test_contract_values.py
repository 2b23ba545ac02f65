"""Values of contracts on a log axis: one for each basis, and never two bases on one."""

import pytest

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


def test_a_value_stands_on_a_log_axis_between_powers_of_ten() -> None:
    rows = [contract("A", 2e6), contract("B", 3e9, "abandoned"), contract("C", 1e8)]
    axis = contract_values.axis(rows)
    assert (axis.low, axis.high, axis.n_powers) == (1e6, 1e10, 4)
    assert [round(axis.share(row["value_gbp"]), 4) for row in rows] == [0.0753, 0.8693, 0.5]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([2e6], [(0, "£1m"), (1, "£10m")]),
        ([2e6, 9e8], [(0, "£1m"), (1 / 3, "£10m"), (2 / 3, "£100m"), (1, "£1bn")]),
        ([2e6, 9e9], [(0, "£1m"), (0.5, "£100m"), (1, "£10bn")]),
    ],
)
def test_a_long_axis_names_every_second_power(
    values: list[float], ticks: list[tuple[float, str]]
) -> None:
    assert contract_values.axis([contract("A", value) for value in values]).ticks == ticks


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
        contract_values.axis(rows)


def test_a_value_of_nothing_has_no_place_on_a_log_axis() -> None:
    with pytest.raises(ValueError, match="above 0"):
        contract_values.axis([contract("A", 0)])


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
def test_real_values_stand_on_an_axis_of_one_basis(real_model: ReadModel, basis: str) -> None:
    rows = contract_values.of_basis(real_model.rows("contract_values", status="all"), basis)
    axis = contract_values.axis(rows)
    assert rows
    assert all(0 <= axis.share(row["value_gbp"]) <= 1 for row in rows)


def test_no_value_gives_an_axis_all_the_same() -> None:
    assert contract_values.axis([]).n_powers == 1
