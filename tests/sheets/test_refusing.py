"""Files that are more, or less, than a spreadsheet: refused by what they hold."""

import io

import openpyxl
import pytest

from evidence.sheets import workbooks
from tests.sheets.books import CONTENT_TYPES, GOOD, refusal, with_part


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.xlsm", GOOD, "a.xlsm may hold macros: save it as .xlsx or .csv."),
        ("a.xls", b"\xd0\xcf\x11\xe0", "is in the form of Excel before 2007"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", "is in the form of Excel before 2007"),
        ("a.xlsx", b"finding_id\n", "is not an Excel workbook, or was damaged on its way"),
        ("a.pdf", b"%PDF", "is neither .xlsx nor .csv"),
        ("a.xlsx", GOOD[: len(GOOD) // 2], "is damaged or cut off"),
        ("a.xlsx", with_part(GOOD, CONTENT_TYPES, b"<"), "is damaged or cut off"),
    ],
    ids=["macros", "old", "password", "old by content", "no zip", "pdf", "cut off", "damaged"],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(name, content, wrong):
    assert wrong in refusal(content, name)


@pytest.mark.parametrize(
    ("part", "meaning"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "links to other files"),
        ("xl/embeddings/oleObject1.bin", "embedded objects"),
        ("xl/connections.xml", "connections to other data"),
    ],
)
def test_what_is_more_than_cells_is_refused_by_name(part, meaning):
    assert refusal(with_part(GOOD, part, b"<x/>")) == (
        f"findings.xlsx holds {meaning}: copy the rows to a new workbook as values and save it as"
        " .xlsx."
    )


def test_a_workbook_with_macros_is_known_by_its_content_too():
    types = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"

    assert "holds macros" in refusal(with_part(GOOD, CONTENT_TYPES, types))


def test_a_link_to_another_workbook_in_a_real_file_is_refused():
    book = openpyxl.Workbook()
    (made,) = book.worksheets
    made.append(["value"])
    made.append(["=[1]Sheet1!A1"])
    written = io.BytesIO()
    book.save(written)
    linked = with_part(written.getvalue(), "xl/externalLinks/externalLink1.xml", b"<externalLink/>")

    assert "links to other files" in refusal(linked)


def test_a_zip_bomb_is_refused_by_what_its_directory_says():
    assert "unpacks to far more" in refusal(
        with_part(GOOD, "xl/worksheets/sheet1.xml", b" " * (workbooks.UNPACKED_AT_MOST + 1))
    )


def test_a_zip_bomb_below_the_limit_is_refused_by_its_ratio():
    assert "unpacks to far more" in refusal(
        with_part(GOOD, "xl/worksheets/sheet1.xml", b" " * (20 * 2**20))
    )


def test_a_directory_that_lies_about_a_size_does_not_help_a_bomb():
    bomb = with_part(GOOD, "xl/worksheets/sheet1.xml", b" " * (20 * 2**20))
    lying = bomb.replace((20 * 2**20).to_bytes(4, "little"), (100).to_bytes(4, "little"))

    assert lying != bomb
    assert "is damaged or cut off" in refusal(lying)


def test_definitions_that_grow_are_refused():
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'

    assert "definitions beside its cells" in refusal(
        with_part(GOOD, "xl/worksheets/sheet1.xml", entity)
    )


def test_a_row_far_down_does_not_take_for_ever():
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999999"><c r="A99999999999"><v>2</v>'
        b"</c></row></sheetData></worksheet>"
    )

    assert "There are no rows" in refusal(with_part(GOOD, "xl/worksheets/sheet1.xml", far))
