"""The list of sites as a file: all of it, with its sources, and no formula in any cell."""

import csv
import io

import openpyxl
import pytest

from evidence.charts import marks
from evidence.exports import sites_file
from evidence.filters import Filters

ABOUT = [("Filters", "=1+1")]


@pytest.fixture
def sites(tiny_model):
    return tiny_model.rows("site_list", sort="name")


@pytest.fixture
def sources(tiny_model):
    return tiny_model.rows("site_list_sources")


def read_csv(content):
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_csv_has_one_line_a_site_in_the_order_given(sites, package):
    lines = read_csv(sites_file.csv_file(sites, package))
    assert [line["Site id"] for line in lines] == [site["site_id"] for site in sites]
    gamma = lines[4]
    assert gamma == {
        "Site id": "gamma",
        "Name": "Gamma Hospitals",
        "Kind": "Vanguard",
        "Model of care": "Primary and acute care system",
        "Country": "England",
        "Area": "South Example",
        "Contracts and their status": "Prime contractor or prime provider: terminated",
        "Population": "",
        "What it counts": "",
        "As of": "",
        "Findings": "6",
        "Findings, evaluated": "1",
        "Findings, audited": "1",
        "Findings, monitored": "",
        "Findings, self-reported": "3",
        "Findings, press": "1",
        "Findings, forecast": "",
        "Results by outcome": (
            "Patient experience: unclear, self-reported (1);"
            " Bed days: no difference, evaluated (1); Bed days: mixed, self-reported (2);"
            " Bed days: no difference, press (1); Cost: mixed, audited (1)"
        ),
        "Last event": "Contract ended early",
        "Date of the last event": "2017-03",
    }


def test_excel_reads_the_accents_of_the_csv(sites, package):
    content = sites_file.csv_file(sites, package)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Beta Café Care".encode() in content


def test_the_statuses_add_up_to_the_findings(real_model, package):
    for line in read_csv(sites_file.csv_file(real_model.rows("site_list", sort="name"), package)):
        counts = [line[f"Findings, {word}"] for word in marks.STATUSES.values()]
        assert sum(int(count or 0) for count in counts) == int(line["Findings"] or 0)


def test_what_is_not_known_is_an_empty_cell_and_a_known_absence_says_why(sites, package):
    epsilon = read_csv(sites_file.csv_file(sites, package))[3]
    assert (epsilon["Population"], epsilon["Findings"]) == ("", "")
    assert epsilon["Results by outcome"] == "no result: too early"


def test_no_site_gives_the_heading_alone(package):
    assert read_csv(sites_file.csv_file([], package)) == []
    book = read_book(sites_file.workbook([], [], ABOUT, package))
    assert [book[name].max_row for name in ("Sites", "Sources")] == [1, 1]


def test_the_workbook_has_the_sites_their_sources_and_what_it_is(sites, sources, package):
    book = read_book(sites_file.workbook(sites, sources, ABOUT, package))
    assert book.sheetnames == ["Sites", "Sources", "About"]
    assert [cell.value for cell in book["Sites"]["A"]][1:] == [site["site_id"] for site in sites]
    assert [cell.value for cell in book["Sources"]["A"]][1:] == [
        source["source_id"] for source in sources
    ]


def test_every_source_is_there_that_a_row_of_the_list_rests_on(real_model):
    filters = Filters(contract_form=("alliance",))
    sources = {row["source_id"] for row in real_model.rows("site_list_sources", filters)}
    for site in real_model.rows("site_list", filters, sort="name"):
        rows = real_model.rows("site_contracts", site_id=site["site_id"])
        rows += real_model.rows("site_findings", site_id=site["site_id"])
        rows += real_model.rows("site_record", site_id=site["site_id"])
        assert {row["source_id"] for row in rows} <= sources


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+cmd|x", "-cmd|x", "@SUM(1)", "\t=1", "\r=1"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(sites, sources, package, text):
    changed = [sites[0] | {"name": text, "area": text}]
    [line] = read_csv(sites_file.csv_file(changed, package))
    assert (line["Name"], line["Area"]) == (f"'{text}", f"'{text}")
    book = read_book(sites_file.workbook(changed, sources, [("Filters", text)], package))
    shown = book["Sites"]["B2"].value, book["About"]["B2"].value
    assert all(value.startswith("'") for value in shown)


def test_numbers_stay_numbers(sites, sources, package):
    changed = [sites[0] | {"population": -5.0, "area": "-5%"}]
    book = read_book(sites_file.workbook(changed, sources, ABOUT, package))
    assert book["Sites"]["H2"].value == -5
    assert book["Sites"]["F2"].value == "-5%"
    assert read_csv(sites_file.csv_file(changed, package))[0]["Population"] == "-5"


def test_no_cell_of_the_real_set_is_a_formula_or_an_error(real_model, package):
    book = read_book(
        sites_file.workbook(
            real_model.rows("site_list", sort="name"),
            real_model.rows("site_list_sources"),
            ABOUT,
            package,
        )
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 1000
    assert not [cell.value for cell in cells if cell.data_type in ("f", "e")]


def test_a_control_character_does_not_stop_the_workbook(sites, sources, package):
    book = read_book(sites_file.workbook([sites[0] | {"name": "A\x0bB"}], sources, ABOUT, package))
    assert book["Sites"]["B2"].value == "AB"


def test_what_the_file_is_stands_in_it(sites, sources, package):
    about = sites_file.about_lines(
        title="Vanguard Evidence",
        selected="1 of 5 sites",
        filters="Country: Sweden",
        revision=7,
        revised_on="2026-11-21",
        made_on="2026-11-22",
    )
    book = read_book(sites_file.workbook(sites, sources, about, package))
    words = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert words["Filters"] == "Country: Sweden"
    assert words["Data revision"] == "7 of 2026-11-21"
    assert words["File made on"] == "2026-11-22"
    assert "CC BY 4.0" in words["Licence"]
