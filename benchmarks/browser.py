"""What somebody at a screen waits for, measured in Chromium."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from scripts import find_browser

# Milliseconds from the pointer's release to the first change inside a chart.
WATCH = """() => {
  window.redrawn = new Promise((resolve, reject) => {
    let released = null;
    document.addEventListener("pointerup", () => { released = performance.now(); },
      { capture: true, once: true });
    const watched = new MutationObserver(changes => {
      const inChart = changes.some(change => {
        const element = change.target.closest ? change.target : change.target.parentElement;
        return element && element.closest(".js-plotly-plot, .stPlotlyChart");
      });
      if (released !== null && inChart) {
        watched.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - released));
      }
    });
    watched.observe(document.body, { childList: true, subtree: true, attributes: true,
      attributeFilter: ["d", "transform"] });
    setTimeout(() => reject(new Error("no chart changed within 20 s")), 20000);
  });
}"""
CHART = ".js-plotly-plot .main-svg"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser for as long as the block lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**find_browser.launch_options())
        yield browser
        browser.close()


def cold_load_ms(browser: Browser, address: str, awaited: str = CHART) -> float:
    """Milliseconds from asking for a page with an empty cache to its first chart."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    started = page.evaluate("performance.timeOrigin + performance.now()")
    page.goto(address)
    page.locator(awaited).first.wait_for()
    ended = page.evaluate("performance.timeOrigin + performance.now()")
    context.close()
    return float(ended - started)


def click_ms(page: Page, option: str) -> float:
    """Milliseconds from a click on an option that is on the screen to the redrawn chart."""
    page.evaluate(WATCH)
    page.get_by_role("button", name=re.compile(f"^{option}")).first.click()
    waited = float(page.evaluate("window.redrawn"))
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    return waited
