"""The comparison board as one table: locked rows, a column for each site or group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence import board, board_votes, html
from evidence.board_parts import Board, BoardRow, Column, OutcomeCell, VotesCell
from evidence.charts import glyphs
from evidence.filters import FIELD_TITLES
from evidence.html import Markup, element
from ui import compare_cells, parameters, second_read
from ui.view import View

NUMBERS = ("no", "one", "two", "three", "four")


@dataclass(frozen=True)
class Shown:
    """Which rows the address folds away: equal ones, and those where nobody has a result."""

    differs: bool
    unfold: bool
    charted: str | None

    def folds_empty(self, row: BoardRow) -> bool:
        """Whether the row is among those with nothing found in any column."""
        return row.kind == "outcome" and row.is_empty and (self.differs or not self.unfold)

    def folds_equal(self, row: BoardRow) -> bool:
        """Whether the row is among those that say the same in every column."""
        return self.differs and row.is_equal and not self.folds_empty(row)


def shown(made: Board) -> Shown:
    """What the address asks for; a row without findings is not charted."""
    outcomes = [row.key for row in made.rows if _has_findings(row)]
    return Shown(
        differs=parameters.read("differs", ["yes"], "") == "yes",
        unfold=parameters.read("unfold", ["yes"], "") == "yes",
        charted=parameters.read("row", outcomes, "") or None,
    )


def title(columns: Sequence[Column]) -> str:
    """'Compare three sites', 'Compare a site and a group'; 'Compare sites' where fewer than two."""
    if len(columns) < 2:
        return "Compare sites"
    groups = sum(column.is_group for column in columns)
    counted = [
        f"{NUMBERS[n]} {noun}s" if n > 1 else f"a {noun}"
        for n, noun in ((len(columns) - groups, "site"), (groups, "group"))
        if n
    ]
    return f"Compare {' and '.join(counted)}"


def address(view: View, **changed: str | None) -> str:
    """The address of this board with some of its own parameters changed, or taken out by None."""
    own = {
        name: values
        for name, values in parameters.query().items()
        if name not in FIELD_TITLES and name not in view.kept
    }
    new = {name: [value] for name, value in changed.items() if value is not None}
    kept = {name: values for name, values in own.items() if name not in changed}
    return view.address("compare", **kept, **new)


def table(view: View, made: Board, asked: Shown) -> Markup:
    """The whole board; folded rows stand after the outcomes, named and counted."""
    body: list[Markup] = []
    outcomes = [row for row in made.rows if row.kind == "outcome"]
    for row in made.rows:
        if outcomes and row is outcomes[0]:
            body.append(_band(view, made, asked))
        if not asked.folds_empty(row) and not asked.folds_equal(row):
            body.append(_row(view, made, asked, row))
        if outcomes and row is outcomes[-1]:
            body += _folded(view, made, asked)
    return element(
        "table",
        element("caption", f"{title(made.columns)}: one row a subject, one column each"),
        element("thead", _head(view, made.columns), role="rowgroup"),
        element("tbody", *body, role="rowgroup"),
        class_=f"board folding columns-{len(made.columns)}",
        role="table",
    )


def notes(made: Board) -> Markup:
    """The order rule, and how a group is counted where there is one."""
    rule = board_votes.RULE if any(column.is_group for column in made.columns) else ""
    drawn = [
        finding.row
        for row in made.rows
        for cell in row.cells
        if isinstance(cell, OutcomeCell)
        for finding in cell.findings
    ]
    words = element("p", " ".join(filter(None, (board.ORDER, rule))))
    return html.joined((second_read.key(drawn), words))


def _head(view: View, columns: Sequence[Column]) -> Markup:
    return element(
        "tr",
        element("th", element("span", "Row", class_="spoken"), scope="col", role="columnheader"),
        *(
            element(
                "th",
                _name(view, column),
                element("span", column.kind, class_="quiet"),
                scope="col",
                role="columnheader",
            )
            for column in columns
        ),
        role="row",
    )


def _name(view: View, column: Column) -> Markup:
    """The full name, leading to the site's record or to the list of the group's sites."""
    if not column.is_group:
        return html.link(column.name, view.address("site", site=column.value))
    facet, _, value = column.value.partition(":")
    facets: Mapping[str, str] = {"model": "model_type", "form": "contract_form"}
    return html.link(column.title, view.address("sites", **{facets[facet]: value}))


def _row(view: View, made: Board, asked: Shown, row: BoardRow) -> Markup:
    head = element(
        "th",
        element("span", row.title),
        _chart_link(view, asked, row),
        scope="row",
        role="rowheader",
    )
    cells = (
        element("td", compare_cells.cell(view, cell), data_of=column.title, role="cell")
        for column, cell in zip(made.columns, row.cells, strict=True)
    )
    return element("tr", head, *cells, role="row", class_=f"row-{row.kind}")


def _chart_link(view: View, asked: Shown, row: BoardRow) -> Markup | str:
    """A link that opens the row's findings as dots, or closes them; none without a finding."""
    if not _has_findings(row):
        return ""
    if asked.charted == row.key:
        return element("a", "Close the chart", href=address(view, row=None, finding=None))
    return element(
        "a",
        "Chart this row",
        element("span", f": {row.title}", class_="spoken"),
        href=address(view, row=row.key, finding=None),
    )


