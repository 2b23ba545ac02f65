"""Stages of a contract in words, and what a date that no source states is computed from."""

import pytest

from evidence import contract_words


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("Ended", "planned", "Term ends"),
        ("Ended", "happened", "Ended"),
        ("Signed", "planned", "Signed"),
    ],
)
def test_an_end_that_is_only_planned_is_not_called_ended(name: str, status: str, said: str) -> None:
    assert contract_words.stage({"stage_name": name, "status": status}) == said


@pytest.mark.parametrize(
    ("words", "basis"),
    [
        ("computed: start plus the five-year term", "start plus the five-year term"),
        ("end of the term, computed: by its source", ""),
        ("signed in spring", ""),
        (None, ""),
    ],
)
def test_a_computed_date_says_from_what(words: str | None, basis: str) -> None:
    assert contract_words.date_computed_from({"words": words}) == basis
