"""The comparison board: two to four sites or groups side by side, in rows that never change."""

import streamlit as st

from evidence import board
from ui import (
    compare_board,
    compare_chart,
    compare_chooser,
    compare_head,
    compare_sources,
    compare_start,
    filter_bar,
    frame,
    survival,
    wall,
)

with frame.page("Compare") as view:
    step = survival.chosen()
    made = board.make(view.model, view.filters, compare_chooser.asked(), step)
    known, short = compare_chooser.options(view), compare_chooser.short_options(view)
    size = compare_head.size(view, made)
    frame.heading(view, compare_board.title(made.columns))
    if view.on_wall:
        filter_bar.show(view)
    with frame.choices(view):
        compare_chooser.add(made.columns, known, "stretch" if view.on_wall else 440)
        if view.on_wall:
            compare_head.in_vain(made)
            for column in made.columns:
                compare_chooser.one(column, made.columns, short)
        if made.columns:
            compare_head.what_differs()
            if view.on_wall:
                compare_chart.choose(made)
            survival.ask(compare_head.left(size))
    if view.on_wall and not made.columns:
        compare_start.on_wall(view)
    elif view.on_wall:
        wall.show(view, "compare")
    elif len(made.columns) < 2:
        compare_head.in_vain(made)
        if made.columns:
            compare_chooser.above(made.columns, short)
        compare_start.show(view, made.columns)
    else:
        compare_head.in_vain(made)
        asked = compare_board.shown(made)
        compare_head.counted(view, made, size)
        st.html(compare_head.key(made))
        if asked.charted:
            compare_chart.show(view, made, asked.charted, step)
        with st.container(key="card_board"):
            compare_chooser.above(made.columns, short)
            st.html(compare_board.table(view, made, asked))
        st.html(compare_board.notes(made))
        compare_sources.files(view, made)
        compare_sources.show(view, made)
