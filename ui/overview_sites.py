"""The maps of the landing page: where the selected sites are, and a way to each of them."""

from collections.abc import Sequence

import streamlit as st

from evidence import html
from evidence.charts import site_map
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart, chart_files, whole_sources
from ui.view import View

# The picture that is saved has no key of its own.
KEY_IN_WORDS = (
    "One circle is one site. Dark: evaluated; pale: other result; white with a black edge: none"
    " found in this set."
)


def show(view: View, rows: Sequence[Row]) -> None:
    """Draw the maps, their key, what they leave out, and the same as a table with links.

    Args:
        view: whose filters are kept when a mark is clicked.
        rows: those of ``queries/site_map.sql``.
    """
    st.html(element("p", summary(rows), class_="quiet"))
    if any(row["place"] == "drawn" for row in rows):
        _maps(view, rows)
    st.html(element("p", left_out(rows), class_="quiet"))
    with st.expander("Table of the sites", key="site_table", on_change="rerun") as table_below:
        if table_below.open:
            st.html(table(view, rows))


def _maps(view: View, rows: Sequence[Row]) -> None:
    chosen = chart.draw(
        site_map.figure(rows),
        key="site_map",
        alt=f"Maps of England, one for each model of care. {summary(rows)}",
        on_select="rerun",
    )
    for point in chosen["selection"]["points"][:1] if chosen else ():
        values = view.filters.to_query() | {"site": _site_id(point["customdata"])}
        st.switch_page("pages/site.py", query_params=values)
    st.html(key())
    chart_files.offer(
        view,
        name="site-map",
        title="Where the sites are",
        rows=rows,
        sources=lambda: whole_sources.of_selection(view),
        counted=summary(rows).removesuffix(" Select a mark to open the site."),
        chart_key="site_map",
        notes=(KEY_IN_WORDS,),
    )


def summary(rows: Sequence[Row]) -> str:
    """How many sites the maps show."""
    drawn = sum(row["place"] == "drawn" for row in rows)
    counted = f"{drawn} of {len(rows)} site{'' if len(rows) == 1 else 's'}"
    return f"{counted}, by model of care." + (" Select a mark to open the site." if drawn else "")


def left_out(rows: Sequence[Row]) -> str:
    """What is not on the maps, in words, and how far marks were moved."""
    placed = site_map.marks(rows)
    shown = site_map.panels(placed)
    outside = sum(row["place"] == "outside_england" for row in rows)
    nowhere = sum(row["place"] == "no_single_place" for row in rows)
    counts = ((outside, "outside England"), (nowhere, "with no single place"))
    said = [f"{count} {words}" for count, words in counts if count]
    sentences = [f"Not drawn: {', '.join(said)}."] if said else []
    empty = [title for panel, title in site_map.PANELS.items() if panel not in shown]
    if empty:
        sentences.append(f"No site to draw: {'; '.join(empty)}.")
    moved = max((mark.moved for mark in placed), default=0.0)
    if moved >= 1:
        sentences.append(
            "A mark that would cover another is moved aside, here by up to"
            f" {moved:.0f} km; places are approximate."
        )
    return " ".join(sentences) or "Places are approximate."


def key() -> Markup:
    """The key to the circles."""
    return element(
        "ul",
        *(
            element(
                "li", element("span", class_=f"dot dot-{standing}", aria_hidden="true"), " ", words
            )
            for standing, words in site_map.STANDINGS.items()
        ),
        class_="key",
        aria_label="Key",
    )


def table(view: View, rows: Sequence[Row]) -> Markup:
    """Every selected site with a link to its record, whether it is on a map or not."""
    return html.table(
        "Sites by model of care",
        ("Site", "Model of care", "Place", "Result"),
        (
            (
                html.link(row["name"], view.address("site", site=row["site_id"])),
                row["model_name"],
                ", ".join(each for each in (row["area"], row["country"]) if each) or "not stated",
                site_map.STANDINGS[row["standing"]],
            )
            for row in rows
        ),
    )


def _site_id(customdata: object) -> str:
    """A mark's key, which the browser gives alone or as a list of one."""
    return str(customdata[0] if isinstance(customdata, list) else customdata)
