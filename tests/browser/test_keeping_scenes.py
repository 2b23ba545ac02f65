"""Views that a facilitator keeps, puts in order and plays, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from scripts import server as dashboard
from scripts.server import Server
from tests.browser.test_journeys import finished, opened
from tests.browser.test_wall import stands


def keep(page: Page, title: str, note: str = "") -> None:
    """Keep what is shown as a scene of the list that the popover names."""
    page.get_by_role("button", name="Keep this view").click()
    field = page.get_by_role("textbox", name="Title of the scene")
    expect(field).to_be_visible()
    field.fill(title)
    page.get_by_role("textbox", name="Speaker's note").fill(note)
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text(re.compile(f"Kept “{title}” as scene"))).to_be_visible()


def scenes(page: Page) -> list[str]:
    """The scenes of the open list in order."""
    return page.get_by_role("heading", level=2).all_inner_texts()


def walk(page: Page, label: str) -> None:
    """Go to another page by the menu of a desk."""
    page.locator(".st-key-menu").get_by_role("link", name=label, exact=True).click()
    expect(page).to_have_title(re.compile(f"^{label} -"))
    finished(page)


def test_views_are_kept_put_in_order_and_played_to_the_end(
    browser_page: Page, fresh_server: Server
) -> None:
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    opened(browser_page, fresh_server, "gaps?kind=vanguard")
    keep(browser_page, "Who looked", "Wait for the room.")
    browser_page.keyboard.press("Escape")
    walk(browser_page, "Sites")
    keep(browser_page, "Who they are")
    browser_page.get_by_role("link", name=re.compile("^Open the list")).click()
    finished(browser_page)
    assert scenes(browser_page) == ["1. Who looked", "2. Who they are"]

    browser_page.get_by_role("button", name="Move up Who they are").click()
    expect(browser_page.get_by_role("heading", level=2).first).to_have_text("1. Who they are")

    browser_page.get_by_role("button", name="Play from the start").click()
    stands(browser_page)
    place = browser_page.locator(".st-key-strip_turn p[role=status]")
    expect(place).to_have_text(re.compile("^Scene 1"))
    browser_page.goto(f"{browser_page.url}&sheet=99999")
    stands(browser_page)
    browser_page.get_by_role("button", name="Next").click()
    expect(place).to_have_text(re.compile("^Scene 2"))
    expect(browser_page).to_have_url(re.compile("/gaps.*kind=vanguard"))
    stands(browser_page)
    assert "Wait for the room." not in browser_page.locator("body").inner_text()

    browser_page.get_by_role("button", name="Menu", exact=True).click()
    browser_page.get_by_role("radio", name="Desk").click()
    expect(browser_page.get_by_text("Scene 2 of 2")).to_be_visible()
    browser_page.get_by_role("button", name="Speaker's note").click()
    expect(browser_page.get_by_text("Wait for the room.")).to_be_visible()
    browser_page.keyboard.press("Escape")
    browser_page.get_by_role("button", name="Stop playing").click()
    expect(browser_page).to_have_url(re.compile("/scenes\\?list="))
    finished(browser_page)
    assert scenes(browser_page) == ["1. Who they are", "2. Who looked"]


def test_a_restart_of_the_server_keeps_the_scenes(browser_page: Page, tmp_path: Path) -> None:
    with dashboard.running(tmp_path) as first:
        opened(browser_page, first, "impacts?model_type=ehch&survives=independent")
        keep(browser_page, "Evaluated", "Ask who did it.")
        browser_page.get_by_role("link", name=re.compile("^Open the list")).click()
        finished(browser_page)
        path = browser_page.url.removeprefix(f"{first.url}/")
    with dashboard.running(tmp_path) as second:
        opened(browser_page, second, path)
        assert scenes(browser_page) == ["1. Evaluated"]
        expect(browser_page.get_by_text("Ask who did it.")).to_be_visible()
        browser_page.get_by_role("button", name="Open Evaluated").click()
        expect(browser_page).to_have_url(re.compile("/impacts.*survives=independent"))
        expect(browser_page.get_by_text("Scene 1 of 1")).to_be_visible()


def test_a_removed_scene_is_put_back(browser_page: Page, fresh_server: Server) -> None:
    opened(browser_page, fresh_server, "sites")
    keep(browser_page, "Who they are")
    browser_page.get_by_role("link", name=re.compile("^Open the list")).click()
    finished(browser_page)
    browser_page.get_by_role("button", name="Remove Who they are").click()
    expect(browser_page.get_by_text("This list has no scenes yet.")).to_be_visible()
    browser_page.get_by_role("button", name="Put Who they are back").click()
    expect(browser_page.get_by_role("heading", name="1. Who they are")).to_be_visible()
