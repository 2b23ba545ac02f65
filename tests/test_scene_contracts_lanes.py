"""What became of the contracts, on a wall."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import contracts_lanes, paging
from evidence.scenes import scene as scenes
from evidence.scenes.parts import Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Scene
from tests import room_fit


def whole(model: ReadModel, status: str = "all") -> Scene:
    panels = contracts_lanes.panels(Asked(model), status)
    return Scene("contracts", "Contracts", "58 of 58 contracts", "", tuple(panels))


def test_a_form_has_a_panel_and_a_contract_a_row(tiny_model: ReadModel) -> None:
    panels = contracts_lanes.panels(Asked(tiny_model), "all")
    assert [(panel.title, panel.note) for panel in panels][:2] == [
        ("Alliance: what became of them", "1 contract: 1 live"),
        ("Prime contractor: what became of them", "1 contract: 1 terminated"),
    ]
    assert panels[0].lines == (
        Line(
            "Alpha, 2016",
            (
                (Contract("live", "live, seen 15 Jun 2018"),),
                (Words("from Apr 2016"),),
                (Words("signed and running"),),
            ),
        ),
    )


def test_an_agreed_end_and_a_missing_date_are_said(real_model: ReadModel) -> None:
    terms = {
        line.label: line.cells[1]
        for panel in contracts_lanes.panels(Asked(real_model), "all")
        for line in panel.lines
    }
    assert terms["Bedfordshire"] == (
        Words("from Apr 2014"),
        Words("to end Mar 2019", "quiet"),
    )
    assert terms["Morecambe Bay"] == (Nothing("no date stated"),)


def test_every_contract_has_one_mark(real_model: ReadModel) -> None:
    for status in ("all", "abandoned"):
        drawn = [
            part.status
            for panel in contracts_lanes.panels(Asked(real_model), status)
            for part in scenes.contracts(panel)
        ]
        rows = real_model.rows("contract_lanes", status=status)
        assert drawn == [row["status"] for row in rows]


def test_the_picture_has_all_forms_under_their_names(tiny_model: ReadModel) -> None:
    panel = contracts_lanes.whole(Asked(tiny_model), "all")
    assert panel
    assert [line.label for line in panel.lines if line.heading] == [
        "Alliance",
        "Prime contractor",
        "Partially integrated",
        "Fully integrated",
        "Shared savings",
    ]
    assert len(scenes.contracts(panel)) == 5
    assert panel.note == "2 live, 1 planned, 1 abandoned, 1 terminated"


def test_nothing_selected_gives_no_panel(tiny_model: ReadModel) -> None:
    nothing = Asked(tiny_model, Filters(text="zzzz"))
    assert contracts_lanes.panels(nothing, "all") == []
    assert contracts_lanes.whole(nothing, "all") is None


def test_words_fit_a_room(real_model: ReadModel) -> None:
    assert room_fit.misfits(whole(real_model)) == set()


@pytest.mark.parametrize("size", paging.SIZES)
def test_every_sheet_fits_its_screen(real_model: ReadModel, size: str) -> None:
    on = paging.SIZES[size]
    sheets = paging.sheets(whole(real_model), on)
    assert min(paging.spare(sheet.scene, sheet.panel, on) for sheet in sheets) >= 0
    assert max(len(sheet.panel.lines) for sheet in sheets) <= on.most_rows
