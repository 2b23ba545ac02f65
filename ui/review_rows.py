"""The rows of a submission: what is new or changed, its source and locator, and the checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence import html
from evidence.html import Markup, element, link
from evidence.rules import Problem
from evidence.schema import Field, Table
from evidence.store_tables import StoredTables, Values
from evidence.workbench.duplicates import Duplicate
from evidence.workbench.submission import Entry, Submission
from ui import add_choices, correct, review_words, site_tables
from ui.view import View

DONE = {"new": "New", "changed": "Changed", "removed": "Taken out"}


@dataclass(frozen=True)
class Seen:
    """What is known of a submission that somebody looks at.

    Attributes:
        item: the submission with its rows.
        published: every published row with the revision that last changed it.
        problems: by the place of the row; those of rows that are not its own under 0.
        duplicates: the rows that may stand twice.
        is_open: whether it may still be published.
    """

    item: Submission
    published: StoredTables
    problems: Mapping[int, Sequence[Problem]]
    duplicates: Sequence[Duplicate]
    is_open: bool = True

    def now(self, entry: Entry) -> Values | None:
        """The published row of the entry's id; None where there is none."""
        stored = self.published[entry.table].get(entry.key)
        return stored.values if stored else None

    def is_overtaken(self, entry: Entry) -> bool:
        """Whether the published row is no longer the one that was opened."""
        if not self.is_open:
            return False
        stored = self.published[entry.table].get(entry.key)
        return (stored.revision if stored else 0) != entry.opened_revision

    def listed(self) -> list[Entry]:
        """The rows to look at: all but those that stand as published, unless none is left."""
        found = [
            each for each in self.item.entries if not each.changes_nothing or self.is_striking(each)
        ]
        return found or list(self.item.entries)

    def hindrance(self) -> str:
        """Why it cannot be published as it is; empty where nothing is in the way."""
        n_overtaken = sum(1 for each in self.item.entries if self.is_overtaken(each))
        n_problems = sum(len(each) for each in self.problems.values())
        if n_overtaken:
            what = f"{review_words.counted(n_overtaken, 'row')} changed since"
        elif n_problems:
            what = f"the rules find {review_words.counted(n_problems, 'problem')}"
        else:
            return ""
        return f"It cannot be published as it is: {what}."

    def is_striking(self, entry: Entry) -> bool:
        """Whether anything about the row has to be looked at first."""
        return (
            entry.place in self.problems
            or self.is_overtaken(entry)
            or any(each.place == entry.place for each in self.duplicates)
        )


def row(view: View, seen: Seen, entry: Entry) -> Markup:
    """One row with all that a reviewer has to see of it."""
    table = view.model.package.tables[entry.table]
    words = review_words.row(view, entry.table, _standing(entry), seen.item.entries)
    parts = [
        element(
            "h3",
            f"{table.title}: {words}",
            element("span", f" {DONE[_done(entry)]}", class_="quiet"),
        ),
        _sources(seen, table, entry),
        *(_problem(table, each) for each in seen.problems.get(entry.place, ())),
        *(_duplicate(view, seen, each) for each in seen.duplicates if each.place == entry.place),
    ]
    if seen.is_overtaken(entry):
        parts.append(_overtaken(view, seen, table, entry))
    elif entry.row_id:
        parts.append(_before_and_after(view, seen, table, entry))
    else:
        parts.append(_cells(view, seen, table, entry.row or {}, table.fields))
    return element("section", *parts, class_="review-row")


def elsewhere(view: View, seen: Seen) -> Markup:
    """What the submission makes wrong in rows that are not its own."""
    titles = {each.path: each.title for each in view.model.package.tables.values()}
    return html.joined(
        element(
            "p",
            element("strong", f"{titles.get(each.file, each.file)}, {each.row_id}: "),
            _sentence(each),
            class_="fault",
        )
        for each in seen.problems.get(0, ())
    )


def _done(entry: Entry) -> str:
    if entry.row is None:
        return "removed"
    return "changed" if entry.row_id else "new"


def _standing(entry: Entry) -> Values:
    return entry.row or entry.before or {}


def _sources(seen: Seen, table: Table, entry: Entry) -> Markup:
    """The sources that the row names, each as a link, and the place in them."""
    values = _standing(entry)
    named = [
        key.field for key in table.foreign_keys if key.table == "sources" and values.get(key.field)
    ]
    links = [_source(seen, values[name]) for name in named]
    if table.name == "sources":
        links = [_linked(values)]
    if not links:
        return Markup("")
    said = "Sources: " if len(links) > 1 else "Source: "
    locator = values.get("locator")
    place = Markup("")
    if locator:
        place = element("span", " Place in it: ", element("strong", locator), class_="place")
    elif "locator" in table.field_names:
        place = element("span", " No place in it is given.", class_="place")
    return element("p", said, html.joined(links, "; "), place, class_="review-source")


