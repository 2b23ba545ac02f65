"""The page of directions: what it draws for a link, and what its choices put into the link."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page
from ui import directions_cards, directions_table

PAGE = "pages/directions.py"


def figure(app: AppTest) -> dict[str, Any]:
    [chart] = app.get("plotly_chart")
    drawn: dict[str, Any] = json.loads(chart.proto.spec)
    return drawn


def bars(app: AppTest) -> list[str]:
    """The sites that have a bar."""
    return [
        key
        for trace in figure(app)["data"]
        if trace.get("type") == "bar"
        for key in trace["customdata"]
    ]


def test_a_page_of_sites_has_a_mark_for_each_of_their_results(real_model: ReadModel):
    rows = real_model.rows("directions", step="all")
    written = html(open_page(PAGE))
    shown = [row for row in rows if row["site_place"] <= directions_cards.SITES_A_PAGE]
    assert written.count("<td data-of=") == len(shown)
    assert 'aria-label="Salford, Mental health: no difference, evaluated, 1 finding"' in written


def test_the_title_counts_results_and_sites(real_model: ReadModel):
    [size] = real_model.rows("directions_size")
    titles = [each.value for each in open_page(PAGE).header]
    assert titles == [
        f"{size['n_marks']} results of {size['n_sites']} sites",
        "How many sites point which way",
    ]


def test_the_last_page_holds_the_other_sites(real_model: ReadModel):
    rows = real_model.rows("directions", step="all")
    last = -(-max(row["site_place"] for row in rows) // directions_cards.SITES_A_PAGE)
    before = (last - 1) * directions_cards.SITES_A_PAGE
    shown = [row for row in rows if row["site_place"] > before]
    assert html(open_page(PAGE, page=str(last))).count("<td data-of=") == len(shown) > 0


def test_what_does_not_survive_stays_as_a_ghost(real_model: ReadModel):
    rows = real_model.rows("directions", step="independent")
    shown = [row for row in rows if row["site_place"] <= directions_cards.SITES_A_PAGE]
    written = html(open_page(PAGE, survives="independent"))
    assert written.count("<td data-of=") == len(shown)
    assert written.count(' faint">') == sum(not row["is_left"] for row in shown) > 0


def test_trials_and_controls_have_a_shade_each():
    written = html(open_page(PAGE))
    for shade, words in directions_table.SHADE_WORDS.items():
        assert f'class="swatch shade-{shade}" aria-hidden="true"></i> {words}</li>' in written
    assert written.count('<tr class="shade-trial">') > 0
    assert written.count('<tr class="shade-controls">') > 0


def test_what_has_no_vote_is_said():
    written = html(open_page(PAGE))
    assert "which overlap with sites" in written
    assert "which are no results" in written
    assert "Nikolakopoulos 2021" in written


@pytest.mark.parametrize("outcome", ["emergency_admissions", "cost"])
def test_the_harvest_plot_has_a_bar_for_every_site(real_model: ReadModel, outcome: str):
    rows = real_model.rows("harvest", outcome_domain=outcome, step="all")
    app = open_page(PAGE, picture="harvest", outcome=outcome)
    assert not app.exception
    assert bars(app) == [row["site_id"] for row in rows]
    assert all(f"site={row['site_id']}" in html(app) for row in rows)


def test_the_outcome_goes_into_the_link():
    app = open_page(PAGE, picture="harvest")
    control = app.selectbox(key="choice_outcome")
    control.set_value("cost").run()
    assert app.query_params["outcome"] == "cost"
    assert app.header[0].value.startswith("Cost at ")


def test_an_unknown_outcome_means_emergency_admissions():
    app = open_page(PAGE, picture="harvest", outcome="zzzz")
    assert app.header[0].value.startswith("Emergency admissions at ")


@pytest.mark.parametrize("picture", ["directions", "harvest"])
def test_national_groups_alone_have_no_mark(picture: str):
    app = open_page(PAGE, picture=picture, kind="national_group")
    assert not app.exception
    assert not app.get("plotly_chart")
    assert app.header[0].value.startswith("No site has ")


@pytest.mark.parametrize("picture", ["directions", "harvest"])
def test_nothing_selected_is_explained(picture: str):
    app = open_page(PAGE, picture=picture, text="zzzz")
    assert not app.exception
    assert not app.get("plotly_chart")
    assert len(app.header) == 0


@pytest.mark.parametrize("picture", ["directions", "harvest"])
def test_a_wall_shows_a_sheet(picture: str):
    app = open_page(PAGE, picture=picture, size="room")
    assert not app.exception
    assert 'class="sheet' in html(app)
