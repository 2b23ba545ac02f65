"""A store with something in every table, in letters that each database sorts its own way."""

from pathlib import Path

import sqlalchemy as sa

from evidence import copying, copying_backup, kept_scenes, seed
from evidence.checklists import checklist, entries, pins
from evidence.checklists.entries import Typed
from evidence.scene_drafts import Draft
from evidence.sheets import waiting
from evidence.store import Store
from evidence.workbench import door, double_entry, drafts, review, roles, submission
from evidence.workbench.person import READER
from tests import tiny_package
from tests.tiny_package import FOLDER, KENT, PACKAGE, YORK, added, let, save

DRAFT = Draft("A&E falls", "Ask “who”.", "impacts", (("kind", "mcp"),), 3, "2026-11-22T10:00:00Z")
LETTERS = [
    {**YORK, "site_id": site_id, "note": note}
    for site_id, note in (
        ("a-b", "Ä, ä and é"),
        ("ab", "'quoted', \"quoted\"; drop table sites"),
        ("A-B", "😀 \\ \\u0041 %s :name"),
        ("é", "   "),
        ("z", "1" * 5000),
    )
]


def opened(folder: Path, url: str = "") -> Store:
    """The store of the small package at the URL, or in the folder where that is empty."""
    return Store(folder, PACKAGE, check=tiny_package.check, url=url)


def fill(store: Store, folder: Path) -> None:
    """Use everything that a store keeps; ``folder`` becomes its data folder."""
    tiny_package.write_folder(folder, FOLDER)
    seed.synchronise(store, folder)
    save(store, *(added("sites", row) for row in LETTERS), author="olive")
    save(store, added("sites", {**KENT, "note": "of the store"}), author="olive")
    tiny_package.with_sites(folder, {**KENT, "note": "of the folder"}, YORK)
    seed.synchronise(store, folder)
    keep_views(store)
    submit(store)


def keep_views(store: Store) -> None:
    """Scenes and a checklist."""
    kept_scenes.make_list(store, "Workshop", [DRAFT])
    both = checklist.make(store, "Our place")
    entries.save(store, both.edit, [Typed("step-1", "note", "Ask the trust.")], save_id="1")
    pins.pin(store, both.edit, DRAFT, item="step-1")


def submit(store: Store) -> None:
    """Two drafts, a published submission, a double entry, a refusal, and a role that was taken."""
    ann, ben = let(store, "ann", "analyst"), let(store, "ben", "analyst")
    olive = let(store, "olive", "owner")
    drafts.put(store, ann, drafts.start(store, ann, "case", "Half"), "sites", {"name": "Hälf"})
    waiting.keep_pasted(store, ann, None, "site_id,name\nhull,Hüll\n")
    sent = drafts.start(store, ann, "correction", "York")
    drafts.put(store, ann, sent, "sites", {"note": "Mended"}, opens="york")
    review.send(store, ann, sent, message="The report says so")
    found = submission.found(store, olive, sent)
    assert found is not None
    review.publish(store, olive, sent, seen_version=found.version, comment="Read.")
    double_entry.start(store, olive, "nhs", "ann", "ben")
    door.note_refusal(store, READER, "publish", "A reader may not.")
    with store.writing() as connection:
        roles.give(connection, ben.person_id, None, by=olive.person_id)


def n_rows(connection: sa.Connection, table: str) -> int:
    """How many rows a table has."""
    return int(connection.exec_driver_sql(f'select count(*) from "{table}"').scalar_one())


def back_up(store: Store, path: Path, *, replace: bool = False) -> copying_backup.Note:
    with store.reading() as connection:
        return copying_backup.write(connection, PACKAGE, path, replace=replace)


def held(store: Store) -> copying.Contents:
    with store.reading() as connection:
        return copying.contents(connection, PACKAGE)
