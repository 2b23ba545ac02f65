"""From a contract form to a plan that two people fill in, in a real browser."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from scripts import server as dashboard
from scripts.server import Server
from tests.browser.axe import findings
from tests.browser.test_journeys import finished, opened
from tests.browser.test_wall import stands

EARLIER = "First thought"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A dashboard whose store this module's tests write into."""
    with dashboard.running(tmp_path) as running:
        yield running
        assert "Traceback" not in running.log(), running.log()


def begin(page: Page, title: str) -> None:
    """Start a checklist on its page."""
    page.get_by_role("textbox", name="Title of a new checklist").fill(title)
    page.get_by_role("button", name="Start it").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    finished(page)


def fill(page: Page, *, state: str, note: str, role: str) -> None:
    """Answer the item that is open; each field saves itself when it is left."""
    page.get_by_text(state, exact=True).first.click()
    finished(page)
    page.get_by_role("textbox", name="Note").fill(note)
    page.get_by_role("textbox", name="Role that leads").click()
    expect(page.get_by_text("Saved: note.")).to_be_visible()
    finished(page)
    page.get_by_role("textbox", name="Role that leads").fill(role)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Saved: role.")).to_be_visible()
    finished(page)


def pin(page: Page, item: str, note: str) -> None:
    """Pin what is shown to an item of this browser's checklist."""
    page.get_by_role("button", name="Pin to checklist").click()
    page.get_by_role("combobox", name=re.compile("^Pin to, in")).click()
    page.get_by_role("option", name=re.compile(f"^{item}:")).click()
    page.get_by_role("textbox", name="Why it matters here").fill(note)
    page.get_by_role("button", name="Pin", exact=True).click()
    expect(page.get_by_text(re.compile("^Pinned “"))).to_be_visible()


def taken(page: Page, words: str) -> Download:
    """The checklist as a file."""
    if not page.get_by_role("button", name=words, exact=True).is_visible():
        page.get_by_role("button", name="Take the checklist away").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=words, exact=True).click()
    return download.value


def test_from_a_form_over_a_contract_and_a_lesson_to_a_plan_of_two(
    browser_page: Page, own_server: Server, browser: Browser
) -> None:
    page = browser_page
    opened(page, own_server, "commissioning?show=checklist")
    begin(page, "Northtown")
    checklist = page.url

    opened(page, own_server, "contracts")
    page.get_by_role("link", name=re.compile("^Prime contractor")).first.click()
    expect(page).to_have_url(re.compile("contract_form=prime_contractor"))
    finished(page)
    page.get_by_role("link", name="UnitingCare", exact=True).first.click()
    expect(page).to_have_url(re.compile("contract=unitingcare-2015"))
    finished(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("UnitingCare")
    pin(page, "Step 4", "Price still open at the start.")

    opened(page, own_server, "commissioning?show=lessons&lesson_id=con-01")
    expect(page.get_by_text("Test the VAT position").first).to_be_visible()
    pin(page, "Step 3", "Ask about VAT first.")

    page.goto(checklist)
    finished(page)
    for state in ("Done", "Under way", "Not relevant"):
        fill(page, state=state, note=f"{EARLIER}: {state}", role="Finance lead")
        page.get_by_role("button", name=re.compile("^Next")).click()
        finished(page)
    expect(page.get_by_text("1 of 15 done, 1 under way, 1 not relevant")).to_be_visible()

    first = f"{checklist}&item=step-1"
    page.goto(first)
    finished(page)
    with browser.new_context(viewport={"width": 1440, "height": 900}) as second_browser:
        second = second_browser.new_page()
        second.goto(first)
        finished(second)
        expect(second.get_by_role("textbox", name="Note")).to_have_value(f"{EARLIER}: Done")
        page.get_by_role("textbox", name="Note").fill("From the first browser")
        second.get_by_role("textbox", name="Note").fill("From the second browser")
        for each in (page, second):
            each.keyboard.press("Tab")
            expect(each.get_by_text("Saved: note.")).to_be_visible()
            finished(each)
        expect(second.get_by_text("2 people typed at the same time")).to_be_visible()
        assert findings(second) == []
        for words in ("From the first browser", "From the second browser"):
            expect(second.get_by_text(words).first).to_be_visible()
        second.get_by_role("button", name="Keep all of them in one note").click()
        expect(second.get_by_role("textbox", name="Note")).to_have_value(
            "From the first browser\n\nFrom the second browser"
        )

    page.reload()
    finished(page)
    text = taken(page, "CSV").path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert any("From the first browser\n\nFrom the second browser" in row for row in rows)
    assert "Ask about VAT first." in text
    with zipfile.ZipFile(taken(page, "Word").path()) as word:
        assert "From the second browser" in word.read("word/document.xml").decode()
    assert "Price still open at the start." in taken(page, "Web page").path().read_text("utf-8")


def test_a_checklist_stands_on_a_wall_and_reads_by_its_other_link(
    browser_page: Page, own_server: Server, browser: Browser
) -> None:
    page = browser_page
    opened(page, own_server, "commissioning?show=checklist")
    begin(page, "Southtown")
    checklist = page.url
    fill(page, state="Done", note="A note", role="Finance lead")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_test_id("stCode")).to_have_count(2)
    read, edit = page.get_by_test_id("stCode").all_inner_texts()
    assert edit.strip() == checklist.partition("&item")[0]
    for size in ("room", "hall"):
        page.goto(f"{checklist}&size={size}")
        stands(page)
        expect(page.get_by_text("Done").first).to_be_visible()
        assert findings(page) == []
    with browser.new_context() as other:
        reader = other.new_page()
        reader.goto(read.strip())
        finished(reader)
        expect(reader.get_by_text("You opened this for reading.")).to_be_visible()
        expect(reader.get_by_role("textbox")).to_have_count(0)
        assert checklist.rpartition("=")[2] not in reader.content()
        assert findings(reader) == []
        assert not [each for each in other.cookies() if each["name"] == "evidence_checklist"]
