"""The gap map: which kinds of site have looked at which outcome, and where there is nothing."""

from functools import partial

import streamlit as st

from evidence.charts import gaps
from evidence.charts.gaps import Cell, Line
from evidence.html import element
from evidence.read_model import Row
from evidence.scenes import gaps as gaps_scene
from evidence.scenes.scene import Asked
from ui import chart_files, filter_bar, frame, gap_cell, gap_map, parameters, wall, whole_sources
from ui.view import View


def mapped(view: View, grouping: str, rows: list[Row], n_all: int) -> tuple[Line, Cell] | None:
    """Draw the map; returns the cell that the address names."""
    absences, counts = view.rows("gap_absences", grouping=grouping), view.one("gap_counts")
    shown = gaps.make(rows, absences)
    chosen = shown.cell(st.query_params.get("outcome"), st.query_params.get("column"))
    with st.container(key="card_gaps"):
        st.header(gaps.TITLE, anchor=False)
        st.html(element("p", gaps.subtitle(counts, n_all, view.words()), class_="quiet"))
        st.html(gap_map.counts(shown, grouping))
        st.html(gap_map.key(shown))
        st.html(gap_map.table(view, shown, grouping, chosen))
        st.html(element("p", gaps.note(absences, grouping), class_="quiet"))
        asked = Asked(view.model, view.filters, {"columns": (grouping,)})
        chart_files.offer(
            view,
            name="gaps",
            title=gaps.TITLE,
            rows=gaps.data(rows),
            sources=partial(whole_sources.of_results, view, forecasts=True),
            counted=f"{counts['n_findings']} of {n_all:,} findings",
            panel=lambda: gaps_scene.scene(asked).panels[-1],
            notes=(gaps.note(absences, grouping),),
        )
    return chosen


def listed(view: View, grouping: str, line: Line, cell: Cell) -> None:
    """The findings of the chosen cell."""
    rows = view.rows(
        "gap_findings",
        grouping=grouping,
        column_value=cell.column.value,
        outcome_domain=line.outcome_domain,
    )
    with st.container(key="card_gap_cell"):
        st.header(gap_cell.title(line, cell, rows), anchor=gap_cell.PART)
        st.html(gap_cell.close(view, grouping))
        if rows:
            st.html(gap_cell.sites(rows))
            st.html(gap_cell.table(view, rows))
            st.html(element("p", gap_cell.ORDER_RULE, class_="quiet"))


with frame.page("Gaps") as view:
    frame.heading(view, "Gaps: who has looked at what")
    size = filter_bar.show(view)
    with frame.choices(view):
        grouping = parameters.choice("Columns", "columns", gaps_scene.COLUMNS, "model_type")
    if view.on_wall:
        wall.show(view, "gaps")
    elif rows := view.rows("gap_cells", grouping=grouping):
        chosen = mapped(view, grouping, rows, size["n_all_findings"])
        if chosen:
            listed(view, grouping, *chosen)
    elif size["n_groups"]:
        st.info("Only national groups are selected. They overlap with the sites: no map of them.")
    else:
        filter_bar.explain_nothing(view)
