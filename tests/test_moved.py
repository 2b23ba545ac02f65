"""What moved between two revisions: counted row by row on the tiny set, for one view at a time."""

from collections.abc import Callable

import pytest

from evidence import moved
from evidence.filters import Filters
from evidence.moved import Moved
from evidence.read_model import ReadModel
from evidence.schema import Package
from tests.data_fixtures import Tables

Change = Callable[[Tables], None]


def row(tables: Tables, table: str, row_id: str) -> dict[str, str]:
    return next(each for each in tables[table] if row_id in each.values())


def changed(package: Package, tables: Tables, change: Change) -> ReadModel:
    copied = {name: [dict(each) for each in rows] for name, rows in tables.items()}
    change(copied)
    return ReadModel(package, copied, revision=2)


def another_cost(tables: Tables) -> None:
    row(tables, "findings", "gamma-cost-1")["label"] = "the whole cost"


def without_bed_days(tables: Tables) -> None:
    tables["findings"].remove(row(tables, "findings", "gamma-beddays-4"))


def one_more_admission(tables: Tables) -> None:
    like = row(tables, "findings", "beta-admissions-1")
    tables["findings"].append({**like, "finding_id": "beta-admissions-9", "label": "another"})


def contract_ended(tables: Tables) -> None:
    row(tables, "contracts", "delta")["status"] = "ended"


def site_becomes_pacs(tables: Tables) -> None:
    row(tables, "sites", "beta")["model_type"] = "pacs"


PACS, MCP = Filters(model_type=("pacs",)), Filters(model_type=("mcp",))


@pytest.mark.parametrize(
    ("change", "filters", "columns", "expected"),
    [
        (another_cost, Filters(), (), Moved(changed=1)),
        (another_cost, PACS, (), Moved(changed=1)),
        (another_cost, MCP, (), Moved()),
        (another_cost, Filters(outcome_domain=("bed_days",)), (), Moved()),
        (another_cost, Filters(), ("gamma",), Moved(changed=1)),
        (another_cost, Filters(), ("alpha", "beta"), Moved()),
        (without_bed_days, PACS, (), Moved(removed=1)),
        (without_bed_days, Filters(), ("form:prime_contractor",), Moved(removed=1)),
        (one_more_admission, MCP, (), Moved(new=1)),
        (one_more_admission, Filters(), ("model:mcp",), Moved(new=1)),
        (one_more_admission, Filters(design=("not_stated",)), (), Moved()),
        (contract_ended, Filters(country=("Sweden",)), (), Moved(others=1)),
        (contract_ended, Filters(country=("England",)), (), Moved()),
    ],
)
def test_what_moved_is_counted_for_what_the_view_shows(
    package: Package,
    tiny_model: ReadModel,
    tiny_tables: Tables,
    change: Change,
    filters: Filters,
    columns: tuple[str, ...],
    expected: Moved,
) -> None:
    newer = changed(package, tiny_tables, change)
    assert moved.since(tiny_model, newer, filters, columns) == expected


def test_a_site_that_changes_its_model_takes_its_findings_along(
    package: Package, tiny_model: ReadModel, tiny_tables: Tables
) -> None:
    newer = changed(package, tiny_tables, site_becomes_pacs)
    there, gone = (moved.since(tiny_model, newer, each) for each in (PACS, MCP))
    assert (there.new, there.changed, there.removed) == (4, 0, 0)
    assert (gone.new, gone.changed, gone.removed) == (0, 0, 4)


def test_looking_back_exchanges_new_and_removed(
    package: Package, tiny_model: ReadModel, tiny_tables: Tables
) -> None:
    newer = changed(package, tiny_tables, one_more_admission)
    assert moved.since(newer, tiny_model, Filters()) == Moved(removed=1)


def test_nothing_moves_in_one_revision_or_by_the_order_of_its_rows(
    package: Package, tiny_model: ReadModel, tiny_tables: Tables
) -> None:
    turned = ReadModel(package, {name: rows[::-1] for name, rows in tiny_tables.items()})
    assert not moved.since(tiny_model, tiny_model, Filters())
    assert not moved.since(tiny_model, turned, Filters())


def test_a_value_that_the_older_data_lack_selects_nothing_there(
    package: Package, tiny_model: ReadModel, tiny_tables: Tables
) -> None:
    def abroad(tables: Tables) -> None:
        row(tables, "sites", "delta")["country"] = "Norway"

    found = moved.since(
        tiny_model, changed(package, tiny_tables, abroad), Filters(country=("Norway",))
    )
    assert (found.new, found.changed, found.removed) == (1, 0, 0)


@pytest.mark.parametrize("column", ["value", "ci_low", "statement", "locator", "period"])
def test_every_column_counts(
    package: Package, tiny_model: ReadModel, tiny_tables: Tables, column: str
) -> None:
    def change(tables: Tables) -> None:
        finding = row(tables, "findings", "alpha-admissions-1")
        finding[column] = "-6" if column in ("value", "ci_low") else finding[column] + " "

    newer = changed(package, tiny_tables, change)
    assert moved.since(tiny_model, newer, Filters()) == Moved(changed=1)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Moved(2, 1, 0), "2 findings new, 1 changed, 0 removed"),
        (Moved(1, 0, 3), "1 finding new, 0 changed, 3 removed"),
        (Moved(0, 1, 0, 1), "0 findings new, 1 changed, 0 removed; 1 other entry differs"),
        (Moved(others=2), "no finding new, changed or removed; 2 other entries differ"),
    ],
)
def test_what_moved_is_said_in_words(found: Moved, words: str) -> None:
    assert found.words == words
