"""What people do with the dashboard, from end to end, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from scripts.server import Server
from ui import frame

PAGES = {
    "": "What do we know?",
    "sites": "Sites",
    "impacts": "Reported impacts",
    "compare?site=rushcliffe-principia&site=nottingham-city": "Compare two sites",
    "directions": "Which way results point",
    "directions?picture=harvest": "Which way results point",
    "gaps": "who has looked at what",
    "contracts": "Contracts",
    "contract?contract=unitingcare-2015": "UnitingCare",
    "terms": "Try the terms",
    "commissioning": "From evidence to a plan",
    "scenes": "Scenes",
    "sources": "Sources",
    "site?site=rushcliffe-principia": "Rushcliffe",
    "add": "Add or correct",
    "upload": "Upload",
    "review": "Review",
    "double_entry": "Double entry",
    "history": "History",
    "people": "People",
}
MENU = tuple(frame.MENU.values())
# The pages that say nothing of the filters: an empty comparison, a model of terms, kept scenes,
# and the workbench.
WITHOUT_FILTERS = ("Compare", "Terms", "Scenes", "Workbench")
# What an entry of the menu opens, where that has a title of its own.
FIRST_PAGES = {"Workbench": "Add or correct"}


def opened(page: Page, server: Server, path: str) -> None:
    """Open a page and wait until it is drawn to its end."""
    page.goto(f"{server.url}/{path}")
    finished(page)


def finished(page: Page) -> None:
    """Wait until the page stands still."""
    expect(page.locator("footer.page")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-test-script-state=notRunning]").first).to_be_attached()
    # Streamlit puts links and components into a page a moment after its text.
    expect(page.locator(".st-key-menu a")).to_have_count(len(MENU))
    # A checklist, whose address is a key, has links of its own in place of this button.
    last = re.compile("^(Copy link to this view|Share|Start it)$")
    expect(page.get_by_role("button", name=last).first).to_be_visible()


def count(page: Page) -> str:
    """How much is selected, as the page says it."""
    return page.locator(".st-key-active .count").inner_text()


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than what it is seen through."""
    return int(
        page.evaluate(
            """() => {
              const main = document.querySelector('[data-testid=stMain]');
              return main.scrollWidth - main.clientWidth;
            }"""
        )
    )


# The element with the focus, also inside a component's own tree.
FOCUSED = """() => {
  let element = document.activeElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element.innerText.trim();
}"""


def choose_model(page: Page, words: str) -> None:
    """Choose a model of care in the filter bar and close the filter again."""
    before = count(page)
    page.get_by_role("button", name="Model of care", exact=True).click()
    page.get_by_role("button", name=re.compile(f"^{words}")).click()
    expect(page.locator(".st-key-active .count")).not_to_have_text(before)
    page.keyboard.press("Escape")
    finished(page)


@pytest.mark.parametrize("path", PAGES)
def test_first_visitor_of_a_fresh_server_may_come_by_any_link(
    browser_page: Page, fresh_server: Server, path: str
) -> None:
    opened(browser_page, fresh_server, path)
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text(PAGES[path])
    expect(browser_page.get_by_role("dialog")).to_have_count(0)
    expect(browser_page.get_by_test_id("stException")).to_have_count(0)
    expect(browser_page.locator(".st-key-menu a")).to_have_count(len(MENU))


def test_filters_survive_a_walk_through_all_pages(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "")
    everything = count(browser_page)
    choose_model(browser_page, "Primary and acute care system")
    chosen = count(browser_page)
    assert chosen != everything
    for label in (*MENU[1:], MENU[0]):
        browser_page.locator(".st-key-menu").get_by_role("link", name=label, exact=True).click()
        title = FIRST_PAGES.get(label, label)
        expect(browser_page).to_have_title(re.compile(f"^{re.escape(title)} -"))
        expect(browser_page).to_have_url(re.compile("model_type=pacs"))
        if label not in WITHOUT_FILTERS:
            expect(browser_page.locator(".st-key-active .count")).to_have_text(chosen)
            drop = browser_page.get_by_role("button", name="Primary and acute care system")
            expect(drop.first).to_be_visible()


def test_the_back_button_takes_a_choice_back(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "sites")
    everything = count(browser_page)
    choose_model(browser_page, "Urgent and emergency care")
    browser_page.go_back()
    expect(browser_page.locator(".st-key-active .count")).to_have_text(everything)
    expect(browser_page).not_to_have_url(re.compile("model_type"))


def test_only_what_survives_leaves_faint_marks_and_stands_in_the_link(
    browser_page: Page, server: Server
) -> None:
    path = "impacts?outcome_domain=emergency_admissions&kind=vanguard"
    opened(browser_page, server, path)
    marks = browser_page.locator(".js-plotly-plot .scatterlayer path.point")
    expect(marks.first).to_be_attached()
    everything = marks.count()
    browser_page.get_by_role("radio", name=re.compile("^Independent, with a comparator")).click()
    lost = browser_page.get_by_text(re.compile(r"\d+ of \d+ marks do not survive"))
    expect(lost).to_be_visible()
    finished(browser_page)
    assert marks.count() == everything
    said = lost.inner_text()
    browser_page.reload()
    expect(lost).to_have_text(said)
    browser_page.go_back()
    expect(browser_page).not_to_have_url(re.compile("survives"))
    expect(lost).to_have_count(0)


