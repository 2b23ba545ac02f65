"""The command line prints every problem with its place and never a traceback."""

import argparse
import os
import subprocess
import sys

import pytest

from evidence import DATA, ROOT
from evidence.commands import validate
from tests import real_data


def run(capsys, *words):
    parser = argparse.ArgumentParser()
    validate.add_arguments(parser)
    code = validate.run(parser.parse_args([str(word) for word in words]))
    captured = capsys.readouterr()
    return code, captured.out.splitlines(), captured.err.splitlines()


@pytest.fixture
def place(tmp_path):
    return real_data.copied_to(tmp_path / "set")


def replace(path, old, new):
    """Replace some bytes of the file; they must be there."""
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def test_the_curated_set_is_clean(capsys):
    code, lines, _ = run(capsys)

    assert code == 0
    n_rows = sum(len(rows) for rows in real_data.candidate().values())
    assert lines == [f"20 tables, {n_rows:,} rows: no problem found."]


def test_a_set_saved_by_excel_is_clean(capsys, place):
    for path in place.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    code, lines, _ = run(capsys, place)

    assert code == 0
    assert lines[-1].endswith("no problem found.")


# Name of the fault, file, bytes to find, bytes instead, parts of the one line that must be printed.
FAULTS = [
    ("missing column", "sites.csv", b"short_name,kind", b"kind", ":1: short_name: ", "is missing"),
    (
        "unknown column",
        "sites.csv",
        b"short_name,",
        b"shortname,",
        ":1: shortname: ",
        "short_name?",
    ),
    ("swapped header", "sites.csv", b"lat,lon,", b"lon,lat,", ": lat: ", "not swapped"),
    (
        "swapped names",
        "sites.csv",
        b"site_id,name,",
        b"name,site_id,",
        ": site_id: ",
        "small letters",
    ),
    (
        "unknown model",
        "sites.csv",
        b",vanguard,mcp,",
        b",vanguard,mpc,",
        "model_type: mpc: ",
        "mcp?",
    ),
    (
        "duplicate id",
        "lessons.csv",
        b"\ncon-02,",
        b"\ncon-01,",
        ":3: lesson_id: con-01: ",
        "line 2",
    ),
    (
        "dangling source",
        "lessons.csv",
        b",nao-unitingcare-2016,",
        b",nao-x,",
        "source_id: nao-x: ",
        "row",
    ),
    (
        "text in a number",
        "findings.csv",
        b",-23,percent",
        b",about,percent",
        "value: about: ",
        "digits",
    ),
    ("decimals", "findings.csv", b",588,", b",12.6,", "n: 12.6: ", "whole number"),
    ("date", "milestones.csv", b",2015-03-10,", b",2015-02-30,", "date: 2015-02-30: ", "calendar"),
    ("miss", "findings.csv", b",-39,-3,", b",-39,-30,", "ci_high: -30: ", "does not contain"),
    (
        "sign",
        "findings.csv",
        b",-23,percent_change,-39,-3,",
        b",23,percent_change,3,39,",
        "value: 23: ",
        "sign",
    ),
    (
        "spaces",
        "lessons.csv",
        b"\ncon-01,",
        b"\n con-01,",
        ":2: lesson_id:  con-01: ",
        "write con-01",
    ),
    ("nul", "lessons.csv", b"Test the VAT", b"Test\0the VAT", r":2: lesson: Test\x00the", "U+0000"),
    ("few fields", "funding.csv", b",7000000,", b",", "funding.csv:2: ", "too few fields"),
    ("big cell", "lessons.csv", b"Test the VAT", b"x" * 2_000_000, ":2: lesson: x", "shorten it"),
    (
        "formula",
        "lessons.csv",
        b'"Test the VAT',
        b'"=HYPERLINK(""http://x"")',
        ":2: lesson: =HYP",
        "formula",
    ),
    ("1252", "milestones.csv", "£".encode(), b"\xa3", ": event: ", "0xA3 is not UTF-8, probably £"),
    (
        "quote",
        "lessons.csv",
        b'"Test the VAT',
        b"Test the VAT",
        "lessons.csv:2: ",
        "too many fields",
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_in_a_file_is_printed_with_its_place(capsys, place, fault):
    _, file, old, new, where, what = fault
    replace(place / file, old, new)

    code, lines, _ = run(capsys, place)

    assert code == 1
    assert [line for line in lines if line.startswith(file) and where in line and what in line]
    assert lines[-1].endswith(" found.")
    assert all(len(line) < 2_000 for line in lines)


def test_two_preferred_facts_are_printed_with_their_place(capsys, place):
    path = place / "facts.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if line.startswith("airedale-care-homes-2,"))
    replace(path, lines[number].encode(), lines[number].replace(",false,", ",true,").encode())

    code, printed, _ = run(capsys, place)

    assert code == 1
    assert printed[0].startswith(f"facts.csv:{number + 1}: preferred: true: ")
    assert printed[1:] == ["1 problem found."]


def test_an_empty_file_does_not_hide_the_problems_of_the_others(capsys, place):
    (place / "sources.csv").write_bytes(b"")
    replace(place / "sites.csv", b",vanguard,mcp,", b",vangard,mcp,")

    code, lines, _ = run(capsys, place)

    assert code == 1
    assert [line.partition(":")[0] for line in lines] == [
        "sites.csv",
        "sources.csv",
        "2 problems found.",
    ]
    assert "did you mean vanguard?" in lines[0]
    assert "the file is empty" in lines[1]


def test_a_missing_folder_is_one_sentence(capsys, tmp_path):
    code, lines, errors = run(capsys, tmp_path / "nowhere")

    assert (code, lines) == (2, [])
    assert len(errors) == 1
    assert errors[0].startswith("there is no folder ")


@pytest.mark.parametrize("content", ["{", "[]", '{"resources": 1}', "\0"])
def test_a_broken_package_file_is_one_problem(capsys, place, content):
    (place / "datapackage.json").write_text(content, encoding="utf-8")

    code, lines, _ = run(capsys, place)

    assert code == 1
    assert lines[0].startswith("datapackage.json: ")
    assert lines[1:] == ["1 problem found."]


def test_the_package_of_the_folder_goes_before_that_of_the_project(capsys, place):
    text = (DATA / "datapackage.json").read_text(encoding="utf-8")
    narrower = text.replace('"maxLength": 24', '"maxLength": 3')
    (place / "datapackage.json").write_text(narrower, encoding="utf-8")

    code, lines, _ = run(capsys, place)

    assert code == 1
    assert all(": short_name: " in line for line in lines[:-1])


def test_the_command_runs_from_the_shell():
    result = subprocess.run(
        [sys.executable, "-m", "evidence", "validate", "nowhere"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.returncode == 2
    assert result.stderr == "there is no folder nowhere\n"


def test_a_console_that_knows_only_ascii_gets_every_problem(place):
    replace(place / "lessons.csv", b"Test the VAT", "“£”".encode() + b"\0 the VAT")

    result = subprocess.run(
        [sys.executable, "-m", "evidence", "validate", str(place)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert result.returncode == 1
    assert result.stderr == ""
    assert result.stdout.startswith(r"lessons.csv:2: lesson: \u201c\xa3\u201d\x00 the VAT")
