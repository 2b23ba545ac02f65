"""The line of contract forms: what each is, who took or planned it, and what became of it."""

import dataclasses
from collections.abc import Sequence
from itertools import pairwise

import streamlit as st

from evidence import contract_lines, html
from evidence.charts import glyphs
from evidence.charts.impacts_panels import counted
from evidence.filters import FIELD_TITLES
from evidence.html import Markup, element
from evidence.read_model import Row
from evidence.scenes import contracts_forms, scene_sources
from ui import chart_files, contract_forms_table, parameters
from ui.view import KEPT, View

PART = "part-forms"
HINT = "Select the name of a form to see only its contracts below, a mark to open one contract."
JOINED = "Forms joined by a thick line are equally tight."


def show(view: View, status: str) -> None:
    """Draw the card of the line and of the counts; nothing where no form has a contract.

    Args:
        view: what is shown. The card shows every form, whichever is chosen.
        status: the state whose contracts are drawn, or ``all``.
    """
    forms = view.rows("contract_forms_line", status=status)
    if not any(form["n_any_status"] for form in forms):
        return
    states = view.rows("contract_fate_counts")
    every = dataclasses.replace(view, filters=view.filters.without("contract_form"))
    n = sum(form["n_contracts"] for form in forms)
    title = f"{contract_lines.ON_LINE}: {counted(n, 'contract')} by form"
    with st.container(key="card_contract_forms"):
        st.header(title, anchor=PART)
        st.html(
            element(
                "div",
                _fates(view, forms, states, status),
                _subtitle(every, forms, states, status),
                line(view, forms, status),
                element("p", contract_lines.ORDER_RULE, class_="quiet"),
                contract_forms_table.table(forms, states, status),
                _notes(),
                class_="contract-stack",
            )
        )
        _sources(every, status)
        _files(every, forms, states, status, title)


def line(view: View, forms: Sequence[Row], status: str) -> Markup:
    """Every form with its definition and a mark for each contract: the line, then those beside it.

    Args:
        view: whose filters the links keep.
        forms: rows of ``queries/contract_forms_line.sql``.
        status: the state whose contracts are drawn, or ``all``.
    """
    on_line, beside = contract_lines.split(forms)
    narrowed = contract_lines.is_narrowed(forms)
    shares = [
        form["integration_rank"] == following["integration_rank"]
        for form, following in pairwise(on_line)
    ]
    stations = (
        _form(view, form, status, narrowed=narrowed, shares=shared)
        for form, shared in zip(on_line, (*shares, False), strict=True)
    )
    return html.joined(
        (
            element(
                "p",
                element("span", "looser"),
                element("span", JOINED, class_="quiet"),
                element("span", "tighter"),
                class_="form-ends",
            ),
            element("ol", *stations, class_="form-line", aria_label=contract_lines.ON_LINE),
            element(
                "p",
                element("strong", contract_lines.BESIDE),
                ": no place between looser and tighter",
            ),
            element(
                "ul",
                *(_form(view, form, status, narrowed=narrowed) for form in beside),
                class_="form-beside",
                aria_label=contract_lines.BESIDE,
            ),
        )
    )


def _form(view: View, form: Row, status: str, *, narrowed: bool, shares: bool = False) -> Markup:
    is_chosen = narrowed and form["is_chosen"]
    names = {"form": True, "shares": shares, "chosen": is_chosen, "left": narrowed != is_chosen}
    link = element(
        "a",
        form["name"],
        href=_address(view, form["contract_form"]),
        aria_current="true" if is_chosen else None,
    )
    marks = element("ul", *(_mark(view, mark) for mark in form["contracts"]), class_="form-marks")
    return element(
        "li",
        element("p", link, class_="form-name"),
        marks if form["contracts"] else element("p", glyphs.nothing()),
        element("p", *_total(form, status, narrowed=narrowed)),
        element("p", form["definition"], class_="quiet"),
        class_=" ".join(name for name, applies in names.items() if applies),
    )


def _mark(view: View, mark: Row) -> Markup:
    words = contract_lines.spoken(mark)
    glyph = element("i", class_=f"glyph contract-{mark['status']}")
    address = view.address("contract", contract=mark["contract_id"])
    return element("li", element("a", glyph, href=address, title=words, aria_label=words))


