"""The terms of a contract in words: each value, what is assumed, and what the reader changed."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from evidence.charts import amounts, quantities
from evidence.payment import terms
from evidence.payment.presets import Basis
from evidence.payment.term_list import TERMS, Term
from evidence.scenes.terms_asked import Tried

NOT_A_FORECAST = "Not a forecast: arithmetic on terms that you choose."
AS_THE_BUDGET = "as the budget"


def value(term: Term, number: Decimal | int | None) -> str:
    """The value of a term with its unit: '£26.5 million', '1.3%', '5 years', 'as the budget'."""
    if number is None:
        return AS_THE_BUDGET
    if term.unit == "gbp":
        return amounts.pounds(float(number))
    written = terms.shortest(number).replace("-", quantities.MINUS)
    if term.unit == "percent":
        return f"{written}%"
    return "1 year" if written == "1" else f"{written} years"


def assumed(tried: Tried) -> str:
    """How many terms are assumed, and which: '6 of 15 terms are assumed: outcomes reached'."""
    names = tried.assumed
    listed = ", ".join(_lower(TERMS[name].label) for name in names)
    return f"{n_assumed(tried)}: {listed}" if listed else n_assumed(tried)


def n_assumed(tried: Tried) -> str:
    """How many terms are assumed: '6 of 15 terms are assumed'."""
    n = len(tried.assumed)
    return f"{n} of {len(TERMS)} terms {'is' if n == 1 else 'are'} assumed"


def changed(tried: Tried) -> str:
    """Which terms the reader changed, each with its value; empty where none."""
    names = [name for name, basis in tried.bases.items() if basis.kind == "chosen"]
    return f"{len(names)} changed by you: {_listed(tried, names)}" if names else ""


def chosen(tried: Tried) -> str:
    """The terms that move the outcome most, in one line: budget, growth, demand, outcomes."""
    now = tried.terms or tried.preset.terms
    first = (
        f"{amounts.pounds(float(now.annual_value_gbp))} in the first year of {now.years}",
        f"budget {signed(now.annual_growth_percent)} a year",
        f"demand {signed(now.demand_growth_percent)} a year",
    )
    outcomes = (
        f"{terms.shortest(now.outcome_achievement_percent)}% of outcomes reached"
        if now.outcome_payment_percent
        else "nothing paid on outcomes"
    )
    return ", ".join((*first, outcomes))


def in_short(tried: Tried) -> str:
    """What a reader of one picture has to know; the list of assumed terms stands once beneath."""
    n = sum(basis.kind == "chosen" for basis in tried.bases.values())
    changed_by_you = f"; {n} changed by you" if n else ""
    star = "*" if tried.assumed else ""
    return f"{chosen(tried)}; {n_assumed(tried)}{star}{changed_by_you}"


def about(tried: Tried) -> str:
    """All that a reader of one output has to know of the terms, without the last full stop."""
    return "; ".join(each for each in (chosen(tried), assumed(tried), changed(tried)) if each)


def before(term: Term, number: Decimal | int | None, basis: Basis) -> str:
    """What a term was before the reader changed it: 'the source gives 95%'."""
    written = value(term, number)
    return {
        "given": f"the source gives {written}",
        "computed": f"computed before: {written}",
    }.get(basis.kind, f"assumed before: {written}")


def numbers(tried: Iterable[Tried]) -> dict[str, int]:
    """A number for each source that the presets rest on, in the order of the terms."""
    ids = (basis.source_id for each in tried for basis in each.preset.bases.values())
    named = dict.fromkeys(source_id for source_id in ids if source_id)
    return {source_id: place for place, source_id in enumerate(named, start=1)}


def sources(tried: Iterable[Tried]) -> dict[str, Basis]:
    """A basis of each source that the presets rest on, by its id, in the order of ``numbers``."""
    found: dict[str, Basis] = {}
    for each in tried:
        for basis in each.preset.bases.values():
            if basis.source_id:
                found.setdefault(basis.source_id, basis)
    return found


def cited(tried: Tried) -> list[str]:
    """The sources of one contract's terms in words, with the places in them."""
    places: dict[str, list[str]] = {}
    for basis in tried.preset.bases.values():
        if basis.source_id:
            listed = places.setdefault(basis.title, [])
            if basis.locator and basis.locator not in listed:
                listed.append(basis.locator)
    return [f"{title} ({'; '.join(found)})" if found else title for title, found in places.items()]


def _listed(tried: Tried, names: Sequence[str]) -> str:
    values: Mapping[str, Decimal | int | None] = (tried.terms or tried.preset.terms).values()
    return ", ".join(
        f"{_lower(TERMS[name].label)} {value(TERMS[name], values[name])}" for name in names
    )


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def signed(percent: Decimal) -> str:
    """A percentage with its sign: '+1.3%', '−2%', '0%'."""
    sign = "+" if percent > 0 else ""
    return f"{sign}{terms.shortest(percent)}%".replace("-", quantities.MINUS)
