"""The filter bar: the same choices, counts and words on every page that shows a selection."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from evidence import filters as filter_language
from evidence import html
from evidence.filters import FIELD_TITLES, Filters
from evidence.read_model import SITE_FACETS, Row
from ui import parameters, popovers, strip
from ui.view import View

# What somebody filters by most has a button of its own; the rest stands behind "More filters".
FIRST = ("model_type", "contract_form", "kind", "outcome_domain", "evidence_status", "direction")
MORE = ("country", "design", "source_id")
ONE_GLANCE = 20


def show(view: View) -> Row:
    """Draw the bar, the active filters and how much is selected; on a wall all in the strip.

    Returns:
        The row of ``queries/selection_size.sql``.
    """
    if view.on_wall:
        return _in_strip(view)
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters", gap="small"):
        _search(view)
        for facet in FIRST:
            popovers.show(
                view, FIELD_TITLES[facet], f"filter_{facet}", partial(_facet, view, facet)
            )
        popovers.show(view, "More filters", "filter_more", partial(_more, view))
    _edges(view)
    size = view.one("selection_size")
    _ignored(view)
    _active(view, size)
    return size


def _in_strip(view: View) -> Row:
    """The filters behind one button: what is chosen, and one facet at a time."""
    size = view.one("selection_size")
    popover = None
    if not strip.is_hidden():
        with view.places["filters"]:
            popover = st.popover("Filters", key="strip_filter", on_change="rerun")

    def fill() -> None:
        if popover is not None:
            with popover:
                facet = st.selectbox(
                    "Filter by",
                    [*FIRST, *MORE],
                    format_func=FIELD_TITLES.__getitem__,
                    key="strip_facet",
                )
                _facet(view, facet)
                _search(view)
                _active(view, size)

    if popover is not None and popover.open:
        view.later.append(fill)
    return size


def explain_nothing(view: View) -> None:
    """Say which filter to drop to get results, with a button for each that helps.

    Of several searched words each is offered by itself too.
    """
    st.info("No site and no finding meets all of these filters.")
    for each in filter_language.active(view.filters, view.labels()):
        without = view.filters.without(each.name, each.value)
        _rescue(view, f"{each.name}_{each.value}", each.words, without)
    searched = view.filters.text.split()
    for place, word in enumerate(searched if len(searched) > 1 else ()):
        others = " ".join(searched[:place] + searched[place + 1 :])
        _rescue(view, f"word_{place}", f"the word {word}", view.filters.replaced("text", others))
    st.button("Drop all filters", key="rescue_all", on_click=_writer(Filters()))


def _rescue(view: View, name: str, words: str, without: Filters) -> None:
    """A button that drops one part of the choice, where that gives a result."""
    found = view.model.rows("selection_size", without)[0]
    if found["n_sites"] or found["n_groups"]:
        st.button(
            f"Drop {html.literal(words)}: {in_words(found)}",
            key=f"rescue_{name}",
            on_click=_writer(without),
        )


def in_words(size: Row) -> str:
    """A row of ``queries/selection_size.sql`` as 'n of N sites, ..., n of N findings'."""
    return (
        f"{size['n_sites']} of {size['n_all_sites']} sites,"
        f" {size['n_groups']} of {size['n_all_groups']} national groups,"
        f" {size['n_findings']} of {size['n_all_findings']} findings"
    )


def _edges(view: View) -> None:
    """Give the button of each facet with a chosen value a blue edge."""
    chosen = [facet for facet in FIRST if getattr(view.filters, facet)]
    others = set(FIELD_TITLES) - set(FIRST) - {"text"}
    if any(view.filters.without(name) != view.filters for name in others):
        chosen.append("more")
    selectors = ",".join(f".st-key-filter_{name} button" for name in chosen)
    st.html(f"<style>{selectors or '.none'}{{box-shadow:inset 0 0 0 2px #005eb8}}</style>")


def _search(view: View) -> None:
    key = "filter_text"
    st.session_state[key] = view.filters.text

    def changed() -> None:
        parameters.write(view.filters.replaced("text", st.session_state[key]))

    st.text_input(
        "Search",
        key=key,
        on_change=changed,
        placeholder="A name, an area, a result, a lesson",
        max_chars=filter_language.TEXT_LIMIT,
        width=330,
    )


def _counts(view: View, facet: str) -> dict[str, str]:
    """The values of a facet in display order, each with its label and count."""
    return {
        row["value"]: f"{row['label']} ({row['n']})"
        for row in view.rows("facet_counts", facet=facet)
    }


def _facet(view: View, facet: str) -> None:
    options = _counts(view, facet)
    chosen = [value for value in options if value in getattr(view.filters, facet)]
    key = f"chosen_{facet}"
    st.session_state[key] = chosen

    def changed() -> None:
        parameters.write(view.filters.replaced(facet, tuple(st.session_state[key] or ())))

    about_sites = facet in SITE_FACETS
    settings: dict[str, Any] = {
        "key": key,
        "format_func": options.__getitem__,
        "on_change": changed,
    }
    counted = "sites and national groups" if about_sites else "findings"
    if len(options) <= ONE_GLANCE:
        st.pills(FIELD_TITLES[facet], list(options), selection_mode="multi", **settings)
    else:
        st.multiselect(FIELD_TITLES[facet], list(options), placeholder="All", **settings)
    st.caption(f"In brackets: {counted}, as the other filters stand. Nothing chosen means all.")


def _more(view: View) -> None:
    for facet in MORE:
        _facet(view, facet)
    _published_up_to(view)
    _with_number(view)


def _published_up_to(view: View) -> None:
    options = _counts(view, "published_up_to")
    undated = options.pop("not_stated", None)
    key = "chosen_published_up_to"
    year = view.filters.published_up_to
    if year is not None:
        options.setdefault(str(year), str(year))
    st.session_state[key] = None if year is None else str(year)

    def changed() -> None:
        value = st.session_state[key]
        parameters.write(view.filters.replaced("published_up_to", int(value) if value else None))

    st.selectbox(
        FIELD_TITLES["published_up_to"],
        list(options),
        key=key,
        format_func=options.__getitem__,
        on_change=changed,
        placeholder="Any year",
        index=None,
    )
    if undated:
        st.caption(f"What was known by the end of that year. Left out: {undated}.")


def _with_number(view: View) -> None:
    counts = _counts(view, "with_number")
    key = "chosen_with_number"
    st.session_state[key] = view.filters.with_number

    def changed() -> None:
        parameters.write(view.filters.replaced("with_number", st.session_state[key]))

    st.checkbox(f"{counts['yes']} only", key=key, on_change=changed)


def _ignored(view: View) -> None:
    if view.ignored:
        named = ", ".join(
            f"{FIELD_TITLES[each.name]} “{html.literal(each.value[:60])}”"
            for each in view.ignored[:10]
        )
        more = f", and {len(view.ignored) - 10} more" if len(view.ignored) > 10 else ""
        st.warning(
            f"This link asks for something that is not in the data, left out here: {named}{more}."
        )


def _active(view: View, size: Row) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="active", gap="small"):
        st.html(
            html.element("p", html.element("span", in_words(size), class_="count"), role="status"),
            width="content",
        )
        active = filter_language.active(view.filters, view.labels())
        for each in active:
            st.button(
                html.literal(each.words),
                icon=":material/close:",
                icon_position="right",
                key=f"drop_{each.name}_{each.value}",
                help=f"Drop the filter {html.literal(each.words)}",
                on_click=_writer(view.filters.without(each.name, each.value)),
            )
        if len(active) > 1:
            st.button("Drop all", key="drop_all", type="tertiary", on_click=_writer(Filters()))
        if view.filters.published_up_to is not None:
            undated = html.element("p", "Findings whose source has no date are left out.")
            st.html(html.element("div", undated, class_="quiet"), width="content")


def _writer(filters: Filters) -> Callable[[], None]:
    return lambda: parameters.write(filters)
