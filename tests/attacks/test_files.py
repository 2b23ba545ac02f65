"""Files and blocks that are not what they seem: refused on the page, told, and logged."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from evidence.sheets import reading, sheet, waiting, workbooks
from evidence.sheets.sheet import SheetRefused
from evidence.store import Store
from evidence.workbench.person import Person
from tests.attacks import state
from tests.pages.opening import open_page
from tests.sheets.books import CONTENT_TYPES, GOOD, with_part

SHEET = "xl/worksheets/sheet1.xml"
CSV = b"site_id,summary\nsymphony,Another\n"
XLSX = "a.xlsx"
# Name, content, and words of the refusal.
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": (
        XLSX,
        lambda: with_part(GOOD, SHEET, b" " * (workbooks.UNPACKED_AT_MOST + 1)),
        "unpacks to far more",
    ),
    "smaller zip bomb": (
        XLSX,
        lambda: with_part(GOOD, SHEET, b" " * (20 * 2**20)),
        "unpacks to far more",
    ),
    "bomb of entities": (
        XLSX,
        lambda: with_part(
            GOOD, SHEET, b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet>&a;</worksheet>'
        ),
        "holds definitions beside its cells",
    ),
    "external links": (
        XLSX,
        lambda: with_part(GOOD, "xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        "holds links to other files",
    ),
    "connections": (
        XLSX,
        lambda: with_part(GOOD, "xl/connections.xml", b"<connections/>"),
        "holds connections to other data",
    ),
    "macros": (
        XLSX,
        lambda: with_part(GOOD, "xl/vbaProject.bin", b"x"),
        "holds macros",
    ),
    "macros by their type": (
        XLSX,
        lambda: with_part(GOOD, CONTENT_TYPES, b"application/vnd.ms-excel.sheet.macroEnabled+xml"),
        "holds macros",
    ),
    "folder in the name": ("../../x.csv", lambda: CSV, "The name of x.csv holds a folder"),
    "drive in the name": ("C:\\x.csv", lambda: CSV, "The name of x.csv holds a folder"),
    "line break in the name": ("x\nRefused: y.csv", lambda: CSV, "or a control character"),
    "too many bytes": ("x.csv", lambda: b"x" * (sheet.BYTES_AT_MOST + 1), "20 MB are taken"),
    "too many rows": ("x.csv", lambda: b"site_id\n" + b"x\n" * 10_001, "10,000"),
    "too long a cell": ("x.csv", lambda: b"site_id\n" + b"x" * 10_001, "a cell takes 10,000"),
    "NUL in a cell": ("x.csv", lambda: b"site_id\nx\x00y\n", "U+0000, which cannot be kept"),
}
BLOCKS = {
    "too many bytes": ("site_id\n" + "x" * sheet.BYTES_AT_MOST, "20 MB fit: paste it in parts"),
    "NUL in a cell": ("site_id\nx\x00y", "U+0000, which cannot be kept"),
}
# These stay as the text that they are, for their author to mend.
KEPT_BLOCKS = {
    "too many rows": ("site_id\n" + "x\n" * 10_001, "10,000"),
    "too long a cell": ("site_id\n" + "x" * 10_001, "a cell takes 10,000: shorten it"),
}


@pytest.fixture
def store(real_store: Store, ann: Person, sits: Callable[[Person], None]) -> Store:
    """A store in front of which sits Ann, an analyst."""
    sits(ann)
    return real_store


def refused(app: AppTest, store: Store, olive: Person, words: str) -> None:
    """Assert that the page says so in one sentence, and that the store's list has it."""
    assert not app.exception
    (said,) = [each.value for each in app.error]
    state.is_a_sentence(said)
    assert words in said.replace("\\", "")
    assert "submission" not in app.query_params
    found = state.refusals(store, olive)
    assert [(each.person_id, each.doing) for each in found] == [("ann", "bring in a spreadsheet")]
    assert words in found[0].reason
    assert "\n" not in found[0].reason


@pytest.mark.parametrize("attack", FILES)
def test_a_file_that_is_not_what_it_seems_is_refused_told_and_logged(
    attack: str, store: Store, olive: Person, caplog: pytest.LogCaptureFixture
) -> None:
    name, content, words = FILES[attack]
    app = open_page("pages/upload.py")
    (field,) = app.file_uploader

    with state.nothing_changes(store):
        app = field.set_value((name, content(), "text/csv")).run()

    refused(app, store, olive, words)
    assert [each for each in state.logged(caplog) if "to bring in a spreadsheet" in each]


@pytest.mark.parametrize("attack", BLOCKS)
def test_a_block_that_is_too_much_is_refused_told_and_logged(
    attack: str, store: Store, olive: Person
) -> None:
    text, words = BLOCKS[attack]
    app = open_page("pages/upload.py")
    (field,) = [each for each in app.text_area if each.label.startswith("Rows copied")]
    field.set_value(text)
    (button,) = [each for each in app.button if each.label == "Compare the pasted rows"]

    with state.nothing_changes(store):
        app = button.click().run()

    refused(app, store, olive, words)


@pytest.mark.parametrize("attack", KEPT_BLOCKS)
def test_a_block_whose_rows_are_too_much_stays_text_and_is_refused_told_and_logged(
    attack: str, store: Store, ann: Person, olive: Person
) -> None:
    text, words = KEPT_BLOCKS[attack]
    app = open_page("pages/upload.py")
    (field,) = [each for each in app.text_area if each.label.startswith("Rows copied")]
    app = field.set_value(text).run()
    (button,) = [each for each in app.button if each.label == "Compare the pasted rows"]

    with state.nothing_changes(store):
        app = button.click().run()

    # One text, or a list of it.
    draft = "".join(app.query_params.pop("submission"))
    assert waiting.of(store, ann, draft) == waiting.Waiting(pasted=text)
    refused(app, store, olive, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x.csv\x00.xlsx", "Filename cannot contain null bytes"),
        ("x.xlsm", "Invalid file extension"),
        ("x.csv.exe", "Invalid file extension"),
    ],
)
def test_a_name_that_the_field_does_not_take_is_refused_by_streamlit_and_logged(
    name: str, words: str, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    app = open_page("pages/upload.py")
    (field,) = app.file_uploader

    with state.nothing_changes(store):
        app = field.set_value((name, CSV, "text/csv")).run()

    assert words in caplog.text
    assert "Traceback" not in "".join(each.message for each in app.exception)


def test_a_zero_in_a_name_is_refused_past_the_page_too() -> None:
    with pytest.raises(SheetRefused, match="a control character"):
        reading.read_file(CSV, "x.csv\x00.xlsx")


def test_half_a_character_which_no_browser_can_send_is_refused_too() -> None:
    with pytest.raises(SheetRefused, match=r"U\+D800, which cannot be kept"):
        reading.read_pasted("site_id\nx\ud800y")
