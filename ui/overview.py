"""Parts of the landing page: what is known in short, and claims beside evaluations."""

from collections.abc import Sequence

from evidence import html
from evidence.charts import claims, glyphs, marks
from evidence.html import Markup, element
from evidence.read_model import Row
from ui.view import View


def in_short(row: Row) -> Markup:
    """What is selected, in five counts with their words.

    Args:
        row: of ``queries/in_short.sql``.
    """
    lines = (
        (
            row["n_observed"],
            f"of {_counted(row['n_sites'], 'site')} have any observed result;"
            f" {row['n_without_result']} have none that we found.",
        ),
        (
            row["n_evaluated"],
            "have an independently evaluated result. Of the"
            f" {_counted(row['n_vanguards'], 'vanguard')}, {row['n_vanguards_evaluated']} do.",
        ),
        (
            row["n_with_interval"],
            f"of {_counted(row['n_findings'], 'finding')} give an interval;"
            f" {row['n_with_number']} give any number.",
        ),
        (
            row["n_live"],
            f"of {_counted(row['n_contracts'], 'contract')} were live when last seen, at"
            f" {_counted(row['n_sites_live'], 'site')}; {row['n_ended']} had run their term.",
        ),
        (
            row["n_stopped"],
            f"were abandoned ({row['n_abandoned']}) or terminated ({row['n_terminated']}), at"
            f" {_counted(row['n_sites_stopped'], 'site')}; {row['n_never_started']} never started"
            f" as far as we found; {row['n_unknown']} unknown.",
        ),
    )
    items = (
        element("li", element("span", number, class_="number"), " ", element("span", words))
        for number, words in lines
    )
    return element("ul", *items, class_="counts")


def claims_picture(rows: Sequence[Row]) -> Markup:
    """The unit picture as a table: a mark for each vote, in lines of one length on both sides.

    Args:
        rows: those of ``queries/claims_and_evaluations.sql``.
    """
    head = element(
        "tr",
        element("th", "Direction", scope="col"),
        *(
            element(
                "th",
                element("span", row["status_name"], class_="kind"),
                element("span", claims.share(row), f", {_counted(row['n_sites'], 'site')}"),
                scope="col",
            )
            for row in rows
        ),
    )
    body = (
        element(
            "tr",
            element("th", mark.word, scope="row"),
            *(_votes(direction, row) for row in rows),
        )
        for direction, mark in marks.DIRECTIONS.items()
    )
    return element(
        "table",
        element("caption", "Votes of sites by direction and kind of evidence"),
        element("thead", head),
        element("tbody", *body),
        class_="claims",
    )


def claims_note(view: View, rows: Sequence[Row]) -> Markup:
    """What stands beneath the picture, with ways to the findings behind it."""
    links = [
        html.link(
            f"the {row['status_name'].lower()} findings",
            view.address("impacts", evidence_status=row["evidence_status"]),
        )
        for row in rows
        if row["n_findings"]
    ]
    opening = ("Open ", html.joined(links, " or "), ".") if links else ()
    return element("p", claims.note(rows), " ", *opening, class_="quiet")


def _votes(direction: str, row: Row) -> Markup:
    """One cell of the picture: the count, and its marks as one or two drawn blocks."""
    count = row[f"n_{direction}"]
    full, rest = claims.lines(count)
    blocks = [
        _block(direction, row["evidence_status"], columns, lines)
        for columns, lines in ((claims.PER_LINE, full), (rest, 1))
        if columns and lines
    ]
    return element(
        "td",
        element("span", count, class_="count"),
        element("span", *blocks, class_="blocks") if blocks else glyphs.nothing("none"),
        data_of=row["status_name"],
    )


def _block(direction: str, evidence_status: str, columns: int, lines: int) -> Markup:
    """Equal marks in full lines, drawn as one repeated background."""
    return element(
        "span",
        class_=f"glyph block finding-{direction}-{evidence_status}",
        style=f"--columns:{columns};--lines:{lines}",
        aria_hidden="true",
    )


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
