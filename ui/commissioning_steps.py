"""The commissioning steps and design principles: all of them with counts, and one opened."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from evidence import commissioning_words as words
from evidence import contract_words, html
from evidence.charts import glyphs
from evidence.charts.impacts_panels import counted
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import commissioning_lessons, correct, second_read
from ui.view import View

# Where the opened item stands on the page: the end of its address leads straight to it.
PART = "part-item"
# So many lessons of an item are shown at first, the same number of each theme.
FIRST = 8
OPEN_ONE = "Open one for its questions, its lessons, and the sites that they are from."
SITES_BY_FATE = "Sites they are from, by what became of a contract there; one mark a contract"
ORDER = (
    "Order: that of the source. A site with several contracts counts under the fate of each."
    " National groups overlap with the sites and are left out of the counts of sites."
)
# The statuses of each fate, with what the head of its column calls them beside their marks.
STATUSES = {
    "abandoned_or_terminated": {"abandoned": "Abandoned", "terminated": "terminated"},
    "live_or_ended": {"live": "Live", "ended": "ended"},
    "no_signature": {"planned": "Planned", "procuring": "out to tender"},
    "unknown": {"unknown": "Not known"},
    "no_contract": {},
}
HEADINGS = {
    "abandoned_or_terminated": "The contract was abandoned or terminated",
    "live_or_ended": "Live, or ran its term, when last seen",
    "no_signature": "Planned or out to tender, no signature found",
    "unknown": "Not known what became of it",
    "no_contract": "No contract in this set",
}


def show(view: View) -> None:
    """Draw the item that the address opens, or the overview of them all."""
    items = view.rows("commissioning_items")
    asked = st.query_params.get("item")
    chosen = next((item for item in items if item["item_id"] == asked), None)
    if chosen:
        _opened(view, chosen, items)
        return
    if asked is not None:
        st.warning(f"There is no step or principle “{html.literal(asked[:60])}” in this set.")
    _overview(view, items)


def _overview(view: View, items: Sequence[Row]) -> None:
    counts = view.rows("lesson_counts", **words.LessonChoice().parameters())
    n, n_all = (sum(row[name] for row in counts) for name in ("n_lessons", "n_all"))
    fates = words.fates_shown(items)
    with st.container(key="card_plan_items"):
        st.header("What to settle, and what was learnt about it", anchor=False)
        said = f"{n} of {counted(n_all, 'lesson')}; {view.words()}"
        st.html(html.joined((element("p", said, class_="quiet"), element("p", OPEN_ONE))))
        for kind, group in groupby(items, lambda item: str(item["kind"])):
            rows = list(group)
            title = element("h3", f"{words.KINDS[kind]}: {len(rows)}")
            st.html(html.joined((title, _table(view, kind, rows, fates), _sources(rows))))
        stay = f" {words.GENERAL_STAY}" if view.filters else ""
        for note in (
            f"{words.MATCHED_HERE}{stay}",
            words.ONLY_MEASURE,
            ORDER,
        ):
            st.html(element("p", note, class_="quiet"))


def _table(view: View, kind: str, rows: Sequence[Row], fates: Sequence[str]) -> Markup:
    """One row an item: its text as a link, its lessons, and their sites by fate of a contract."""
    first = element(
        "tr",
        element("th", words.KINDS[kind].removesuffix("s"), scope="col", rowspan="2"),
        element("th", "Lessons that bear on it", scope="col", rowspan="2"),
        element("th", SITES_BY_FATE, colspan=len(fates)),
    )
    second = element("tr", *(element("th", *_fate(fate), scope="col") for fate in fates))
    return element(
        "table",
        element("caption", f"{words.KINDS[kind]}, their lessons and sites"),
        element("thead", first, second),
        element("tbody", *(_line(view, item, fates) for item in rows)),
        class_="plain folding plan",
    )


def _sources(items: Sequence[Row]) -> Markup:
    """The documents that the texts of some items are from, each once."""
    named = {
        item["title"]: html.joined(
            (
                html.link(item["title"], item["url"] or ""),
                f", {item['publisher']}, {date_words(item['published'])}",
            )
        )
        for item in items
    }
    listed = html.joined(named.values(), "; ")
    return element("p", "The texts are summaries of: ", listed, class_="quiet")


def _fate(fate: str) -> tuple[object, ...]:
    """The head of a column: each status in it with its mark, which makes it the key as well."""
    named = [
        element("span", glyphs.contract(status, ""), " ", said)
        for status, said in STATUSES[fate].items()
    ]
    return (html.joined(named, ", "),) if named else (words.SHORT_FATES[fate],)


def _standing(item: Row, fate: str) -> Markup:
    """How many sites of an item have a contract of a fate, and a mark for each such contract."""
    marks = [glyphs.contract(each, "") for each in item["statuses"] if each in STATUSES[fate]]
    return element(
        "td",
        element("span", counted(item[f"n_{fate}"], "site")),
        element("span", *marks, class_="plan-marks") if marks else "",
        data_of=words.SHORT_FATES[fate],
    )


def _line(view: View, item: Row, fates: Sequence[str]) -> Markup:
    link = html.link(words.item_title(item), _address(view, item["item_id"]))
    cells = [_standing(item, fate) for fate in fates]
    return element(
        "tr", element("th", link, scope="row"), element("td", words.lessons_of(item)), *cells
    )


def _address(view: View, item_id: str, **values: str) -> str:
    return f"{view.address('commissioning', item=item_id, **values)}#{PART}"


def _opened(view: View, item: Row, items: Sequence[Row]) -> None:
    lessons = view.rows("commissioning_lessons", item_id=item["item_id"])
    with st.container(key="card_plan_item"):
        st.header(html.literal(words.item_title(item)), anchor=PART)
        st.html(_ways(view, item, items))
        st.html(_about(item))
        st.html(_lessons(view, item, lessons))
        st.html(_cases(view, item))


def _ways(view: View, item: Row, items: Sequence[Row]) -> Markup:
    """The way back to the overview, and to every other item."""
    closing = html.link("Back to all steps and principles", view.address("commissioning"))
    ways = [element("p", closing)]
    for kind, group in groupby(items, lambda each: str(each["kind"])):
        ways.append(
            element(
                "p",
                f"{words.KINDS[kind]}: ",
                *(_way(view, each, is_here=each is item) for each in group),
            )
        )
    return element("nav", *ways, class_="plan-ways", aria_label="Steps and principles")


def _way(view: View, item: Row, *, is_here: bool) -> Markup:
    said = f"{item['number']} {words.short_name(item['item_id']).lower()}"
    if is_here:
        return element("b", said, aria_current="page")
    return html.link(said, _address(view, item["item_id"]))


def _about(item: Row) -> Markup:
    """The questions of an item, whose they are, and the source of its text."""
    own = words.OWN_QUESTIONS.get(item["item_id"])
    if item["questions"]:
        asked = element("p", element("b", "Questions: "), item["questions"])
    elif own:
        said = " (ours: the source states the principle and asks nothing)"
        ours = element("span", said, class_="quiet")
        asked = element("p", element("b", "Questions: "), own, ours)
    else:
        asked = element("p", "The source asks no questions here.", class_="quiet")
    link = html.link(item["title"], item["url"] or "")
    published = f"{item['publisher']}, {date_words(item['published'])}, {item['locator']}"
    table = "commissioning_steps" if item["kind"] == "step" else "principles"
    mend = correct.link(table, str(item["number"]), item["reading"])
    source = element("p", "Source: ", link, f". {published} ", mend, class_="quiet")
    checked = second_read.receipt([item], words.item_title, marked=())
    return element("div", asked, source, checked, class_="plan-about")


def _lessons(view: View, item: Row, lessons: Sequence[Row]) -> Markup:
    """The lessons of an item by theme: some of each at first, all of them on paper."""
    head = element("h3", f"Lessons that bear on it: {words.lessons_of(item)}")
    why = ", ".join(f"{each['theme_name'].lower()} ({each['why']})" for each in item["themes"])
    note = element("p", f"{words.MATCHED_HERE} Themes of this one: {why}.", class_="quiet")
    if not lessons:
        nothing = element("p", glyphs.nothing("no lesson meets the filters"))
        return html.joined((head, note, nothing))
    groups = [list(group) for _, group in groupby(lessons, lambda row: row["theme"])]
    every = st.query_params.get("every") == "yes"
    of_each = len(lessons) if every else -(-FIRST // len(groups))
    shown = sum(min(len(group), of_each) for group in groups)
    return html.joined(
        (
            head,
            note,
            element("p", words.HOW_TO_PIN, class_="quiet screen-words"),
            element(
                "div", *(_theme(view, group, of_each) for group in groups), class_="plan-themes"
            ),
            _more(view, item, shown, len(lessons)),
            commissioning_lessons.who_read(lessons),
            element("p", words.ORDER, class_="quiet"),
        )
    )


def _theme(view: View, lessons: Sequence[Row], of_each: int) -> Markup:
    first, rest = lessons[:of_each], lessons[of_each:]
    listed = [commissioning_lessons.lesson(view, row) for row in first]
    listed += [commissioning_lessons.lesson(view, row, linked=False) for row in rest]
    few = element("span", f", {len(first)} shown", class_="quiet screen-words") if rest else ""
    return element(
        "section",
        element("h4", f"{lessons[0]['theme_name']}: {len(lessons)}", few),
        element("ul", *listed, class_="bare lesson-list"),
    )


def _more(view: View, item: Row, shown: int, n: int) -> Markup:
    if st.query_params.get("every") == "yes":
        link = html.link("Show some of each theme", _address(view, item["item_id"]))
        return element("p", link, class_="screen-words")
    if shown == n:
        return element("p")
    link = html.link(f"Show all {n} lessons", _address(view, item["item_id"], every="yes"))
    return element("p", f"{shown} of {n} shown. ", link, class_="screen-words")


def _cases(view: View, item: Row) -> Markup:
    """The sites of an item's lessons by what became of their contracts."""
    head = element("h3", "Sites where it went well or badly, by the fate of their contracts")
    rows = view.rows("commissioning_cases", item_id=item["item_id"])
    fates = words.fates_shown([item])
    return html.joined(
        (
            head,
            element("p", words.ONLY_MEASURE),
            "" if item["is_contractual"] else element("p", words.NOT_ABOUT_CONTRACTS),
            element(
                "div",
                *(
                    _group(view, fate, [row for row in rows if row["fate"] == fate])
                    for fate in fates
                ),
                class_="plan-fates",
            ),
            element("p", words.CASES_ORDER, class_="quiet"),
        )
    )


def _group(view: View, fate: str, rows: Sequence[Row]) -> Markup:
    """The contracts of one fate, or the sites without one, each with its few words."""
    sites = counted(len({row["site_id"] for row in rows}), "site")
    contracts = f"{counted(len(rows), 'contract')} at {sites}"
    n = sites if fate == "no_contract" else contracts
    title = element("h4", HEADINGS[fate], element("span", n, class_="quiet"))
    if not rows:
        return element("section", title, element("p", glyphs.nothing("none found")))
    listed = element("ul", *(_case(view, row) for row in rows), class_="bare")
    return element("section", title, listed)


def _case(view: View, row: Row) -> Markup:
    if row["contract_id"] is None:
        address = view.address("site", site=row["site_id"])
        return element("li", html.link(row["short_name"], address))
    address = view.address("contract", contract=row["contract_id"])
    source = html.link(f"{row['publisher']}, {date_words(row['published'])}", row["url"] or "")
    return element(
        "li",
        glyphs.contract(row["status"], ""),
        " ",
        html.link(row["contract_label"], address),
        f": {row['reason']}" if row["reason"] else "",
        element(
            "p",
            f"{row['short_form']}; {contract_words.state(row)}. ",
            source,
            class_="quiet",
        ),
    )
