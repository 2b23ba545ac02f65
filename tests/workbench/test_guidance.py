"""Every hard field has help with a good and a bad example, in the words of the product."""

import re

import pytest

from evidence.workbench import guidance
from tests import real_data

TABLES = real_data.package().tables
# What people get wrong in reviews: each has to have its help.
HARD = [
    ("findings", "evidence_status"),
    ("findings", "polarity"),
    ("findings", "direction"),
    ("findings", "quantity"),
    ("findings", "value"),
    ("findings", "comparator"),
    ("findings", "comparator_value"),
    ("findings", "design"),
    ("findings", "locator"),
    ("contracts", "status"),
    ("contracts", "value_gbp"),
    ("facts", "counts"),
    ("sites", "kind"),
    ("sources", "type"),
    ("absences", "reason"),
]
ALL = [*guidance.GUIDANCE.items(), *guidance.ANYWHERE.items()]


@pytest.mark.parametrize(("table", "field"), HARD)
def test_a_hard_field_has_help(table, field):
    assert guidance.of(table, field) is not None


def test_a_field_that_its_description_explains_has_none():
    assert guidance.of("partners", "organisation") is None


@pytest.mark.parametrize(("place", "help_"), ALL, ids=[str(place) for place, _ in ALL])
def test_help_has_a_question_advice_and_two_different_examples(place, help_):
    assert help_.question.endswith("?")
    assert len(help_.advice) > 40
    assert help_.good
    assert help_.bad
    assert help_.good != help_.bad
    words = " ".join((help_.question, help_.advice, help_.good)).casefold()
    assert not re.search(r"\bproven\b|\bworks\b|success rate|significant", words)


def test_help_stands_at_fields_that_exist():
    for table, field in guidance.GUIDANCE:
        assert TABLES[table].field(field)
    assert any("locator" in table.field_names for table in TABLES.values())


@pytest.mark.parametrize("field", ["evidence_status", "polarity", "direction"])
def test_help_tells_apart_the_values_that_are_mixed_up(field):
    named = {
        "evidence_status": ("evaluated", "monitored", "self-reported", "press"),
        "polarity": ("higher", "lower", "neither"),
        "direction": ("better", "worse", "no difference", "mixed", "unclear"),
    }
    help_ = guidance.of("findings", field)
    assert help_ is not None
    said = f"{help_.advice} {help_.good} {help_.bad}".casefold()
    assert all(word in said for word in named[field])
