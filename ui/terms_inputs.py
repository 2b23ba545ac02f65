"""The terms that can be changed: a box for each, with its unit, its limits and where it is from."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from evidence import html
from evidence.payment import terms
from evidence.payment.term_list import TERMS, Term
from evidence.payment.terms import TermProblem
from evidence.scenes import terms_words
from evidence.scenes.terms_asked import Tried
from ui import parameters

MILLION = 1_000_000
GROUPS = {
    "Budget and length": ("annual_value_gbp", "annual_growth_percent", "years"),
    "Costs that nobody planned for": (
        "demand_growth_percent",
        "unreclaimable_tax_percent",
        "transition_cost_gbp",
        "first_year_cost_gbp",
    ),
    "Outcomes": ("outcome_payment_percent", "outcome_achievement_percent"),
    "Payment": ("upfront_percent", "management_fee_percent"),
    "Surplus and deficit": (
        "provider_keeps_surplus_to_percent",
        "surplus_share_provider_percent",
        "provider_bears_deficit_to_percent",
        "deficit_share_provider_percent",
    ),
}
# A unit does not stand alone on a line.
UNITS = {
    "gbp": ",\N{NO-BREAK SPACE}£\N{NO-BREAK SPACE}million",
    "percent": ",\N{NO-BREAK SPACE}%",
    "years": "",
}
# On a wall there is room for what changes the outcome most.
ON_A_WALL = ("outcome_achievement_percent", "annual_value_gbp")
POINTS = {
    "-1": "1 point slower",
    "0": "As fast",
    "1": "1 point faster",
    "2": "2 points",
    "3": "3 points",
}


def show(tried: Tried, numbers: dict[str, int]) -> None:
    """Draw every term of one contract in its group, open ones only with content.

    Args:
        tried: the contract.
        numbers: the number of each source on the page, by its id.
    """
    for place, (group, names) in enumerate(GROUPS.items()):
        with st.expander(
            group, expanded=True, key=f"terms_{tried.place}_{place}", on_change="rerun"
        ) as expander:
            if expander.open:
                for name in names:
                    box(tried, name, numbers)


def box(tried: Tried, name: str, numbers: dict[str, int]) -> None:
    """Draw the box of one term; what is typed goes into the address.

    The box itself has no limits: a browser would keep what is beyond them without a word.
    """
    term = TERMS[name]
    key = f"term_{tried.prefix}{name}"
    st.session_state[key] = _in_box(term, _now(tried, name))
    is_whole = term.unit == "years"
    least, most, step = (_in_box(term, each) for each in (term.low, term.high, term.step))
    st.number_input(
        f"{term.label}{UNITS[term.unit]} {_basis(tried, term, numbers)}",
        # Else the least that can be entered would be seen until the value arrives.
        value=None,
        step=step,
        format="%d" if is_whole else "%g",
        key=key,
        help=f"{html.literal(term.help)} From {_plain(least)} to {_plain(most)}.",
        placeholder="budget" if term.is_optional else None,
        on_change=_writer(tried, term, key),
    )


def demand(every: Sequence[Tried]) -> None:
    """Draw buttons for how much faster than its budget the demand of each contract grows."""
    key = "terms_points"
    now = {terms.shortest(_growth(each, "demand") - _growth(each, "annual")) for each in every}
    chosen = now.pop() if len(now) == 1 else None
    st.session_state[key] = chosen if chosen in POINTS else None

    def changed() -> None:
        points = st.session_state[key]
        for each in every:
            name = "demand_growth_percent"
            base = each.preset.terms.values()[name]
            value = base if points is None else _growth(each, "annual") + Decimal(points)
            parameters.set_one(each.prefix + name, None if value == base else terms.shortest(value))

    st.segmented_control(
        "Demand grows, against the budget, a year",
        list(POINTS),
        key=key,
        format_func=POINTS.__getitem__,
        on_change=changed,
        wrap=True,
    )


def on_a_wall(every: Sequence[Tried]) -> None:
    """Draw the few boxes that a wall has room for, under the name of their contract."""
    with st.container(key="terms_wall"):
        for tried in every:
            if len(every) > 1:
                st.html(html.element("p", html.element("b", tried.preset.name)))
            for name in ON_A_WALL:
                box(tried, name, {})


def problems(tried: Tried) -> None:
    """Say what in the address cannot be used, each with a button that takes it out."""
    for problem in tried.problems:
        name = f"{tried.prefix}{problem.name}"
        said = html.literal(problem.message)
        st.error(
            f"{said} In the address: {html.literal(name)}={html.literal(problem.value)}."
            " Nothing is computed until this is mended."
        )
        st.button(
            f"Back to {_source_value(tried, TERMS[problem.name])}",
            key=f"mend_{name}",
            on_click=parameters.setter(name, None),
        )


def changes(tried: Tried) -> list[str]:
    """The parameters of the address that change terms of this contract."""
    return [name for name in _parameters(tried.prefix) if name in st.query_params]


def undo(prefix: str) -> None:
    """Take every changed term of a contract out of the address."""
    for name in _parameters(prefix):
        parameters.set_one(name, None)


def _parameters(prefix: str) -> list[str]:
    return [prefix + name for name in TERMS]


def _now(tried: Tried, name: str) -> Decimal | int | None:
    """The number in the address, also one that cannot be used, else that of the preset."""
    preset = tried.preset.terms.values()[name]
    written = parameters.query().get(tried.prefix + name, [])
    if len(written) != 1:
        return preset
    read = terms.parse(TERMS[name], written[0])
    if isinstance(read, TermProblem):
        return Decimal(written[0]) if terms.WRITTEN.fullmatch(written[0]) else preset
    return read


def _growth(tried: Tried, what: str) -> Decimal:
    """The growth of demand, or that of the budget ("annual"), in percent a year."""
    return Decimal(_now(tried, f"{what}_growth_percent") or 0)


def _in_box(term: Term, value: Decimal | int | None) -> float | int | None:
    """A value in the unit of its box."""
    if value is None:
        return None
    if term.unit == "years":
        return int(value)
    return float(value / MILLION if term.unit == "gbp" else value)


def _from_box(term: Term, value: float | int) -> Decimal:
    """What stands in a box in the unit of its term, no finer than is counted."""
    exact = Decimal(str(value)) * (MILLION if term.unit == "gbp" else 1)
    return round(exact, term.decimals)


def _writer(tried: Tried, term: Term, key: str) -> Callable[[], None]:
    """A callback that puts a box into the address; the value of the preset leaves it."""
    base = tried.preset.terms.values()[term.name]

    def changed() -> None:
        typed = st.session_state[key]
        # An emptied box is what its term starts from, or none where there can be none.
        empty = None if term.is_optional else base
        value = empty if typed is None else _from_box(term, typed)
        parameters.set_one(
            f"{tried.prefix}{term.name}", None if value == base else terms.shortest(value)
        )

    return changed


def _basis(tried: Tried, term: Term, numbers: dict[str, int]) -> str:
    """Where a value comes from, as the second line of its label, which is read aloud as it is."""
    basis, base = tried.preset.bases[term.name], tried.preset.terms.values()[term.name]
    # What cannot be used stands in its box too, and is nothing that a source gives.
    if _now(tried, term.name) != base:
        return f"*changed by you ({terms_words.before(term, base, basis)})*"
    if basis.kind == "assumed":
        return "`assumed`"
    words = "given" if basis.kind == "given" else "computed from"
    number = numbers.get(basis.source_id)
    cited = f" [{number}]" if number else ""
    return f"*{words}{cited}*"


def _source_value(tried: Tried, term: Term) -> str:
    return terms_words.value(term, tried.preset.terms.values()[term.name])


def _plain(value: float | int | None) -> str:
    return f"{value:,g}".replace("-", "−") if value is not None else ""
