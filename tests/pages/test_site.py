"""The record of one site: whole, each figure cited, and nothing that is missing left out."""

import re

import pytest

from evidence.filters import Filters
from tests.pages.opening import html, open_page
from ui import (
    second_read,
    site_about,
    site_citations,
    site_contracts,
    site_findings,
    site_head,
    site_notes,
    site_timeline,
)

PAGE = "pages/site.py"
KEY_ALONE = str(second_read.key([{"is_second_read": False}]))
PARTS = (
    "about",
    "facts",
    "partners",
    "contracts",
    "timeline",
    "findings",
    "forecasts",
    "missing",
    "funding",
    "lessons",
    "conflicts",
    "sources",
)


@pytest.fixture(scope="module")
def unitingcare():
    return open_page(PAGE, site="cambridgeshire-unitingcare")


@pytest.fixture(scope="module")
def words(unitingcare):
    return html(unitingcare)


def charts(app):
    return [chart.proto.id for chart in app.get("plotly_chart")]


def test_the_record_opens_with_what_became_of_it(unitingcare, words):
    assert not unitingcare.exception
    assert unitingcare.title[0].value.startswith("UnitingCare Partnership")
    assert "<strong>Failed.</strong>" in words
    assert "Prime contractor or prime provider: terminated, December 2015." in words


def test_every_part_is_there_and_the_line_at_the_top_leads_to_it(words):
    assert re.findall(r'<h2 id="part-([a-z]+)"', words) == list(PARTS)
    jumps = words.split('class="jumps"')[1].split("</nav>")[0]
    assert re.findall(r'href="#part-([a-z]+)"', jumps) == list(PARTS)


@pytest.mark.parametrize(
    "site",
    [
        "cambridgeshire-unitingcare",
        "rushcliffe-principia",
        "sunderland-atb",
        "milton-keynes-alliance",
        "all-vanguards",
        "age-uk-picp",
    ],
)
def test_every_number_in_brackets_leads_to_a_source_of_the_page(site, real_model):
    app = open_page(PAGE, site=site)
    assert not app.exception
    words = html(app)
    cited = set(re.findall(r'href="#(source-\d+)"', words))
    listed = re.findall(r'id="(source-\d+)"', words)
    assert cited == set(listed)
    assert len(listed) == len(real_model.rows("site_references", site_id=site))


def test_the_value_is_given_with_its_basis_and_computed_values_say_so(words):
    assert "<strong>£800 million</strong> for the whole term" in words
    assert "£160 million, computed here: the total over 5 years" in words


def test_a_value_without_a_basis_is_not_divided():
    words = html(open_page(PAGE, site="sunderland-atb"))
    assert "whether for one year or the whole term is not stated" in words
    assert "not computed: the basis of the value is not stated" in words


def test_amounts_are_drawn_on_three_scales_with_the_words_beside(unitingcare, words):
    assert len(charts(unitingcare)) == 4
    assert "The price of the contract (whole term)" in words
    assert "never add them up" in words


def test_the_forecast_stands_apart_from_what_was_observed(words):
    observed, rest = words.split('id="part-findings"')[1].split('id="part-forecasts"')
    expected = rest.split('id="part-missing"')[0]
    assert "finding-worsened-audited" in observed
    assert "forecast" not in observed
    assert "finding-improved-forecast" in expected
    assert "total £178 million, no interval" in expected


def test_a_finding_has_its_receipt(words):
    observed = words.split('id="part-findings"')[1].split('id="part-forecasts"')[0]
    for part in (
        "House of Commons Public Accounts Committee, 14 November 2016",
        "introduction",
        "<dd>Audit</dd>",
        "<dd>nothing stated</dd>",
        "Two partner trusts and the CCG; n = 3",
        "(revision 1); not yet second-read",
    ):
        assert part in observed


def test_what_is_missing_is_typed_and_the_other_outcomes_are_named():
    words = html(open_page(PAGE, site="milton-keynes-alliance"))
    missing = words.split('id="part-missing"')[1].split('id="part-funding"')[0]
    assert 'class="absence">not available' in missing
    assert "as of November 2016" in missing
    assert "17 outcomes: patient experience" in missing
    assert "A&amp;E attendances" in missing


