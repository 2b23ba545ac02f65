"""What no file that leaves the dashboard may hold: formulas, broken XML, links made of texts."""

import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import openpyxl

from tests.sheets.test_no_formula_leaves import is_formula


def refuse_formulas_in_csv(text: str) -> None:
    """Assert that no cell, those of the lines above the heading included, is a formula."""
    found = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert found
    assert not [cell for cell in found if is_formula(cell)]


def refuse_formulas_in_xlsx(content: bytes) -> list[str]:
    """Assert that no cell is a formula or would become one when typed over; gives the texts."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    said = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert said
    # Excel keeps the apostrophe in front as a style, out of the text.
    bare = [cell.value for cell in cells if not cell.quotePrefix]
    assert not [each for each in bare if is_formula(str(each))]
    return said


def refuse_broken_xml(content: bytes) -> None:
    """Assert that every part of an Office file is XML, and that no link was made of a text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
            if name.endswith(".rels"):
                leads = re.findall(rb'Target="([^"]*)"', archive.read(name))
                assert not [
                    each for each in leads if each.startswith((b"javascript:", b"https://evil"))
                ]


def printable(text: str) -> str:
    """As Office files hold it, without what XML cannot, and blanks on one line."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
