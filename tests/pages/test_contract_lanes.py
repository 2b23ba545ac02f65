"""The lanes of the contracts, on a page of their own: marks, links, words."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from evidence.charts import contract_lanes as lanes
from evidence.filters import Filters
from evidence.read_model import ReadModel
from tests.pages.opening import html


def page():
    from evidence import filters
    from ui import access, contract_lanes, parameters
    from ui.view import View, facets

    served = access.served()
    chosen, ignored = filters.from_query(parameters.query(), facets(served.model).known)
    view = View(served.model, chosen, tuple(ignored), served.revised_at)
    contract_lanes.show(view, parameters.read("status", ["live", "abandoned"], "all"))


def opened(**query: str | list[str]) -> AppTest:
    app = AppTest.from_function(page, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def table(app: AppTest) -> str:
    (found,) = re.findall(r"<table.*?</table>", html(app), re.DOTALL)
    return str(found)


def lane(drawn: str, contract_id: str) -> str:
    (found,) = re.findall(
        rf'<tr><th scope="row"><a href="contract\?[^"]*contract={contract_id}">.*?</tr>', drawn
    )
    return str(found)


@pytest.mark.parametrize("query", [{}, {"status": "live"}, {"contract_form": ["alliance"]}])
def test_a_lane_and_a_mark_for_each_selected_contract(
    real_model: ReadModel, query: dict[str, str | list[str]]
) -> None:
    drawn = table(opened(**query))
    rows = real_model.rows(
        "contract_lanes",
        Filters(contract_form=tuple(query.get("contract_form", ()))),
        status=query.get("status", "all"),
    )
    assert rows
    assert drawn.count("<a href=") == drawn.count('<i class="glyph contract-') == len(rows)
    for row in rows:
        assert lane(drawn, row["contract_id"]).count(f"glyph contract-{row['status']}") == 1


def test_every_mark_and_bar_lies_on_the_axis() -> None:
    places = re.findall(r'style="left:([\d.]+)%(?:;width:([\d.]+)%)?"', table(opened()))
    assert len(places) > 100
    assert max(float(left) + float(width or 0) for left, width in places) <= 100


def test_a_lane_says_what_it_draws_and_ends_with_a_few_words() -> None:
    drawn = lane(table(opened()), "unitingcare-2015")
    assert 'aria-label="procurement opened August 2013; awarded November 2014;' in drawn
    assert "<td>terminated Dec 2015</td><td>VAT unfunded, price still open</td>" in drawn


def test_a_contract_without_a_date_stands_off_the_scale() -> None:
    drawn = lane(table(opened()), "morecambe-acs-plan")
    assert '<span><i class="glyph contract-planned"></i> no date stated</span>' in drawn
    assert "left:" not in drawn


def test_a_start_before_the_axis_is_an_arrow_with_its_year() -> None:
    assert "<b>1999 ←</b>" in lane(table(opened()), "alzira-concession")


def test_what_was_planned_is_drawn_as_planned() -> None:
    drawn = lane(table(opened()), "corby-urgent-care-2019")
    assert "lane-planned" in drawn
    assert "lane-live" not in drawn


def test_the_same_dates_stand_in_words(real_model: ReadModel) -> None:
    drawn = table(opened(lanes="words"))
    assert 'style="left' not in drawn
    rows = real_model.rows("contract_lanes", status="all")
    for row in rows:
        assert f"<td>{lanes.dates(row)}</td>" in lane(drawn, row["contract_id"])


def test_the_title_the_count_and_the_order_are_said() -> None:
    app = opened(contract_form=["lead_provider"], status="live")
    assert [str(each.value) for each in app.header] == [lanes.TITLE]
    assert "2 of 58 contracts; live when last seen; " in html(app)
    assert lanes.ORDER_RULE in html(app)


def test_the_key_has_only_what_is_drawn() -> None:
    said = html(opened(contract_form=["lead_provider"]))
    keys = "".join(re.findall(r'<ul class="key".*?</ul>', said))
    assert re.findall(r"contract-(\w+)", keys) == ["live", "planned"]
    assert re.findall(r"lane-(\w+)", keys) == ["live", "vague"]


def test_links_keep_the_filters() -> None:
    drawn = table(opened(contract_form=["lead_provider"]))
    assert "contract?contract_form=lead_provider&amp;contract=torbay-ico-2015" in drawn


def test_nothing_selected_draws_nothing() -> None:
    app = opened(text="zzzz")
    assert not app.header
    assert "<table" not in html(app)
