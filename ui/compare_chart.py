"""One row of the comparison board as dots, with its receipts and tables."""

import dataclasses

import streamlit as st

from evidence import board, html, survival
from evidence.board_parts import Board
from evidence.charts import impacts_panels, row_dots
from evidence.html import element
from evidence.scenes import board as board_scene
from ui import compare_board, impact_cards, impact_receipt, parameters, screen
from ui.view import View


def choose(made: Board) -> None:
    """Ask which row is charted on a wall; the board alone where none is."""
    options = {"": "No row"} | board_scene.charted(made)
    key = "choice_row"
    st.session_state[key] = parameters.read("row", list(options), "")

    def changed() -> None:
        parameters.set_one("row", st.session_state[key] or None)
        parameters.set_one("sheet", None)

    st.selectbox(
        "Chart a row", list(options), key=key, format_func=options.__getitem__, on_change=changed
    )


def show(view: View, made: Board, outcome_domain: str, step: str) -> None:
    """Draw the findings of one outcome, a card for each scale, and the receipt of a chosen one."""
    # What the cards say of the filters is only of those that act here.
    acting = dataclasses.replace(view, filters=board.acting(view.filters))
    rows = acting.rows(
        "row_dots",
        columns=[column.value for column in made.columns],
        outcome_domain=outcome_domain,
    )
    panels = row_dots.panels(rows, [column.title for column in made.columns])
    faint = {row["finding_id"] for row in rows if not survival.is_left(step, row)}
    chosen = st.query_params.get("finding")
    window = screen.narrow_width()
    with st.container(key="impacts"):
        charts, beside = st.columns([893, 447])
        with charts:
            _heading(view, made, outcome_domain, row_dots.counted(panels))
            for panel in panels:
                impact_cards.show(
                    acting, panel, of=made.n_all, window=window, chosen=chosen, faint=faint
                )
            st.html(element("p", f"{row_dots.ORDER_RULE} {impacts_panels.FALLING_BACK}"))
        with beside:
            receipts = view.rows("impact_receipt", finding_id=chosen) if chosen else []
            impact_receipt.show(view, receipts[0] if receipts else None)


def _heading(view: View, made: Board, outcome_domain: str, count: int) -> None:
    (row,) = (each for each in made.rows if each.key == outcome_domain)
    counted = f"{impacts_panels.counted(count, 'finding')} in {len(made.columns)} columns"
    close = html.link("Close the chart", compare_board.address(view, row=None, finding=None))
    st.html(html.joined((element("h2", f"{row.title}: {counted}"), element("p", close))))
