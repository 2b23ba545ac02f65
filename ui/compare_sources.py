"""The sources that the comparison board rests on, in full."""

import dataclasses
from collections.abc import Iterator

import streamlit as st

from evidence import board, board_rows, html
from evidence import survival as steps
from evidence.board_parts import Board, Cell, FactCell, LessonsCell, OutcomeCell, Reference
from evidence.html import Markup, element
from evidence.scenes import registry
from evidence.scenes.scene import Asked, Scene
from ui import chart_files, compare_cells, parameters, survival
from ui.view import View

OF_GROUPS = "A group rests on the sources of its sites; a chart of the row lists them."


def show(view: View, made: Board) -> None:
    """Draw the list of sources, which is made while it is open."""
    label = f"Sources of this board: {len(_each(made))}"
    with st.expander(label, key="board_sources", on_change="rerun") as expander:
        if expander.open:
            st.html(listed(view, made))


def listed(view: View, made: Board) -> Markup:
    """Every source that a cell cites, each once, with the places in it, in the order of date."""
    sources = _each(made)
    lines = (
        element(
            "li",
            html.link(
                each[0].title,
                each[0].url or view.address("sources", source_id=each[0].source_id),
            ),
            f" {compare_cells.origin(each)}",
        )
        for each in sources
    )
    groups = OF_GROUPS if any(column.is_group for column in made.columns) else ""
    return html.joined(
        (
            element("p", groups) if groups else "",
            element("ul", *lines, class_="board-sources"),
        )
    )


def files(view: View, made: Board) -> None:
    """Draw the buttons that give the board's cells as CSV, and the board as a picture."""
    chart_files.offer(
        dataclasses.replace(view, filters=board.acting(view.filters)),
        name="compare",
        title=f"Comparison: {', '.join(column.title for column in made.columns)}",
        rows=(
            {"row": row.title, "column": column.title, "says": board_rows.words(cell)}
            for row in made.rows
            for column, cell in zip(made.columns, row.cells, strict=True)
        ),
        sources=(f"{each[0].title}. {compare_cells.origin(each)}" for each in _each(made)),
        counted=f"{made.n_shown} of {made.n_all} findings",
        panel=lambda: _drawn(view).panels[-1],
        lost=steps.words(survival.chosen(), made.n_lost, made.n_shown),
        notes=lambda: _drawn(view).notes,
    )


def _drawn(view: View) -> Scene:
    """The scene of the board, as a room sees it."""
    own = {name: tuple(values) for name, values in parameters.query().items()}
    return registry.of("compare")(Asked(view.model, view.filters, own))


def _each(made: Board) -> list[list[Reference]]:
    """The places in each source that a cell cites, by the date of the source."""
    places: dict[str, list[Reference]] = {}
    for row in made.rows:
        for cell in row.cells:
            for reference in _of(cell):
                places.setdefault(reference.source_id, []).append(reference)
    return sorted(places.values(), key=lambda each: (each[0].published or "9999", each[0].title))


def _of(cell: Cell) -> Iterator[Reference]:
    match cell:
        case FactCell():
            for statement in cell.statements:
                yield from statement.references
        case OutcomeCell():
            yield from (each.reference for each in cell.findings)
            yield from (each.reference for each in cell.absences)
        case LessonsCell():
            for theme in cell.themes:
                yield from (lesson.reference for lesson in theme.lessons)
