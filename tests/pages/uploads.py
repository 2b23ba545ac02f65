"""What the tests of the page Upload share: files, and how they are brought in."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from evidence import home as homes
from evidence.store import Store
from evidence.workbench import submission
from evidence.workbench.person import Person
from evidence.workbench.submission import Submission
from tests import real_data
from tests.tiny_package import let
from ui import access, identity

ANN = "local:ann"


@contextmanager
def store_of_ann(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with the data folder, in front of which sits Ann, an analyst."""
    monkeypatch.setenv("EVIDENCE_HOME", str(home))
    st.cache_resource.clear()
    access.served()
    opened = homes.open_store(home)
    let(opened, "local:owner")
    person = let(opened, ANN, "analyst")
    monkeypatch.setattr(identity, "person", lambda: person)
    yield opened
    opened.close()
    st.cache_resource.clear()


def rows_of(table: str, *row_ids: str, **cells: str) -> list[dict[str, str]]:
    return [{**real_data.row(table, row_id).values, **cells} for row_id in row_ids]


def as_csv(rows: list[dict[str, str]], *, separator: str = ",") -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def uploaded(app: AppTest, text: str, name: str = "findings.csv") -> AppTest:
    (field,) = app.file_uploader
    return field.upload(name, text.encode(), "text/csv").run()


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.button if each.label.startswith(label)]
    return button.click().run()


def pasted(app: AppTest) -> TextArea:
    (field,) = [each for each in app.text_area if each.label.startswith("Rows copied")]
    return field


def submission_of(app: AppTest) -> str:
    found = app.query_params["submission"]
    return found if isinstance(found, str) else found[0]


def drafts_of_ann(store: Store) -> list[Submission]:
    return submission.own(store, Person(ANN, ANN))
