"""HTML for the screens: what is data never becomes markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import html
from evidence.html import Markup

HOSTILE = """<script>alert("it's")</script> & <b onclick='x'>"""


class Reader(HTMLParser):
    """The tags with their attributes, and the text, as a browser would read them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def tags(markup: str) -> list[str]:
    return [tag for tag, _ in Reader(markup).tags]


def test_text_is_escaped_once() -> None:
    assert html.text('<b> & "it\'s"') == "&lt;b&gt; &amp; &quot;it&#x27;s&quot;"
    assert html.text(html.text("a & b")) == "a &amp; b"


def test_nothing_and_numbers() -> None:
    assert html.text(None) == ""
    assert html.text(0) == "0"
    assert html.text(-2.5) == "-2.5"


@given(st.text())
def test_browser_reads_the_text_that_was_given(value: str) -> None:
    read = Reader(html.element("p", value))
    assert read.tags == [("p", {})]
    assert read.text == value


@given(st.text())
def test_browser_reads_the_attribute_that_was_given(value: str) -> None:
    assert Reader(html.element("p", title=value)).tags == [("p", {"title": value})]


def test_markup_inside_an_element_stays_markup() -> None:
    inner = html.element("b", "1 < 2")
    assert html.element("p", inner, " & more") == "<p><b>1 &lt; 2</b> &amp; more</p>"
    assert isinstance(html.element("p", inner), Markup)


def test_attribute_names_and_those_left_out() -> None:
    made = html.element("label", "n", class_="a b", for_="x", aria_label="N", title=None)
    assert made == '<label class="a b" for="x" aria-label="N">n</label>'


def test_parts_are_joined_and_escaped() -> None:
    assert html.joined(["<", html.element("i", 1), None], ", ") == "&lt;, <i>1</i>, "


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/?a=1&b=2",
        "http://example.org",
        "site?site=alpha&text=a%3Ab",
        "?text=a:b",
        "#part:2",
        "./",
    ],
)
def test_address_of_this_site_or_the_web_becomes_a_link(address: str) -> None:
    ((tag, attributes),) = Reader(html.link("Words & more", address)).tags
    assert tag == "a"
    assert attributes["href"] == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "/\t/example.org",
        "\n//example.org",
        " //example.org",
        "\\\\example.org",
        "/\\example.org",
    ],
)
def test_any_other_address_gives_the_words_alone(address: str) -> None:
    assert html.link("Words & more", address) == "Words &amp; more"
    assert html.element("a", "Words & more", href=address) == "<a>Words &amp; more</a>"


def test_link_elsewhere_tells_nothing_of_where_it_stood() -> None:
    ((_, attributes),) = Reader(html.link("Report", "https://example.org")).tags
    assert attributes["rel"] == "noopener noreferrer"


def test_table_has_caption_headings_and_all_cells() -> None:
    made = html.table("Sites & more", ["Site", "n"], [["<alpha>", 1], ["beta", None]])
    assert tags(made) == [
        *("div", "table", "caption", "thead", "tr", "th", "th"),
        *("tbody", "tr", "th", "td", "tr", "th", "td"),
    ]
    assert Reader(made).text == "Sites & moreSiten<alpha>1beta"
    assert [at["scope"] for tag, at in Reader(made).tags if tag == "th"] == [
        *("col", "col", "row", "row")
    ]


def test_table_can_be_reached_and_named_when_it_scrolls() -> None:
    (_, around), *_ = Reader(html.table("Sites", ["Site"], [])).tags
    assert around == {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Sites"}


@pytest.mark.parametrize("searched", ["", "script", "<", "&", "'", "quot", "amp"])
def test_hostile_text_never_becomes_a_tag(searched: str) -> None:
    made = html.element("p", html.marked(HOSTILE, searched), title=HOSTILE)
    assert set(tags(made)) <= {"p", "mark"}
    assert Reader(made).text == HOSTILE


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Model of care: MCP, 5%", "Model of care: MCP, 5%"),
        ("A&E", "A&E"),
        ("![x](https://e.org)", "!\\[x\\](https:\u2060//e.org)"),
        ("*a* _b_ `c` ~~d~~ $e$", "\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\$e\\$"),
        (":red[x] :smile:", ":\u2060red\\[x\\] :\u2060smile:"),
        ("<b> -> <- a@b", "\\<b\\> -\u2060\\> \\<\u2060- a@\u2060b"),
        ("www.d.e &amp;", "www\u2060.d.e \\&amp;"),
        ("back\\slash", "back\\\\slash"),
        ("two\n\n# lines", "two \\# lines"),
    ],
)
def test_what_markdown_would_read_is_written_so_that_it_does_not(value: str, written: str) -> None:
    assert html.literal(value) == written
