"""What a receipt says: who entered a row as it stands, who checked it, who took it back to that."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa

from evidence import seed, store_log, typed_tables
from evidence.read_model import ReadModel
from evidence.schema import Package
from evidence.store import Change, Store
from evidence.workbench import as_if, drafts, readings, review, suggested, tables, undo
from evidence.workbench.person import READER
from tests import tiny_package
from tests.data_fixtures import Tables
from tests.engines import OpenStore
from tests.tiny_package import FOLDER, YORK, added, let, save

DAYS = {1: "20", 2: "21", 3: "22", 4: "23", 5: "24"}


@pytest.fixture
def store(tmp_path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Each revision is saved on a day of its own; the first is the data folder's."""
    opened = open_store()
    monkeypatch.setattr(
        store_log, "now", lambda: f"2026-11-{DAYS.get(opened.revision() + 1, '25')}T09:00:00Z"
    )
    seed.synchronise(opened, tiny_package.write_folder(tmp_path / "data", FOLDER))
    return opened


def of_york(store: Store, revision: int | None = None) -> Mapping[str, object]:
    table = readings.readings(store, revision or store.revision())
    rows: list[dict[str, object]] = table.to_pylist()
    (found,) = [row for row in rows if (row["table_name"], row["row_id"]) == ("sites", "york")]
    return found


def noted(store: Store, note: str, *, checked_by: str | None = "Ben") -> int:
    """Ann's note on York, published by Ben or by herself alone."""
    for name in ("Ann", "Ben"):
        let(store, name)
    made = save(store, added("sites", {**YORK, "note": note}))
    entry = {
        "revision": made.number,
        "entered_by": "Ann",
        "entered_at": "2026-11-20T10:00:00Z",
        "checked_by": checked_by,
        "checked_at": made.at if checked_by else None,
        "comment": "",
    }
    with store.writing() as connection:
        connection.execute(sa.insert(tables.revision_review), entry)
    return made.number


def test_rows_of_the_data_folder_are_not_yet_second_read(store: Store) -> None:
    rows = readings.readings(store, 1)
    assert rows.schema.equals(typed_tables.READINGS)
    assert rows.num_rows == 4
    assert of_york(store)["words"] == (
        "Entered from the data folder on 20 November 2026 (revision 1); not yet second-read"
    )
    assert of_york(store)["is_second_read"] is False


def test_a_reviewed_row_names_who_entered_and_who_checked_it(store: Store) -> None:
    noted(store, "By the river")
    assert of_york(store) == {
        "table_name": "sites",
        "row_id": "york",
        "revision": 2,
        "entered_by": "Ann",
        "entered_at": "2026-11-20T10:00:00Z",
        "checked_by": "Ben",
        "checked_at": "2026-11-21T09:00:00Z",
        "taken_back_by": None,
        "taken_back_at": None,
        "is_second_read": True,
        "words": "Entered by Ann on 20 November 2026, checked by Ben on 21 November 2026"
        " (revision 2)",
    }
    assert of_york(store, 1)["revision"] == 1


def test_a_row_published_by_its_author_alone_says_so(store: Store) -> None:
    noted(store, "By the river", checked_by=None)
    assert of_york(store)["words"] == (
        "Entered by Ann on 20 November 2026 (revision 2) and published by its author alone,"
        " without a second reader"
    )
    assert of_york(store)["is_second_read"] is False


def test_a_row_saved_without_review_is_not_yet_second_read(store: Store) -> None:
    save(store, added("sites", {**YORK, "note": "x"}))
    expected = "Entered by Ann on 21 November 2026 (revision 2); not yet second-read"
    assert of_york(store)["words"] == expected


