"""A spreadsheet becomes a draft: all of it at once, as it was, and without running anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.rules import Row
from evidence.sheets import uploading
from evidence.sheets.sheet import SheetRefused
from evidence.store import NotAllowed, Store
from evidence.workbench import submission
from evidence.workbench.person import Person
from tests import tiny_package
from tests.tiny_package import PACKAGE, let


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path, PACKAGE, check=tiny_package.check)
    tiny_package.save(opened, tiny_package.added("sources", tiny_package.NHS))
    yield opened
    opened.close()


@pytest.fixture
def ann(store: Store) -> Person:
    return let(store, "local:ann", "analyst")


def rows(store: Store, person: Person, submission_id: str) -> list[dict[str, str]]:
    found = submission.found(store, person, submission_id)
    assert found is not None
    return [each.row or {} for each in found.entries]


NASTY = [
    "=cmd|' /C calc'!A0",
    "'; drop table sites; --",
    "<script>alert(1)</script>",
    "![x](http://evil.example/x.png)",
    ":material/home: $x^2$ [a](javascript:alert(1))",
]


def test_what_is_typed_is_kept_to_the_character_whatever_it_says(store: Store, ann: Person) -> None:
    text = "site_id;name;note\n" + "".join(
        f'hull-{place};"Hull";"{each}"\n' for place, each in enumerate(NASTY)
    )

    made = uploading.from_file(store, ann, text.encode(), "sites.csv")

    assert [row["note"] for row in rows(store, ann, made)] == NASTY
    assert store.tables()["sites"] == []


def test_ten_thousand_rows_are_one_draft(store: Store, ann: Person) -> None:
    text = "site_id,name\n" + "".join(f"s-{number},Site {number}\n" for number in range(10_000))
    said: list[float] = []

    made = uploading.from_file(
        store, ann, text.encode(), "sites.csv", progress=lambda done, _: said.append(done)
    )

    found = submission.found(store, ann, made)
    assert found is not None
    assert (found.kind, found.state, found.n_entries) == ("upload", "draft", 10_000)
    assert (
        found.entries[-1].row
        == Row({"site_id": "s-9999", "name": "Site 9999", "note": "", "source_id": ""}).values
    )
    assert len(said) > 20


def test_a_reader_cannot_upload_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(NotAllowed):
        uploading.from_file(
            store, Person("local:eve", "eve"), b"site_id,name\nhull,Hull\n", "sites.csv"
        )


def test_a_file_with_an_unknown_column_is_not_taken_in_silence(store: Store, ann: Person) -> None:
    with pytest.raises(SheetRefused, match="has to say what the columns of sites are"):
        uploading.from_file(store, ann, b"site_id,name,mine\nhull,Hull,x\n", "sites.csv")

    assert submission.own(store, ann) == []


def test_a_file_of_which_no_column_is_known_is_refused(store: Store, ann: Person) -> None:
    with pytest.raises(SheetRefused, match="columns of sites"):
        uploading.from_file(store, ann, b"a,b\n1,2\n", "sites.csv")
