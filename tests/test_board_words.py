"""The words of the comparison board: figures, claims beside evaluations, terms of contracts."""

import pytest

from evidence import board_beside, board_words, contract_words
from evidence.charts import quantities

FINDING = {
    "finding_id": "a",
    "site_id": "alpha",
    "direction": "improved",
    "evidence_status": "evaluated",
    "quantity": "change",
    "value": -5.0,
    "unit": "percent_change",
    "ci_low": None,
    "ci_high": None,
    "comparator": "matched_control",
    "comparator_value": None,
    "design": "matched_control",
    "design_name": "Matched control",
    "label": "over 65",
    "measure": "Emergency admissions",
    "has_outside_comparator": True,
    "is_independent": True,
    "source_id": "s",
    "source_title": "Title",
    "source_url": None,
    "publisher": "Publisher",
    "published": "2018-06",
    "locator": "page 1",
}
CONTRACT = {
    "value_gbp": 340_000_000,
    "value_basis": "total",
    "years": 5.0,
    "value_a_year_gbp": 68_000_000.0,
    "value_a_head_a_year_gbp": None,
    "population": None,
    "population_counts": None,
    "population_as_of": None,
    "is_population_covered": False,
}


def reported(**changed):
    return board_words.reported(FINDING | changed, "all")


def growth(value, against, comparator="rest_england"):
    return FINDING | {
        "quantity": "own_growth",
        "value": value,
        "comparator_value": against,
        "comparator": comparator,
    }


@pytest.mark.parametrize(
    ("value", "against", "words"),
    [
        (1.6, 3.1, "+1.6%, others +3.1%: rose less than the others"),
        (3.5, 3.1, "+3.5%, others +3.1%: rose more than the others"),
        (3.0, 3.0, "+3%, others +3%: rose as much as the others"),
        (-45.0, -31.0, "−45%, others −31%: fell more than the others"),
        (-2.0, -3.0, "−2%, others −3%: fell less than the others"),
        (-1.0, 2.0, "−1%, others +2%: fell; the others rose"),
        (0.0, 2.0, "0%, others +2%: did not change; the others rose"),
    ],
)
def test_a_growth_says_both_figures_and_how_they_lie_to_each_other(value, against, words):
    assert board_words.number(growth(value, against)) == words


def test_a_growth_set_against_itself_before_names_the_time_before():
    words = board_words.number(growth(1.8, 8.4, "before_after"))
    assert words == "+1.8%, before +8.4%: rose less than before"


def test_a_growth_with_nothing_beside_it_is_no_difference_to_others():
    assert board_words.number(growth(9.0, None)) == "own growth +9%"


@pytest.mark.parametrize(
    ("changed", "words", "short"),
    [
        ({"ci_low": -8.0, "ci_high": -2.0}, "−5% (−8 to −2)", "−5%"),
        (
            {"quantity": "ratio", "unit": "ratio", "value": 0.5, "ci_low": 0.3, "ci_high": 0.82},
            "ratio 0.50 (0.30 to 0.82)",
            "ratio 0.50",
        ),
        ({"value": None, "direction": "no_difference"}, "no difference found", "no difference"),
        ({"value": None, "direction": "worsened"}, "worse, no number given", "worse"),
        ({"quantity": "total", "unit": "count", "value": 223.0}, "223", "better"),
        (
            {"quantity": "level", "unit": "percent", "value": 90.0, "comparator_value": 40.0}
            | {"comparator": "before_after"},
            "level 90%, before 40%",
            "level 90%, before 40%",
        ),
    ],
)
def test_the_figure_of_a_finding(changed, words, short):
    assert (reported(**changed).number, reported(**changed).short) == (words, short)


def test_a_number_without_an_interval_says_so_and_a_direction_does_not():
    assert reported().interval == quantities.NO_INTERVAL
    assert reported(value=None).interval == ""
    assert reported(ci_low=-8.0, ci_high=-2.0).interval == ""


def test_how_a_finding_was_obtained_is_in_plain_words_and_said_once():
    assert reported().how == "Evaluated, compared with a matched group"
    trial = reported(design="rct", design_name="Randomised controlled trial")
    assert trial.how == "Evaluated, compared with a matched group; randomised controlled trial"
    forecast = reported(evidence_status="forecast", comparator="none_stated", design="forecast")
    assert forecast.how == "Forecast, expected and not observed"
    assert reported(design=None, design_name=None).how.endswith("; design not stated")


