"""The sources of a whole selection in words, for the files of pictures that show all of it."""

from evidence.scenes import scene_sources
from evidence.scenes.scene import Asked
from ui.view import View


def of_selection(view: View) -> list[str]:
    """All that the selected sites and findings rest on, the oldest first."""
    rows = scene_sources.of_selection(Asked(view.model, view.filters))
    return [source.words for source in scene_sources.of_rows(rows)]
