"""axe on every page in every state; what Streamlit breaks is listed in docs/accessibility.md."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from evidence import ROOT
from scripts.server import Server
from tests.browser.test_journeys import opened

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
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
    "sources",
    "sources?part=method",
    "sources?part=dictionary",
    "sources?part=downloads",
    "sources?source_id=rapid-review-2016",
)


def excepted() -> set[tuple[str, str]]:
    """Rule and element of each finding that is Streamlit's own, from the document."""
    lines = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8").splitlines()
    return {
        (match[1], match[2])
        for line in lines
        if (match := re.fullmatch(r"\| `([a-z-]+)` \| `(.+?)` \| .+ \|", line))
    }


def findings(page: Page) -> list[str]:
    """What axe finds, but for what is excepted: rule, element, what to do."""
    allowed = excepted()
    result = Axe().run(page, options=RULES).response
    return [
        f"{violation['id']}: {node['target']}: {node['html'][:200]}: {violation['help']}"
        for violation in result["violations"]
        for node in violation["nodes"]
        if not any(
            rule == violation["id"]
            and page.locator(f"{element}").count() > 0
            and page.evaluate(
                "([target, element]) => document.querySelector(target)?.closest(element) !== null",
                [node["target"][0], element],
            )
            for rule, element in allowed
        )
    ]


@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing(browser_page: Page, server: Server, path: str) -> None:
    opened(browser_page, server, path)
    assert findings(browser_page) == []


@pytest.mark.parametrize("path", ["", "sites", "impacts", "sources", "site?site=airedale"])
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
