"""The hand-out from disk with the network cut, and the files of pictures from a running page."""

import csv
import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from evidence.exports import handout
from evidence.exports.handout_entry import Entry
from scripts.server import Server
from tests import sample_scenes
from tests.browser.axe import RULES
from tests.browser.test_journeys import opened

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A hand-out of six scenes on disk."""
    link = "https://example.org/compare?site=a"
    given = [Entry(scene, scene.title, "Ask the room first.", link) for scene in sample_scenes.SIX]
    path = tmp_path / "workshop.html"
    text = handout.html(
        "Workshop", given, revision=7, revised_at="2026-11-22", address=link, with_notes=True
    )
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def offline(browser: Browser):
    """An empty page in a browser without network."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_offline(True)
    yield context.new_page()
    context.close()


def faults(page: Page) -> list[str]:
    result = Axe().run(page, options=RULES).response
    return [
        f"{each['id']}: {node['target']}" for each in result["violations"] for node in each["nodes"]
    ]


def test_it_opens_from_disk_without_a_network_and_asks_for_nothing(offline: Page, file: Path):
    asked: list[str] = []
    wrong: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.on("console", lambda message: wrong.append(message.text))
    offline.on("pageerror", lambda error: wrong.append(str(error)))
    offline.goto(file.as_uri())
    expect(offline.get_by_role("heading", name="Workshop")).to_be_visible()
    offline.get_by_role("button", name="Next").click()
    assert asked == [file.as_uri()]
    assert wrong == []


def test_its_buttons_go_from_scene_to_scene_and_say_which_one_is_shown(offline: Page, file: Path):
    offline.goto(file.as_uri())
    place = offline.get_by_role("navigation", name="Scenes").get_by_role("status")
    following = offline.get_by_role("button", name="Next")
    expect(place).to_have_text("1 of 6")
    expect(offline.get_by_role("button", name="Previous")).to_be_disabled()
    for number, scene in enumerate(sample_scenes.SIX[1:], start=2):
        following.click()
        expect(place).to_have_text(f"{number} of 6")
        expect(offline.locator("main > section:visible h2")).to_have_text(scene.title)
    expect(following).to_be_disabled()
    offline.get_by_role("button", name="Previous").click()
    expect(place).to_have_text("5 of 6")


def test_without_its_script_all_scenes_stand_one_under_the_other(browser: Browser, file: Path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("main > section:visible").count() == 6
    assert page.locator("button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_scene_and_nothing_scrolls_sideways(
    offline: Page, file: Path, width: int
):
    offline.set_viewport_size({"width": width, "height": 800})
    offline.goto(file.as_uri())
    for place in range(6):
        for summary in offline.locator("main > section:visible summary").all():
            summary.click()
        assert faults(offline) == []
        across = offline.evaluate("document.documentElement.scrollWidth")
        assert across <= width
        if place < 5:
            offline.get_by_role("button", name="Next").click()


def test_it_prints_one_scene_a_page_on_a4_landscape(offline: Page, file: Path, tmp_path: Path):
    offline.goto(file.as_uri())
    printed = tmp_path / "workshop.pdf"
    offline.pdf(path=printed, prefer_css_page_size=True)
    pages = PdfReader(printed).pages
    assert len(pages) == 6
    for page, scene in zip(pages, sample_scenes.SIX, strict=True):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
        text = page.extract_text()
        assert scene.title in text
        assert "Data revision 7 of 22 November 2026" in text
        assert "Example Trust, March 2016" in text


def saved(page: Page, file: str, kind: str, folder: Path) -> tuple[str, bytes]:
    """Press one of the small buttons and wait for the file: its name and content."""
    button = page.locator(f".chart-files button[data-file='{file}'][data-kind='{kind}']")
    with page.expect_download() as download:
        button.click()
    path = folder / "saved"
    download.value.save_as(path)
    return download.value.suggested_filename, path.read_bytes()


@pytest.mark.parametrize(
    ("path", "file", "words"),
    [
        ("?model_type=ehch", "evidence-map", "Where there is evidence"),
        ("site?site=rushcliffe-principia", "timeline", "timeline"),
    ],
)
def test_a_picture_is_saved_as_data_as_svg_and_as_png(
    browser_page: Page, server: Server, tmp_path: Path, path: str, file: str, words: str
):
    opened(browser_page, server, path)
    name, content = saved(browser_page, file, "csv", tmp_path)
    assert name == f"vanguard-evidence-{file}-revision-1.csv"
    lines = content.decode("utf-8-sig").splitlines()
    assert words in lines[0]
    assert "Data revision 1 of " in lines[2]
    assert len(list(csv.reader(io.StringIO("\n".join(lines))))) > 10

    name, content = saved(browser_page, file, "svg", tmp_path)
    assert name == f"vanguard-evidence-{file}-revision-1.svg"
    said = " ".join(ElementTree.fromstring(content).itertext())
    for each in (words, "Sources: ", "Data revision 1 of "):
        assert each in said

    name, content = saved(browser_page, file, "png", tmp_path)
    assert name == f"vanguard-evidence-{file}-revision-1.png"
    assert content.startswith(PNG)
    assert len(content) > 20_000
