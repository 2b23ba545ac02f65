"""The rows of the kept scenes: reading, appending, and refusing within an open transaction."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from evidence import scene_drafts, store_log, store_tables
from evidence.scene_drafts import Draft, Fault
from evidence.store_errors import StoreError

SCENES_LIMIT = 200


@dataclass(frozen=True)
class KeptScene:
    """A kept view, with the list that it is in and when it was kept (UTC)."""

    scene_id: str
    list_id: str
    kept_at: str
    draft: Draft

    @property
    def title(self) -> str:
        """The scene's title."""
        return self.draft.title


@dataclass(frozen=True)
class SceneList:
    """A list of scenes in the order in which they are played; may be empty."""

    list_id: str
    title: str
    made_at: str
    scenes: tuple[KeptScene, ...]


@dataclass(frozen=True)
class ListInShort:
    """A list in the list of lists; ``last_kept_at`` is empty where it has no scene."""

    list_id: str
    title: str
    made_at: str
    n_scenes: int
    last_kept_at: str


class SceneRefused(StoreError):
    """What was asked does not fit what is in the store by now, or is too large."""


def scenes_of(connection: sa.Connection, list_id: str) -> list[KeptScene]:
    """The scenes of a list that were not removed, in order; none where there is no such list."""
    kept = store_tables.scene
    query = (
        sa.select(*kept.columns)
        .where(kept.c.list_id == list_id, kept.c.removed_at.is_(None))
        .order_by(kept.c.place)
    )
    return [_read(row) for row in connection.execute(query)]


def scene_of(connection: sa.Connection, scene_id: str) -> KeptScene | None:
    """One scene, removed or not; None where there never was such a scene."""
    kept = store_tables.scene
    row = connection.execute(
        sa.select(*kept.columns).where(kept.c.scene_id == scene_id)
    ).one_or_none()
    return None if row is None else _read(row)


def _read(row: sa.Row[tuple[object, ...]]) -> KeptScene:
    values = row._mapping
    query = tuple((name, value) for name, value in values["query"])
    draft = Draft(
        values["title"],
        values["note"],
        values["page"],
        query,
        values["revision"],
        values["revised_at"],
    )
    return KeptScene(values["scene_id"], values["list_id"], values["kept_at"], draft)


def append(connection: sa.Connection, list_id: str, draft: Draft) -> KeptScene:
    """Put a view at the end of a list.

    Raises:
        SceneRefused: the list is full, or the draft is not one that can be kept.
    """
    kept = store_tables.scene
    n_scenes, last_place = connection.execute(
        sa.select(
            sa.func.count().filter(kept.c.removed_at.is_(None)),
            sa.func.coalesce(sa.func.max(kept.c.place), 0),
        ).where(kept.c.list_id == list_id)
    ).one()
    if n_scenes >= SCENES_LIMIT:
        raise SceneRefused(
            f"This list holds {SCENES_LIMIT} scenes, as many as a list can: make another one."
        )
    tidied = scene_drafts.tidy(draft)
    _refuse(scene_drafts.faults(tidied))
    entry = KeptScene(secrets.token_hex(6), list_id, store_log.now(), tidied)
    connection.execute(
        sa.insert(kept),
        {
            "scene_id": entry.scene_id,
            "list_id": list_id,
            "place": last_place + 1,
            "title": tidied.title,
            "note": tidied.note,
            "page": tidied.page,
            "query": [list(pair) for pair in tidied.query],
            "revision": tidied.revision,
            "revised_at": tidied.revised_at,
            "kept_at": entry.kept_at,
        },
    )
    return entry


def present(connection: sa.Connection, scene_id: str) -> KeptScene:
    """A scene that stands in its list.

    Raises:
        SceneRefused: it was removed, or never was there.
    """
    kept = store_tables.scene
    row = connection.execute(
        sa.select(*kept.columns).where(kept.c.scene_id == scene_id, kept.c.removed_at.is_(None))
    ).one_or_none()
    if row is None:
        raise SceneRefused(
            "This scene is no longer in its list, somebody else removed it: keep its view again."
        )
    return _read(row)


def refuse_lost_list(connection: sa.Connection, list_id: str) -> None:
    """Make sure that there is such a list.

    Raises:
        SceneRefused: it was removed, or never was there.
    """
    listed = store_tables.scene_list
    found = connection.scalar(
        sa.select(listed.c.list_id).where(
            listed.c.list_id == list_id, listed.c.removed_at.is_(None)
        )
    )
    if found is None:
        raise SceneRefused("There is no such list of scenes any more: choose or make another one.")


def fitting_title(title: str) -> str:
    """The title as it is kept; SceneRefused where it does not do."""
    tidied = scene_drafts.one_line(title)
    _refuse(scene_drafts.title_faults(tidied))
    return tidied


def fitting_note(note: str) -> str:
    """The note as it is kept; SceneRefused where it is too long."""
    tidied = scene_drafts.plain(note)
    _refuse(scene_drafts.note_faults(tidied))
    return tidied


def _refuse(faults: Sequence[Fault]) -> None:
    if faults:
        said = "; ".join(f"the {each.field} {each.wrong}: {each.mend}" for each in faults)
        raise SceneRefused(f"Nothing was kept because {said}.")
