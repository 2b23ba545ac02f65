"""Files and pasted blocks: read as they stand, or refused in a sentence."""

import csv
import datetime
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.sheets import reading, sheet
from evidence.sheets.sheet import SheetRefused
from tests.sheets.books import cells, refusal, workbook


def test_cells_are_read_as_text_that_the_rules_know():
    content = workbook(
        ["text", "whole", "fraction", "long", "truth", "day", "moment", "empty"],
        [
            *(" 2015-03 ", 5.0, 0.1 + 0.2, 1e-7, True, datetime.datetime(2015, 3, 10)),
            *(datetime.datetime(2015, 3, 10, 9, 30), None),
        ],
    )

    assert cells(content)[1] == (
        *(" 2015-03 ", "5", "0.3", "0.0000001", "true", "2015-03-10"),
        *("2015-03-10 09:30:00", ""),
    )


def test_a_share_is_read_as_it_is_shown():
    book = openpyxl.Workbook()
    (made,) = book.worksheets
    made.append(["value"])
    made.append([0.235])
    made["A2"].number_format = "0.0%"
    written = io.BytesIO()
    book.save(written)

    block = reading.read_file(written.getvalue(), "a.xlsx")

    assert block.sheets[0].lines[0].cells == ("23.5%",)
    assert block.told == ("1 cell was shown with a per cent sign, and read as shown.",)


def test_a_formula_stays_a_formula_and_is_told():
    block = reading.read_file(workbook(["value"], ["=1+1"], ["=HYPERLINK(A1)"]), "a.xlsx")

    assert [line.cells for line in block.sheets[0].lines] == [("=1+1",), ("=HYPERLINK(A1)",)]
    assert block.told == ("2 cells hold formulas: paste their values in place of them.",)


def test_one_cell_is_told_in_the_words_for_one_and_many_in_those_for_many():
    day = datetime.datetime(2015, 3, 10)
    one = reading.read_file(workbook(["a", "b"], ["=1+1", day]), "a.xlsx")
    many = reading.read_file(workbook(["a", "b"], ["=1+1", day], ["=1+1", day]), "a.xlsx")

    assert one.told == (
        "1 cell holds a formula: paste its value in place of it.",
        "1 cell was a date in the spreadsheet, which always has a day: shorten it if the source"
        " gives the month or year alone.",
    )
    assert many.told == (
        "2 cells hold formulas: paste their values in place of them.",
        "2 cells were dates in the spreadsheet, which always has a day: shorten those of which the"
        " source gives the month or year alone.",
    )


def test_one_torn_row_is_told_in_the_words_for_one():
    block = reading.read_file(b"a,b\n1,2\n3,4,5\n", "x.csv")

    assert "1 row waits as a draft of torn rows and holds up no other: put" in block.told[0]


def test_rows_know_their_number_and_empty_rows_are_left_out():
    (found,) = reading.read_file(b"a,b\r\n\r\n,\r\n1,2\r\n", "x.csv").sheets

    assert [(line.number, line.cells) for line in found.lines] == [(4, ("1", "2"))]


def test_sheets_without_rows_and_the_lists_are_left_out():
    content = workbook(["a"], ["1"], sites=[["site_id"]], Lists=[["x"], ["y"]])

    assert [each.name for each in reading.read_file(content, "a.xlsx").sheets] == ["findings"]


def test_a_value_beside_the_named_columns_is_kept_in_a_column_without_a_name():
    assert cells(workbook(["a"], ["1", None, "beside"])) == [("a", "", ""), ("1", "", "beside")]


@pytest.mark.parametrize(
    "content",
    [
        "a;b\n1;é\n".encode(),
        "\ufeffa,b\n1,é\n".encode(),
        "a\tb\r\n1\té\r\n".encode("utf-16"),
        '"a","b"\r"1","é"\r'.encode(),
    ],
    ids=["semicolons", "byte order mark", "Unicode text of Excel", "old line ends"],
)
def test_texts_are_read_however_a_spreadsheet_wrote_them(content):
    assert cells(content, "x.csv") == [("a", "b"), ("1", "é")]


def test_a_byte_that_is_not_utf_8_is_named_with_its_row_and_its_likely_sign():
    assert refusal("a,b\n1,caf\u00e9\n".encode("cp1252"), "x.csv") == (
        "x.csv, row 2, near “1,café”: the byte 0xE9 is not UTF-8, probably é in Windows-1252: save"
        ' the file as "CSV UTF-8".'
    )


def test_quotation_marks_of_a_pasted_block_are_read_as_they_stand_where_they_do_not_close():
    block = reading.read_pasted('a\tb\n"Well" he said\t1\n"more\t2\n')

    assert [line.cells for line in block.sheets[0].lines] == [
        ('"Well" he said', "1"),
        ('"more', "2"),
    ]
    assert block.told == ("Quotation marks were read as they stand in the cells.",)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a,b\n1,2,3\n", "The header of x.csv has 2 cells, but row 2 has 3: put quotation marks"),
        ("a,b\n1\n", "has 2 cells, but row 2 has 1"),
        ('a,b\n1,"2\n', "x.csv, row 2: a quotation mark is opened and not closed"),
        ("a,b\n", "There are no rows in x.csv"),
        ("", "There are no rows in x.csv"),
        ("a,b\n1,\x00\n", "x, row 2, column B holds the character U+0000"),
        (f"a,b\n1,{'x' * 10_001}\n", "x, row 2, column B holds 10,001 characters"),
        (f"a,{'x' * 10_001}\n1,2\n", "x, row 1, column B holds 10,001 characters"),
        (f"a{',a' * 200}\n1{',1' * 200}\n", "no table has more than 200 columns"),
        ("a\n" + "1\n" * 10_001, "x brings more than 10,000 rows"),
    ],
    ids=lambda value: value[:20],
)
def test_a_text_that_cannot_be_told_apart_or_is_too_large_is_refused(text, wrong):
    assert wrong in refusal(text.encode(), "x.csv")