def test_a_finding_is_faint_where_it_does_not_survive():
    alone = FINDING | {"has_outside_comparator": False, "is_independent": False}
    assert [board_words.reported(alone, step).faint for step in ("all", "compared")] == [
        False,
        True,
    ]


CLAIM = {"evidence_status": "self_reported", "comparator": "before_after", "label": "early"}


@pytest.mark.parametrize(
    ("said", "found", "words"),
    [
        ("improved", ["worsened"], "The two point opposite ways: said better, found worse."),
        ("improved", ["improved"], "Both say better."),
        ("improved", ["no_difference"], "The two do not agree: said better, found no difference."),
        (
            "improved",
            ["improved", "no_difference"],
            "The two agree only in part: said better, found better and no difference.",
        ),
        ("improved", ["unclear"], "What was said is better; what was found is unclear."),
        ("unclear", ["worsened"], "What was said is unclear; what was found is worse."),
    ],
)
def test_the_gap_between_a_claim_and_an_evaluation_in_words(said, found, words):
    claims = [reported(direction=said, **CLAIM)]
    assert board_beside.verdict(claims, [reported(direction=each) for each in found]) == words


def test_figures_of_different_people_and_comparators_are_not_subtracted():
    claims, found = [reported(**CLAIM)], [reported()]
    assert board_beside.not_subtracted(claims, found) == (
        "The figures are not subtracted: they are of different groups or times and set against"
        " different things."
    )
    assert board_beside.not_subtracted(claims, [reported(value=None)]) == ""


def test_a_press_report_of_a_study_with_controls_is_no_claim():
    press = {"evidence_status": "press", "label": "early"}
    assert board_beside.pair([reported(**press), reported()]) is None
    assert board_beside.pair([reported(**press, has_outside_comparator=False), reported()])


def test_a_claim_alone_and_an_evaluation_alone_are_no_pair():
    assert board_beside.pair([reported(**CLAIM)]) is None
    assert board_beside.pair([reported(), reported(evidence_status="forecast")]) is None


def test_a_claim_beside_monitoring_says_that_it_was_monitored():
    pair = board_beside.pair([reported(evidence_status="monitored"), reported(**CLAIM)])
    assert pair is not None
    assert pair.kind == "monitoring"
    assert pair.words.startswith(
        "Said: −5% (early; before and after, 2018). Monitoring found: −5% (over 65; compared with"
        " a matched group, 2018). Both say better."
    )


@pytest.mark.parametrize(
    ("changed", "a_year", "a_head", "missing"),
    [
        (
            {},
            "£68 million a year",
            "",
            "no value a head: how many people it covers is not stated",
        ),
        (
            {"value_a_head_a_year_gbp": 54.5, "population": 1, "is_population_covered": True},
            "£68 million a year",
            "£54 a head and year",
            "",
        ),
        (
            {"population": 900_000.0, "population_counts": "people of the area"},
            "£68 million a year",
            "",
            "no value a head: the population stated is of another kind (900,000 people of the"
            " area)",
        ),
        (
            {"value_basis": "not_stated", "years": None, "value_a_year_gbp": None},
            "",
            "",
            "no value a year or a head: whether the value is for one year or the whole term is not"
            " stated, its years are not stated, and how many people it covers is not stated",
        ),
        ({"value_gbp": None, "value_a_year_gbp": None}, "", "", ""),
    ],
)
def test_a_value_is_computed_only_from_what_is_stated(changed, a_year, a_head, missing):
    contract = CONTRACT | changed
    assert contract_words.a_year(contract) == a_year
    assert contract_words.a_head(contract) == a_head
    assert contract_words.not_computed(contract) == missing


def test_the_total_of_one_year_is_not_computed_again():
    assert contract_words.a_year(CONTRACT | {"value_a_year_gbp": 340_000_000.0}) == ""


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("total", "£340m total"),
        ("annual", "£340m a year"),
        ("not_stated", "£340m, basis not stated"),
    ],
)
def test_a_value_on_a_wall_keeps_its_basis(basis, words):
    assert contract_words.short_value(CONTRACT | {"value_basis": basis}) == words
