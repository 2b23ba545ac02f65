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
from evidence.scenes import contracts_money
from ui import chart, chart_files, money_sources
from ui.site_contracts import SCALES
from ui.view import View

WHATEVER = "This stands whatever the filters: no other contract of the set has all three prices."
SEVERAL = "This stands whatever the filters."
PART = "part-price"
CAPTION = "Every amount, with its source"
HEADINGS = ("Amount", "In pounds", "Drawn, each kind on its own scale", "Note", "Source")
ORDER_RULE = (
    "Order: the price as it came about; then the other amounts by their kind, as the sources give"
    " them; never by size."
)


def stories(view: View) -> list[list[Row]]:
    """The rows of each contract with every step of its price; none where there is none."""
    rows = [row for row in view.rows("contract_price_steps") if row["has_every_step"]]
    return [list(own) for _, own in groupby(rows, lambda row: row["contract_id"])]


def show(view: View) -> None:
    """Draw a card for each contract with every step of its price; none where there is none."""
    told = stories(view)
    for place, story in enumerate(told):
        with st.container(key=f"card_price_steps_{story[0]['contract_id']}"):
            title = f"{story[0]['contract_label']}: the price in steps, and what stands apart"
            st.header(html.literal(title), anchor=False if place else PART)
            _story(view, story, WHATEVER if len(told) == 1 else SEVERAL)


def table(view: View, rows: Sequence[Row]) -> Markup:
    """Every amount of the story with its source, under what may stand on one scale.

    Amounts beside the price are bars from 0, each kind on a scale of its own; the prices
    themselves are drawn as steps above.

    Args:
        view: whose filters the links keep.
        rows: rows of ``queries/contract_price_steps.sql`` of one contract.
    """
    stated = [row for row in rows if row["figure_id"]]
    head = element("tr", *(element("th", each, scope="col") for each in HEADINGS))
    return element(
        "table",
        element("caption", CAPTION),
        element("thead", head),
        *(
            _group(view, scale, list(own))
            for scale, own in groupby(stated, lambda row: row["scale"])
        ),
        class_="price-amounts",
    )


def _group(view: View, scale: str, rows: Sequence[Row]) -> Markup:
    """The amounts of one scale, under its name and what has to be known of it."""
    caution = element("span", price_steps.CAUTION, class_="price-step quiet")
    words = html.joined((_title(rows[0]), caution if scale == "apart" else ""))
    largest = max(row["value"] for row in rows)
    return element(
        "tbody",
        element("tr", element("th", words, scope="rowgroup", colspan=len(HEADINGS))),
        *(
            element(
                "tr",
                element("th", row["figure_name"], scope="row"),
                element("td", element("strong", amounts.pounds(row["value"]))),
                element("td", _step(row) if scale == "price" else _bar(row, largest)),
                element("td", row["note"]),
                element("td", _source(view, row)),
            )
            for row in rows
        ),
    )


def _bar(row: Row, largest: float) -> Markup:
    width = f"width:{round(row['value'] / largest * 100, 1):g}%"
    return element("i", class_=f"price-bar {row['scale'].replace('_', '-')}", style=width)


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
    left, right = st.columns(2, gap="large")
    left.html(_told(view, first, whatever))
    with right:
        _steps(view, [row for row in rows if row["scale"] == "price"])
    st.html(
        html.joined(
            (
                element("h3", CAPTION),
                money_sources.folded_on_phones("The table of amounts", table(view, rows)),
                element("p", ORDER_RULE, class_="quiet"),
            )
        )
    )
    _files_of_amounts(view, rows)
    st.html(disagreements(view, rows))


def _files_of_amounts(view: View, rows: Sequence[Row]) -> None:
    """The table as a file; its picture has what stands apart, as the steps have their own."""
    own = [row for row in rows if row["figure_id"]]
    name = own[0]["contract_label"]
    pictures = contracts_money.apart(own)
    chart_files.offer(
        view,
        name=f"price-amounts-{chart_files.slug(own[0]['contract_id'])}",
        title=f"{name}: every amount, with its source",
        rows=own,
        sources=partial(money_sources.named, own),
        counted=f"{len(own)} amounts",
        panel=pictures[0] if pictures else None,
        filters="all of this contract’s amounts in pounds",
        notes=(price_steps.CAUTION, ORDER_RULE),
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


def _steps(view: View, rows: Sequence[Row]) -> None:
    """The prices as steps, with their files."""
    name, title = rows[0]["contract_label"], _title(rows[0])
    st.html(element("h3", title))
    key = f"price-steps-{chart_files.slug(rows[0]['contract_id'])}"
    chart.draw(
        price_steps.figure(rows),
        key=key,
        alt=f"{name}. {title}: {price_steps.described(rows)}.",
    )
    chart_files.offer(
        view,
        name=key,
        title=f"{name}: {title[0].lower()}{title[1:]}",
        rows=rows,
        sources=partial(money_sources.named, rows),
        counted=f"{len(rows)} amounts",
        chart_key=key,
        filters="all of this contract’s amounts of the kind",
    )


def _title(row: Row) -> str:
    if row["scale"] != "price":
        return SCALES[row["scale"]]
    basis = ", ".join(filter(None, (row["basis_name"].lower(), contract_words.years(row))))
    return f"{SCALES['price']} ({basis})"


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
    return element("em", words, class_="quiet") if words else Markup("the first")
