"""Workbooks for the tests of reading, whole and tampered with."""

import io
import zipfile

import openpyxl
import pytest

from evidence.sheets import reading
from evidence.sheets.sheet import SheetRefused

CONTENT_TYPES = "[Content_Types].xml"


def workbook(*rows: list[object], **sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    (first,) = book.worksheets
    first.title = "findings"
    for row in rows:
        first.append(row)
    for name, lines in sheets.items():
        made = book.create_sheet(name)
        for line in lines:
            made.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each.filename, old.read(each))
        new.writestr(name, part)
    return written.getvalue()


def cells(content: bytes, name: str = "findings.xlsx") -> list[tuple[str, ...]]:
    (found,) = reading.read_file(content, name).sheets
    return [found.header, *(line.cells for line in found.lines)]


def refusal(content: bytes, name: str = "findings.xlsx") -> str:
    with pytest.raises(SheetRefused) as caught:
        reading.read_file(content, name)
    return str(caught.value)


GOOD = workbook(["finding_id", "value"], ["a", "1"])
