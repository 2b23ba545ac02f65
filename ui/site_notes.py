"""What was learnt at a site, and where its sources disagree."""

from collections.abc import Sequence
from itertools import groupby

from evidence import html
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import correct, second_read
from ui.site_citations import Citations
from ui.site_tables import none_found, section, table


def lessons(
    rows: Sequence[Row], citations: Citations, searched: str, *, title: str = "Lessons by theme"
) -> Markup:
    """Lessons by theme, under a title to which their number is added."""
    title = f"{title}: {len(rows)}"
    if not rows:
        return section("lessons", title, none_found("Lessons from it"))
    themes = []
    for theme, group in groupby(rows, key=lambda row: row["theme_name"]):
        told = [
            element(
                "li",
                html.marked(row["lesson"], searched),
                second_read.mark_in(row["lesson"], row),
                " ",
                citations.cite(row["source_id"], row["locator"]),
                " ",
                correct.link("lessons", row["lesson_id"], row["reading"]),
            )
            for row in group
        ]
        words = html.joined((element("h3", f"{theme}: {len(told)}"), element("ul", *told)))
        themes.append(element("div", words, class_="theme"))
    marked = [row for row in rows if second_read.has_figure(row["lesson"])]
    who = second_read.receipt(rows, lambda row: str(row["lesson"]), marked)
    return section("lessons", title, element("div", *themes, class_="themes"), who)


def conflicts(
    rows: Sequence[Row],
    citations: Citations,
    *,
    title: str = "Where sources disagree, and how it is settled",
) -> Markup:
    """Two statements that disagree, and how that is settled here; the number ends the title."""
    title = f"{title}: {len(rows)}"
    if not rows:
        return section("conflicts", title, none_found("Disagreements between sources"))
    headings = ("About", "One says", "The other says", "How it is settled here")
    listed = (
        (
            row["topic"],
            html.joined((*_said(row, "statement_a"), " ", citations.cite(row["source_a"]))),
            html.joined((*_said(row, "statement_b"), " ", citations.cite(row["source_b"]))),
            html.joined(
                (
                    *_said(row, "resolution"),
                    " ",
                    correct.link("conflicts", row["conflict_id"], row["reading"]),
                )
            ),
        )
        for row in rows
    )
    told = second_read.receipt(rows, lambda row: str(row["topic"]), _with_figures(rows))
    return section("conflicts", title, table("Conflicts between sources", headings, listed), told)


def _said(row: Row, column: str) -> tuple[object, object]:
    return row[column], second_read.mark_in(row[column], row)


def _with_figures(rows: Sequence[Row]) -> list[Row]:
    columns = ("statement_a", "statement_b", "resolution")
    return [row for row in rows if any(second_read.has_figure(row[each]) for each in columns)]
