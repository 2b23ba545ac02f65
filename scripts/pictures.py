"""Takes the README's pictures from the running dashboard into ``docs/pictures``."""

import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from evidence import ROOT, scene_files
from evidence.scene_drafts import LANDING_PAGE
from evidence.scenes import registry
from scripts import find_browser, server

PICTURES = ROOT / "docs" / "pictures"
ADDRESSES = {
    "dashboard": "",
    "site": "site?site=northumberland",
    "impacts": (
        "impacts?outcome_domain=emergency_admissions&kind=vanguard&finding=rushcliffe-emadm-iau"
    ),
    "compare": "compare?site=rushcliffe-principia&site=nottingham-city&site=fylde-coast",
    "gaps": "gaps",
    "contracts": "contracts",
    "contract": "contract?contract=unitingcare-2015",
    "terms": "terms",
    "commissioning": "commissioning",
    "add": "add?correct=findings/airedale-ae-airedale",
}
# A workshop, as it can be loaded on the page of the scenes; its scenes are shown in a room.
WORKSHOP = ROOT / "docs" / "workshop.json"


def take(page: Page, url: str, target: Path) -> None:
    """Write a PNG of the first screenful of ``url``, once the page has stopped to change."""
    page.goto(url)
    page.get_by_role("heading", level=1).first.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached")
    page.screenshot(path=target, animations="disabled")


def workshop() -> dict[str, str]:
    """The address of every scene of the workshop at Room, by the name of its picture."""
    scenes = scene_files.read(WORKSHOP.read_bytes(), registry.PAGES).scenes
    return {
        f"workshop-{number}": f"{'' if scene.page == LANDING_PAGE else scene.page}"
        f"?{urlencode([*scene.query, ('size', 'room')])}"
        for number, scene in enumerate(scenes, start=1)
    }


def main() -> None:
    """Take every picture; what stood there before is replaced."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        # Whoever takes the pictures is not shown on them.
        server.running(Path(home), LOGNAME="analyst") as dashboard,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**find_browser.launch_options())
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        for name, address in ADDRESSES.items():
            take(page, f"{dashboard.url}/{address}", PICTURES / f"{name}.png")
        page.set_viewport_size({"width": 1920, "height": 1080})
        for name, address in workshop().items():
            take(page, f"{dashboard.url}/{address}", PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
