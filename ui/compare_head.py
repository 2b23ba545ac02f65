"""What stands over the comparison board: how much it shows, and what the link asks in vain."""

import streamlit as st

from evidence import board, html, survival
from evidence import filters as filter_language
from evidence.board_parts import Board, OutcomeCell, VotesCell
from evidence.charts import glyphs
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import parameters
from ui.view import View


def size(view: View, made: Board) -> Row:
    """The row of ``queries/comparison_size.sql`` for the columns of a board."""
    values = [column.value for column in made.columns]
    return view.model.rows("comparison_size", board.acting(view.filters), columns=values)[0]


def left(size: Row) -> dict[str, int]:
    """How many findings are left at each step of "Only what survives"."""
    names = ("n_findings", "n_compared", "n_independent")
    return {step: size[name] for step, name in zip(survival.STEPS, names, strict=True)}


def counted(view: View, made: Board, size: Row) -> None:
    """How many sites and findings the board shows, what the filters hide, and how to drop them."""
    with st.container(horizontal=True, vertical_alignment="center", key="active", gap="small"):
        words = (
            f"{size['n_sites']} of {size['n_all_sites']} sites,"
            f" {made.n_shown} of {made.n_all} findings"
        )
        hidden = element("span", f"{made.hidden} ", class_="quiet") if made.hidden else ""
        st.html(
            element("p", element("span", words, class_="count"), " ", hidden, role="status"),
            width="content",
        )
        for each in filter_language.active(view.filters, view.labels()):
            name = html.literal(each.words)
            st.button(
                name,
                icon=":material/close:",
                icon_position="right",
                key=f"drop_{each.name}_{each.value}",
                help=f"Drop the filter {name}",
                on_click=_drop,
                args=(view, each.name, each.value),
            )


def key(made: Board) -> Markup:
    """The key to the marks that the board draws."""
    cells = [cell for row in made.rows for cell in row.cells]
    drawn = [
        mark
        for cell in cells
        for mark in (
            cell.findings
            if isinstance(cell, OutcomeCell)
            else cell.votes
            if isinstance(cell, VotesCell)
            else ()
        )
    ]
    return glyphs.key([mark.direction for mark in drawn], [mark.evidence_status for mark in drawn])


def what_differs() -> None:
    """A switch that folds the rows that are equal in all columns."""
    name = "differs"
    st.session_state[name] = parameters.read(name, ["yes"], "") == "yes"

    def changed() -> None:
        parameters.set_one(name, "yes" if st.session_state[name] else None)

    st.toggle("What differs only", key=name, on_change=changed)


def in_vain(made: Board) -> None:
    """Name what the link asks for and cannot be shown; the other columns stay."""
    if made.unknown:
        st.warning(
            f"This link asks for something that is not in the data, left out here:"
            f" {_named(made.unknown)}."
        )
    if made.left_out:
        st.warning(f"Four columns fit side by side; left out: {_named(made.left_out)}.")


def _named(values: tuple[str, ...]) -> str:
    return ", ".join(f"“{html.literal(value[:60])}”" for value in values[:10])


def _drop(view: View, name: str, value: str) -> None:
    parameters.write(view.filters.without(name, value))
