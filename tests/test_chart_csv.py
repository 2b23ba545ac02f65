"""The data of a chart as CSV: what it is stands above it, and nothing in it is a formula."""

import csv
import io
from typing import Any

import pytest

from evidence.exports import chart_csv

ROWS = [
    {"site": "Alpha, Homes", "value": -23.0, "low": None, "statuses": ["live", "ended"]},
    {"site": "=1+1", "value": 0, "low": True, "statuses": []},
]


def written(**changed):
    given: dict[str, Any] = {
        "title": "Change against a comparator",
        "filters": "Model of care: care homes",
        "counted": "2 of 284 findings",
        "revision": 7,
        "revised_at": "2026-11-22T10:00:00",
        "sources": ["Example Trust, March 2016: p. 3"],
        "rows": ROWS,
    }
    return chart_csv.text(**(given | changed))


def test_the_file_says_what_it_is_and_then_gives_the_rows():
    assert written().split("\r\n") == [
        "# Change against a comparator",
        "# 2 of 284 findings; Model of care: care homes",
        "# Data revision 7 of 22 November 2026",
        "# An empty cell means not stated, or none found in this set; never zero.",
        "# CC BY 4.0 for our words and the compilation,"
        " https://creativecommons.org/licenses/by/4.0/",
        "# Sources:",
        "# Example Trust, March 2016: p. 3",
        "site,value,low,statuses",
        '"Alpha, Homes",-23.0,,live; ended',
        "'=1+1,0,yes,",
        "",
    ]


def test_no_rows_give_the_header_block_alone():
    lines = written(rows=[], sources=[]).splitlines()
    assert len(lines) == 5
    assert all(line.startswith("# ") for line in lines)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("formula", ["=1+1", "+cmd|x", "-cmd|x", "@SUM(1)", ' "=1"'])
def test_no_formula_can_begin_in_the_header_block(separator, formula):
    text = written(filters=f"Search: a,{formula}; b;{formula}")
    for line in text.splitlines()[:7]:
        [fields] = csv.reader(io.StringIO(line), delimiter=separator)
        assert not [each for each in fields if each.lstrip(' "').startswith(("=", "+", "-", "@"))]


def test_a_line_of_the_header_block_stays_one_line():
    assert "\n# =" not in written(title="Title\n=1+1").replace("\r", "")
    assert written(title="Title\r\nmore").startswith("# Title more\r\n")
