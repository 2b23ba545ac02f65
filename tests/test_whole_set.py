"""The whole set as a file: each is read back and compared with the rows of the model."""

import csv
import io
import re
import zipfile
from itertools import zip_longest
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyarrow import parquet

from evidence import DATA, folder, typed_tables
from evidence.exports import citations, whole_set
from evidence.exports.citations import Edition
from evidence.read_model import ReadModel
from evidence.schema import Package
from evidence.store_errors import PackageUnreadable
from tests import tiny_package
from tests.data_fixtures import Tables

EDITION = Edition("Vanguard Evidence", "2026.11.21", 3, "2026-11-22T02:00:00Z")
FORMULAS = ["=1+1", "=HYPERLINK('x')", "+1", "-1+2", "@SUM(1)", "\tx", "#N/A", "'=1", "plain"]
CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.fixture(scope="module")
def typed(real_model: ReadModel) -> dict[str, pa.Table]:
    return {name: real_model.base_table(name) for name in real_model.package.tables}


@pytest.fixture(scope="module")
def workbook_file(real_model: ReadModel, typed: dict[str, pa.Table]) -> bytes:
    return whole_set.excel(real_model.package, typed, EDITION)


def opened(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def with_names(*names: str) -> dict[str, pa.Table]:
    """The tables of the small package, with sites of these names and nothing else."""
    empty = {
        name: pa.table({each: pa.array([], pa.string()) for each in table.field_names})
        for name, table in tiny_package.PACKAGE.tables.items()
    }
    sites = {
        "site_id": [str(place) for place, _ in enumerate(names)],
        "name": list(names),
        "note": [None] * len(names),
        "source_id": [None] * len(names),
    }
    return empty | {"sites": pa.table(sites)}


def test_csvs_are_the_saved_rows_character_by_character(
    package: Package, real_tables: Tables, tmp_path: Path
) -> None:
    beside = whole_set.documents(DATA, package)
    archive = opened(whole_set.csv_zip(package, real_tables, EDITION, beside))
    for table in package.tables.values():
        assert archive.read(table.path) == (DATA / table.path).read_bytes()

    archive.extractall(tmp_path)
    candidate, problems = folder.read_folder(tmp_path, package)
    assert problems == []
    read = {name: [row.values for row in rows] for name, rows in candidate.items()}
    assert read == real_tables


def test_csv_zip_holds_what_a_reader_of_the_rows_needs(
    package: Package, real_tables: Tables
) -> None:
    beside = whole_set.documents(DATA, package)
    archive = opened(whole_set.csv_zip(package, real_tables, EDITION, beside))
    files = {path.name for path in DATA.iterdir()}
    assert set(archive.namelist()) == files | {"ABOUT.txt"}
    assert archive.read("datapackage.json") == (DATA / "datapackage.json").read_bytes()
    about = archive.read("ABOUT.txt").decode()
    assert "Data revision: 3\nSaved on: 22 November 2026\n" in about
    assert citations.of_set(EDITION).text in about


def test_same_revision_gives_the_same_zip(package: Package, tiny_tables: Tables) -> None:
    first, second = (whole_set.csv_zip(package, tiny_tables, EDITION, {}) for _ in range(2))
    assert first == second


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_csv_gives_any_text_back(cells: list[tuple[str, str]]) -> None:
    rows = [
        {"site_id": str(place), "name": name, "note": note, "source_id": ""}
        for place, (name, note) in enumerate(cells)
    ]
    content = whole_set.csv_zip(
        tiny_package.PACKAGE, {"sources": [], "sites": rows, "steps": []}, EDITION, {}
    )
    text = opened(content).read("sites.csv").decode()
    assert list(csv.DictReader(io.StringIO(text, newline=""), strict=True)) == rows


def test_package_file_of_other_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageUnreadable, match="other tables"):
        whole_set.documents(DATA, tiny_package.PACKAGE)
    (tmp_path / "datapackage.json").write_text("{half", encoding="utf-8")
    with pytest.raises(PackageUnreadable):
        whole_set.documents(tmp_path, tiny_package.PACKAGE)


