"""Where a comparison starts: pairs worth a look, each with the reason in words."""

import itertools
from collections.abc import Sequence

import streamlit as st

from evidence import html
from evidence.board_parts import Column
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import strip
from ui.view import View

KINDS = {
    "same_model": "The same model of care under different contract forms",
    "claim": "A claim beside an evaluation",
    "fate": "A contract that lived beside one that failed",
}


def show(view: View, columns: Sequence[Column]) -> None:
    """Say what to do with fewer than two columns, and draw the suggested pairs by their kind."""
    if columns:
        alone = f"{columns[0].title} stands alone: add what it is to be compared with, above."
        st.info(html.literal(alone))
    rows = view.rows("suggested_pairs")
    with st.container(key="card_pairs"):
        st.html(
            html.joined(
                (
                    element("h2", "Pairs to start from"),
                    *(
                        element(
                            "section",
                            element("h3", KINDS[kind]),
                            element(
                                "ul", *(_pair(view, row) for row in pairs), class_="bare pairs"
                            ),
                        )
                        for kind, pairs in itertools.groupby(rows, key=lambda row: row["kind"])
                    ),
                )
            )
        )


def on_wall(view: View) -> None:
    """Fill the wall with the first pair of each kind, where there is nothing to compare yet."""
    firsts = [row for row in view.rows("suggested_pairs") if row["rank"] == 1]
    lines = (
        element(
            "li",
            element("p", element("b", KINDS[row["kind"]])),
            element("p", html.link(*_link(view, row))),
        )
        for row in firsts
    )
    st.html(
        element(
            "section",
            element("header", element("h1", "Compare sites")),
            element("ul", *lines, class_="pairs"),
            class_=f"sheet {view.size}",
        )
    )
    strip.turn(view, 1, 1)


def reason(row: Row) -> str:
    """Why the two sites of a row of ``queries/suggested_pairs.sql`` are worth a look together."""
    a, b = row["name_a"], row["name_b"]
    if row["kind"] == "claim":
        own = ", beside what it had reported itself" if row["has_own_claim"] else ""
        return (
            f"{row['model_name']}, {row['outcome_name'].lower()}: reported by {a} itself;"
            f" evaluated against others at {b}{own}."
        )
    kept, lost = (f"{row[f'form_{side}']}, {row[f'status_{side}']}" for side in "ab")
    if row["kind"] == "fate":
        model = f" Both: {row['model_name'].lower()}." if row["model_name"] else ""
        return f"{row['form_a']}: {row['status_a']} at {a}, {row['status_b']} at {b}.{model}"
    return f"{row['model_name']}: {kept} at {a}; {lost} at {b}."


def _pair(view: View, row: Row) -> Markup:
    return element("li", html.link(*_link(view, row)), " ", element("span", reason(row)))


def _link(view: View, row: Row) -> tuple[str, str]:
    """The words and the address of a pair."""
    address = view.address("compare", site=[row["site_a"], row["site_b"]])
    return f"{row['name_a']} beside {row['name_b']}", address
