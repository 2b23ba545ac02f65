"""A checklist on a wall: where a place is, in cells that fit."""

from evidence.charts import layout
from evidence.checklists.checklist import Checklist
from evidence.checklists.entries import Entry
from evidence.checklists.items import Field
from evidence.scenes import checklist as scenes
from evidence.scenes import fitting, paging
from evidence.scenes.parts import Nothing, Words
from evidence.scenes.scene import Line
from tests import room_fit
from tests.checklist_items import ITEMS

MADE = "2026-11-22T09:30:00Z"


def filled(**typed: tuple[str, ...]) -> Checklist:
    """A checklist with these values in the fields of the first step."""
    entries: dict[Field, tuple[Entry, ...]] = {
        field: tuple(Entry(1, "step-1", field, value, MADE, ()) for value in typed[field])
        for field in ("state", "note", "role")
        if field in typed
    }
    return Checklist("Our place", MADE, False, None, "read", {"step-1": entries}, ())


def first(found: Checklist) -> Line:
    return scenes.of_checklist(found, ITEMS).panels[0].lines[0]


def test_every_item_has_a_line_in_the_panel_of_its_kind() -> None:
    shown = scenes.of_checklist(filled(state=("done",)), ITEMS)
    assert (shown.title, shown.counted) == ("Our place", "1 of 3 done")
    assert [panel.title for panel in shown.panels] == [
        "Commissioning steps: where we are",
        "Design principles: where we are",
    ]
    assert [line.label for panel in shown.panels for line in panel.lines] == [
        "1. Define the services.",
        "2. Choose the form.",
        "1. State whom it serves.",
    ]


def test_what_was_typed_stands_and_what_was_not_is_said() -> None:
    assert first(filled(state=("done",), role=("Director of finance",))).cells == (
        (Words("Done", "bold"),),
        (Words("Director of finance"),),
        (Nothing("none"),),
    )
    assert first(filled()).cells == (
        (Nothing("no answer"),),
        (Nothing("none"),),
        (Nothing("none"),),
    )


def test_two_answers_at_once_both_stand() -> None:
    assert first(filled(state=("done", "under_way"), role=("A", "B"))).cells[:2] == (
        (Words("Done", "bold"), Words("Under way", "bold")),
        (Words("A / B"),),
    )


def test_a_role_that_does_not_fit_leads_to_the_page() -> None:
    elsewhere = (Words("see the page", "quiet"),)
    assert first(filled(role=("x" * 15,))).cells[1] == elsewhere
    assert first(filled(role=("a role " * 6,))).cells[1] == elsewhere


def test_the_longest_role_fits_a_room_and_its_words_a_hall() -> None:
    word = "commissioningW"
    assert len(word) == scenes.WORD_LIMIT
    shown = scenes.of_checklist(filled(state=("not_relevant",), role=(f"Head of {word}",)), ITEMS)
    assert room_fit.misfits(shown) == set()
    hall = paging.SIZES["hall"]
    for sheet in paging.sheets(shown, hall):
        role = paging.column_widths(sheet.panel, hall)[2] - fitting.CELL_PADDING
        assert layout.text_width(word, size=1.0) <= role


def test_without_a_checklist_there_is_no_panel() -> None:
    assert scenes.of_checklist(None, ITEMS).panels == ()
