"""Adding a case and correcting a row in a real browser: nothing typed is lost, and it is sent."""

import getpass
import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from evidence import home as homes
from evidence.workbench import settings
from evidence.workbench.person import local
from scripts import server as dashboard
from scripts.server import Server
from tests.browser import axe
from tests.browser.test_journeys import sideways

FINDING = "symphony-beddays-hsj-2"


def stands(page: Page) -> None:
    """Wait until the page is drawn to its end."""
    expect(page.locator("footer.page")).to_be_visible(timeout=30_000)
    expect(page.locator("[data-test-script-state=notRunning]").first).to_be_attached(timeout=30_000)
    # From the press that opens another row until that row is drawn, the old one takes no text.
    expect(page.locator("[class*=st-key-add_fields_][inert]")).to_have_count(0, timeout=30_000)


def opened(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    stands(page)


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(re.compile(rf"^{re.escape(label)}(, .*)?( \(required\))?$"))


def write(page: Page, label: str, text: str) -> None:
    """Type into a field; what is done next, or half a second, saves it."""
    field(page, label).fill(text)
    expect(page.locator(".st-key-add_saved p")).to_contain_text("Saved")
    stands(page)


def choose(page: Page, label: str, words: str) -> None:
    box = field(page, label)
    box.click()
    box.press_sequentially(words)
    page.get_by_role("option", name=re.compile(re.escape(words))).first.click()
    stands(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    stands(page)


def step(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click()
    expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked()
    stands(page)


def begun(page: Page, server: Server) -> None:
    """A new case, at its first step."""
    opened(page, server, "add")
    press(page, "Add a case")
    expect(page).to_have_url(re.compile("submission="))


def test_typing_is_saved_without_leaving_the_field_and_survives_reload_and_a_second_tab(
    browser_page: Page, context: BrowserContext, fresh_server: Server
) -> None:
    begun(browser_page, fresh_server)
    press(browser_page, "Add a source")
    # A field of one line, and one of several: both are still being typed in.
    code = field(browser_page, "Code of the row")
    field(browser_page, "Publisher").press_sequentially("Kent Evidence")
    expect(code).to_have_value("kent-evidence")
    field(browser_page, "Title").press_sequentially("Care homes of Ashford")
    expect(code).to_have_value("kent-evidence-care-homes")
    assert browser_page.evaluate("document.activeElement.tagName") == "TEXTAREA"

    second = context.new_page()
    second.goto(browser_page.url)
    stands(second)
    expect(field(second, "Title")).to_have_value("Care homes of Ashford", timeout=30_000)
    browser_page.reload()
    stands(browser_page)
    expect(field(browser_page, "Title")).to_have_value("Care homes of Ashford", timeout=30_000)
    expect(field(browser_page, "Publisher")).to_have_value("Kent Evidence")

    field(second, "Published").fill("2017-05")
    expect(field(second, "Code of the row")).to_have_value("kent-evidence-care-homes-2017")
    opened(browser_page, fresh_server, "add")
    browser_page.get_by_role("button", name=re.compile("^Go on with")).click()
    expect(field(browser_page, "Published")).to_have_value("2017-05")


def test_a_row_that_gives_way_to_another_takes_no_more_text(
    browser_page: Page, fresh_server: Server
) -> None:
    begun(browser_page, fresh_server)
    step(browser_page, "4 Findings")
    press(browser_page, "Add a finding")
    write(browser_page, "Measure", "Bed days of residents")
    expect(browser_page.get_by_text("1. Finding: Bed days of residents")).to_be_visible()
    taken = browser_page.evaluate(
        """() => {
            const measure = document.querySelector("[class*=st-key-add_fields_] input[type=text]");
            document.querySelector(".st-key-add_copy button").click();
            measure.focus();
            return document.activeElement === measure;
        }"""
    )
    assert not taken
    stands(browser_page)
    expect(browser_page.get_by_text("2. Finding: Bed days of residents")).to_be_visible()
    write(browser_page, "Measure", "Stays of residents")
    for words in ("1. Finding: Bed days of residents", "2. Finding: Stays of residents"):
        expect(browser_page.get_by_text(words)).to_be_visible(timeout=30_000)


def two_findings(page: Page) -> None:
    """Fill in a case from its first step to the check: a new source, a site of the set."""
    press(page, "Add a source")
    for label, text in {
        "Title": "Care homes of Ashford",
        "Publisher": "Kent Evidence",
        "Address": "https://example.org/ashford",
    }.items():
        write(page, label, text)
    choose(page, "Kind of document", "Evaluation")
    step(page, "2 Site")
    field(page, "Search 117 sites").fill("rushcliffe")
    expect(page.get_by_text("1 found. Choose it below.")).to_be_visible()
    choose(page, "A site that is in the set already", "Rushcliffe")
    expect(page.get_by_text("New rows of this case begin with it.")).to_be_visible()
    step(page, "4 Findings")
    press(page, "Add a finding")
    choose(page, "Outcome domain", "Bed days")
    choose(page, "Which way is better", "Lower is better")
    choose(page, "Direction", "Better")
    write(page, "Measure", "Bed days of residents")
    write(page, "Value", "-12.60")
    choose(page, "What the value is", "Change")
    choose(page, "Unit", "per cent change")
    choose(page, "Compared with", "Before and after")
    choose(page, "Evidence status", "Evaluated")
    write(page, "Statement", "Bed days of residents fell by 12.60% against the year before.")
    write(page, "Place in the source", "page 9")
    press(page, "Copy as a new row")
    write(page, "Measure", "Length of stay of residents")
    write(page, "Label", "length of stay")
    write(page, "Value", "-3")
    write(page, "Statement", "Stays of residents were 3% shorter than the year before.")
    assert axe.findings(page) == []
    step(page, "Check and send")
    expect(page.get_by_role("heading", name="The rules find nothing wrong")).to_be_visible(
        timeout=30_000
    )


def test_a_case_with_two_findings_is_entered_and_sent(
    browser_page: Page, fresh_server: Server
) -> None:
    page = browser_page
    begun(page, fresh_server)
    two_findings(page)
    expect(page.locator(".st-key-card_add_preview")).to_contain_text("better, evaluated: −12.6%")
    assert axe.findings(page) == []
    field(page, "Reason: what was added or changed, and why").fill("Two results of Ashford.")
    press(page, "Send to review")
    expect(page.get_by_text("Sent to review. Readers see it once")).to_be_visible()
    expect(page.get_by_text("In review", exact=True)).to_be_visible()


def test_a_case_of_a_team_of_one_is_seen_in_a_second_browser(
    browser: Browser, browser_page: Page, tmp_path: Path
) -> None:
    with dashboard.running(tmp_path) as server:
        reader = browser.new_context().new_page()
        opened(reader, server, "site?site=rushcliffe-principia")
        expect(reader.get_by_text("Bed days of residents")).to_have_count(0)
        begun(browser_page, server)
        store = homes.open_store(tmp_path)
        settings.set_second_reader(store, local(getpass.getuser()), required=False)
        store.close()
        two_findings(browser_page)
        reason = "Reason: what was added or changed, and why"
        field(browser_page, reason).fill("Two results of Ashford.")
        press(browser_page, "Publish now, without a second reader")
        expect(browser_page.get_by_text("Published as revision 2").first).to_be_visible()

        reader.get_by_role("link", name="Compare with others").click()
        expect(reader).to_have_url(re.compile("compare"))
        expect(reader.get_by_text("Data revision 2 of")).to_be_visible()
        reader.go_back()
        expect(reader.get_by_text("Bed days of residents").first).to_be_visible()
        expect(reader.get_by_text("Length of stay of residents").first).to_be_visible()
        expect(reader.get_by_text("without a second reader").first).to_be_visible()
        reader.context.close()
        assert "Traceback" not in server.log()


def test_a_phone_is_wide_enough_and_axe_finds_nothing(
    browser_page: Page, fresh_server: Server
) -> None:
    for width in (390, 320):
        browser_page.set_viewport_size({"width": width, "height": 844})
        for path in ("add", f"add?correct=findings/{FINDING}"):
            opened(browser_page, fresh_server, path)
            assert sideways(browser_page) == 0, (path, width)
            assert axe.findings(browser_page) == []


def test_a_row_is_corrected_from_its_place_on_a_page(
    browser_page: Page, fresh_server: Server
) -> None:
    opened(browser_page, fresh_server, f"impacts?finding={FINDING}")
    browser_page.locator(f'a.correct[href$="{FINDING}"]').first.click()
    write(browser_page, "Value", "-16")
    expect(browser_page.locator(".add-changed")).to_contain_text("Published is: -15")
    expect(browser_page).to_have_url(re.compile("submission="))
    expect(field(browser_page, "Value")).to_be_focused()
