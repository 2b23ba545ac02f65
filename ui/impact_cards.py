"""The cards of the impacts page: one panel each, with its chart, pages, table and sources."""

from collections.abc import Collection, Sequence

import streamlit as st

from evidence import html
from evidence import survival as steps
from evidence.charts import glyphs, impacts, impacts_panels, marks, quantities
from evidence.charts.impacts_panels import Panel
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart, chart_files, parameters, second_read, survival
from ui.site_tables import table
from ui.view import View

# What a narrow window loses to the page's and the card's edges and the scroll bar.
EDGES = 74
# Rows that are drawn before anybody opens more: what a click may send over a slow line. A card and
# an empty chart weigh as much as eight rows.
DRAWN_AT_FIRST = 34
CARD_IN_ROWS = 8
# The picture that is saved has no key of its own.
MARKS_IN_WORDS = (
    "Point up: better; down: worse; circle: no difference; diamond: mixed; circle with a question"
    " mark: unclear. Filled: evaluated or audited; paler: monitored; hollow: self-reported, press"
    " or forecast."
)


def faint(rows: Sequence[Row]) -> set[str]:
    """Ask which results shall survive; returns the ids of the findings that do not."""
    left = {step: sum(steps.is_left(step, row) for row in rows) for step in steps.STEPS}
    step = survival.ask(left)
    return {row["finding_id"] for row in rows if not steps.is_left(step, row)}


def place(panels: Sequence[Panel], finding: str | None) -> tuple[str, str | None]:
    """Ask for the kind of comparison; returns it and the panel that the address means.

    A link to a finding that names neither means the ones that hold it.
    """
    kinds = {
        kind: f"{words}: {sum(len(panel.rows) for panel in panels if panel.kind == kind)}"
        for kind, words in impacts_panels.KINDS.items()
        if any(panel.kind == kind for panel in panels)
    }
    holding = [panel for panel in panels if any(row["finding_id"] == finding for row in panel.rows)]
    default = holding[0].kind if holding else next(iter(kinds))
    kind = parameters.choice("How they were compared", "compared", kinds, default)
    return kind, st.query_params.get("panel") or (holding[0].key if holding else None)


def opened(panels: Sequence[Panel], asked: str | None) -> list[Panel]:
    """The panels that are drawn: as many as fit from the top, and the one asked for."""
    drawn, rows = [], 0
    for place, panel in enumerate(panels):
        rows += impacts.bounds(panel, 1)[1] + CARD_IN_ROWS
        if place == 0 or rows <= DRAWN_AT_FIRST or panel.key == asked:
            drawn.append(panel)
    return drawn


def closed(panels: Sequence[Panel]) -> None:
    """Name the panels that are not drawn, with how many findings each holds; a press opens one."""
    if not panels:
        return
    labels = {
        panel.key: f"{panel.title}: {impacts_panels.counted(len(panel.rows), 'finding')}"
        for panel in panels
    }
    key = "more_panels"
    st.session_state[key] = None

    def changed() -> None:
        if st.session_state[key]:
            _open(st.session_state[key], None)

    st.pills(
        "More panels",
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        on_change=changed,
        wrap=True,
    )


def show(
    view: View,
    panel: Panel,
    *,
    of: int,
    window: int | None,
    chosen: str | None,
    faint: Collection[str],
) -> None:
    """Draw the card of one panel.

    Args:
        view: what is shown.
        panel: its findings.
        of: how many findings there are in all.
        window: how wide a narrow window is; None for a wide one.
        chosen: id of the finding whose receipt is open.
        faint: ids of findings drawn pale.
    """
    pages = impacts.pages(panel)
    page = _page(panel, pages, chosen)
    with st.container(key=f"card_{panel.key}"):
        st.html(_head(view, panel, of))
        width = None if window is None else window - EDGES
        key = f"chart_{panel.key}"
        chart.draw(
            impacts.figure(panel, page=page, width=width, chosen=chosen, faint=faint),
            key=key,
            on_select=lambda: _choose(key),
            alt=_described(panel, faint),
        )
        if pages > 1:
            _pages(panel, page, pages)
        chart_files.offer(
            view,
            name=panel.key,
            title=panel.title,
            rows=panel.rows,
            sources=lambda: [_source(row) for row in panel.rows],
            counted=_counted(panel, of),
            chart_key=key,
            lost=_lost(panel, faint),
            notes=_notes(panel, page, pages),
        )
        with st.expander(
            "Table and sources", key=f"table_{panel.key}", on_change="rerun"
        ) as expander:
            if expander.open:
                key = second_read.key(panel.rows)
                st.html(html.joined((_table(view, panel, page, faint), key)))


