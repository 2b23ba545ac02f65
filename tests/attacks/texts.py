"""Texts that want to be more than text, and what on a page would show that one of them was."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from streamlit.proto.Block_pb2 import Block
from streamlit.testing.v1 import AppTest

from evidence.schema import Table

SCRIPT = "<script>alert(1)</script>"
# Each may end up in any field, and be published where the rules let it in.
KEEPABLE = {
    "sql quote": "x' OR '1'='1",
    "sql comment": "x'; DROP TABLE sites; --",
    "sql double quote": 'x"; DELETE FROM submission; /*',
    "formula": '=HYPERLINK("https://evil.example","x")',
    "formula plus": "+cmd|' /C calc'!A0",
    "formula minus": "-2+3+cmd|' /C calc'!A0",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula tab": "\t=1+1",
    "formula return": "\r=1+1",
    "script": SCRIPT,
    "image": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)>",
    "attribute": "\" onmouseover=alert(1) x='",
    "javascript": "javascript:alert(1)",
    "javascript in disguise": "jAvA\tscript:alert(1)",
    "markdown link": "[x](javascript:alert(1))",
    "markdown image": "![x](https://evil.example/x.png)",
    "markdown": "**x** `x` # x ~~x~~ | x",
    "latex": "$x^2$ $$x$$",
    "directive": ":red[x] :material/home: :blue-background[x]",
    "entities": "&lt;script&gt; &#60;b&#62; &amp;",
    "template": "{{7*7}} ${7*7} {0.__class__} %s %(x)s",
    "right to left": "x\u202etxt.exe",
    "end of a tag": "</style></script></td>--><!--",
}
UNKEEPABLE = {
    "zero byte": "x\x00y",
    "half a character": "x\ud800y",
    "too long": "x" * 10_001,
}
# All that the rules may let into a text at once, shortest first.
SHORT = "<b>[x](javascript:a)"
LONG = (
    f"x' OR '1'='1; -- {SCRIPT} <img src=x onerror=alert(1)> [x](javascript:alert(1))"
    " ![x](https://evil.example/x.png) $x^2$ :red[x] &lt;b&gt; ${7*7}"
)
# One text of each kind that fits into every field, a title too.
TYPED = {
    "sql": "y' OR '1'='1'; DROP TABLE sites; -- x\"; DELETE FROM submission; /*",
    "formula": '=HYPERLINK("https://evil.example","x")+cmd|\' /C calc\'!A0',
    "script": f"{SCRIPT} <img src=x onerror=alert(1)> \" onmouseover=alert(1) x='</td>--> <svg/>",
    "markdown": "**x** `x` ~~x~~ [x](javascript:a) ![x](https://evil.example/x.png) $x^2$"
    " :red[x] :material/home: :smile: &lt;b&gt;",
}
# Where Streamlit reads Markdown, and Plotly its tags.
INTERPRETED = ("body", "label", "help", "options", "captions", "content", "text", "spec")
ACTIVE = re.compile(
    r"(?<!\\)(?:<script|<img|<svg|<b>|\]\(|!\[|\$x|\[x\]|`x|\*\*x|~~x|&lt;b"
    r"|:material/home|:smile:)"
)

# Plotly knows tags and no Markdown; in its figures < may be written as a JSON escape.
TAGS = re.compile(r"(?:<|\\u003c)(?:b(?:>|\\u003e)\[x|script|img|svg)")


def free_columns(table: Table) -> list[str]:
    """The columns that hold words of people, not codes, dates or references."""
    return [
        field.name
        for field in table.fields
        if field.type == "string"
        and not (field.categories or field.pattern or field.is_partial_date)
        and not table.reference(field.name)
        and field.name != table.key
    ]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def refuse_active(html: str) -> None:
    """Assert that HTML holds no script, no handler, and no address but of this site and the web."""
    parser = _Tags()
    parser.feed(html)
    for tag, attributes in parser.tags:
        assert tag not in ("script", "iframe", "object", "embed", "form", "base"), attributes
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, attributes)
            if name in ("href", "src", "action"):
                read = re.sub(r"[\x00-\x20]", "", value or "").casefold()
                assert not read.startswith(("javascript:", "data:text", "vbscript:", "//")), value
                assert "evil.example/x.png" not in read, (tag, attributes)
        if tag == "img":
            assert attributes.get("src") != "x", attributes


def refuse_interpreted(app: AppTest) -> int:
    """Assert that nothing on the page is interpreted; gives the number of elements looked at."""
    assert not app.exception, app.exception
    count = 0
    for kind, field, text in _drawn(app):
        count += 1
        if kind == "html":
            refuse_active(text)
        else:
            found = (TAGS if field == "spec" else ACTIVE).search(text)
            assert found is None, (kind, field, text[max(0, found.start() - 40) :][:120])
    return count


def _drawn(app: AppTest) -> Iterator[tuple[str, str, str]]:
    """Every text that the page gives to the browser to interpret: kind, field, text."""
    for element in app.main:
        proto = getattr(element, "proto", None)
        if isinstance(proto, Block):
            # Of an expander or a popover the label is in the part that says what the block is.
            proto = getattr(proto, proto.WhichOneof("type") or "", None)
        if proto is None or not hasattr(proto, "DESCRIPTOR"):
            continue
        for field in INTERPRETED:
            if field not in proto.DESCRIPTOR.fields_by_name:
                continue
            if field == "options" and element.type in ("selectbox", "multiselect"):
                # Their options are shown as they are.
                continue
            value = getattr(proto, field)
            for text in [value] if isinstance(value, str) else value:
                text = text if isinstance(text, str) else getattr(text, "content", "")
                yield element.type, field, text
