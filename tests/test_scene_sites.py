"""The scene of the list of sites: one line a site, in the order of the page."""

import pytest

from evidence import site_words
from evidence.filters import Filters
from evidence.read_model import ReadModel
from evidence.scenes import contract_parts, scene, sites
from evidence.scenes.parts import Absence, Contract, Finding, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene
from tests import room_fit

ALL = Filters()
SELECTIONS = (
    ALL,
    Filters(contract_form=("alliance",)),
    Filters(direction=("worsened",)),
    Filters(kind=("national_group",)),
)


def made(model: ReadModel, filters: Filters = ALL, **parameters: str) -> Scene:
    given = {name: (value,) for name, value in parameters.items()}
    return sites.scene(Asked(model, filters, given))


def test_a_site_has_its_contracts_and_a_mark_for_each_outcome(tiny_model: ReadModel):
    shown = made(tiny_model)
    assert (shown.counted, shown.filters, shown.newest) == (
        "5 of 5 sites",
        "no filter is active",
        "2020",
    )
    assert shown.panels == (
        Panel(
            title="5 of 5 sites",
            headings=("Site", "Contracts", "Results"),
            lines=(
                Line(
                    "Alpha",
                    (
                        (
                            Contract("live", "Alliance"),
                            Contract("planned", "Partially integrated"),
                        ),
                        (
                            Finding("improved", "press"),
                            Finding("improved", "evaluated"),
                            Finding("improved", "forecast"),
                            Words("4 findings", "quiet"),
                        ),
                    ),
                    quiet="Multispecialty community provider",
                ),
                Line(
                    "Beta",
                    (
                        (Contract("abandoned", "Fully integrated"),),
                        (
                            Finding("improved", "evaluated"),
                            Finding("no_difference", "evaluated"),
                            Words("4 findings", "quiet"),
                        ),
                    ),
                    quiet="Multispecialty community provider",
                ),
                Line(
                    "Delta",
                    (
                        (Contract("live", "Shared savings"),),
                        (Finding("worsened", "evaluated"), Words("1 finding", "quiet")),
                    ),
                    quiet="Accountable care",
                ),
                Line("Epsilon", ((Nothing(),), (Absence("too early"),)), quiet="Other"),
                Line(
                    "Gamma",
                    (
                        (Contract("terminated", "Prime contractor"),),
                        (
                            Finding("unclear", "self_reported"),
                            Finding("no_difference", "evaluated"),
                            Finding("mixed", "audited"),
                            Words("6 findings", "quiet"),
                        ),
                    ),
                    quiet="Primary and acute care system",
                ),
            ),
            widths=sites.WIDTHS,
            note="One mark an outcome",
        ),
        Panel(
            title="1 of 1 national groups",
            headings=("Site", "Contracts", "Results"),
            lines=(
                Line(
                    "MCPs together",
                    (
                        (Nothing(),),
                        (Finding("improved", "evaluated"), Words("1 finding", "quiet")),
                    ),
                    quiet="Multispecialty community provider",
                ),
            ),
            widths=sites.WIDTHS,
            note="They overlap with the sites, and count as none",
        ),
    )


def test_a_site_whose_findings_are_filtered_away_says_so(tiny_model: ReadModel):
    [row] = [row for row in tiny_model.rows("site_list", sort="name") if row["site_id"] == "beta"]
    assert site_words.nothing({**row, "n_findings": None}) == "none of 4 meets the filters"
    assert site_words.nothing({**row, "n_all_findings": None}) == "none found"


def test_contracts_of_one_form_share_its_name():
    contracts = [
        {"form": "Alliance contract", "status": "live"},
        {"form": "Alliance contract", "status": "ended"},
        {"form": "Virtual (NHS England form 1)", "status": "planned"},
    ]
    assert contract_parts.parts(contracts) == (
        Contract("live", ""),
        Contract("ended", "Alliance"),
        Contract("planned", "Virtual"),
    )


def test_more_forms_than_fit_give_way_to_the_statuses():
    contracts = [{"form": form, "status": "live"} for form in ("A", "B", "C", "D")]
    assert contract_parts.parts(contracts) == (Contract("live", "live"),) * 4


@pytest.mark.parametrize("filters", SELECTIONS)
@pytest.mark.parametrize("sort", site_words.SORTS)
def test_the_lines_are_the_rows_of_the_query(real_model: ReadModel, filters: Filters, sort: str):
    shown = made(real_model, filters, sort=sort)
    rows = real_model.rows("site_list", filters, sort=sort)
    drawn = [line.label for panel in shown.panels for line in panel.lines]
    assert drawn == [row["short_name"] for row in rows]
    results = sum(len(site_words.strongest(row)) for row in rows)
    assert sum(len(scene.findings(panel)) for panel in shown.panels) == results
    contracts = sum(len(row["contracts"] or ()) for row in rows)
    assert sum(len(scene.contracts(panel)) for panel in shown.panels) == contracts
    assert shown.notes[0] == f"Order: {site_words.ORDERS[sort]}."


@pytest.mark.parametrize("filters", SELECTIONS)
def test_a_room_can_read_every_line(real_model: ReadModel, filters: Filters):
    assert room_fit.misfits(made(real_model, filters)) == set()


def test_an_unknown_order_is_that_by_name(tiny_model: ReadModel):
    assert made(tiny_model, sort="?") == made(tiny_model)


def test_nothing_selected_gives_no_panel(real_model: ReadModel):
    shown = made(real_model, Filters(text="zzzz"))
    assert (shown.panels, shown.sources) == ((), ())
