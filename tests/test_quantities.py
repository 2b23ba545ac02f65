"""The figure of a finding in words: sign, unit, what it is set against, interval."""

import pytest

from evidence.charts import quantities


def finding(**given: object) -> dict[str, object]:
    names = ("quantity", "value", "unit", "ci_low", "ci_high", "comparator", "comparator_value")
    return dict.fromkeys(names) | {"comparator": "matched_control"} | given


@pytest.mark.parametrize(
    ("quantity", "unit", "values", "words"),
    [
        (None, None, (None,), "no number given"),
        ("change", "percent_change", (-23.0, -39.0, -3.0), "−23% (−39 to −3)"),
        ("change", "percent_change", (0.0,), "0%"),
        ("change", "percentage_points", (20.0,), "+20 points"),
        ("ratio", "ratio", (0.5, 0.3, 0.82), "0.50 (0.30 to 0.82)"),
        ("difference", "per_1000", (-0.04, -0.08, 0.014), "−0.040 per 1,000 (−0.080 to +0.014)"),
        ("difference", "gbp", (-96.0, -512.0, 321.0), "−£96 (−£512 to +£321)"),
        ("level", "days", (5.0,), "5 days"),
        ("total", "gbp", (-170000.0,), "−£170,000"),
        ("total", "count", (109000.0,), "109,000"),
        ("total", "gbp", (13.4e6,), "£13.4 million"),
    ],
)
def test_figures_in_words(quantity, unit, values, words):
    given = dict(zip(("value", "ci_low", "ci_high"), values, strict=False))
    assert quantities.in_words(finding(quantity=quantity, unit=unit, **given)) == words


@pytest.mark.parametrize(
    ("quantity", "unit", "comparator", "values", "words"),
    [
        ("own_growth", "percent_change", "rest_england", (1.6, 3.1), "+1.6%, others +3.1%"),
        ("level", "gbp", "target", (41e6, 5e6), "£41 million, target £5 million"),
        ("level", "percent", "before_after", (80.0, 18.0), "80%, before 18%"),
        ("level", "percent", "matched_control", (91.8, 85.2), "91.8%, controls 85.2%"),
    ],
)
def test_what_a_figure_is_set_against_is_named(quantity, unit, comparator, values, words):
    given = dict(zip(("value", "comparator_value"), values, strict=True))
    row = finding(quantity=quantity, unit=unit, comparator=comparator, **given)
    assert quantities.in_words(row) == words


@pytest.mark.parametrize("values", [(-39.0, None), (None, -3.0), (None, None)])
def test_half_an_interval_is_none(values):
    row = finding(quantity="change", unit="percent_change", value=-23.0)
    row |= dict(zip(("ci_low", "ci_high"), values, strict=True))
    assert quantities.interval_words(row) == ""
