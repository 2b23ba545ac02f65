"""``python -m evidence history`` and ``conflicts``: what they print and how they end."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence import home, seed
from evidence.commands import conflicts, history
from evidence.store import Store
from tests import tiny_package
from tests.tiny_package import FOLDER, KENT, PACKAGE, YORK, added, save


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tiny_package.write_folder(tmp_path / "data", FOLDER)


@pytest.fixture
def store(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the commands find: loaded, then changed by Ann."""
    opened = Store(tmp_path / "home", PACKAGE, check=tiny_package.check)
    seed.synchronise(opened, data)
    save(opened, added("sites", {**YORK, "note": "dashboard"}))
    monkeypatch.setattr(home, "existing_store", lambda: opened)
    yield opened
    opened.close()


def run_history(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    history.add_arguments(parser)
    return history.run(parser.parse_args(arguments))


def run_conflicts() -> int:
    return conflicts.run(argparse.Namespace())


def test_history_lists_revisions_newest_first(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    second, first = store.revisions()

    assert run_history() == 0
    assert capsys.readouterr().out.splitlines() == [
        f"2  {second.at}  Ann          +0 ~1 -0  Say why",
        f"1  {first.at}  data folder  +4 ~0 -0  First load of the data folder: 4 rows in 3 tables",
    ]


def test_history_shows_as_many_as_asked(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_history("--limit", "1") == 0
    assert [line[0] for line in capsys.readouterr().out.splitlines()] == ["2"]


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        (["--table", "sources"], ["1"]),
        (["--row", "york"], ["2", "1"]),
        (["--by", "Ann"], ["2"]),
        (["--by", "data folder"], ["1"]),
        (["--since", "2000-01-01"], ["2", "1"]),
        (["--until", "2000-01-01"], []),
    ],
)
def test_history_is_narrowed_by_table_row_person_and_day(
    store: Store, capsys: pytest.CaptureFixture[str], arguments: list[str], numbers: list[str]
) -> None:
    assert run_history(*arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[0] for line in lines if line[0].isdigit()] == numbers
    assert numbers or lines == ["No revision fits."]


def test_history_of_a_row_tells_its_cells(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_history("--row", "york", "--by", "Ann") == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["    sites.note: empty -> dashboard"]


def test_history_refuses_an_unknown_table(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_history("--table", "towns") == 1
    expected = "There is no table towns: choose one of sources, sites, steps.\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize("day", ["yesterday", "2026-11", "2026-02-30"])
def test_history_refuses_a_day_that_is_none(
    store: Store, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    with pytest.raises(SystemExit):
        run_history("--since", day)
    assert "write the day as 2026-11-22" in capsys.readouterr().err


@pytest.mark.parametrize("limit", ["0", "-1", "two"])
def test_history_refuses_a_limit_that_is_no_count(
    limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        run_history("--limit", limit)

    assert stop.value.code == 2
    assert f"{limit}: give a whole number from 1 up" in capsys.readouterr().err


def test_without_a_store_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path / "none"))

    assert (run_history(), run_conflicts()) == (0, 0)
    assert "start the dashboard once" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


def test_damaged_store_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path))
    (tmp_path / "evidence.sqlite").write_text("not a database, only a sentence " * 99)

    assert (run_history(), run_conflicts()) == (1, 1)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("cannot be read") == captured.err.count("\n") == 2


def test_no_conflicts_is_said(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_conflicts() == 0
    assert capsys.readouterr().out == "No conflicts.\n"


def test_conflict_shows_both_versions_of_the_fields_that_differ(
    store: Store, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {**FOLDER, "sites": [KENT, {**YORK, "note": "data", "source_id": "nhs"}]}
    seed.synchronise(store, tiny_package.write_folder(data, rows))
    (conflict,) = store.conflicts()

    assert run_conflicts() == 1
    assert capsys.readouterr().out == (
        f"sites.csv: york (found {conflict.found_at})\n"
        "  note\n"
        "    dashboard:   dashboard\n"
        "    data folder: data\n"
        "    before:      (empty)\n"
        "  source_id\n"
        "    dashboard:   (empty)\n"
        "    data folder: nhs\n"
        "    before:      (empty)\n"
        f"\n{conflicts.WHAT_TO_DO}\n"
    )


def test_conflict_with_a_removed_row_says_who_removed_it(
    store: Store, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed.synchronise(store, tiny_package.write_folder(data, {**FOLDER, "sites": [KENT]}))

    assert run_conflicts() == 1
    printed = capsys.readouterr().out
    assert "The data folder removed the row, and the other side changed it:" in printed
    assert "    dashboard:   York\n    data folder: (no row)\n    before:      York\n" in printed


def test_home_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path))
    assert home.home() == tmp_path
    monkeypatch.setenv("EVIDENCE_HOME", "")
    assert home.home().name == "var"
