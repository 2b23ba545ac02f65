"""National transformation money of the vanguards by financial year, and where none was found."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import streamlit as st

from evidence import html
from evidence.charts import amounts, glyphs
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import chart_files, money_sources, second_read, site_tables
from ui.view import View

CARD = "contract-funding"
PART = "part-funding"
TITLE = "National transformation money, by vanguard and financial year"
INCOMPLETE = (
    "Only amounts that a public document states for one vanguard and one year. The list is"
    " incomplete, and where none was found money may have been paid all the same: so nothing is"
    " added up. What was asked for is no amount here."
)
ORDER_RULE = "Order: name."


def show(view: View) -> None:
    """Draw the card; filters choose the vanguards, the state of contracts does not matter."""
    rows = view.rows("contract_funding")
    with st.container(key="card_contract_funding"):
        st.header(TITLE, anchor=PART)
        if not rows:
            st.html(element("p", f"No vanguard is selected; {view.words()}."))
            return
        found = [row for row in rows if row["funding_id"]]
        st.html(html.joined(_told(view, rows, found)))
        chart_files.offer(
            view,
            name=CARD,
            title=TITLE,
            rows=rows,
            sources=money_sources.named(found),
            counted=counts_words(rows),
            notes=(INCOMPLETE, ORDER_RULE),
        )


def _told(view: View, rows: Sequence[Row], found: Sequence[Row]) -> Iterator[Markup]:
    """How much was found, then the table, the vanguards without any, and the sources, folded."""
    yield element("p", f"{counts_words(rows)}; {view.words()}.")
    yield element("p", INCOMPLETE, class_="quiet")
    if found:
        with_any = [row for row in rows if row["has_any"]]
        n = len(list(groupby(with_any, lambda row: row["site_id"])))
        head = f"Table: {n} of {rows[0]['n_vanguards']} vanguards with an amount"
        yield money_sources.folded(head, table(view, with_any))
    if none := _without(view, rows):
        yield none
    if found:
        yield money_sources.listed(view, CARD, found)
        yield element("p", f"{ORDER_RULE} {second_read.counted(found)}", class_="quiet")


def years(rows: Sequence[Row]) -> dict[str, int]:
    """How many of the selected vanguards have an amount in each financial year.

    Args:
        rows: rows of ``queries/contract_funding.sql``.
    """
    return {row["financial_year"]: row["n_with_amount"] for row in rows}


def counts_words(rows: Sequence[Row]) -> str:
    """For how many vanguards an amount was found: '2015/16: 12 of 50 vanguards; ...'."""
    n = rows[0]["n_vanguards"]
    counts = sorted(years(rows).items())
    said = (
        f"{year}: {with_amount} of {n}{' vanguards' if place == 0 else ''}"
        for place, (year, with_amount) in enumerate(counts)
    )
    return f"With an amount in {'; in '.join(said)}"


def table(view: View, rows: Sequence[Row]) -> Markup:
    """A row for each vanguard and a column for each year; what was not found says so.

    Args:
        view: whose filters the links keep.
        rows: rows of ``queries/contract_funding.sql``, those of one vanguard together.
    """
    return site_tables.table(
        TITLE,
        ("Vanguard", *sorted(years(rows))),
        (_line(view, list(own)) for _, own in groupby(rows, lambda row: row["site_id"])),
    )


def _line(view: View, rows: Sequence[Row]) -> tuple[object, ...]:
    first = rows[0]
    name = html.link(first["short_name"], view.address("site", site=first["site_id"]))
    by_year = groupby(rows, lambda row: row["financial_year"])
    return (name, *(html.joined(map(_amount, own), "; ") for _, own in by_year))


def _amount(row: Row) -> Markup:
    if row["funding_id"] is None:
        return glyphs.nothing()
    words = element("span", amounts.pounds(row["amount_gbp"]), class_="nowrap")
    return html.joined((words, " ", money_sources.cite(CARD, row)))


def _without(view: View, rows: Sequence[Row]) -> Markup | None:
    """Names the vanguards without any amount; None where there are none."""
    bare = groupby((row for row in rows if not row["has_any"]), lambda row: row["site_id"])
    links = [
        html.link(next(own)["short_name"], view.address("site", site=site)) for site, own in bare
    ]
    if not links:
        return None
    n = rows[0]["n_vanguards"]
    head = f"No amount found in any year: {len(links)} of {n} vanguards"
    return money_sources.folded(head, element("p", html.joined(links, ", "), "."))
