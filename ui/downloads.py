"""The whole set to take away, and how to cite it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pyarrow as pa
import streamlit as st

from evidence import DATA, home
from evidence.exports import citations, whole_set
from evidence.exports.citations import Edition
from evidence.html import element, link, text
from evidence.read_model import ReadModel
from evidence.schema import Package
from evidence.store_errors import PackageUnreadable
from ui import citation_box
from ui.view import View


@dataclass(frozen=True)
class _Format:
    """One kind of file: what the button and the words beside it say, and who makes it."""

    label: str
    words: str
    ending: str
    mime: str
    make: Callable[[ReadModel, Edition], bytes]


def csv_zip(model: ReadModel, edition: Edition) -> bytes:
    """The zip of CSVs, with the exact characters that the store holds for the model's revision."""
    store = home.open_store(home.home())
    try:
        rows = store.tables(model.revision)
    finally:
        store.close()
    return whole_set.csv_zip(model.package, rows, edition, _beside(model.package))


def excel(model: ReadModel, edition: Edition) -> bytes:
    """The Excel workbook."""
    return whole_set.excel(model.package, _typed(model), edition, model.readings())


def parquet_zip(model: ReadModel, edition: Edition) -> bytes:
    """The zip of Parquet files."""
    return whole_set.parquet_zip(model.package, _typed(model), edition)


def duckdb_file(model: ReadModel, edition: Edition) -> bytes:
    """The DuckDB file."""
    return whole_set.duckdb_file(model.package, _typed(model), edition)


FORMATS = (
    _Format(
        "CSV, zipped",
        "One text file a table with exactly what was entered, the package file that describes"
        " every column, and the README. The form to keep, and to send corrections in.",
        "csv.zip",
        "application/zip",
        csv_zip,
    ),
    _Format(
        "Excel",
        "One workbook with a sheet a table, and a sheet that says what it holds.",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        excel,
    ),
    _Format(
        "Parquet, zipped",
        "One file a table with typed columns, for R, Python and the like.",
        "parquet.zip",
        "application/zip",
        parquet_zip,
    ),
    _Format(
        "DuckDB",
        "One database file with typed tables, to ask in SQL with DuckDB 1.1 or newer.",
        "duckdb",
        "application/octet-stream",
        duckdb_file,
    ),
)


def show(view: View) -> None:
    """Draw a button for each format, the citation of the set, and its licence.

    Nothing where rows in review are shown: a file could be taken for published data.
    """
    if not view.is_published:
        return
    package, revision = view.model.package, view.model.revision
    edition = Edition(
        package.title,
        package.version,
        revision,
        view.revised_at,
        os.environ.get("EVIDENCE_OWNER", ""),
    )
    with st.container(key="card_downloads"):
        st.header("The whole set", anchor=False)
        st.html(
            element(
                "p",
                f"All {len(package.tables)} tables at data revision {revision}, whatever is"
                " filtered. A file is made when its button is pressed.",
            )
        )
        for each in FORMATS:
            with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
                st.download_button(
                    each.label,
                    partial(each.make, view.model, edition),
                    file_name=f"{package.name}-r{revision}.{each.ending}",
                    mime=each.mime,
                    icon=":material/download:",
                    on_click="ignore",
                    width=190,
                )
                st.html(element("p", each.words), width=640)
    with st.container(key="card_cite"):
        st.header("Cite the set", anchor=False)
        citation_box.show(citations.of_set(edition))
        st.html(
            element(
                "p",
                "Our words and the compilation: ",
                link(text(citations.LICENCE), citations.LICENCE_ADDRESS),
                ". The sources keep their own rights. A single source is cited from its own entry"
                " in the list of sources.",
            )
        )


def _typed(model: ReadModel) -> dict[str, pa.Table]:
    return {name: model.base_table(name) for name in model.package.tables}


def _beside(package: Package) -> dict[str, bytes]:
    """The package file and what goes with it.

    While the data folder is damaged, the store's own copy of the package file stands in for it.
    """
    try:
        return whole_set.documents(DATA, package)
    except (PackageUnreadable, OSError):
        return whole_set.documents(home.home(), package)