def test_a_copied_link_shows_a_colleague_the_same_view(
    browser_page: Page, context: BrowserContext, server: Server, browser: Browser
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    opened(browser_page, server, "impacts?text=care%20home&evidence_status=evaluated")
    browser_page.get_by_role("button", name="Copy link to this view").click()
    expect(browser_page.get_by_text("Link copied")).to_be_visible()
    link = browser_page.evaluate("navigator.clipboard.readText()")
    colleague = browser.new_context().new_page()
    colleague.goto(link)
    finished(colleague)
    assert count(colleague) == count(browser_page)
    assert "text=care" in link
    colleague.context.close()


def test_a_mark_leads_to_its_receipt_and_on_to_the_site(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "impacts?outcome_domain=emergency_admissions&kind=vanguard")
    mark = browser_page.locator(".js-plotly-plot .scatterlayer path.point").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    receipt = browser_page.locator("[class*=st-key-card_receipt]")
    expect(receipt).to_be_visible()
    expect(receipt).to_contain_text("Source")
    expect(browser_page).to_have_url(re.compile("finding="))
    receipt.get_by_role("link", name="Open the site").click()
    expect(browser_page).to_have_url(re.compile("/site\\?"))
    finished(browser_page)
    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()


def test_nothing_matches_says_which_filter_to_drop(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "impacts?model_type=mcp&country=Sweden")
    expect(browser_page.get_by_text("No site and no finding meets all")).to_be_visible()
    browser_page.get_by_role("button", name=re.compile("^Drop Country: Sweden")).click()
    expect(browser_page.get_by_text("No site and no finding meets all")).to_have_count(0)
    expect(browser_page).not_to_have_url(re.compile("country"))


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_needs_no_sideways_scroll(
    browser_page: Page, server: Server, path: str
) -> None:
    for width in (390, 320):
        browser_page.set_viewport_size({"width": width, "height": 844})
        opened(browser_page, server, path)
        assert sideways(browser_page) <= 0, width


def test_the_keyboard_reaches_content_menu_and_filters(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "sites")
    browser_page.keyboard.press("Tab")
    focused = browser_page.evaluate(FOCUSED)
    assert "skip" in focused.lower()
    reached = []
    for _ in range(20):
        browser_page.keyboard.press("Tab")
        reached.append(browser_page.evaluate(FOCUSED).split("\n")[0])
    for words in ("Impacts", "Sources", "Copy link to this view", "Model of care"):
        assert words in reached
    browser_page.get_by_role("button", name="Model of care", exact=True).focus()
    browser_page.keyboard.press("Enter")
    expect(browser_page.get_by_role("button", name=re.compile("^Multispecialty"))).to_be_visible()
    browser_page.keyboard.press("Escape")


def test_an_unknown_site_gets_a_sentence_and_a_way_on(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "site?site=atlantis")
    expect(browser_page.get_by_text("names a site that is not in the data")).to_be_visible()
    expect(browser_page.get_by_role("link", name="Choose from all sites")).to_be_visible()
    expect(browser_page.get_by_test_id("stException")).to_have_count(0)


def test_a_mark_on_the_map_opens_its_site(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "?model_type=ehch&kind=vanguard")
    mark = browser_page.locator(".js-plotly-plot .scatterlayer path.point").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    expect(browser_page).to_have_url(re.compile(r"/site\?.*site="))
    expect(browser_page).to_have_url(re.compile("model_type=ehch"))
    finished(browser_page)


def test_next_and_previous_stay_within_the_selection(browser_page: Page, server: Server) -> None:
    opened(
        browser_page, server, "site?site=connecting-care-wakefield&model_type=ehch&kind=vanguard"
    )
    expect(browser_page.get_by_text(re.compile("of 6, by name"))).to_be_visible()
    first = browser_page.get_by_role("heading", level=1).inner_text()
    browser_page.get_by_role("button", name=re.compile("^Previous")).click()
    expect(browser_page.get_by_role("heading", level=1)).not_to_have_text(first)
    expect(browser_page).to_have_url(re.compile("model_type=ehch"))
    browser_page.get_by_role("button", name=re.compile("^Next")).click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text(first)


def test_the_record_of_a_site_prints_whole_on_a4(
    browser_page: Page, server: Server, tmp_path: Path
) -> None:
    opened(browser_page, server, "site?site=cambridgeshire-unitingcare")
    printed = tmp_path / "site.pdf"
    browser_page.pdf(path=printed, format="A4", print_background=True)
    reader = PdfReader(printed)
    words = " ".join("".join(page.extract_text() for page in reader.pages).split())
    for part in ("What it is", "Key facts", "Partners", "Contracts", "Timeline", "Lessons"):
        assert part in words
    # What can only be pressed, such as the link to correct a row, is not for paper.
    browser_page.emulate_media(media="print")
    shown = browser_page.locator("[data-testid=stHtml] li, [data-testid=stHtml] td")
    squeezed = re.sub(r"\W", "", words)
    lost = [
        text
        for text in (element.strip() for element in shown.all_inner_texts())
        if text and re.sub(r"\W", "", text)[:40] not in squeezed
    ]
    assert lost == []


def test_a_download_arrives(browser_page: Page, server: Server) -> None:
    opened(browser_page, server, "sites?model_type=ehch")
    with browser_page.expect_download() as download:
        browser_page.get_by_role("button", name="Download CSV").click()
    content = download.value.path().read_text(encoding="utf-8-sig")
    assert "Airedale" in content