def _described(panel: Panel, faint: Collection[str]) -> str:
    """The panel in words, with how many of its marks are faint."""
    return f"{impacts_panels.describe(panel)} {_lost(panel, faint)}.".removesuffix(" .")


def _lost(panel: Panel, faint: Collection[str]) -> str:
    n_lost = sum(row["finding_id"] in faint for row in panel.rows)
    return steps.words(survival.chosen(), n_lost, len(panel.rows))


def _notes(panel: Panel, page: int, pages: int) -> tuple[str, ...]:
    """What the saved picture says besides: its part of the rows, what the marks mean, the rules."""
    first, last = impacts.bounds(panel, page)
    part = f"Rows {first + 1} to {last} of {len(panel.rows)}; one scale on all pages."
    return (
        part if pages > 1 else "",
        panel.note,
        MARKS_IN_WORDS,
        impacts_panels.ORDER_RULE,
        impacts_panels.FALLING_BACK,
    )


def _counted(panel: Panel, of: int) -> str:
    """How many findings a panel has, each once, and how many marks where these are more."""
    n_findings, n_marks = len({row["finding_id"] for row in panel.rows}), len(panel.rows)
    more = f", {n_marks} marks: what stands in two columns is drawn in both"
    return f"{n_findings} of {of:,} findings{more if n_marks > n_findings else ''}"


def _head(view: View, panel: Panel, of: int) -> Markup:
    active = view.words()
    return html.joined(
        (
            element("h2", panel.title),
            element("p", f"{_counted(panel, of)}; {active}. {panel.note}", class_="quiet"),
        )
    )


def _open(key: str, page: str | None) -> None:
    parameters.set_one("panel", key)
    parameters.set_one("row_page", page)


def _choose(key: str) -> None:
    points = st.session_state[key].selection.points
    if points:
        given = points[0]["customdata"]
        parameters.set_one("finding", given if isinstance(given, str) else given[0])


def _page(panel: Panel, pages: int, chosen: str | None) -> int:
    """The page that the address names, else the one that holds the chosen finding."""
    if st.query_params.get("panel") == panel.key and "row_page" in st.query_params:
        return parameters.page_number("row_page", pages)
    for page in range(1, pages + 1):
        first, last = impacts.bounds(panel, page)
        if any(row["finding_id"] == chosen for row in panel.rows[first:last]):
            return page
    return 1


def _pages(panel: Panel, page: int, pages: int) -> None:
    first, last = impacts.bounds(panel, page)
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, to in (("Previous", page - 1), ("Next", page + 1)):
            st.button(
                label,
                key=f"{label}_{panel.key}",
                disabled=not 1 <= to <= pages,
                on_click=_open,
                args=(panel.key, str(to)),
            )
        st.html(
            element(
                "p", f"Showing {first + 1} to {last} of {len(panel.rows)}; one scale on all pages."
            )
        )


def _table(view: View, panel: Panel, page: int, faint: Collection[str]) -> Markup:
    """The rows that the chart shows, with a link to each receipt and one to each source."""
    first, last = impacts.bounds(panel, page)
    headings = ("Site", "Outcome", "What", "Result", "Figure", "Set against", "Source")
    kept = {
        name: value
        for name, value in st.query_params.items()
        if name in ("group_by", "compared", "panel", "survives")
    }
    return table(
        panel.title,
        headings,
        [
            (
                html.link(
                    row["site_short_name"],
                    view.address("impacts", **kept, finding=row["finding_id"]),
                ),
                row["outcome_name"],
                row["row_label"],
                html.joined(
                    (
                        glyphs.finding(row["direction"], row["evidence_status"], ""),
                        " ",
                        marks.words(row["direction"], row["evidence_status"]),
                        ", does not survive" if row["finding_id"] in faint else "",
                    )
                ),
                html.joined((_figure(row), second_read.mark(row["is_second_read"]))),
                quantities.COMPARATORS[row["comparator"]],
                html.joined(
                    (
                        html.link(_source(row), row["source_url"] or ""),
                        f": {row['locator']}",
                    )
                ),
            )
            for row in panel.rows[first:last]
        ],
    )


def _source(row: Row) -> str:
    return f"{row['publisher']}, {date_words(row['published'])}"


def _figure(row: Row) -> str:
    words = quantities.in_words(row)
    if row["value"] is None or quantities.interval_words(row):
        return words
    return f"{words}, {quantities.NO_INTERVAL}"
