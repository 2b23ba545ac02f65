"""Room and Hall in a real browser: what thirty people see, and that it stays what they see."""

import re

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from scripts.server import Server
from tests.browser.axe import findings
from tests.browser.network import relay
from tests.browser.walls import faults

PAGES = (
    "",
    "sites",
    "site?site=rushcliffe-principia",
    "impacts",
    "compare?site=rushcliffe-principia&site=nottingham-city&site=fylde-coast",
    "directions",
    "directions?picture=harvest",
    "gaps",
    "contracts",
    "contract?contract=unitingcare-2015",
    "terms",
    "commissioning",
    "sources",
    "scenes",
)
LEAST = {"room": 0.044, "hall": 0.059}
SCREENS: tuple[ViewportSize, ...] = (
    {"width": 1920, "height": 1080},
    {"width": 1280, "height": 720},
)


def put_up(page: Page, url: str, path: str, **values: str) -> None:
    """Open a page on a wall and wait until its sheet stands still."""
    query = "&".join(f"{name}={value}" for name, value in values.items())
    page.goto(f"{url}/{path}{'&' if '?' in path else '?'}{query}")
    stands(page)


def stands(page: Page) -> None:
    """Wait until the sheet is drawn."""
    expect(page.locator(".sheet")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-test-script-state=notRunning]").first).to_be_attached()
    expect(page.get_by_role("button", name=re.compile("^(Hide|Show menu)$"))).to_be_visible()


def last_sheet(page: Page) -> int:
    """How many sheets the scene has."""
    counted = page.locator(".st-key-strip_turn p[role=status]")
    return int(counted.inner_text().split(" of ")[1]) if counted.count() else 1


def picture(page: Page) -> str:
    """All that the sheet says and shows."""
    return str(page.locator(".sheet").evaluate("sheet => sheet.outerHTML"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("size", LEAST)
def test_sheets_fit_the_screen_and_can_be_read_also_by_screen_readers(
    browser_page: Page, server: Server, size: str, path: str
) -> None:
    browser_page.set_viewport_size(SCREENS[0])
    put_up(browser_page, server.url, path, size=size)
    last = last_sheet(browser_page)
    found = findings(browser_page)
    for number in sorted({1, (last + 1) // 2, last}):
        if number > 1:
            put_up(browser_page, server.url, path, size=size, sheet=str(number))
        for screen in SCREENS:
            browser_page.set_viewport_size(screen)
            found += [
                f"{screen['width']} pixels, sheet {number} of {last}: {each}"
                for each in faults(browser_page, LEAST[size])
            ]
    assert found == []


def test_strip_is_put_away_and_brought_back_by_a_button(browser_page: Page, server: Server) -> None:
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    put_up(browser_page, server.url, "gaps", size="room")
    browser_page.get_by_role("button", name="Hide").click()
    expect(browser_page.get_by_role("button", name="Menu", exact=True)).to_have_count(0)
    expect(browser_page).to_have_url(re.compile("strip=hidden"))
    stands(browser_page)
    assert faults(browser_page, LEAST["room"]) == []
    browser_page.get_by_role("button", name="Show menu").click()
    expect(browser_page.get_by_role("button", name="Menu", exact=True)).to_be_visible()


def test_size_is_kept_while_walking_and_given_back_to_a_desk(
    browser_page: Page, server: Server
) -> None:
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    put_up(browser_page, server.url, "gaps", size="room")
    browser_page.get_by_role("button", name="Menu", exact=True).click()
    browser_page.get_by_role("link", name="Impacts").click()
    expect(browser_page).to_have_url(re.compile("/impacts.*size=room"))
    stands(browser_page)
    browser_page.get_by_role("button", name="Menu", exact=True).click()
    browser_page.get_by_role("radio", name="Desk").or_(
        browser_page.get_by_role("button", name="Desk")
    ).click()
    expect(browser_page.locator("footer.page")).to_be_visible()


def test_turning_shows_other_rows_on_the_same_scale(browser_page: Page, server: Server) -> None:
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    put_up(browser_page, server.url, "impacts?outcome_domain=emergency_admissions", size="room")
    rows, ticks = (browser_page.locator(f".sheet {part}") for part in ("tbody", ".ticks"))
    before, scale = rows.inner_text(), ticks.inner_text()
    browser_page.get_by_role("button", name="Next").click()
    expect(browser_page).to_have_url(re.compile("sheet=2"))
    expect(rows).not_to_have_text(before)
    assert ticks.inner_text() == scale
    browser_page.go_back()
    expect(browser_page.locator(".st-key-strip_turn")).to_contain_text("1 of")


def test_filter_is_chosen_while_presenting(browser_page: Page, server: Server) -> None:
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    put_up(browser_page, server.url, "gaps", size="room")
    before = browser_page.locator(".sheet footer").inner_text()
    browser_page.get_by_role("button", name="Filters").click()
    browser_page.get_by_role("button", name=re.compile("^Enhanced health in care homes")).click()
    expect(browser_page).to_have_url(re.compile("model_type=ehch"))
    expect(browser_page.locator(".sheet footer")).not_to_have_text(before)


def test_reload_and_a_second_browser_show_the_same_picture(
    browser_page: Page, browser: Browser, server: Server
) -> None:
    path = "impacts?survives=independent&model_type=ehch&sheet=2"
    put_up(browser_page, server.url, path, size="hall")
    shown = picture(browser_page)
    browser_page.reload()
    stands(browser_page)
    assert picture(browser_page) == shown
    other = browser.new_context().new_page()
    put_up(other, server.url, path, size="hall")
    assert picture(other) == shown
    other.context.close()


def test_picture_stays_while_the_network_is_away_and_works_again_soon_after(
    browser_page: Page, server: Server
) -> None:
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    with relay(int(server.host.split(":")[1])) as network:
        put_up(browser_page, network.url, "gaps?model_type=ehch", size="room")
        shown = picture(browser_page)
        network.cut()
        expect(browser_page.locator("body[data-without-connection]")).to_be_attached(timeout=10_000)
        browser_page.wait_for_timeout(10_000)
        assert picture(browser_page) == shown
        network.mend()
        expect(browser_page.locator("[data-test-connection-state=CONNECTED]")).to_be_attached(
            timeout=5_000
        )
        stands(browser_page)
        assert picture(browser_page) == shown
        browser_page.get_by_role("button", name="Hide").click()
        expect(browser_page).to_have_url(re.compile("strip=hidden"))
