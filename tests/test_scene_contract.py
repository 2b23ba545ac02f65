"""The scene of one contract: its terms, dates and figures in few words."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import contract
from evidence.scenes import scene as scenes
from evidence.scenes.parts import Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene
from tests import room_fit


def made(model: ReadModel, contract_id: str, filters: Filters | None = None) -> Scene:
    given = {"contract": (contract_id,)}
    return contract.scene(Asked(model, filters or Filters(), given))


def panel(shown: Scene, title: str) -> Panel:
    [found] = [each for each in shown.panels if each.title == title]
    return found


def said(*pairs: tuple[str, str]) -> tuple[Line, ...]:
    return tuple(Line(label, ((Words(words),),)) for label, words in pairs)


def test_a_contract_has_a_panel_for_each_part_that_has_rows(tiny_model: ReadModel) -> None:
    shown = made(tiny_model, "gamma-prime")
    assert (shown.title, shown.counted, shown.filters, shown.newest) == (
        "Gamma",
        "1 of 5 contracts",
        "no filter is active",
        "2019",
    )
    assert [each.title for each in shown.panels] == [
        "Gamma: what it is",
        "Gamma: money",
        "Gamma: stages",
        "Gamma: figures",
        "Gamma: lessons of its site",
    ]
    assert len(shown.sources) == 2


def test_what_it_is_begins_with_what_became_of_it(tiny_model: ReadModel) -> None:
    assert panel(made(tiny_model, "gamma-prime"), "Gamma: what it is").lines == (
        Line("Status", ((Contract("terminated", "terminated, March 2017"),),)),
        *said(
            ("In a few words", "costs passed the price"),
            ("Contract form", "Prime contractor or prime provider"),
            ("Site", "Gamma Hospitals"),
            ("Model of care", "Primary and acute care system"),
            ("Commissioner", "Gamma Council"),
            ("Provider", "Gamma Trust"),
            ("Scope", "Older people"),
        ),
        Line("Other contracts", ((Nothing(),),)),
    )


def test_money_has_its_basis_and_a_computed_value_says_so(tiny_model: ReadModel) -> None:
    assert panel(made(tiny_model, "gamma-prime"), "Gamma: money").lines == (
        Line("Value", ((Words("£20 million", "bold"), Words("for the whole term")),)),
        Line("Value a year", ((Words("£4 million a year"), Words("computed here", "quiet")),)),
        *said(
            ("Years agreed", "5 years"),
            ("Term", "from 1 April 2016, to March 2017"),
            ("Payment", "Fixed sum"),
        ),
    )


def test_what_is_not_stated_says_so_and_a_plan_is_a_plan(tiny_model: ReadModel) -> None:
    shown = made(tiny_model, "alpha-integrated")
    money = {line.label: line.cells for line in panel(shown, "Alpha, 2019: money").lines}
    assert money == {
        "Value": ((Nothing("not stated"),),),
        "Years agreed": ((Nothing("not stated"),),),
        "Term": ((Words("planned from April 2019, end not stated"),),),
        "Payment": ((Nothing("not stated"),),),
    }
    stage = Line("Apr 2019", ((Words("planned:", "bold"), Words("Planned start")),))
    assert panel(shown, "Alpha, 2019: stages").lines == (stage,)
    about = panel(shown, "Alpha, 2019: what it is").lines
    assert about[-1] == Line("Other contracts", ((Words("1 of the same site"),),))


def test_a_computed_date_says_so(real_model: ReadModel) -> None:
    shown = made(real_model, "bedfordshire-msk-2014")
    assert panel(shown, "Bedfordshire: stages").lines[-1].cells == (
        (Words("planned:", "bold"), Words("Term ends"), Words("date computed", "quiet")),
    )


def test_figures_have_their_amount_and_note(tiny_model: ReadModel) -> None:
    assert panel(made(tiny_model, "gamma-prime"), "Gamma: figures").lines == (
        Line(
            "Extra money asked for",
            ((Words("£3 million", "bold"),), (Words("Asked for in the first year"),)),
        ),
        Line("Time until the exit", ((Words("12 months", "bold"),), (Nothing("not stated"),))),
    )


def test_lessons_are_counted_by_theme(tiny_model: ReadModel) -> None:
    lessons = panel(made(tiny_model, "gamma-prime"), "Gamma: lessons of its site")
    assert (lessons.note, lessons.lines) == (
        "1 lesson: see its page",
        said(("Finance", "1 lesson")),
    )


@pytest.mark.parametrize("contract_id", ["", "no-such-contract"])
def test_no_such_contract_gives_no_panel(tiny_model: ReadModel, contract_id: str) -> None:
    shown = made(tiny_model, contract_id)
    assert (shown.title, shown.counted, shown.panels) == (
        "No such contract",
        "0 of 5 contracts",
        (),
    )


def test_filters_change_nothing_in_a_contract(tiny_model: ReadModel) -> None:
    filtered = made(tiny_model, "gamma-prime", Filters(country=("Sweden",)))
    assert filtered.filters == "the whole record, whatever is filtered"
    assert filtered.panels == made(tiny_model, "gamma-prime").panels


def test_every_contract_has_its_mark_once_and_fits_a_room(
    real_model: ReadModel, real_tables: dict[str, list[dict[str, str]]]
) -> None:
    for row in real_tables["contracts"]:
        contract_id = row["contract_id"]
        shown = made(real_model, contract_id)
        drawn = [mark for each in shown.panels for mark in scenes.contracts(each)]
        assert [mark.status for mark in drawn] == [row["status"]]
        rows = [
            each for each in real_tables["contract_stages"] if each["contract_id"] == contract_id
        ]
        n_stages = sum(len(each.lines) for each in shown.panels if each.title.endswith(": stages"))
        assert n_stages == len(rows)
        assert shown.sources
        assert room_fit.misfits(shown) == set(), contract_id