def _source(seen: Seen, source_id: str) -> Markup:
    for entry in seen.item.entries:
        if entry.table == "sources" and entry.key == source_id and entry.row is not None:
            return html.joined((_linked(entry.row), " (new here)" if not entry.row_id else ""))
    stored = seen.published["sources"].get(source_id)
    return _linked(stored.values) if stored else html.text(f"{source_id}, which is not there")


def _linked(source: Mapping[str, str]) -> Markup:
    words = source.get("title") or source.get("source_id", "")
    address = source.get("url", "")
    is_web = address.startswith(("http://", "https://"))
    about = ", ".join(source[each] for each in ("publisher", "published") if source.get(each))
    about = f" ({about})" if about else ""
    return html.joined((link(words, address) if is_web else html.text(words), about))


def _problem(table: Table, problem: Problem) -> Markup:
    is_field = problem.field in table.field_names
    where = table.field(problem.field).title if is_field else "The whole row"
    return element("p", element("strong", f"{where}: "), _sentence(problem), class_="fault")


def _sentence(problem: Problem) -> str:
    said = f"{problem.wrong}: {problem.mend}"
    return said if said.endswith(("?", ".")) else f"{said}."


def _duplicate(view: View, seen: Seen, each: Duplicate) -> Markup:
    stored = seen.published[each.table].get(each.row_id)
    words = review_words.row(view, each.table, stored.values) if stored else each.row_id
    other = link(words, correct.address(each.table, each.row_id))
    return element(
        "p", element("strong", "May stand twice: "), f"{each.why} ", other, class_="twice"
    )


def _cells(
    view: View, seen: Seen, table: Table, values: Mapping[str, str], fields: Sequence[Field]
) -> Markup:
    pairs = [
        element(
            "div",
            element("dt", field.title),
            element("dd", _said(view, seen, table, field, values.get(field.name, ""))),
        )
        for field in fields
        if values.get(field.name)
    ]
    empty = ", ".join(field.title for field in fields if not values.get(field.name))
    left = element("p", f"Empty: {empty}.", class_="quiet") if empty else Markup("")
    return html.joined((element("dl", *pairs, class_="review-cells"), left))


def _said(view: View, seen: Seen, table: Table, field: Field, value: str) -> Markup:
    if not value:
        return element("span", "empty", class_="quiet")
    if field.name == "url":
        return link(value, value) if value.startswith(("http://", "https://")) else html.text(value)
    reference = table.reference(field.name)
    if reference is None:
        return html.text(field.label(value))
    for entry in seen.item.entries:
        if entry.table == reference.table and entry.key == value and entry.row is not None:
            return html.text(f"{add_choices.words_of(view, entry.table, entry.row)} ({value})")
    known = add_choices.published(view.model, reference.table)
    return html.text(known[value].words if value in known else f"{value}, which is not there")


def _before_and_after(view: View, seen: Seen, table: Table, entry: Entry) -> Markup:
    if entry.row is None:
        return element(
            "div",
            element("p", "This row would be taken out. It reads now:"),
            _cells(view, seen, table, entry.before or {}, table.fields),
        )
    before, after = entry.before or {}, entry.row
    if before == after:
        told = "Nothing is changed in this row: the reason says what is wrong with it."
        remark = element("p", element("strong", "A remark. "), told)
        return html.joined((remark, _cells(view, seen, table, after, table.fields)))
    changed = [each for each in table.fields if before.get(each.name) != after.get(each.name)]
    same = [each for each in table.fields if each not in changed]
    cells = [
        (
            field.title,
            _said(view, seen, table, field, before.get(field.name, "")),
            element("mark", _said(view, seen, table, field, after.get(field.name, ""))),
        )
        for field in changed
    ]
    rest = element(
        "details",
        element("summary", f"The {len(same)} cells that stay"),
        _cells(view, seen, table, after, same),
    )
    caption = f"What changes in {entry.row_id}"
    shown = site_tables.table(caption, ("Field", "Published", "As entered"), cells)
    return html.joined((shown, rest))


def _overtaken(view: View, seen: Seen, table: Table, entry: Entry) -> Markup:
    """A row that was published by somebody else since it was opened: all three side by side."""
    versions = (entry.before or {}, seen.now(entry) or {}, entry.row or {})
    cells = [
        (field.title, *(_said(view, seen, table, field, row.get(field.name, "")) for row in each))
        for field in table.fields
        for each in [versions]
        if len({row.get(field.name, "") for row in each}) > 1
    ]
    caption = f"Three versions of {entry.key}"
    headings = ("Field", "When it was opened", "Published now", "As entered")
    told = (
        "Somebody else published a change of the row after this was opened, so it cannot be"
        " published like this. Send it back: its author then opens the row afresh, and what was"
        " typed is kept."
    )
    return html.joined(
        (
            element("p", element("strong", "Changed since. "), told, class_="fault"),
            site_tables.table(caption, headings, cells),
        )
    )
