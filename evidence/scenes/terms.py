"""The scene of the payment terms: who gains and who bears what, on terms that can be changed."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import groupby

from evidence.charts import payment_fan
from evidence.charts.payment_years import short
from evidence.payment import presets, words
from evidence.payment.term_list import TERMS
from evidence.read_model import Row
from evidence.scenes import terms_asked, terms_list, terms_result, terms_words
from evidence.scenes.parts import Cell, Words
from evidence.scenes.scene import Asked, Line, Panel, Scene, Source
from evidence.scenes.terms_asked import TermsAsked, Tried
from evidence.scenes.terms_result import Result

TITLE = "Try the terms: who gains and who bears what"
KEY_FACTS = "What the terms come to"
# The shares of outcomes reached that have a column on a wall, besides the chosen one.
REACHED = (Decimal(0), Decimal(50), Decimal(100))


def scene(asked: Asked) -> Scene:
    """Key facts, then for each contract its years and its fan, then the terms themselves.

    Parameters: ``preset``, ``beside``, and the terms by their names, those of the second contract
    after ``b_``. Where one of them cannot be used nothing is computed, and one panel says why.
    """
    read = terms_asked.read(asked.model, asked.parameters)
    results = terms_result.of(asked.model, read)
    return Scene(
        page="terms",
        title=TITLE,
        counted=_counted(read.tried),
        filters=_changes(read.tried),
        panels=_computed(results) if results else (_problems(read),),
        notes=_notes(results),
        sources=tuple(
            Source(basis.title, basis.url or None)
            for basis in terms_words.sources(read.tried).values()
        ),
    )


def _computed(results: Sequence[Result]) -> tuple[Panel, ...]:
    return (
        _key_facts(results),
        *(_years(each) for each in results),
        *(_fan(each) for each in results),
        *terms_list.panels([each.tried for each in results]),
    )


def _key_facts(results: Sequence[Result]) -> Panel:
    return Panel(
        title=KEY_FACTS,
        headings=("", *(each.name for each in results)),
        lines=(
            *_faster(results),
            _line("Out of pocket, demand as chosen", results, _as_chosen),
            _line("Not out of pocket up to", results, _break_even),
            _line("Provider, all years", results, lambda each: _last(each, "provider_total_gbp")),
            _line(
                "Commissioner, all years",
                results,
                lambda each: _last(each, "commissioner_total_gbp"),
            ),
            _line("Held back, all years", results, _held_back),
        ),
        widths=(0.5, 0.5) if len(results) == 1 else (0.42, 0.29, 0.29),
        note="Not a forecast: arithmetic on terms that you choose",
    )


def _line(label: str, results: Sequence[Result], cell: Callable[[Result], Cell]) -> Line:
    return Line(label, tuple(cell(each) for each in results))


def _faster(results: Sequence[Result]) -> list[Line]:
    """When demand grows a point faster; not where that is what is chosen for every contract."""
    if all(each.points == presets.FASTER for each in results):
        return []
    return [
        Line(
            "Out of pocket, demand 1 point faster",
            tuple(
                (Words(words.when(each.out_faster, each.terms.years), "bold"),) for each in results
            ),
        )
    ]


def _as_chosen(each: Result) -> Cell:
    when = words.when(each.out, each.terms.years)
    return Words(when, "bold"), Words(f"({_points(each.points)})", "quiet")


def _break_even(each: Result) -> Cell:
    found = each.break_even
    if found.demand_growth_percent is None or found.points is None:
        return (Words("any growth" if found.side == "at_any" else "no growth", "bold"),)
    growth = terms_words.signed(found.demand_growth_percent)
    return Words(f"{growth} a year", "bold"), Words(f"({_points(found.points)})", "quiet")


def _last(each: Result, column: str) -> Cell:
    return _gains(each.years[-1][column])


def _held_back(each: Result) -> Cell:
    return (Words(short(float(each.years[-1]["held_back_total_gbp"])), "bold"),)


def _gains(value: Decimal) -> Cell:
    """A result with its word: 'bears −£1.2m', 'gains £0.3m', '£0'."""
    written = Words(short(float(value)), "bold")
    if value == 0:
        return (written,)
    return Words("gains" if value > 0 else "bears"), written


def _signed(value: Decimal, *, is_result: bool = True) -> Cell:
    """A result with its sign alone, where columns are many: '−£1.2m', '+£0.3m', '£0'."""
    sign = "+" if value > 0 and is_result else ""
    return (Words(f"{sign}{short(float(value))}", "bold"),)


def _years(each: Result) -> Panel:
    """A row for each year; what is held back has a column where anything is."""
    is_held = bool(each.years[-1]["held_back_total_gbp"])
    held = {"held_back_gbp": "Held back"} if is_held else {}
    columns = {"provider_gbp": "Provider", "commissioner_gbp": "Commissioner"} | held
    columns["provider_total_gbp"] = "Provider so far"
    return Panel(
        title=f"Year by year (− bears): {each.name}",
        headings=("Year", *columns.values()),
        lines=tuple(
            Line(
                f"Year {row['year']}",
                tuple(_signed(row[name], is_result=name not in held) for name in columns),
            )
            for row in each.years
        ),
        widths=(0.14, 0.19, 0.27, 0.2, 0.2) if is_held else (0.16, 0.22, 0.28, 0.34),
        note=_note(each),
    )


def _fan(each: Result) -> Panel:
    """The provider's result of the whole term: demand in rows, outcomes reached in columns."""
    rows = [row for row in each.fan if row["year"] == each.terms.years and _has_row(row)]
    reached = sorted({row["outcome_achievement_percent"] for row in rows if _has_column(row)})
    return Panel(
        title=f"Provider, all years (− bears): {each.name}",
        headings=(
            "Demand",
            *(_outcomes(each, value) for value in reached),
        ),
        lines=tuple(
            Line(
                _points(points),
                tuple(_signed(row["provider_total_gbp"]) for row in group if _has_column(row)),
                quiet="(chosen)" if is_chosen else "",
            )
            for (points, is_chosen), group in groupby(
                rows, lambda row: (row["points"], row["is_chosen_growth"])
            )
        ),
        note=_note(each),
    )


