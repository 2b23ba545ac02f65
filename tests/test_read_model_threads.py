"""The read model asked by many threads at once, and how many selections it keeps."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, product
from pathlib import Path

import pytest

from evidence import read_model
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.schema import Package
from tests.slow_selection import Selection, SlowSelection, Tables, select


@pytest.fixture(scope="session")
def slow_tiny(tiny_tables: Tables) -> SlowSelection:
    return SlowSelection(tiny_tables)


def test_threads_with_different_filters_get_right_answers(
    package: Package, tiny_tables: Tables, questions: Path, slow_tiny: SlowSelection
) -> None:
    model = ReadModel(package, tiny_tables, queries=questions)
    choices = [
        Filters(kind=(kind,), text=text, published_up_to=year)
        for kind, text, year in product(
            ("vanguard", "programme", "national_group", "case_study"),
            ("", "a", "care"),
            (None, 2016, 2018, 2020, 2099),
        )
    ]
    expected = {filters: slow_tiny.select(filters) for filters in choices}

    def ask(start: int) -> list[Filters]:
        order = choices[start:] + choices[:start]
        return [filters for filters in order if select(model, filters) != expected[filters]]

    with ThreadPoolExecutor(8) as threads:
        wrong = [filters for each in threads.map(ask, range(0, 56, 7)) for filters in each]
    assert wrong == []


def test_threads_that_ask_one_new_choice_at_once_get_the_same_answer(
    package: Package, tiny_tables: Tables, questions: Path
) -> None:
    model = ReadModel(package, tiny_tables, queries=questions)
    together = threading.Barrier(8)

    def ask(filters: Filters) -> Selection:
        together.wait(timeout=30)
        return select(model, filters)

    for year in range(2015, 2021):
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(ask, [Filters(published_up_to=year)] * 8))
        assert len(set(answers)) == 1


def test_selection_dropped_while_in_use_stays_usable(
    monkeypatch: pytest.MonkeyPatch,
    package: Package,
    tiny_tables: Tables,
    questions: Path,
    slow_tiny: SlowSelection,
) -> None:
    monkeypatch.setattr(read_model, "SELECTIONS_KEPT", 2)
    model = ReadModel(package, tiny_tables, queries=questions)
    choices = [Filters(published_up_to=year) for year in range(2015, 2021)]

    def ask(start: int) -> bool:
        order = islice(choices * 6, start, start + 30)
        return all(select(model, filters) == slow_tiny.select(filters) for filters in order)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(6)))


def test_no_more_selections_are_kept_than_allowed(
    monkeypatch: pytest.MonkeyPatch, package: Package, tiny_tables: Tables, questions: Path
) -> None:
    monkeypatch.setattr(read_model, "SELECTIONS_KEPT", 3)
    model = ReadModel(package, tiny_tables, queries=questions)
    sizes = []
    for year in range(2015, 2025):
        model.rows("site_ids", Filters(published_up_to=year))
        sizes.append(len(model._selections))
    assert sizes == [1, 2, 3, 3, 3, 3, 3, 3, 3, 3]
    kept = [filters.published_up_to for filters in model._selections]
    model.table("site_ids", Filters(published_up_to=2022))
    assert kept == [2022, 2023, 2024]
    assert [filters.published_up_to for filters in model._selections] == [2023, 2024, 2022]


def test_answers_are_let_go_by_the_number_of_their_rows(
    monkeypatch: pytest.MonkeyPatch, package: Package, tiny_tables: Tables, questions: Path
) -> None:
    monkeypatch.setattr(read_model, "ROWS_KEPT", 12)
    model = ReadModel(package, tiny_tables, queries=questions)
    for year in range(2015, 2025):
        model.rows("site_ids", Filters(published_up_to=year))
        kept = sum(len(answer) for answer in model._answers.values())
        assert kept == model._rows_kept <= 12


def test_a_changed_answer_is_not_the_next_ones(
    package: Package, tiny_tables: Tables, questions: Path
) -> None:
    model = ReadModel(package, tiny_tables, queries=questions)
    first = model.rows("site_ids")
    untouched = [dict(row) for row in first]
    for row in first:
        row.clear()
    first.pop()
    assert model.rows("site_ids") == untouched
