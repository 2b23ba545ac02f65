"""The scene of the sources: the list, one source, or a word on what is read at a desk."""

from itertools import groupby

from evidence import source_words
from evidence.dates import date_words
from evidence.read_model import Row
from evidence.scenes import scene_sources
from evidence.scenes.parts import Cell, Nothing, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene

PARTS = {
    "sources": "Sources",
    "method": "Method and limits",
    "dictionary": "Data dictionary",
    "downloads": "Download and cite",
}
AT_A_DESK = {
    "method": "How rows get in, what the terms mean, and the limits of the set",
    "dictionary": "Every table and column, with its meaning, unit and rules",
    "downloads": "The whole set as files, and how to cite it",
}
SCOPES = {"selected": "Those that the selection rests on", "all": "All of the set"}
WIDTHS = (0.5, 0.38, 0.12)


def scene(asked: Asked) -> Scene:
    """What the selection rests on, or another part of the page in a line.

    Parameters: ``part``, ``scope`` (all), ``sort``. One chosen source is told by itself.
    """
    part = asked.choice("part", PARTS, "sources")
    if part != "sources":
        return _read_at_a_desk(asked, part)
    if len(asked.filters.source_id) == 1:
        return _one(asked, asked.filters.source_id[0])
    return _listed(asked)


def _listed(asked: Asked) -> Scene:
    scope = asked.choice("scope", SCOPES, "selected")
    sort = asked.choice("sort", source_words.SORTS, "rests")
    rows = asked.rows(
        "source_list",
        everything=scope == "all",
        sort=sort,
        page=1,
        page_size=scene_sources.NO_END,
    )
    title = f"{len(rows)} of {rows[0]['n_all']} sources" if rows else ""
    panel = Panel(
        title=title,
        headings=("Source", "Publisher", "Rows"),
        lines=tuple(Line(row["title"], _cells(row)) for row in rows),
        widths=WIDTHS,
        note=f"{SCOPES[scope]}. Rows: what of the set rests on it",
    )
    return Scene(
        page="sources",
        title=PARTS["sources"],
        # The panel counts them already.
        counted="",
        filters=asked.words(),
        panels=(panel,) if rows else (),
        notes=(source_words.order(sort),),
        sources=scene_sources.of_rows(rows),
        newest=scene_sources.newest(rows),
    )


def _cells(row: Row) -> tuple[Cell, ...]:
    published = Words(date_words(row["published"]), "quiet")
    rests = Words(str(row["n_rows"]), "bold") if row["n_rows"] else Nothing("none")
    return ((Words(row["publisher"]), published), (rests,))


def _one(asked: Asked, source_id: str) -> Scene:
    """One source, and how many rows of each kind rest on it, whatever else is filtered."""
    record = asked.one("source_record", source_id=source_id)
    rows = asked.rows("source_rows", source_id=source_id)
    kinds = (
        Line(name[0].upper() + name[1:], ((Words(str(n), "bold"),),))
        for name, n in (
            (source_words.KINDS[table][1], len(list(group)))
            for table, group in groupby(rows, key=lambda row: str(row["table_name"]))
        )
    )
    lines = (
        Line("Title", ((Words(record["title"], "bold"),),)),
        Line("Publisher", ((Words(record["publisher"]),),)),
        Line("Published", ((Words(date_words(record["published"])),),)),
        Line("Kind of document", ((Words(record["type_label"]),),)),
        *kinds,
    )
    n_rows = source_words.counted(len(rows), "row")
    return Scene(
        page="sources",
        title=PARTS["sources"],
        counted=f"{n_rows} on this source",
        filters=asked.words(),
        panels=(
            Panel("One source, and what rests on it", ("About", "Stated"), lines, (0.35, 0.65)),
        ),
        sources=scene_sources.of_rows([record]),
        newest=scene_sources.newest([record]),
    )


def _read_at_a_desk(asked: Asked, part: str) -> Scene:
    line = Line(PARTS[part], ((Words(AT_A_DESK[part]),),))
    note = "A text to read: choose Desk as the text size"
    return Scene(
        page="sources",
        title=PARTS[part],
        counted="",
        filters=asked.words(),
        panels=(
            Panel(f"{PARTS[part]}: read at a desk", ("Part", "Holds"), (line,), (0.35, 0.65), note),
        ),
    )
