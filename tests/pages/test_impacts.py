"""The impacts page: what it draws for a link, and what its buttons put into the link."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from evidence.charts import impacts_panels
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page
from ui import impact_cards

PAGE = "pages/impacts.py"


def figures(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def keys(app: AppTest) -> list[str]:
    """The findings that have a mark on the page."""
    return [
        key
        for figure in figures(app)
        for trace in figure["data"]
        for key in trace.get("customdata", ())
    ]


def marked(figure: dict[str, Any]) -> set[str]:
    """The findings that have a mark in one figure."""
    return {key for trace in figure["data"] for key in trace.get("customdata", ())}


def choose(app: AppTest, name: str, value: str) -> AppTest:
    (control,) = [each for each in app.button_group if each.key == f"choice_{name}"]
    return control.set_value(value).run()


def labels(app: AppTest) -> dict[str, str]:
    return {str(button.key): button.label for button in app.button}


def test_the_whole_set_opens_with_its_strongest_comparison_and_little_else():
    app = open_page(PAGE)
    assert not app.exception
    assert 0 < len(keys(app)) <= impact_cards.DRAWN_AT_FIRST
    assert len(keys(app)) == len(set(keys(app)))
    assert "Change in per cent, against others" in html(app)


def test_the_kinds_of_comparison_count_every_finding(real_model: ReadModel):
    (kinds,) = [each for each in open_page(PAGE).button_group if each.key == "choice_compared"]
    counts = dict(option.content.split(": ") for option in kinds.proto.options)
    assert list(counts) == list(impacts_panels.KINDS.values())
    total = real_model.rows("selection_size")[0]["n_findings"]
    assert sum(int(count) for count in counts.values()) == total


def test_a_link_to_a_finding_opens_its_panel_and_its_receipt(real_model: ReadModel):
    forecast = next(
        row["finding_id"]
        for row in real_model.rows("impacts", group_by="outcome_domain")
        if row["family"] == "forecast"
    )
    app = open_page(PAGE, finding=forecast)
    (receipt,) = real_model.rows("impact_receipt", finding_id=forecast)
    assert forecast in keys(app)
    assert receipt["locator"] in html(app)
    assert 'aria-label="Receipt"' in html(app)


def test_closing_the_receipt_takes_it_out_of_the_link(real_model: ReadModel):
    finding = real_model.rows("impacts", group_by="outcome_domain")[0]["finding_id"]
    app = open_page(PAGE, finding=finding)
    app.button(key="close_receipt").click().run()
    assert "finding" not in app.query_params
    assert 'aria-label="Receipt"' not in html(app)


def test_an_unknown_finding_panel_or_choice_is_passed_over():
    app = open_page(
        PAGE,
        finding="nobody",
        panel="nothing",
        row_page="99",
        group_by="?",
        compared="?",
        survives="?",
    )
    assert not app.exception
    assert keys(app) == keys(open_page(PAGE))


def test_a_closed_panel_opens_and_says_so_in_the_link():
    app = open_page(PAGE)
    before = len(figures(app))
    (more,) = [each for each in app.button_group if each.key == "more_panels"]
    more.set_value("ratio-ratio-others").run()
    assert len(figures(app)) == before + 1
    assert app.query_params["panel"] == "ratio-ratio-others"


def test_a_long_panel_turns_its_page():
    app = open_page(PAGE)
    first = marked(figures(app)[0])
    turn = next(key for key in labels(app) if key.startswith("Next_"))
    app.button(key=turn).click().run()
    assert app.query_params["row_page"] == "2"
    assert marked(figures(app)[0])
    assert marked(figures(app)[0]).isdisjoint(first)


@pytest.mark.parametrize("group", ["model_type", "contract_form", "evidence_status"])
def test_another_grouping_goes_into_the_link_and_keeps_the_page_whole(group):
    app = choose(open_page(PAGE), "group_by", group)
    assert not app.exception
    assert app.query_params["group_by"] == group
    assert keys(app)


def test_what_does_not_survive_turns_pale_and_stays_in_its_place():
    everything = open_page(PAGE)
    independent = choose(everything, "survives", "independent")
    pale = [
        key
        for figure in figures(independent)
        for trace in figure["data"]
        if trace.get("opacity", 1) < 1 and "customdata" in trace
        for key in trace["customdata"]
    ]
    assert 0 < len(pale) < len(keys(independent))
    assert sorted(keys(independent)) == sorted(keys(open_page(PAGE)))


def test_one_finding_gives_one_mark():
    app = open_page(PAGE, text="pennine acute aspects")
    assert not app.exception
    assert len(keys(app)) == 1


def test_nothing_found_draws_nothing_and_says_what_to_drop():
    app = open_page(PAGE, text="zzzz")
    assert not app.exception
    assert figures(app) == []
    assert any(label.startswith("Drop") for label in labels(app).values())


def test_every_chart_says_in_words_what_it_shows():
    app = open_page(PAGE)
    for chart in app.get("plotly_chart"):
        assert "findings: " in chart.proto.alt or "finding: " in chart.proto.alt


def test_the_table_has_the_rows_that_are_drawn():
    app = open_page(PAGE, outcome_domain=["discharge"], compared="others")
    assert "<table" not in html(app)
    panels = [chart.proto.id.split("chart_")[1] for chart in app.get("plotly_chart")]
    for panel in panels:
        app.session_state[f"table_{panel}"] = True
    app.run()
    assert html(app).count('role="rowheader"') == len(keys(app))


def test_table_and_alternative_text_say_what_does_not_survive(real_model: ReadModel):
    first, *_ = impacts_panels.panels(real_model.rows("impacts", group_by="outcome_domain"))
    app = open_page(PAGE, survives="independent")
    app.session_state[f"table_{first.key}"] = True
    pale = [
        point
        for trace in figures(app)[0]["data"]
        if trace.get("opacity", 1) < 1 and "customdata" in trace
        for point in trace["customdata"]
    ]
    assert app.get("plotly_chart")[0].proto.alt.endswith("marks do not survive.")
    assert html(app.run()).count(", does not survive") == len(pale) > 0
