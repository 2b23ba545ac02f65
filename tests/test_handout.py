"""The hand-out as HTML: self-contained, escaped, with every scene, its table and its sources."""

import re
from html.parser import HTMLParser

import pytest

from evidence.exports import handout, handout_print
from evidence.exports.handout_entry import Entry
from evidence.scenes.parts import Words
from evidence.scenes.scene import Line, Panel, Source
from tests import sample_scenes

LINK = "https://example.org/compare?site=a&site=b"


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def entries(*scenes, note="Ask the room first."):
    return [Entry(scene, scene.title, note, LINK) for scene in scenes]


def written(given, *, with_notes=True, title="Workshop"):
    return handout.html(
        title,
        given,
        revision=7,
        revised_at="2026-11-22T10:00:00",
        address=LINK,
        with_notes=with_notes,
    )


def elements(text):
    parser = _Elements()
    parser.feed(text)
    return parser.found


def test_every_scene_has_its_section_picture_table_and_sources():
    found = elements(written(entries(*sample_scenes.SIX)))
    tags = [tag for tag, _ in found]
    assert tags.count("section") == 6
    pictures = [each for tag, each in found if tag == "svg" and each.get("role") == "img"]
    assert len(pictures) == 6
    assert all(each["aria-label"] for each in pictures)
    assert tags.count("table") == 6
    assert [each["id"] for tag, each in found if tag == "section"] == [
        f"scene-{place}" for place in range(1, 7)
    ]


def test_the_file_loads_nothing():
    text = written(entries(*sample_scenes.SIX))
    for tag, attributes in elements(text):
        assert tag not in ("img", "link", "iframe", "object", "embed", "video", "audio", "base")
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag == "a" or "href" not in attributes
    assert "@import" not in text
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_it_names_revision_date_filters_counts_and_links():
    text = written(entries(sample_scenes.SIX[0]))
    assert text.count("Data revision 7 of 22 November 2026.") == 2
    assert "23 of 284 findings; Model of care: care homes." in text
    assert 'href="https://example.org/compare?site=a&amp;site=b"' in text
    assert 'href="https://example.org/report?a=1&amp;b=2"' in text
    assert "Order: strength of design" in text


def test_the_speakers_notes_are_optional():
    given = entries(sample_scenes.SIX[0])
    assert "Ask the room first." in written(given)
    assert "Ask the room first." not in written(given, with_notes=False)
    assert "<aside" not in written(entries(sample_scenes.SIX[0], note=None))


def test_what_people_typed_stays_text():
    scene = sample_scenes.scene(
        Panel("<b>bold</b>", ("</style><script>", ""), (Line("<i>", ((Words("<img src=x>"),),)),)),
        title="<script>alert(1)</script>",
    )
    given = [Entry(scene, "<u>title</u>", "<script>note</script>", "javascript:alert(1)")]
    text = written(given, title="</title><script>")
    tags = [tag for tag, _ in elements(text)]
    assert tags.count("script") == 1
    assert not {"b", "i", "u", "img"} & set(tags)
    assert 'href="javascript' not in text


def test_a_scene_with_nothing_says_which_filters_leave_nothing():
    assert "Nothing meets these filters: Model of care: care homes." in written(
        entries(sample_scenes.SIX[5])
    )


def test_no_scene_gives_a_file_that_says_so():
    assert "There is no scene in this hand-out." in written([])


def long_scene(n):
    lines = (
        Line("First group", heading=True),
        *(Line(f"Site {place}", ((Words("better"),),)) for place in range(n)),
    )
    return sample_scenes.scene(Panel("Many", ("Site", "Result"), lines))


def test_a_scene_fits_a_page_where_its_words_stay_legible():
    assert all(handout_print.parts(scene, "a note").fits for scene in sample_scenes.SIX)
    assert handout_print.parts(long_scene(20), "").fits


def test_a_longer_scene_is_cut_into_parts_with_their_heading_and_all_rows():
    on_paper = handout_print.parts(long_scene(70), "")
    assert not on_paper.fits
    titles = [panel.title for panel in on_paper.pictures]
    n = len(titles)
    assert n > 1
    assert titles == [f"Many ({place} of {n})" for place in range(1, n + 1)]
    assert all(panel.lines[0].heading for panel in on_paper.pictures)
    shown = [line.label for each in on_paper.pictures for line in each.lines if not line.heading]
    assert shown == [f"Site {place}" for place in range(70)]


@pytest.mark.parametrize("n", [0, 1, 300])
def test_many_sources_are_all_there(n):
    base = sample_scenes.SIX[0]
    sources = tuple(Source(f"Source {place}", f"https://example.org/{place}") for place in range(n))
    scene = type(base)(base.page, base.title, base.counted, base.filters, base.panels, (), sources)
    text = written([Entry(scene, "Title")])
    assert len(re.findall(r'href="https://example\.org/\d+"', text)) == n
