"""What the terms come to: the sentence that matters, the years, the fan, the formulas, sources."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from evidence import html
from evidence.charts import payment_fan, payment_years
from evidence.html import Markup, element
from evidence.payment import formulas, words
from evidence.read_model import Row
from evidence.scenes import terms_words
from evidence.scenes.terms_asked import Tried
from evidence.scenes.terms_result import Result
from ui import chart, chart_files, terms_tables
from ui.site_tables import section
from ui.view import View

YEARS = "Who gains and who bears what, year by year"
FAN = "The provider’s result, by how fast demand grows"
BAND = (
    "Each line is a growth of demand, the bold blue one as chosen. Its pale band reaches from no"
    " outcome reached to all."
)
NO_BAND = (
    "Each line is a growth of demand, the bold blue one as chosen. Nothing is paid on outcomes, so"
    " reaching them makes no difference."
)
NOTHING_MOVES = (
    "On these terms income and cost are the same in every year, so nobody gains or bears anything."
    " Let demand grow faster, above."
)


def said(view: View, results: Sequence[Result]) -> Markup:
    """What matters in a sentence, for each contract, and up to where nobody is out of pocket.

    Without results only that it is no forecast.
    """
    not_a_forecast = element("b", terms_words.NOT_A_FORECAST)
    if not results:
        return element("p", not_a_forecast)
    sections = (
        element(
            "section",
            element("h2", _linked(view, each.tried)),
            element("p", each.sentence, class_="terms-sentence"),
            element("p", each.more),
        )
        for each in results
    )
    return html.joined(
        (
            element("div", *sections, class_="terms-said"),
            element("p", not_a_forecast, " ", words.OUT_OF_POCKET, class_="quiet"),
        )
    )


def years(view: View, results: Sequence[Result]) -> None:
    """Draw the years of each contract on one scale."""
    with st.container(key="card_terms_years"):
        st.header(YEARS, anchor=False)
        st.html(_key())
        scale = payment_years.reach([each.years for each in results])
        for place, each in zip(_places(results), results, strict=True):
            key = f"terms_years{each.tried.place}"
            with place:
                note = NOTHING_MOVES if _is_still(each.years) else ""
                st.html(_head(each, note, is_named=len(results) > 1))
                chart.draw(payment_years.figure(each.years, scale), key=key, alt=_years_alt(each))
                title = f"{YEARS}: {each.name}"
                _files(view, each, key, title, each.years, payment_years.KEY)
        _one_scale(results)


def fan(view: View, results: Sequence[Result]) -> None:
    """Draw the fan of each contract on one scale, and the same as tables."""
    with st.container(key="card_terms_fan"):
        st.header(FAN, anchor=False)
        scale = payment_fan.reach([each.fan for each in results])
        for place, each in zip(_places(results), results, strict=True):
            key = f"terms_fan{each.tried.place}"
            with place:
                note = BAND if payment_fan.band(each.fan) else NO_BAND
                st.html(_head(each, note, is_named=len(results) > 1))
                chart.draw(payment_fan.figure(each.fan, scale), key=key, alt=_fan_alt(each))
                _files(view, each, key, f"{FAN}: {each.name}", each.fan, note)
        _one_scale(results)


def tables(results: Sequence[Result]) -> None:
    """Draw the years and the fans as tables."""
    with st.container(key="card_terms_tables"):
        for each in results:
            st.html(
                html.joined(
                    (
                        element("h2", f"{each.name}: the years in numbers"),
                        _subtitle(each),
                        terms_tables.years(f"{YEARS}: {each.name}", each.years),
                        element("p", terms_tables.left_out(each.years), class_="quiet"),
                        _opening(
                            "The fan in numbers: the provider’s result by growth of demand",
                            terms_tables.fan(f"{FAN}: {each.name}", each.fan),
                            terms_tables.outcomes(
                                f"The provider’s result of the whole term: {each.name}", each.fan
                            ),
                        ),
                    )
                )
            )


def rests_on(tried: Sequence[Tried], numbers: Mapping[str, int]) -> None:
    """Draw which terms are assumed, where each one is from, the formulas, and the sources."""
    with st.container(key="card_terms_basis"):
        st.html(_assumed(tried))
        for each in tried:
            _bases(each, numbers)
        listed = (
            element(
                "li",
                element("span", f"[{numbers[source_id]}]", class_="reference-number"),
                element("div", html.link(basis.title, basis.url) if basis.url else basis.title),
                id=f"source-{numbers[source_id]}",
            )
            for source_id, basis in terms_words.sources(tried).items()
        )
        st.html(
            html.joined(
                (
                    _opening("The formulas, each symbol named", _formulas()),
                    section("sources", "Sources", element("ol", *listed, class_="references")),
                )
            )
        )


def _bases(tried: Tried, numbers: Mapping[str, int]) -> None:
    """Every term of one contract with its source; made only while it is open."""
    label = f"Where each term is from: {html.literal(tried.preset.name)}"
    with st.expander(label, key=f"terms_bases_{tried.place}", on_change="rerun") as expander:
        if expander.open:
            st.html(
                html.joined(
                    (
                        element("p", tried.preset.summary),
                        terms_tables.bases(tried, numbers),
                    )
                )
            )


def _linked(view: View, tried: Tried) -> Markup:
    """The contract's name, which leads to what is known of it."""
    preset = tried.preset
    if not preset.contract_id:
        return html.text(preset.name)
    return html.link(preset.name, view.address("contract", contract=preset.contract_id))


