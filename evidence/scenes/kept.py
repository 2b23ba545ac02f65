"""The scene of the kept scenes: all lists, or one list in the order in which it is played."""

from collections.abc import Sequence

from evidence.dates import date_words
from evidence.kept_rows import ListInShort, SceneList
from evidence.scenes.parts import Words
from evidence.scenes.scene import Line, Panel, Scene

PAGE = "scenes"
NO_FILTER = "no filter is active"


def of_lists(lists: Sequence[ListInShort]) -> Scene:
    """All lists, each with its number of scenes and when it was last added to."""
    lines = tuple(
        Line(
            item.title,
            (
                (Words(str(item.n_scenes), "bold"),),
                (Words(date_words((item.last_kept_at or item.made_at)[:10], short=True)),),
            ),
        )
        for item in lists
    )
    panel = Panel("Lists of scenes", ("List", "Scenes", "Last kept"), lines, widths=(6, 2, 3))
    counted = f"{len(lists)} list{'' if len(lists) == 1 else 's'}"
    return Scene(PAGE, "Scenes", counted, NO_FILTER, (panel,) if lines else ())


def of_list(listed: SceneList, pages: Sequence[str]) -> Scene:
    """One list, each scene with its place and its page; ``pages`` is what those are called."""
    lines = tuple(
        Line(f"{number}. {kept.title}", ((Words(page),),))
        for number, (kept, page) in enumerate(zip(listed.scenes, pages, strict=True), start=1)
    )
    panel = Panel(listed.title, ("Scene", "Shows"), lines, widths=(7, 4))
    counted = f"{len(lines)} scene{'' if len(lines) == 1 else 's'}"
    return Scene(PAGE, listed.title, counted, NO_FILTER, (panel,) if lines else ())
