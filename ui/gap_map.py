"""The gap map as a table whose cells are links; it becomes a list on a narrow screen."""

from evidence import html
from evidence.charts import gaps, glyphs, marks
from evidence.charts.gaps import Cell, Column, GapMap, Line, Missing
from evidence.charts.impacts_panels import counted
from evidence.html import Markup, element
from ui import gap_cell
from ui.view import View


def key(shown: GapMap) -> Markup:
    """The shapes and fills of the map, and what its two kinds of empty cell look like."""
    drawn = [mark for line in shown.lines for cell in line.cells for mark in cell.marks]
    shapes = glyphs.key(
        [mark.direction for mark in drawn], [mark.evidence_status for mark in drawn]
    )
    most = max(column.n_sites for column in shown.columns)
    empty = element(
        "ul",
        element("li", glyphs.nothing(f"0 of {most}"), f" no finding here from any of {most} sites"),
        *_key_to_missing(shown),
        class_="key",
        aria_label="Key to empty cells",
    )
    return html.joined((shapes if drawn else "", empty))


def counts(shown: GapMap, grouping: str) -> Markup:
    """How many marks the map has and what one is, and how many of its cells are empty."""
    words = f"{gaps.marks_words(shown, grouping)}. {gaps.cells_words(shown)}."
    return element("p", words, class_="count")


def table(
    view: View, shown: GapMap, grouping: str, chosen: tuple[Line, Cell] | None = None
) -> Markup:
    """The map: a row for each outcome, a column for each group of sites, a mark for each site.

    Args:
        view: whose filters the links of the cells keep.
        shown: the map; it has a column.
        grouping: what the columns are: ``model_type`` or ``contract_form``.
        chosen: the cell that has the blue edge; None for none.
    """
    head = element(
        "tr",
        element("th", "Outcome", scope="col"),
        *(_heading(column) for column in shown.columns),
    )
    body = (_line(view, line, grouping, chosen) for line in shown.lines)
    return element(
        "div",
        element(
            "table",
            element("caption", "Sites with a result, by outcome and column"),
            element("thead", head),
            element("tbody", *body),
            element("tfoot", _whole_sites(shown)),
            class_="gaps folding",
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Gap map",
    )


def _key_to_missing(shown: GapMap) -> list[Markup]:
    """The dashed box, with the kinds that the map holds and how many results lack for each."""
    everywhere = [
        each
        for missing in (
            *(cell.missing for line in shown.lines for cell in line.cells),
            *shown.whole_sites,
        )
        for each in missing
    ]
    kinds = [
        words
        for words in marks.ABSENCES.values()
        if any(each.words == words for each in everywhere)
    ]
    if not kinds:
        return []
    words = f" a source says that a result is missing: {', '.join(kinds)}"
    box = element("span", class_="absence blank", aria_hidden="true")
    return [element("li", box, words)]


def _heading(column: Column) -> Markup:
    return element(
        "th",
        column.short_name,
        element("span", counted(column.n_sites, "site")),
        scope="col",
        title=column.name,
    )


def _line(view: View, line: Line, grouping: str, chosen: tuple[Line, Cell] | None) -> Markup:
    empty = [
        f"{cell.column.short_name.lower()} {cell.nothing}"
        for cell in line.cells
        if not cell.marks and not cell.missing
    ]
    last = (element("td", f"No finding: {', '.join(empty)}.", class_="narrow"),) if empty else ()
    return element(
        "tr",
        element("th", line.outcome_name, scope="row"),
        *(
            _cell(view, line, cell, grouping, is_chosen=(line, cell) == chosen)
            for cell in line.cells
        ),
        *last,
    )


def _cell(view: View, line: Line, cell: Cell, grouping: str, *, is_chosen: bool) -> Markup:
    missing = [glyphs.absence(each.counted) for each in cell.missing]
    if not cell.marks:
        words = element("span", cell.nothing, class_="count-of-none")
        return element(
            "td",
            words,
            *(html.joined((" ", box)) for box in missing),
            class_="empty explained" if missing else "empty",
            data_of=cell.column.short_name,
        )
    chosen = {"outcome": line.outcome_domain, "column": cell.column.value}
    address = f"{view.address('gaps', columns=grouping, **chosen)}#{gap_cell.PART}"
    link = element(
        "a",
        *(
            element("i", class_=f"glyph finding-{mark.direction}-{mark.evidence_status}")
            for mark in cell.marks
        ),
        href=address,
        title=cell.words,
        aria_label=f"{line.outcome_name}, {cell.column.short_name}: {cell.words}",
        aria_current="true" if is_chosen else None,
    )
    return element(
        "td",
        link,
        *missing,
        class_="chosen" if is_chosen else None,
        data_of=cell.column.short_name,
    )


def _whole_sites(shown: GapMap) -> Markup:
    cells = zip(shown.columns, shown.whole_sites, strict=True)
    return element(
        "tr",
        element("th", gaps.WHOLE_SITES, scope="row"),
        *(_whole(column, missing) for column, missing in cells),
    )


def _whole(column: Column, missing: tuple[Missing, ...]) -> Markup:
    if not missing:
        return element("td", gaps.NONE_SAID, class_="none-said", data_of=column.short_name)
    boxes = (glyphs.absence(f"{each.n} {each.words}") for each in missing)
    return element("td", html.joined(boxes, " "), data_of=column.short_name)
