"""The way of a submission on PostgreSQL: the same as on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.store import Store
from evidence.workbench import as_if, drafts, duplicates, review, submission, suggested
from evidence.workbench.person import READER
from evidence.workbench.submission import Entry
from tests import tiny_package
from tests.tiny_package import FOLDER, KENT, PACKAGE, added

BATH = {"site_id": "bath", "name": "Bath", "note": "é ✓ \U0001f3e5", "source_id": ""}


@pytest.fixture
def store(tmp_path: Path, postgres_url: str) -> Iterator[Store]:
    """The rows of the tiny folder, published as revision 1."""
    opened = Store(tmp_path, PACKAGE, check=tiny_package.check, url=postgres_url)
    rows = [added(name, row) for name, table in FOLDER.items() for row in table]
    tiny_package.save(opened, *rows, author="olive")
    yield opened
    opened.close()


def test_a_draft_is_typed_split_sent_seen_and_published(store, ann, ruth):
    draft = drafts.start(store, ann, "upload", "Two sites")
    drafts.put(store, ann, draft, "sites", {"note": "x"}, opens="kent")
    faulty = Entry(0, "sites", "", 0, None, {"site_id": "broken"})
    drafts.put_all(store, ann, draft, [Entry(0, "sites", "", 0, None, BATH), faulty])

    rest = review.split(store, ann, draft)
    review.send(store, ann, draft, message="Why")

    assert {(item.title, item.n_entries) for item in submission.own(store, ann)} == {
        ("Two sites", 2),
        ("Two sites, to be mended", 1),
    }
    assert rest is not None
    look = as_if.look(store)
    assert look.rows == {("sites", "bath"), ("sites", "kent")}
    (waiting,) = review.queue(store)
    found = submission.found(store, ruth, waiting.submission_id)
    assert found is not None
    assert duplicates.likely(store, found) == []

    first = review.publish(store, ruth, draft, seen_version=found.version, comment="Read")
    again = review.publish(store, ruth, draft, seen_version=found.version, comment="Read")

    assert first == again
    assert tiny_package.site(store, "bath") == BATH
    assert tiny_package.site(store, "kent") == {**KENT, "note": "x"}


def test_a_suggestion_is_taken_over_and_a_row_taken_out(store, ann, ruth):
    made = suggested.suggest(
        store,
        READER,
        table="sites",
        row_id="york",
        values={"name": ""},
        message="No such place",
        name="Jo",
    )
    own = suggested.take_over(store, ann, made)
    drafts.remove_row(store, ann, own, "sites", "york")
    review.send(store, ann, own, message="No such place")
    (waiting,) = review.queue(store)

    review.publish(store, ruth, own, seen_version=waiting.version, comment="")

    assert tiny_package.site(store, "york") is None
