"""A cell longer than any table takes is a fault of that cell and holds up no other row."""

import io
from collections.abc import Iterator

import openpyxl
import pytest

from evidence import DATA, cell_rules, home, seed
from evidence.sheets import long_cells, reading, template, uploading
from evidence.sheets.sheet import Block, SheetRefused
from evidence.store import Store
from evidence.workbench import judge, submission
from tests import real_data
from tests.tiny_package import let

PACKAGE = real_data.package()
LONG = "word " * 2_400


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = home.open_store(tmp_path_factory.mktemp("home"))
    seed.synchronise(opened, DATA)
    yield opened
    opened.close()


def filled_template(store: Store) -> bytes:
    """The template with nine findings, of which the fourth has a statement of 12,000 characters."""
    book = openpyxl.load_workbook(io.BytesIO(template.workbook(store.package, store.tables())))
    made = book["findings"]
    header = [cell.value for cell in made[1]]
    for number, row in enumerate(real_data.candidate()["findings"][:9]):
        values = {**row.values, "statement": f"{row.values['statement']} Read again."}
        values |= {"statement": LONG} if number == 3 else {}
        for place, name in enumerate(header, start=1):
            made.cell(number + 3, place, values[str(name)] or None)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_nine_rows_of_the_template_come_in_and_one_of_them_is_faulty(store: Store) -> None:
    ann = let(store, "local:ann", "analyst")
    content = filled_template(store)

    made = uploading.from_file(store, ann, content, "template.xlsx")

    found = submission.found(store, ann, made)
    assert found is not None
    assert found.n_entries == 9
    ((place, problems),) = judge.problems_by_entry(store, found).items()
    assert [(each.field, each.wrong.split(",")[0]) for each in problems] == [
        ("statement", "the text has 10")
    ]
    (kept,) = [(each.row or {})["statement"] for each in found.entries if each.place == place]
    assert len(kept) == cell_rules.LONGEST_CELL
    assert kept.startswith("word word")
    assert "has 12,000 characters, and only its beginning is kept" in long_cells.said(kept)
    (told,) = reading.read_file(content, "template.xlsx").told
    assert told == (
        "findings, row 6, column T holds 12,000 characters, and a cell takes 10,000. The beginning"
        " of it is kept as a faulty cell and holds up no other row: shorten it there, or look for a"
        " quotation mark that is not closed."
    )


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (table.name, field.name)
        for table in PACKAGE.tables.values()
        for field in table.fields
        if table.reference(field.name) is None
    ],
)
def test_no_column_takes_the_beginning_that_is_kept(table: str, field: str) -> None:
    (found,) = reading.read_file(f"a,b\n1,{'x' * 12_000}\n1,2\n".encode(), "x.csv").sheets

    assert cell_rules.judge(PACKAGE.tables[table].field(field), found.lines[0].cells[1])


def read(text: str, way: str) -> Block:
    if way == "paste":
        return reading.read_pasted(text.replace(",", "\t"))
    return reading.read_file(text.encode(), "x.csv")


@pytest.mark.parametrize("way", ["paste", "file"])
@pytest.mark.parametrize("length", [10_001, 12_000, 200_000])
def test_a_long_cell_of_a_text_is_cut_alone_and_the_limit_itself_fits(
    way: str, length: int
) -> None:
    block = read(f"a,b\n{'y' * 10_000},2\n3,{'x' * length}\n", way)

    (found,) = block.sheets
    whole, cut = found.lines
    assert whole.cells == ("y" * 10_000, "2")
    assert long_cells.said(whole.cells[0]) == ""
    assert len(cut.cells[1]) == 10_000
    assert f"{length:,} characters" in long_cells.said(cut.cells[1])
    assert f"row 3, column B holds {length:,} characters" in block.told[0]


def test_where_every_row_has_one_there_is_one_cause_and_the_whole_is_refused() -> None:
    with pytest.raises(SheetRefused, match=r"x, row 2, column A holds 10,001 characters, and a"):
        reading.read_file(b"a\n" + b"x" * 10_001 + b"\n" + b"x" * 10_001, "x.csv")


def test_more_than_a_few_are_counted() -> None:
    rows = "\n".join(["x" * 10_001] * 7)

    (told,) = reading.read_file(f"a\n1\n{rows}\n".encode(), "x.csv").told

    assert "row 7, column A holds 10,001 characters; and so 2 more cells, and a cell takes" in told
    assert "The beginnings are kept as faulty cells and hold up no other row" in told


def test_a_torn_row_with_one_waits_whole() -> None:
    torn = f"3,{'x' * 12_000},5\n"

    block = reading.read_file(f"a,b\n1,2\n{torn}".encode(), "x.csv")

    assert block.torn == f"a,b\n{torn}"
    assert [line.cells for line in block.sheets[0].lines] == [("1", "2")]
