"""How many contracts of each form were last seen in each state, as a table of counts."""

from collections.abc import Sequence

from evidence import contract_lines
from evidence.charts import glyphs
from evidence.html import Markup, element
from evidence.read_model import Row
from ui import money_sources

CAPTION = "Contracts by form and state when last seen"
NEVER_SIGNED = "Never signed"
ABOUT = "Counts only, whatever form and state are chosen: the numbers are too small for rates."


def table(forms: Sequence[Row], states: Sequence[Row], status: str) -> Markup:
    """A row a form, a column a state, with sums; a state without a contract has a written 0.

    Args:
        forms: rows of ``queries/contract_forms_line.sql``.
        states: rows of ``queries/contract_fate_counts.sql``, for their names and order.
        status: the chosen state, whose column is marked, or ``all``.
    """
    on_line, beside = contract_lines.split(forms)
    narrowed = contract_lines.is_narrowed(forms)
    head = element(
        "tr",
        element("th", "Contract form", scope="col"),
        *(_heading(state, status) for state in states),
        element("th", "All", scope="col", class_="sum"),
        element("th", NEVER_SIGNED, scope="col", class_="apart"),
    )
    inner = element(
        "table",
        element("caption", CAPTION),
        element("thead", head),
        *(
            element(
                "tbody",
                element("tr", element("th", title, scope="rowgroup", colspan=len(states) + 3)),
                *(_row(form, states, narrowed=narrowed) for form in group),
            )
            for title, group in (
                (contract_lines.ON_LINE, on_line),
                (contract_lines.BESIDE, beside),
            )
            if group
        ),
        element("tfoot", _sums(forms, states)),
        class_="form-fates",
    )
    scrolls = element(
        "div", inner, class_="scroll", tabindex="0", role="region", aria_label=CAPTION
    )
    return element(
        "div",
        element("h3", "How many were found in each state"),
        element("p", ABOUT, class_="quiet"),
        money_sources.folded_on_phones("The table of counts", scrolls),
    )


def _heading(state: Row, status: str) -> Markup:
    is_chosen = state["status"] == status
    return element(
        "th",
        glyphs.contract(state["status"], ""),
        f" {state['status_name']}",
        element("span", " (chosen)") if is_chosen else "",
        scope="col",
    )


def _row(form: Row, states: Sequence[Row], *, narrowed: bool) -> Markup:
    is_chosen = narrowed and form["is_chosen"]
    label = element(
        "th",
        form["short_name"],
        element("span", " (chosen)") if is_chosen else "",
        scope="row",
    )
    return element("tr", label, *_numbers([form], states), class_="chosen" if is_chosen else None)


def _sums(forms: Sequence[Row], states: Sequence[Row]) -> Markup:
    return element("tr", element("th", "All forms", scope="row"), *_numbers(forms, states))


def _numbers(forms: Sequence[Row], states: Sequence[Row]) -> list[Markup]:
    """The cells of some forms together: one a state, then all, then those never signed."""
    by_state = [
        sum(contract_lines.by_status(form, state["status"]) for form in forms) for state in states
    ]
    return [
        *map(_number, by_state),
        _number(sum(form["n_any_status"] for form in forms), "sum"),
        _number(sum(form["n_never_signed"] for form in forms), "apart"),
    ]


def _number(n: int, name: str = "") -> Markup:
    names = " ".join(each for each in (name, "" if n else "zero") if each)
    return element("td", n, class_=names or None)
