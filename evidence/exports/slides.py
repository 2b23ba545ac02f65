"""Scenes as a PowerPoint file: native tables and charts to edit, sources in the notes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pptx as python_pptx
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from evidence.charts import palette
from evidence.exports import (
    panel_table,
    scene_svg,
    slides_dots,
    slides_harvest,
    slides_pages,
    slides_shapes,
)
from evidence.exports import slides_words as words
from evidence.exports.handout_entry import Entry
from evidence.exports.slides_pages import ACROSS, DOWN, EDGE, ROOM, Page
from evidence.scenes import paging
from evidence.scenes.parts import Words
from evidence.scenes.scene import Harvest, Line, Panel, Scene

TITLE_POINTS = 28
FOOT = 0.38
TITLE_ONLY = 5


@dataclass(frozen=True)
class _Sheet:
    """What one slide shows of a panel: a page of its table, or its bars."""

    panel: Panel
    page: Page | None
    number: int
    of: int


def pptx(
    title: str,
    entries: Sequence[Entry],
    *,
    revision: int,
    revised_at: str,
    with_notes: bool,
) -> bytes:
    """The file: a title slide, then a slide for each sheet of each scene, all of 16 to 9.

    Args:
        title: of the whole hand-out.
        entries: the scenes in order; none gives the title slide alone.
        revision: the number of the data revision that is shown.
        revised_at: when it was saved, in ISO 8601.
        with_notes: whether the speaker's notes stand in the notes of the slides. Sources, filters
            and the order rule always do.
    """
    deck = python_pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(ACROSS), Inches(DOWN)
    deck.core_properties.title = slides_shapes.printable(title)
    deck.core_properties.author = ""
    edition = scene_svg.edition(revision, revised_at)
    _first(deck, title, entries, edition)
    for place, entry in enumerate(entries, start=1):
        foot = _foot_words(entry, place, len(entries), edition)
        said = _notes(entry, edition, with_notes)
        sheets = _sheets(entry.scene)
        for sheet in sheets:
            _draw(_slide(deck), entry, sheet, foot, said)
        if not sheets:
            _nothing(_slide(deck), entry, foot, said)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _slide(deck: Presentation) -> Slide:
    return deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])


def _first(deck: Presentation, title: str, entries: Sequence[Entry], edition: str) -> None:
    slide = _slide(deck)
    lines = words.n_lines(title, ROOM, points=40, bold=True)
    height = words.height(lines, 40)
    slides_shapes.title(slide, title, (EDGE, 2.0, ROOM, height), 40)
    n = len(entries)
    counted = f"{n} scene{'' if n == 1 else 's'}. {edition}."
    for place, text in enumerate((counted, "Every figure is as reported by its source.")):
        box = (EDGE, 2.2 + height + place * 0.45, ROOM, 0.4)
        slides_shapes.paragraph(slide, text, box, points=22, colour=palette.SECONDARY)
    slides_shapes.notes(slide, [entry.title for entry in entries])


def _draw(slide: Slide, entry: Entry, sheet: _Sheet, foot: str, said: Sequence[str]) -> None:
    top = _head(slide, entry.scene, sheet)
    panel = sheet.panel
    description = panel_table.described(panel)
    if sheet.page is None and panel.harvest:
        height = DOWN - FOOT - 0.15 - _key_height(panel) - top
        slides_harvest.draw(slide, panel.title, panel.harvest, top, height, description)
    elif sheet.page:
        slides_shapes.table(slide, sheet.page, EDGE, top, description)
        if sheet.page.chart_width:
            left = EDGE + sum(sheet.page.widths)
            slides_dots.draw(slide, sheet.page, left, top, description)
    _foot(slide, panel, foot)
    slides_shapes.notes(slide, [entry.title, panel.title, panel.note, *said])


def _head(slide: Slide, scene: Scene, sheet: _Sheet) -> float:
    """The title and what is counted; returns where the panel begins, in inches."""
    title = _title(sheet.panel, sheet.number, sheet.of)
    height = words.height(words.n_lines(title, ROOM, points=TITLE_POINTS, bold=True), TITLE_POINTS)
    slides_shapes.title(slide, title, (EDGE, 0.3, ROOM, height), TITLE_POINTS)
    under = _under(scene, sheet.panel)
    below = words.height(words.n_lines(under, ROOM))
    slides_shapes.paragraph(
        slide, under, (EDGE, 0.3 + height, ROOM, below), colour=palette.SECONDARY
    )
    return 0.3 + height + below + 0.15


def _head_height(scene: Scene, panel: Panel) -> float:
    # The longest number that a title may carry.
    title = words.n_lines(_title(panel, 99, 99), ROOM, points=TITLE_POINTS, bold=True)
    return (
        0.45
        + words.height(title, TITLE_POINTS)
        + words.height(words.n_lines(_under(scene, panel), ROOM))
    )


def _title(panel: Panel, number: int, of: int) -> str:
    return f"{panel.title} ({number} of {of})" if of > 1 else panel.title


def _under(scene: Scene, panel: Panel) -> str:
    said = (scene_svg.counted(scene), panel.note.rstrip("."))
    return "; ".join(each for each in said if each)


def _foot_words(entry: Entry, place: int, of: int, edition: str) -> str:
    """Which scene of how many, its title where it fits the line, the data and the sources."""
    n = len(entry.scene.sources)
    sources = f". {n} source{'' if n == 1 else 's'}, named in the notes" if n else ""
    number = f"Scene {place} of {of}"
    named = f"{number}: {entry.title}. {edition}{sources}"
    return named if words.n_lines(named, ROOM) == 1 else f"{number}. {edition}{sources}"


def _foot(slide: Slide, panel: Panel, foot: str) -> None:
    key = _key(panel)
    bottom = DOWN - FOOT
    if key:
        height = _key_height(panel)
        slides_shapes.paragraph(slide, key, (EDGE, bottom - height, ROOM, height))
    slides_shapes.paragraph(slide, foot, (EDGE, bottom, ROOM, 0.3), colour=palette.SECONDARY)


def _key(panel: Panel) -> str:
    directions, statuses = paging.key(panel)
    return words.fills(statuses) if panel.harvest else words.key(directions, statuses)


def _key_height(panel: Panel) -> float:
    key = _key(panel)
    return words.height(words.n_lines(key, ROOM)) if key else 0.0


def _sheets(scene: Scene) -> list[_Sheet]:
    made = []
    for panel in scene.panels:
        room = DOWN - FOOT - 0.1 - _head_height(scene, panel) - _key_height(panel)
        drawn: list[Page | None] = list(slides_pages.pages(panel, room))
        if panel.harvest:
            named = _names_every_bar(scene, panel.harvest)
            table = [] if named else slides_pages.pages(_bars_as_lines(panel), room)
            drawn = [None, *table]
        made += [
            _Sheet(page.panel if page else panel, page, number, len(drawn))
            for number, page in enumerate(drawn, start=1)
        ]
    return made


def _names_every_bar(scene: Scene, harvest: Harvest) -> bool:
    """Whether another panel of the scene lists all sites of a harvest plot already."""
    sites = {bar.site for _, bars in harvest.groups for bar in bars}
    return any(sites <= {line.label for line in panel.lines} for panel in scene.panels)


def _bars_as_lines(panel: Panel) -> Panel:
    """The table of a harvest plot as a panel of its own: who stands where."""
    table = panel_table.plain(panel)
    lines = tuple(
        Line(site, ((Words(result),), (Words(design),), (Words(status),)))
        for result, site, design, status in table.rows
    )
    result, site, design, status = table.headings
    return Panel(panel.title, (site, result, design, status), lines, note=panel.note)


def _nothing(slide: Slide, entry: Entry, foot: str, said: Sequence[str]) -> None:
    slides_shapes.title(slide, entry.title, (EDGE, 0.3, ROOM, 1.0), TITLE_POINTS)
    text = f"Nothing meets these filters: {entry.scene.filters}."
    slides_shapes.paragraph(slide, text, (EDGE, 1.6, ROOM, 2.0), points=22)
    box = (EDGE, DOWN - FOOT, ROOM, 0.3)
    slides_shapes.paragraph(slide, foot, box, colour=palette.SECONDARY)
    slides_shapes.notes(slide, [entry.title, *said])


def _notes(entry: Entry, edition: str, with_notes: bool) -> list[str]:
    """What stands in the notes of every slide of a scene."""
    scene = entry.scene
    own = (entry.note or "").strip() if with_notes else ""
    sources = [
        f"{source.words}{f', {source.url}' if source.url else ''}" for source in scene.sources
    ]
    return [
        f"Speaker’s note: {own}" if own else "",
        f"{scene.title}. {scene_svg.counted(scene)}.",
        *scene.notes,
        "Sources:" if sources else "",
        *sources,
        f"{edition}. Every figure is as reported by its source.",
        f"Open this view: {entry.link}" if entry.link else "",
    ]
