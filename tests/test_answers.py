"""Rows as text for the command line."""

import csv
import datetime
import io
import json

import pytest

from evidence import answers

NAMES = ["site", "note", "value"]
ROWS = [("alpha", 'One, two\n"three"', -5.0), ("béta", None, 0.25)]


def test_table_stands_in_columns_with_numbers_on_the_right() -> None:
    assert answers.as_table(NAMES, ROWS, 80).splitlines() == [
        "site   note              value",
        "-----  ----------------  -----",
        'alpha  One, two "three"     -5',
        "béta                      0.25",
    ]


def test_widest_column_is_cut_first_with_a_mark() -> None:
    rows = [("a" * 20, "b" * 50)]
    table = answers.as_table(["short", "long"], rows, 60).splitlines()
    assert table[2] == "a" * 20 + "  " + "b" * 37 + "…"


@pytest.mark.parametrize("width", [1, 10, 39, 40, 41, 80, 200])
def test_no_line_of_the_table_is_longer_than_the_terminal(width: int) -> None:
    names = [f"column_{number}" for number in range(12)]
    table = answers.as_table(names, [["x" * 70] * 12], width).split("\n\nNo room for ")
    assert max(map(len, table[0].splitlines())) <= width
    shown = table[0].splitlines()[1].split()
    left_out = table[1].removesuffix(": see --format csv").split(", ") if table[1:] else []
    assert [*names[: len(shown)], *left_out] == names


def test_table_without_rows_shows_the_columns() -> None:
    assert answers.as_table(["site", "n"], [], 80) == "site  n\n----  -"


def test_csv_reads_back_with_missing_values_empty() -> None:
    read = list(csv.reader(io.StringIO(answers.as_csv(NAMES, ROWS))))
    assert read == [NAMES, ["alpha", 'One, two\n"three"', "-5"], ["béta", "", "0.25"]]


def test_json_reads_back_with_missing_values_null() -> None:
    read = json.loads(answers.as_json(NAMES, ROWS))
    assert read == [dict(zip(NAMES, row, strict=True)) for row in ROWS]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (0, "0"),
        (0.0, "0"),
        (1e6, "1000000"),
        (0.1, "0.1"),
        (float("inf"), "inf"),
        ([{"n": 1, "day": datetime.date(2016, 4, 1)}], '[{"n": 1, "day": "2016-04-01"}]'),
        ("Café", "Café"),
    ],
)
def test_value_is_written_as_it_was_entered(value: object, text: str) -> None:
    assert answers.as_text(value) == text
