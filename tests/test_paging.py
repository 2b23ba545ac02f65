import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.scenes import fitting, paging
from evidence.scenes.parts import Finding, Nothing, Words
from evidence.scenes.scene import Line, Panel, Scale
from tests import sample_scenes

ROOM, HALL = paging.SIZES["room"], paging.SIZES["hall"]


def panel(n_rows, n_columns=2, words="two words", **settings):
    return Panel(
        title="A panel",
        headings=("Row", *(f"Column {place}" for place in range(n_columns))),
        lines=tuple(Line(f"Row {row}", ((Words(words),),) * n_columns) for row in range(n_rows)),
        **settings,
    )


def shown(sheets):
    return [line for sheet in sheets for line in sheet.panel.lines if not line.heading]


def test_room_holds_eight_rows_and_a_hall_five():
    scene = sample_scenes.scene(panel(9))
    plain = dataclasses.replace(scene, filters="no filter is active")
    assert [len(sheet.panel.lines) for sheet in paging.sheets(plain, ROOM)] == [5, 4]
    assert max(len(sheet.panel.lines) for sheet in paging.sheets(plain, HALL)) <= 5


def test_sheets_are_numbered_over_all_panels():
    sheets = paging.sheets(sample_scenes.scene(panel(9), panel(2)), ROOM)
    assert [(sheet.number, sheet.of) for sheet in sheets] == [(1, 3), (2, 3), (3, 3)]


def test_scene_without_panels_has_no_sheet():
    assert paging.sheets(sample_scenes.scene(), ROOM) == []


def test_columns_that_do_not_fit_have_sheets_of_their_own():
    sheets = paging.sheets(sample_scenes.scene(panel(3, 10, pages_columns=True)), ROOM)
    assert [sheet.panel.headings[1:] for sheet in sheets] == [
        ("Column 0", "Column 1", "Column 2"),
        ("Column 3", "Column 4", "Column 5", "Column 6"),
        ("Column 7", "Column 8", "Column 9"),
    ]
    assert all(
        len(line.cells) == len(sheet.panel.headings) - 1
        for sheet in sheets
        for line in sheet.panel.lines
    )


def test_long_word_in_a_heading_leaves_fewer_columns():
    wide = dataclasses.replace(
        panel(1, 4, pages_columns=True), headings=("Row", *["Multidisciplinary"] * 4)
    )
    assert [len(s.panel.headings) for s in paging.sheets(sample_scenes.scene(wide), HALL)] == [3, 3]


def test_group_that_goes_on_has_its_heading_again():
    long = panel(10)
    grouped = dataclasses.replace(long, lines=(Line("A group", heading=True), *long.lines))
    for sheet in paging.sheets(sample_scenes.scene(grouped), ROOM):
        assert sheet.panel.lines[0].label == "A group"


def test_heading_never_stands_alone_at_the_end():
    lines = panel(7).lines
    grouped = Panel("A panel", ("Row", "", ""), (*lines, Line("Next", heading=True), lines[0]))
    for sheet in paging.sheets(sample_scenes.scene(grouped), ROOM):
        assert not sheet.panel.lines[-1].heading


def test_few_rows_share_what_is_left_of_the_screen():
    few, many = panel(2), panel(7)
    padding = [
        paging.sheets(sample_scenes.scene(each), ROOM)[0].row_padding for each in (few, many)
    ]
    assert padding[0] == fitting.ROW_PADDING + paging.MOST_SPARE
    assert fitting.ROW_PADDING <= padding[1] < padding[0]


def test_cell_wraps_between_its_parts():
    number = Finding("improved", "evaluated", "−23%")
    one_width = fitting.MARK + fitting.GAP + 2.9
    assert fitting.cell_lines((number,), one_width) == 1
    assert fitting.cell_lines((number,) * 3, one_width) == 3
    assert fitting.cell_lines((), 1.0) == 1


def test_ticks_leave_out_what_has_no_room_and_keep_the_reference():
    scale = Scale(-50, 50, sample_scenes.SCALE.ticks, 0, "less", "more")
    assert [value for value, _ in paging.ticks(scale, 20)] == [-50, -25, 0, 25, 50]
    assert [value for value, _ in paging.ticks(scale, 11)] == [-50, 0, 50]
    assert [value for value, _ in paging.ticks(scale, 3)] == [0]


def test_words_at_the_ends_of_a_short_axis_take_two_lines():
    assert paging.end_lines(sample_scenes.SCALE, 20) == 1
    assert paging.end_lines(sample_scenes.SCALE, 12) == 2


def test_subtitle_says_note_losses_and_filters():
    scene = sample_scenes.scene(sample_scenes.BOARD, survival="1 of 3 marks does not survive")
    assert paging.subtitle(scene, sample_scenes.BOARD) == (
        "Compared with similar homes elsewhere; 1 of 3 marks does not survive;"
        " Model of care: care homes"
    )


def test_subtitle_does_not_say_that_there_are_no_filters():
    scene = dataclasses.replace(sample_scenes.scene(), filters="no filter is active")
    assert paging.subtitle(scene, sample_scenes.DOTS) == ""


def test_foot_says_findings_sources_and_the_newest_year():
    scene = dataclasses.replace(sample_scenes.scene(), newest="2018")
    assert paging.counted(scene) == "23 of 284 findings, 2 sources, to 2018"


@given(
    rows=st.lists(
        st.tuples(st.text("abcdefg ", min_size=1, max_size=40), st.integers(0, 9), st.booleans()),
        min_size=1,
        max_size=40,
    ),
    size=st.sampled_from([ROOM, HALL]),
)
def test_every_row_stands_on_one_sheet_in_order_and_fits(rows, size):
    lines = tuple(
        Line(f"{place} {label}", heading=True)
        if is_heading
        else Line(
            f"{place} {label}",
            ((Finding("improved", "evaluated", "−1%"),) * n if n else (Nothing(),),),
        )
        for place, (label, n, is_heading) in enumerate(rows)
    )
    drawn = Panel("A panel", ("Row", "Findings"), lines)
    sheets = paging.sheets(sample_scenes.scene(drawn), size)
    assert shown(sheets) == [line for line in lines if not line.heading]
    for sheet in sheets:
        rows_shown = sheet.panel.lines
        assert len(rows_shown) <= max(size.most_rows, 2)
        assert len(rows_shown) <= 2 or paging.spare(sheet.scene, sheet.panel, size) >= 0


@pytest.mark.parametrize("size", [ROOM, HALL])
def test_text_is_as_large_as_the_wall_asks(size):
    least = {"Room": 4.4, "Hall": 5.9}[size.name]
    assert least < size.text < least + 0.1
