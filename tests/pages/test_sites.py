"""The list of sites: the words and marks on the page are those of its query."""

import html as escaping
import re

import pytest

from evidence.filters import Filters
from tests.pages.opening import html, open_page

PAGE = "pages/sites.py"


@pytest.fixture(scope="module")
def everything():
    return open_page(PAGE)


def opened(app):
    """The sites that the page links to, in order."""
    return re.findall(r'href="site\?[^"]*site=([a-z0-9-]+)', html(app))


def headings(app):
    return [heading.value for heading in app.header]


def test_the_whole_list_is_counted_without_the_groups(everything, real_model):
    [size] = real_model.rows("selection_size")
    assert not everything.exception
    assert headings(everything) == [
        f"{size['n_all_sites']} of {size['n_all_sites']} sites",
        f"{size['n_all_groups']} of {size['n_all_groups']} national groups",
    ]


def test_the_first_page_holds_fifty_sites_and_every_group(everything, real_model):
    rows = real_model.rows("site_list", sort="name")
    sites = [row["site_id"] for row in rows if row["kind"] != "national_group"]
    groups = [row["site_id"] for row in rows if row["kind"] == "national_group"]
    assert opened(everything) == sites[:50] + groups


def test_the_pages_of_the_list_follow_one_another(real_model):
    rows = real_model.rows("site_list", sort="name")
    sites = [row["site_id"] for row in rows if row["kind"] != "national_group"]
    second = open_page(PAGE, page="2")
    assert opened(second)[:50] == sites[50:100]
    assert f"51 to 100 of {len(sites)}" in html(second)
    second.button(key="page_Next").click().run()
    assert second.query_params["page"] == "3"
    assert opened(second)[: len(sites) - 100] == sites[100:]
    assert second.button(key="page_Next").disabled


def test_a_page_beyond_the_last_is_the_last(real_model):
    assert opened(open_page(PAGE, page="99")) == opened(open_page(PAGE, page="3"))


@pytest.mark.parametrize("sort", ["name", "model", "findings", "event", "contract"])
def test_the_address_sorts_the_list(real_model, sort):
    rows = real_model.rows("site_list", sort=sort)
    sites = [row["site_id"] for row in rows if row["kind"] != "national_group"]
    assert opened(open_page(PAGE, sort=sort))[:50] == sites[:50]


def test_the_layout_is_in_the_address_and_shows_the_same_sites(everything):
    cards = open_page(PAGE, layout="cards")
    assert "<article>" in html(cards)
    assert "<table" not in html(cards)
    assert opened(cards) == opened(everything)


def test_one_site_shows_what_the_query_says(real_model):
    filters = Filters(contract_form=("prime_contractor",), evidence_status=("audited",))
    app = open_page(PAGE, **filters.to_query())
    [row] = real_model.rows("site_list", filters, sort="name")
    assert opened(app) == [row["site_id"]] == ["cambridgeshire-unitingcare"]
    words = html(app)
    assert "Prime contractor or prime provider: terminated" in words
    assert "<strong>900,000</strong>" in words
    assert f"<strong>{row['n_findings']}</strong><span>: 1 audited</span>" in words
    assert 'aria-label="Cost: worse, audited"' in words
    assert headings(app) == ["1 of 106 sites", "0 of 11 national groups"]


def test_searched_words_are_marked_in_the_names():
    words = html(open_page(PAGE, text="unitingcare"))
    assert "<mark>UnitingCare</mark> Partnership" in words


def test_what_is_not_known_is_said_in_words():
    words = html(open_page(PAGE, text="Milton Keynes alliance"))
    assert 'class="nothing">not found' in words
    assert 'class="absence">not available' in words
    assert "contract-unknown" in words


def test_findings_that_do_not_meet_the_filters_are_not_called_none_found():
    words = html(open_page(PAGE, source_id="nao-unitingcare-2016", model_type="prime_provider"))
    assert "none found" not in words.split("UnitingCare", 1)[1].split("</tr>")[0]


def test_results_of_one_outcome_merge_within_the_strongest_evidence(real_model):
    words = html(open_page(PAGE, kind="national_group"))
    row = next(
        row
        for row in real_model.rows("site_list", Filters(kind=("national_group",)), sort="name")
        if row["site_id"] == "all-vanguards"
    )
    strongest = [each for each in row["results"] if each["is_strongest"]]
    assert len(strongest) == len({each["outcome_domain"] for each in row["results"]})
    cell = words.split("All 50 new care model vanguards")[1].split("</tr>")[0]
    names = [each["outcome_name"] for each in strongest]
    shown = re.findall(r'aria-label="([^":]+): ', escaping.unescape(cell))
    assert shown == names


def test_nothing_selected_says_which_filter_to_drop():
    app = open_page(PAGE, text="no such words anywhere")
    assert not app.exception
    assert opened(app) == []
    assert "No site and no finding" in app.info[0].value
    assert not app.get("download_button")


def test_the_list_can_be_taken_away(everything):
    labels = [button.proto.label for button in everything.get("download_button")]
    assert labels == ["Download CSV", "Download Excel"]


def test_the_rule_of_order_stands_under_the_list():
    assert "Order: by number of findings, most first" in html(open_page(PAGE, sort="findings"))
