"""The story of a contract whose advertised value, ceiling and winning bid are all stated."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from evidence import contract_words, html
from evidence.charts import amounts, glyphs, price_steps
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart, chart_files, money_sources, site_tables
from ui.site_contracts import SCALES
from ui.view import View

WHATEVER = "This stands whatever the filters: no other contract of the set has all three prices."
SEVERAL = "This stands whatever the filters."
HEADINGS = ("Amount", "In pounds", "Note", "Source")
ORDER_RULE = (
    "Order: the price as it came about; then the other amounts by their kind, as the sources give"
    " them; never by size."
)


def show(view: View) -> None:
    """Draw a card for each contract with every step of its price; none where there is none."""
    rows = [row for row in view.rows("contract_price_steps") if row["has_every_step"]]
    stories = [list(own) for _, own in groupby(rows, lambda row: row["contract_id"])]
    for story in stories:
        with st.container(key=f"card_price_steps_{story[0]['contract_id']}"):
            _story(view, story, WHATEVER if len(stories) == 1 else SEVERAL)


def table(view: View, rows: Sequence[Row]) -> Markup:
    """Every amount of the story with its source and the place in it.

    Args:
        view: whose filters the links keep.
        rows: rows of ``queries/contract_price_steps.sql`` of one contract.
    """
    drawn = [row for row in rows if row["figure_id"]]
    return site_tables.table(
        "Every amount, with its source",
        HEADINGS,
        (
            (
                row["figure_name"],
                html.joined((element("strong", amounts.pounds(row["value"])), _step(row)), " "),
                row["note"],
                _source(view, row),
            )
            for row in drawn
        ),
    )


def disagreements(view: View, rows: Sequence[Row]) -> Markup:
    """What the sources say of money that no one of them settles; empty where they agree.

    Args:
        view: whose filters the links keep.
        rows: rows of ``queries/contract_price_steps.sql`` of one contract.
    """
    words = [row for row in rows if row["scale"] == "words"]
    if not words:
        return Markup("")
    topics = (list(own) for _, own in groupby(words, lambda row: row["topic"]))
    return html.joined(
        (
            element("h3", "In words: what the sources do not reconcile"),
            element("ul", *(_topic(view, own) for own in topics), class_="price-words"),
        )
    )


def _story(view: View, rows: Sequence[Row], whatever: str) -> None:
    first = rows[0]
    st.header(f"{first['contract_label']}: the price in steps, and what stands apart", anchor=False)
    left, right = st.columns(2, gap="large")
    left.html(_told(view, first, whatever))
    with right:
        _chart(view, rows, "price")
    with st.container(key=f"price_apart_{first['contract_id']}"):
        st.html(
            html.joined(
                (
                    element("h3", SCALES["apart"]),
                    element("p", price_steps.CAUTION, class_="quiet"),
                )
            )
        )
        left, right = st.columns(2, gap="large")
        with left:
            _chart(view, rows, "apart")
            _chart(view, rows, "first_year")
        right.html(disagreements(view, rows))
    st.html(
        html.joined(
            (
                element("div", table(view, rows), class_="price-amounts"),
                element("p", ORDER_RULE, class_="quiet"),
            )
        )
    )


def _told(view: View, first: Row, whatever: str) -> Markup:
    """What happened, in the words of the record, and the way to it."""
    words = f"{first['story_publisher']}, {date_words(first['story_published'])}"
    address = view.address("contract", contract=first["contract_id"])
    named = ", and by others that its record names."
    record = f"The whole record of {first['contract_label']}"
    status = glyphs.contract(first["status"], "")
    return html.joined(
        (
            element("p", status, " ", element("strong", first["status_name"])),
            element("p", first["what_happened"]),
            element("p", "Told by ", html.link(words, first["story_url"]), named),
            element("p", html.link(record, address)),
            element("p", whatever, class_="quiet"),
        )
    )


def _chart(view: View, rows: Sequence[Row], scale: str) -> None:
    """The amounts of one scale with their files; nothing where there are none."""
    own = [row for row in rows if row["scale"] == scale]
    if not own:
        return
    name, title = own[0]["contract_label"], _title(own[0])
    is_price = scale == "price"
    if scale != "apart":
        st.html(element("h3", title))
    key = f"price-steps-{chart_files.slug(own[0]['contract_id'])}-{scale.replace('_', '-')}"
    said = price_steps.described(own) if is_price else _described(own)
    chart.draw(
        price_steps.figure(own) if is_price else amounts.figure(own),
        key=key,
        alt=f"{name}. {title}: {said}.",
    )
    chart_files.offer(
        view,
        name=key,
        title=f"{name}: {title[0].lower()}{title[1:]}",
        rows=own,
        sources=partial(money_sources.named, own),
        counted=f"{len(own)} amounts",
        chart_key=key,
        filters="all of this contract’s amounts of the kind",
        notes=(price_steps.CAUTION,) if scale == "apart" else (),
    )


def _title(row: Row) -> str:
    if row["scale"] != "price":
        return SCALES[row["scale"]]
    basis = ", ".join(filter(None, (row["basis_name"].lower(), contract_words.years(row))))
    return f"{SCALES['price']} ({basis})"


def _described(rows: Sequence[Row]) -> str:
    return "; ".join(
        f"{words} {amounts.pounds(row['value'])}"
        for words, row in zip(amounts.labels(rows), rows, strict=True)
    )


def _topic(view: View, rows: Sequence[Row]) -> Markup:
    """The statements of one disagreement, each with its source, and how it is settled."""
    return element(
        "li",
        element("strong", rows[0]["topic"]),
        element(
            "ul",
            *(element("li", row["words"], " (", _source(view, row), ")") for row in rows),
        ),
        element("p", f"How it is settled here: {rows[0]['resolution']}", class_="quiet"),
    )


def _source(view: View, row: Row) -> Markup:
    """Who published it and when, leading to the document, and the place in it."""
    words = html.link(f"{row['publisher']}, {date_words(row['published'])}", row["url"])
    if not row["locator"]:
        return words
    place = money_sources.place(view, row["locator"])
    return html.joined((words, element("span", ", ", place, class_="quiet")))


def _step(row: Row) -> Markup:
    words = price_steps.step_words(row)
    return element("em", words, class_="price-step quiet") if words else Markup("")
