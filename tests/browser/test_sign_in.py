"""Signing in with a real provider of OpenID Connect, and who is kept from writing."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from evidence import ROOT
from scripts import server as dashboard
from scripts.server import Server
from tests import oidc
from tests.browser.relay import relaying
from tests.oidc import FIRST_MS, Provider
from ui.sign_in_return import COOKIE

ANN, BEN = "Ann Archer", "Ben Baker"


@dataclass(frozen=True)
class Place:
    """A dashboard with a provider, and the folder of its store."""

    provider: Provider
    server: Server
    home: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One dashboard for all tests, which use people of their own."""
    folder = tmp_path_factory.mktemp("sign_in")
    home = folder / "home"
    with oidc.providing() as provider, oidc.serving(provider, home, folder) as server:
        yield Place(provider, server, home)
        assert "Traceback" not in server.log(), server.log()


def roles(place: Place, *arguments: str) -> str:
    """What the command line says to that."""
    done = subprocess.run(
        [sys.executable, "-m", "evidence", "roles", *arguments],
        cwd=ROOT,
        env=os.environ | {"EVIDENCE_HOME": str(place.home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def opened(page: Page, server: Server, path: str = "people") -> None:
    page.goto(f"{server.url}/{path}")
    expect(page.locator(".st-key-identity")).to_be_visible(timeout=FIRST_MS)


def said_who(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator(".st-key-identity .who")).to_have_text(words)


def switch(page: Page) -> None:
    """Press the switch of the second reader, which only owners see."""
    page.locator(".st-key-people_second_reader label").click()


def test_a_role_given_on_the_command_line_counts_at_the_next_click_until_it_is_taken(
    place: Place, browser_page: Page
) -> None:
    ann = place.provider.sign_in_as(ANN)
    oidc.sign_in(browser_page, place.server)
    said_who(browser_page, f"{ANN}, no role yet")
    expect(browser_page.get_by_text(ann.person_id, exact=True)).to_be_visible()
    expect(browser_page.get_by_role("heading", name="Second reader")).to_have_count(0)

    assert "is an owner now" in roles(place, "give", ann.email, "owner")
    browser_page.reload()
    said_who(browser_page, f"{ANN}, owner")
    switch(browser_page)
    expect(
        browser_page.get_by_text("Authors may publish what they entered themselves now")
    ).to_be_visible()
    assert "Second reader: off" in roles(place, "list")

    roles(place, "give", "local:keeper", "owner")
    roles(place, "take", ann.person_id)
    switch(browser_page)
    expect(browser_page.get_by_role("alert")).to_contain_text("needs the role of owner")
    said_who(browser_page, f"{ANN}, no role yet")
    assert "Second reader: off" in roles(place, "list")
    assert "switch second reading on: This needs the role of owner" in roles(place, "refusals")
    assert f"Refused: {ann.person_id} to switch second reading on" in place.server.log()


def test_a_sign_in_of_yesterday_is_asked_again_before_a_save(
    place: Place, browser_page: Page
) -> None:
    ben = place.provider.sign_in_as(BEN, issued_ago=12 * 3600 + 60)
    oidc.give(place.home, ben, "owner")
    oidc.sign_in(browser_page, place.server)
    said_who(browser_page, f"{BEN}, owner, signed in too long ago to save; what you typed is kept")
    switch(browser_page)
    expect(browser_page.get_by_role("alert")).to_contain_text("sign in again to save")
    place.provider.sign_in_as(BEN)
    browser_page.get_by_role("button", name="Sign in again").click()
    said_who(browser_page, f"{BEN}, owner")
    switch(browser_page)
    expect(browser_page.get_by_role("status").filter(has_text="publish")).to_be_visible()


def test_an_owner_gives_somebody_a_role_who_sees_it_at_the_next_click(
    place: Place, browser_page: Page, browser: Browser
) -> None:
    oidc.give(place.home, place.provider.sign_in_as("Olive Owner"), "owner")
    oidc.sign_in(browser_page, place.server)
    place.provider.sign_in_as("Nina New")
    with browser.new_context() as other:
        nina = other.new_page()
        oidc.sign_in(nina, place.server)
        said_who(nina, "Nina New, no role yet")
        browser_page.reload()
        group = browser_page.get_by_role("radiogroup", name="Role of Nina New")
        group.get_by_role("radio", name="Analyst").click()
        expect(browser_page.get_by_text("Nina New is an analyst now.")).to_be_visible()
        nina.reload()
        said_who(nina, "Nina New, analyst")


def test_signing_out_ends_the_other_window_and_a_copied_cookie(
    place: Place, browser_page: Page, context: BrowserContext, browser: Browser
) -> None:
    oidc.give(place.home, place.provider.sign_in_as("Sue Signer"), "owner")
    oidc.sign_in(browser_page, place.server)
    other_window = context.new_page()
    opened(other_window, place.server)
    said_who(other_window, "Sue Signer, owner")
    copied = context.storage_state()

    browser_page.get_by_role("button", name="Sign out").click()
    expect(browser_page).to_have_title(oidc.LANDING, timeout=FIRST_MS)
    opened(browser_page, place.server)
    expect(browser_page.get_by_role("button", name="Sign in")).to_be_visible()

    switch(other_window)
    expect(other_window.get_by_role("alert")).to_contain_text("You have signed out since")
    with browser.new_context(storage_state=copied) as thief:
        page = thief.new_page()
        opened(page, place.server)
        expect(page.get_by_role("button", name="Sign in again")).to_be_visible()
        expect(page.get_by_role("heading", name="Second reader")).to_have_count(0)


def test_a_sign_in_leads_back_once_to_the_view_it_began_on(
    place: Place, browser_page: Page
) -> None:
    oidc.give(place.home, place.provider.sign_in_as("Rae Returner"), "analyst")
    view = "history?show=compare&older=0"
    oidc.sign_in(browser_page, place.server, view)
    said_who(browser_page, "Rae Returner, analyst")
    expect(browser_page.get_by_role("spinbutton", name="From revision")).to_have_value("0")
    expect(browser_page.get_by_role("spinbutton", name="To revision")).to_have_value("1")
    browser_page.wait_for_function("name => !document.cookie.includes(name)", arg=COOKIE)
    browser_page.goto(place.server.url)
    expect(browser_page).to_have_title(oidc.LANDING, timeout=FIRST_MS)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/people", "//evil.example", "../people", "people/../x", "javascript:x"],
)
def test_a_planted_address_is_not_gone_to(place: Place, browser_page: Page, elsewhere: str) -> None:
    place.provider.sign_in_as("Rae Returner")
    oidc.sign_in(browser_page, place.server)
    value = quote(elsewhere, safe="")
    browser_page.context.add_cookies([{"name": COOKIE, "value": value, "url": place.server.url}])
    browser_page.goto(place.server.url)
    expect(browser_page).to_have_title(oidc.LANDING, timeout=FIRST_MS)
    expect(browser_page.locator("footer.page")).to_be_visible(timeout=FIRST_MS)
    expect(browser_page).to_have_url(f"{place.server.url}/")


def test_a_forged_cookie_is_nobody(place: Place, browser_page: Page) -> None:
    oidc.give(place.home, place.provider.sign_in_as("Fay Forger"), "owner")
    oidc.sign_in(browser_page, place.server)
    context = browser_page.context
    (cookie,) = [each for each in context.cookies() if each["name"] == "_streamlit_user"]
    value = cookie["value"]
    forged = value[:20] + ("A" if value[20] != "A" else "B") + value[21:]
    context.add_cookies(
        [{"name": cookie["name"], "value": forged, "domain": cookie["domain"], "path": "/"}]
    )
    opened(browser_page, place.server)
    expect(browser_page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(browser_page.get_by_role("heading", name="Second reader")).to_have_count(0)


def test_on_the_machine_itself_its_user_owns_the_store(
    browser_page: Page, fresh_server: Server
) -> None:
    opened(browser_page, fresh_server)
    said_who(browser_page, re.compile("^.+, owner, on this machine, without signing in$"))
    switch(browser_page)
    expect(
        browser_page.get_by_text("Authors may publish what they entered themselves now")
    ).to_be_visible()
    expect(browser_page.get_by_text("(you)")).to_be_visible()


def test_a_server_that_others_can_reach_is_for_reading(browser_page: Page, tmp_path: Path) -> None:
    with dashboard.running(tmp_path, STREAMLIT_SERVER_ADDRESS="0.0.0.0") as server:
        opened(browser_page, server)
        reading_only(browser_page, "can be reached from other machines")


def test_behind_a_proxy_without_a_provider_the_dashboard_is_for_reading(
    browser_page: Page, fresh_server: Server
) -> None:
    with relaying(fresh_server, "X-Forwarded-For: 203.0.113.5") as relayed:
        opened(browser_page, relayed)
        reading_only(browser_page, "through a proxy")


def reading_only(page: Page, why: str) -> None:
    expect(page.locator(".st-key-identity")).to_contain_text(why)
    expect(page.get_by_role("heading", name="Second reader")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("^Sign in"))).to_have_count(0)
