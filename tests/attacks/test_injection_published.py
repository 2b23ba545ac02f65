"""What the rules let in is text on every page and in every file, whatever it says."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pptx
import pytest
import streamlit as st

from evidence import home as homes
from evidence import rules
from evidence.exports import (
    citations,
    handout,
    slides,
    whole_set,
)
from evidence.exports.citations import Edition
from evidence.exports.handout_entry import Entry
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.rules import Row
from evidence.scenes import registry
from evidence.scenes.scene import Asked
from evidence.store import Change
from tests import real_data, tiny_package
from tests.attacks import texts
from tests.data_fixtures import Tables
from tests.pages.opening import html, open_page
from tests.sheets.test_no_formula_leaves import is_formula
from ui import access

PACKAGE = real_data.package()
EDITION = Edition("Vanguard Evidence", "2026.11.21", 3, "2026-11-22T02:00:00Z")
SITE = "rushcliffe-principia"
PAGES = [
    ("dashboard.py", {}),
    ("pages/sites.py", {}),
    ("pages/site.py", {"site": SITE}),
    ("pages/impacts.py", {}),
    ("pages/compare.py", {"site": [SITE, "tower-hamlets-together"]}),
    ("pages/directions.py", {}),
    ("pages/gaps.py", {}),
    ("pages/contracts.py", {}),
    ("pages/contract.py", {"contract": "dudley-icp-dihc"}),
    ("pages/commissioning.py", {}),
    ("pages/terms.py", {}),
    ("pages/sources.py", {}),
    ("pages/history.py", {}),
    ("pages/history.py", {"number": "2"}),
]


# These show names by charts, or figures alone.
NAMELESS = ("pages/impacts.py", "pages/gaps.py", "pages/history.py", "pages/terms.py")


def hostile() -> Tables:
    """The real set with code in every text that the rules let it stand in."""
    rows: Tables = {
        name: [dict(row.values) for row in table] for name, table in real_data.candidate().items()
    }
    old = {name: [dict(row) for row in table] for name, table in rows.items()}
    for name, table in PACKAGE.tables.items():
        for field in map(table.field, texts.free_columns(table)):
            for number, row in enumerate(rows[name]):
                text = f"{texts.LONG} {number}"
                if len(text) > (field.max_length or len(text)):
                    text = f"{texts.SHORT} {number}"
                if len(text) <= (field.max_length or len(text)) and row[field.name]:
                    row[field.name] = text
    for _ in range(5):
        candidate = {name: [Row(row, None) for row in table] for name, table in rows.items()}
        problems = rules.check(PACKAGE, candidate)
        if not problems:
            return rows
        for each in problems:
            name = each.file.removesuffix(".csv")
            key = PACKAGE.tables[name].key
            for row, was in zip(rows[name], old[name], strict=True):
                if row[key] == each.row_id:
                    row.update(was)
    raise AssertionError(problems)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return hostile()


@pytest.fixture(scope="module")
def model(tables: Tables) -> ReadModel:
    return ReadModel(PACKAGE, tables)


@pytest.fixture(scope="module")
def served(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose store has published the hostile set."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EVIDENCE_HOME", str(folder))
        st.cache_resource.clear()
        access.served()
        store = homes.open_store(folder)
        changes = [
            Change(name, row[PACKAGE.tables[name].key], row)
            for name, table in tables.items()
            for row in table
        ]
        tiny_package.let(store, "olive")
        made = store.commit(changes, author="olive", message=texts.LONG, save_id="x")
        assert made.number == 2
        store.close()
        yield folder
    st.cache_resource.clear()


def test_the_rules_let_code_in_as_text_where_a_text_is_asked_for(tables: Tables) -> None:
    held = sum(
        "javascript:" in text for rows in tables.values() for row in rows for text in row.values()
    )

    assert held > 1_000


@pytest.mark.parametrize(("script", "query"), PAGES, ids=lambda each: str(each))
def test_every_page_shows_it_as_text(
    served: Path, script: str, query: dict[str, str | list[str]]
) -> None:
    app = open_page(script, **query)

    assert texts.refuse_interpreted(app) > 5
    assert "[x](javascript:" in html(app) or script in NAMELESS


def test_the_whole_set_holds_no_formula_and_loses_no_character(
    model: ReadModel, tables: Tables
) -> None:
    typed = {name: model.base_table(name) for name in PACKAGE.tables}
    book = openpyxl.load_workbook(io.BytesIO(whole_set.excel(PACKAGE, typed, EDITION)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith(texts.LONG) for cell in cells)
    for name, table in PACKAGE.tables.items():
        written = whole_set.table_csv(table, tables[name]).decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(written, newline="")))
        assert sorted(map(str, found)) == sorted(map(str, tables[name]))
        assert not [cell for row in found for cell in row.values() if is_formula(cell)]


def entries(model: ReadModel, *pages: str) -> list[Entry]:
    own = {"site": (SITE,), "contract": ("dudley-icp-dihc",)}
    scenes = [
        registry.of(page)(Asked(model, Filters(), own if page in ("site", "contract") else {}))
        for page in pages or registry.PAGES
    ]
    return [Entry(scene, texts.LONG, texts.LONG, "https://example.org/") for scene in scenes]


def test_the_hand_out_has_no_script_of_theirs(model: ReadModel) -> None:
    written = handout.html(
        texts.LONG,
        entries(model),
        revision=2,
        revised_at="2026-11-22T10:00:00",
        address="https://example.org/",
        with_notes=True,
    )

    assert texts.SCRIPT not in written
    assert "<img src=x" not in written
    assert texts.SCRIPT.replace("<", "&lt;").replace(">", "&gt;") in written
    texts.refuse_active(written.replace("<script>", "").replace("</script>", ""))


def test_the_slides_hold_it_as_text_and_their_workbooks_hold_no_formula(model: ReadModel) -> None:
    content = slides.pptx(
        texts.LONG,
        entries(model, "site", "compare"),
        revision=2,
        revised_at="2026-11-22T10:00:00",
        with_notes=True,
    )
    deck = pptx.Presentation(io.BytesIO(content))
    assert texts.SCRIPT in "".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                assert b"javascript:" not in archive.read(name)
            if name.endswith(".xlsx"):
                book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
                assert not [
                    cell
                    for sheet in book
                    for row in sheet.iter_rows()
                    for cell in row
                    if cell.data_type == "f"
                ]


def test_a_citation_stays_one_entry(tables: Tables) -> None:
    for source in tables["sources"]:
        cited = citations.of_source(source, "Report")
        assert cited.bibtex.count("\n@") == 0
        assert cited.bibtex.count("{") == cited.bibtex.count("}")
        assert cited.ris.count("TY  - ") == cited.ris.count("ER  - ") == 1
        assert "$x^2$" not in cited.bibtex.replace(r"\$", "")
