"""What became of the contracts: a table with a lane for each, in which time runs to the right."""

from collections.abc import Callable, Iterator
from typing import Any

import streamlit as st

from evidence.charts import contract_lanes as lanes
from evidence.charts import glyphs
from evidence.charts.contract_lanes import Group
from evidence.html import Markup, element, joined
from evidence.read_model import Row
from evidence.scenes import contracts_lanes as lanes_scene
from evidence.scenes import scene_sources
from evidence.scenes.scene import Asked
from ui import chart_files, parameters
from ui.view import View

PART = "part-fates"
SHOWN = {"drawn": "Dates drawn", "words": "Dates in words"}

# What the key draws for a kind that is drawn in several ways.
SAMPLES = {"paused": ("pause", "paused")}


def show(view: View, status: str) -> None:
    """Draw a lane for each selected contract at a status; nothing where none is selected.

    Args:
        view: whose filters choose the contracts, and whose links keep them.
        status: of the contracts, or "all".
    """
    rows = view.rows("contract_lanes", status=status)
    if not rows:
        return
    size = view.one("contracts_size", status=status)
    with st.container(key="card_contract_lanes"):
        st.header(lanes.TITLE, anchor=PART)
        with st.container(horizontal=True, vertical_alignment="center", key="contract_lanes_head"):
            said = lanes.subtitle(size, rows, status, view.words())
            st.html(element("p", said, class_="quiet"), width="content")
            shown = parameters.choice(
                "Dates", "lanes", SHOWN, "drawn", label_visibility="collapsed"
            )
        is_drawn = shown == "drawn"
        notes = joined(element("p", each, class_="quiet") for each in lanes.notes(rows))
        drawn = table(view, rows, drawn=is_drawn)
        st.html(element("div", key(rows) if is_drawn else "", drawn, element("div", notes)))
        _offer(view, status, rows, size)


def key(rows: list[Row]) -> Markup:
    """What the marks and the bars mean: only those that are drawn."""
    states = {row["status"]: row for row in sorted(rows, key=lambda row: row["status_order"])}
    marks = [
        element("li", glyphs.contract(status, ""), f" {row['status_name'].lower()}")
        for status, row in states.items()
    ]
    bars = [
        element("li", *(_sample(each) for each in SAMPLES.get(kind, (kind,))), lanes.KINDS[kind])
        for kind in lanes.kinds(rows)
    ]
    if any(row["unstated"] is not None for row in rows):
        bars.append(element("li", _sample("unstated"), "start not stated"))
    early = [row["before"] for row in rows if row["before"]]
    if early:
        axis = rows[0]["first_year"]
        bars.append(element("li", f"{early[0]} ← began in that year, before {axis}"))
    return joined(
        element("ul", *entries, class_="key", aria_label=label)
        for label, entries in (("Key to marks", marks), ("Key to bars", bars))
        if entries
    )


def _sample(kind: str) -> Markup:
    return joined((element("i", class_=f"lane-{kind}"), " "))


def table(view: View, rows: list[Row], *, drawn: bool) -> Markup:
    """The lanes by form; with ``drawn`` false the dates stand in words where the bars would.

    Args:
        view: whose filters the links keep.
        rows: those of ``queries/contract_lanes.sql``; at least one.
        drawn: whether time is drawn.
    """
    when = "When" if drawn else "Dates"
    head = element(
        "tr",
        *(
            element("th", each, scope="col")
            for each in ("Contract", when, "Last known", "In a few words")
        ),
    )
    first, last = rows[0]["first_year"], rows[0]["last_year"]
    return element(
        "table",
        element("caption", f"Contracts by form, {first} to {last}"),
        element("thead", head),
        *(_group(view, group, drawn=drawn) for group in lanes.groups(rows)),
        class_="lanes" if drawn else "lanes in-words",
        style=f"--years:{last + 1 - first}",
    )


def _group(view: View, group: Group, *, drawn: bool) -> Markup:
    axis = element(
        "div",
        *(element("i", year) for year in lanes.years(group.rows[0])),
        class_="years",
        aria_hidden="true",
    )
    heading = element(
        "tr",
        element("th", group.name, scope="rowgroup"),
        element("td", axis if drawn else ""),
        element("td", group.words, colspan="2"),
    )
    return element("tbody", heading, *(_lane(view, row, drawn=drawn) for row in group.rows))


def _lane(view: View, row: Row, *, drawn: bool) -> Markup:
    address = view.address("contract", contract=row["contract_id"])
    name = element("a", row["contract_label"], href=address)
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", _track(row) if drawn else lanes.dates(row)),
        element("td", lanes.last_known(row)),
        element("td", row["reason"]),
    )


def _track(row: Row) -> Markup:
    """The bars and the mark of one lane; what they say stands in its label."""
    return element("div", *_marks(row), class_="lane", role="img", aria_label=lanes.dates(row))


def _marks(row: Row) -> Iterator[Markup]:
    if row["before"]:
        yield element("b", f"{row['before']} ←")
    if row["unstated"] is not None:
        yield element("i", class_="lane-unstated", style=_place(row["unstated"]))
    yield from (_span(span) for span in row["spans"])
    glyph = f"glyph contract-{row['status']}"
    if row["mark"] is None:
        yield element("span", element("i", class_=glyph), f" {lanes.NO_DATE}")
    else:
        yield element("i", class_=glyph, style=_place(row["mark"]))


def _span(span: dict[str, Any]) -> Markup:
    if span["kind"] == "pause":
        return element("i", class_="lane-pause", style=_place((span["starts"] + span["ends"]) / 2))
    width = _percent(span["ends"] - span["starts"])
    style = f"{_place(span['starts'])};width:{width}"
    return element("i", class_=f"lane-{span['kind']}", style=style)


def _place(share: float) -> str:
    return f"left:{_percent(share)}"


def _percent(share: float) -> str:
    return f"{round(share * 100, 2):g}%"


def _later(ask: Callable[[], list[Row]]) -> Iterator[Row]:
    """Rows that are only asked for when the first of them is taken."""
    yield from ask()


def _offer(view: View, status: str, rows: list[Row], size: Row) -> None:
    def stages() -> list[Row]:
        return view.rows("contract_lane_stages", status=status)

    chart_files.offer(
        view,
        name="contract-lanes",
        title=lanes.TITLE,
        rows=_later(stages),
        sources=lambda: [source.words for source in scene_sources.of_rows(stages())],
        counted=f"{size['n_contracts']} of {size['n_all_contracts']} contracts",
        panel=lambda: lanes_scene.whole(Asked(view.model, view.filters), status),
        notes=lanes.notes(rows),
    )
