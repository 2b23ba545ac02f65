"""The findings of the chosen cell of the gap map, by site, each with its figure and source."""

from collections.abc import Sequence
from itertools import groupby

from evidence import html
from evidence.charts import glyphs, marks, quantities
from evidence.charts.gaps import Cell, Line
from evidence.charts.impacts_panels import counted
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import site_tables
from ui.view import View

# Where the findings stand on the page: the end of the address of a cell leads straight to them.
PART = "part-findings"
HEADINGS = ("Site", "Says", "What was reported", "Figure", "Compared with", "Source", "Receipt")
ORDER_RULE = (
    "Sites by their strongest evidence, then name; the findings of a site by strength of evidence"
    " and of design, the newest source first; never by size."
)


def title(line: Line, cell: Cell, rows: Sequence[Row]) -> str:
    """What is listed: 'Care homes, emergency admissions: 17 findings at 5 of 7 sites'."""
    return (
        f"{cell.column.short_name}, {line.outcome_name.lower()}:"
        f" {counted(len(rows), 'finding')} at {len(cell.marks)} of"
        f" {counted(cell.column.n_sites, 'site')}"
    )


def close(view: View, grouping: str) -> Markup:
    """The way back to the map without a chosen cell."""
    words = "Close, back to the map"
    return element("p", element("a", words, href=view.address("gaps", columns=grouping)))


def sites(rows: Sequence[Row]) -> Markup:
    """Each site with the marks of its findings, in one line."""
    by_site = groupby(rows, lambda row: row["site_short_name"])
    return element(
        "ul",
        *(
            element(
                "li",
                *(glyphs.finding(row["direction"], row["evidence_status"]) for row in own),
                f" {name}",
            )
            for name, own in by_site
        ),
        class_="key wraps",
        aria_label="Sites",
    )


def table(view: View, rows: Sequence[Row]) -> Markup:
    """Every finding of the cell.

    Args:
        view: whose filters the links keep.
        rows: those of ``queries/gap_findings.sql``.
    """
    caption = "The findings of the chosen cell"
    listed = site_tables.table(caption, HEADINGS, (_cells(view, row) for row in rows))
    return element("div", listed, class_="scroll", tabindex="0", role="region", aria_label=caption)


def _cells(view: View, row: Row) -> tuple[object, ...]:
    mark = glyphs.finding(row["direction"], row["evidence_status"], "")
    says = marks.words(row["direction"], row["evidence_status"])
    words = f"{row['publisher']}, {date_words(row['published'])}"
    place = element("span", f" {row['locator']}", class_="quiet") if row["locator"] else ""
    return (
        html.link(row["site_short_name"], view.address("site", site=row["site_id"])),
        html.joined((mark, " ", says)),
        html.marked(row["measure"], view.filters.text),
        quantities.in_words(row),
        _compared_with(row),
        html.joined((html.link(words, row["source_url"] or ""), place)),
        html.link("Receipt", view.address("impacts", finding=row["finding_id"])),
    )


def _compared_with(row: Row) -> str:
    words = quantities.COMPARATORS[row["comparator"]]
    return words[0].upper() + words[1:]
