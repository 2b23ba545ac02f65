"""What a site is: its summary, key figures, partners and national money."""

from collections.abc import Sequence
from itertools import groupby

from evidence import html, record_words
from evidence.charts import amounts, glyphs
from evidence.dates import date_words
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import correct, second_read
from ui.site_citations import Citations
from ui.site_tables import none_found, pairs, part_link, section, table


def what_it_is(record: Row, citations: Citations, searched: str) -> Markup:
    """The summary and the words that place the site."""
    cited = citations.cite(record["source_id"], record["locator"])
    ran = [
        date_words(record[name]) if record[name] else "not stated" for name in ("started", "ended")
    ]
    return section(
        "about",
        "What it is",
        element(
            "p",
            html.marked(record["summary"], searched),
            second_read.mark_in(record["summary"], record),
            " ",
            cited,
        ),
        element("p", correct.link("sites", record["site_id"], record["reading"])),
        pairs(
            (
                ("Kind", record["kind_name"]),
                ("Wave", record["wave_name"]),
                (
                    "Model of care",
                    element("span", record["model_name"], title=record["model_definition"]),
                ),
                ("Area", html.marked(record["area"], searched)),
                ("Country", record["country"]),
                ("Led by", html.marked(record["lead_organisation"], searched)),
                ("Started", ran[0]),
                ("Ended", ran[1]),
                ("Checked", record["reading"]),
            )
        ),
        second_read.key([record]) if second_read.has_figure(record["summary"]) else "",
    )


def facts(rows: Sequence[Row], conflicts: Sequence[Row], citations: Citations) -> Markup:
    """Figures about the site with what each counts, the preferred one of a kind first."""
    listed = [_fact(row, citations) for row in rows]
    if not any(row["fact"] == "population" for row in rows):
        words = "no source in this set says how many people it serves"
        listed.insert(0, ("Population", glyphs.nothing("not found"), words, "", ""))
    headings = ("Fact", "Figure", "What it counts", "As of", "Source")
    return section(
        "facts",
        "Key facts",
        table("Key facts", headings, listed),
        second_read.receipt(rows, _fact_name),
        _disagreements(conflicts),
    )


def partners(rows: Sequence[Row], citations: Citations, searched: str) -> Markup:
    """Organisations by their part in the site."""
    if not rows:
        return section("partners", "Partners", none_found("Organisations with a part in it"))
    parts = []
    for role, group in groupby(rows, key=lambda row: row["role_name"]):
        names = (
            element(
                "li",
                html.marked(row["organisation"], searched),
                " ",
                citations.cite(row["source_id"]),
                " ",
                correct.link("partners", row["partner_id"], row["reading"]),
            )
            for row in group
        )
        parts.append(html.joined((element("h3", role), element("ul", *names, class_="bare"))))
    told = second_read.receipt(rows, lambda row: str(row["organisation"]), marked=())
    return section("partners", "Partners", element("div", *parts), told)


def funding(rows: Sequence[Row], citations: Citations) -> Markup:
    """National transformation money by financial year."""
    if not rows:
        return section(
            "funding", "National funding", none_found("National transformation money for it")
        )
    headings = ("Financial year", "Transformation money", "Source")
    listed = (
        (
            row["financial_year"],
            html.joined(
                (amounts.pounds(row["amount_gbp"]), second_read.mark(row["is_second_read"]))
            ),
            html.joined(
                (
                    citations.cite(row["source_id"], row["locator"]),
                    " ",
                    correct.link("funding", row["funding_id"], row["reading"]),
                )
            ),
        )
        for row in rows
    )
    return section(
        "funding",
        "National funding",
        table("National funding by year", headings, listed),
        second_read.receipt(rows, lambda row: str(row["financial_year"])),
    )


def _fact(row: Row, citations: Citations) -> tuple[object, ...]:
    name = row["fact_name"]
    if row["is_second_source"]:
        name = html.joined((name, element("span", ", another figure", class_="quiet")))
    return (
        name,
        element(
            "span",
            element("strong", record_words.fact(row["value"], row["unit"])),
            second_read.mark(row["is_second_read"]),
            class_="nowrap",
        ),
        row["counts"],
        date_words(row["as_of"]) if row["as_of"] else "not stated",
        html.joined(
            (
                citations.cite(row["source_id"], row["locator"]),
                " ",
                correct.link("facts", row["fact_id"], row["reading"]),
            )
        ),
    )


def _fact_name(row: Row) -> str:
    return f"{row['fact_name']}, {record_words.fact(row['value'], row['unit'])}"


def _disagreements(conflicts: Sequence[Row]) -> Markup:
    if not conflicts:
        return element("p", "No disagreement between sources was found.", class_="quiet")
    topics = "; ".join(row["topic"] for row in conflicts)
    settled = part_link("conflicts", "how each is settled")
    return element("p", f"Sources disagree on: {topics}. See ", settled, ".")
