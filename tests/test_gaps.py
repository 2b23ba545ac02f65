"""The gap map in words and as a scene."""

from collections.abc import Mapping

import pytest

from evidence.charts import gaps
from evidence.charts.gaps import GapMap, Missing
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import gaps as gaps_scene
from evidence.scenes import paging
from evidence.scenes.parts import Absence, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Scene

ALL = Filters()
MODELS: dict[str, tuple[str, ...]] = {}
FORMS = {"columns": ("contract_form",)}
CHOSEN = {"outcome": ("emergency_admissions",), "column": ("mcp",)}


def made(model: ReadModel, filters: Filters = ALL, grouping: str = "model_type") -> GapMap:
    return gaps.make(
        model.rows("gap_cells", filters, grouping=grouping),
        model.rows("gap_absences", filters, grouping=grouping),
    )


def scene(
    model: ReadModel, asked: Mapping[str, tuple[str, ...]] = MODELS, filters: Filters = ALL
) -> Scene:
    return gaps_scene.scene(Asked(model, filters, asked))


def test_a_cell_says_its_marks_and_its_kind_of_empty(tiny_model: ReadModel) -> None:
    shown = made(tiny_model)
    for outcome, column, words, missing in (
        ("emergency_admissions", "mcp", "2 of 2 sites: 2 better, evaluated", ()),
        ("cost", "pacs", "1 of 1 site: 1 mixed, audited", ()),
        ("bed_days", "mcp", "0 of 2 sites", (Missing("not measured", 1),)),
        ("staff_experience", "mcp", "0 of 2 sites", ()),
    ):
        found = shown.cell(outcome, column)
        assert found
        line, cell = found
        assert (line.outcome_domain, cell.words, cell.missing) == (outcome, words, missing)


def test_there_is_no_cell_outside_the_map(tiny_model: ReadModel) -> None:
    shown = made(tiny_model)
    assert shown.cell("cost", "no-such-column") is None
    assert shown.cell("no-such-outcome", "mcp") is None
    assert shown.cell(None, None) is None


def test_an_absence_of_several_sites_says_how_many() -> None:
    assert Missing("too early", 1).counted == "too early"
    assert Missing("too early", 3).counted == "3 too early"


def test_the_map_is_counted_in_words(tiny_model: ReadModel) -> None:
    shown = made(tiny_model)
    assert gaps.marks_words(shown, "model_type") == "9 marks: one a site, its strongest evidence"
    assert gaps.cells_words(shown) == "16 of 24 cells are empty; of 2 a source says why"
    assert gaps.marks_words(made(tiny_model, grouping="contract_form"), "contract_form") == (
        "12 marks: one a site, its strongest evidence. A site with several contract forms counts"
        " in each of its columns"
    )


def test_the_subtitle_says_what_is_left_out(tiny_model: ReadModel) -> None:
    (counts,) = tiny_model.rows("gap_counts")
    assert gaps.subtitle(counts, 16, "no filter is active") == (
        "15 of 16 findings, from 4 of 5 sites; no filter is active. National groups overlap with"
        " the sites and are left out."
    )


def test_the_note_says_that_a_whole_site_may_have_a_result_after_all() -> None:
    def row(outcome: str | None, after_all: int) -> dict[str, object]:
        return {"outcome_domain": outcome, "n_sites": 2, "n_with_finding": after_all}

    said = " Of these 4 sites 1 has a result here all the same."
    assert said in gaps.note([row(None, 1), row(None, 0), row("cost", 2)], "model_type")
    assert "all the same" not in gaps.note([row(None, 0), row("cost", 2)], "model_type")
    # A site in two columns would count twice.
    assert "all the same" not in gaps.note([row(None, 1)], "contract_form")


def test_the_file_has_the_rows_without_the_counts_of_the_map(tiny_model: ReadModel) -> None:
    rows = tiny_model.rows("gap_cells", grouping="model_type")
    data = gaps.data(rows)
    assert len(data) == len(rows)
    assert set(rows[0]) - set(data[0]) == {"n_marks", "n_cells", "n_empty"}


