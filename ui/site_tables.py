"""Tables of a record: rows on a wide screen, label and value pairs on a narrow one."""

from collections.abc import Iterable, Sequence

from evidence.html import Markup, element, joined


def table(caption: object, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    """A table whose first column heads its rows; base.css stacks its cells below 640 pixels.

    The roles are written out because a browser drops them from cells that are laid out as blocks.
    """
    head = element(
        "tr",
        *(element("th", each, scope="col", role="columnheader") for each in headings),
        role="row",
    )
    body = joined(_row(headings, row) for row in rows)
    return element(
        "table",
        element("caption", caption),
        element("thead", head, role="rowgroup"),
        element("tbody", body, role="rowgroup"),
        class_="plain stacked",
        role="table",
    )


def _row(headings: Sequence[str], row: Sequence[object]) -> Markup:
    cells = (
        element(
            "td",
            element("span", heading, class_="label", aria_hidden="true"),
            element("span", value),
            role="cell",
        )
        for heading, value in zip(headings[1:], row[1:], strict=True)
    )
    return element("tr", element("th", row[0], scope="row", role="rowheader"), *cells, role="row")


def pairs(rows: Iterable[tuple[object, object]]) -> Markup:
    """Label and value pairs; a pair whose value is None or empty is left out."""
    return element(
        "dl",
        *(
            joined((element("dt", label), element("dd", value)))
            for label, value in rows
            if value not in (None, "")
        ),
        class_="facts",
    )


def section(name: str, title: str, *content: object) -> Markup:
    """A heading that the list at the top of the page can lead to, and what stands under it."""
    # Streamlit drops an id that is also a name in the browser's document, such as "timeline".
    return joined((element("h2", title, id=f"part-{name}"), *content))


def part_link(name: str, words: str) -> Markup:
    """A link to a section of the same page."""
    return element("a", words, href=f"#part-{name}")


def none_found(what: str) -> Markup:
    """Words for a section without rows."""
    return element("p", f"{what}: none found in this set.", class_="quiet")
