"""One rule set: each fault of a cell, key or reference is found at its place, with its mend."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import rules
from evidence.rules import Problem, Row
from tests import real_data

FINDING = "rushcliffe-emadm-iau"
SITE = "rushcliffe-principia"

# Table, row, column, text, part of what is wrong, part of what to do.
CELLS = [
    # Vocabularies and references
    ("sites", SITE, "model_type", "mpc", "model_types.csv has no such row", "did you mean mcp?"),
    ("sites", SITE, "model_type", "MCP", "model_types.csv has no such row", "did you mean mcp?"),
    ("sites", SITE, "model_type", "Multispeciality community provider", "", "did you mean mcp?"),
    ("sites", SITE, "model_type", "qqqq", "model_types.csv has no such row", "write one of acc, "),
    (
        "findings",
        FINDING,
        "source_id",
        "iau-rushclife-interp",
        "sources.csv",
        "iau-rushcliffe-interp",
    ),
    (
        "findings",
        FINDING,
        "source_id",
        "zzzzzz",
        "sources.csv has no such row",
        "add it there first",
    ),
    (
        "findings",
        FINDING,
        "site_id",
        "rushcliffe",
        "sites.csv has no such row",
        "add it there first",
    ),
    ("findings", FINDING, "direction", "improve", "not allowed", "did you mean improved?"),
    ("findings", FINDING, "direction", "Better", "not allowed", "did you mean improved?"),
    ("sites", SITE, "country", "Englnd", "not allowed", "did you mean England?"),
    ("sites", SITE, "country", "Qqqq", "not allowed", "values in datapackage.json"),
    ("facts", "acc-emrad-population", "preferred", "TRUE", "neither true nor false", "write true"),
    ("facts", "acc-emrad-population", "preferred", "No", "neither true nor false", "write false"),
    ("facts", "acc-emrad-population", "preferred", "maybe", "neither", "write true or false"),
    ("facts", "acc-emrad-population", "preferred", "", "empty", "write true or false"),
    # Empty and stand-ins for empty
    ("findings", FINDING, "locator", "", "the cell is empty", "fill it in"),
    ("findings", FINDING, "polarity", "", "the cell is empty", "write one of lower_is_better"),
    ("findings", FINDING, "locator", "   ", "nothing but spaces", "empty the cell"),
    (
        "findings",
        FINDING,
        "population",
        "n/a",
        "stands for a missing value",
        "leave the cell empty",
    ),
    ("findings", FINDING, "locator", "TBC", "stands for a missing value", "what the source says"),
    ("findings", FINDING, "n", "#N/A", "stands for a missing value", "leave the cell empty"),
    # Text of any column
    ("findings", FINDING, "source_id", " iau-rushcliffe-interp", "spaces round", "write iau-"),
    ("findings", FINDING, "population", "Residents\u00a0", "spaces round", "write Residents"),
    (
        "findings",
        FINDING,
        "population",
        "Care\u00a0home",
        "unusual space, U+00A0",
        "ordinary space",
    ),
    ("findings", FINDING, "population", "Care\x00home", "control character, U+0000", "delete"),
    ("findings", FINDING, "population", "Care\u200bhome", "character, U+200B", "delete"),
    ("findings", FINDING, "population", "Care\ud800home", "character, U+D800", "delete"),
    ("findings", FINDING, "population", "Care\nhome", "line break", "on one line"),
    ("findings", FINDING, "population", "CafÃ© users", "wrong encoding", "again"),
    ("findings", FINDING, "population", "Caf\ufffd users", "wrong encoding", "again"),
    ("findings", FINDING, "population", "a" * 121, "121 characters, at most 120", "shorten"),
    ("findings", FINDING, "statement", "a" * 2_000_000, "too long for any table", "shorten it"),
    ("findings", FINDING, "measure", "body", "too short", "right column"),
    ("findings", FINDING, "label", '=HYPERLINK("http://x")', "spreadsheet formula", "itself"),
    ("findings", FINDING, "label", "+cmd", "spreadsheet formula", "beginning with a letter"),
    ("findings", FINDING, "label", "@SUM(1)", "spreadsheet formula", "beginning with a letter"),
    ("findings", FINDING, "label", "\t=1", "spreadsheet formula", "beginning with a letter"),
    ("findings", FINDING, "label", "-2+cmd|' /C'!A0", "spreadsheet formula", "beginning with"),
    ("findings", FINDING, "value", "=1+1", "spreadsheet formula", "itself"),
    # Figures
    ("findings", FINDING, "n", "12.6", "whole numbers only", "whole number that the source gives"),
    ("findings", FINDING, "n", "588.0", "whole numbers without decimals", "write 588"),
    ("findings", FINDING, "n", "0", "below the smallest allowed, 1", "leave the cell empty"),
    ("findings", FINDING, "n", "about 600", "not a whole number", "write digits"),
    ("findings", FINDING, "value", "fell", "not a number", "write digits"),
    ("findings", FINDING, "value", "-1e5", "not written in plain digits", "write -100000"),
    ("findings", FINDING, "value", "1e300", "not written in plain digits", "out in full"),
    ("findings", FINDING, "value", "+5", "not written in plain digits", "write 5"),
    ("findings", FINDING, "value", "-023", "not written in plain digits", "write -23"),
    ("findings", FINDING, "value", "-.5", "not written in plain digits", "write -0.5"),
    ("findings", FINDING, "value", "inf", "not a figure", "leave the cell empty"),
    ("findings", FINDING, "value", "-Infinity", "spreadsheet formula", "itself"),
    ("findings", FINDING, "value", "NaN", "stands for a missing value", "leave the cell empty"),
    ("findings", FINDING, "value", "-23%", "unit in the cell", "such as -23"),
    ("findings", FINDING, "value", "\u221223", "minus sign", "write -23"),
    ("findings", FINDING, "value", "12,6", "comma before its decimals", "write 12.6"),
    ("findings", FINDING, "value", "\uff11\uff12", "not a number", "write digits"),
    ("findings", FINDING, "value", "9" * 400, "more than 15 digits", "round it"),
    ("contracts", "unitingcare-2015", "value_gbp", "800,000,000", "thousands", "write 800000000"),
    ("contracts", "unitingcare-2015", "value_gbp", "£800m", "not a whole number", "write digits"),
    ("contracts", "unitingcare-2015", "value_gbp", "£800", "unit in the cell", "such as 800"),
    ("sites", SITE, "lat", "152.95", "above the largest allowed, 90", "right column"),
    # Dates
    ("sites", SITE, "ended", "2015-02-30", "no such day", "or only 2015-02"),
    ("sites", SITE, "ended", "2019-02-29", "no such day", "or only 2019-02"),
    ("sites", SITE, "ended", "2015-13", "no month 13", "or only 2015"),
    ("sites", SITE, "ended", "31/03/2018", "not written as year", "write 2018-03-31"),
    ("sites", SITE, "ended", "March 2018", "not written as year", "write 2018-03"),
    ("sites", SITE, "ended", "43190", "not written as year", "write 2015, 2015-03 or 2015-03-10"),
    # Patterns
    ("sources", "pac-2017-ch2", "url", "www.parliament.uk", "not the form", "whole web address"),
    ("sources", "pac-2017-ch2", "url", "javascript:alert(1)", "not the form", "whole web address"),
    ("funding", "harrogate-2016-17", "financial_year", "2016", "not the form", "like 2016/17"),
    ("facts", "acc-emrad-population", "as_of", "spring 2016", "not the form", "like 2016-17"),
]


FIRST_LINE = 10_000


@pytest.fixture(scope="module")
def faults() -> dict[tuple[int, str], Problem]:
    """The problems of all cells above by line and field: a row more for each, one check for all."""
    candidate = {name: list(rows) for name, rows in real_data.candidate().items()}
    for line, (table, row_id, column, text, _, _) in enumerate(CELLS, FIRST_LINE):
        values = {**real_data.row(table, row_id).values, column: text}
        candidate[table].append(Row(values, line))
    problems = real_data.problems_of(candidate)
    return {(problem.line or 0, problem.field): problem for problem in problems}


@pytest.mark.parametrize("number", range(len(CELLS)), ids=[f"{c[2]}-{c[3][:20]!a}" for c in CELLS])
def test_a_fault_of_a_cell_is_found_at_its_place(faults, number):
    table, row_id, column, text, wrong, mend = CELLS[number]

    found = faults[FIRST_LINE + number, column]

    assert (found.file, found.row_id) == (f"{table}.csv", row_id)
    assert found.value == text or len(found.value) < 120
    assert wrong in found.wrong
    assert mend in found.mend
    assert len(str(found)) < 2_000
    assert str(found).isprintable()


@pytest.mark.parametrize("text", ["-39", "-39.5", "-100", "-24.014"])
def test_plain_figures_are_accepted(text):
    assert real_data.problems_of(real_data.with_cells("findings", FINDING, ci_low=text)) == []


def test_the_curated_set_has_no_problem():
    assert real_data.problems_of(real_data.candidate()) == []


def test_a_problem_is_one_line_of_file_line_field_value_wrong_and_mend():
    problem = Problem(
        "sites.csv", 7, "x", "kind", "vangard", "not allowed", "did you mean vanguard?"
    )

    assert str(problem) == "sites.csv:7: kind: vangard: not allowed: did you mean vanguard?"
    assert str(replace(problem, value="")).startswith("sites.csv:7: kind: (empty): ")
    assert str(replace(problem, line=None)).startswith("sites.csv: x: kind: vangard: ")
    assert (
        str(Problem("sites.csv", None, "", "", "", "the file is missing", "put it back"))
        == "sites.csv: the file is missing: put it back"
    )


def test_a_duplicate_id_is_found_in_the_later_row_and_names_the_earlier():
    first = real_data.row("sites", SITE)

    problems = real_data.problems_of(real_data.with_row("sites", dict(first.values), line=500))

    found = next(problem for problem in problems if problem.field == "site_id")
    assert (found.file, found.line, found.value) == ("sites.csv", 500, SITE)
    assert found.wrong == f"the value stands already in line {first.line}"
    assert found.mend == "give this row an id of its own, or delete it if it says the same"


def test_a_repeated_short_name_and_a_source_entered_twice_are_found():
    source = real_data.row("sources", "pac-2017-ch2")
    twice = real_data.with_row("sources", {**source.values, "source_id": "pac-again"})
    other = real_data.row("sites", "erewash").values["short_name"]
    named = real_data.with_cells("sites", SITE, short_name=other)

    assert [(item.row_id, item.field) for item in real_data.problems_of(twice)] == [
        ("pac-again", "url")
    ]
    assert [item.field for item in real_data.problems_of(named)] == ["short_name"]


def test_two_preferred_facts_of_one_kind_for_a_site_are_refused():
    changed = real_data.with_cells("facts", "airedale-care-homes-2", preferred="true")

    (problem,) = real_data.problems_of(changed)

    assert problem.line == real_data.row("facts", "airedale-care-homes-2").line
    assert (problem.field, problem.value) == ("preferred", "true")
    assert "airedale-care-homes is already the preferred one" in problem.wrong
    assert problem.mend.startswith("write false")


def test_all_problems_come_at_once_in_the_order_of_file_and_line():
    changed = dict(real_data.with_cells("sites", SITE, kind="vangard", lat="north"))
    changed["findings"] = real_data.with_cells(
        "findings", FINDING, value="23", ci_low="", ci_high=""
    )["findings"]
    changed["facts"] = real_data.with_cells("facts", "acc-emrad-population", unit="homes")["facts"]

    problems = real_data.problems_of(changed)

    assert [(item.file, item.field) for item in problems] == [
        ("facts.csv", "unit"),
        ("findings.csv", "value"),
        ("sites.csv", "kind"),
        ("sites.csv", "lat"),
    ]


def test_a_row_with_a_cell_that_cannot_be_read_is_not_judged_across_columns():
    figure = real_data.with_cells("findings", FINDING, value="fell")
    listed = real_data.with_cells("sites", SITE, kind="vangard")

    assert [problem.field for problem in real_data.problems_of(figure)] == ["value"]
    assert [problem.field for problem in real_data.problems_of(listed)] == ["kind"]


def test_a_package_without_a_column_that_a_rule_reads_is_said_so():
    sites = real_data.package().tables["sites"]
    narrow = replace(sites, fields=tuple(f for f in sites.fields if f.name not in ("lat", "lon")))
    package = replace(real_data.package(), tables={"sites": narrow})

    problems = rules.check(package, {"sites": []})

    assert {problem.file for problem in problems} == {"datapackage.json"}
    assert "the rule coordinates_come_in_pairs asks" in " ".join(item.wrong for item in problems)


def test_a_column_or_table_that_is_not_declared_is_a_problem():
    values = {**real_data.row("sites", SITE).values, "contry": "England"}
    rows = [Row(values, 2)]

    problems = rules.check(real_data.package(), {"sites": rows, "sitess": []})

    assert [(item.file, item.field, item.mend) for item in problems] == [
        ("sites.csv", "contry", "did you mean country?"),
        ("sitess", "", "did you mean sites?"),
    ]


def test_a_table_that_could_not_be_read_raises_no_dangling_references():
    without = {name: rows for name, rows in real_data.candidate().items() if name != "sources"}

    assert real_data.problems_of(without) == []


def test_a_damaged_row_is_not_judged_but_can_be_referred_to():
    site = real_data.row("sites", SITE)
    damaged = Row({"site_id": SITE}, site.line, damaged=True)
    rows = [damaged if each is site else each for each in real_data.candidate()["sites"]]

    assert real_data.problems_of({**real_data.candidate(), "sites": rows}) == []


@pytest.mark.parametrize(
    ("table", "left", "right"),
    [
        ("sites", "site_id", "name"),
        ("sites", "lat", "lon"),
        ("sites", "area", "lead_organisation"),
        ("partners", "organisation", "role"),
        ("facts", "value", "counts"),
        ("contracts", "start_date", "end_date"),
        ("contracts", "payment", "scope"),
        ("findings", "measure", "label"),
        ("findings", "polarity", "direction"),
        ("findings", "ci_low", "ci_high"),
        ("findings", "population", "period"),
        ("findings", "statement", "measure"),
        ("findings", "source_id", "locator"),
        ("milestones", "event", "locator"),
    ],
)
def test_swapped_contents_of_two_columns_are_refused(table, left, right):
    swapped = [
        Row({**row.values, left: row.values[right], right: row.values[left]}, row.line)
        for row in real_data.candidate()[table]
    ]

    problems = real_data.problems_of({**real_data.candidate(), table: swapped})

    assert problems != []


NASTY = [
    "=1",
    "\x00",
    "\ud800",
    "nan",
    "-inf",
    "1e999",
    "9" * 5_000,
    "2015-02-30",
    "'; drop table x",
]
TEXTS = st.one_of(st.text(st.characters(), max_size=30), st.sampled_from(NASTY), st.just(""))
TABLES = sorted(real_data.package().tables)


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from(TABLES), st.integers(0, 4), st.integers(0, 30), TEXTS),
        min_size=1,
        max_size=40,
    )
)
def test_no_text_in_any_cell_makes_the_check_fail(mutations):
    candidate = {
        name: [dict(row.values) for row in rows[:5]] for name, rows in real_data.candidate().items()
    }
    for table, row, column, text in mutations:
        names = list(candidate[table][0])
        candidate[table][row][names[column % len(names)]] = text

    problems = rules.check(
        real_data.package(),
        {
            name: [Row(values, line) for line, values in enumerate(rows)]
            for name, rows in candidate.items()
        },
    )

    assert all(str(problem).isprintable() for problem in problems)
