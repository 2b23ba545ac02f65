"""The contracts that people ask for, as their pages show them: form, status, value and its basis.

The expected words are written by hand from data/contracts.csv.
"""

import re

import pytest

from tests.data_fixtures import Tables
from tests.pages.opening import html, open_page

NONE = "not stated"
TERM, YEAR, UNKNOWN = "for the whole term", "for one year", "whether for one year or the whole term"
# contract_id: the form, the status, the value, its basis, and the value a year where computed.
SHOWN = {
    "bedfordshire-msk-2014": ("Prime contractor", "Live", "£120 million", TERM, "£24 million"),
    "dudley-icp-dihc": ("Accountable care", "Abandoned", "£360 million", UNKNOWN, ""),
    "dudley-mcp-tender-2017": (
        "Partially integrated",
        "Abandoned",
        "£5,400 million",
        TERM,
        "£360 million",
    ),
    "manchester-lco-existing-2018": ("Existing contracts", "Live", NONE, "", ""),
    "manchester-lco-tender-2017": (
        "Accountable care",
        "Procuring",
        "£5,900 million",
        TERM,
        "£590 million",
    ),
    "oxfordshire-maternity-2013": ("Capitated outcomes-based", "Abandoned", NONE, "", ""),
    "oxfordshire-mh-2015": ("Lead provider", "Live", "£175 million", TERM, "£35 million"),
    "oxfordshire-older-people": ("Capitated outcomes-based", "Planned", NONE, "", ""),
    "staffordshire-cancer-2013": (
        "Prime contractor",
        "Abandoned",
        "£687 million",
        TERM,
        "£68.7 million",
    ),
    "staffordshire-eol-2013": (
        "Prime contractor",
        "Abandoned",
        "£535 million",
        TERM,
        "£53.5 million",
    ),
    "sunderland-alliance-2018": ("Alliance", "Live", NONE, "", ""),
    "sunderland-cit-2025": ("Existing contracts", "Live", "£1,630,217", TERM, "£1,630,217"),
    "sunderland-icp-2021": ("Lead provider", "Planned", NONE, "", ""),
    "sunderland-single-2017": ("not stated", "Abandoned", "£340 million", UNKNOWN, ""),
    "torbay-ico-2015": ("Lead provider", "Live", "£400 million", UNKNOWN, ""),
    "unitingcare-2015": ("Prime contractor", "Terminated", "£800 million", TERM, "£160 million"),
    "west-sussex-msk-2014": ("Prime contractor", "Abandoned", "£235 million", TERM, "£47 million"),
    "wirral-s75-cwp-2024": ("not stated", "Planned", "£32,172,645", TERM, "£6,434,529"),
    "wirral-s75-wchc-2017": ("not stated", "Terminated", "£10 million", YEAR, ""),
}


def shown(contract_id: str) -> str:
    """The words of a contract's page, with single spaces."""
    app = open_page("pages/contract.py", contract=contract_id)
    assert not app.exception
    return " ".join(re.sub(r"<[^>]+>", " ", html(app)).split())


@pytest.mark.parametrize("contract_id", SHOWN)
def test_a_contract_shows_its_form_status_value_and_basis(contract_id: str) -> None:
    form, status, value, basis, a_year = SHOWN[contract_id]
    words = shown(contract_id)
    fate = words[: words.index("On this page")]
    assert status in fate
    money = words[words.index(" Money Value ") :][:400]
    assert f"Contract form {form}" in words
    assert money.startswith(f" Money Value {value}")
    assert basis in money
    assert ("computed here" in money) == bool(a_year)
    assert a_year in money


def test_milton_keynes_is_known_by_title_only() -> None:
    words = shown("milton-keynes-alliance")
    assert "known only from a title" in words
    assert "What became of it is not known" in words[: words.index("On this page")]
    for term in ("Value", "Years agreed", "Commissioner", "Provider", "Scope"):
        assert f"{term} {NONE}" in words


def test_a_value_a_year_is_only_shown_where_both_numbers_are_stated(real_tables: Tables) -> None:
    for row in real_tables["contracts"]:
        both = row["value_basis"] == "total" and bool(row["value_gbp"]) and bool(row["years"])
        words = shown(row["contract_id"])
        money = words[words.index(" Money Value ") :].partition(" Payment ")[0]
        assert ("computed here" in money) == both, row["contract_id"]
        is_given = re.search(r"Value a year £\S+( million)?, as stated", money) is not None
        assert is_given == (row["value_basis"] == "annual")
        assert ("Value a year £" in money) == (both or is_given)
