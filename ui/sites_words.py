"""One site of the list in a few words and marks: the pieces that the table and the cards share."""

from collections.abc import Iterable, Sequence

from evidence import html, site_words
from evidence.charts import glyphs, marks, quantities
from evidence.dates import date_words
from evidence.exports import sites_file
from evidence.html import Markup, element
from evidence.read_model import Row
from ui.view import View

CONTRACT_WORDS = {name: name for name in marks.CONTRACT_STATUSES}


def link(view: View, site: Row) -> Markup:
    """The name, with searched words marked, as a link to the record."""
    words = html.marked(site["name"], view.filters.text)
    return html.link(words, view.address("site", site=site["site_id"]))


def kind(view: View, site: Row) -> Markup:
    """The kind of site and where it is."""
    label = view.model.package.tables["sites"].field("kind").label(site["kind"])
    place = site["area"] or site["country"]
    words = [label, html.marked(place, view.filters.text)] if place else [label]
    return element("div", html.joined(words, ", "), class_="quiet")


def contracts(site: Row) -> Markup:
    """Each contract with the mark of its status, its form and the status in words."""
    if not site["contracts"]:
        return glyphs.nothing("none found")
    return html.joined(
        element("div", glyphs.contract(each["status"], ""), f" {each['form']}: {each['status']}")
        for each in site["contracts"]
    )


def population(site: Row) -> Markup:
    """How many, of whom, and as of when; 'not found' where no source says."""
    if site["population"] is None:
        return glyphs.nothing("not found")
    value = quantities.amount(site["population"], None, quantities.decimals(site["population"]))
    when = f", {date_words(site['population_as_of'])}" if site["population_as_of"] else ""
    counts = element("span", f" {site['population_counts']}{when}", class_="quiet")
    return html.joined((element("strong", value), counts))


def findings(site: Row) -> Markup:
    """How many selected findings, by evidence status."""
    if site["n_findings"] is None:
        return glyphs.nothing(site_words.nothing(site))
    counts = (
        (
            status,
            sum(each["n_findings"] for each in site["results"] if each["evidence_status"] == name),
        )
        for name, status in marks.STATUSES.items()
    )
    words = ", ".join(f"{n} {status}" for status, n in counts if n)
    return html.joined((element("strong", site["n_findings"]), element("span", f": {words}")))


def results(view: View, site: Row) -> Markup:
    """One mark for each outcome with a result, of the strongest evidence that it has.

    Without any result: why, where a source says so.
    """
    shown = site_words.strongest(site)
    missing = site_words.missing(site, view.model.package)
    if not shown and missing:
        return html.joined(glyphs.absence(words) for words in missing)
    if not shown:
        return glyphs.nothing(site_words.nothing(site))
    return element(
        "span",
        *(
            glyphs.finding(each["direction"], each["evidence_status"], site_words.result(each))
            for each in shown
        ),
        class_="results",
    )


def last_event(view: View, site: Row) -> Markup:
    """When something last happened that is dated, and what."""
    words, date = sites_file.last_event(site, view.model.package)
    if words is None:
        return glyphs.nothing("none found")
    return html.joined((element("strong", date_words(date)), f" {words}"))


def key(sites: Sequence[Row]) -> Markup:
    """The keys to the marks of results and of contracts that are on the screen."""
    shown = [each for site in sites for each in site_words.strongest(site)]
    statuses = {each["status"] for site in sites for each in site["contracts"] or ()}
    contracts_key = (
        element("li", glyphs.contract(name, ""), " ", word)
        for name, word in CONTRACT_WORDS.items()
        if name in statuses
    )
    return html.joined(
        (
            _titled("Results", glyphs.key(*_names(shown))) if shown else "",
            _titled(
                "Contracts", element("ul", *contracts_key, class_="key", aria_label="Contracts")
            )
            if statuses
            else "",
        )
    )


def _names(results: Iterable[Row]) -> tuple[list[str], list[str]]:
    shown = list(results)
    return [each["direction"] for each in shown], [each["evidence_status"] for each in shown]


def _titled(title: str, marks_key: Markup) -> Markup:
    return element("div", element("span", title, class_="quiet"), marks_key, class_="titled-key")
