"""A running dashboard and a page in a real browser that may ask nobody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from scripts import find_browser
from scripts import server as dashboard

# How long an expectation may take to come true: a slow machine is no fault of a page.
PATIENCE_MILLISECONDS = 30_000


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """Wait for what a page shows for as long as a slow machine needs."""
    expect.set_options(timeout=PATIENCE_MILLISECONDS)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dashboard.Server]:
    """The dashboard that tests share which only look."""
    with dashboard.running(tmp_path_factory.mktemp("server")) as running:
        yield running
        assert "Traceback" not in running.log(), running.log()


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[dashboard.Server]:
    """A dashboard of this test alone, which nobody has visited."""
    with dashboard.running(tmp_path) as running:
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser that is there, or the one that EVIDENCE_BROWSER names."""
    return browser_type_launch_args | find_browser.launch_options()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A desk's screen, a British reader."""
    return browser_context_args | {
        "viewport": {"width": 1440, "height": 900},
        "locale": "en-GB",
        "timezone_id": "Europe/London",
    }


@pytest.fixture
def hosts_asked(context: BrowserContext) -> set[str]:
    """Host and port of every request that the pages of this test make, sockets included."""
    asked: set[str] = set()

    def note(url: str) -> None:
        if urlsplit(url).netloc:
            asked.add(urlsplit(url).netloc)

    context.on("request", lambda request: note(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: note(socket.url)))
    return asked


@pytest.fixture
def browser_page(
    hosts_asked: set[str], page: Page, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """An empty page. When the test is done, no host but this machine's may have been asked."""
    yield page
    others = {host for host in hosts_asked if urlsplit(f"//{host}").hostname != "127.0.0.1"}
    assert not others, f"{request.node.name} asked {sorted(others)}"