def test_torn_rows_are_told_by_their_line_and_kept_as_they_were_written():
    block = reading.read_file(b'a,b\r\n1,2\r\n3,4,5\r\n"6\n",7,8\r\n\r\n9\r\n10,11,\r\n', "x.csv")

    (found,) = block.sheets
    assert [(line.number, line.cells) for line in found.lines] == [
        (2, ("1", "2")),
        (8, ("10", "11")),
    ]
    assert block.torn == 'a,b\r\n3,4,5\r\n"6\n",7,8\r\n9\r\n'
    assert block.told == (
        "The header of x.csv has 2 cells, but row 3 has 3, row 4 has 3, row 7 has 1. 3 rows wait as"
        " a draft of torn rows and hold up no other: put quotation marks round each text with a"
        " comma in it, and add the commas of empty cells there.",
    )


def test_a_torn_row_that_no_store_can_hold_is_refused_by_its_place():
    assert "x, row 3, column B holds the character U+0000" in refusal(
        b"a,b\n1,2\n3,\x00,5\n", "x.csv"
    )


def test_a_text_that_many_cells_share_cannot_grow_beyond_what_a_workbook_unpacks_to():
    row: list[object] = ["x" * 10_000] * 60
    content = workbook(["a"] * 60, *([row] * 200))

    assert "unpacks to far more than a spreadsheet" in refusal(content, "a.xlsx")


def test_ten_thousand_rows_fit():
    (found,) = reading.read_file(b"a\n" + b"1\n" * 10_000, "x.csv").sheets

    assert len(found.lines) == 10_000


def test_an_oversized_paste_is_refused():
    with pytest.raises(SheetRefused, match=r"holds 21 MB, and 20 MB fit: paste it in parts\."):
        reading.read_pasted("a\n" + "x" * (21 * 2**20))


def test_an_oversized_file_is_refused():
    assert "has 21 MB, and 20 MB are taken" in refusal(b"x" * (21 * 2**20), "x.csv")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/findings.csv", "findings.csv"),
        ("C:\\Users\\ann\\findings.csv", "findings.csv"),
        ("..\\..\\", "the file"),
        ("/etc/passwd\x00.csv", "passwd.csv"),
        ("a\u202etxt.csv", "atxt.csv"),
        (f"{'x' * 300}.csv", f"{'x' * 96}.csv"),
    ],
)
def test_a_file_is_called_by_its_name_without_folders_and_invisible_characters(name, shown):
    assert reading.base_name(name) == shown


def test_progress_is_told_row_by_row_and_never_beyond_the_whole():
    said: list[tuple[float, str]] = []

    reading.read_file(b"a\n" + b"1\n" * 2_000, "x.csv", progress=lambda *each: said.append(each))

    assert len(said) >= 4
    assert all(0 <= done <= 1 for done, _ in said)
    assert said[-1][1].startswith("Reading row ")


# What a cell of a text can hold: anything but what no store can keep.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
# XML keeps no control characters; Excel writes a carriage return in a way of its own.
XML_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
).filter(lambda text: "_x" not in text and not text.startswith("="))


def tables(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    return st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), max_size=6)
    )


def expected(rows: list[list[str]]) -> list[tuple[str, ...]]:
    return [tuple(row) for row in rows if any(row)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(rows=tables(TEXTS))
@settings(deadline=None)
def test_any_table_of_texts_reads_back_equal_however_it_is_set_apart(separator, rows):
    width = max(map(len, rows), default=1)
    header = [f"column {place}" for place in range(width)]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    wanted = expected(rows)

    if not wanted:
        with pytest.raises(SheetRefused, match="no rows"):
            reading.read_pasted(file.getvalue())
        return
    (found,) = reading.read_pasted(file.getvalue()).sheets
    assert found.header == tuple(header)
    if wanted[0][0].startswith(sheet.HELP):
        return
    assert [line.cells for line in found.lines] == wanted


@given(rows=tables(XML_TEXTS))
@settings(deadline=None, max_examples=40)
def test_any_table_of_texts_reads_back_equal_from_a_workbook(rows):
    width = max(map(len, rows), default=1)
    header = [f"column {place}" for place in range(width)]
    book = openpyxl.Workbook(write_only=True)
    made = book.create_sheet("x")
    for row in [header, *rows]:
        made.append([as_text(made, each) for each in row])
    written = io.BytesIO()
    book.save(written)
    wanted = expected(rows)

    if not wanted:
        assert "no rows" in refusal(written.getvalue())
        return
    assert cells(written.getvalue()) == [tuple(header), *wanted]


def as_text(made: object, value: str) -> object:
    cell = openpyxl.cell.WriteOnlyCell(made, value)
    cell.data_type = "s"
    return cell if value else None
