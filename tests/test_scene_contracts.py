"""The line of contract forms in words and on a wall."""

from collections.abc import Mapping

import pytest

from evidence import contract_lines
from evidence.filters import Filters
from evidence.read_model import ReadModel, Row
from evidence.scenes import contracts, contracts_forms, paging, parts
from evidence.scenes import scene as scenes
from evidence.scenes.parts import Contract, Nothing, Words
from evidence.scenes.scene import Asked, Line, Scene
from tests import room_fit

ALL = Filters()
ASKED: dict[str, tuple[str, ...]] = {}


def forms(model: ReadModel, filters: Filters = ALL, status: str = "all") -> list[Row]:
    return model.rows("contract_forms_line", filters, status=status)


def states(model: ReadModel, filters: Filters = ALL) -> list[Row]:
    return model.rows("contract_fate_counts", filters)


def scene(
    model: ReadModel, filters: Filters = ALL, asked: Mapping[str, tuple[str, ...]] = ASKED
) -> Scene:
    return contracts.scene(Asked(model, filters, asked))


def test_the_sentence_names_what_lives_and_what_was_lost(tiny_model: ReadModel) -> None:
    found = states(tiny_model)
    assert contract_lines.sentence(found) == (
        "2 of 5 contracts were live when last seen; 2 were abandoned or terminated"
    )
    assert contract_lines.sentence(found, "planned") == "1 of 5 contracts was last seen as planned"
    only = states(tiny_model, Filters(contract_form=("alliance",)))
    assert contract_lines.sentence(only) == (
        "1 of 1 contract was live when last seen; 0 were abandoned or terminated"
    )


def test_a_state_is_chosen_from_the_vocabulary(tiny_model: ReadModel) -> None:
    assert list(contract_lines.options(states(tiny_model)).items())[:2] == [
        ("all", "Any"),
        ("live", "Live"),
    ]


def test_a_mark_says_its_contract_its_state_and_when(tiny_model: ReadModel) -> None:
    said = [contract_lines.spoken(mark) for form in forms(tiny_model) for mark in form["contracts"]]
    assert said == [
        "Alpha, 2016: live, as last seen 15 June 2018",
        "Gamma: terminated, March 2017",
        "Alpha, 2019: planned; no date of it found",
        "Beta: abandoned, 2017",
        "Delta: live, as last seen 2010",
    ]


def test_a_total_says_of_how_many_where_a_state_is_chosen(tiny_model: ReadModel) -> None:
    [alliance, *_] = forms(tiny_model, status="ended")
    assert contract_lines.total(alliance) == "1 contract"
    assert contract_lines.total(alliance, "ended") == "0 of 1 contract"


def test_nothing_chosen_narrows_nothing(tiny_model: ReadModel) -> None:
    assert not contract_lines.is_narrowed(forms(tiny_model))
    assert contract_lines.chosen(forms(tiny_model)) == []
    narrowed = forms(tiny_model, Filters(contract_form=("alliance",)))
    assert [form["contract_form"] for form in contract_lines.chosen(narrowed)] == ["alliance"]


def test_the_filters_name_the_chosen_state(tiny_model: ReadModel) -> None:
    found = states(tiny_model)
    none = "no filter is active"
    assert contract_lines.filters(none, found) == none
    assert contract_lines.filters(none, found, "live") == "State when last seen: Live"
    assert contract_lines.filters("Country: Wales", found, "live") == (
        "Country: Wales; State when last seen: Live"
    )


def test_the_file_has_a_row_a_contract_and_one_a_form_without(tiny_model: ReadModel) -> None:
    rows = contract_lines.data(forms(tiny_model, status="live"))
    assert [(row["contract_form"], row["contract_id"]) for row in rows] == [
        ("alliance", "alpha-alliance"),
        ("prime_contractor", None),
        ("partially_integrated", None),
        ("fully_integrated", None),
        ("shared_savings", "delta-savings"),
    ]
    assert len({tuple(row) for row in rows}) == 1


def test_the_first_panel_is_the_line_and_says_what_is_not_there(tiny_model: ReadModel) -> None:
    shown = scene(tiny_model)
    panel = shown.panels[0]
    assert panel.lines == (
        Line("Alliance", ((Contract("live", ""),), (Words("1", "bold"),))),
        Line("Prime contractor", ((Contract("terminated", ""),), (Words("1", "bold"),))),
        Line("Partially integrated", ((Contract("planned", ""),), (Words("1", "bold"),))),
        Line("Fully integrated", ((Contract("abandoned", ""),), (Words("1", "bold"),))),
        Line("Beside the line", heading=True),
        Line("Shared savings", ((Contract("live", ""),), (Words("1", "bold"),))),
    )
    live = contracts_forms.line(forms(tiny_model, status="live"), "live")
    assert live.lines[1].cells == ((Nothing(),), (Words("0 of 1", "bold"),))
    assert live.note == "solid live"


