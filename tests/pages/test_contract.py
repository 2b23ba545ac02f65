"""One contract, opened: each figure cited, and what no source states written as such."""

import re

import pytest

from evidence.filters import Filters
from evidence.read_model import ReadModel
from tests.pages.opening import html, open_page
from ui import (
    contract_head,
    contract_record,
    contract_record_dates,
    contract_record_figures,
    site_citations,
)
from ui.view import View

PAGE = "pages/contract.py"
PARTS = (
    "about",
    "money",
    "figures",
    "happened",
    "stages",
    "milestones",
    "lessons",
    "siblings",
    "conflicts",
    "sources",
)


@pytest.fixture(scope="module")
def unitingcare():
    return open_page(PAGE, contract="unitingcare-2015")


@pytest.fixture(scope="module")
def words(unitingcare):
    return html(unitingcare)


def part(words, name):
    """What stands between the heading of a part and the next heading."""
    return words.split(f'id="part-{name}"')[1].split("<h2")[0]


def pages_linked(app):
    return {link.proto.label: link.proto for link in app.get("page_link")}


def test_the_page_opens_with_what_became_of_it(unitingcare, words):
    assert not unitingcare.exception
    assert unitingcare.title[0].value == "UnitingCare"
    fate = words.split('class="fate"')[1].split("</p>")[0]
    assert "contract-terminated" in fate
    assert "<strong>Terminated, December 2015</strong>: VAT unfunded, price still open." in fate


def test_every_part_has_its_place_and_the_line_at_the_top_leads_to_it(words):
    assert sorted(re.findall(r'id="part-([a-z]+)"', words)) == sorted(PARTS)
    jumps = words.split('class="jumps"')[1].split("</nav>")[0]
    assert re.findall(r'href="#part-([a-z]+)"', jumps) == list(PARTS)


def test_what_it_is_has_its_form_and_model_in_plain_words_and_leads_to_the_site(words):
    about = part(words, "about")
    assert "The commissioner contracts with one body, which holds the pathway budget" in about
    assert 'href="site?site=cambridgeshire-unitingcare"' in about
    assert "Cambridgeshire and Peterborough CCG" in about


def test_money_has_its_basis_and_the_payment_in_full(words, real_tables):
    money = part(words, "money")
    assert "<strong>£800 million</strong> for the whole term" in money
    assert "£160 million, computed here: the total over 5 years" in money
    [row] = [row for row in real_tables["contracts"] if row["contract_id"] == "unitingcare-2015"]
    assert row["payment"] in money


def test_a_value_for_one_year_is_not_computed_and_one_without_a_basis_not_divided():
    money = part(html(open_page(PAGE, contract="wirral-s75-wchc-2017")), "money")
    assert "<strong>£10 million</strong> for one year" in money
    assert "£10 million, as stated" in money
    money = part(html(open_page(PAGE, contract="sunderland-single-2017")), "money")
    assert "whether for one year or the whole term is not stated" in money
    assert "not computed: the basis of the value is not stated" in money


def test_figures_keep_money_and_per_cent_apart_and_cite_each(words, real_tables):
    figures = part(words, "figures")
    rows = [r for r in real_tables["contract_figures"] if r["contract_id"] == "unitingcare-2015"]
    money, percent, months = re.split(r"<h3>Terms in ", figures)
    assert money.count("<tr") - 1 == sum(row["unit"] == "gbp" for row in rows)
    assert percent.count("<tr") - 1 == sum(row["unit"] == "percent" for row in rows)
    assert months.count("<tr") - 1 == sum(row["unit"] == "months" for row in rows)
    assert "£" not in percent + months
    assert figures.count('class="cite"') >= len(rows)


def test_price_steps_are_drawn_on_scales_of_their_own(unitingcare):
    assert len(unitingcare.get("plotly_chart")) == 3
    assert not open_page(PAGE, contract="bedfordshire-msk-2014").get("plotly_chart")


def test_a_date_says_how_exact_it_is_and_whether_it_was_only_planned():
    stages = part(html(open_page(PAGE, contract="dudley-mcp-tender-2017")), "stages")
    assert stages.count("<tr") - 1 == 6
    marks = re.findall(r'span-(\w+)" aria-hidden="true"></span></span><span>([^<]+)<', stages)
    assert ("planned", "April 2018, planned") in marks
    assert ("year", "2022, only the year is known") in marks
    assert ("day", "5 December 2016") in marks


def test_a_computed_end_is_no_reported_end_and_says_what_it_is_computed_from():
    stages = part(html(open_page(PAGE, contract="bedfordshire-msk-2014")), "stages")
    said = "<strong>Term ends</strong>. The date is computed here: start plus the five-year term"
    assert said in stages


def test_the_few_words_of_its_fate_stand_once_on_top(words):
    assert words.count("VAT unfunded, price still open") == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2018-04", "month", "planned"), "April 2018, planned"),
        (("2016", "year", "happened"), "2016, only the year is known"),
        (("2016", "year", "planned"), "2016, planned, only the year is known"),
        (("2015-03-10", "day", "happened"), "10 March 2015"),
        ((None, None, "planned"), "no date known, planned"),
    ],
)
def test_dates_in_words(row, said):
    written = dict(zip(("date", "precision", "status"), row, strict=True))
    assert contract_record_dates.when(written) == said


def test_what_is_the_sites_is_said_to_be_the_sites(words):
    assert "the site’s, not only this contract’s" in part(words, "milestones")
    assert "not only about this contract" in part(words, "conflicts")
    assert "Lessons of its site, by theme: 14" in words


