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
SAID = {"surplus_gbp": SURPLUS} | dict.fromkeys(
    ("provider_gbp", "commissioner_gbp", "provider_total_gbp", "commissioner_total_gbp"), RESULT
)
KINDS = {"given": "given", "computed": "computed", "assumed": "assumed", "chosen": "changed by you"}


def years(caption: str, rows: Sequence[Row]) -> Markup:
    """Every amount of every year, rounded to what can be read; the file has the pennies."""
    listed = ((row["year"], *(_amount(column, row[column]) for column in COLUMNS)) for row in rows)
    return html.table(caption, ("Year", *COLUMNS.values()), listed, class_="plain terms-amounts")


def fan(caption: str, rows: Sequence[Row]) -> Markup:
    """The lines of the fan: a row for each growth of demand, a column for each year."""
    courses = payment_fan.courses(rows)
    n = max((len(course.totals) for course in courses), default=0)
    listed = (
        (
            _growth(course.points, is_chosen=course.is_chosen),
            *(_result(total) for total in course.totals),
        )
        for course in courses
    )
    headings = ("Demand against the budget", *(f"To year {year}" for year in range(1, n + 1)))
    return html.table(caption, headings, listed, class_="plain terms-amounts")


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


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _amount(column: str, value: Decimal) -> Markup:
    return _said(value, SAID.get(column, {}))


def _result(value: Decimal) -> Markup:
    return _said(value, RESULT)


def _said(value: Decimal, words: Mapping[int, str]) -> Markup:
    word = words.get((value > 0) - (value < 0), "")
    return html.joined((f"{word} " if word else "", element("b", short(float(value)))))


def _growth(points: Decimal, *, is_chosen: bool) -> Markup:
    words = payment_fan.points_words(points)
    return element("strong", f"{words} (chosen)") if is_chosen else html.text(words)


def _is_listed(row: Row) -> bool:
    return bool(row["is_chosen_growth"]) or row["points"] % payment_fan.WHOLE == 0


def _cited(source_id: str, numbers: Mapping[str, int]) -> Markup:
    if source_id not in numbers:
        return Markup("")
    number = numbers[source_id]
    return element("a", f"[{number}]", href=f"#source-{number}", class_="cite")
