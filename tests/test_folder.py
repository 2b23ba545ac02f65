"""Files as spreadsheets write them are read; files that cannot be read say where and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import folder, rules, schema
from evidence.schema import Field, ForeignKey, Package, Table
from tests import real_data

PLACES = Table(
    name="places",
    path="places.csv",
    title="Sites",
    description="",
    fields=(
        Field("site_id", "string", "Site", required=True),
        Field("name", "string", "Name", required=True),
        Field("n", "integer", "Number"),
    ),
    key="site_id",
)
FIGURES = Table(
    name="figures",
    path="figures.csv",
    title="Facts",
    description="",
    fields=(Field("fact_id", "string", "Fact", required=True), Field("site_id", "string", "Site")),
    key="fact_id",
    foreign_keys=(ForeignKey("site_id", "places", "site_id"),),
)
PACKAGE = Package("tiny", "Tiny", "1", {"places": PLACES, "figures": FIGURES})
CLEAN = [("york", "York", "1"), ("kent", "Kent, and more", "")]
LINES = 'site_id,name,n\nyork,York,1\nkent,"Kent, and more",\n'


def read(content):
    """The cells of each row and the problems of one file."""
    rows, problems = folder.read_table(content, PLACES)
    cells = (
        None
        if rows is None
        else [tuple(row.values[name] for name in PLACES.field_names) for row in rows]
    )
    return cells, problems


def only(content):
    """The one problem of the file, as file, line, field, value, wrong and mend."""
    _, (problem,) = folder.read_table(content, PLACES)
    return problem


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        b"\xef\xbb\xbf" + LINES.encode(),
        LINES.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + LINES.replace("\n", "\r\n").encode(),
        LINES.replace("\n", "\r").encode(),
        LINES.rstrip("\n").encode(),
        b'n,site_id,name\n1,york,York\n,kent,"Kent, and more"\n',
        b'"site_id","name","n"\n"york","York","1"\n"kent","Kent, and more",""\n',
        b'\nsite_id,name,n\n\nyork,York,1\n\nkent,"Kent, and more",\n\n\n',
    ],
    ids=["plain", "mark", "crlf", "excel", "cr", "no end", "reordered", "quoted", "blank lines"],
)
def test_the_habits_of_spreadsheets_are_accepted(content):
    assert read(content) == (CLEAN, [])


def test_a_header_alone_is_a_table_without_rows():
    assert read(b"site_id,name,n\n") == ([], [])


def test_each_row_knows_its_line():
    rows, _ = folder.read_table(b'site_id,name,n\n\nyork,"York\nCity",1\nkent,Kent,\n', PLACES)

    assert rows is not None
    assert [row.line for row in rows] == [3, 5]


def test_the_characters_of_a_cell_are_kept():
    cells, problems = read("site_id,name,n\n york ,“£1”, =1\n".encode())

    assert cells == [(" york ", "“£1”", " =1")]
    assert problems == []


@pytest.mark.parametrize(
    ("content", "line", "field", "wrong", "mend"),
    [
        (b"", None, "", "the file is empty", "put its header line back: site_id,name,n"),
        (b"\xef\xbb\xbf\r\n", None, "", "the file is empty", "put its header line back"),
        (b"site_id,name\n", 1, "n", "the column is missing", "add it to the header"),
        (b"site_id,name,n,nam\n", 1, "nam", "no such column", "did you mean name?"),
        (b"site_id,name,n,zzzz\n", 1, "zzzz", "no such column", "delete the column"),
        (b"site_id,name,n,\n", 1, "", "a column has no name", "delete the column"),
        (b"site_id,name,n,n\n", 1, "n", "stands 2 times", "keep one of them"),
        (b"site_id;name;n\nyork;York;1\n", 1, "", "semicolons", "save the file with commas"),
        (b"site_id\tname\tn\n", 1, "", "tabs", "save the file with commas"),
        (b'"site_id,name,n\n', 1, "", "opened and not closed", "close it"),
        (b"site_id,name,n\nyork,York\n", 2, "n", "too few fields, 2 and not 3", "commas"),
        (
            b"site_id,name,n\na,A,1\nyork,York,1,2\n",
            3,
            "",
            "too many fields, 4 and not 3",
            "quotation",
        ),
        (b"site_id,name,n\n,,\n", 2, "", "no value in any cell", "delete the line"),
        (b'site_id,name,n\na,A,1\nyork,"York,1\n', 3, "", "opened and not closed", "close it"),
        (b'site_id,name,n\nyork,"Yo"rk,1\n', 2, "", "inside a quoted text", "double each"),
        (LINES.encode("utf-16"), None, "", "UTF-16, not UTF-8", 'save the file as "CSV UTF-8"'),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_what_to_do(content, line, field, wrong, mend):
    problem = only(content)

    assert (problem.file, problem.line, problem.field) == ("places.csv", line, field)
    assert wrong in problem.wrong
    assert mend in problem.mend


def test_a_misspelt_column_is_missing_under_its_right_name():
    rows, problems = folder.read_table(b"site_id,nmae,n\n", PLACES)

    assert rows is None
    assert [(item.field, item.wrong, item.mend) for item in problems][1] == (
        "nmae",
        "there is no such column",
        "did you mean name?",
    )
    assert problems[0].field == "name"


def test_a_windows_1252_file_names_the_line_the_field_and_the_character():
    rows, (problem,) = folder.read_table(
        "site_id,name,n\nyork,£5 café,1\n".encode("cp1252"), PLACES
    )

    assert str(problem) == (
        "places.csv:2: name: £5 café: the byte 0xA3 is not UTF-8, probably £ in Windows-1252:"
        ' save the file as "CSV UTF-8"'
    )
    assert rows is not None
    assert [row.damaged for row in rows] == [True]


def test_every_cell_that_is_not_utf_8_is_reported():
    content = b"site_id,name,n\nyork,caf\xe9,1\nkent,Kent,\nbath,\x81,\xff\n"

    _, problems = folder.read_table(content, PLACES)

    assert [(item.line, item.row_id, item.field) for item in problems] == [
        (2, "york", "name"),
        (4, "bath", "name"),
        (4, "bath", "n"),
    ]
    assert "0x81 is not UTF-8" in problems[1].wrong
    assert all(str(item).isprintable() for item in problems)


def test_nul_bytes_and_a_cell_of_two_megabytes_reach_the_rules(tmp_path):
    big = "x" * 2_000_000
    (tmp_path / "places.csv").write_bytes(f"site_id,name,n\nyork,Yo\0rk,1\nkent,{big},\n".encode())
    (tmp_path / "figures.csv").write_bytes(b"fact_id,site_id\n")

    candidate, unreadable = folder.read_folder(tmp_path, PACKAGE)
    problems = rules.check(PACKAGE, {"places": candidate["places"]})

    assert unreadable == []
    assert [(item.line, item.field) for item in problems] == [(2, "name"), (3, "name")]
    assert problems[0].wrong == "there is an invisible or control character, U+0000"
    assert problems[1].value == "x" * 60 + "… (2,000,000 characters)"
    assert problems[1].mend.startswith("shorten it")


def test_a_missing_file_names_the_one_that_was_probably_meant(tmp_path):
    (tmp_path / "place.csv").write_text(LINES, encoding="utf-8")
    (tmp_path / "figures.csv").write_text("fact_id,site_id\nf,york\n", encoding="utf-8")

    candidate, problems = folder.read_folder(tmp_path, PACKAGE)

    assert list(candidate) == ["figures"]
    assert [str(item) for item in problems] == [
        "place.csv: there is no table of that name: rename it to one of the tables, or move it"
        " elsewhere",
        "places.csv: the file is missing: did you mean place.csv?",
    ]
    assert rules.check(PACKAGE, candidate) == []


def test_a_file_that_the_system_does_not_give_is_a_problem(tmp_path):
    (tmp_path / "places.csv").mkdir()
    (tmp_path / "figures.csv").write_text("fact_id,site_id\n", encoding="utf-8")

    _, (problem,) = folder.read_folder(tmp_path, PACKAGE)

    assert problem.wrong == "the file cannot be read (Is a directory)"


def test_a_row_that_cannot_be_told_apart_still_answers_references(tmp_path):
    (tmp_path / "places.csv").write_text("site_id,name,n\nyork,York\n", encoding="utf-8")
    (tmp_path / "figures.csv").write_text("fact_id,site_id\nf,york\n", encoding="utf-8")

    candidate, problems = folder.read_folder(tmp_path, PACKAGE)

    assert [problem.line for problem in problems] == [2]
    assert rules.check(PACKAGE, candidate) == []


def test_a_folder_that_does_not_exist_is_said_so(tmp_path):
    with pytest.raises(NotADirectoryError, match="there is no folder"):
        folder.read_folder(tmp_path / "nowhere", PACKAGE)


def test_the_curated_set_keeps_every_character(tmp_path):
    place = real_data.copied_to(tmp_path / "copy")

    candidate, problems = folder.read_folder(place, schema.load_package())

    assert problems == []
    assert candidate == real_data.candidate()


@given(st.one_of(st.just(b""), st.just(b"site_id,name,n\n")), st.binary(max_size=80))
def test_no_bytes_make_the_reading_fail(header, content):
    rows, problems = folder.read_table(header + content, PLACES)

    assert rows is not None or problems
    assert all(str(problem).isprintable() for problem in problems)


@given(st.text(alphabet='a",\n\r', max_size=20))
def test_no_arrangement_of_quotes_commas_and_line_ends_makes_the_reading_fail(text):
    rows, problems = folder.read_table(f"site_id,name,n\n{text}".encode(), PLACES)

    assert rows is not None
    for row in rows:
        assert row.damaged or len(row.values) == 3
    assert all(problem.mend for problem in problems)
