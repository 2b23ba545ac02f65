"""The findings of a record with their receipts, and what is known to be missing."""

from collections.abc import Sequence
from itertools import groupby

from evidence import html, record_words
from evidence.charts import glyphs, marks
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import correct, second_read
from ui.site_citations import Citations
from ui.site_tables import none_found, pairs, section


def observed(rows: Sequence[Row], citations: Citations, searched: str) -> Markup:
    """The observed findings by outcome."""
    title = f"What was reported, by outcome: {_n_findings(len(rows))}"
    if not rows:
        return section("findings", title, none_found("Observed results"))
    key = glyphs.key([row["direction"] for row in rows], [row["evidence_status"] for row in rows])
    order = element(
        "p",
        "Order: outcome, then strength of the design, then the newest source, then name; never by"
        " size.",
        class_="quiet",
    )
    parts = _by_outcome(rows, citations, searched)
    return section("findings", title, key, *parts, second_read.key(rows), order)


def forecasts(rows: Sequence[Row], citations: Citations, searched: str) -> Markup:
    """What was expected and not observed, apart from the results."""
    title = f"Expected, not observed: {_n_forecasts(len(rows))}"
    if not rows:
        return section("forecasts", title, none_found("Forecasts"))
    parts = _by_outcome(rows, citations, searched)
    return section("forecasts", title, *parts, second_read.key(rows))


def missing(rows: Sequence[Row], citations: Citations) -> Markup:
    """What a source says is missing and why, then the outcomes without an observed finding."""
    absences = [row for row in rows if row["kind"] == "absence"]
    listed = [element("div", _absence(row, citations)) for row in absences]
    if not absences:
        words = "No source in this set says that a result of it is missing, or why."
        listed.append(element("p", words, class_="quiet"))
    listed.append(second_read.receipt(absences, _absence_name, marked=()))
    for kind, box, tail in (
        ("forecast_only", "forecast only", "expected, with nothing observed."),
        ("none", "none found", "nothing in this set. That is not the same as no effect."),
    ):
        names = [within(row["outcome_name"]) for row in rows if row["kind"] == kind]
        if names:
            counted = f"{len(names)} {'outcome' if len(names) == 1 else 'outcomes'}"
            words = f" {counted}: {', '.join(names)}: {tail}"
            listed.append(element("p", glyphs.nothing(box), words))
    return section("missing", "What is missing", *listed)


def receipt(row: Row, citations: Citations) -> Markup:
    """Where a finding comes from: source, design, whom it counts, who entered and checked it."""
    source = html.joined(
        (
            f"{row['publisher']}, {date_words(row['published'])} ",
            citations.cite(row["source_id"], row["locator"]),
        )
    )
    return pairs(
        (
            ("Source", source),
            ("Design", row["design_name"] or "not stated"),
            ("Set against", within(row["comparator_name"])),
            ("Who", _who(row)),
            ("When", row["period"] or "not stated"),
            ("Checked", row["reading"]),
        )
    )


def _by_outcome(rows: Sequence[Row], citations: Citations, searched: str) -> list[Markup]:
    made = []
    for outcome, group in groupby(rows, key=lambda row: row["outcome_name"]):
        articles = [_finding(row, citations, searched) for row in group]
        grid = element("div", *articles, class_="findings")
        made.append(html.joined((element("h3", f"{outcome}: {len(articles)}"), grid)))
    return made


def _finding(row: Row, citations: Citations, searched: str) -> Markup:
    words = marks.words(row["direction"], row["evidence_status"])
    return element(
        "article",
        element(
            "p",
            glyphs.finding(row["direction"], row["evidence_status"], ""),
            " ",
            element("strong", words),
            f" · {record_words.finding(row)}",
            second_read.mark(row["is_second_read"]),
        ),
        element("p", element("strong", html.marked(row["measure"], searched))),
        element("p", html.marked(row["statement"], searched)),
        receipt(row, citations),
        element("p", correct.link("findings", row["finding_id"], row["reading"])),
    )


def _absence(row: Row, citations: Citations) -> Markup:
    label = f" “{row['label']}”" if row["label"] else ""
    about = within(row["outcome_name"] or "All outcomes")
    when = f", as of {date_words(row['as_of'])}" if row["as_of"] else ""
    return element(
        "p",
        glyphs.absence(row["reason_name"].lower()),
        f" {about}{when}.{label} ",
        citations.cite(row["source_id"], row["locator"]),
        " ",
        correct.link("absences", row["absence_id"], row["reading"]),
    )


def _absence_name(row: Row) -> str:
    return f"{row['outcome_name'] or 'All outcomes'}, {row['reason_name'].lower()}"


def within(name: str) -> str:
    """A name as it stands inside a sentence: 'bed days', but 'A&E attendances'."""
    return name[0].lower() + name[1:] if name[1:2].islower() else name


def _who(row: Row) -> str:
    n = f"n = {row['n']:,}" if row["n"] is not None else "number not stated"
    return f"{row['population']}; {n}" if row["population"] else n


def _n_findings(n: int) -> str:
    return "1 finding" if n == 1 else f"{n} findings"


def _n_forecasts(n: int) -> str:
    return "1 forecast" if n == 1 else f"{n} forecasts"
