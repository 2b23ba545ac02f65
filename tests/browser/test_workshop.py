"""A prepared workshop of six scenes, from loading its file to the last sheet."""

import re

from playwright.sync_api import Page, expect

from scripts.pictures import WORKSHOP
from scripts.server import Server
from tests.browser.test_journeys import opened
from tests.browser.test_wall import LEAST, stands
from tests.browser.walls import faults


def test_a_facilitator_loads_a_workshop_and_plays_it_to_its_end(
    browser_page: Page, fresh_server: Server
) -> None:
    browser_page.set_viewport_size({"width": 1920, "height": 1080})
    opened(browser_page, fresh_server, "scenes")
    browser_page.locator("input[type=file]").set_input_files(WORKSHOP)
    browser_page.get_by_role("button", name="Play from the start").click()
    stands(browser_page)
    seen: list[str] = []
    sheets = 0
    while True:
        place = browser_page.locator(".st-key-strip_turn p[role=status]")
        expect(place).to_have_text(re.compile(r"^Scene \d"))
        scene = re.sub(r"^Scene (\d).*", r"\1", place.inner_text())
        if scene not in seen:
            seen.append(scene)
            sheets = 0
        sheets += 1
        assert faults(browser_page, LEAST["room"]) == []
        later = browser_page.get_by_role("button", name="Next")
        if later.is_disabled():
            break
        before = browser_page.url
        if sheets == 3:
            # The rest of a long scene is passed over, as a speaker would: by its last sheet.
            browser_page.goto(re.sub(r"&sheet=\d+", "", before) + "&sheet=99999")
        else:
            later.click()
        expect(browser_page).not_to_have_url(before)
        stands(browser_page)
    assert seen == ["1", "2", "3", "4", "5", "6"]
