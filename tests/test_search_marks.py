"""What a search has found is marked: the same words that the search itself takes for found."""

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence import html
from evidence.read_model import ReadModel
from evidence.schema import Package

# Letters with and without accents, both cases, apostrophes, and signs that SQL or HTML knows.
CHARACTERS = st.sampled_from("aábcCÇeéÉëioöÖñuüxyŵZ'’\u2018“”\" &<>%_\\.-5ßøÅ£\u0301")


def pieces(made: str) -> list[str]:
    """The marked pieces, in order."""
    return [unescape(piece) for piece in re.findall(r"<mark>(.*?)</mark>", made)]


def without_marks(made: str) -> str:
    return unescape(re.sub(r"</?mark>", "", made))


@pytest.mark.parametrize(
    ("value", "searched", "marked"),
    [
        ("Care homes in Kent", "care", ["Care"]),
        ("Care homes in Kent", "kent CARE", ["Care", "Kent"]),
        ("Care, and aftercare", "care", ["Care", "care"]),
        ("Café Society", "cafe", ["Café"]),
        ("Cafe Society", "CAFÉ", ["Cafe"]),
        ("Cafe\u0301 Society", "café", ["Cafe\u0301"]),
        ("King’s Lynn", "king's", ["King’s"]),
        ("King's Lynn", "king’s", ["King's"]),
        ("the \u2018model\u2019", "“'model'”", []),
        ("the “model”", '"model', ["“model"]),
        ('the "model"', "“model”", ['"model"']),
        ("A&E attendances", "a&e", ["A&E"]),
        ("5% of pay, 5 per cent", "5%", ["5%"]),
        ("one_two or one-two", "one_two", ["one_two"]),
        ("a\\b", "\\", ["\\"]),
        # Words that overlap or touch make one mark.
        ("banana", "ana", ["anana"]),
        ("carehome", "care home", ["carehome"]),
        ("care home", "care home", ["care", "home"]),
        ("Kent", "kent kent", ["Kent"]),
        ("Kent", "sussex", []),
        ("Kent", "", []),
        ("Kent", "  ", []),
        ("", "kent", []),
        # An accent alone is no word.
        ("Kent", "\u0301", []),
    ],
)
def test_each_occurrence_of_each_word_is_marked(
    value: str, searched: str, marked: list[str]
) -> None:
    assert pieces(html.marked(value, searched)) == marked


def test_missing_text_gives_nothing() -> None:
    assert html.marked(None, "kent") == ""


@given(st.text(CHARACTERS, max_size=30), st.text(CHARACTERS, max_size=8))
def test_marks_change_no_character(value: str, searched: str) -> None:
    made = html.marked(value, searched)
    assert without_marks(made) == value
    assert "<mark></mark>" not in made
    assert "</mark><mark>" not in made


@given(st.text(max_size=30), st.text(max_size=8))
def test_any_text_can_be_marked(value: str, searched: str) -> None:
    assert without_marks(html.marked(value, searched)) == value


@pytest.fixture(scope="module")
def searching(package: Package, questions: Path) -> ReadModel:
    """A model that can be asked whether the search finds a word in a text."""
    return ReadModel(package, {}, queries=questions)


@given(st.text(CHARACTERS, min_size=1, max_size=20), st.text(CHARACTERS, min_size=1, max_size=2))
def test_a_word_is_marked_where_the_search_finds_it(
    searching: ReadModel, value: str, word: str
) -> None:
    assume(word.strip("\u0301") and " " not in word)
    (row,) = searching.rows("found", value=value, word=word)
    assert row["is_found"] == bool(pieces(html.marked(value, word)))