def test_without_a_site_the_map_is_empty(tiny_model: ReadModel) -> None:
    assert made(tiny_model, Filters(text="zzzz")) == GapMap()


def test_the_scene_has_a_line_for_each_outcome_and_the_whole_sites_last(
    tiny_model: ReadModel,
) -> None:
    shown = scene(tiny_model)
    [panel] = shown.panels
    assert (shown.page, shown.counted) == ("gaps", "15 of 16 findings")
    assert panel.headings == (
        "Outcome",
        "Community provider: 2",
        "Primary and acute: 1",
        "Accountable care: 1",
        "Other: 1",
    )
    lines = {line.label: line for line in panel.lines}
    better = Finding("improved", "evaluated")
    assert lines["Emergency admissions"].cells == (
        (better, better),
        *((Nothing("0 of 1"),) for _ in range(3)),
    )
    assert lines["Bed days"].cells[:2] == (
        (Nothing("0 of 2"), Absence("not measured")),
        (Finding("no_difference", "evaluated"),),
    )
    assert panel.lines[-1] == Line(
        "Whole sites",
        (*(((Words("none said", "quiet"),),) * 3), (Absence("1 too early"),)),
    )
    assert panel.note == "9 marks, one a site; 16 of 24 cells empty"
    assert panel.pages_columns


def test_many_marks_become_numbers(real_model: ReadModel) -> None:
    shown = made(real_model)
    [panel] = scene(real_model).panels
    for line, drawn in zip(shown.lines, panel.lines, strict=False):
        for cell, parts in zip(line.cells, drawn.cells, strict=True):
            findings = [part for part in parts if isinstance(part, Finding)]
            if len(cell.marks) > gaps_scene.MOST_MARKS:
                assert sum(int(part.words) for part in findings) == len(cell.marks)
            else:
                assert [part.words for part in findings] == [""] * len(cell.marks)


def test_the_findings_of_a_chosen_cell_come_first(tiny_model: ReadModel) -> None:
    panel, mapped = scene(tiny_model, CHOSEN).panels
    assert mapped.title == gaps_scene.TITLE
    assert panel.title == "Community provider: emergency admissions"
    assert panel.note == "5 findings at 2 of 2 sites"
    assert panel.lines[0] == Line(
        "Alpha",
        (
            (Finding("improved", "evaluated", "−5% (−8 to −2)"),),
            (Words("matched controls"),),
        ),
        quiet="over 65",
    )


@pytest.mark.parametrize("column", ["pacs", "no-such-column"])
def test_a_cell_without_findings_has_no_panel(tiny_model: ReadModel, column: str) -> None:
    asked = {"outcome": ("emergency_admissions",), "column": (column,)}
    assert len(scene(tiny_model, asked).panels) == 1


def test_nothing_selected_gives_no_panel(tiny_model: ReadModel) -> None:
    for filters in (Filters(text="zzzz"), Filters(kind=("national_group",))):
        shown = scene(tiny_model, filters=filters)
        assert (shown.panels, shown.notes, shown.sources) == ((), (), ())


def test_every_mark_of_the_map_is_in_the_scene(real_model: ReadModel) -> None:
    for asked in (MODELS, FORMS):
        grouping = "contract_form" if asked else "model_type"
        [panel] = scene(real_model, asked).panels
        n = sum(
            int(part.words or 1)
            for line in panel.lines
            for cell in line.cells
            for part in cell
            if isinstance(part, Finding)
        )
        assert n == made(real_model, grouping=grouping).n_marks


@pytest.mark.parametrize("size", paging.SIZES)
@pytest.mark.parametrize("asked", [MODELS, FORMS, {"outcome": ("cost",), "column": ("ehch",)}])
def test_every_sheet_fits_its_screen(
    real_model: ReadModel, asked: dict[str, tuple[str, ...]], size: str
) -> None:
    on = paging.SIZES[size]
    sheets = paging.sheets(scene(real_model, asked), on)
    assert sheets
    assert min(paging.spare(sheet.scene, sheet.panel, on) for sheet in sheets) >= 0
