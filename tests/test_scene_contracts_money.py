"""The money of contracts on a wall: a panel a basis, counts of national money, a price in steps."""

import pytest

from evidence.charts import contract_values
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import contracts_money, paging, scene
from evidence.scenes.parts import Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene
from tests import room_fit

ALL = Filters()


def made(model: ReadModel, status: str = "all", filters: Filters = ALL) -> dict[str, Panel]:
    panels = contracts_money.panels(Asked(model, filters), status)
    return {panel.title: panel for panel in panels}


def test_each_basis_has_a_panel_of_its_own(tiny_model: ReadModel) -> None:
    panels = made(tiny_model)
    assert list(panels) == [
        *contracts_money.TITLES.values(),
        "National transformation money: amounts found",
    ]
    total, annual, not_stated = (panels[title] for title in contracts_money.TITLES.values())
    assert total.headings == ("Contract", "Amount", "Years", "A year*")
    assert total.lines == (
        Line(
            "Beta",
            (
                (Contract("abandoned", "£60 million"),),
                (Words("10 years"),),
                (Words("£6 million", "quiet"),),
            ),
        ),
        Line(
            "Gamma",
            (
                (Contract("terminated", "£20 million"),),
                (Words("5 years"),),
                (Words("£4 million", "quiet"),),
            ),
        ),
    )
    assert annual.lines == (
        Line("Alpha, 2016", ((Contract("live", "£10 million"),), (Words("5 years"),))),
    )
    assert not_stated.lines == (
        Line("Delta", ((Contract("live", "£5 million"),), (Nothing("not stated"),))),
    )
    assert total.note.startswith("2 of 5 contracts; * a year is computed here")


def test_national_money_is_counted_and_never_added_up(tiny_model: ReadModel) -> None:
    panel = made(tiny_model)["National transformation money: amounts found"]
    assert panel.lines == (
        Line("2015/16", ((Words("1 of 3"),), (Words("2"),))),
        Line("2016/17", ((Words("2 of 3"),), (Words("1"),))),
    )


def test_every_value_has_a_mark(real_model: ReadModel) -> None:
    rows = real_model.rows("contract_values", status="all")
    panels = made(real_model)
    for basis, title in contracts_money.TITLES.items():
        own = contract_values.of_basis(rows, basis)
        marks = [part.status for part in scene.contracts(panels[title])]
        assert marks == [row["status"] for row in own]


def test_the_price_stands_in_steps_and_the_rest_apart(real_model: ReadModel) -> None:
    panels = made(real_model)
    steps = panels["UnitingCare: the price in steps"]
    assert [line.cells[:2] for line in steps.lines] == [
        ((Words("£800 million", "bold"),), (Words("the first", "quiet"),)),
        ((Words("£752 million", "bold"),), (Words("£48 million less"),)),
        ((Words("£726 million", "bold"),), (Words("£26 million less"),)),
    ]
    apart = panels["UnitingCare: amounts that stand apart"]
    assert apart.lines[0] == Line(
        "Extra money asked for",
        ((Words("£34 million", "bold"),), (Words("Review, 2016", "quiet"),)),
    )
    said = panels["UnitingCare: where sources disagree"].lines
    unfunded = (Words("At least 16 million pounds of unfunded cost"),)
    assert any(line.cells[0] == unfunded for line in said)


def test_a_state_without_a_value_has_no_panel_of_values(tiny_model: ReadModel) -> None:
    assert not set(made(tiny_model, "planned")) & set(contracts_money.TITLES.values())


def test_no_vanguard_has_no_panel_of_national_money(tiny_model: ReadModel) -> None:
    panels = made(tiny_model, filters=Filters(kind=("case_study",)))
    assert list(panels) == [contracts_money.TITLES["not_stated"]]


@pytest.mark.parametrize("size", paging.SIZES)
def test_every_sheet_fits_its_screen(real_model: ReadModel, size: str) -> None:
    panels = tuple(contracts_money.panels(Asked(real_model), "all"))
    shown = Scene("contracts", "Contracts", "58 of 58 contracts", "no filter is active", panels)
    on = paging.SIZES[size]
    assert min(paging.spare(each.scene, each.panel, on) for each in paging.sheets(shown, on)) >= 0
    assert room_fit.misfits(shown) == set()
