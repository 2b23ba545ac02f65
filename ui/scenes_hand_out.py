"""The scenes of a list as a hand-out shows them."""

import dataclasses
from collections.abc import Iterator
from urllib.parse import urlencode, urljoin

import streamlit as st

from evidence import filters as filter_language
from evidence.exports.handout_entry import Entry
from evidence.kept_rows import KeptScene, SceneList
from evidence.scene_drafts import LANDING_PAGE
from evidence.scenes import registry
from evidence.scenes.scene import Asked
from ui import access, scenes_addresses
from ui.view import facets


def entries(listed: SceneList) -> Iterator[Entry]:
    """The scenes in their order, each made when asked for, with the data it is played with."""
    for number, kept in enumerate(listed.scenes, start=1):
        yield _entry(kept, number)


def _entry(kept: KeptScene, number: int) -> Entry:
    _, query = scenes_addresses.of_scene(kept, number, "desk")
    revision = next(iter(query.get("revision", ())), None)
    model = access.served(None if revision is None else int(revision)).model
    own = {name: tuple(values) for name, values in kept.draft.parameters.items()}
    filters, _ = filter_language.from_query(own, facets(model).known)
    scene = registry.of(kept.draft.page)(Asked(model, filters, own))
    if revision is not None:
        then = f"The data have moved since: these are of revision {model.revision}."
        scene = dataclasses.replace(scene, notes=(then, *scene.notes))
    return Entry(scene, kept.title, kept.draft.note, _link(kept, query))


def _link(kept: KeptScene, query: dict[str, list[str]]) -> str:
    page = "" if kept.draft.page == LANDING_PAGE else kept.draft.page
    base = (st.context.url or "").partition("?")[0]
    return f"{urljoin(base, page or './')}?{urlencode(query, doseq=True)}"
