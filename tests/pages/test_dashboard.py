"""The landing page: its words and numbers are those of its queries, whatever is selected."""

import json
import re
from html import unescape
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from evidence.charts import claims, evidence_map
from evidence.filters import Filters
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page

SELECTIONS = [
    Filters(),
    Filters(model_type=("mcp", "pacs")),
    Filters(text="UnitingCare"),
    Filters(kind=("national_group",)),
]


def opened(filters: Filters | None = None) -> AppTest:
    query: dict[str, Any] = (filters or Filters()).to_query()
    app = open_page("dashboard.py", **query)
    assert not app.exception
    assert not app.error
    return app


def words(app: AppTest) -> str:
    """What the page says, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html(app))).split())


def headings(app: AppTest) -> list[str]:
    return [each.value for each in app.header]


def figures(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_counts_are_those_of_the_query(real_model: ReadModel, filters: Filters):
    (row,) = real_model.rows("in_short", filters)
    shown = words(opened(filters))
    assert f"{row['n_observed']} of {row['n_sites']} site" in shown
    assert f"{row['n_evaluated']} have an independently evaluated result" in shown
    assert f"{row['n_with_interval']} of {row['n_findings']} finding" in shown
    assert f"{row['n_live']} of {row['n_contracts']} contract" in shown
    assert f"abandoned ({row['n_abandoned']}) or terminated ({row['n_terminated']})" in shown
    assert ("No site is selected" in shown) == (row["n_sites"] == 0)


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_picture_has_a_title_made_of_its_counts(real_model: ReadModel, filters: Filters):
    rows = real_model.rows("claims_and_evaluations", filters)
    app = opened(filters)
    assert claims.title(rows) in headings(app)
    assert claims.note(rows) in words(app)


@pytest.mark.parametrize("filters", SELECTIONS)
def test_the_map_has_every_mark_and_every_outcome(real_model: ReadModel, filters: Filters):
    rows = real_model.rows("evidence_map", filters, step="all")
    sites, groups = evidence_map.mark_counts(rows)
    app = opened(filters)
    assert f"{sites + groups} marks: {sites} of sites, {groups} of national groups" in words(app)
    (table,) = re.findall(r'<table class="evidence.*?</table>', html(app))
    assert table.count('scope="row"') == 17


def test_the_map_of_sites_shows_those_in_england(real_model: ReadModel):
    rows = real_model.rows("site_map")
    app = opened()
    (figure,) = figures(app)
    keys = [key for trace in figure["data"] for key in trace.get("customdata", ())]
    drawn = [row["site_id"] for row in rows if row["place"] == "drawn"]
    assert sorted(keys) == sorted(drawn)
    assert f"{len(drawn)} of {len(rows)} sites" in words(app)


def test_a_selection_without_a_place_has_no_chart():
    app = opened(Filters(country=("Sweden",)))
    assert figures(app) == []
    assert "Not drawn: 2 outside England" in words(app)


def test_links_keep_the_filters():
    page = unescape(html(opened(Filters(model_type=("mcp",)))))
    assert (
        'href="impacts?model_type=mcp&outcome_domain=emergency_admissions&evidence_status=evaluated"'
        in page
    )


def test_the_table_of_sites_is_made_when_opened_and_leads_to_each(real_model: ReadModel):
    app = opened(Filters(model_type=("uec",)))
    assert "Sites by model of care" not in html(app)
    app.session_state["site_table"] = True
    page = unescape(html(app.run()))
    rows = real_model.rows("site_map", Filters(model_type=("uec",)))
    assert len(rows) > 1
    for row in rows:
        assert f'href="site?model_type=uec&site={row["site_id"]}">{row["name"]}</a>' in page


@pytest.mark.parametrize("filters", [Filters(), Filters(text="zzzz")])
def test_the_ten_cases_stand_outside_the_filters(filters: Filters):
    page = html(opened(filters))
    (table,) = re.findall(r'<table class="plain cases.*?</table>', page)
    assert table.count('scope="row"') == 10
    assert unescape(table).count('href="site?site=') == 10
    assert "“On-going work”" in unescape(table)
    assert "not in the review" in table


def test_nothing_selected_says_which_filter_to_drop_and_counts_nothing():
    app = opened(Filters(text="zzzz"))
    assert headings(app) == ["Ten cases, then and now"]
    assert "No site and no finding meets all of these filters." in app.info[0].value
    assert figures(app) == []


def test_headings_do_not_skip_a_level():
    app = opened()
    assert [each.value for each in app.title] == ["What do we know?"]
    assert headings(app)[0] == "In short"
    assert len(headings(app)) == 5


def test_step_of_the_link_says_how_many_marks_do_not_survive(real_model: ReadModel):
    rows = real_model.rows("evidence_map", step="independent")
    left = evidence_map.left(rows)
    app = open_page("dashboard.py", survives="independent")
    assert not app.exception
    lost = f"{left['all'] - left['independent']} of {left['all']} marks do not survive"
    assert lost in html(app)
