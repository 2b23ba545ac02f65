"""What a contract is and what it was worth; what no source states is written as such."""

from collections.abc import Sequence

from evidence import contract_words, html
from evidence.charts import amounts, glyphs
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import correct, second_read, site_notes
from ui.contract_record_dates import YEAR_ONLY
from ui.site_citations import Citations
from ui.site_contracts import stated, value_words, year_words
from ui.site_tables import pairs, section
from ui.view import View

ENDED = ("ended", "terminated")
# What a part without rows would have told.
EMPTY = {
    "figures": "Figures: terms or amounts of it",
    "stages": "Dated stages of it",
    "milestones": "Milestones of its site",
    "lessons": "Lessons of its site",
    "siblings": "Other contracts of the same site",
    "conflicts": "Sources that disagree about its site",
}


def what_it_is(view: View, record: Row, citations: Citations) -> Markup:
    """The form and the model of care in plain words, the site, the parties and the scope."""
    searched = view.filters.text
    return section(
        "about",
        "What it is",
        pairs(
            (
                ("Contract form", _defined(form_words(record), record["form_definition"])),
                ("Site", html.link(record["site_name"], _site(view, record))),
                ("Model of care", _defined(record["model_name"], record["model_definition"])),
                *(
                    (label, stated(_told(record, name, searched)))
                    for label, name in (
                        ("Commissioner", "commissioner"),
                        ("Provider", "provider"),
                        ("Scope", "scope"),
                    )
                ),
                ("Source", citations.cite(record["source_id"], record["locator"])),
                ("Checked", record["reading"]),
                ("This row", correct.link("contracts", record["contract_id"], record["reading"])),
            )
        ),
    )


def form_words(record: Row) -> object:
    """The contract form by its name, or that no source states it."""
    return stated(None if record["contract_form"] == "not_stated" else record["form_name"])


def money(view: View, record: Row, citations: Citations) -> Markup:
    """The value with its basis, the length, and how it was to be paid, in full."""
    return section(
        "money",
        "Money",
        pairs(
            (
                ("Value", value_words(record)),
                ("Value a year", _year(record)),
                ("Years agreed", stated(contract_words.years(record))),
                ("Start", start_words(record)),
                ("End", end_words(record)),
                ("Payment", stated(_told(record, "payment", view.filters.text))),
                ("Source", citations.cite(record["source_id"], record["locator"])),
            )
        ),
        second_read.key([record])
        if record["value_gbp"] is not None or second_read.has_figure(record["payment"])
        else "",
    )


def start_words(record: Row) -> object:
    """The start; of a contract that is not known to have begun it is the planned one."""
    return _day(record["start_date"], "" if record["status"] in contract_words.BEGUN else "planned")


def end_words(record: Row) -> object:
    """The end; one that was not reported is the agreed or the planned one."""
    if record["status"] in ENDED:
        return _day(record["end_date"], "")
    return _day(record["end_date"], "as agreed" if record["status"] == "live" else "planned")


def what_happened(view: View, record: Row, citations: Citations) -> Markup:
    """The whole account of what became of it; the few words stand at the head of the page."""
    return section(
        "happened",
        "What happened",
        element(
            "p",
            html.marked(record["what_happened"], view.filters.text),
            second_read.mark_in(record["what_happened"], record),
            " ",
            citations.cite(record["source_id"], record["locator"]),
        ),
        second_read.key([record]) if second_read.has_figure(record["what_happened"]) else "",
    )


def lessons(rows: Sequence[Row], citations: Citations, searched: str) -> Markup:
    """The lessons of its site by theme."""
    return site_notes.lessons(rows, citations, searched, title="Lessons of its site, by theme")


def conflicts(rows: Sequence[Row], citations: Citations) -> Markup:
    """Every disagreement of sources about its site; some are about other things than it."""
    title = "Where sources disagree about its site, and how it is settled"
    told = site_notes.conflicts(rows, citations, title=title)
    about = element("p", "All those about the site, not only about this contract.", class_="quiet")
    return html.joined((told, about))


def siblings(view: View, record: Row, rows: Sequence[Row]) -> Markup:
    """The other contracts of the same site with their marks; each leads to its own page."""
    title = f"Other contracts of the same site: {len(rows)}"
    listed = (
        element(
            "li",
            glyphs.contract(row["status"], ""),
            " ",
            html.link(row["contract_label"], view.address("contract", contract=row["contract_id"])),
            f". {row['form_name']}: {contract_words.state(row)}; {row['reason']}.",
        )
        for row in rows
    )
    site = html.link(record["site_name"], _site(view, record))
    words = element("p", "All are told in the record of ", site, ".", class_="quiet")
    return section("siblings", title, element("ul", *listed, class_="contract-others"), words)


def nothing_found(names: Sequence[str]) -> Markup:
    """The parts without rows, named together; each keeps the place that the line at the top names.

    Args:
        names: of ``EMPTY``, in the order of the page; none gives nothing.
    """
    if not names:
        return Markup("")
    listed = (
        element("li", EMPTY[name], ": ", glyphs.nothing(), id=f"part-{name}") for name in names
    )
    words = element("p", "That nothing was found does not say that there was nothing.")
    return html.joined(
        (element("h2", "Not found in this set"), element("ul", *listed, class_="bare"), words)
    )


def _told(record: Row, column: str, searched: str) -> Markup | None:
    """The words of a column with the mark of the figures in them; None where it has none."""
    if not record[column]:
        return None
    words = html.marked(record[column], searched)
    return html.joined((words, second_read.mark_in(record[column], record)))


def _year(record: Row) -> object:
    if record["value_gbp"] is not None and record["value_basis"] == "annual":
        return f"{amounts.pounds(record['value_gbp'])}, as stated"
    return stated(year_words(record))


def _day(date: str | None, kind: str) -> object:
    if not date:
        return stated(None)
    parts = (date_words(date), kind, YEAR_ONLY if len(date) == len("2015") else "")
    return ", ".join(part for part in parts if part)


def _defined(name: object, definition: str) -> Markup:
    return html.joined((name, element("p", definition, class_="quiet")))


def _site(view: View, record: Row) -> str:
    return view.address("site", site=record["site_id"])
