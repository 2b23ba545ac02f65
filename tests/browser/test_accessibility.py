"""axe on every page in every state; what Streamlit breaks is listed in docs/accessibility.md."""

import pytest
from playwright.sync_api import Page, expect

from scripts.pictures import WORKSHOP
from scripts.server import Server
from tests.browser.axe import findings
from tests.browser.test_journeys import finished, opened
from tests.browser.test_wall import put_up, stands

PAIR = "compare?site=rushcliffe-principia&site=nottingham-city"
STATES = (
    "",
    "?model_type=ehch&direction=improved",
    "?text=zzzz",
    "?kind=unknown",
    "sites",
    "sites?layout=cards",
    "sites?text=rushcliffe%20principia",
    "sites?text=zzzz",
    "site?site=cambridgeshire-unitingcare",
    "site?site=milton-keynes-alliance",
    "site?site=all-vanguards",
    "site?site=atlantis",
    "impacts",
    "impacts?outcome_domain=bed_days&group_by=model_type",
    "impacts?finding=airedale-ae-airedale",
    "impacts?text=zzzz",
    "impacts?survives=independent&kind=vanguard",
    "compare",
    "compare?site=rushcliffe-principia",
    PAIR,
    "compare?site=milton-keynes-alliance&site=sunderland-atb&site=fylde-coast&site=model:mcp",
    f"{PAIR}&differs=yes&survives=independent",
    f"{PAIR}&unfold=yes&site=atlantis",
    f"{PAIR}&row=emergency_admissions&finding=rushcliffe-emadm-iau",
    "directions",
    "directions?survives=independent&kind=vanguard",
    "directions?text=zzzz",
    "directions?picture=harvest",
    "directions?picture=harvest&survives=compared",
    "gaps",
    "gaps?outcome=emergency_admissions&column=ehch",
    "gaps?columns=contract_form&kind=vanguard",
    "gaps?text=zzzz",
    "contracts",
    "contracts?contract_form=prime_contractor",
    "contracts?status=abandoned",
    "contract?contract=unitingcare-2015",
    "contract?contract=milton-keynes-alliance",
    "contract?contract=no-such",
    "terms",
    "terms?preset=unitingcare-2015&beside=alzira-concession",
    "terms?annual_value_gbp=zzzz",
    "commissioning",
    "commissioning?item=step-4",
    "commissioning?show=lessons",
    "commissioning?show=checklist",
    "scenes",
    "scenes?list=atlantis",
    "sources",
    "sources?part=method",
    "sources?part=dictionary",
    "sources?part=downloads",
    "sources?source_id=rapid-review-2016",
    "add",
    "add?correct=findings/airedale-ae-airedale",
    "upload",
    "review",
    "double_entry",
    "history",
    "history?number=1",
    "history?show=compare",
    "people",
)


@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing(browser_page: Page, server: Server, path: str) -> None:
    opened(browser_page, server, path)
    assert findings(browser_page) == []


@pytest.mark.parametrize(
    "path",
    [
        "",
        "sites",
        "impacts",
        PAIR,
        f"{PAIR}&row=ae_attendances",
        "contracts",
        "contract?contract=unitingcare-2015",
        "terms",
        "commissioning?item=step-4",
        "commissioning?show=lessons",
        "commissioning?show=checklist",
        "directions",
        "directions?picture=harvest",
        "gaps?outcome=emergency_admissions&column=ehch",
        "scenes",
        "sources",
        "site?site=airedale",
        "add?correct=findings/airedale-ae-airedale",
        "upload",
        "review",
        "history?number=1",
        "people",
    ],
)
def test_axe_finds_nothing_on_a_narrow_screen(
    browser_page: Page, server: Server, path: str
) -> None:
    browser_page.set_viewport_size({"width": 390, "height": 844})
    opened(browser_page, server, path)
    assert findings(browser_page) == []


@pytest.mark.parametrize("name", ["Model of care", "Outcome", "More filters"])
def test_axe_finds_nothing_in_an_open_filter(browser_page: Page, server: Server, name: str) -> None:
    opened(browser_page, server, "sites")
    browser_page.get_by_role("button", name=name, exact=True).click()
    expect(browser_page.get_by_text("as the other filters stand").first).to_be_visible()
    assert findings(browser_page) == []


def test_axe_finds_nothing_on_kept_scenes_and_in_what_they_open(
    browser_page: Page, fresh_server: Server
) -> None:
    opened(browser_page, fresh_server, "scenes")
    browser_page.locator("input[type=file]").set_input_files(WORKSHOP)
    expect(browser_page.get_by_role("button", name="Play from the start")).to_be_visible()
    finished(browser_page)
    assert findings(browser_page) == []
    for name in ("Hand-out", "Rename the list", "Reword Who has looked at what"):
        button = browser_page.get_by_role("button", name=name, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
        finished(browser_page)
        assert findings(browser_page) == []
        browser_page.keyboard.press("Escape")
    browser_page.get_by_role("button", name="Open Who has looked at what").click()
    expect(browser_page.get_by_text("Scene 5 of 6")).to_be_visible()
    finished(browser_page)
    assert findings(browser_page) == []
    browser_page.set_viewport_size({"width": 390, "height": 844})
    browser_page.go_back()
    expect(browser_page.get_by_role("button", name="Play from the start")).to_be_visible()
    finished(browser_page)
    assert findings(browser_page) == []
    browser_page.get_by_role("button", name="Play from the start").click()
    stands(browser_page)
    assert findings(browser_page) == []
    opened(browser_page, fresh_server, "scenes")
    assert findings(browser_page) == []


@pytest.mark.parametrize("name", ["Keep this view", "Take away"])
def test_axe_finds_nothing_in_what_is_done_with_a_view(
    browser_page: Page, server: Server, name: str
) -> None:
    opened(browser_page, server, "gaps")
    browser_page.get_by_role("button", name=name).click()
    expect(browser_page.get_by_test_id("stPopoverBody").get_by_role("button").first).to_be_visible()
    finished(browser_page)
    assert findings(browser_page) == []


@pytest.mark.parametrize("path", ["compare", "gaps?text=zzzz"])
def test_axe_finds_nothing_on_a_wall_without_a_picture(
    browser_page: Page, server: Server, path: str
) -> None:
    put_up(browser_page, server.url, path, size="room")
    assert findings(browser_page) == []


@pytest.mark.parametrize("name", ["Menu", "Filters", "Show"])
def test_axe_finds_nothing_in_an_open_part_of_the_strip(
    browser_page: Page, server: Server, name: str
) -> None:
    put_up(browser_page, server.url, "gaps?model_type=ehch", size="room")
    browser_page.get_by_role("button", name=name, exact=True).click()
    body = browser_page.get_by_test_id("stPopoverBody")
    expect(body.get_by_role("button").or_(body.get_by_role("radio")).first).to_be_visible()
    expect(browser_page.locator("[data-test-script-state=notRunning]").first).to_be_attached()
    assert findings(browser_page) == []
