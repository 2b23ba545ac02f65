"""The presets: what the sources give comes out of the data, and what is assumed says so."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from evidence.payment import presets
from evidence.payment.presets import Basis, Preset
from evidence.payment.terms import DEFAULT, TERMS
from evidence.read_model import ReadModel
from evidence.schema import Package

Tables = dict[str, list[dict[str, str]]]
Changed = Callable[..., dict[str, Preset]]
OFFERED = [
    "nothing",
    "bedfordshire-msk-2014",
    "unitingcare-2015",
    "alzira-concession",
    "kinzigtal-shared-savings",
    "aqc-2009",
]


def by_id(model: ReadModel) -> dict[str, Preset]:
    return {preset.preset_id: preset for preset in presets.presets(model)}


@pytest.fixture(scope="module")
def real(real_model: ReadModel) -> dict[str, Preset]:
    return by_id(real_model)


@pytest.fixture
def changed(package: Package, real_tables: Tables) -> Changed:
    """The presets of the real set with another value of a figure; None takes the figure out."""

    def read(figure_id: str, value: str | None) -> dict[str, Preset]:
        figures = [
            row if row["figure_id"] != figure_id else {**row, "value": value or ""}
            for row in real_tables["contract_figures"]
            if value is not None or row["figure_id"] != figure_id
        ]
        return by_id(ReadModel(package, {**real_tables, "contract_figures": figures}))

    return read


def values(preset: Preset, kind: str) -> dict[str, str]:
    """The values of the terms whose basis is of one kind."""
    return {
        name: str(preset.terms.values()[name])
        for name, basis in preset.bases.items()
        if basis.kind == kind
    }


def test_every_contract_of_the_data_is_offered(real: dict[str, Preset]):
    assert list(real) == OFFERED


def test_without_those_contracts_only_the_neutral_preset_is_left(tiny_model: ReadModel):
    assert list(by_id(tiny_model)) == ["nothing"]


def test_the_neutral_preset_is_a_plain_budget(real: dict[str, Preset]):
    neutral = real["nothing"]
    assert neutral.terms == DEFAULT
    assert neutral.terms.annual_value_gbp == Decimal(100_000_000)
    assert neutral.source is None
    assert set(neutral.bases) == set(TERMS)


@pytest.mark.parametrize("preset_id", OFFERED[1:])
def test_demand_is_assumed_to_grow_a_point_faster_than_the_budget(
    real: dict[str, Preset], preset_id: str
):
    preset = real[preset_id]
    terms = preset.terms
    assert terms.demand_growth_percent - terms.annual_growth_percent == 1
    assert preset.bases["demand_growth_percent"] == Basis(
        "assumed",
        "No source says how demand grew; one point a year faster than the budget shows where the"
        " risk sits.",
    )


def test_assumed_demand_stays_within_what_is_counted(changed: Changed):
    preset = changed("bedfordshire-msk-2014-annual-growth-percent", "20")["bedfordshire-msk-2014"]
    assert preset.terms.demand_growth_percent == 20


@pytest.mark.parametrize("preset_id", OFFERED)
def test_every_term_has_a_basis_with_words(real: dict[str, Preset], preset_id: str):
    bases = real[preset_id].bases
    assert list(bases) == list(TERMS)
    assert all(len(basis.why) > 10 for basis in bases.values())
    stated = [basis for basis in bases.values() if basis.kind in ("given", "computed")]
    assert all(basis.source_id and basis.locator and basis.title for basis in stated)


def test_bedfordshire(real: dict[str, Preset]):
    preset = real["bedfordshire-msk-2014"]
    assert values(preset, "given") == {
        "annual_value_gbp": "26500000",
        "annual_growth_percent": "1.3",
        "years": "5",
        "upfront_percent": "95",
        "management_fee_percent": "2.5",
        "provider_keeps_surplus_to_percent": "5",
        "surplus_share_provider_percent": "50",
    }
    assert preset.bases["upfront_percent"] == Basis(
        "given",
        "Share of contract value paid up front at full risk",
        "rapid-review-2016",
        "slide 20",
        "New Models of Care: Services and contract mechanisms. A rapid review of existing evidence",
        "https://fdocuments.us/document/"
        "new-models-of-care-services-and-contract-mechanisms-vanguards-a-new-models-of.html",
    )
    assert values(preset, "computed") == {}
    # No source says how demand grew.
    assert values(preset, "assumed")["demand_growth_percent"] == "2.3"
    assert preset.source is not None
    assert preset.source.source_id == "bedsccg-msk-2014"
    assert preset.summary.startswith("Capitation with risk and gain share")


def test_unitingcare(real: dict[str, Preset]):
    preset = real["unitingcare-2015"]
    assert values(preset, "given") == {"years": "5", "outcome_payment_percent": "15"}
    # 726 million / 5; two sources disagree on the first year, so neither is taken.
    assert values(preset, "computed") == {"annual_value_gbp": "145200000"}
    assert preset.bases["annual_value_gbp"].why == (
        "The winning bid, £726 million spread evenly over 5 years. "
        "The sources disagree on the first year: £152 million or £160 million."
    )
    # 752 million / 5
    assert values(preset, "assumed")["first_year_cost_gbp"] == "150400000"
    assert preset.bases["first_year_cost_gbp"].why == (
        "No cost is stated; taken to be the highest bid allowed, "
        "£752 million spread evenly over 5 years."
    )


def test_alzira(real: dict[str, Preset]):
    preset = real["alzira-concession"]
    assert values(preset, "given") == {"years": "15", "provider_keeps_surplus_to_percent": "7.5"}
    assert values(preset, "computed") == {"surplus_share_provider_percent": "0"}
    assert values(preset, "assumed")["annual_value_gbp"] == "100000000"


def test_shared_savings(real: dict[str, Preset]):
    assert values(real["kinzigtal-shared-savings"], "given") == {}
    assert values(real["aqc-2009"], "given") == {"years": "5"}
    shares = ("surplus_share_provider_percent", "deficit_share_provider_percent")
    assumed = [
        [values(real[name], "assumed")[share] for share in shares]
        for name in ("kinzigtal-shared-savings", "aqc-2009")
    ]
    assert assumed == [["50", "0"], ["50", "50"]]


@pytest.mark.parametrize(
    ("figure_id", "preset_id", "name", "value", "expected"),
    [
        (
            "bedfordshire-msk-2014-upfront-percent",
            "bedfordshire-msk-2014",
            "upfront_percent",
            "91.5",
            "91.5",
        ),
        (
            "unitingcare-2015-winning-bid",
            "unitingcare-2015",
            "annual_value_gbp",
            "700000000",
            "140000000",
        ),
        (
            "unitingcare-2015-maximum-bid",
            "unitingcare-2015",
            "first_year_cost_gbp",
            "740000000",
            "148000000",
        ),
    ],
)
def test_a_corrected_figure_changes_the_preset(
    changed: Changed, figure_id: str, preset_id: str, name: str, value: str, expected: str
):
    preset = changed(figure_id, value)[preset_id]
    assert str(preset.terms.values()[name]) == expected


def test_a_figure_that_is_not_stated_is_assumed(changed: Changed):
    preset = changed("bedfordshire-msk-2014-first-year-value", None)["bedfordshire-msk-2014"]
    assert preset.bases["annual_value_gbp"].kind == "assumed"
    assert preset.terms.annual_value_gbp == DEFAULT.annual_value_gbp


def test_a_cap_that_is_not_stated_caps_nothing(changed: Changed):
    preset = changed("alzira-concession-provider-keeps-surplus-to-percent", None)[
        "alzira-concession"
    ]
    assert preset.bases["surplus_share_provider_percent"].kind == "assumed"
    assert preset.terms.surplus_share_provider_percent == Decimal(100)


def test_a_figure_beyond_what_is_counted_leaves_the_contract_out(changed: Changed):
    offered = changed("bedfordshire-msk-2014-annual-growth-percent", "130")
    assert list(offered) == [name for name in OFFERED if name != "bedfordshire-msk-2014"]


def test_a_changed_term_is_the_readers_own(real: dict[str, Preset]):
    preset = real["alzira-concession"]
    edited = preset.terms.changed(years=10, demand_growth_percent=Decimal(2))
    now = presets.bases(preset, edited)
    assert {name for name, basis in now.items() if basis.kind == "chosen"} == {
        "years",
        "demand_growth_percent",
    }
    assert now["provider_keeps_surplus_to_percent"].kind == "given"
    missing = presets.not_stated(preset, edited)
    assert "annual_value_gbp" in missing
    assert "demand_growth_percent" not in missing
    assert "demand_growth_percent" in presets.not_stated(preset, preset.terms)
