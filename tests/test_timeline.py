"""The timeline: every dated row is drawn once, as wide as its date is uncertain."""

import datetime

import plotly.graph_objects as go
import pytest

from evidence import dates
from evidence.charts import palette, timeline

DAY = 86_400_000


@pytest.fixture
def alpha(tiny_model):
    return tiny_model.rows("site_events", site_id="alpha")


def bars(figure):
    """Event id to its trace, first day and number of days."""
    return {
        event: (trace, base, length // DAY)
        for trace in figure["data"]
        if "customdata" in trace
        for event, base, length in zip(trace["customdata"], trace["base"], trace["x"], strict=True)
    }


@pytest.mark.parametrize(
    ("date", "words", "short"),
    [
        ("2015-03-10", "10 March 2015", "10 Mar 2015"),
        ("2015-03", "March 2015", "Mar 2015"),
        ("2015", "2015", "2015"),
        ("", "no date", "no date"),
        (None, "no date", "no date"),
        ("2015-16", "2015-16", "2015-16"),
        ("2015-16 to 2017-18", "2015-16 to 2017-18", "2015-16 to 2017-18"),
        ("2018-2021", "2018-2021", "2018-2021"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(date, words, short):
    assert dates.date_words(date) == words
    assert dates.date_words(date, short=True) == short


def test_every_dated_row_is_drawn_once(alpha):
    assert sorted(bars(timeline.figure(alpha))) == sorted(row["event_id"] for row in alpha)


def test_a_mark_spans_the_days_that_its_date_may_mean(alpha):
    drawn = bars(timeline.figure(alpha))
    assert drawn["alpha-2015-03-10"][1:] == ("2015-03-10", 1)
    assert drawn["alpha-2016-04"][1:] == ("2016-04-01", 30)


def test_a_year_is_a_band_of_a_year_and_paler_than_a_month(tiny_model):
    drawn = bars(timeline.figure(tiny_model.rows("site_events", site_id="beta")))
    year, first, days = drawn["beta-2017"]
    assert (first, days) == ("2017-01-01", 365)
    assert year["marker"]["color"] == palette.GREY_TINT
    assert drawn["beta-integrated-opened"][0]["marker"]["color"] == palette.TEXT


def test_what_was_planned_is_a_dashed_outline_and_what_happened_is_filled(alpha):
    figure = timeline.figure(alpha)
    planned = {row["event_id"] for row in alpha if row["status"] == "planned"}
    assert planned == {"alpha-2019-04", "alpha-integrated-start"}
    outlines = figure["layout"]["shapes"]
    assert {shape["name"] for shape in outlines} == planned
    assert all(shape["line"]["dash"] != "solid" for shape in outlines)
    for event, (trace, _, _) in bars(figure).items():
        assert (trace["marker"]["color"] == palette.TRANSPARENT) == (event in planned)


def test_a_row_without_a_date_keeps_its_line_and_gets_no_mark(alpha):
    undated = alpha[-1] | {"date": None, "precision": None, "starts": None, "ends": None}
    figure = timeline.figure([*alpha[:-1], undated])
    assert undated["event_id"] not in bars(figure)
    assert "no date" in figure["layout"]["yaxis2"]["ticktext"]


def test_a_contract_ran_from_its_start_to_its_last_sight(alpha):
    [ran] = [trace for trace in timeline.figure(alpha)["data"] if trace.get("name") == "ran"]
    days = (datetime.date(2018, 6, 15) - datetime.date(2016, 4, 1)).days + 1
    assert (ran["base"], ran["x"]) == (["2016-04-01"], [days * DAY])
    assert ran["meta"] == "decoration"


def test_a_contract_that_never_began_has_no_band(tiny_model):
    figure = timeline.figure(tiny_model.rows("site_events", site_id="beta"))
    assert not [trace for trace in figure["data"] if trace.get("name") == "ran"]


def test_all_marks_lie_inside_the_axes_for_every_site(real_model):
    sites = [row["site_id"] for row in real_model.rows("site_list", sort="name")]
    assert len(sites) > 100
    for site in sites:
        rows = real_model.rows("site_events", site_id=site)
        figure = timeline.figure(rows)
        drawn = bars(figure)
        assert set(drawn) == {row["event_id"] for row in rows if row["date"]}
        for trace, base, days in drawn.values():
            first, last = figure["layout"]["xaxis"]["range"]
            ends = datetime.date.fromisoformat(base) + datetime.timedelta(days=days)
            assert first <= base < ends.isoformat() <= last
            assert all(0 < y < figure["layout"]["yaxis"]["range"][0] for y in trace["y"])


def test_rows_never_share_a_line(alpha):
    figure = timeline.figure(alpha)
    places = [y for trace in figure["data"] if "customdata" in trace for y in trace["y"]]
    assert len(places) == len(set(places)) == len(alpha)


def test_the_years_named_fit_a_narrow_screen(real_model):
    for site in ("alzira", "sunderland-atb", "milton-keynes-alliance"):
        axis = timeline.figure(real_model.rows("site_events", site_id=site))["layout"]["xaxis"]
        assert 1 <= len(axis["ticktext"]) <= timeline.MOST_TICKS + 1


@pytest.mark.parametrize("site", ["alpha", "beta", "epsilon"])
def test_the_figure_is_valid(tiny_model, site):
    figure = timeline.figure(tiny_model.rows("site_events", site_id=site))
    assert go.Figure(figure).layout.height > 0


def test_words_of_the_data_are_no_markup(alpha):
    rows = [alpha[0] | {"words": "<b>bold</b>"}]
    [trace] = [each for each in timeline.figure(rows)["data"] if "customdata" in each]
    assert "&lt;b&gt;" in trace["hovertext"][0]
