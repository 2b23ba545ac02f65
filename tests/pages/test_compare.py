"""The comparison board as a page: its columns, its rows, and what the link says."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from evidence import board
from evidence.board_parts import OutcomeCell
from evidence.charts import row_dots
from evidence.filters import Filters
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page

PAGE = "pages/compare.py"
PAIR = ["rushcliffe-principia", "nottingham-city"]
CLAIM = ["fylde-coast", "south-somerset-symphony"]


def opened(*sites: str, **query: str) -> AppTest:
    app = open_page(PAGE, site=list(sites), **query)
    assert not app.exception
    assert not app.error
    return app


def title(app: AppTest) -> str:
    (words,) = app.title
    return str(words.value)


def rows(app: AppTest) -> dict[str, list[str]]:
    """The text of every cell of the board, by the heading of its row."""
    (table,) = re.findall(r"<table[^>]*class=\"board.*?</table>", html(app), re.DOTALL)
    found = {}
    for row in re.findall(r"<tr .*?</tr>", table, re.DOTALL):
        head, *cells = re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)
        heading = re.sub(r"<a .*?</a>", "", head)
        found[text(heading)] = [text(cell) for cell in cells]
    return found


def text(markup: str) -> str:
    plain = re.sub(r"<[^>]+>", " ", markup).replace("&amp;", "&").replace("&#x27;", "'")
    return " ".join(plain.split())


def site(app: AppTest) -> list[str]:
    return [str(value) for value in app.query_params.get("site", [])]


def test_rushcliffe_beside_nottingham_shows_two_answers_in_one_board(real_model: ReadModel) -> None:
    app = opened(*PAIR)
    assert title(app) == "Compare two sites"
    made = board.make(real_model, Filters(), PAIR)
    found = rows(app)
    for outcome in ("Emergency admissions", "A&E attendances"):
        (row,) = (each for each in made.rows if each.title == outcome)
        for cell, shown in zip(row.cells, found[outcome], strict=True):
            assert isinstance(cell, OutcomeCell)
            assert cell.findings
            assert all(each.number in shown for each in cell.findings)
    assert found["Emergency admissions"] != found["A&E attendances"]


def test_every_row_of_the_board_is_on_the_page_in_its_order(real_model: ReadModel) -> None:
    made = board.make(real_model, Filters(), PAIR)
    shown = [heading for heading in rows(opened(*PAIR, unfold="yes"))]
    titles = [row.title for row in made.rows]
    assert [heading for heading in shown if heading in titles] == titles


def test_every_finding_has_its_mark_its_receipt_and_its_source(real_model: ReadModel) -> None:
    app = opened(*PAIR)
    made = board.make(real_model, Filters(), PAIR)
    for finding_id in made.finding_ids:
        assert f"impacts?finding={finding_id}" in html(app)
    for row in made.rows:
        for cell in row.cells:
            for each in cell.findings if isinstance(cell, OutcomeCell) else ():
                assert each.reference.url is None or text(each.reference.url) in text(
                    html(app).replace('href="', ">").replace('"', "<")
                )


def test_the_count_is_that_of_the_query(real_model: ReadModel) -> None:
    (size,) = real_model.rows("comparison_size", columns=PAIR)
    words = (
        f"2 of {size['n_all_sites']} sites,"
        f" {size['n_findings']} of {size['n_all_findings']} findings"
    )
    assert words in html(opened(*PAIR))


@pytest.mark.parametrize("step", ["all", "compared", "independent"])
def test_the_query_counts_what_the_board_counts(real_model: ReadModel, step: str) -> None:
    columns = ["fylde-coast", "model:mcp", "all-vanguards"]
    (size,) = real_model.rows("comparison_size", columns=columns)
    made = board.make(real_model, Filters(), columns, step)
    left = {"all": "n_findings", "compared": "n_compared", "independent": "n_independent"}[step]
    assert made.n_shown == size["n_findings"]
    assert made.n_shown - made.n_lost == size[left]


def test_rows_with_nothing_anywhere_fold_into_one_line_and_unfold(real_model: ReadModel) -> None:
    made = board.make(real_model, Filters(), CLAIM)
    empty = [row.title for row in made.rows if row.kind == "outcome" and row.is_empty]
    assert empty
    folded = rows(opened(*CLAIM))
    (line,) = folded[f"{len(empty)} more outcomes"]
    assert "none found at either of the two" in line
    assert all(name.lower() in line.lower() for name in empty)
    assert not set(empty) & set(folded)
    unfolded = rows(opened(*CLAIM, unfold="yes"))
    assert set(empty) <= set(unfolded)
    assert all(unfolded[name] == ["none found", "none found"] for name in empty)


def test_a_claim_stands_beside_its_evaluation_with_the_gap_in_words() -> None:
    cell, _ = rows(opened(*CLAIM))["Emergency admissions"]
    assert re.match(r"said −25% ° found \+42% ° \+27% ° ", cell)
    assert "opposite ways" in cell


def test_four_columns_leave_no_room_to_add_and_a_fifth_is_named() -> None:
    four = [*PAIR, *CLAIM]
    app = opened(*four, "salford")
    assert title(app) == "Compare four sites"
    assert all(len(cells) == 4 for name, cells in rows(app).items() if name == "Model of care")
    assert "add_column" not in [box.key for box in app.selectbox]
    assert any("salford" in warning.value for warning in app.warning)


def test_a_group_stands_beside_a_site_of_its_kind(real_model: ReadModel) -> None:
    app = opened("rushcliffe-principia", "model:mcp")
    assert title(app) == "Compare a site and a group"
    (group,) = (row for row in real_model.rows("comparable") if row["value"] == "model:mcp")
    _, cell = rows(app)["Emergency admissions"]
    assert f"of {group['n_sites']} sites" in cell


def test_a_value_that_names_nothing_is_named_and_the_others_stay() -> None:
    app = opened(PAIR[0], "atlantis", PAIR[1])
    assert title(app) == "Compare two sites"
    assert "atlantis" in app.warning[0].value


def test_one_site_alone_asks_for_another_and_offers_pairs() -> None:
    app = opened("rushcliffe-principia")
    assert title(app) == "Compare sites"
    assert "Rushcliffe stands alone" in app.info[0].value
    assert 'class="board' not in html(app)
    assert "Pairs to start from" in html(app)


def test_without_a_site_the_suggested_pairs_are_links_with_their_reason(
    real_model: ReadModel,
) -> None:
    app = opened()
    pairs = real_model.rows("suggested_pairs")
    assert len(pairs) > 5
    for pair in pairs:
        assert f"compare?site={pair['site_a']}&amp;site={pair['site_b']}" in html(app)
    assert "terminated at UnitingCare" in html(app)


def test_adding_moving_and_removing_columns_is_in_the_link() -> None:
    app = opened(*PAIR)
    app.selectbox(key="add_column").set_value("model:ehch").run()
    assert site(app) == [*PAIR, "model:ehch"]
    assert title(app) == "Compare two sites and a group"
    app.button(key="arrow_back_3").click().run()
    assert site(app) == [PAIR[0], "model:ehch", PAIR[1]]
    app.button(key="close_1").click().run()
    assert site(app) == ["model:ehch", PAIR[1]]
    app.selectbox(key="column_1").set_value("salford").run()
    assert site(app) == ["salford", PAIR[1]]
    assert title(app) == "Compare two sites"


def test_buttons_say_which_site_they_move() -> None:
    labels = {str(button.key): button.label for button in opened(*PAIR).button}
    assert labels["arrow_forward_1"] == "Move Rushcliffe right"
    assert labels["close_1"] == "Remove Rushcliffe"


def test_what_differs_folds_equal_rows_and_counts_them(real_model: ReadModel) -> None:
    twins = ["erewash", "rushcliffe-principia"]
    made = board.make(real_model, Filters(), twins)
    equal = [row for row in made.rows if row.is_equal and not row.is_empty]
    assert equal
    app = opened(*twins)
    app.toggle(key="differs").set_value(True).run()
    assert app.query_params["differs"] == "yes"
    found = rows(app)
    (line,) = found[f"{len(equal)} equal row{'' if len(equal) == 1 else 's'}"]
    assert all(row.title.lower() in line.lower() for row in equal)
    assert not {row.title for row in equal} & set(found)


def test_what_does_not_survive_stays_as_a_ghost_and_is_counted(real_model: ReadModel) -> None:
    everything = rows(opened(*CLAIM))
    app = opened(*CLAIM, survives="independent")
    made = board.make(real_model, Filters(), CLAIM, "independent")
    assert made.n_lost > 0
    assert f"{made.n_lost} of {made.n_shown} marks" in html(app)
    left = rows(app)
    assert list(left) == list(everything)
    assert left["Emergency admissions"] == everything["Emergency admissions"]
    assert 'class="finding faint"' in html(app)
    assert 'class="finding faint"' not in html(opened(*CLAIM))


def test_the_words_of_the_survival_steps_always_take_their_place(real_model: ReadModel) -> None:
    made = board.make(real_model, Filters(), CLAIM)
    whole = f"{made.n_shown} of {made.n_shown} marks are shown in full"
    assert whole in html(opened(*CLAIM))
    assert whole not in html(opened(*CLAIM, survives="independent"))


def test_a_chart_counts_a_finding_of_two_columns_once(real_model: ReadModel) -> None:
    columns = ["fylde-coast", "model:mcp"]
    dots = real_model.rows("row_dots", columns=columns, outcome_domain="emergency_admissions")
    drawn = [
        [row["finding_id"] for row in panel.rows]
        for panel in row_dots.panels(dots, ["Fylde Coast", "All"])
    ]
    twice = [(str(len(set(ids))), str(len(ids))) for ids in drawn if len(ids) > len(set(ids))]
    assert twice
    said = re.findall(
        r"(\d+) of [\d,]+ findings, (\d+) marks: what stands in two columns is drawn in both",
        html(opened(*columns, row="emergency_admissions")),
    )
    assert said == twice


def test_the_chosen_column_is_named_in_short() -> None:
    (box,) = (box for box in opened(*CLAIM).selectbox if box.key == "column_1")
    assert "Fylde Coast" in box.options
    assert not [words for words in box.options if words.startswith("Fylde Coast Local")]


def test_a_row_opens_as_dots_on_one_scale(real_model: ReadModel) -> None:
    app = opened(*CLAIM, row="emergency_admissions")
    drawn = {
        key
        for chart in app.get("plotly_chart")
        for trace in json.loads(chart.proto.spec)["data"]
        for key in trace.get("customdata", ())
    }
    asked = real_model.rows("row_dots", columns=CLAIM, outcome_domain="emergency_admissions")
    assert drawn == {row["finding_id"] for row in asked}
    assert f"Emergency admissions: {len(drawn)} findings in 2 columns" in html(app)
    assert "Close the chart" in html(app)


def test_a_row_that_is_no_outcome_is_not_charted() -> None:
    assert opened(*CLAIM, row="lessons").get("plotly_chart") == []
    assert opened(*CLAIM, row="?").get("plotly_chart") == []


def test_a_filter_hides_findings_and_says_so() -> None:
    app = opened(*PAIR, evidence_status="forecast")
    assert "hidden by filters" in html(app)
    app.button(key="drop_evidence_status_forecast").click().run()
    assert "evidence_status" not in app.query_params
    assert site(app) == PAIR
    assert "hidden by filters" not in html(app)


def test_links_of_the_board_keep_its_columns() -> None:
    app = opened(*PAIR, survives="compared")
    (link,) = re.findall(r'href="([^"]*row=emergency_admissions[^"]*)"', html(app))
    assert link.startswith(f"compare?site={PAIR[0]}&amp;site={PAIR[1]}")
    assert "survives=compared" in link


def test_on_a_wall_the_board_is_a_sheet_and_its_columns_can_still_be_changed() -> None:
    app = opened(*PAIR, size="room")
    assert 'class="sheet room"' in html(app)
    app.button(key="arrow_forward_1").click().run()
    assert site(app) == PAIR[::-1]
    assert app.query_params["size"] == "room"


def test_on_a_wall_with_nothing_to_compare_stand_pairs_to_start_from() -> None:
    app = opened(size="hall")
    assert html(app).count("compare?size=hall&amp;site=") == 3
