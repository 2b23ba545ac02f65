"""A panel of a scene as a plain table: the equal of its picture, for pages and files.

Every mark has its direction and status in words there, so nothing hangs on a shape or a colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.charts import marks
from evidence.scenes import parts
from evidence.scenes.parts import Cell, Dot, Finding
from evidence.scenes.scene import Panel

GROUP = "Group"
HARVEST_HEADINGS = ("Result", "Site", "Design", "Evidence status")
EMPTY = "none"


@dataclass(frozen=True)
class PlainTable:
    """Headings and rows of text, as many cells in each row as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plain(panel: Panel) -> PlainTable:
    """The panel as a table, one row a line or a bar.

    Heading lines become a first column "Group". A dot is written as its mark's words, since its
    figure stands in a cell of its own. A cell without parts says "none".
    """
    if panel.harvest:
        return PlainTable(HARVEST_HEADINGS, _bars(panel))
    grouped = any(line.heading for line in panel.lines)
    rows: list[tuple[str, ...]] = []
    group = ""
    for line in panel.lines:
        if line.heading:
            group = f"{line.label} {line.quiet}".strip()
            continue
        label = f"{line.label} {line.quiet}".strip()
        cells = [cell_words(cell) for cell in line.cells]
        rows.append((*([group or EMPTY] if grouped else []), label, *cells))
    headings = [words or _unnamed(place) for place, words in enumerate(panel.headings)]
    return PlainTable((*([GROUP] if grouped else []), *headings), tuple(rows))


def cell_words(cell: Cell) -> str:
    """A cell in words, dots included: '▲ better (evaluated)'."""
    return parts.in_text(tuple(_spoken(part) for part in cell)) or EMPTY


def described(panel: Panel) -> str:
    """The panel in one or two sentences, as its alternative text; the table says it all."""
    table = plain(panel)
    n = len(table.rows)
    if panel.harvest:
        groups = ", ".join(
            f"{marks.DIRECTIONS[direction].word} {len(bars)}"
            for direction, bars in panel.harvest.groups
        )
        return f"{panel.title}. One bar a site: {groups}. The table has every site."
    rows = f"{n} row{'' if n == 1 else 's'}"
    columns = ", ".join(table.headings)
    return f"{panel.title}. {rows}; columns: {columns}. The table has the same in words."


def _spoken(part: parts.Part) -> parts.Part:
    if isinstance(part, Dot):
        return Finding(part.direction, part.evidence_status, faint=part.faint)
    return part


def _unnamed(place: int) -> str:
    return "What" if place == 0 else "On the scale"


def _bars(panel: Panel) -> tuple[tuple[str, ...], ...]:
    assert panel.harvest is not None
    levels: Sequence[str] = panel.harvest.levels
    return tuple(
        (
            marks.DIRECTIONS[direction].word,
            bar.site + (", does not survive" if bar.faint else ""),
            levels[bar.height - 1],
            marks.STATUSES[bar.evidence_status],
        )
        for direction, bars in panel.harvest.groups
        for bar in bars
    )
