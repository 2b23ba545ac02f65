"""What the terms come to as tables: year by year, and over growths of demand and outcomes."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from evidence import html
from evidence.charts import payment_fan
from evidence.charts.payment_years import short
from evidence.html import Markup, element
from evidence.payment.term_list import TERMS
from evidence.scenes import terms_words
from evidence.scenes.terms_asked import Tried

Row = Mapping[str, Any]

COLUMNS = {
    "budget_gbp": "Budget",
    "management_fee_gbp": "Fee for management",
    "upfront_gbp": "Paid up front",
    "earned_gbp": "Earned on outcomes",
    "held_back_gbp": "Held back",
    "care_gbp": "Cost of care",
    "tax_gbp": "Tax not reclaimed",
    "transition_gbp": "Transition",
    "surplus_gbp": "Surplus or deficit",
    "provider_gbp": "Provider",
    "commissioner_gbp": "Commissioner",
    "provider_total_gbp": "Provider so far",
    "commissioner_total_gbp": "Commissioner so far",
}
SURPLUS = {1: "surplus", -1: "deficit", 0: ""}
RESULT = {1: "gains", -1: "bears", 0: ""}
RESULTS = ("provider_gbp", "commissioner_gbp", "provider_total_gbp", "commissioner_total_gbp")
SAID = {"surplus_gbp": SURPLUS} | dict.fromkeys(RESULTS, RESULT)
KINDS = {"given": "given", "computed": "computed", "assumed": "assumed", "chosen": "changed by you"}


def years(caption: str, rows: Sequence[Row]) -> Markup:
    """The amounts of every year, rounded to what can be read; the file has all to the penny.

    Columns that are £0 in every year are left out, but for the results; ``left_out`` names them.
    """
    shown = [column for column in COLUMNS if column in RESULTS or _moves(rows, column)]
    listed = ((row["year"], *(_amount(column, row[column]) for column in shown)) for row in rows)
    headings = ("Year", *(COLUMNS[column] for column in shown))
    return html.table(caption, headings, listed, class_="plain terms-amounts")


def left_out(rows: Sequence[Row]) -> str:
    """Which columns the table of the years has not; empty where it has all."""
    names = [
        words.lower()
        for column, words in COLUMNS.items()
        if column not in RESULTS and not _moves(rows, column)
    ]
    return f"£0 in every year, so without a column: {', '.join(names)}." if names else ""


def fan(caption: str, rows: Sequence[Row]) -> Markup:
    """The lines of the fan: a row for each year, which may be many, a column for each growth."""
    courses = payment_fan.courses(rows)
    n = max((len(course.totals) for course in courses), default=0)
    listed = (
        (year, *(_result(course.totals[year - 1]) for course in courses))
        for year in range(1, n + 1)
    )
    growths = (_growth(course.points, is_chosen=course.is_chosen) for course in courses)
    return html.table(caption, ("To year", *growths), listed, class_="plain terms-amounts")


def outcomes(caption: str, rows: Sequence[Row]) -> Markup:
    """The provider's result of the whole term, by growth of demand and outcomes reached."""
    last = max((row["year"] for row in rows), default=0)
    ends = [row for row in rows if row["year"] == last and _is_listed(row)]
    reached = list(dict.fromkeys(row["outcome_achievement_percent"] for row in ends))
    listed = (
        (
            _growth(points, is_chosen=is_chosen),
            *(_result(row["provider_total_gbp"]) for row in group),
        )
        for (points, is_chosen), group in groupby(
            ends, lambda row: (row["points"], row["is_chosen_growth"])
        )
    )
    headings = (
        "Demand against the budget",
        *(f"{each.normalize():f}% of outcomes" for each in reached),
    )
    return html.table(caption, headings, listed, class_="plain terms-amounts")


def bases(tried: Tried, numbers: Mapping[str, int]) -> Markup:
    """Every term with its value, where that is from, and the place in the source."""
    now = (tried.terms or tried.preset.terms).values()
    listed = (
        (
            TERMS[name].label,
            element("strong", terms_words.value(TERMS[name], now[name])),
            mark(basis.kind),
            html.joined((_cited(basis.source_id, numbers), basis.locator, basis.why), " "),
        )
        for name, basis in tried.bases.items()
    )
    return html.table(
        f"Terms of {tried.preset.name}, and where each is from",
        ("Term", "Value", "From", "In the source, or why"),
        listed,
        class_="plain terms-bases",
    )


def mark(kind: str) -> Markup:
    """Where a value is from; what is assumed stands in a dashed box."""
    if kind == "assumed":
        return element("span", KINDS[kind], class_="absence")
    return html.text(KINDS[kind])


def data(tried: Tried, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows for a file: whose terms they are, and which of these are assumed, in each of them."""
    said = {"contract": tried.preset.name, "terms_assumed": "; ".join(tried.assumed) or "none"}
    return [said | {name: _plain(value) for name, value in row.items()} for row in rows]


def _moves(rows: Sequence[Row], column: str) -> bool:
    return any(row[column] for row in rows)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _amount(column: str, value: Decimal) -> Markup:
    return _said(value, SAID.get(column, {}))


def _result(value: Decimal) -> Markup:
    return _said(value, RESULT)


def _said(value: Decimal, words: Mapping[int, str]) -> Markup:
    word = words.get((value > 0) - (value < 0), "")
    return html.joined((f"{word} " if word else "", element("b", short(float(value)))))


def _growth(points: Decimal, *, is_chosen: bool) -> str:
    words = payment_fan.points_words(points)
    return f"{words} (chosen)" if is_chosen else words


def _is_listed(row: Row) -> bool:
    return bool(row["is_chosen_growth"]) or row["points"] % payment_fan.WHOLE == 0


def _cited(source_id: str, numbers: Mapping[str, int]) -> Markup:
    if source_id not in numbers:
        return Markup("")
    number = numbers[source_id]
    return element("a", f"[{number}]", href=f"#source-{number}", class_="cite")
