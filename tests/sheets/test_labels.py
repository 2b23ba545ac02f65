"""A cell that holds the words of a value, as the screens show them, is read as that value."""

from collections.abc import Iterator

import pytest

from evidence import DATA, home, seed
from evidence.sheets import labels, matching, reading, uploading
from evidence.sheets.sheet import Line, Sheet
from evidence.store import Store
from evidence.workbench import submission
from tests import real_data
from tests.tiny_package import let

PACKAGE = real_data.package()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = home.open_store(tmp_path_factory.mktemp("home"))
    seed.synchronise(opened, DATA)
    yield opened
    opened.close()


def read(store: Store, field: str, *cells: str) -> tuple[list[str], int]:
    lines = tuple(Line(number, (cell,)) for number, cell in enumerate(cells, start=2))
    match = matching.match(PACKAGE, Sheet("findings", (field,), lines), "findings")
    with store.reading() as connection:
        published = store.rows_within(connection)
    (found,), count = labels.resolved(PACKAGE, published, [match])
    return [line.cells[0] for line in found.sheet.lines], count


def test_labels_are_read_apart_from_case_and_blanks_and_counted(store: Store) -> None:
    given = ("Better", " better ", "NO DIFFERENCE", "improved", "", "Bettter", "Improved")

    assert read(store, "direction", *given) == (
        ["improved", "improved", "no_difference", "improved", "", "Bettter", "Improved"],
        3,
    )


def test_a_cell_of_another_column_stays_whatever_it_says(store: Store) -> None:
    assert read(store, "statement", "Better") == (["Better"], 0)


def test_the_name_of_one_row_is_read_as_its_id(store: Store) -> None:
    name = real_data.row("outcome_domains", "emergency_admissions").values["name"]

    assert read(store, "outcome_domain", name.upper(), "emergency_admissions") == (
        ["emergency_admissions"] * 2,
        1,
    )


def test_words_that_two_values_share_stay() -> None:
    meanings = labels.meanings([("Same", "a"), ("same ", "b"), ("b", "a"), ("Own", "c")], "abc")

    assert [meanings.read(each) for each in ("Same", "b", "B", "own")] == ["Same", "b", "B", "c"]


def test_an_id_that_comes_in_with_the_sheets_is_not_taken_for_a_name(store: Store) -> None:
    name = real_data.row("sites", "airedale").values["short_name"]
    sites = Sheet("sites", ("site_id",), (Line(2, (name,)),))
    facts = Sheet("facts", ("site_id",), (Line(2, (name,)),))
    matches = [matching.match(PACKAGE, each, each.name) for each in (sites, facts)]
    with store.reading() as connection:
        published = store.rows_within(connection)

    assert labels.resolved(PACKAGE, published, matches) == (matches, 0)
    assert labels.resolved(PACKAGE, published, matches[1:])[1] == 1


def test_an_upload_says_how_many_cells_were_read_by_their_label(store: Store) -> None:
    ann = let(store, "local:ann", "analyst")
    said: list[str] = []
    block = reading.read_pasted(
        "finding_id\tdirection\tmeasure\nrushcliffe-emadm-iau\tBetter\tBetter"
    )

    made = uploading.bring_in(store, ann, block, tell=said.append)

    found = submission.found(store, ann, made)
    assert found is not None
    row = found.entries[0].row or {}
    assert (row["direction"], row["measure"]) == ("improved", "Better")
    assert said == [
        "1 cell holds a label or a name as the screens show it, and was read as the value that is"
        " stored for it."
    ]
