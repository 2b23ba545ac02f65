"""Lessons: search, by theme, by site, by what became of a contract; each with its source."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import streamlit as st

from evidence import commissioning_words as words
from evidence import html
from evidence.commissioning_words import LessonChoice
from evidence.dates import date_words
from evidence.filters import TEXT_LIMIT, Filters
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import correct, parameters, second_read
from ui.view import View

PAGE_SIZE = 25
LAST_PAGE = 9999
# The fields of a choice and the parameters of the address that hold them.
NAMES = {"words": "lesson", "theme": "theme", "lesson_site": "lesson_site", "fate": "fate"}


def show(view: View) -> None:
    """Draw the lesson that the address names, the choices, and one page of the lessons."""
    _named(view)
    sites = {row["site_id"]: row for row in view.rows("lesson_sites")}
    with st.container(key="card_lessons"):
        place = st.container(horizontal=True, vertical_alignment="bottom", key="lesson_choices")
        loose = words.lesson_choice(parameters.query(), (), sites)
        themes = {row["theme"]: row for row in view.rows("lesson_counts", **loose.parameters())}
        choice = words.lesson_choice(parameters.query(), themes, sites)
        with place:
            _ask(choice, themes, sites)
        rows = view.rows(
            "lesson_list",
            theme=choice.theme,
            page=parameters.page_number("lesson_page", LAST_PAGE),
            page_size=PAGE_SIZE,
            **choice.parameters(),
        )
        _listed(view, choice, rows, themes, sites)


def lesson(view: View, row: Row, searched: str = "", *, linked: bool = True) -> Markup:
    """One lesson with its site, its source and the place in it, as an item of a list.

    Args:
        view: whose filters the links keep.
        row: of ``queries/lesson_list.sql`` or any other with the same columns.
        searched: the words that are marked in it.
        linked: whether it has links; without them it is for paper.
    """
    published = f"{row['publisher']}, {date_words(row['published'])}"
    parts: list[object] = [words.whose(row), f"{published}, {row['locator']}"]
    if linked:
        if row["site_id"]:
            parts[0] = html.link(words.whose(row), view.address("site", site=row["site_id"]))
        source = html.link(published, row["url"] or "")
        own = view.address("commissioning", show="lessons", lesson_id=row["lesson_id"])
        number = f"Lesson {row['lesson_id']}"
        to_itself = element("a", number, href=own, class_="own-lesson")
        mend = correct.link("lessons", row["lesson_id"], row["reading"])
        parts[1:] = [html.joined((source, ", ", row["locator"])), to_itself, mend]
    return element(
        "li",
        element(
            "p",
            html.marked(row["lesson"], searched),
            second_read.mark_in(row["lesson"], row),
        ),
        element("p", html.joined(parts, " · "), class_="quiet"),
        class_=None if linked else "only-paper",
    )


def who_read(rows: Sequence[Row]) -> Markup:
    """Who entered and who checked some lessons, for under their list."""
    marked = [row for row in rows if second_read.has_figure(row["lesson"])]
    return second_read.receipt(rows, lambda row: f"Lesson {row['lesson_id']}", marked)


def _named(view: View) -> None:
    """The lesson that ``lesson_id`` names, on top, whatever else is chosen."""
    asked = st.query_params.get("lesson_id")
    if asked is None:
        return
    found = view.rows("lesson_record", lesson_id=asked)
    if not found:
        st.warning(f"There is no lesson “{html.literal(asked[:60])}” in this set.")
        return
    (row,) = found
    items = (
        html.link(
            f"{words.item_name(each)}, {words.short_name(each).lower()}",
            view.address("commissioning", item=each),
        )
        for each in row["item_ids"] or ()
    )
    with st.container(key="card_lesson_named"):
        st.header(f"{row['theme_name']}: {words.whose(row)}", anchor=False)
        st.html(element("ul", lesson(view, row), class_="bare lesson-named") + who_read([row]))
        matched = element("p", "Bears, by its theme, on: ", html.joined(items, "; "))
        st.html(matched)
        closing = html.link(
            "Close, back to all lessons", view.address("commissioning", show="lessons")
        )
        st.html(element("p", f"{words.PIN_THIS} ", closing, class_="screen-words"))


def _ask(choice: LessonChoice, themes: Mapping[str, Row], sites: Mapping[str, Row]) -> None:
    """The search field and the three choices; each goes back to the first page of the list."""
    key = "lesson_words"
    st.session_state[key] = choice.words
    st.text_input(
        "Search the lessons",
        key=key,
        on_change=_changer("lesson", lambda: st.session_state[key].strip() or None),
        placeholder="Every word has to occur",
        max_chars=TEXT_LIMIT,
        width=260,
    )
    counts = {name: f"{row['theme_name']} ({row['n_lessons']})" for name, row in themes.items()}
    _select("Theme", "theme", {"all": "All themes"} | counts, choice.theme)
    named = {name: f"{row['short_name']} ({row['n_lessons']})" for name, row in sites.items()}
    _select("Site", "lesson_site", {"all": "All, and general lessons"} | named, choice.lesson_site)
    _select("Contract of the site", "fate", {"any": "Any or none"} | words.FATES, choice.fate)


def _select(label: str, name: str, options: Mapping[str, str], current: str) -> None:
    key, default = f"choice_{name}", next(iter(options))
    st.session_state[key] = current

    def chosen() -> str | None:
        return None if st.session_state[key] == default else str(st.session_state[key])

    st.selectbox(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        on_change=_changer(name, chosen),
        width=250,
    )


def _changer(name: str, value: Callable[[], str | None]) -> Callable[[], None]:
    """A callback that sets a parameter and goes back to the first page of the list."""

    def changed() -> None:
        parameters.set_one(name, value())
        parameters.set_one("lesson_page", None)

    return changed


def _listed(
    view: View,
    choice: LessonChoice,
    rows: Sequence[Row],
    themes: Mapping[str, Row],
    sites: Mapping[str, Row],
) -> None:
    n_all = sum(row["n_all"] for row in themes.values())
    n_listed = rows[0]["n_listed"] if rows else 0
    st.header(f"{n_listed} of {n_all} lessons", anchor=False)
    chosen = choice.in_words(
        {name: row["theme_name"] for name, row in themes.items()},
        {name: row["short_name"] for name, row in sites.items()},
    )
    said = [*chosen.values(), *([view.words()] if view.filters or not chosen else [])]
    st.html(element("p", "; ".join(said), class_="quiet"))
    if not rows:
        _explain_nothing(view, choice, chosen)
        return
    st.html(element("p", words.HOW_TO_PIN, class_="quiet screen-words"))
    for theme, group in groupby(rows, lambda row: row["theme_name"]):
        items = (lesson(view, row, choice.words) for row in group)
        st.html(
            html.joined((element("h3", theme), element("ul", *items, class_="bare lesson-list")))
        )
    st.html(who_read(rows))
    if n_listed > PAGE_SIZE:
        st.html(_pages(view, choice, rows[0]["list_place"], n_listed))
    notes = [words.ORDER]
    if view.filters and choice.lesson_site == "all" and choice.fate == "any":
        notes.append(words.GENERAL_STAY)
    if choice.fate != "any":
        notes.append(words.NO_FATE)
    st.html(element("p", " ".join(notes), class_="quiet"))


def _explain_nothing(view: View, choice: LessonChoice, chosen: Mapping[str, str]) -> None:
    """Say that nothing is left, with a button for each choice whose loss brings lessons back."""
    st.info("No lesson meets all of these choices.")
    for name, said in chosen.items():
        n = _n_found(view, choice.without(name))
        if n:
            st.button(
                f"Drop {html.literal(said)}: {n} lessons",
                key=f"rescue_lesson_{name}",
                on_click=_changer(NAMES[name], lambda: None),
            )
    if view.filters:
        st.button(
            f"Drop the filters: {html.literal(view.words())}",
            key="rescue_lesson_filters",
            on_click=lambda: parameters.write(Filters(), lesson_page=None),
        )
    st.button("Show all lessons", key="rescue_lesson_all", on_click=_drop_all)


def _n_found(view: View, choice: LessonChoice) -> int:
    counts = view.rows("lesson_counts", **choice.parameters())
    return sum(row["n_lessons"] for row in counts if choice.theme in ("all", row["theme"]))


def _drop_all() -> None:
    dropped = dict.fromkeys((*NAMES.values(), "lesson_page"))
    parameters.write(Filters(), **dropped)


def _pages(view: View, choice: LessonChoice, first: int, n_listed: int) -> Markup:
    """Links to the pages of the list."""
    current, last = (first - 1) // PAGE_SIZE + 1, (n_listed - 1) // PAGE_SIZE + 1

    def entry(said: str, page: int) -> Markup:
        address = view.address(
            "commissioning", show="lessons", **choice.query(), lesson_page=str(page)
        )
        return element("li", html.link(said, address))

    items = [
        element("li", element("span", page, class_="count", aria_current="page"))
        if page == current
        else entry(str(page), page)
        for page in range(1, last + 1)
    ]
    before = [entry("Previous", current - 1)] if current > 1 else []
    after = [entry("Next", current + 1)] if current < last else []
    return element(
        "nav",
        element("ul", *before, *items, *after, class_="pages"),
        aria_label="Pages of the list of lessons",
    )
