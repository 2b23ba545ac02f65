"""The sentences of the effect direction plot and the harvest plot."""

import pytest

from evidence.charts import direction_words

COUNT = {"n_sites": 12, "share": 10 / 12, "share_low": 0.552, "share_high": 0.953}
SIZE = {"n_findings": 14, "n_groups": 0, "n_group_findings": 0, "n_forecasts": 0}


def test_a_share_has_its_interval():
    assert direction_words.share(COUNT) == "83%, 55 to 95%"
    assert direction_words.share({"n_sites": 0}) == "no site"


@pytest.mark.parametrize(
    ("n_improved", "n_worsened", "chance", "said"),
    [
        (
            *(5, 1, 14 / 64),
            "5 of 6 sites better: so lopsided a split arises by chance about one time in 5.",
        ),
        (
            *(0, 12, 2 / 4096),
            "12 of 12 sites worse: so lopsided a split arises by chance less than one time in"
            " 1,000.",
        ),
        (2, 2, 1.0, "2 better, 2 worse: an even split."),
        (1, 0, 1.0, "One site alone points better or worse."),
        (0, 0, None, "No site points better or worse."),
    ],
)
def test_how_easily_chance_does_it(n_improved, n_worsened, chance, said):
    row = {"n_improved": n_improved, "n_worsened": n_worsened, "chance": chance}
    assert direction_words.chance({**row, "n_tested": n_improved + n_worsened}) == said


def test_what_is_left_out_is_counted():
    assert direction_words.left_out(SIZE) == ""
    one = {**SIZE, "n_groups": 1, "n_group_findings": 3, "n_forecasts": 1}
    assert direction_words.left_out(one) == (
        "Left out: 1 national group with 3 findings, which overlaps with sites; 1 forecast of"
        " sites, which is no result."
    )
    row = {"n_lost": 2, "n_groups": 1, "n_forecasts": 3}
    assert direction_words.not_counted(row) == (
        "2 sites do not survive, 1 national group, 3 forecasts"
    )
    assert direction_words.not_counted(dict.fromkeys(row, 0)) == "none"


def test_the_findings_that_are_not_drawn_are_counted():
    bars = [{"n_weaker": 2}, {"n_weaker": 0}, {"n_weaker": 1}]
    row = {"n_groups": 2, "n_forecasts": 1}
    assert direction_words.not_drawn(bars, row) == (
        "Not drawn: 3 findings of the same sites with a weaker design; 2 national groups, which"
        " overlap with sites; 1 forecast."
    )
    assert direction_words.not_drawn(bars[1:2], {"n_groups": 0, "n_forecasts": 0}) == ""


def test_a_bar_that_would_stand_elsewhere_is_said():
    same = {"direction": "mixed", "left_direction": "mixed"}
    lost = {"direction": "mixed", "left_direction": None}
    assert direction_words.changed([same, lost]) == ""
    moved = {"direction": "mixed", "left_direction": "improved"}
    assert direction_words.changed([same, moved]).startswith("At 1 site the findings")


def test_the_outcomes_without_a_result_are_named():
    rows = [
        {"outcome_name": "Cost", "n_all_sites": 0},
        {"outcome_name": "Bed days", "n_all_sites": 2},
    ]
    assert direction_words.without_result(rows) == "No site has a result for: Cost."
    assert direction_words.without_result(rows[1:]) == ""
