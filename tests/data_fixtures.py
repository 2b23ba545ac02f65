"""The data that tests ask: a tiny hand-made set, and the curated one."""

import csv
import shutil
from pathlib import Path

import pytest

from evidence import DATA, QUERIES, schema
from evidence.read_model import ReadModel
from evidence.schema import Package

TINY = Path(__file__).parent / "tiny"
QUESTIONS = {
    "site_ids": "select site_id as id from selected_sites order by site_id",
    "finding_ids": "select finding_id as id from selected_findings order by finding_id",
    "cells": "select value, label, ci_low from findings where finding_id = $finding_id",
    "file": "select content from read_text($path)",
    "found": "select contains(folded($value), folded($word)) as is_found",
}

Tables = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="session")
def package() -> Package:
    """The schema of the data set; the tiny set follows it too."""
    return schema.load_package()


@pytest.fixture(scope="session")
def tiny_tables(package: Package) -> Tables:
    """The rows of tests/tiny, as text."""
    return read(TINY, package)


@pytest.fixture(scope="session")
def real_tables(package: Package) -> Tables:
    """The rows of data/, as text."""
    return read(DATA, package)


@pytest.fixture(scope="session")
def tiny_model(package: Package, tiny_tables: Tables) -> ReadModel:
    """The read model of tests/tiny."""
    return ReadModel(package, tiny_tables)


@pytest.fixture(scope="session")
def real_model(package: Package, real_tables: Tables) -> ReadModel:
    """The read model of data/."""
    return ReadModel(package, real_tables)


@pytest.fixture(scope="session")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of queries, with those that only the tests ask."""
    folder = tmp_path_factory.mktemp("test") / "queries"
    shutil.copytree(QUERIES, folder)
    for name, sql in QUESTIONS.items():
        (folder / f"{name}.sql").write_text(sql, encoding="utf-8")
    return folder


def read(folder: Path, package: Package) -> Tables:
    """Every table of the folder."""
    tables = {}
    for table in package.tables.values():
        with (folder / table.path).open(encoding="utf-8", newline="") as file:
            tables[table.name] = list(csv.DictReader(file))
    return tables
