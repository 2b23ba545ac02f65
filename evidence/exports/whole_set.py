"""The whole data set as one file: CSVs in a zip, an Excel workbook, Parquet in a zip, DuckDB.

Every file says which revision it holds, its licence and how to cite it.
"""

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from pyarrow import parquet

from evidence import home
from evidence.dates import date_words
from evidence.exports import citations
from evidence.exports.citations import Edition
from evidence.schema import Package, Table
from evidence.store_errors import PackageUnreadable

DOCUMENTS = ("README.md", "LICENSE.md")
ABOUT_FILE = "ABOUT.txt"
ABOUT = "about"
# So that DuckDB from 1.1 on can open the file; the small blocks make it a tenth as large.
DUCKDB_FORMAT = {"storage_compatibility_version": "v1.0.0", "default_block_size": "16384"}
# What begins so, a spreadsheet takes for a formula when the cell is edited.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDEST_COLUMN = 60
EARLIEST_IN_ZIP = "1980-01-01"
# The sheet that says who read each row, and what it says; the words are those of the receipt.
READINGS = "readings"
READ_BY = ("table_name", "row_id", "entered_by", "entered_at", "checked_by", "checked_at", "words")

TextRows = Mapping[str, Sequence[Mapping[str, str]]]
TypedRows = Mapping[str, pa.Table]


def about(edition: Edition) -> list[tuple[str, str]]:
    """What the file holds: item and words, in reading order."""
    return [
        ("Title", edition.title),
        ("Version", edition.version),
        ("Data revision", str(edition.revision)),
        ("Saved on", date_words(edition.date)),
        ("Licence", f"{citations.LICENCE}, {citations.LICENCE_ADDRESS}"),
        ("Rights", "The licence is for our words and the compilation; sources keep their rights."),
        ("How to cite", citations.of_set(edition).text),
    ]


def documents(folder: Path, package: Package) -> dict[str, bytes]:
    """The files that belong beside the CSVs: package file, README, licence and background map.

    Args:
        folder: the data folder. Only the package file has to be in it.
        package: the schema of the rows that are to stand beside them.

    Raises:
        PackageUnreadable: it is missing or damaged, or has other tables than ``package``.
        OSError: one of the files cannot be read.
    """
    path = folder / home.PACKAGE_FILE
    if _columns(home.declared_package(folder)) != _columns(package):
        raise PackageUnreadable(path, "it describes other tables than those that are served")
    content = path.read_bytes()
    resources = json.loads(content)["resources"]
    named = [resource["path"] for resource in resources if "schema" not in resource]
    beside = [folder / name for name in (*named, *DOCUMENTS) if Path(name).name == name]
    return {path.name: content} | {each.name: each.read_bytes() for each in beside if each.exists()}


def csv_zip(
    package: Package, rows: TextRows, edition: Edition, beside: Mapping[str, bytes]
) -> bytes:
    """Zip of one CSV a table, character by character as the rows were saved, and ``beside``.

    The same revision gives the same bytes.
    """
    files = {table.path: table_csv(table, rows[table.name]) for table in package.tables.values()}
    return _zip(edition, {**beside, **files})


def table_csv(table: Table, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The CSV file of one table, its rows in the order given, each cell as it was saved."""
    lines = [table.field_names, *([row[name] for name in table.field_names] for row in rows)]
    return "".join(f"{','.join(map(_quoted, line))}\n" for line in lines).encode()


def parquet_zip(package: Package, rows: TypedRows, edition: Edition) -> bytes:
    """Zip of one Parquet file a table, typed, an empty cell being null."""
    files = {}
    for name in package.tables:
        written = io.BytesIO()
        parquet.write_table(rows[name], written, compression="zstd")
        files[f"{name}.parquet"] = written.getvalue()
    return _zip(edition, files)


def duckdb_file(package: Package, rows: TypedRows, edition: Edition) -> bytes:
    """DuckDB file with one typed table a table, and the table ``about`` (item, words)."""
    items, words = zip(*about(edition), strict=True)
    tables = {name: rows[name] for name in package.tables}
    tables[ABOUT] = pa.table({"item": items, "words": words})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "whole_set.duckdb"
        with duckdb.connect(path, config={**DUCKDB_FORMAT}) as connection:
            for name, table in tables.items():
                connection.register("incoming_rows", table)
                connection.execute(f'create table "{name}" as from incoming_rows')
                connection.unregister("incoming_rows")
        return path.read_bytes()


def excel(
    package: Package, rows: TypedRows, edition: Edition, readings: pa.Table | None = None
) -> bytes:
    """Excel workbook: a sheet ``about``, then a sheet a table; no cell is a formula.

    Where ``readings`` are given, as by ``ReadModel.readings``, a last sheet says who entered and
    who checked each row.
    """
    workbook = Workbook(write_only=True)
    first = workbook.create_sheet(ABOUT)
    _write_about(first, package, rows, edition)
    for table in package.tables.values():
        columns = rows[table.name].to_pydict()
        lines = list(zip(*columns.values(), strict=True))
        _write_sheet(workbook.create_sheet(table.name), list(columns), lines)
    if readings is not None:
        said = "who entered and who checked a row"
        first.append([_cell(first, READINGS), _cell(first, said), readings.num_rows])
        lines = list(zip(*(readings[name].to_pylist() for name in READ_BY), strict=True))
        _write_sheet(workbook.create_sheet(READINGS), list(READ_BY), lines)
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _columns(package: Package) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {table.name: (table.path, table.field_names) for table in package.tables.values()}


def _quoted(value: str) -> str:
    """One cell. Python's csv module would leave a lone carriage return without quotes."""
    if any(sign in value for sign in ',"\r\n'):
        return '"' + value.replace('"', '""') + '"'
    return value


def _zip(edition: Edition, files: Mapping[str, bytes]) -> bytes:
    first = "".join(f"{item}: {words}\n" for item, words in about(edition)).encode()
    year, month, day = (int(part) for part in (edition.date or EARLIEST_IN_ZIP).split("-"))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {ABOUT_FILE: first, **files}.items():
            entry = zipfile.ZipInfo(name, (year, month, day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def _write_about(
    sheet: WriteOnlyWorksheet, package: Package, rows: TypedRows, edition: Edition
) -> None:
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = WIDEST_COLUMN
    sheet.column_dimensions["C"].width = 8
    for item, words in about(edition):
        sheet.append([_cell(sheet, item, bold=True), _cell(sheet, words)])
    sheet.append([])
    sheet.append([_cell(sheet, words, bold=True) for words in ("Sheet", "One row is", "Rows")])
    for table in package.tables.values():
        size = rows[table.name].num_rows
        sheet.append([_cell(sheet, table.name), _cell(sheet, table.description), size])


def _write_sheet(
    sheet: WriteOnlyWorksheet, headings: Sequence[str], lines: Sequence[Sequence[object]]
) -> None:
    sheet.freeze_panes = "B2"
    for place in range(len(headings)):
        longest = max(len(str(line[place] or "")) for line in [headings, *lines])
        width = min(longest + 2, WIDEST_COLUMN)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(lines) + 1}"


def _cell(sheet: WriteOnlyWorksheet, value: object, *, bold: bool = False) -> object:
    """A number, a truth value or nothing as it is; a text as a cell that stays text."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value))
    # Else "=1+1" is written as a formula, and "#N/A" as an error.
    cell.data_type = "s"
    if value.startswith(FORMULA_SIGNS):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell
