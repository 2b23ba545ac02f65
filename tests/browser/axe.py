"""What axe finds on a page, but for what Streamlit itself breaks."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from evidence import ROOT

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}


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