def test_a_site_without_a_population_says_not_found():
    facts = html(open_page(PAGE, site="sunderland-atb")).split('id="part-facts"')[1]
    assert facts.index("not found") < facts.index('id="part-partners"')


def test_a_second_figure_stands_beside_the_preferred_one():
    words = html(open_page(PAGE, site="rushcliffe-principia"))
    facts = words.split('id="part-facts"')[1].split('id="part-partners"')[0]
    assert facts.index("126,000 people") < facts.index("120,000 people")
    assert "another figure" in facts
    assert "Sources disagree on: Population; What had been put in place." in facts


def test_a_part_without_rows_says_so():
    words = html(open_page(PAGE, site="age-uk-picp"))
    for what in ("A contract, real or planned", "Dated events", "Lessons from it", "Forecasts"):
        assert f"{what}: none found in this set." in words


def test_next_and_previous_keep_to_the_selection(real_model):
    app = open_page(PAGE, site="northumberland", model_type=["pacs"])
    filters = Filters(model_type=("pacs",))
    [place] = real_model.rows("site_position", filters, site_id="northumberland")
    position = f"Site {place['position']} of {place['n_selected']}, by name; Model of care: Primary"
    assert position in html(app)
    app.button(key="walk_next").click().run()
    assert app.query_params["site"] == place["next_id"]
    assert app.title[0].value == place["next_name"]
    app.button(key="walk_previous").click().run()
    assert app.query_params["site"] == "northumberland"


def test_a_site_outside_the_selection_says_so_and_is_shown():
    app = open_page(PAGE, site="northumberland", model_type=["mcp"])
    assert "not in the current selection of 14" in html(app)
    assert 'id="part-findings"' in html(app)


def test_a_national_group_is_counted_among_the_groups():
    words = html(open_page(PAGE, site="all-vanguards"))
    assert "National group 1 of 11" in words


@pytest.mark.parametrize("query", [{}, {"site": "no-such-site"}, {"site": "<script>"}])
def test_a_link_without_a_known_site_says_so(query):
    app = open_page(PAGE, **query)
    assert not app.exception
    assert not app.error
    assert app.title[0].value == "No such site"
    assert "site" in app.info[0].value


def test_searched_words_are_marked_in_the_record():
    words = html(open_page(PAGE, site="cambridgeshire-unitingcare", text="VAT"))
    assert "cost, <mark>VAT</mark> and weak commercial control" in words


def test_every_record_can_be_written(real_model):
    sites = [row["site_id"] for row in real_model.rows("site_list", sort="name")]
    for site in sites:
        written = written_record(real_model, site)
        cited = set(re.findall(r'href="#(source-\d+)"', written))
        assert cited <= set(re.findall(r'id="(source-\d+)"', written))
        # An empty cell of the data must not come out as Python's word for it.
        assert not re.search(r">\s*None\s*<|: None|None,", written)


def written_record(model, site):
    """The parts of a record that are HTML, one after the other."""

    def rows(name):
        return model.rows(f"site_{name}", site_id=site)

    [record] = rows("record")
    citations = site_citations.Citations.of(rows("references"))
    contracts, conflicts = rows("contracts"), rows("conflicts")
    findings = rows("findings")
    return "".join(
        (
            site_head.fate(record, contracts),
            site_about.what_it_is(record, citations, ""),
            site_about.facts(rows("facts"), conflicts, citations),
            site_about.partners(rows("partners"), citations, ""),
            site_about.funding(rows("funding"), citations),
            *(site_contracts.terms(row, citations) for row in contracts),
            site_timeline.table_of_events(rows("events"), citations),
            site_findings.observed(findings, citations, ""),
            site_findings.missing(rows("absences"), citations),
            site_notes.lessons(rows("lessons"), citations, ""),
            site_notes.conflicts(conflicts, citations),
            site_citations.references(rows("references"), citations),
        )
    )


@pytest.mark.parametrize(("site", "n_keys"), [("south-somerset-symphony", 0), ("tower-hamlets", 1)])
def test_the_mark_of_a_contract_is_explained_where_it_stands(site: str, n_keys: int) -> None:
    app = open_page("pages/site.py", site=site)

    alone = [each for each in app.get("html") if each.proto.body == KEY_ALONE]
    assert len(alone) == n_keys
