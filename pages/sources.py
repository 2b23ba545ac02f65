"""The sources, the method, the data dictionary, and the whole set to take away."""

import streamlit as st

from evidence import html
from evidence.scenes import sources
from ui import (
    dictionary,
    downloads,
    filter_bar,
    frame,
    method,
    parameters,
    source_card,
    source_list,
    wall,
)

with frame.page("Sources") as view:
    frame.heading(view, "Sources")
    with frame.choices(view):
        part = parameters.choice("Part of this page", "part", sources.PARTS, "sources")
        if view.on_wall and part == "sources":
            source_list.ask()
    size = filter_bar.show(view) if view.on_wall or part == "sources" else None
    if view.on_wall:
        wall.show(view, "sources")
    elif size is not None:
        if not size["n_sites"] and not size["n_groups"]:
            filter_bar.explain_nothing(view)
        if len(view.filters.source_id) == 1:
            source_card.show(view, view.filters.source_id[0])
        else:
            source_list.show(view)
    else:
        if view.filters:
            words = f"The filters do not change this part: {view.words()}."
            st.html(html.element("p", words, class_="quiet"))
        {"method": method, "dictionary": dictionary, "downloads": downloads}[part].show(view)