def test_package_file_may_stand_alone(package: Package, tmp_path: Path) -> None:
    content = (DATA / "datapackage.json").read_bytes()
    (tmp_path / "datapackage.json").write_bytes(content)
    assert whole_set.documents(tmp_path, package) == {"datapackage.json": content}


def test_excel_has_a_sheet_a_table_with_the_rows_of_the_model(
    workbook_file: bytes, typed: dict[str, pa.Table]
) -> None:
    workbook = load_workbook(io.BytesIO(workbook_file), read_only=True)
    assert workbook.sheetnames == ["about", *typed]
    for name, table in typed.items():
        heading, *lines = workbook[name].iter_rows(values_only=True)
        assert list(heading) == table.column_names
        # Empty cells at the end of a line are not in the file.
        read = [dict(zip_longest(heading, line)) for line in lines]
        assert read == table.to_pylist()


def test_excel_says_what_it_holds(workbook_file: bytes, typed: dict[str, pa.Table]) -> None:
    workbook = load_workbook(io.BytesIO(workbook_file), read_only=True)
    lines = list(workbook["about"].iter_rows(values_only=True))
    assert [line[:2] for line in lines[:7]] == whole_set.about(EDITION)
    sizes = {line[0]: line[2] for line in lines[9:]}
    assert sizes == {name: table.num_rows for name, table in typed.items()}


def test_excel_says_who_read_each_row_as_its_receipt_does() -> None:
    row = {"table_name": "sites", "row_id": "york", "entered_by": "=Ann", "words": "Entered by Ann"}
    readings = pa.Table.from_pylist([row], schema=typed_tables.READINGS)
    content = whole_set.excel(tiny_package.PACKAGE, with_names("York"), EDITION, readings)

    workbook = load_workbook(io.BytesIO(content))
    assert workbook.sheetnames[-1] == "readings"
    heading, line = workbook["readings"].iter_rows()
    told = {name.value: cell.value for name, cell in zip(heading, line, strict=True)}
    assert {name: value for name, value in told.items() if value} == row
    assert {cell.data_type for cell in line if cell.value} == {"s"}
    assert [cell.value for cell in list(workbook["about"].rows)[-1]][::2] == ["readings", 1]


def test_excel_has_no_formula(workbook_file: bytes) -> None:
    sheets = opened(workbook_file)
    for name in sheets.namelist():
        assert not re.search(rb"<f[ >/]", sheets.read(name)), name


def test_text_like_a_formula_stays_text_in_excel() -> None:
    content = whole_set.excel(tiny_package.PACKAGE, with_names(*FORMULAS), EDITION)
    workbook = load_workbook(io.BytesIO(content))
    cells = [row[1] for row in workbook["sites"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}
    quoted = [cell.value for cell in cells if cell.quotePrefix]
    assert quoted == ["=1+1", "=HYPERLINK('x')", "+1", "-1+2", "@SUM(1)", "\tx"]


def test_sign_that_excel_cannot_hold_is_replaced() -> None:
    content = whole_set.excel(tiny_package.PACKAGE, with_names("a\x00b"), EDITION)
    assert load_workbook(io.BytesIO(content))["sites"]["B2"].value == "a\ufffdb"


def test_parquet_has_the_rows_of_the_model(package: Package, typed: dict[str, pa.Table]) -> None:
    archive = opened(whole_set.parquet_zip(package, typed, EDITION))
    assert set(archive.namelist()) == {"ABOUT.txt", *(f"{name}.parquet" for name in typed)}
    for name, table in typed.items():
        assert parquet.read_table(io.BytesIO(archive.read(f"{name}.parquet"))).equals(table)


def test_duckdb_file_has_the_rows_of_the_model(
    package: Package, typed: dict[str, pa.Table], tmp_path: Path
) -> None:
    path = tmp_path / "set.duckdb"
    path.write_bytes(whole_set.duckdb_file(package, typed, EDITION))
    with duckdb.connect(path, read_only=True) as connection:
        names = {name for (name,) in connection.execute("show tables").fetchall()}
        assert names == {"about", *typed}
        about = connection.execute("select item, words from about").fetchall()
        assert about == whole_set.about(EDITION)
        for name, table in typed.items():
            assert connection.sql(f'from "{name}"').to_arrow_table().equals(table)
