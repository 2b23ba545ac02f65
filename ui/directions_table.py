"""The effect direction plot as a table: a row for each site, a mark for each outcome."""

from collections.abc import Sequence

from evidence import html
from evidence.charts import glyphs, marks
from evidence.charts.impacts_panels import counted
from evidence.html import Markup, element
from evidence.read_model import Row
from evidence.scenes import directions
from ui.view import View

# The grey of a row for each level of design, the weakest first.
SHADES = ("none", "before", "trend", "controls", "trial")
SHADE_WORDS = {
    "trial": "trial",
    "controls": "against controls",
    "trend": "trend or reviews",
    "before": "before and after",
    "none": "no test, or no design stated",
}


def key(rows: Sequence[Row]) -> Markup:
    """The shapes, the fills, and what the grey of a row means."""
    shades = {SHADES[row["design_level"] - 1] for row in rows}
    swatches = (
        element("li", element("i", class_=f"swatch shade-{name}", aria_hidden="true"), " ", words)
        for name, words in SHADE_WORDS.items()
        if name in shades
    )
    findings = glyphs.key(
        [row["direction"] for row in rows], [row["evidence_status"] for row in rows]
    )
    grey = element("li", "Row, strongest design:", class_="quiet")
    return html.joined(
        (
            findings,
            element("ul", grey, *swatches, class_="key", aria_label="Key to the rows"),
        )
    )


def table(view: View, rows: Sequence[Row], sites: Sequence[Sequence[Row]]) -> Markup:
    """Some sites of the plot; the columns are those of all.

    Args:
        view: whose filters the links keep.
        rows: those of ``queries/directions.sql``.
        sites: the marks of each site that is shown, in order.
    """
    outcomes = directions.outcomes_of(rows)
    head = element(
        "tr",
        element("th", "Site", scope="col"),
        *(element("th", name, scope="col") for name in outcomes.values()),
    )
    body = (_line(view, site, outcomes) for site in sites)
    inner = element(
        "table",
        element("caption", "Direction of results by site and outcome"),
        element("thead", head),
        element("tbody", *body),
        class_="directions folding",
    )
    return element(
        "div", inner, class_="scroll", tabindex="0", role="region", aria_label="Directions by site"
    )


def _line(view: View, site: Sequence[Row], outcomes: dict[str, str]) -> Markup:
    first = site[0]
    own = {row["outcome_domain"]: row for row in site}
    newest = first["newest"][:4] if first["newest"] else "no date"
    design = first["design_name"] or "Design not stated"
    return element(
        "tr",
        element(
            "th",
            html.link(first["site_short_name"], view.address("site", site=first["site_id"])),
            element("span", f"{design}, {newest}", class_="quiet"),
            scope="row",
        ),
        *(_cell(view, own.get(outcome), name) for outcome, name in outcomes.items()),
        class_=f"shade-{SHADES[first['design_level'] - 1]}",
    )


def _cell(view: View, row: Row | None, outcome_name: str) -> Markup:
    if row is None:
        return element("td", "none", class_="without")
    faint = "" if row["is_left"] else " faint"
    mark = f"glyph finding-{row['direction']}-{row['evidence_status']}{faint}"
    number = element("b", row["n_findings"]) if row["n_findings"] > 1 else ""
    link = element(
        "a",
        element("i", class_=mark),
        number,
        href=_findings(view, row),
        title=spoken(row),
        aria_label=spoken(row),
    )
    return element("td", link, data_of=outcome_name)


def _findings(view: View, row: Row) -> str:
    """The address of what a mark was merged from, found by the words of the site's name."""
    words = f"{view.filters.text} {row['site_name']}".strip()
    return view.address("impacts", outcome_domain=row["outcome_domain"], text=words)


def spoken(row: Row) -> str:
    """What a mark says: 'Alpha, Cost: better, evaluated, 2 findings'."""
    lost = "" if row["is_left"] else ", does not survive"
    return (
        f"{row['site_short_name']}, {row['outcome_name']}:"
        f" {marks.words(row['direction'], row['evidence_status'])},"
        f" {counted(row['n_findings'], 'finding')}{lost}"
    )
