"""The line of contract forms on a wall: a mark a contract, and how many are in each state."""

from collections.abc import Sequence

from evidence import contract_lines
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row
from evidence.scenes.parts import Cell, Contract, Nothing, Words
from evidence.scenes.scene import Line, Panel

# What the marks look like, in words, as a wall has no room for their key.
LOOKS = {
    "live": "solid live",
    "ended": "half ended",
    "procuring": "outline procuring",
    "planned": "dashed planned",
    "abandoned": "cross abandoned",
    "terminated": "crossed square terminated",
    "unknown": "? unknown",
}


def line(forms: Sequence[Row], status: str = contract_lines.ANY) -> Panel:
    """The forms from looser to tighter, then those beside the line.

    Args:
        forms: rows of ``queries/contract_forms_line.sql``; one without a contract says none found.
        status: the state whose contracts are drawn, or ``all``.
    """
    on_line, beside = contract_lines.split(forms)
    drawn = {mark["status"] for form in forms for mark in form["contracts"]}
    return Panel(
        title="Contract forms, from looser to tighter",
        headings=("Form", "One mark a contract", "Total"),
        lines=(
            *(_form(form, status) for form in on_line),
            *((Line(contract_lines.BESIDE, heading=True),) if beside else ()),
            *(_form(form, status) for form in beside),
        ),
        widths=(0.34, 0.52, 0.14),
        note=", ".join(words for name, words in LOOKS.items() if name in drawn),
    )


def counts(states: Sequence[Row]) -> Panel:
    """How many of the selected contracts are in each state, with those that were never signed.

    Args:
        states: rows of ``queries/contract_fate_counts.sql``.
    """
    total = sum(state["n_contracts"] for state in states)
    never = sum(state["n_never_signed"] for state in states)
    return Panel(
        title=f"What became of {counted(total, 'contract')}",
        headings=("State when last seen", "Contracts", "Never signed"),
        lines=tuple(
            Line(
                state["status_name"],
                (
                    (Contract(state["status"], str(state["n_contracts"])),),
                    (Words(str(state["n_never_signed"])),),
                ),
            )
            for state in states
        ),
        widths=(0.44, 0.28, 0.28),
        note=f"{never} never signed, as far as the sources say, each also counted in its state",
    )


def _form(form: Row, status: str) -> Line:
    marks: Cell = tuple(Contract(mark["status"], "") for mark in form["contracts"])
    n_all = form["n_any_status"]
    total = str(n_all) if status == contract_lines.ANY else f"{form['n_contracts']} of {n_all}"
    return Line(form["short_name"], (marks or (Nothing(),), (Words(total, "bold"),)))
