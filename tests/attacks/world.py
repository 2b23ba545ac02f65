"""A store in which every writing function of the workbench has something to write on."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence import folder_import
from evidence.folder_import import Difference
from evidence.schema import Package
from evidence.store import Change, Store
from evidence.workbench import double_entry, drafts, review, suggested
from evidence.workbench.person import READER, Person
from tests import tiny_package
from tests.data_fixtures import Tables
from tests.workbench.double_entries import ADMISSIONS, SOURCE, entered, handed_in

SITE = "beta"


@dataclass(frozen=True)
class World:
    """People, and what they have begun; ids of it.

    Attributes:
        draft: Ann's draft with a correction of the site.
        waiting: Ann's correction of the site, in review.
        suggestion: a reader's correction of the site, in review.
        begun: a double entry of Ann and Ben in which both have entered, and neither handed in.
        settled: one in which both have handed in the same finding.
        revision: one that could be taken back.
        difference: of a folder that could be imported.
    """

    store: Store
    ann: Person
    ben: Person
    ruth: Person
    olive: Person
    draft: str
    waiting: str
    suggestion: str
    begun: str
    settled: str
    revision: int
    difference: Difference


def opened(place: Path, package: Package) -> Store:
    """A store without rules, for they are asked elsewhere."""
    return Store(place, package, check=lambda package, candidate: [])


def made(store: Store, rows: Tables, folder: Path) -> World:
    changes = [
        Change(name, row[store.package.tables[name].key], row)
        for name, table in rows.items()
        for row in table
    ]
    store.commit(changes, author="data", message="Load", save_id="load", kind="data folder")
    olive = tiny_package.let(store, "olive")
    ann, ben = (tiny_package.let(store, name, "analyst") for name in ("ann", "ben"))
    ruth = tiny_package.let(store, "ruth", "reviewer")
    revision = review.publish(
        store, ruth, sent(store, ann, "summary", "First"), seen_version=3, comment=""
    )
    begun, settled = (
        double_entry.start(store, ruth, SOURCE, ann.person_id, ben.person_id) for _ in range(2)
    )
    for person in (ann, ben):
        entered(store, person, begun, ADMISSIONS)
        handed_in(store, person, settled, ADMISSIONS)
    return World(
        store,
        ann,
        ben,
        ruth,
        olive,
        draft(store, ann, "summary", "Second"),
        sent(store, ann, "area", "Kent"),
        suggest(store, READER),
        begun,
        settled,
        revision.number,
        folder_import.compare(store, folder),
    )


def draft(store: Store, person: Person, field: str, text: str) -> str:
    """A draft of the person that corrects the site."""
    item = drafts.start(store, person, "correction")
    drafts.put(store, person, item, "sites", {field: text}, opens=SITE)
    return item


def sent(store: Store, person: Person, field: str, text: str) -> str:
    """The same, in review."""
    item = draft(store, person, field, text)
    review.send(store, person, item, message="The page says so")
    return item


def suggest(store: Store, person: Person, **other: Any) -> str:
    """A correction of the site that a reader sends."""
    given = {"table": "sites", "row_id": SITE, "values": {"summary": "Third"}, "message": "Why"}
    return suggested.suggest(store, person, **{**given, "name": "A. Reader", **other})
