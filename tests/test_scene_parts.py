"""The cells of a scene in words."""

import pytest

from evidence.exports import slides_words
from evidence.scenes import parts
from evidence.scenes.parts import Cell, Contract, Nothing, Words

MARKS = (Contract("live", ""), Contract("abandoned", ""), Contract("live", ""))


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (MARKS, "2 live, 1 abandoned"),
        ((Contract("live", "Alliance"),), "Alliance"),
        ((Contract("live", ""), Contract("live", "Alliance")), "Alliance"),
        ((Nothing(),), "none found"),
        ((Words("2015"), Contract("live", "")), "2015"),
        ((), ""),
    ],
)
def test_contracts_alone_are_counted_by_state(cell: Cell, words: str) -> None:
    assert parts.in_text(cell) == words


def test_slides_count_them_too() -> None:
    assert slides_words.text(slides_words.runs(MARKS)) == "2 live, 1 abandoned"
    named = slides_words.runs((Contract("live", "Alliance"),))
    assert slides_words.text(named) == "Alliance (live)"
