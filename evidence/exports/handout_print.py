"""How the pictures of a scene go on paper: all on one A4 page, or in parts that each fit one."""

import dataclasses
import math
from dataclasses import dataclass

from evidence.charts import layout
from evidence.exports import scene_svg
from evidence.scenes.scene import Line, Panel, Scene

# CSS pixels of A4 landscape within margins of 12 mm, and the sizes of ``handout.css`` in print.
ACROSS, DOWN = 1032, 700
HEAD = 78
FOOT = 40
CAPTION = 22
LISTED, SMALL, TEXT = 9.4, 10.7, 14.0
COLUMNS = 4
# Below this share of its size a picture's text would be smaller than 6.5 points.
LEAST_SCALE = 0.55
# The same for a scene that takes several pages anyway: 8 points.
LEAST_OF_PART = 0.68
PAGE_PICTURE = 600


@dataclass(frozen=True)
class OnPaper:
    """The pictures of a scene.

    Attributes:
        pictures: the panels, or the parts in which they are cut.
        fits: whether they share one page with all their words.
        first: the most that the first of them may be high, in pixels, to stand on the page that
            the scene's title opens.
    """

    pictures: tuple[Panel, ...]
    fits: bool
    first: int = PAGE_PICTURE


def parts(scene: Scene, note: str) -> OnPaper:
    """The panels of a scene as they are drawn, each whole where all fit one page.

    Args:
        scene: its words take part of the page.
        note: the speaker's note; empty for none.
    """
    room = DOWN - _words(scene, note)
    heights = [_height(scene, panel) for panel in scene.panels]
    drawn = sum(heights)
    room_for_pictures = room - sum(_caption(panel) for panel in scene.panels)
    if drawn * LEAST_SCALE <= room_for_pictures:
        return OnPaper(scene.panels, fits=True)
    opening = DOWN - _opening(scene, note)
    cut: list[Panel] = []
    first = PAGE_PICTURE
    for panel, height in zip(scene.panels, heights, strict=True):
        most = min(PAGE_PICTURE, DOWN - _caption(panel) - 20)
        if not cut:
            most = first = int(min(most, opening - _caption(panel) - 10))
        cut += _cut(panel, height, most)
    return OnPaper(tuple(cut), fits=False, first=first)


def _opening(scene: Scene, note: str) -> float:
    """What stands above the pictures, in pixels."""
    said = sum(_lines(each, ACROSS - 30, TEXT) for each in note.splitlines()) + 2 if note else 0
    counted = _lines(scene_svg.counted(scene), ACROSS, TEXT)
    return HEAD + (counted + said) * TEXT * 1.25


def _words(scene: Scene, note: str) -> float:
    """What stands on the page besides the pictures, in pixels."""
    lines = sum(_lines(each, ACROSS, SMALL) for each in scene.notes)
    column = (ACROSS - (COLUMNS - 1) * 23) / COLUMNS - 24
    listed = sum(_lines(source.words, column, LISTED) for source in scene.sources)
    sources = 22 + math.ceil(listed / COLUMNS + 1) * LISTED * 1.2 if listed else 0.0
    return _opening(scene, note) + FOOT + lines * SMALL * 1.25 + sources


def _lines(text: str, width: float, size: float) -> int:
    return len(layout.wrapped(text, width * layout.FONT_SIZE / size))


def _caption(panel: Panel) -> float:
    return CAPTION + (_lines(panel.note, ACROSS, TEXT) * TEXT * 1.25 if panel.note else 0) + 10


def _height(scene: Scene, panel: Panel) -> float:
    """How high the panel's picture is when it is as wide as the page."""
    drawn = scene_svg.picture(scene, panel, width=ACROSS, framed=False)
    return drawn.height * min(1.0, ACROSS / drawn.width)


def _cut(panel: Panel, height: float, most: float) -> list[Panel]:
    """A panel in parts of about equal length that each fit a page, on the same scale.

    A group that goes on in the next part has its heading there again.
    """
    n = math.ceil(height * LEAST_OF_PART / most)
    if panel.harvest or n < 2:
        return [panel]
    size = math.ceil(len(panel.lines) / n)
    starts = range(0, len(panel.lines), size)
    return [
        dataclasses.replace(
            panel,
            title=f"{panel.title} ({place} of {len(starts)})",
            lines=_with_heading(panel.lines, start, start + size),
        )
        for place, start in enumerate(starts, start=1)
    ]


def _with_heading(lines: tuple[Line, ...], start: int, end: int) -> tuple[Line, ...]:
    shown = lines[start:end]
    before = [line for line in lines[:start] if line.heading]
    return shown if shown[0].heading or not before else (before[-1], *shown)