def test_the_other_contracts_of_the_site_are_linked():
    app = open_page(PAGE, contract="sunderland-single-2017", country=["England"])
    others = part(html(app), "siblings")
    assert others.count("<li") == 4
    assert others.count('class="glyph contract-') == 4
    assert 'href="contract?country=England&amp;contract=sunderland-' in others


def test_links_lead_to_compare_and_only_from_a_preset_to_the_terms(unitingcare):
    links = pages_linked(unitingcare)
    assert "site=cambridgeshire-unitingcare" in links["Compare with its contract form"].query_string
    assert "form%3Aprime_contractor" in links["Compare with its contract form"].query_string
    assert links["Try its payment terms"].query_string == "preset=unitingcare-2015"
    without = pages_linked(open_page(PAGE, contract="milton-keynes-alliance"))
    assert "Try its payment terms" not in without
    not_stated = pages_linked(open_page(PAGE, contract="wirral-s75-wchc-2017"))
    assert "Compare with its contract form" not in not_stated


def test_milton_keynes_is_known_by_its_title_only():
    app = open_page(PAGE, contract="milton-keynes-alliance")
    words = html(app)
    fate = "What became of it is not known; last seen November 2016</strong>: known only from a"
    assert fate in words
    assert part(words, "about").count('class="nothing">not stated') == 3
    assert part(words, "money").count('class="nothing">not stated') == 6
    assert words.count('class="nothing">none found') == 4
    assert sorted(re.findall(r'id="part-([a-z]+)"', words)) == sorted(PARTS)
    assert "computed here" not in words


def test_next_and_previous_keep_to_the_selection(real_model: ReadModel):
    app = open_page(PAGE, contract="unitingcare-2015", contract_form=["prime_contractor"])
    filters = Filters(contract_form=("prime_contractor",))
    [place] = real_model.rows("contract_position", filters, contract_id="unitingcare-2015")
    assert f"Contract {place['position']} of {place['n_selected']}, by form, then name" in html(app)
    app.button(key="walk_previous").click().run()
    assert app.query_params["contract"] == place["previous_id"]
    assert app.title[0].value == place["previous_name"]
    assert app.query_params["contract_form"] == "prime_contractor"


def test_a_contract_outside_the_selection_says_so_and_is_shown():
    words = html(open_page(PAGE, contract="unitingcare-2015", contract_form=["alliance"]))
    assert "This contract is not in the current selection of" in words
    assert 'id="part-money"' in words


@pytest.mark.parametrize("query", [{}, {"contract": "no-such"}, {"contract": "<script>"}])
def test_a_link_without_a_known_contract_says_so(query):
    app = open_page(PAGE, **query)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "No such contract"
    assert "Choose from all contracts" in pages_linked(app)


def test_searched_words_are_marked():
    words = html(open_page(PAGE, contract="unitingcare-2015", text="capitation"))
    assert "Year-of-care <mark>capitation</mark>" in part(words, "money")


def test_a_site_leads_to_the_page_of_each_of_its_contracts():
    words = html(open_page("pages/site.py", site="sunderland-atb"))
    assert words.count('href="contract?contract=') == 5


def test_a_page_on_a_wall_shows_its_scene():
    words = html(open_page(PAGE, contract="unitingcare-2015", size="room"))
    assert "UnitingCare: what it is" in words


def test_every_contract_can_be_written(real_model: ReadModel, real_tables):
    view = View(real_model, Filters(), (), "")
    for contract in real_tables["contracts"]:
        written = written_page(view, contract["contract_id"])
        cited = set(re.findall(r'href="#(source-\d+)"', written))
        assert cited == set(re.findall(r'id="(source-\d+)"', written))
        # An empty cell of the data must not come out as Python's word for it, nor as nothing.
        assert not re.search(r">\s*None\s*<|: None|None,", written)
        assert not re.search(r"<dd></dd>", written)


def written_page(view, contract_id):
    """The parts of a page that are HTML, one after the other."""
    record, *siblings = view.rows("contract_record", contract_id=contract_id)
    site_id = record["site_id"]
    references = view.rows("contract_record_references", contract_id=contract_id)
    citations = site_citations.Citations.of(references)
    dates = view.rows("contract_record_dates", contract_id=contract_id)
    figures = view.rows("site_contract_figures", site_id=site_id)
    own = [row for row in figures if row["contract_id"] == contract_id]
    return "".join(
        (
            contract_head.fate(record),
            contract_record.what_it_is(view, record, citations),
            contract_record.money(view, record, citations),
            contract_record_figures.tables(own, citations),
            contract_record.what_happened(view, record, citations),
            *(
                tell([row for row in dates if row["kind"] == kind], citations)
                for kind, tell in (
                    ("stage", contract_record_dates.stages),
                    ("milestone", contract_record_dates.milestones),
                )
            ),
            contract_record.lessons(view.rows("site_lessons", site_id=site_id), citations, ""),
            contract_record.siblings(view, record, siblings),
            contract_record.conflicts(view.rows("site_conflicts", site_id=site_id), citations),
            site_citations.references(references, citations),
        )
    )


def test_a_figure_of_no_named_kind_points_to_its_description(words):
    plain = " ".join(re.sub(r"<[^>]+>", " ", words).split())
    assert "Another amount, as described Amount £30 million" in plain
    assert "Another term, as described Amount −10%" in plain
    assert " Other Amount " not in plain