def _places(results: Sequence[Result]) -> list[DeltaGenerator]:
    if len(results) == 1:
        return [st.container()]
    return list(st.columns(len(results), gap="medium"))


def _head(each: Result, note: str, *, is_named: bool) -> Markup:
    return element(
        "div",
        element("h3", each.name) if is_named else "",
        _subtitle(each),
        element("p", note) if note else "",
        class_="terms-head",
    )


def _subtitle(each: Result) -> Markup:
    """What the picture is of; which terms are assumed stands once, where its star leads."""
    said, star, rest = terms_words.in_short(each.tried).partition("*")
    linked = element("a", "*", href="#terms-assumed", aria_label="Which they are") if star else ""
    return element("p", said, linked, f"{rest}.", class_="quiet")


def _assumed(tried: Sequence[Tried]) -> Markup:
    """Which terms of each contract are assumed, and which the reader changed."""
    listed = (
        element(
            "p",
            element("b", f"{each.preset.name}: "),
            "; ".join(
                said for said in (terms_words.assumed(each), terms_words.changed(each)) if said
            ),
            ".",
        )
        for each in tried
    )
    return element(
        "section",
        element("h2", "* Assumed: no source states it"),
        *listed,
        id="terms-assumed",
    )


def _is_still(rows: Sequence[Row]) -> bool:
    return not any(row[party.column] for row in rows for party in payment_years.PARTIES)


def _one_scale(results: Sequence[Result]) -> None:
    if len(results) > 1:
        st.html(element("p", "Both contracts stand on one scale.", class_="quiet"))


def _key() -> Markup:
    return element(
        "ul",
        *(
            element(
                "li",
                element("i", class_=f"terms-fill {_class(party)}"),
                element("i", class_=f"terms-line {_class(party)}"),
                f" {party.name}",
            )
            for party in payment_years.PARTIES
        ),
        element("li", "Above the line gains, below it bears."),
        class_="key",
        aria_label="Key",
    )


def _class(party: payment_years.Party) -> str:
    return party.name.split()[0].lower()


def _years_alt(each: Result) -> str:
    last = each.years[-1]
    added = ", ".join(
        f"{party.name.lower()} {payment_years.short(float(last[party.total]))}"
        for party in payment_years.PARTIES
    )
    return (
        f"Bars for each of {len(each.years)} years of {each.name}, and lines of what has added up:"
        f" by the end {added}. {each.sentence} {terms_words.n_assumed(each.tried)}."
    )


def _fan_alt(each: Result) -> str:
    ends = ", ".join(
        f"{payment_fan.points_words(course.points)} {payment_years.short(float(course.totals[-1]))}"
        for course in payment_fan.courses(each.fan)
    )
    return (
        f"Lines of the provider’s result added up, {each.name}, by how much faster demand grows"
        f" than the budget. At the end: {ends}. {terms_words.n_assumed(each.tried)}."
    )


def _files(view: View, each: Result, key: str, title: str, rows: Sequence[Row], note: str) -> None:
    chart_files.offer(
        view,
        name=key.replace("_", "-"),
        title=title,
        rows=terms_tables.data(each.tried, rows),
        sources=terms_words.cited(each.tried),
        counted=f"{each.terms.years} years",
        chart_key=key,
        filters=terms_words.about(each.tried),
        notes=(terms_words.NOT_A_FORECAST, each.sentence, note),
    )


def _opening(summary: str, *content: object) -> Markup:
    return element("details", element("summary", summary), *content, class_="terms-opening")


def _formulas() -> Markup:
    computed = (
        (each.symbol, each.name, element("span", each.formula, class_="terms-formula"))
        for each in (*formulas.FORMULAS, formulas.IDENTITY)
    )
    chosen = ((each.symbol, each.name) for each in formulas.SYMBOLS)
    return html.joined(
        (
            element(
                "p", "Percentages are divided by 100. Every symbol is of year t.", class_="quiet"
            ),
            html.table("What is computed", ("Symbol", "What it is", "How it is made"), computed),
            html.table("What is chosen", ("Symbol", "What it is"), chosen),
            element("ul", *(element("li", each) for each in formulas.NOTES)),
        )
    )
