"""The gap map as a page: its cells, the findings of a chosen one, and its links."""

import re

from streamlit.testing.v1 import AppTest

from evidence.charts import gaps
from evidence.filters import Filters
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page

PAGE = "pages/gaps.py"


def opened(**query: str | list[str]) -> AppTest:
    app = open_page(PAGE, **query)
    assert not app.exception
    assert not app.error
    return app


def table(app: AppTest) -> str:
    (found,) = re.findall(r"<table class=\"gaps.*?</table>", html(app), re.DOTALL)
    return str(found)


def headings(app: AppTest) -> list[str]:
    return [str(each.value) for each in app.header]


def made(model: ReadModel, grouping: str, filters: Filters | None = None) -> gaps.GapMap:
    return gaps.make(
        model.rows("gap_cells", filters, grouping=grouping),
        model.rows("gap_absences", filters, grouping=grouping),
    )


def test_the_map_draws_every_mark_and_every_empty_cell(real_model: ReadModel) -> None:
    app = opened()
    shown, drawn = made(real_model, "model_type"), table(app)
    assert drawn.count('<i class="glyph finding-') == shown.n_marks
    assert len(re.findall(r'<td class="empty[ "]', drawn)) == shown.n_empty
    assert drawn.count("<a href=") == shown.n_cells - shown.n_empty
    assert drawn.count('class="chosen"') == 0
    assert f"{gaps.marks_words(shown, 'model_type')}. {gaps.cells_words(shown)}." in html(app)
    assert headings(app) == [gaps.TITLE]


def test_every_absence_says_its_kind(real_model: ReadModel) -> None:
    shown, drawn = made(real_model, "model_type"), table(opened())
    in_cells = [each for line in shown.lines for cell in line.cells for each in cell.missing]
    of_sites = [each for missing in shown.whole_sites for each in missing]
    boxes = re.findall(r'<span class="absence">(.*?)</span>', drawn)
    assert sorted(boxes) == sorted(
        [each.counted for each in in_cells] + [f"{each.n} {each.words}" for each in of_sites]
    )


def test_a_chosen_cell_has_its_edge_and_its_findings_beneath(real_model: ReadModel) -> None:
    app = opened(outcome="emergency_admissions", column="ehch")
    rows = real_model.rows(
        "gap_findings",
        grouping="model_type",
        column_value="ehch",
        outcome_domain="emergency_admissions",
    )
    assert rows
    assert table(app).count('class="chosen"') == 1
    assert headings(app)[1].startswith(f"Care homes, emergency admissions: {len(rows)} findings")
    for row in rows:
        assert f'href="impacts?finding={row["finding_id"]}"' in html(app)


def test_a_link_of_a_cell_opens_its_findings_and_keeps_the_filters() -> None:
    app = opened(model_type=["ehch"], size="desk")
    link = (
        "gaps?model_type=ehch&amp;size=desk&amp;columns=model_type&amp;outcome=cost&amp;column=ehch"
        "#part-findings"
    )
    assert link in table(app)


def test_findings_say_their_direction_in_words_and_can_be_closed() -> None:
    app = opened(model_type=["ehch"], outcome="emergency_admissions", column="ehch")
    assert app.header[1].proto.anchor == "part-findings"
    closing = '<a href="gaps?model_type=ehch&amp;columns=model_type">Close, back to the map</a>'
    assert closing in html(app)
    assert re.search(r"</span> better, evaluated</", html(app))


def test_contract_forms_in_columns_say_that_sites_count_several_times(
    real_model: ReadModel,
) -> None:
    app = opened(columns="contract_form")
    shown = made(real_model, "contract_form")
    drawn = table(app)
    assert drawn.count('scope="col"') == len(shown.columns) + 1
    assert "No contract found" in drawn
    assert "A site with several contract forms counts in each of its columns" in html(app)


def test_sites_without_any_finding_are_a_map_of_gaps(real_model: ReadModel) -> None:
    filters = Filters(model_type=("acc",), direction=("no_difference",), design=("audit",))
    shown = made(real_model, "model_type", filters)
    drawn = table(opened(model_type="acc", direction="no_difference", design="audit"))
    [column] = shown.columns
    assert (shown.n_marks, shown.n_empty) == (0, len(shown.lines))
    assert "<a " not in drawn
    assert drawn.count(f'<span class="count-of-none">0 of {column.n_sites}</span>') == shown.n_empty


def test_an_unknown_cell_is_no_chosen_cell() -> None:
    assert headings(opened(outcome="cost", column="no-such-column")) == [gaps.TITLE]


def test_an_empty_selection_is_explained() -> None:
    app = opened(text="zzzz")
    assert 'class="gaps' not in html(app)
    assert headings(app) != [gaps.TITLE]


def test_national_groups_alone_are_no_map() -> None:
    app = opened(kind=["national_group"])
    assert 'class="gaps' not in html(app)
    assert [str(each.value).split(".")[0] for each in app.info] == [
        "Only national groups are selected"
    ]


def test_on_a_wall_the_scene_is_drawn() -> None:
    app = opened(size="room")
    assert "Who has looked at what" in html(app)
    assert 'class="gaps' not in html(app)
