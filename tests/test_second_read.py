"""What stands under a list of rows of who entered and checked them, and where the mark is."""

import pytest

from ui import correct, second_read

FOLDER = "Entered from the data folder on 20 November 2026 (revision 1); not yet second-read"
CHECKED = "Entered by Ann on 21 November 2026, checked by Ben on 22 November 2026 (revision 2)"


def row(name, reading=FOLDER):
    return {"name": name, "reading": reading, "is_second_read": reading == CHECKED}


def told(rows, **given):
    return second_read.receipt(rows, lambda row: row["name"], **given)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A 10% cut", True),
        ("126,000 people in 2016", True),
        ("£10m in 2015/16", True),
        ("Signed in 2016", False),
        ("From 2015/16 to 2017-18", False),
        ("No number at all", False),
        ("", False),
        (None, False),
    ],
)
def test_a_figure_is_a_number_that_is_no_year(words, expected):
    assert second_read.has_figure(words) is expected
    marked = second_read.mark_in(words, row("a"))
    assert (second_read.SIGN in marked) is expected
    assert second_read.mark_in(words, row("a", CHECKED)) == ""


def test_rows_of_one_reading_are_told_in_one_line_with_the_key():
    assert told([row("a"), row("b"), row("c")]) == (
        '<p class="quiet">° read by one person only so far. All 3: entered from the data'
        " folder on 20 November 2026 (revision 1); not yet second-read.</p>"
    )
    assert f">{CHECKED}.<" in told([row("a", CHECKED)])
    assert ">Both: entered by Ann on " in told([row("a", CHECKED), row("b", CHECKED)])
    assert told([]) == ""


def test_the_key_stands_only_where_a_mark_does():
    rows = [row("a"), row("b")]
    assert second_read.KEY in told(rows, marked=rows[:1])
    assert second_read.KEY not in told(rows, marked=())
    assert second_read.KEY not in told([row("a", CHECKED)])


def test_rows_that_differ_are_named_and_the_most_are_the_others():
    markup = told([row("a"), row("b <i>", CHECKED), row("c")])
    assert "<summary>Who entered and checked these 3: 1 read by a second person</summary>" in markup
    assert f"<li>{FOLDER}: the other 2.</li>" in markup
    assert f"<li>{CHECKED}: b &lt;i&gt;.</li>" in markup
    unread = told([row("a"), row("b", FOLDER.replace("20", "21", 1))])
    assert "these 2: none read by a second person<" in unread
    one_each = told([row("a"), row("b", CHECKED)])
    assert f"{FOLDER}: a.<" in one_each
    assert f"{CHECKED}: b.<" in one_each


def test_a_long_name_is_cut_at_a_word():
    markup = told([row("word " * 40), row("b", CHECKED)])
    assert "word word …." in markup
    assert len(markup) < 600


def test_a_row_in_review_is_marked_in_front_of_its_link():
    waiting = "In review: entered by Ann on 21 November 2026; not yet checked"
    assert correct.link("facts", "a b", waiting).startswith(
        '<em class="in-review">in review</em> <a'
    )
    assert correct.link("facts", "a b", CHECKED) == correct.link("facts", "a b")