def _total(form: Row, status: str, *, narrowed: bool) -> list[object]:
    """How many contracts there are, and whether the form is chosen where some are."""
    said: list[object] = []
    if form["n_any_status"]:
        said.append(element("span", contract_lines.total(form, status), class_="count"))
    if narrowed:
        words = "chosen" if form["is_chosen"] else "not chosen"
        said.append(element("span", words, class_="form-choice"))
    return [html.joined(said, ", ")] if said else []


def _address(view: View, contract_form: str) -> str:
    """The page with this form chosen; a form that alone is chosen is dropped."""
    if view.filters.contract_form == (contract_form,):
        return _without_form(view)
    return view.address("contracts", **{**_own(), "contract_form": contract_form})


def _without_form(view: View) -> str:
    every = dataclasses.replace(view, filters=view.filters.without("contract_form"))
    return every.address("contracts", **_own())


def _own() -> dict[str, str | list[str]]:
    """What else is chosen on the page, such as the state."""
    own = parameters.query().items()
    return {name: values for name, values in own if name not in (*FIELD_TITLES, *KEPT)}


def _fates(view: View, forms: Sequence[Row], states: Sequence[Row], status: str) -> Markup:
    """What became of the selected contracts: a sentence, and the marks with their numbers."""
    names = " and ".join(form["short_name"] for form in contract_lines.chosen(forms))
    drop: Markup | str = ""
    if contract_lines.is_narrowed(forms):
        drop = element("a", "All forms", href=_without_form(view))
    never = sum(state["n_never_signed"] for state in states)
    return html.joined(
        (
            element(
                "p",
                f"{names}: " if names else "",
                f"{contract_lines.sentence(states, status)}. ",
                drop,
                class_="form-sentence",
            ),
            element(
                "ul",
                *(
                    element(
                        "li",
                        glyphs.contract(state["status"], ""),
                        f" {state['status_name'].lower()} ",
                        element("strong", state["n_contracts"]),
                    )
                    for state in states
                ),
                element(
                    "li",
                    f"{contract_lines.NOT_SIGNED_WORDS} ",
                    element("strong", never),
                    class_="apart",
                ),
                class_="key wraps",
                aria_label="Key, with the number of contracts",
            ),
        )
    )


def _subtitle(every: View, forms: Sequence[Row], states: Sequence[Row], status: str) -> Markup:
    about = contract_lines.filters(every.words(), states, status)
    said = [_counted(every, forms, status), about]
    if contract_lines.is_narrowed(forms):
        shown = "every contract form is drawn, whichever is chosen"
        said[1:] = [shown, about.replace("no filter", "no other filter")]
    words = f"{'; '.join(said)}. One mark is one contract. {HINT}"
    return element("p", words, class_="quiet")


def _counted(every: View, forms: Sequence[Row], status: str) -> str:
    """How many contracts the line draws: '8 of 58 contracts'."""
    n_all = every.one("contracts_size", status=status)["n_all_contracts"]
    return f"{sum(form['n_contracts'] for form in forms)} of {counted(n_all, 'contract')}"


def _notes() -> Markup:
    return element("p", f"{contract_lines.NEVER_SIGNED} {contract_lines.SEEN}", class_="quiet")


def _sources(every: View, status: str) -> None:
    """Every source of the contracts that are drawn; the list is made while it is open."""
    with st.expander(
        "Sources of these contracts", key="contract_sources", on_change="rerun"
    ) as expander:
        if expander.open:
            rows = every.rows("contract_sources", status=status)
            sources = scene_sources.of_rows(rows)
            st.html(
                element(
                    "ul",
                    *(element("li", html.link(each.words, each.url or "")) for each in sources),
                    class_="contract-sources",
                )
            )


def _files(
    every: View,
    forms: Sequence[Row],
    states: Sequence[Row],
    status: str,
    title: str,
) -> None:
    chart_files.offer(
        every,
        name="contract-forms",
        title=title,
        rows=contract_lines.data(forms),
        sources=lambda: [
            source.words
            for source in scene_sources.of_rows(every.rows("contract_sources", status=status))
        ],
        counted=_counted(every, forms, status),
        panel=lambda: contracts_forms.line(forms, status),
        filters=contract_lines.filters(every.words(), states, status),
        notes=(contract_lines.ORDER_RULE, contract_lines.SEEN),
    )
