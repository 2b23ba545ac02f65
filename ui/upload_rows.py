"""What an upload brings: how many rows are new, changed, unchanged or faulty, and which cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from evidence import cell_rules, html
from evidence.html import Markup, element
from evidence.rules import Problem
from evidence.schema import Table
from evidence.sheets import comparing, long_cells, sheet
from evidence.sheets.comparing import STANDINGS, Difference, Standing
from evidence.store import Store
from evidence.workbench import judge
from evidence.workbench.submission import Entry, Submission
from ui import parameters
from ui.view import View

# More would send over 25 kB at each click.
ROWS_A_PAGE = 15
ALL = "all"
WORDS: dict[str, str] = {
    "new": "New",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "faulty": "Faulty",
}
HEADINGS = ("Row", "State", "Id", "Cells")
ABSENT = "(empty)"


@dataclass(frozen=True)
class Judged:
    """The rows of an upload with what each is, and what is wrong by the place of the row."""

    standings: Mapping[int, Standing]
    problems: Mapping[int, Sequence[Problem]]

    def n(self, standing: Standing) -> int:
        """How many rows are that."""
        return sum(1 for each in self.standings.values() if each == standing)

    @property
    def n_good(self) -> int:
        """How many rows would be published: those that are new or changed, and not faulty."""
        return self.n("new") + self.n("changed")


def content(item: Submission) -> tuple[str, int]:
    """What the rules are asked anew for: the rows, but not the reason that is typed for them."""
    rows = ((each.place, each.opened_revision, *(each.row or {}).values()) for each in item.entries)
    return item.submission_id, hash(tuple(rows))


@st.cache_resource(
    show_spinner="Asking the rules",
    max_entries=4,
    hash_funcs={
        Store: lambda store: store.place,
        Submission: content,
    },
)
def judged(store: Store, item: Submission, revision: int) -> Judged:
    """What the rules say of the rows; kept until the upload or the published data change."""
    del revision
    problems = judge.problems_by_entry(store, item)
    standings = {each.place: comparing.standing(each, problems) for each in item.entries}
    return Judged(standings, problems)


def title(item: Submission | None, found: Judged | None) -> str:
    """The title of the page: how far the upload is."""
    if item is None or found is None:
        return "Upload"
    if item.state != "draft":
        return f"Upload: {item.state}"
    if found.n("faulty"):
        return f"Upload: {sheet.counted(found.n('faulty'), 'faulty row')} of {len(item.entries):,}"
    return f"Upload: {sheet.counted(found.n_good, 'row')} to send"


def choose(found: Judged) -> str:
    """Draw the counts, which are the filter too; gives what is shown: "all", or one standing."""
    options = {ALL: f"All {len(found.standings):,}"}
    options |= {each: f"{WORDS[each]} {found.n(each):,}" for each in STANDINGS}
    default = "faulty" if found.n("faulty") else ALL
    return parameters.choice("Rows that are shown", "show", options, default)


def show(view: View, store: Store, item: Submission, found: Judged, shown: str) -> None:
    """Draw the rows that are shown by pages, each with its cells that differ."""
    entries = [each for each in item.entries if shown in (ALL, found.standings[each.place])]
    if not entries:
        st.html(element("p", "There is no such row in this upload."))
        return
    here, number, last = page_of(entries, ROWS_A_PAGE)
    rows = [_row(store, each, found) for each in here]
    first = (number - 1) * ROWS_A_PAGE + 1
    caption = f"Rows {first:,} to {first + len(here) - 1:,} of {sheet.counted(len(entries), 'row')}"
    with st.container(key="card_upload_rows"):
        st.html(element("p", caption, class_="count"))
        st.html(html.table(caption, HEADINGS, rows, class_="plain upload"))
    pages(view, item, number, last, shown)


def page_of(entries: Sequence[Entry], size: int) -> tuple[Sequence[Entry], int, int]:
    """The entries of the page that the address names, its number, and that of the last page."""
    last = max(-(-len(entries) // size), 1)
    number = parameters.page_number("list_page", last)
    return entries[(number - 1) * size : number * size], number, last


def pages(view: View, item: Submission, number: int, last: int, shown: str) -> None:
    """Draw the links to the other pages of the list; nothing where there is only one."""
    if last == 1:
        return
    near = sorted({1, last, *range(max(number - 3, 1), min(number + 3, last) + 1)})
    items = []
    for before, each in zip([0, *near], near, strict=False):
        if each - before > 1:
            items.append(element("li", element("span", "…")))
        address = view.address(
            "upload", submission=item.submission_id, show=shown, list_page=str(each)
        )
        items.append(
            element("li", element("span", element("b", each), aria_current="page"))
            if each == number
            else element("li", element("a", each, href=address, aria_label=f"Page {each}"))
        )
    st.html(element("nav", element("ul", *items, class_="pages"), aria_label="Pages of rows"))


def _row(store: Store, entry: Entry, found: Judged) -> tuple[object, ...]:
    table = store.package.tables[entry.table]
    standing = found.standings[entry.place]
    problems = found.problems.get(entry.place, ())
    return (
        html.joined(
            (
                element("span", f"Row {comparing.sheet_row(entry):,}", class_="nowrap"),
                element("span", table.title, class_="quiet upload-table"),
            )
        ),
        element("span", WORDS[standing], class_=f"upload-state upload-{standing}"),
        element("code", entry.row_id or (entry.row or {}).get(table.key, "")),
        html.joined((_faults(problems), _cells(table, entry))),
    )


def _faults(problems: Sequence[Problem]) -> Markup:
    if not problems:
        return html.text("")
    items = (element("li", str(each)) for each in problems)
    return element("ul", *items, class_="bare upload-faults")


def _cells(table: Table, entry: Entry) -> Markup:
    changed = [each for each in comparing.differences(entry) if each.field != table.key]
    if not changed:
        return element("span", "as published", class_="quiet")
    is_new = entry.before is None
    return element(
        "ul", *(_cell(table, each, is_new=is_new) for each in changed), class_="bare upload-cells"
    )


def _cell(table: Table, difference: Difference, *, is_new: bool) -> Markup:
    """One cell that differs, the difference said in words and not by colour alone."""
    title = element("b", table.field(difference.field).title)
    # A cell that was cut as it came in is still far too long to be read here.
    is_cut = bool(long_cells.said(difference.after))
    words = cell_rules.shown(difference.after) if is_cut else difference.after
    after = element("ins", words or ABSENT)
    if is_new:
        return element("li", title, ": ", after)
    before = element("del", difference.before or ABSENT)
    return element("li", title, ": was ", before, ", is now ", after)
