"""One entry of a hand-out: a scene with the title, the speaker's note and the link it has there."""

from typing import NamedTuple

from evidence.scenes.scene import Scene


class Entry(NamedTuple):
    """A scene as it stands in a hand-out.

    Args:
        scene: what is shown.
        title: its title in the hand-out, such as the one a facilitator gave it.
        note: the speaker's note; None or empty for none.
        link: the address of the view; None where there is none to give.
    """

    scene: Scene
    title: str
    note: str | None = None
    link: str | None = None
