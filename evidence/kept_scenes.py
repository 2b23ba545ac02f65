"""Kept scenes: views with a title and a speaker's note, in lists that are played in order.

They stand in the store beside the data and are no part of them: keeping one makes no revision.
Every operation is one transaction, so two people can work on one list at once. What is removed is
only marked as removed, and can be put back to its place.
"""

import secrets
from collections.abc import Iterable

import sqlalchemy as sa

from evidence import kept_rows, store_log, store_tables
from evidence.kept_rows import KeptScene, ListInShort, SceneList, SceneRefused
from evidence.scene_drafts import Draft
from evidence.store import Store


def lists(store: Store) -> list[ListInShort]:
    """Every list, the one made last first; empty where there is none."""
    kept, listed = store_tables.scene, store_tables.scene_list
    query = (
        sa.select(
            listed.c.list_id,
            listed.c.title,
            listed.c.made_at,
            sa.func.count(kept.c.scene_id),
            sa.func.coalesce(sa.func.max(kept.c.kept_at), ""),
        )
        .outerjoin_from(
            listed,
            kept,
            sa.and_(kept.c.list_id == listed.c.list_id, kept.c.removed_at.is_(None)),
        )
        .where(listed.c.removed_at.is_(None))
        .group_by(listed.c.list_id)
        .order_by(listed.c.made_at.desc(), listed.c.title, listed.c.list_id)
    )
    with store.reading() as connection:
        return [ListInShort(*row) for row in connection.execute(query)]


def scene_list(store: Store, list_id: str) -> SceneList | None:
    """A list with its scenes in order; None where there is no such list, or it was removed."""
    listed = store_tables.scene_list
    query = sa.select(listed.c.title, listed.c.made_at).where(
        listed.c.list_id == list_id, listed.c.removed_at.is_(None)
    )
    with store.reading() as connection:
        found = connection.execute(query).one_or_none()
        if found is None:
            return None
        return SceneList(list_id, *found, tuple(kept_rows.scenes_of(connection, list_id)))


def scene(store: Store, scene_id: str) -> KeptScene | None:
    """One scene, removed or not; None where there never was such a scene."""
    with store.reading() as connection:
        return kept_rows.scene_of(connection, scene_id)


def list_title(store: Store, list_id: str) -> str | None:
    """The title of a list, removed or not; None where there never was such a list."""
    listed = store_tables.scene_list
    with store.reading() as connection:
        return connection.scalar(sa.select(listed.c.title).where(listed.c.list_id == list_id))


def make_list(store: Store, title: str, drafts: Iterable[Draft] = ()) -> str:
    """Make a list, with scenes or without; returns its id, short enough for an address.

    Raises:
        SceneRefused: the title is empty or too long, or a draft is not one that can be kept.
    """
    list_id = secrets.token_hex(6)
    fitting = kept_rows.fitting_title(title)
    with store.writing() as connection:
        connection.execute(
            sa.insert(store_tables.scene_list),
            {"list_id": list_id, "title": fitting, "made_at": store_log.now()},
        )
        for draft in drafts:
            kept_rows.append(connection, list_id, draft)
    return list_id


def rename_list(store: Store, list_id: str, title: str) -> None:
    """Give a list another title.

    Raises:
        SceneRefused: the title does not do, or the list is gone.
    """
    fitting = kept_rows.fitting_title(title)
    listed = store_tables.scene_list
    with store.writing() as connection:
        kept_rows.refuse_lost_list(connection, list_id)
        connection.execute(
            sa.update(listed).where(listed.c.list_id == list_id).values(title=fitting)
        )


def remove_list(store: Store, list_id: str) -> None:
    """Take a list off; ``put_back_list`` brings it back with all of its scenes."""
    listed = store_tables.scene_list
    with store.writing() as connection:
        connection.execute(
            sa.update(listed)
            .where(listed.c.list_id == list_id, listed.c.removed_at.is_(None))
            .values(removed_at=store_log.now())
        )


def put_back_list(store: Store, list_id: str) -> None:
    """Bring back a list that was removed."""
    listed = store_tables.scene_list
    with store.writing() as connection:
        connection.execute(
            sa.update(listed).where(listed.c.list_id == list_id).values(removed_at=None)
        )


def keep(store: Store, list_id: str, draft: Draft) -> KeptScene:
    """Append a view to a list.

    Raises:
        SceneRefused: the title is empty, something is too long, the list is full or gone.
    """
    with store.writing() as connection:
        kept_rows.refuse_lost_list(connection, list_id)
        return kept_rows.append(connection, list_id, draft)


def reword(store: Store, seen: KeptScene, *, title: str, note: str) -> None:
    """Change the title and the note of a scene.

    Args:
        store: the store.
        seen: the scene as it was when somebody began to change it.
        title: the new title.
        note: the new note.

    Raises:
        SceneRefused: a text does not do, the scene is gone, or somebody else changed it meanwhile.
    """
    title, note = kept_rows.fitting_title(title), kept_rows.fitting_note(note)
    kept = store_tables.scene
    with store.writing() as connection:
        now = kept_rows.present(connection, seen.scene_id)
        if (now.title, now.draft.note) != (seen.title, seen.draft.note):
            raise SceneRefused(
                f"Somebody else changed this scene meanwhile: it is now called “{now.title}”."
                " Save again to put yours in its place."
            )
        connection.execute(
            sa.update(kept).where(kept.c.scene_id == seen.scene_id).values(title=title, note=note)
        )


def move(store: Store, scene_id: str, *, later: bool) -> bool:
    """Exchange a scene with its neighbour in the list.

    Returns:
        Whether there was one: the first cannot be moved earlier, nor the last one later.

    Raises:
        SceneRefused: the scene is gone.
    """
    kept = store_tables.scene
    with store.writing() as connection:
        now = kept_rows.present(connection, scene_id)
        own = connection.execute(
            sa.select(kept.c.place).where(kept.c.scene_id == scene_id)
        ).scalar_one()
        beyond = kept.c.place > own if later else kept.c.place < own
        neighbour = connection.execute(
            sa.select(kept.c.scene_id, kept.c.place)
            .where(kept.c.list_id == now.list_id, kept.c.removed_at.is_(None), beyond)
            .order_by(kept.c.place if later else kept.c.place.desc())
            .limit(1)
        ).one_or_none()
        if neighbour is None:
            return False
        for moved, place in ((scene_id, neighbour.place), (neighbour.scene_id, own)):
            connection.execute(sa.update(kept).where(kept.c.scene_id == moved).values(place=place))
    return True


def remove(store: Store, scene_id: str) -> None:
    """Take a scene off its list; removing it again changes nothing."""
    kept = store_tables.scene
    with store.writing() as connection:
        connection.execute(
            sa.update(kept)
            .where(kept.c.scene_id == scene_id, kept.c.removed_at.is_(None))
            .values(removed_at=store_log.now())
        )


def put_back(store: Store, scene_id: str) -> None:
    """Put a removed scene back to where it stood among the others."""
    kept = store_tables.scene
    with store.writing() as connection:
        connection.execute(
            sa.update(kept).where(kept.c.scene_id == scene_id).values(removed_at=None)
        )
