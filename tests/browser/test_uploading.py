"""A sheet with good and faulty rows, brought in, mended and sent, in a real browser."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from scripts import server as dashboard
from scripts.server import Server
from tests import real_data
from tests.browser import axe
from tests.browser.test_journeys import sideways

GOOD, FAULTY = 200, 20


def sheet() -> bytes:
    """New findings like real ones; every second faulty row has a direction that is none."""
    real = real_data.candidate()["findings"]
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(real[0].values))
    writer.writeheader()
    for number in range(GOOD + FAULTY):
        row = dict(real[number].values)
        row |= {"finding_id": f"new-{number:03}", "period": "", "label": f"group {number}"}
        row |= {"measure": f"Measure {number}", "statement": f"{row['statement']} Row {number}."}
        if number >= GOOD:
            row |= {"direction": "sideways"} if number % 2 else {"evidence_status": "said"}
        writer.writerow(row)
    return file.getvalue().encode()


def status(number: int) -> str:
    """The evidence status that the row really has."""
    return real_data.candidate()["findings"][number].values["evidence_status"]


def opened(page: Page, server: Server, path: str = "upload") -> None:
    page.goto(f"{server.url}/{path}")
    still(page)


def still(page: Page) -> None:
    """Wait until the page is drawn to its end."""
    expect(page.locator("footer.page")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-test-script-state=notRunning]").first).to_be_attached()


def bring(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "findings.csv", "mimeType": "text/csv", "buffer": sheet()}
    )
    expect(page.get_by_role("button", name="Send 200 good rows to the review")).to_be_visible(
        timeout=60_000
    )
    still(page)


def mend(page: Page, label: str, value: str, left: int) -> None:
    """Choose a good value for one faulty cell, and wait until it is judged."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=f"({value})").click()
    expect(page.get_by_text(f"{left} row{'s' if left != 1 else ''} with a fault")).to_be_visible()
    still(page)


def test_good_rows_are_sent_while_faulty_ones_are_mended(
    browser_page: Page, tmp_path: Path
) -> None:
    with dashboard.running(tmp_path) as server:
        opened(browser_page, server)
        assert axe.findings(browser_page) == []
        bring(browser_page)
        assert axe.findings(browser_page) == []
        assert sideways(browser_page) <= 0

        mend(browser_page, "Evidence status, row 202", status(200), FAULTY - 1)
        browser_page.get_by_role("textbox", name=re.compile("^Reason")).fill("From the report")
        browser_page.get_by_role("button", name="Send 201 good rows to the review").click()
        expect(browser_page.get_by_text("201 rows went to the review.").first).to_be_visible(
            timeout=60_000
        )
        expect(browser_page.get_by_text("19 rows with a fault")).to_be_visible()
        there = browser_page.get_by_role("link", name="See them in the review")
        expect(there).to_have_attribute("href", re.compile(r"review\?submission="))
        still(browser_page)
        path = browser_page.url.removeprefix(f"{server.url}/")

    with dashboard.running(tmp_path) as again:
        opened(browser_page, again, path)
        expect(browser_page.get_by_text("19 rows with a fault")).to_be_visible()
        mend(browser_page, "Evidence status, row 204", status(202), FAULTY - 2)
        opened(browser_page, again, path)
        expect(browser_page.get_by_text("18 rows with a fault")).to_be_visible()
        browser_page.set_viewport_size({"width": 390, "height": 844})
        still(browser_page)
        assert sideways(browser_page) <= 0
        opened(browser_page, again)
        expect(
            browser_page.get_by_role("link", name=re.compile("findings.csv.*to be mended"))
        ).to_be_visible()


def block(page: Page) -> Locator:
    return page.get_by_role("textbox", name=re.compile("^Rows copied"))


def type_at_the_end(page: Page, text: str) -> None:
    """Type into the block without leaving it."""
    block(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def another_tab_shows(page: Page, text: str) -> bool:
    other = page.context.new_page()
    other.goto(page.url)
    expect(block(other)).to_be_visible(timeout=30_000)
    still(other)
    shown = block(other).input_value()
    other.close()
    return text in shown


def choose(page: Page, label: str, option: str) -> None:
    """Answer one question about the columns."""
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=re.compile(option)).click()
    still(page)


def test_a_pasted_block_outlives_a_restart_and_a_reload_and_is_compared_cell_by_cell(
    browser_page: Page, tmp_path: Path
) -> None:
    page, row = browser_page, real_data.row("sources", "jic-2021").values
    with dashboard.running(tmp_path) as server:
        opened(page, server)
        type_at_the_end(page, "source_id\ttitel\t")
        expect(page).to_have_url(re.compile("submission="))
        still(page)
        expect(block(page)).to_be_focused()
        type_at_the_end(page, f"Remarks\njic-2021\t{row['title']} again\tBy hand\n")
        assert any(another_tab_shows(page, "By hand") for _ in range(20))
        expect(block(page)).to_be_focused()
        assert axe.findings(page) == []

    with dashboard.running(tmp_path) as again:
        opened(page, again)
        page.get_by_role("link", name="Pasted rows, not compared yet").click()
        expect(block(page)).to_have_value(re.compile("By hand\n$"), timeout=30_000)
        still(page)
        page.get_by_role("button", name="Compare the pasted rows").click()
        expect(page.get_by_role("heading", name="Which column is which?")).to_be_visible()
        still(page)
        choose(page, "^Table of", "^[Ss]ources$")
        choose(page, "Remarks", r"^note \(")
        assert axe.findings(page) == []
        page.reload()
        still(page)
        answer = page.get_by_role("combobox", name=re.compile("Remarks"))
        expect(answer).to_have_value(re.compile("^note"))
        page.set_viewport_size({"width": 390, "height": 844})
        still(page)
        assert sideways(page) <= 0
        page.get_by_role("button", name="Take these columns").click()

        changed = page.locator("table.upload ins")
        expect(changed).to_have_text([f"{row['title']} again", "By hand"], timeout=30_000)
        expect(page.locator("table.upload del").first).to_have_text(row["title"])
        still(page)
        page.mouse.move(0, 0)
        assert axe.findings(page) == []
