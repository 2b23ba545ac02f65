"""The scene of the sources, and the sources of every scene: each once, in order, in words."""

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import parts, scene_sources, sources
from evidence.scenes.parts import Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene, Source
from tests import room_fit

JOURNAL = "Gamma and delta compared. Example publisher, 2020"
AUDIT = "Audit of gamma. Example publisher, March 2019"
UNDATED = "Patients praise alpha. Example publisher, no date"


def test_sources_are_named_once_by_date_those_without_one_last(tiny_model: ReadModel):
    ids = ["gamma-beddays-1", "gamma-cost-1", "delta-cost-1", "alpha-experience-1"]
    rows = scene_sources.of_findings(Asked(tiny_model), ids)
    assert scene_sources.of_rows(rows + rows) == (
        Source(AUDIT, "https://example.org/audit-2019"),
        Source(JOURNAL, "https://example.org/journal-2020"),
        Source(UNDATED, "https://example.org/news"),
    )
    assert scene_sources.newest(rows) == "2020"


def test_findings_name_their_source_in_columns_of_their_own():
    row = {"source_title": "What now?", "publisher": "Body", "published": "2017", "source_url": "u"}
    assert scene_sources.of_rows([row]) == (Source("What now? Body, 2017", "u"),)


def test_a_row_without_a_title_is_named_by_its_publisher():
    row = {"publisher": "Body", "published": None, "url": None}
    assert scene_sources.of_rows([row]) == (Source("Body, no date", None),)
    assert scene_sources.newest([row]) == ""


def test_no_finding_rests_on_nothing(tiny_model: ReadModel):
    assert scene_sources.of_findings(Asked(tiny_model), []) == []
    assert (scene_sources.of_rows([]), scene_sources.newest([])) == ((), "")


def test_the_list_has_one_line_a_source(tiny_model: ReadModel):
    scene = sources.scene(Asked(tiny_model, Filters(country=("Sweden",))))
    assert scene == Scene(
        page="sources",
        title="Sources",
        counted="",
        filters="Country: Sweden",
        panels=(
            Panel(
                title="1 of 7 sources",
                headings=("Source", "Publisher", "Rows"),
                lines=(
                    Line(
                        "Gamma and delta compared",
                        (
                            (Words("Example publisher"), Words("2020", "quiet")),
                            (Words("7", "bold"),),
                        ),
                    ),
                ),
                widths=sources.WIDTHS,
                note="Those that the selection rests on. Rows: what of the set rests on it",
            ),
        ),
        notes=scene.notes,
        sources=(Source(JOURNAL, "https://example.org/journal-2020"),),
        newest="2020",
    )
    assert scene.notes[0].startswith("In order: what rests on it, most first; then by title.")


def test_a_source_on_which_nothing_rests_says_so(package, tiny_tables):
    alone = {"sources": tiny_tables["sources"]}
    scene = sources.scene(Asked(ReadModel(package, alone), parameters={"scope": ("all",)}))
    [panel] = scene.panels
    assert len(panel.lines) == 7
    assert {line.cells[1] for line in panel.lines} == {(Nothing("none"),)}


def test_one_chosen_source_is_told_by_itself(tiny_model: ReadModel):
    scene = sources.scene(Asked(tiny_model, Filters(source_id=("audit-2019",))))
    [panel] = scene.panels
    assert [(line.label, line.cells[0][0]) for line in panel.lines] == [
        ("Title", Words("Audit of gamma", "bold")),
        ("Publisher", Words("Example publisher")),
        ("Published", Words("March 2019")),
        ("Kind of document", Words("Audit")),
        ("Findings", Words("1", "bold")),
        *((line.label, line.cells[0][0]) for line in panel.lines[5:]),
    ]
    rows = tiny_model.rows("source_rows", source_id="audit-2019")
    counted = sum(int(parts.in_text(line.cells[0])) for line in panel.lines[4:])
    assert counted == len(rows)


@pytest.mark.parametrize("part", ["method", "dictionary", "downloads"])
def test_the_other_parts_say_that_they_are_read_at_a_desk(tiny_model: ReadModel, part: str):
    scene = sources.scene(Asked(tiny_model, parameters={"part": (part,)}))
    [panel] = scene.panels
    assert panel.note == "A text to read: choose Desk as the text size"
    assert panel.lines[0].cells == ((Words(sources.AT_A_DESK[part]),),)


def test_a_selection_that_rests_on_nothing_has_no_panel(tiny_model: ReadModel):
    scene = sources.scene(Asked(tiny_model, Filters(text="zzzz")))
    assert (scene.panels, scene.sources, scene.filters) == ((), (), "Words: zzzz")


@pytest.mark.parametrize("scope", ["selected", "all"])
def test_every_listed_source_has_a_line(real_model: ReadModel, scope: str):
    filters = Filters(model_type=("pacs",))
    scene = sources.scene(Asked(real_model, filters, {"scope": (scope,), "sort": ("newest",)}))
    rows = real_model.rows(
        "source_list", filters, everything=scope == "all", sort="newest", page=1, page_size=9999
    )
    assert [line.label for line in scene.panels[0].lines] == [row["title"] for row in rows]


def test_the_longest_title_takes_half_a_screen(real_model: ReadModel):
    # Titles are never cut.
    assert room_fit.misfits(sources.scene(Asked(real_model)), most_lines=7) == set()