def _problems(read: TermsAsked) -> Panel:
    """What in the address cannot be used: the sheet has no numbers then."""
    unknown = (
        Line(place, ((Words("no such contract"),), (Words(value[:20], "quiet"),)))
        for place, value in read.unknown
    )
    wrong = (
        Line(
            TERMS[problem.name].label,
            ((Words(problem.message),), (Words(problem.value[:20], "quiet"),)),
        )
        for each in read.tried
        for problem in each.problems
    )
    return Panel(
        title="These terms cannot be used",
        headings=("Term", "Why, and what to do", "Given"),
        lines=(*unknown, *wrong),
        widths=(0.28, 0.54, 0.18),
        note="Nothing is computed until this is mended, under Show",
    )


def _notes(results: Sequence[Result]) -> tuple[str, ...]:
    if not results:
        return ()
    return (
        terms_words.NOT_A_FORECAST,
        *(f"{each.name}: {each.sentence} {each.more}" for each in results),
        *(f"{each.name}: {terms_words.about(each.tried)}." for each in results),
        words.OUT_OF_POCKET,
    )


def _note(each: Result) -> str:
    # Words for one line of a hall.
    return f"Not a forecast; {len(each.tried.assumed)} of {len(TERMS)} terms assumed"


def _counted(every: Sequence[Tried]) -> str:
    """How many terms are assumed, for each contract: '7 and 12 of 15 terms are assumed'."""
    n = " and ".join(str(len(each.assumed)) for each in every)
    return f"{n} of {len(TERMS)} terms are assumed"


def _changes(every: Sequence[Tried]) -> str:
    n = sum(basis.kind == "chosen" for each in every for basis in each.bases.values())
    return f"{n} changed" if n else "none changed"


def _outcomes(each: Result, reached: Decimal) -> str:
    """The heading of a share of outcomes reached, which means nothing where none are paid for."""
    if not each.terms.outcome_payment_percent:
        return "All years"
    return f"{reached.normalize():f}% reached"


def _points(points: Decimal) -> str:
    return payment_fan.points_words(points)


def _has_row(row: Row) -> bool:
    return bool(row["is_chosen_growth"]) or row["points"] % payment_fan.WHOLE == 0


def _has_column(row: Row) -> bool:
    return bool(row["is_chosen_achievement"]) or row["outcome_achievement_percent"] in REACHED
