"""Two servers on one PostgreSQL, in a real browser: what one saves is on the other's screens."""

import itertools
import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evidence import schema
from evidence.store import Change, Store
from scripts import server as dashboard
from scripts.server import Server
from tests import tiny_package
from tests.browser.test_journeys import finished, opened
from tests.browser.test_keeping_scenes import keep
from tests.postgres import PostgresServer

SITE = "airedale"
CLICKS_TO_COME_BACK = 100
# After a save the first click makes the read model anew, which a busy machine takes a while for.
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def database(unsteady_postgres: PostgresServer) -> PostgresServer:
    """The server of the one database of these tests."""
    unsteady_postgres.start()
    return unsteady_postgres


@pytest.fixture(scope="module")
def url(database: PostgresServer) -> str:
    """The database that both dashboards share."""
    return database.new_database()


@pytest.fixture(scope="module")
def replicas(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """Two dashboards, each with a home of its own."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                dashboard.running(tmp_path_factory.mktemp(name), EVIDENCE_DATABASE_URL=url)
            )
            for name in ("one", "other")
        ]


@pytest.fixture(scope="module")
def third(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The store as another process has it, in which Ann may save."""
    store = Store(tmp_path_factory.mktemp("third"), schema.load_package(), url=url)
    tiny_package.let(store, "Ann")
    yield store
    store.close()


def renamed(store: Store, name: str) -> str:
    """Give the site another name; returns what the pages then say of the data."""
    (site,) = (row for row in store.tables()["sites"] if row["site_id"] == SITE)
    change = Change("sites", SITE, {**site, "short_name": name, "name": name})
    saved = store.commit([change], author="Ann", message=name, save_id=name)
    return f"Data revision {saved.number} of"


def click(page: Page, layout: str) -> None:
    """One click on a page of sites: the others are to be shown as cards, or in a table."""
    page.get_by_role("radio", name=layout).click()
    expect(page).to_have_url(re.compile("layout=cards" if layout == "Cards" else "/sites(?!.*lay)"))
    idle = page.locator("[data-test-script-state=notRunning]").first
    expect(idle).to_be_attached(timeout=PATIENCE_MS)


def test_row_saved_elsewhere_is_on_the_screens_of_every_server_at_the_next_click(
    browser_page: Page, context: BrowserContext, replicas: list[Server], third: Store
) -> None:
    pages = [browser_page, context.new_page()]
    for page, server in zip(pages, replicas, strict=True):
        opened(page, server, "sites?kind=vanguard")
    now = renamed(third, "Named in a third process")

    for page in pages:
        expect(page.get_by_text("Named in a third process")).to_have_count(0)
        click(page, "Cards")
        expect(page.locator("footer.page")).to_contain_text(now, timeout=PATIENCE_MS)
        expect(page.get_by_text("Named in a third process")).to_be_visible()
    assert all("Traceback" not in server.log() for server in replicas)


def test_view_kept_through_one_server_is_played_through_the_other(
    browser_page: Page, context: BrowserContext, replicas: list[Server]
) -> None:
    one, other = replicas
    opened(browser_page, one, "sites?kind=vanguard")
    keep(browser_page, "Kept through one")
    page = context.new_page()
    opened(page, other, "scenes")
    page.get_by_role("button", name=re.compile("^Scenes of")).click()
    expect(page.get_by_role("heading", name="1. Kept through one")).to_be_visible()


def test_pages_stay_while_the_database_is_away_and_go_on_when_it_is_back(
    browser_page: Page, replicas: list[Server], third: Store, database: PostgresServer
) -> None:
    opened(browser_page, replicas[0], "sites?kind=vanguard")
    before = browser_page.locator("footer.page a").inner_text()
    notice = browser_page.get_by_text(re.compile("^The store cannot be reached since"))
    database.stop("immediate")

    click(browser_page, "Cards")
    expect(notice).to_be_visible()
    finished(browser_page)
    expect(browser_page.locator("footer.page a")).to_have_text(before)
    expect(browser_page.locator(".site-cards article").first).to_be_visible()

    database.start()
    now = renamed(third, "Saved when it was back")
    # For a moment after a failure the server does not ask the database again, whoever clicks.
    for layout in itertools.islice(itertools.cycle(["Table", "Cards"]), CLICKS_TO_COME_BACK):
        click(browser_page, layout)
        if notice.count() == 0:
            break
    expect(notice).to_have_count(0)
    expect(browser_page.get_by_text("Saved when it was back")).to_be_visible()
    expect(browser_page.locator("footer.page")).to_contain_text(now, timeout=PATIENCE_MS)
    assert all("Traceback" not in server.log() for server in replicas)
