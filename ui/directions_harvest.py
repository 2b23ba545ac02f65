"""The harvest plot on a desk: the chart, the same as a table with links, and its sources."""

from collections.abc import Sequence

import streamlit as st

from evidence import html, survival
from evidence.charts import direction_words, glyphs, harvest, marks
from evidence.charts.direction_words import LEVELS
from evidence.html import Markup, element
from evidence.read_model import Row
from evidence.scenes import directions, scene_sources
from evidence.scenes.scene import Asked, Source
from ui import chart, chart_files, parameters
from ui import survival as steps
from ui.view import View


def ask_outcome(counts: Sequence[Row]) -> Row | None:
    """Draw the choice of the outcome; returns its row, None where there is no outcome at all.

    Args:
        counts: the rows of ``queries/directions_counts.sql``.
    """
    asked = directions.outcome_asked(st.query_params.get("outcome", directions.OUTCOME), counts)
    if not asked:
        return None
    offered = {
        row["outcome_domain"]: f"{row['outcome_name']}: {row['n_all_sites']}"
        for row in counts
        if row["n_all_sites"] or row["outcome_domain"] == asked["outcome_domain"]
    }
    key = "choice_outcome"
    st.session_state[key] = asked["outcome_domain"]

    def changed() -> None:
        value = st.session_state[key]
        parameters.set_one("outcome", None if value == directions.OUTCOME else value)

    st.selectbox(
        "Outcome, with its number of sites",
        list(offered),
        key=key,
        format_func=offered.__getitem__,
        on_change=changed,
        width=330,
    )
    return asked


def show(view: View, outcome: Row, bars: Sequence[Row], n_all_findings: int) -> None:
    """Draw the card of the harvest plot.

    Args:
        view: whose filters are kept when a bar is clicked.
        outcome: its row of ``queries/directions_counts.sql``.
        bars: the rows of ``queries/harvest.sql``; none says so.
        n_all_findings: how many findings the whole set has.
    """
    title = direction_words.harvest_title(outcome["outcome_name"], bars)
    with st.container(key="card_harvest"):
        if not bars:
            st.header(f"No site has a result for: {outcome['outcome_name']}", anchor=False)
            words = f"{view.words()}. {direction_words.not_drawn(bars, outcome)}"
            st.html(element("p", words, class_="quiet"))
            return
        said = direction_words.in_one_sentence(bars)
        st.header(f"{title}: {said}", anchor=False)
        counted = f"{direction_words.harvest_size(bars)} of {n_all_findings:,} findings"
        about = (
            f"{counted}; {view.words()}. {direction_words.HARVEST_RULE} Select a bar to open it."
        )
        st.html(element("p", about, class_="quiet"))
        st.html(key(bars))
        _chart(view, title, bars)
        rules = (
            direction_words.HARVEST_ORDER,
            direction_words.not_drawn(bars, outcome),
            direction_words.changed(bars),
        )
        st.html(element("p", " ".join(each for each in rules if each), class_="quiet"))
        sources = _sources(view, bars)
        step, left = steps.chosen(), directions.left_at_steps(bars)
        chart_files.offer(
            view,
            name=f"harvest-{outcome['outcome_domain']}",
            title=title,
            rows=bars,
            sources=[source.words for source in sources],
            counted=counted,
            panel=lambda: directions.harvest_panel(outcome["outcome_name"], bars),
            lost=survival.words(step, left["all"] - left[step], left["all"]),
            notes=(direction_words.HARVEST_RULE, *rules),
        )
    with st.container(key="card_harvest_table"):
        st.header("The same sites by name", anchor=False)
        st.html(table(view, bars))
        with st.expander(f"Sources of the bars: {len(sources)}"):
            st.html(element("ul", *(element("li", _source(each)) for each in sources)))


def key(bars: Sequence[Row]) -> Markup:
    """What the fill of a bar means."""
    used = {row["evidence_status"] for row in bars}
    items = (
        element("li", element("i", class_=f"swatch bar-{status}", aria_hidden="true"), " ", words)
        for status, words in marks.STATUSES.items()
        if status in used
    )
    return element("ul", *items, class_="key", aria_label="Key to the bars")


def table(view: View, bars: Sequence[Row]) -> Markup:
    """Every bar with its site, in the order of the plot."""
    return html.table(
        "Sites by direction and design",
        ("Site", "Result", "Design", "Findings", "Weaker, not drawn"),
        (
            (
                html.link(row["site_short_name"], view.address("site", site=row["site_id"])),
                _result(row),
                _design(row),
                row["n_findings"],
                row["n_weaker"] or "none",
            )
            for row in bars
        ),
        class_="plain harvest-table",
    )


def _chart(view: View, title: str, bars: Sequence[Row]) -> None:
    # On a narrow screen it scrolls in a box of its own; the keyboard reaches it by its first line.
    with st.container(key="harvest_box"):
        hint = "On a narrow screen the plot goes on to the right."
        st.html(element("p", hint, class_="harvest-hint", tabindex="0"))
        chosen = chart.draw(
            harvest.figure(bars),
            key="harvest",
            alt=harvest.alt(title, bars),
            on_select="rerun",
        )
    for point in chosen["selection"]["points"][:1] if chosen else ():
        site = point["customdata"]
        site_id = str(site[0] if isinstance(site, list) else site)
        st.switch_page("pages/site.py", query_params=view.query(site=site_id))


def _result(row: Row) -> Markup:
    words = marks.words(row["direction"], row["evidence_status"])
    if not row["n_left"]:
        mark = element(
            "i",
            class_=f"glyph faint finding-{row['direction']}-{row['evidence_status']}",
            aria_hidden="true",
        )
        return html.joined((mark, " ", words, "; does not survive"))
    mark = glyphs.finding(row["direction"], row["evidence_status"], "")
    left = row["left_direction"]
    more = f"; what survives: {marks.DIRECTIONS[left].word}" if left != row["direction"] else ""
    return html.joined((mark, " ", words, more))


def _design(row: Row) -> str:
    """The level of the design, and the designs where their names say more."""
    level = LEVELS[row["design_level"] - 1]
    names = ", ".join(name.lower() for name in row["design_names"]) or "design not stated"
    return level if names == level.lower() else f"{level}: {names}"


def _sources(view: View, bars: Sequence[Row]) -> tuple[Source, ...]:
    asked = Asked(view.model, view.filters)
    finding_ids = [finding for row in bars for finding in row["finding_ids"]]
    return scene_sources.of_rows(scene_sources.of_findings(asked, finding_ids))


def _source(source: Source) -> Markup:
    return html.link(source.words, source.url) if source.url else html.text(source.words)
