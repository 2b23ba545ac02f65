"""The cards of the page of directions: the effect direction plot, and the counts beneath it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from evidence import html, survival
from evidence.charts import direction_words, marks
from evidence.html import Markup, element
from evidence.read_model import Row
from evidence.scenes import directions
from ui import chart_files, directions_table, sites_list, whole_sources
from ui import survival as steps
from ui.view import View

SITES_A_PAGE = 30


def left(size: Row) -> dict[str, int]:
    """How many marks of the effect direction plot are left at each step of "Only what survives".

    Args:
        size: the row of ``queries/directions_size.sql``.
    """
    names = ("n_marks", "n_compared", "n_independent")
    return {step: size[name] for step, name in zip(survival.STEPS, names, strict=True)}


def show(
    view: View, size: Row, rows: Sequence[Row], counts: Sequence[Row], n_all_findings: int
) -> None:
    """Draw both cards.

    Args:
        view: what is shown.
        size: the row of ``queries/directions_size.sql``.
        rows: those of ``queries/directions.sql``; none says so.
        counts: those of ``queries/directions_counts.sql``.
        n_all_findings: how many findings the whole set has.
    """
    with st.container(key="card_directions"):
        sites = directions.sites_of(rows)
        st.header(title(sites, size), anchor=False)
        subtitle = direction_words.subtitle(size, n_all_findings, view.words())
        st.html(element("p", f"{subtitle} {direction_words.RULE}", class_="quiet"))
        if rows:
            st.html(directions_table.key(rows))
            firsts = sites_list.page_of([site[0] for site in sites], SITES_A_PAGE)
            on_page = {row["site_id"] for row in firsts}
            shown = [site for site in sites if site[0]["site_id"] in on_page]
            st.html(directions_table.table(view, rows, shown))
            sites_list.pager(len(sites), SITES_A_PAGE)
        rules = (
            direction_words.ORDER_RULE if rows else "",
            direction_words.left_out(size),
            direction_words.without_result(counts) if rows else "",
        )
        st.html(element("p", " ".join(each for each in rules if each), class_="quiet"))
        if rows:
            _files(view, size, rows, n_all_findings)
    if rows:
        with st.container(key="card_direction_counts"):
            _counts(view, size, counts, n_all_findings)


def title(sites: Sequence[Sequence[Row]], size: Row) -> str:
    """What is counted: '220 results of 91 sites'."""
    if not sites:
        return "No site has an observed result in this selection"
    n_sites, n_marks = len(sites), size["n_marks"]
    return (
        f"{n_marks} result{'' if n_marks == 1 else 's'} of"
        f" {n_sites} site{'' if n_sites == 1 else 's'}"
    )


def _files(view: View, size: Row, rows: Sequence[Row], n_all_findings: int) -> None:
    step, n_all = steps.chosen(), left(size)["all"]
    chart_files.offer(
        view,
        name="directions",
        title="Direction of results by site and outcome",
        rows=rows,
        sources=lambda: whole_sources.of_results(view, forecasts=False),
        counted=f"{size['n_findings']} of {n_all_findings:,} findings",
        panel=lambda: directions.marks_panel(rows),
        lost=survival.words(step, n_all - left(size)[step], n_all),
        notes=(direction_words.RULE, direction_words.ORDER_RULE, direction_words.left_out(size)),
    )


def _counts(view: View, size: Row, counts: Sequence[Row], n_all_findings: int) -> None:
    st.header("How many sites point which way", anchor=False)
    subtitle = direction_words.subtitle(size, n_all_findings, view.words())
    st.html(element("p", f"{subtitle} {direction_words.VOTES}", class_="quiet"))
    shown = [row for row in counts if row["n_all_sites"]]
    st.html(counts_table(shown))
    st.html(element("p", direction_words.CAUTION, class_="quiet"))
    chart_files.offer(
        view,
        name="direction-counts",
        title="Sites by the direction of their result",
        rows=shown,
        sources=lambda: whole_sources.of_results(view, forecasts=False),
        counted=f"{size['n_findings']} of {n_all_findings:,} findings",
        panel=lambda: directions.counts_panel(shown),
        notes=(direction_words.VOTES, direction_words.CAUTION),
    )


def counts_table(counts: Sequence[Mapping[str, object]]) -> Markup:
    """The votes of every outcome, with the share that points better and the sign test in words."""
    words = [mark.word.capitalize() for mark in marks.DIRECTIONS.values()]
    return html.table(
        "Sites by outcome and direction",
        ("Outcome", "Sites", *words, "Better, 95% interval", "Better against worse", "No vote"),
        (
            (
                row["outcome_name"],
                row["n_sites"],
                *(row[f"n_{direction}"] for direction in marks.DIRECTIONS),
                direction_words.share(dict(row)),
                direction_words.chance(dict(row)),
                direction_words.not_counted(dict(row)),
            )
            for row in counts
        ),
        class_="plain direction-counts",
    )
