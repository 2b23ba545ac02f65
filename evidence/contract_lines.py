"""The line of contract forms in words: what was found of each form, and what became of it.

Forms are rows of ``queries/contract_forms_line.sql``, states those of
``queries/contract_fate_counts.sql``, a mark is one of a form's ``contracts``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from evidence import contract_words
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row

LABEL = "State when last seen"
ANY = "all"
BESIDE = "Beside the line"
ON_LINE = "From looser to tighter"
ORDER_RULE = (
    "Forms from looser to tighter, then those beside the line; the contracts of a form by state,"
    " first date, then name."
)
SEEN = (
    "A state is the last one found in a public document, which may be years old: live does not say"
    " that the contract runs today."
)
NEVER_SIGNED = (
    "Never signed: planned, put to the market or abandoned and, as far as the sources say, never"
    " signed. Each of them also stands in the column of its state."
)
NOT_SIGNED_WORDS = "never reached signature, as far as the sources say"


def options(states: Sequence[Row]) -> dict[str, str]:
    """What can be chosen as state: value to words, any state first."""
    return {ANY: "Any"} | {state["status"]: state["status_name"] for state in states}


def sentence(states: Sequence[Row], status: str = ANY) -> str:
    """What became of the selected contracts, without a full stop; says so where none is selected.

    Args:
        states: all of them, with those without a contract.
        status: the chosen state, or ``all``.
    """
    by_status = {state["status"]: state["n_contracts"] for state in states}
    n_all = sum(by_status.values())
    if not n_all:
        return "no contract was found"
    if status != ANY:
        n, state = by_status[status], options(states)[status].lower()
        return f"{n} of {counted(n_all, 'contract')} {_were(n)} last seen as {state}"
    live, lost = by_status["live"], by_status["abandoned"] + by_status["terminated"]
    return (
        f"{live} of {counted(n_all, 'contract')} {_were(live)} live when last seen;"
        f" {lost} {_were(lost)} abandoned or terminated"
    )


def chosen(forms: Sequence[Row]) -> list[Row]:
    """The chosen forms; none where all of them are, as nothing chosen means all."""
    picked = [form for form in forms if form["is_chosen"]]
    return [] if len(picked) == len(forms) else picked


def is_narrowed(forms: Sequence[Row]) -> bool:
    """Whether the choice of forms leaves any out."""
    return not all(form["is_chosen"] for form in forms)


def split(forms: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The forms on the line, and those beside it, which have no rank of integration."""
    on_line = [form for form in forms if form["integration_rank"] is not None]
    return on_line, [form for form in forms if form["integration_rank"] is None]


def spoken(mark: Mapping[str, Any]) -> str:
    """What a mark says: 'UnitingCare: terminated, December 2015'."""
    return f"{mark['label']}: {contract_words.state(mark)}"


def total(form: Row, status: str = ANY) -> str:
    """How many contracts a form has: '8 contracts', or '3 of 8 contracts' at a chosen state."""
    n_all = counted(form["n_any_status"], "contract")
    return n_all if status == ANY else f"{form['n_contracts']} of {n_all}"


def by_status(form: Row, status: str) -> int:
    """How many contracts of a form are in a state; 0 for none."""
    n: int = form["n_by_status"].get(status, 0)
    return n


def filters(words: str, states: Sequence[Row], status: str = ANY) -> str:
    """The active filters in words, with the chosen state."""
    if status == ANY:
        return words
    state = f"{LABEL}: {options(states)[status]}"
    return state if words == "no filter is active" else f"{words}; {state}"


def data(forms: Sequence[Row]) -> list[Row]:
    """One row a contract for a file, and one without a contract for a form that has none."""
    nothing: Row = {}
    return [_datum(form, mark) for form in forms for mark in form["contracts"] or [nothing]]


def _datum(form: Row, mark: Row) -> Row:
    of_form = ("contract_form", "name", "definition", "integration_rank", "is_chosen")
    of_mark = ("status", "status_date", "is_last_seen", "reason", "site_id", "site", "source_id")
    return {
        **{name: form[name] for name in of_form},
        "contract_id": mark.get("contract_id"),
        "contract": mark.get("label"),
        **{name: mark.get(name) for name in of_mark},
    }


def _were(n: int) -> str:
    return "was" if n == 1 else "were"
