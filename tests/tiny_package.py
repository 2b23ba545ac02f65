"""A package of three small tables, its data folder, and rules in plain Python."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from evidence import ROOT
from evidence.rules import Candidate, Problem, Row
from evidence.schema import Field, ForeignKey, Package, Table
from evidence.store import Change, Revision, Store
from evidence.workbench import roles
from evidence.workbench.person import Person, Role


def text(name: str, *, required: bool = False) -> Field:
    return Field(name=name, type="string", title=name, required=required)


def table(name: str, *fields: Field, foreign_keys: tuple[ForeignKey, ...] = ()) -> Table:
    return Table(
        name=name,
        path=f"{name}.csv",
        title=name,
        description="",
        fields=fields,
        key=fields[0].name,
        foreign_keys=foreign_keys,
    )


def package(*tables: Table) -> Package:
    return Package("tiny", "Tiny", "1", {item.name: item for item in tables})


SOURCES = table("sources", text("source_id", required=True), text("title", required=True))
SITES = table(
    "sites",
    text("site_id", required=True),
    text("name", required=True),
    text("note"),
    text("source_id"),
    foreign_keys=(ForeignKey("source_id", "sources", "source_id"),),
)
STEPS = table("steps", replace(text("number", required=True), type="integer"), text("step"))
PACKAGE = package(SOURCES, SITES, STEPS)

NHS = {"source_id": "nhs", "title": "NHS report"}
KENT = {"site_id": "kent", "name": "Kent", "note": "", "source_id": "nhs"}
YORK = {"site_id": "york", "name": "York", "note": "", "source_id": ""}

EMPTY: dict[str, list[dict[str, str]]] = {"sources": [], "sites": [], "steps": []}
FOLDER = {"sources": [NHS], "sites": [KENT, YORK], "steps": [{"number": "1", "step": "Begin"}]}


def added(name: str, row: dict[str, str], expected_revision: int | None = None) -> Change:
    """The row as it shall be in the table of that name."""
    return Change(name, row[PACKAGE.tables[name].key], row, expected_revision)


def save(store: Store, *changes: Change, save_id: str = "", author: str = "Ann") -> Revision:
    save_id = save_id or f"save-{store.revision() + 1}"
    let(store, author)
    return store.commit(changes, author=author, message="Say why", save_id=save_id)


def let(store: Store, person_id: str, role: Role = "owner") -> Person:
    """A person who has that role in the store."""
    person = Person(person_id, person_id)
    with store.writing() as connection:
        roles.note_person(connection, person)
        if roles.role_of(connection, person_id) != role:
            roles.give(connection, person_id, role, by="the test")
    return person


def check(package: Package, candidate: Candidate) -> list[Problem]:
    """Names must not be empty, and a site's source must exist."""
    sources = {row.values["source_id"] for row in candidate["sources"]}
    problems = []
    for row in candidate["sites"]:
        values = row.values
        if not values["name"]:
            problems.append(problem(row, "name", "is empty", "give the name"))
        if values["source_id"] and values["source_id"] not in sources:
            problems.append(problem(row, "source_id", "no such source", "add the source first"))
    return problems


def problem(row: Row, field: str, wrong: str, mend: str) -> Problem:
    values = row.values
    return Problem("sites.csv", row.line, values["site_id"], field, values[field], wrong, mend)


def described_in_json(table: Table) -> dict[str, object]:
    fields = [
        {"name": field.name, "type": field.type, "constraints": {"required": field.required}}
        for field in table.fields
    ]
    keys = [
        {"fields": key.field, "reference": {"resource": key.table, "fields": key.target}}
        for key in table.foreign_keys
    ]
    schema = {"fields": fields, "primaryKey": table.key, "foreignKeys": keys}
    return {"name": table.name, "path": table.path, "schema": schema}


def write_folder(folder: Path, tables: dict[str, list[dict[str, str]]]) -> Path:
    """Write PACKAGE and the CSV of each of its tables; a table that is not given has no rows."""
    folder.mkdir(exist_ok=True)
    declared = {"name": "tiny", "title": "Tiny", "version": "1"}
    resources = [described_in_json(table) for table in PACKAGE.tables.values()]
    (folder / "datapackage.json").write_text(json.dumps({**declared, "resources": resources}))
    for name, described in PACKAGE.tables.items():
        with (folder / described.path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, described.field_names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables.get(name, []))
    return folder


def start_python(code: str, *arguments: str | Path) -> "subprocess.Popen[str]":
    """Another interpreter that runs the code, with this module and the library to import."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def with_sites(data: Path, *sites: dict[str, str]) -> Path:
    return write_folder(data, {**FOLDER, "sites": list(sites)})


def site(store: Store, site_id: str) -> dict[str, str] | None:
    return next((row for row in store.tables()["sites"] if row["site_id"] == site_id), None)
