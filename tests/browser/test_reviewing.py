"""Two people review, publish and take back, and a third who only reads sees it each time."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from evidence import home as homes
from evidence.store import Store
from evidence.workbench import double_entry, drafts, review
from evidence.workbench.person import Person
from scripts.server import Server
from tests import oidc
from tests.browser import axe
from tests.browser.test_adding import press, stands
from tests.browser.test_journeys import sideways
from tests.workbench.double_entries import ADMISSIONS, STAYS, handed_in

SITE = {
    "site_id": "testford-together",
    "name": "Testford Together",
    "short_name": "Testford",
    "kind": "vanguard",
    "model_type": "mcp",
    "wave": "2015-03",
    "country": "England",
    "area": "Testford",
    "started": "2015-03-10",
    "outcome_status": "unknown",
    "summary": "General practices and a community trust of one town shared staff from 2015.",
    "locator": "Page 3",
}


def evaluation(store: Store) -> str:
    """A source of which the set may say that it evaluated something."""
    rows = store.tables()["sources"]
    return next(row["source_id"] for row in rows if row["type"] == "evaluation")


def sent_case(store: Store, person: Person) -> str:
    """A new site with two findings, in review."""
    source = {"source_id": evaluation(store)}
    item = drafts.start(store, person, "case", "Testford and its two findings")
    drafts.put(store, person, item, "sites", SITE | source)
    for finding in (ADMISSIONS, STAYS):
        of_site = {"finding_id": f"testford-{finding['finding_id']}", "site_id": SITE["site_id"]}
        drafts.put(store, person, item, "findings", finding | of_site | source)
    review.send(store, person, item, message="Testford was missing")
    return item


def opened(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    stands(page)


def tidy(page: Page) -> None:
    """Nothing that axe finds, and nothing to scroll sideways for, on a desk and on a phone."""
    for width, height in ((390, 844), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        stands(page)
        assert sideways(page) == 0
        assert axe.findings(page) == []


def test_a_case_is_published_by_a_second_person_seen_by_a_third_and_taken_back(
    browser: Browser, browser_page: Page, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    with oidc.providing() as provider, oidc.serving(provider, home, tmp_path) as server:
        reader = browser.new_context().new_page()
        opened(reader, server, "sites?text=Testford")
        expect(reader.get_by_text("Testford Together")).to_have_count(0)
        ann, ben = provider.person("Ann Archer"), provider.person("Ben Baker")
        oidc.give(home, ann, "analyst")
        oidc.give(home, ben, "reviewer")
        store = homes.open_store(home)
        sent_case(store, ann)
        before = store.revision()

        provider.sign_in_as("Ben Baker")
        oidc.sign_in(browser_page, server, "review")
        stands(browser_page)
        tidy(browser_page)
        browser_page.get_by_role("link", name="Testford and its two findings").click()
        stands(browser_page)
        expect(browser_page.get_by_text("All rules kept.")).to_be_visible()
        expect(browser_page.get_by_text("Place in it: Page 3")).to_be_visible()
        tidy(browser_page)
        browser_page.get_by_role("textbox", name=re.compile("^Comment")).fill("Read page 3.")
        press(browser_page, "Publish")
        published = browser_page.get_by_text(f"as revision {before + 1}.")
        expect(published).to_be_visible()

        reader.get_by_role("link", name="Sites", exact=True).click()
        expect(reader.get_by_text("Testford Together").first).to_be_visible()
        opened(reader, server, f"site?site={SITE['site_id']}")
        expect(reader.get_by_role("heading", name="Testford Together")).to_be_visible()
        expect(reader.get_by_text("Emergency readmissions in 30 days").first).to_be_visible()

        link = f"See revision {before + 1} in the history"
        browser_page.get_by_role("link", name=link).click()
        stands(browser_page)
        expect(browser_page.get_by_text("Ann Archer").first).to_be_visible()
        tidy(browser_page)
        browser_page.get_by_label("Why shall it be taken back?").fill("It was the wrong town.")
        press(browser_page, "Undo this revision")
        expect(browser_page.get_by_text("It was the wrong town.").first).to_be_visible()

        opened(reader, server, "sites?text=Testford")
        expect(reader.get_by_text("Testford Together")).to_have_count(0)
        opened(reader, server, f"sites?text=Testford&revision={before + 1}")
        expect(reader.get_by_text("Testford Together").first).to_be_visible()
        assert store.revision() == before + 2
        store.close()
        reader.context.close()
        assert "Traceback" not in server.log()


def test_a_source_entered_twice_is_settled_by_a_third(browser_page: Page, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with oidc.providing() as provider, oidc.serving(provider, home, tmp_path) as server:
        opened(browser_page, server, "review")
        ann, ben, cy = (provider.person(name) for name in ("Ann Archer", "Ben Baker", "Cy Cole"))
        for person in (ann, ben):
            oidc.give(home, person, "analyst")
        oidc.give(home, cy, "reviewer")
        store = homes.open_store(home)
        source = evaluation(store)
        task = double_entry.start(store, cy, source, ann.person_id, ben.person_id)
        finding = ADMISSIONS | {"site_id": "nottingham-city", "source_id": source}
        handed_in(store, ann, task, finding)
        handed_in(store, ben, task, finding | {"value": "-5"})

        provider.sign_in_as("Cy Cole")
        oidc.sign_in(browser_page, server, "double_entry")
        stands(browser_page)
        tidy(browser_page)
        opened(browser_page, server, f"double_entry?task={task}")
        expect(browser_page.get_by_text("1 entered by both")).to_be_visible()
        tidy(browser_page)
        browser_page.get_by_role("radio", name="Ben Baker: -5").click(force=True)
        expect(browser_page.get_by_text("1 decision still missing.")).to_have_count(0)
        comment = browser_page.get_by_role("textbox", name=re.compile("^Comment"))
        comment.fill("Table 7 says five.")
        press(browser_page, "Publish")
        expect(browser_page.get_by_text("Settled and published as revision 2.")).to_be_visible()
        rows = {row["finding_id"]: row for row in store.tables()["findings"]}
        assert rows[finding["finding_id"]]["value"] == "-5"
        store.close()
