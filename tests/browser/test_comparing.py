"""Sites beside each other, from the search box to the chart of a row, in a real browser."""

import re

from playwright.sync_api import Locator, Page, expect

from scripts.server import Server
from tests.browser.test_journeys import finished, opened

PAIR = "compare?site=rushcliffe-principia&site=nottingham-city"
# Two of one model of care, about whose contracts nothing is recorded.
TWINS = "compare?site=erewash&site=rushcliffe-principia"


def heads(page: Page) -> Locator:
    """The names of the board's columns, from left to right."""
    return page.locator("table.board thead th a")


def add(page: Page, typed: str, title: str) -> None:
    """Add a column by the search box and wait until the board has it."""
    before = heads(page).count()
    box = page.get_by_role("combobox", name="Add a site or group")
    box.click()
    box.fill(typed)
    page.get_by_role("option", name=re.compile(title)).first.click()
    expect(heads(page)).to_have_count(before + 1)
    finished(page)


def test_a_third_site_is_found_moved_and_taken_out_again(
    browser_page: Page, server: Server
) -> None:
    opened(browser_page, server, PAIR)
    first, last = heads(browser_page).all_inner_texts()
    add(browser_page, "Fylde", "^Fylde Coast")
    added = "Fylde Coast Local Health Economy"
    expect(heads(browser_page)).to_have_text([first, last, added])
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Compare three sites")

    browser_page.get_by_role("button", name="Move Fylde Coast left").click()
    expect(heads(browser_page)).to_have_text([first, added, last])
    expect(browser_page).to_have_url(re.compile("principia&site=fylde-coast&site=nottingham-city"))

    browser_page.go_back()
    expect(heads(browser_page)).to_have_text([first, last, added])

    browser_page.get_by_role("button", name="Remove Fylde Coast").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Compare two sites")
    expect(heads(browser_page)).to_have_text([first, last])


def test_a_group_stands_beside_a_site(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, PAIR)
    add(browser_page, "All of one model of care: enh", "^All of one model of care: Enhanced")
    expect(browser_page.get_by_role("heading", level=1)).to_have_text(
        "Compare two sites and a group"
    )
    expect(browser_page).to_have_url(re.compile("site=model(:|%3A)ehch"))


def test_a_suggested_pair_opens_the_board(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "compare")
    browser_page.locator(".pairs a").first.click()
    finished(browser_page)
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Compare two sites")
    expect(browser_page.locator("table.board")).to_be_visible()


def test_what_differs_folds_equal_rows_and_says_which(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, TWINS)
    model = browser_page.get_by_role("rowheader", name="Model of care", exact=True)
    expect(model).to_be_visible()
    browser_page.get_by_text("What differs only").click()
    folded = browser_page.get_by_role("rowheader", name=re.compile(r"^\d+ equal rows?$"))
    expect(folded.locator("xpath=..")).to_contain_text("the same in both: model of care")
    expect(model).to_have_count(0)
    browser_page.get_by_role("link", name="Show all rows").click()
    expect(model).to_be_visible()
    expect(folded).to_have_count(0)
    expect(browser_page.get_by_role("switch", name="What differs only")).not_to_be_checked()


def test_a_row_is_charted_and_the_back_button_closes_it(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, PAIR)
    browser_page.get_by_role("link", name=re.compile("^Chart this row ?: Emergency")).click()
    heading = browser_page.get_by_role("heading", name=re.compile(r"findings in 2 columns$"))
    expect(heading).to_be_visible()
    mark = browser_page.locator(".js-plotly-plot .scatterlayer path.point").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    expect(browser_page.locator("[class*=st-key-card_receipt]")).to_contain_text("Source")
    expect(browser_page).to_have_url(re.compile("row=.*finding="))
    browser_page.go_back()
    browser_page.go_back()
    expect(browser_page).not_to_have_url(re.compile("row="))
    expect(heading).to_have_count(0)
    finished(browser_page)
    expect(heads(browser_page)).to_have_count(2)
