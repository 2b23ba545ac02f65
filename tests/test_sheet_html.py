import re

import pytest

from evidence.scenes import paging, sheet_html
from evidence.scenes import scene as scenes
from evidence.scenes.scene import Line, Panel
from tests import sample_scenes

ROOM = paging.SIZES["room"]


def drawn(*panels):
    sheets = paging.sheets(sample_scenes.scene(*panels), ROOM)
    return "".join(sheet_html.sheet(sheet, ROOM) for sheet in sheets)


@pytest.mark.parametrize("panel", [sample_scenes.BOARD, sample_scenes.DOTS, sample_scenes.MATRIX])
def test_every_mark_of_a_panel_is_drawn(panel):
    body = re.sub(r"<footer>.*?</footer>", "", drawn(panel))
    assert len(re.findall(r'class="glyph finding-', body)) == len(scenes.findings(panel))


def test_every_bar_of_a_harvest_plot_is_drawn_and_named():
    written = drawn(sample_scenes.HARVEST)
    names = re.findall(r'<i class="bar [^"]+" [^>]*aria-label="([^"]+)"', written)
    assert names[0] == "Rushcliffe: better, evaluated"
    assert len(names) == 6


def test_absence_and_nothing_found_have_their_words():
    written = drawn(sample_scenes.BOARD)
    assert '<span class="absence">too early</span>' in written
    assert '<span class="nothing">none found</span>' in written


def test_faint_mark_says_that_it_does_not_survive():
    assert 'aria-label="unclear, forecast, does not survive"' in drawn(sample_scenes.BOARD)


def test_interval_spans_its_ends_on_the_scale():
    # From -39 to -3 on a scale from -50 to 50.
    assert 'class="interval of-improved" style="left:11.00%;width:36.00%"' in drawn(
        sample_scenes.DOTS
    )


def test_values_are_escaped():
    written = drawn(Panel("A <b>title</b>", ("", "x"), (Line("<script>", ((),)),)))
    assert "<script>" not in written
    assert "A &lt;b&gt;title&lt;/b&gt;" in written
