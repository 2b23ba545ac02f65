"""The scene of a checklist: where a place is with each step and principle."""

from collections.abc import Sequence

from evidence.checklists import items
from evidence.checklists.checklist import Checklist
from evidence.checklists.items import Item
from evidence.scenes.parts import Cell, Nothing, Words
from evidence.scenes.scene import Line, Panel, Scene

PAGE = "commissioning"
# A role of more characters does not fit its cell, nor does one with a longer word.
ROLE_LIMIT = 40
WORD_LIMIT = 14
GROUPS = {"step": "Commissioning steps", "principle": "Design principles"}


def of_checklist(found: Checklist | None, asked: Sequence[Item]) -> Scene:
    """Each item with its state, the role that leads, and how much is pinned.

    Args:
        found: the checklist; None gives a scene without a panel.
        asked: its items, in order.
    """
    if found is None:
        return Scene(PAGE, "Our checklist", "no checklist is open", "", ())
    progress = found.progress([each.item for each in asked])
    panels = tuple(
        Panel(
            f"{heading}: where we are",
            (heading.split()[-1].capitalize(), "State", "Role", "Evidence"),
            tuple(_line(found, each) for each in asked if each.kind == kind),
            widths=(0.37, 0.2, 0.29, 0.14),
        )
        for kind, heading in GROUPS.items()
    )
    return Scene(
        PAGE,
        found.title,
        f"{progress.done} of {progress.n_items} done",
        "",
        panels,
        notes=("Notes are too long for a wall: they stand on the page and in its files.",),
    )


def _line(found: Checklist, item: Item) -> Line:
    roles = [value for value in found.values(item.item, "role") if value]
    n_pins = len(found.pinned_to(item.item))
    return Line(
        f"{item.number}. {item.text}",
        (
            _state(found, item),
            _role(" / ".join(roles)),
            (Words(f"{n_pins} pinned"),) if n_pins else (Nothing("none"),),
        ),
    )


def _state(found: Checklist, item: Item) -> Cell:
    values = found.values(item.item, "state")
    if not any(values):
        return (Nothing("no answer"),)
    return tuple(Words(items.state_words(value), "bold") for value in values)


def _role(words: str) -> Cell:
    if not words:
        return (Nothing("none"),)
    fits = len(words) <= ROLE_LIMIT and max(map(len, words.split())) <= WORD_LIMIT
    return (Words(words) if fits else Words("see the page", "quiet"),)