def test_the_counts_have_every_state_with_a_written_nought(tiny_model: ReadModel) -> None:
    panel = contracts_forms.counts(states(tiny_model))
    assert panel.title == "What became of 5 contracts"
    assert [
        (
            line.label,
            *(
                str(getattr(part, "words", "") or getattr(part, "text", ""))
                for [part] in line.cells
            ),
        )
        for line in panel.lines
    ] == [
        ("Live", "2", "0"),
        ("Ended", "0", "0"),
        ("Procuring", "0", "0"),
        ("Planned", "1", "1"),
        ("Abandoned", "1", "1"),
        ("Terminated", "1", "0"),
        ("Unknown", "0", "0"),
    ]
    assert panel.note.startswith("2 never signed, as far as the sources say")


def test_a_chosen_form_is_alone_in_the_scene(tiny_model: ReadModel) -> None:
    shown = scene(tiny_model, Filters(contract_form=("shared_savings",)))
    assert shown.counted == "1 of 5 contracts"
    assert [line.label for line in shown.panels[0].lines] == ["Beside the line", "Shared savings"]


def test_a_chosen_state_is_in_the_words_and_alone_in_the_scene(tiny_model: ReadModel) -> None:
    shown = scene(tiny_model, asked={"status": ("terminated",)})
    assert (shown.counted, shown.filters) == (
        "1 of 5 contracts",
        "State when last seen: Terminated",
    )
    assert scenes.contracts(shown.panels[0]) == [Contract("terminated", "")]
    assert "What became of" not in shown.panels[1].title
    assert scene(tiny_model, asked={"status": ("zzzz",)}).counted == "5 of 5 contracts"


def test_nothing_selected_gives_no_panel(tiny_model: ReadModel) -> None:
    for filters, asked in (
        (Filters(text="zzzz"), ASKED),
        (Filters(contract_form=("none",)), ASKED),
        (ALL, {"status": ("ended",)}),
    ):
        shown = scene(tiny_model, filters, asked)
        assert (shown.panels, shown.notes, shown.sources) == ((), (), ())


@pytest.mark.parametrize(
    ("filters", "status"),
    [(ALL, "all"), (Filters(contract_form=("alliance",)), "all"), (ALL, "planned")],
)
def test_the_sources_name_all_that_the_panels_rest_on(
    real_model: ReadModel, filters: Filters, status: str
) -> None:
    named = {source.url for source in scene(real_model, filters, {"status": (status,)}).sources}
    money = real_model.rows("contract_funding", filters)
    steps = [row for row in real_model.rows("contract_price_steps") if row["has_every_step"]]
    assert {row["scale"] for row in steps} == {"price", "first_year", "apart", "words"}
    rows = [
        *(row for row in money if row["source_id"]),
        *steps,
        *real_model.rows("contract_values", filters, status=status),
        *real_model.rows("contract_lane_stages", filters, status=status),
    ]
    assert {row["url"] for row in rows} <= named


def test_every_contract_has_a_mark_on_the_line(real_model: ReadModel) -> None:
    panel = scene(real_model).panels[0]
    n = real_model.rows("contracts_size", status="all")[0]["n_all_contracts"]
    assert len(scenes.contracts(panel)) == n
    totals = [parts.in_text(line.cells[1]) for line in panel.lines if line.cells]
    assert sum(map(int, totals)) == n


@pytest.mark.parametrize("size", paging.SIZES)
def test_every_sheet_fits_its_screen(real_model: ReadModel, size: str) -> None:
    on = paging.SIZES[size]
    for asked in (ASKED, {"status": ("abandoned",)}):
        sheets = paging.sheets(scene(real_model, asked=asked), on)
        assert sheets
        assert min(paging.spare(sheet.scene, sheet.panel, on) for sheet in sheets) >= 0


def test_the_line_and_the_counts_fit_a_room(real_model: ReadModel) -> None:
    shown = scene(real_model)
    own = Scene(shown.page, shown.title, shown.counted, shown.filters, shown.panels[:2])
    assert room_fit.misfits(own) == set()
