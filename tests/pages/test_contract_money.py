"""The money on the page of contracts: values by basis, national money, and the price in steps."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from evidence.charts import contract_values
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page
from ui import contract_funding, contract_money

PAGE = "pages/contracts.py"


def opened(**query: str | list[str]) -> AppTest:
    app = open_page(PAGE, **query)
    assert not app.exception
    assert not app.error
    return app


def table(app: AppTest, caption: str) -> str:
    """The table of a caption; empty where there is none."""
    found = re.findall(r"<table[^>]*><caption>(.*?)</caption>(.*?)</table>", html(app), re.DOTALL)
    return next((body for name, body in found if name == caption), "")


def test_values_stand_by_basis_and_link_to_their_contracts(real_model: ReadModel) -> None:
    app = opened()
    rows = real_model.rows("contract_values", status="all")
    for basis, caption in contract_values.BASES.items():
        own = contract_values.of_basis(rows, basis)
        drawn = table(app, caption)
        assert drawn.count("contract?contract=") == len(own)
        assert drawn.count("computed here") == (len(own) if basis == "total" else 0)
        for row in own:
            assert f'href="contract?contract={row["contract_id"]}"' in drawn
    without = 58 - len(rows)
    assert f"{len(rows)} of 58 contracts with a value in pounds; for {without} none" in html(app)


def test_a_range_shows_both_of_its_ends() -> None:
    total = table(opened(), contract_values.BASES["total"])
    assert "£3,400 million to" in total
    assert "£5,400 million" in total


def test_values_obey_the_state_and_say_so() -> None:
    app = opened(status="terminated")
    assert table(app, contract_values.BASES["total"]).count("contract?contract=") == 1
    assert table(app, contract_values.BASES["not_stated"]) == ""
    assert "State when last seen: Terminated." in html(app)


def test_links_keep_the_filters() -> None:
    app = opened(contract_form="lead_provider")
    drawn = table(app, contract_values.BASES["total"])
    assert "contract?contract_form=lead_provider&amp;contract=oxfordshire-mh-2015" in drawn


def test_contracts_without_a_value_are_counted() -> None:
    app = opened(contract_form="joint_venture")
    assert "0 of 1 contract with a value in pounds; for 1 none was found" in html(app)
    assert contract_money.COMPUTED not in html(app)


def test_national_money_says_what_was_not_found(real_model: ReadModel) -> None:
    app = opened()
    rows = real_model.rows("contract_funding")
    drawn = table(app, contract_funding.TITLE)
    with_any = {row["site_id"] for row in rows if row["has_any"]}
    empty = [row for row in rows if row["has_any"] and not row["funding_id"]]
    assert drawn.count("none found") == len(empty)
    assert drawn.count('scope="row"') == len(with_any)
    assert "With an amount in 2015/16: 12 of 50 vanguards; in 2016/17: 19 of 50" in html(app)
    [named] = re.findall(
        r"No amount found in any year: 20 of 50 vanguards</summary>(.*?)</details>", html(app)
    )
    assert named.count("<a ") == 50 - len(with_any) == 20


def test_without_a_vanguard_there_is_no_national_money() -> None:
    app = opened(kind="case_study")
    assert "No vanguard is selected" in html(app)
    assert table(app, contract_funding.TITLE) == ""


@pytest.mark.parametrize("query", [{}, {"contract_form": "alliance"}, {"status": "live"}])
def test_the_price_in_steps_stands_whatever_the_filters(query: dict[str, str]) -> None:
    app = opened(**query)
    assert "UnitingCare: the price in steps, and what stands apart" in [
        str(each.value) for each in app.header
    ]
    drawn = table(app, "Every amount, with its source")
    amounts = re.findall(r"<strong>(£[^<]*)</strong>", drawn)
    assert amounts == [
        *("£800 million", "£752 million", "£726 million", "£152 million", "£160 million"),
        *("£34 million", "£1 million", "£8.9 million", "£9 million", "£10 million", "£30 million"),
    ]
    assert drawn.count("computed here") == 2
    assert "At least 16 million pounds of unfunded cost" in html(app)


def test_a_value_has_a_mark_of_its_status_on_the_scale_of_its_basis() -> None:
    app = opened()
    total = table(app, contract_values.BASES["total"])
    ticks = re.findall(r'<i style="left:(\d+)%">(£\w+)</i>', total)
    assert ticks == [("0", "£1m"), ("50", "£100m"), ("100", "£10bn")]
    marks = re.findall(r'contract-(\w+)" style="left:([\d.]+)%" role="img"', total)
    assert len(marks) == total.count("contract?contract=") == 13
    assert all(0 <= float(left) <= 100 for _, left in marks)
    annual = table(app, contract_values.BASES["annual"])
    assert "contract-terminated" in annual
    assert ">£10m</i>" in annual
    assert ">£1m</i>" not in annual


def test_the_steps_have_words_and_the_other_amounts_bars_of_their_kind() -> None:
    app = opened()
    [said] = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert "Winning bid £726 million, £26 million less than the row above, computed here" in said
    drawn = table(app, "Every amount, with its source")
    bars = re.findall(r'class="price-bar ([\w-]+)" style="width:([\d.]+)%"', drawn)
    assert bars == [
        *(("first-year", width) for width in ("95", "100")),
        *(("apart", width) for width in ("100", "2.9", "26.2", "26.5", "29.4", "88.2")),
    ]
