"""The terms themselves as panels: what each is, and which of them no source states."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from evidence.payment.presets import Basis
from evidence.payment.terms import DEFAULT, TERMS
from evidence.scenes import terms_words
from evidence.scenes.parts import Cell, Words
from evidence.scenes.scene import Line, Panel
from evidence.scenes.terms_asked import Tried

# A dashed box would say that a source calls a result missing.
ASSUMED = "* assumed"
KINDS = {"given": "given", "computed": "computed", "chosen": "changed"}


def panels(tried: Sequence[Tried]) -> list[Panel]:
    """The terms that say something of a contract, then those that are assumed and plain for all.

    The second has two terms in a row, so that what nobody states takes few sheets of a wall. A
    panel without a term is left out.
    """
    plain = [name for name in TERMS if all(_is_plain(each, name) for each in tried)]
    said = Panel(
        title="The terms, and which of them are assumed",
        headings=("Term", *(each.preset.name for each in tried)),
        lines=tuple(
            Line(term.label, tuple(_term(each, name) for each in tried))
            for name, term in TERMS.items()
            if name not in plain
        ),
        widths=(0.5, 0.5) if len(tried) == 1 else (0.34, 0.33, 0.33),
        note="Not a forecast; * no source states it",
    )
    return [panel for panel in (said, _plain(plain)) if panel.lines]


def _plain(names: Sequence[str]) -> Panel:
    """The terms that no source states and that have the same plain value in every contract."""
    rows = [names[first : first + 2] for first in range(0, len(names), 2)]
    values = DEFAULT.values()
    return Panel(
        title="Terms that no source states, taken as plain",
        headings=("Term", "Value", "Term", "Value"),
        lines=tuple(
            Line(
                TERMS[first].label,
                (
                    _assumed(values, first),
                    *((Words(TERMS[name].label),) for name in rest),
                    *(_assumed(values, name) for name in rest),
                    *(((Words("", "quiet"),),) * (0 if rest else 2)),
                ),
            )
            for first, *rest in rows
        ),
        widths=(0.34, 0.16, 0.34, 0.16),
        note="Not a forecast; * no source states it",
    )


def _is_plain(tried: Tried, name: str) -> bool:
    now = (tried.terms or tried.preset.terms).values()[name]
    return tried.bases[name].kind == "assumed" and now == DEFAULT.values()[name]


def _assumed(values: Mapping[str, Decimal | int | None], name: str) -> Cell:
    return Words(terms_words.value(TERMS[name], values[name]), "bold"), Words("*")


def _term(tried: Tried, name: str) -> Cell:
    now = (tried.terms or tried.preset.terms).values()[name]
    return Words(terms_words.value(TERMS[name], now), "bold"), _kind(tried.bases[name])


def _kind(basis: Basis) -> Words:
    return Words(ASSUMED) if basis.kind == "assumed" else Words(KINDS[basis.kind], "quiet")
