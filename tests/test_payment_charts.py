"""The charts of the payment terms: every amount is drawn once, on one scale, and reads in grey."""

import itertools
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from evidence.charts import palette, payment_fan, payment_years
from evidence.payment import outcome
from evidence.payment.terms import Terms

# Ten million a year for two years. Demand grows by 10%, so the second year costs 11 million: the
# provider bears the million up to 5% of 11 million (0.55) and half of the remaining 0.45.
TERMS = Terms(
    annual_value_gbp=Decimal(10_000_000),
    years=2,
    demand_growth_percent=Decimal(10),
    provider_bears_deficit_to_percent=Decimal(5),
    deficit_share_provider_percent=Decimal(50),
)
ON_OUTCOMES = TERMS.changed(outcome_payment_percent=Decimal(10))


@pytest.fixture
def years(tiny_model):
    return outcome.years(tiny_model, TERMS)


def bars(figure):
    return {trace["name"]: trace["y"] for trace in figure["data"] if trace["type"] == "bar"}


def texts(figure):
    return [each["text"] for each in figure["layout"]["annotations"]]


@pytest.mark.parametrize(
    ("pounds", "words"),
    [
        (26_500_000, "£26.5m"),
        (1_234_567_890, "£1,234.6m"),
        (999_499, "£999k"),
        (999_500, "£1.0m"),
        (-348_200, "−£348k"),
        (999.4, "£999"),
        (0, "£0"),
        (0.2, "£0.20"),
        (-0.01, "−£0.01"),
    ],
)
def test_pounds_are_short_and_never_nothing_for_something(pounds, words):
    assert payment_years.short(pounds) == words


def test_every_year_of_every_party_is_a_bar(years):
    figure = payment_years.figure(years, payment_years.reach([years]))
    assert bars(figure) == {
        "Provider": [0.0, -775_000.0],
        "Commissioner": [0.0, -225_000.0],
        "Held back": [0.0, 0.0],
    }
    totals = {trace["name"]: trace["y"] for trace in figure["data"] if trace.get("meta") == "total"}
    assert totals["Provider, added up"] == [0.0, -775_000.0]


def test_the_parties_are_told_apart_without_colour():
    assert len({party.fill for party in payment_years.PARTIES}) == 3
    assert len({party.dash for party in payment_years.PARTIES}) == 3
    assert [party.hatch for party in payment_years.PARTIES] == ["", "", "/"]


def test_the_key_in_words_names_every_party():
    assert all(party.name.lower() in payment_years.KEY for party in payment_years.PARTIES)


def test_contracts_beside_each_other_share_one_scale(tiny_model, years):
    larger = outcome.years(tiny_model, TERMS.changed(annual_value_gbp=Decimal(100_000_000)))
    scale = payment_years.reach([years, larger])
    small, large = (payment_years.figure(rows, scale)["layout"] for rows in (years, larger))
    for axis in ("yaxis", "yaxis2"):
        assert small[axis]["range"] == large[axis]["range"]
    low, high = small["yaxis"]["range"]
    assert low < -7_750_000
    assert high > 0


def test_nothing_gained_or_borne_has_no_amount_on_its_scale(tiny_model):
    rows = outcome.years(tiny_model, Terms())
    figure = payment_years.figure(rows, payment_years.reach([rows]))
    assert figure["layout"]["yaxis"]["ticktext"] == ["£0"]


def test_the_fan_has_whole_points_and_the_chosen_growth(tiny_model):
    rows = outcome.fan(tiny_model, TERMS)
    courses = payment_fan.courses(rows)
    assert [payment_fan.points_words(each.points) for each in courses] == [
        "−2 points",
        "−1 point",
        "as fast",
        "+1 point",
        "+2 points",
        "+3 points",
        "+4 points",
        "+10 points",
    ]
    assert [each.is_chosen for each in courses] == [False] * 7 + [True]
    assert courses[-1].totals == (Decimal("0.00"), Decimal("-775000.00"))


def test_the_chosen_line_is_bold_and_every_line_named_at_its_end(tiny_model):
    rows = outcome.fan(tiny_model, TERMS)
    figure = payment_fan.figure(rows, payment_fan.reach([rows]))
    widths = [trace["line"]["width"] for trace in figure["data"]]
    assert widths == [1.6] * 7 + [4]
    assert figure["data"][-1]["line"]["color"] == palette.BLUE
    assert sum("point" in text or "as fast" in text for text in texts(figure)) == 8
    assert [text for text in texts(figure) if text.startswith("<b>")] == [
        f'<b><span style="color:{palette.BLUE}">+10 points</span></b>'
    ]


def test_a_band_shows_the_outcomes_only_where_they_are_paid_for(tiny_model):
    assert payment_fan.band(outcome.fan(tiny_model, TERMS)) is None
    drawn = payment_fan.band(outcome.fan(tiny_model, ON_OUTCOMES))
    assert drawn is not None
    none, every = drawn
    # No outcome reached: a million less in the first year, of which the provider bears 0.5 (5% of
    # 10 million) and half of the other half.
    assert (none[0], every[0]) == (Decimal("-750000.00"), Decimal("0.00"))


@pytest.mark.parametrize("places", [[0.0, 0.0, 0.0], [290.0, 295.0, 300.0], [0.0, 150.0, 300.0]])
def test_labels_keep_their_distance_inside_the_plot(places):
    moved = sorted(payment_fan.spread(places, 20, 300))
    assert all(b - a >= 20 - 1e-9 for a, b in itertools.pairwise(moved))
    assert moved[0] >= 0
    assert moved[-1] <= 300


@pytest.mark.parametrize("n", [1, 2, 20])
@pytest.mark.parametrize("terms", [Terms(), TERMS, ON_OUTCOMES])
def test_the_figures_are_valid(tiny_model, terms, n):
    asked = terms.changed(years=n)
    years, fan = outcome.years(tiny_model, asked), outcome.fan(tiny_model, asked)
    for figure in (
        payment_years.figure(years, payment_years.reach([years])),
        payment_fan.figure(fan, payment_fan.reach([fan])),
    ):
        assert go.Figure(figure).layout.height > 0


@pytest.mark.parametrize(
    ("n", "named"),
    [(1, [1]), (7, [1, 2, 3, 4, 5, 6, 7]), (8, [1, 5]), (20, [1, 5, 10, 15, 20])],
)
def test_many_years_are_not_all_named(n, named):
    assert payment_years.named_years(n) == named


def test_no_rows_give_figures_without_marks():
    assert bars(payment_years.figure([], payment_years.reach([]))) == {
        "Provider": [],
        "Commissioner": [],
        "Held back": [],
    }
    assert payment_fan.figure([], payment_fan.reach([]))["data"] == []
