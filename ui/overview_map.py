"""The evidence map of the landing page, as a table that becomes a list on a narrow screen."""

from collections.abc import Sequence

from evidence import html
from evidence.charts import evidence_map, glyphs, marks
from evidence.charts.evidence_map import Cell, Column, Count, Line
from evidence.html import Markup, element
from evidence.read_model import Row
from ui.view import View


def key() -> Markup:
    """The shapes, and what a bar means; the fill repeats the column."""
    shapes = (
        element("li", glyphs.finding(name, "evaluated", ""), " ", mark.word)
        for name, mark in marks.DIRECTIONS.items()
    )
    bar = element("span", class_="groups-bar", aria_hidden="true")
    return element(
        "ul",
        *shapes,
        element("li", bar, " after a bar: national groups"),
        element("li", "The fill repeats the column", class_="quiet"),
        class_="key",
        aria_label="Key",
    )


def table(view: View, rows: Sequence[Row], missing: Sequence[Row]) -> Markup:
    """The map: a row for each outcome, a cell for each kind of evidence, a mark for each site.

    Args:
        view: whose filters the links of the cells keep.
        rows: those of ``queries/evidence_map.sql``.
        missing: those of ``queries/known_missing.sql``.
    """
    columns = evidence_map.columns(rows)
    head = element(
        "tr",
        element("th", "Outcome", scope="col"),
        *(_heading(column) for column in columns),
        element("th", "Known missing", scope="col"),
    )
    body = (_line(view, line) for line in evidence_map.lines(rows, missing))
    return element(
        "div",
        element(
            "table",
            element("caption", "Marks by outcome and kind of evidence"),
            element("thead", head),
            element("tbody", *body),
            class_="evidence folding",
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Evidence map",
    )


def _heading(column: Column) -> Markup:
    sites = f"{column.n_sites} site{'' if column.n_sites == 1 else 's'}"
    return element("th", column.status_name, element("span", sites), scope="col")


def _line(view: View, line: Line) -> Markup:
    return element(
        "tr",
        element("th", line.outcome_name, scope="row"),
        *(_cell(view, line, cell) for cell in line.cells),
        _missing(line),
    )


def _missing(line: Line) -> Markup:
    """What is known to be missing; on a narrow screen also the names of the empty cells."""
    known = [glyphs.absence(words) for words in line.missing]
    empty = [cell.status_name.lower() for cell in line.cells if cell.is_empty]
    return element(
        "td",
        html.joined(known, " ") if known else element("span", "none known", class_="wide"),
        element("span", f"None: {', '.join(empty)}.", class_="narrow") if empty else "",
        data_of="Known missing" if known else None,
    )


def _cell(view: View, line: Line, cell: Cell) -> Markup:
    if cell.is_empty:
        return element("td", "none")
    address = view.address(
        "impacts", outcome_domain=line.outcome_domain, evidence_status=cell.evidence_status
    )
    drawn = [_marks(cell.sites, cell.evidence_status)]
    if cell.groups:
        drawn += [element("i", class_="groups-bar"), _marks(cell.groups, cell.evidence_status)]
    link = element("a", *drawn, href=address, title=cell.words)
    return element("td", link, data_of=cell.status_name)


def _marks(counts: Sequence[Count], evidence_status: str) -> Markup:
    """The marks of one cell; the link around them says aloud what they show."""
    return html.joined(
        element(
            "i",
            class_=f"glyph finding-{count.direction}-{evidence_status}"
            f"{' faint' if count.faint else ''}",
        )
        for count in counts
        for _ in range(count.n)
    )
