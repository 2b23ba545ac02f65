"""Kept scenes: lists of views to put in order, to play on the wall, and to take away."""

import streamlit as st

from evidence import kept_scenes
from evidence.scenes import kept
from ui import access, frame, scenes_list, scenes_lists, scenes_saving, scenes_words, wall

with frame.page("Scenes") as view:
    store = access.store()
    list_id = st.query_params.get("list", "")
    listed = kept_scenes.scene_list(store, list_id) if list_id else None
    if listed:
        frame.heading(view, listed.title)
        if view.on_wall:
            with view.places["choices"]:
                scenes_list.play(view, listed)
            pages = [scenes_words.page(each.draft.page) for each in listed.scenes]
            wall.show_scene(view, kept.of_list(listed, pages))
        else:
            scenes_saving.outcome()
            scenes_list.show(view, listed)
    else:
        frame.heading(view, "Scenes")
        lists = kept_scenes.lists(store)
        if view.on_wall:
            with frame.choices(view):
                scenes_lists.opening(lists)
            wall.show_scene(view, kept.of_lists(lists))
        else:
            scenes_saving.outcome()
            if list_id:
                st.warning("There is no such list of scenes here, or it was removed.")
            scenes_lists.show(lists)
