"""The sources of a whole selection in words, for the files of pictures that show all of it."""

from collections.abc import Sequence

from evidence.read_model import Row
from evidence.scenes import scene_sources
from evidence.scenes.scene import Asked
from ui.view import View


def of_selection(view: View) -> list[str]:
    """All that the selected sites and findings rest on, the oldest first."""
    return _words(scene_sources.of_selection(Asked(view.model, view.filters)))


def of_results(view: View, *, forecasts: bool) -> list[str]:
    """What the selected findings of sites rest on, the oldest first."""
    asked = Asked(view.model, view.filters)
    return _words(scene_sources.of_results(asked, forecasts=forecasts))


def _words(rows: Sequence[Row]) -> list[str]:
    return [source.words for source in scene_sources.of_rows(rows)]
