"""What the parts of the history share: cells before and after, who and when, and pages."""

from collections.abc import Iterable

from evidence import html
from evidence.html import Markup, element
from evidence.schema import Package
from evidence.store_log import RowChange
from evidence.workbench import history
from evidence.workbench.history import Cell, Saved
from ui import site_tables, time_of_day
from ui.view import View

# More would send over 20 kB at a click where long rows were added.
ROWS_PAGE = 10
LAST_PAGE = 9_999


def changed_rows(view: View, package: Package, changes: Iterable[RowChange]) -> Markup:
    """A table for each row, with its cells before and after side by side."""
    return html.joined(_row(view, package, change) for change in changes)


def _row(view: View, package: Package, change: RowChange) -> Markup:
    name = f"{title(package, change.table)}: {change.row_id}"
    done = done_words(change)
    address = view.address("history", row=f"{change.table}/{change.row_id}")
    return element(
        "section",
        element("h3", html.link(name, address), element("span", f" {done}", class_="quiet")),
        cells_of(package, change, f"{name} {done}"),
        class_="history-row",
    )


def cells_of(package: Package, change: RowChange, caption: str) -> Markup:
    """The cells that a row changed in, before and after; those of a new or removed row once."""
    cells = history.cells(package, change)
    if change.before is None or change.after is None:
        return site_tables.pairs(
            (_field(package, change, each), each.after or each.before) for each in cells
        )
    rows = (
        (_field(package, change, each), _said(each.before), _said(each.after)) for each in cells
    )
    headings = ("Field", "Before", "After")
    return site_tables.table(caption, headings, rows)


def done_words(change: RowChange) -> str:
    """Whether the row was added, changed or removed."""
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def title(package: Package, table: str) -> str:
    """A table's title; its name where the package has it no longer."""
    return package.tables[table].title if table in package.tables else table


def _field(package: Package, change: RowChange, cell: Cell) -> str:
    table = package.tables.get(change.table)
    names = table.field_names if table else ()
    return table.field(cell.field).title if table and cell.field in names else cell.field


def _said(value: str | None) -> Markup:
    return html.text(value) if value else element("span", "empty", class_="quiet")


def checked(saved: Saved) -> str:
    """Who read a revision a second time, and when; or that nobody did."""
    if saved.checked_by:
        return f"{saved.checked_by}, {time_of_day.when(saved.checked_at)}"
    if saved.is_reviewed:
        return "nobody: published by its author alone"
    return "nobody"
