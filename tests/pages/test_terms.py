"""Trying the terms: what the address says is shown, computed, and marked where it is assumed."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import html, open_page

PAGE = "pages/terms.py"


def opened(**query: str | list[str]) -> AppTest:
    app = open_page(PAGE, **query)
    assert not app.exception
    return app


def box(app: AppTest, name: str):
    return app.number_input(key=f"term_{name}")


def written(app: AppTest) -> dict[str, str]:
    """The address; each of its parameters stands in it once."""
    found = {name: app.query_params[name] for name in app.query_params}
    return {
        name: value if isinstance(value, str) else "".join(value) for name, value in found.items()
    }


def sentences(app: AppTest) -> list[str]:
    return re.findall(r'<p class="terms-sentence">(.*?)</p>', html(app))


def tables(app: AppTest) -> list[list[str]]:
    """The years of each contract: the cells of each row as text."""
    found = re.findall(r'aria-label="Who gains.*?</table>', html(app), re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", " ", row).strip() for row in re.findall(r"<tr>(.*?)</tr>", each)]
        for each in found
    ]


def charts(app: AppTest) -> int:
    return len(app.get("plotly_chart"))


def test_it_opens_with_bedfordshire_and_says_that_it_is_no_forecast() -> None:
    app = opened()
    assert app.title[0].value == "Try the terms: who gains and who bears what"
    assert "Not a forecast: arithmetic on terms that you choose." in html(app)
    assert sentences(app) == [
        "If demand grows 1 point a year faster than the budget, the provider is out of pocket"
        " from year 2."
    ]
    assert (box(app, "annual_value_gbp").value, box(app, "upfront_percent").value) == (26.5, 95)
    assert charts(app) == 2
    assert not app.error


def test_a_preset_comes_from_the_address() -> None:
    app = opened(preset="alzira-concession")
    assert app.selectbox(key="terms_of_preset").value == "alzira-concession"
    assert box(app, "years").value == 15
    assert box(app, "provider_keeps_surplus_to_percent").value == 7.5


def test_a_changed_term_comes_from_the_address_and_says_what_the_source_gives() -> None:
    app = opened(upfront_percent="80", demand_growth_percent="3.3")
    assert box(app, "upfront_percent").value == 80
    assert "changed by you (the source gives 95%)" in box(app, "upfront_percent").label
    assert "changed by you (assumed before: 2.3%)" in box(app, "demand_growth_percent").label
    [rows] = tables(app)
    # 26.5 million, and a year later 1.013 of it for care that costs 1.033 of it.
    assert "£26.8m" in rows[2]
    assert "£27.4m" in rows[2]
    assert "deficit  −£530k" in rows[2]


def test_what_is_given_and_what_is_assumed_is_said_at_each_term() -> None:
    app = opened()
    assert box(app, "upfront_percent").label == "Paid up front,\xa0% *given [1]*"
    assert box(app, "outcome_achievement_percent").label == "Outcomes reached,\xa0% `assumed`"
    shown = html(app)
    assert shown.count("8 of 15 terms are assumed: deficit the provider bears whole") == 1
    # The subtitle of each picture and of the table leads to that list.
    starred = '8 of 15 terms are assumed<a href="#terms-assumed"'
    assert shown.count(starred) == 3
    assert 'id="terms-assumed"' in shown
    for chart in app.get("plotly_chart"):
        assert "8 of 15 terms are assumed" in chart.proto.alt


def test_what_is_typed_goes_into_the_address_and_only_what_differs_stays() -> None:
    app = opened()
    box(app, "demand_growth_percent").set_value(3.3).run()
    assert written(app)["demand_growth_percent"] == "3.3"
    box(app, "annual_value_gbp").set_value(27.25).run()
    assert written(app)["annual_value_gbp"] == "27250000"
    box(app, "demand_growth_percent").set_value(2.3).run()
    box(app, "annual_value_gbp").set_value(26.5).run()
    assert set(written(app)) == set()


def test_an_address_gives_the_same_page_again() -> None:
    asked = {"preset": "unitingcare-2015", "unreclaimable_tax_percent": "2.5"}
    app = opened(**asked, beside="bedfordshire-msk-2014", b_years="7")
    again = opened(**written(app))
    assert html(app) == html(again)
    assert [each.value for each in app.number_input] == [each.value for each in again.number_input]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("years", "99", "99 is outside of what is counted; write between 1 and 20"),
        ("annual_growth_percent", "many", "is not a plain number"),
        ("outcome_payment_percent", "15", "are more than the whole budget"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_is_computed(
    name: str, value: str, said: str
) -> None:
    app = opened(**{name: value})
    [error] = app.error
    plain = error.value.replace("\\", "")
    assert said in plain
    assert f"In the address: {name}={value}" in plain
    assert (charts(app), sentences(app), tables(app)) == (0, [], [])
    app.button(key=f"mend_{name}").click().run()
    assert not app.error
    assert name not in app.query_params
    assert charts(app) == 2


def test_a_number_that_cannot_be_used_stays_in_its_box() -> None:
    years = box(opened(years="99"), "years")
    assert years.value == 99
    assert "changed by you (the source gives 5 years)" in years.label


def test_a_contract_that_is_not_there_is_named_and_nothing_is_computed() -> None:
    app = opened(preset="no-such-contract")
    assert "no-such-contract" in app.error[0].value.replace("\\", "")
    assert charts(app) == 0
    app.button(key="mend_preset").click().run()
    assert charts(app) == 2


def test_a_second_contract_stands_beside_with_terms_of_its_own() -> None:
    app = opened()
    app.button(key="terms_beside").click().run()
    assert written(app)["beside"] == "unitingcare-2015"
    assert (len(sentences(app)), len(tables(app)), charts(app)) == (2, 2, 4)
    assert html(app).count("Both contracts stand on one scale.") == 2
    assert not [each for each in app.number_input if str(each.key).startswith("term_b_")]
    # Only the boxes of the tab that is open are made.
    assert box(app, "demand_growth_percent").value == 2.3
    app.session_state["terms_tabs"] = "UnitingCare"
    app.run()
    box(app, "b_demand_growth_percent").set_value(4.0).run()
    assert written(app)["b_demand_growth_percent"] == "4"
    app.button(key="terms_alone").click().run()
    assert set(written(app)) == set()
    assert charts(app) == 2


def test_another_contract_starts_with_its_own_terms() -> None:
    app = opened(demand_growth_percent="4")
    app.selectbox(key="terms_of_preset").set_value("aqc-2009").run()
    assert set(written(app)) == {"preset"}
    app.selectbox(key="terms_of_preset").set_value("bedfordshire-msk-2014").run()
    assert set(written(app)) == set()


def test_changes_can_be_undone() -> None:
    app = opened(demand_growth_percent="4", years="7", beside="aqc-2009", b_years="3")
    app.button(key="terms_undo_preset").click().run()
    assert set(written(app)) == {"beside", "b_years"}


def test_one_press_sets_the_demand_of_both_contracts_against_their_budgets() -> None:
    app = opened(beside="unitingcare-2015")
    app.segmented_control(key="terms_points").set_value("2").run()
    assert written(app)["demand_growth_percent"] == "3.3"
    assert written(app)["b_demand_growth_percent"] == "2"
    app.segmented_control(key="terms_points").set_value("1").run()
    assert set(written(app)) == {"beside"}


def test_amounts_that_are_nothing_in_every_year_have_no_column() -> None:
    shown = html(opened())
    assert "Held back</th>" not in shown
    assert (
        "£0 in every year, so without a column: earned on outcomes, held back,"
        " tax not reclaimed, transition." in shown
    )
    shown = html(opened(preset="unitingcare-2015", outcome_achievement_percent="50"))
    assert "Held back</th>" in shown
    assert "Commissioner</th>" in shown


def test_the_fan_in_numbers_has_a_row_for_each_year_so_that_many_fit_on_paper() -> None:
    shown = html(opened(preset="alzira-concession"))
    [table] = re.findall(r'aria-label="The provider’s result, by how.*?</table>', shown, re.DOTALL)
    assert table.count("<tr>") == 1 + 15
    assert re.findall(r"<th[^>]*>([^<]*)</th>", table.split("</thead>")[0]) == [
        *("To year", "−2 points", "−1 point", "as fast"),
        *("+1 point (chosen)", "+2 points", "+3 points", "+4 points"),
    ]


def test_a_plain_budget_says_that_nothing_moves() -> None:
    assert "nobody gains or bears anything" in html(opened(preset="nothing"))
    assert "nobody gains or bears anything" not in html(opened())


def test_the_formulas_stand_on_the_page_with_every_symbol_named() -> None:
    shown = html(opened())
    assert "The formulas, each symbol named" in shown
    assert "V₁ × (1 + g)^(t − 1)" in shown
    assert "Growth of the budget a year" in shown


def test_sources_are_linked_and_the_contract_leads_to_its_record() -> None:
    shown = html(opened(model_type="mcp"))
    assert 'id="source-1"' in shown
    assert 'href="contract?model_type=mcp&amp;contract=bedfordshire-msk-2014"' in shown


def test_words_of_the_address_are_no_markup() -> None:
    app = opened(preset="<b>![x](http://a.b/c.png)", years="`1`")
    assert all("<b>" not in each.value.replace("\\<b\\>", "") for each in app.error)
    assert all("![" not in each.value for each in app.error)


def test_on_a_wall_the_scene_is_drawn_and_the_choices_stand_in_the_strip() -> None:
    app = opened(size="room")
    assert "What the terms come to" in html(app)
    assert app.segmented_control(key="terms_points").value == "1"
    assert charts(app) == 0
