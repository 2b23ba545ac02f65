"""python -m evidence query: the filters of the screens, and answers that other tools can read."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evidence import DATA, ROOT, __main__, read_model
from evidence.commands import query
from evidence.filters import FIELD_TITLES, Filters
from evidence.read_model import ReadModel

GROUPED = ("--parameter", "group_by=outcome")
SORTED = [
    *("--parameter", "sort=newest"),
    *("--parameter", "page=2"),
    *("--parameter", "page_size=3"),
]
ALL_FILTERS = [
    *("--model-type", "mcp", "--model-type", "pacs"),
    *("--contract-form", "alliance", "--contract-form", "virtual_alliance"),
    *("--kind", "vanguard"),
    *("--country", "England"),
    *("--outcome-domain", "emergency_admissions"),
    *("--evidence-status", "evaluated", "--evidence-status", "self_reported"),
    *("--direction", "improved", "--direction", "no_difference"),
    *("--design", "synthetic_control", "--design", "before_after", "--design", "not_stated"),
    "--with-number",
    *("--published-up-to", "2020"),
    *("--text", "admissions"),
]
SAME_FILTERS = Filters(
    model_type=("mcp", "pacs"),
    contract_form=("alliance", "virtual_alliance"),
    kind=("vanguard",),
    country=("England",),
    outcome_domain=("emergency_admissions",),
    evidence_status=("evaluated", "self_reported"),
    direction=("improved", "no_difference"),
    design=("synthetic_control", "before_after", "not_stated"),
    with_number=True,
    published_up_to=2020,
    text="admissions",
)


def ask(*arguments: str) -> int:
    return __main__.main(["query", *arguments])


def test_without_a_name_every_query_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask() == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.partition(":")[0] for line in lines if not line.startswith(" ")]
    assert listed == list(read_model.query_texts())
    assert all(": One row" in line for line in lines if not line.startswith(" "))
    place = listed.index("site_record")
    of_record = lines.index(next(line for line in lines if line.startswith("site_record")))
    assert lines[of_record + 1] == "  --parameter site_id=..."
    assert lines[of_record + 2].startswith(listed[place + 1])


def test_filters_are_those_of_the_screens(
    capsys: pytest.CaptureFixture[str], real_model: ReadModel
) -> None:
    assert ask("selection_size", *ALL_FILTERS, "--format", "json") == 0
    expected = real_model.rows("selection_size", SAME_FILTERS)
    assert json.loads(capsys.readouterr().out) == expected
    assert 0 < expected[0]["n_findings"] < real_model.rows("selection_size")[0]["n_findings"]


def test_every_filter_has_an_option() -> None:
    named = {argument for argument in ALL_FILTERS if argument.startswith("--")}
    others = {f"--{name.replace('_', '-')}" for name in FIELD_TITLES} - named
    assert others == {"--source-id"}


def test_csv_has_the_columns_and_rows_of_the_query(
    capsys: pytest.CaptureFixture[str], real_model: ReadModel
) -> None:
    assert ask("impacts", "--source-id", "rapid-review-2016", "--format", "csv", *GROUPED) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    chosen = Filters(source_id=("rapid-review-2016",))
    expected = real_model.rows("impacts", chosen, group_by="outcome")
    assert [row["finding_id"] for row in rows] == [row["finding_id"] for row in expected]
    assert [float(row["value"]) if row["value"] else None for row in rows] == [
        row["value"] for row in expected
    ]
    assert list(rows[0]) == list(expected[0])


def test_answer_without_rows_keeps_its_columns(
    capsys: pytest.CaptureFixture[str], real_model: ReadModel
) -> None:
    nothing = ("--text", "zzzz")
    assert ask("impacts", *GROUPED, *nothing, "--format", "csv") == 0
    columns = list(real_model.rows("impacts", group_by="outcome")[0])
    assert capsys.readouterr().out == ",".join(columns) + "\n"
    assert ask("impacts", *GROUPED, *nothing, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert ask("impacts", *GROUPED, *nothing) == 0
    assert "0 rows" in capsys.readouterr().out


def test_table_fits_the_terminal_and_says_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    assert ask("facet_counts", "--parameter", "facet=source_id", "--kind", "vanguard") == 0
    *table, blank, last = capsys.readouterr().out.splitlines()
    assert blank == ""
    assert max(map(len, table)) <= 70
    assert last.startswith(f"{len(table) - 2} rows of revision ")
    assert last.endswith("; Kind of site: Vanguard")


def test_parameters_may_be_numbers_truth_values_and_text(
    capsys: pytest.CaptureFixture[str], real_model: ReadModel
) -> None:
    asked = [*SORTED, "--parameter", "everything=true", "--format", "json"]
    assert ask("source_list", *asked) == 0
    rows = json.loads(capsys.readouterr().out)
    expected = real_model.rows("source_list", sort="newest", everything=True, page=2, page_size=3)
    assert [row["source_id"] for row in rows] == [row["source_id"] for row in expected]
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["site_recrod"], "There is no query site_recrod: did you mean site_record?"),
        (["qqqq"], "There is no query qqqq: python -m evidence query lists them"),
        (["views"], "There is no query views: "),
        (["site_record"], "The query site_record needs --parameter site_id=..."),
        (
            ["selection_size", "--parameter", "site_id=erewash"],
            "The query selection_size has no parameter site_id: it asks for none",
        ),
        (
            ["site_record", "--parameter", "site_id=erewash", "--parameter", "site=erewash"],
            "The query site_record has no parameter site: it asks for site_id",
        ),
        (
            ["selection_size", "--model-type", "mpc"],
            "--model-type mpc: there is no such value: did you mean mcp?",
        ),
        (
            ["selection_size", "--contract-form", "Alliance contract"],
            "--contract-form Alliance contract: there is no such value: did you mean alliance?",
        ),
        (
            ["selection_size", "--published-up-to", "soon"],
            "--published-up-to soon: write a year, such as 2016",
        ),
        (
            ["source_list", *SORTED, "--parameter", "everything=x"],
            "The query source_list failed: ",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert ask(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(sentence)
    assert captured.err.count("\n") == 1


def test_every_unknown_value_is_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("selection_size", "--model-type", "mpc", "--direction", "better") == 2
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "--model-type mpc",
        "--direction better",
    ]


@pytest.mark.parametrize("wrong", [["--format", "xml"], ["--parameter", "site_id"], ["--colour"]])
def test_wrong_option_is_wrong_usage(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        ask("selection_size", *wrong)
    assert caught.value.code == 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data folder that the command looks at, and no store yet."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied)
    monkeypatch.setattr(query, "DATA", copied)
    monkeypatch.setenv("EVIDENCE_HOME", str(tmp_path / "home"))
    return copied


def test_damaged_folder_is_named_and_the_last_good_revision_answers(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask("selection_size", "--format", "csv") == 0
    before = capsys.readouterr()
    (folder / "sites.csv").write_bytes(b"")
    assert ask("selection_size", "--format", "csv") == 0
    after = capsys.readouterr()
    assert before.err == ""
    assert after.out == before.out
    assert after.err.startswith("sites.csv")
    assert after.err.endswith("The data folder has problems, so revision 1 is asked.\n")


def test_damaged_folder_that_was_never_good_has_no_answer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sites.csv").write_bytes(b"")
    assert ask("selection_size") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[-1].startswith("There is no data to ask yet")


def start(*arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "evidence", "query", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_csv_and_json_are_utf_8_whatever_the_terminal_writes() -> None:
    sought = ("facet_values", "--format", "json")
    with start(*sought) as asking:
        output, errors = asking.communicate(timeout=60)
    labels = {row["label"] for row in json.loads(output.decode("utf-8"))}
    assert (asking.returncode, errors) == (0, b"")
    assert any("£" in label for label in labels)


def test_reader_that_stops_early_is_no_error() -> None:
    with start("facet_values", "--format", "csv") as asking:
        assert asking.stdout is not None
        assert asking.stderr is not None
        asking.stdout.close()
        errors = asking.stderr.read()
    assert (asking.returncode, errors) == (0, b"")
