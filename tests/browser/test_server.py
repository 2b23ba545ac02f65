from playwright.sync_api import Page

from scripts.server import Server


def test_server_starts_without_a_word_but_its_address(fresh_server: Server):
    lines = [line.strip() for line in fresh_server.log().splitlines() if line.strip()]
    assert lines == [
        "You can now view your Streamlit app in your browser.",
        f"URL: {fresh_server.url}",
    ]


def test_first_visit_asks_no_other_host(
    fresh_server: Server, browser_page: Page, hosts_asked: set[str]
):
    browser_page.goto(fresh_server.url)
    browser_page.get_by_role("heading", level=1).first.wait_for()
    assert hosts_asked == {fresh_server.host}