def test_an_undo_brings_back_the_receipt_and_says_who_took_it_back(store: Store) -> None:
    noted(store, "By the river")
    noted(store, "By the sea", checked_by=None)
    zoe = let(store, "Zoe", "reviewer")
    undo.undo(store, zoe, 3, message="It is not")

    restored = of_york(store)
    assert (restored["revision"], restored["taken_back_by"]) == (4, "Zoe")
    assert restored["is_second_read"] is True
    assert restored["words"] == (
        "Entered by Ann on 20 November 2026, checked by Ben on 21 November 2026 (revision 2);"
        " taken back to that by Zoe on 23 November 2026 (revision 4)"
    )
    undo.undo(store, zoe, 4, message="It is")
    assert of_york(store)["is_second_read"] is False
    assert "(revision 3) and published by its author alone" in str(of_york(store)["words"])


def test_a_removed_row_has_no_receipt_until_it_is_restored(store: Store) -> None:
    save(store, Change("sites", "york", None))
    assert readings.readings(store, 2).num_rows == 3
    undo.undo(store, let(store, "Zoe", "reviewer"), 2, message="It is there")
    assert str(of_york(store)["words"]).startswith("Entered from the data folder")


def test_an_empty_store_has_no_receipts(store: Store) -> None:
    assert readings.readings(store, 0).num_rows == 0


def as_if_published(store: Store) -> dict[str, dict[str, object]]:
    """The readings of the sites by id, where what is in review is shown among them."""
    published = readings.readings(store, store.revision())
    shown = readings.with_waiting(published, as_if.look(store).came_from)
    assert shown.schema.equals(typed_tables.READINGS)
    rows: list[dict[str, object]] = shown.to_pylist()
    assert len({(row["table_name"], row["row_id"]) for row in rows}) == len(rows)
    return {str(row["row_id"]): row for row in rows if row["table_name"] == "sites"}


def test_rows_in_review_say_so_and_are_not_second_read(store: Store) -> None:
    noted(store, "By the river")
    ann = let(store, "Ann", "analyst")
    draft = drafts.start(store, ann, "correction")
    drafts.put(store, ann, draft, "sites", {"note": "By the sea"}, opens="york")
    new = {"site_id": "bath", "name": "Bath"}
    drafts.put(store, ann, draft, "sites", new)
    assert as_if_published(store)["york"]["is_second_read"] is True
    review.send(store, ann, draft, message="It moved")

    shown = as_if_published(store)

    assert sorted(shown) == ["bath", "kent", "york"]
    assert shown["york"] == {
        "table_name": "sites",
        "row_id": "york",
        "revision": None,
        "entered_by": "Ann",
        "entered_at": "2026-11-22T09:00:00Z",
        "checked_by": None,
        "checked_at": None,
        "taken_back_by": None,
        "taken_back_at": None,
        "is_second_read": False,
        "words": "In review: entered by Ann on 22 November 2026; not yet checked",
    }
    assert shown["bath"]["words"] == shown["york"]["words"]
    assert str(shown["kent"]["words"]).startswith("Entered from the data folder")
    assert of_york(store)["is_second_read"] is True


def test_a_readers_suggestion_in_review_names_the_reader(store: Store) -> None:
    suggested.suggest(
        store,
        READER,
        table="sites",
        row_id="york",
        values={"note": "By the sea"},
        message="See page 1",
        name="Zed",
    )
    assert as_if_published(store)["york"]["words"] == (
        "In review: entered by a reader (Zed) on 21 November 2026; not yet checked"
    )


def test_the_read_model_joins_the_receipt_to_each_finding(
    package: Package, tiny_tables: Tables, tmp_path: Path
) -> None:
    opened = Store(tmp_path / "home", package, check=lambda package, candidate: [])
    rows = [
        Change(name, row[package.tables[name].key], row)
        for name, listed in tiny_tables.items()
        for row in listed
    ]
    let(opened, "Ann")
    opened.commit(rows, author="Ann", message="All", save_id="all")
    model = ReadModel(package, opened.tables(1), revision=1, readings=readings.readings(opened, 1))
    opened.close()

    receipts = model.rows("impact_receipt", finding_id=tiny_tables["findings"][0]["finding_id"])

    assert receipts[0]["reading"].startswith("Entered by Ann on ")
    assert receipts[0]["is_second_read"] is False