def _has_findings(row: BoardRow) -> bool:
    """Whether there is something to chart; a forecast has no vote in a group, but a mark."""
    forecast = board_votes.WITHOUT["forecast_only"]
    return any(
        cell.votes or forecast in dict(cell.absences)
        if isinstance(cell, VotesCell)
        else isinstance(cell, OutcomeCell) and cell.findings
        for cell in row.cells
    )


def _band(view: View, made: Board, asked: Shown) -> Markup:
    """The heading over the outcomes, with the way to fold empty rows again."""
    counted = f"{made.n_shown:,} finding{'' if made.n_shown == 1 else 's'}"
    fold = ""
    if (
        asked.unfold
        and not asked.differs
        and any(row.kind == "outcome" and row.is_empty for row in made.rows)
    ):
        fold = html.joined(
            (" ", html.link("Fold the rows without a result", address(view, unfold=None)))
        )
    return _whole(
        made,
        element("b", f"What was reported, by outcome: {counted}"),
        element("span", _how_shown(made.columns), class_="quiet"),
        fold,
        class_="band",
    )


def _how_shown(columns: Sequence[Column]) -> str:
    if not any(column.is_group for column in columns):
        return "every finding is shown; no verdict is made from them"
    shown = "of a site every finding is shown" if any(not each.is_group for each in columns) else ""
    return "; ".join(filter(None, (shown, "of a group one mark a site")))


def _folded(view: View, made: Board, asked: Shown) -> list[Markup]:
    """A line for the rows that are equal, and one for those where nothing is found."""
    equal = [row for row in made.rows if asked.folds_equal(row)]
    empty = [row for row in made.rows if asked.folds_empty(row)]
    columns = len(made.columns)
    lines = []
    if equal:
        lines.append(
            _line(
                made,
                f"{len(equal)} equal row{'' if len(equal) == 1 else 's'}",
                f"the same in {'both' if columns == 2 else f'all {NUMBERS[columns]}'}:"
                f" {_listed(equal)}. ",
                html.link("Show all rows", address(view, differs=None)),
            )
        )
    if empty:
        lines.append(
            _line(
                made,
                f"{len(empty)} {'' if len(empty) == len(made.rows) else 'more '}outcome"
                f"{'' if len(empty) == 1 else 's'}",
                glyphs.nothing(),
                f" at {'either of the two' if columns == 2 else f'any of the {NUMBERS[columns]}'}:"
                f" {_listed(empty)}. ",
                html.link("Unfold", address(view, differs=None, unfold="yes")),
            )
        )
    return lines


def _listed(rows: Sequence[BoardRow]) -> str:
    return ", ".join(
        row.title[:1].lower() + row.title[1:] if row.title[1:2].islower() else row.title
        for row in rows
    )


def _line(made: Board, head: str, *words: object) -> Markup:
    """One line over all columns."""
    return element(
        "tr",
        element("th", head, scope="row", role="rowheader"),
        element("td", *words, colspan=len(made.columns), role="cell"),
        role="row",
        class_="folded",
    )


def _whole(made: Board, *words: object, class_: str) -> Markup:
    """A line without a head, over all columns."""
    return element(
        "tr",
        element("th", *words, colspan=len(made.columns) + 1, scope="colgroup", role="columnheader"),
        role="row",
        class_=class_,
    )
