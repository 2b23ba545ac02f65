"""Pieces of layouts: widths of text, lines, ticks."""

from evidence.charts import layout


def test_ticks_are_round_and_have_room():
    marked = layout.ticks(-110.0, 77.0, 200, lambda place: f"{place:g}")
    assert [place for place, _ in marked] == [-100, -50, 0, 50]
    narrow = layout.ticks(-110.0, 77.0, 90, lambda place: f"{place:g}")
    assert [place for place, _ in narrow] == [-100, 0]


def test_long_words_keep_a_line_of_their_own():
    assert layout.wrapped("a unsplittableword b", 20) == ["a", "unsplittableword", "b"]
    assert layout.wrapped("", 20) == []


def test_wider_letters_take_more_room():
    assert layout.text_width("WWW") > layout.text_width("ooo") > layout.text_width("iii")
    assert layout.text_width("word", bold=True) > layout.text_width("word")
    assert layout.text_width("") == 0


def test_text_shows_letter_by_letter():
    assert layout.bold("a < b & c") == "<b>a &lt; b &amp; c</b>"
