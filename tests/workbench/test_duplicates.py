"""Likely duplicates are shown before anything is sent, and never stop anybody."""

from collections.abc import Iterator

import pytest

from evidence import schema
from evidence.rules import Candidate, Problem
from evidence.schema import Package
from evidence.store import Change, Store
from evidence.workbench import drafts, duplicates, submission
from evidence.workbench.duplicates import Duplicate
from evidence.workbench.person import Person
from evidence.workbench.submission import Entry
from tests import tiny_package
from tests.data_fixtures import TINY, read


def no_rules(package: Package, candidate: Candidate) -> list[Problem]:
    return []


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    """The tiny set of tests/tiny."""
    package = schema.load_package()
    opened = Store(tmp_path / "home", package, check=no_rules)
    rows = read(TINY, package)
    tiny_package.let(opened, "olive", "owner")
    changes = [
        Change(name, row[table.key], row)
        for name, table in package.tables.items()
        for row in rows[name]
    ]
    opened.commit(changes, author="olive", message="Tiny", save_id="tiny")
    yield opened
    opened.close()


def likely(store: Store, ann: Person, *entries: Entry) -> list[Duplicate]:
    draft = drafts.start(store, ann, "upload")
    drafts.put_all(store, ann, draft, entries)
    item = submission.found(store, ann, draft)
    assert item is not None
    return duplicates.likely(store, item)


def row(store: Store, table: str, row_id: str) -> dict[str, str]:
    key = store.package.tables[table].key
    return next(dict(each) for each in store.tables()[table] if each[key] == row_id)


def new(table: str, values: dict[str, str], place: int = 0) -> Entry:
    return Entry(place, table, "", 0, None, values)


def test_a_finding_of_the_same_site_measure_and_period_is_shown(store, ann):
    known = row(store, "findings", "alpha-admissions-1")
    same = {**known, "finding_id": "", "value": "-9", "measure": known["measure"].upper()}
    other = {**same, "period": "2031"}

    assert likely(store, ann, new("findings", same), new("findings", other)) == [
        Duplicate(
            1,
            "findings",
            "alpha-admissions-1",
            "It has the same site, outcome domain, measure and period.",
        )
    ]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/reports/1",
        "http://www.example.org/reports/1/",
        "HTTPS://EXAMPLE.ORG/reports/1#page=3",
    ],
)
def test_a_source_at_the_same_address_is_shown(store, ann, address):
    first = {"source_id": "a-1", "title": "A", "url": "https://www.example.org/reports/1"}
    second = {"source_id": "b-2", "title": "Quite another", "url": address}
    third = {"source_id": "c-3", "title": "Something", "url": "https://example.org/reports/12"}

    found = likely(store, ann, *(new("sources", each) for each in (first, second, third)))

    why = "It has the same web address."
    assert found == [Duplicate(1, "sources", "b-2", why), Duplicate(2, "sources", "a-1", why)]


@pytest.mark.parametrize(
    ("title", "is_alike"),
    [
        ("Évaluation of the Alpha programme, 2018", True),
        ("Evaluation of the Alpha Programme 2018", True),
        ("Evaluation of the Alpha programmes 2018", True),
        ("Evaluation of the Alpha programme 2019", False),
        ("Board paper", False),
    ],
)
def test_a_source_whose_title_reads_alike_is_shown(store, ann, title, is_alike):
    known = {"source_id": "known", "title": "Evaluation of the Alpha programme 2018"}

    found = likely(
        store, ann, new("sources", known), new("sources", {"source_id": "x", "title": title})
    )

    words = "Its name reads like “Evaluation of the Alpha programme 2018”."
    assert (Duplicate(2, "sources", "known", words) in found) is is_alike


def test_a_site_whose_short_name_reads_alike_is_shown(store, ann):
    known = row(store, "sites", "alpha")
    site = {"site_id": "new", "name": f"the {known['name']}", "short_name": known["name"].upper()}

    found = likely(store, ann, new("sites", site))

    assert ("sites", "alpha") in {(item.table, item.row_id) for item in found}


def test_a_correction_is_no_duplicate_of_the_row_that_it_corrects(store, ann):
    draft = drafts.start(store, ann, "correction")
    drafts.put(store, ann, draft, "findings", {"n": "7"}, opens="alpha-admissions-1")
    item = submission.found(store, ann, draft)

    assert item is not None
    assert duplicates.likely(store, item) == []


def test_without_rows_there_is_no_duplicate(store, ann):
    assert likely(store, ann) == []


def test_a_package_without_sites_and_findings_has_no_duplicates(tmp_path):
    package = tiny_package.package(tiny_package.STEPS)
    tiny = Store(tmp_path / "other", package, check=no_rules)
    someone = tiny_package.let(tiny, "ann", "analyst")

    assert likely(tiny, someone, new("steps", {"number": "1", "step": "Begin"})) == []
    tiny.close()
