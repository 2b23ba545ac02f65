"""Terms of real contracts to start from: what the sources give, and what is assumed.

No figure that a source states stands here: those come from ``queries/payment_presets.sql``. What
stands here is which contracts are offered, and what is assumed where their sources are silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Literal

from evidence.charts import amounts
from evidence.payment.terms import DEFAULT, TERMS, Terms, from_query, shortest
from evidence.read_model import ReadModel, Row

Kind = Literal["given", "computed", "assumed", "chosen"]
Value = Decimal | int | None
NOTHING = "nothing"
PENNY = Decimal("0.01")
# Where a figure has another name than the term it gives.
FIGURES = {"annual_value_gbp": "first_year_value"}


@dataclass(frozen=True)
class Basis:
    """Where the value of one term comes from.

    ``kind`` is given (a source states it), computed (it follows from what a source states),
    assumed (no source states it) or chosen (the reader changed it). ``why`` is the note of the
    source, what it is computed from, or why the value is assumed; never empty. ``source_id``,
    ``locator``, ``title`` and ``url`` are of the source that the value rests on; empty where it
    rests on none.
    """

    kind: Kind
    why: str
    source_id: str = ""
    locator: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Preset:
    """Terms to start from, with the basis of every one by the name of the term.

    ``preset_id`` is what an address holds: the id of the contract, or 'nothing'. ``summary`` is
    how the contract pays in the words of the data, empty where they have none, and ``source`` is
    where that is from; None for the neutral preset, as ``contract_id`` and ``site_id`` are empty.
    """

    preset_id: str
    name: str
    summary: str
    terms: Terms
    bases: Mapping[str, Basis]
    contract_id: str = ""
    site_id: str = ""
    source: Basis | None = None


@dataclass(frozen=True)
class _Start:
    """A contract that is offered: what is assumed of it, and what follows from its figures.

    ``assumed`` is the value and why, by term. ``capped`` tells that above the surplus which the
    provider keeps there is nothing for it. ``spread`` names the figure for the whole term that
    the annual value is an even share of, ``cost_spread`` the same for the first year's cost.
    """

    contract_id: str
    assumed: Mapping[str, tuple[Value, str]] = field(default_factory=dict)
    capped: bool = False
    spread: str = ""
    cost_spread: str = ""


HALF = Decimal(50)
STARTS = (
    _Start(
        "bedfordshire-msk-2014",
        {
            "deficit_share_provider_percent": (
                Decimal(100),
                "The source says at full risk; taken to be the whole deficit.",
            ),
            "outcome_payment_percent": (
                Decimal(0),
                "Extra incentives for outcomes are stated, their share is not.",
            ),
        },
    ),
    _Start(
        "unitingcare-2015",
        {
            "unreclaimable_tax_percent": (
                Decimal(0),
                "VAT on subcontracts was not funded; how much it came to a year is not stated. "
                "Try a share.",
            )
        },
        spread="winning_bid",
        cost_spread="maximum_bid",
    ),
    _Start("alzira-concession", capped=True),
    _Start(
        "kinzigtal-shared-savings",
        {
            "surplus_share_provider_percent": (
                HALF,
                "That savings are shared is stated, the shares are not; taken to be halves.",
            ),
            "deficit_share_provider_percent": (
                Decimal(0),
                "Only the sharing of savings is stated; the insurers are taken to bear a deficit.",
            ),
        },
    ),
    _Start(
        "aqc-2009",
        {
            "surplus_share_provider_percent": (
                HALF,
                "Two-sided sharing is stated, the shares are not; taken to be halves.",
            ),
            "deficit_share_provider_percent": (
                HALF,
                "Two-sided sharing is stated, the shares are not; taken to be halves.",
            ),
            "outcome_payment_percent": (
                Decimal(0),
                "Quality bonuses are stated, their share is not.",
            ),
        },
    ),
)

# Why the value of DEFAULT is taken where nothing is stated and the contract says nothing special.
SILENT = {
    "annual_value_gbp": "No value of a year is stated; a round number, to read shares from.",
    "annual_growth_percent": "No growth is stated.",
    "years": "The length is not stated; five years are counted.",
    "upfront_percent": "Not stated. It moves cash, not the result.",
    "management_fee_percent": "None is stated.",
    "provider_keeps_surplus_to_percent": "No such limit is stated.",
    "surplus_share_provider_percent": "Not stated; the provider is taken to keep every surplus.",
    "provider_bears_deficit_to_percent": "No such limit is stated.",
    "deficit_share_provider_percent": "Not stated; the provider is taken to bear every deficit.",
    "outcome_payment_percent": "No payment on outcomes is stated.",
    "outcome_achievement_percent": "All outcomes are taken to be reached.",
    "unreclaimable_tax_percent": "None is stated.",
    "transition_cost_gbp": "None is stated.",
    "demand_growth_percent": (
        "No source says how demand grew; one point a year faster than the budget shows where the "
        "risk sits."
    ),
    "first_year_cost_gbp": "No cost is stated; it is taken to start at the budget.",
}
# By how many points a year demand is taken to grow faster than the budget of a contract.
FASTER = Decimal(1)
NEUTRAL = "A round number or nothing, to start from."


def presets(model: ReadModel) -> list[Preset]:
    """The presets that the data hold, the neutral one ('nothing') first.

    A contract that is not in the data has no preset, nor has one whose figures are beyond what is
    counted. A figure that is not stated, or stated twice with different values, is assumed.
    """
    stated = {
        contract_id: list(rows)
        for contract_id, rows in groupby(
            model.rows("payment_presets"), key=lambda row: str(row["contract_id"])
        )
    }
    neutral = Preset(
        NOTHING,
        "Start from nothing",
        "A plain budget: no growth, the provider keeps every surplus and bears every deficit.",
        DEFAULT,
        {name: Basis("assumed", NEUTRAL) for name in TERMS},
    )
    made = [_preset(start, stated.get(start.contract_id, [])) for start in STARTS]
    return [neutral, *(preset for preset in made if preset)]


def bases(preset: Preset, terms: Terms) -> dict[str, Basis]:
    """The basis of every term now: that of the preset, or 'chosen' where the value was changed."""
    was = preset.terms.values()
    chosen = Basis("chosen", "Changed by you.")
    return {
        name: preset.bases[name] if value == was[name] else chosen
        for name, value in terms.values().items()
    }


def not_stated(preset: Preset, terms: Terms) -> list[str]:
    """Names of the terms that are assumed, in the order of ``TERMS``: neither stated nor chosen."""
    return [name for name, basis in bases(preset, terms).items() if basis.kind == "assumed"]


def _preset(start: _Start, rows: Sequence[Row]) -> Preset | None:
    values: dict[str, Value] = {}
    found: dict[str, Basis] = {}
    for name in TERMS:
        values[name], found[name] = _value(start, name, rows, values)
    terms, problems = from_query({name: [shortest(value)] for name, value in values.items()})
    if not rows or terms is None or problems:
        return None
    first = rows[0]
    source = Basis(
        "given",
        "How the contract pays.",
        *(first[f"payment_{part}"] or "" for part in ("source_id", "locator", "title", "url")),
    )
    return Preset(
        start.contract_id,
        first["contract_label"],
        first["payment"] or "",
        terms,
        found,
        start.contract_id,
        first["site_id"],
        source,
    )


def _value(
    start: _Start, name: str, rows: Sequence[Row], values: Mapping[str, Value]
) -> tuple[Value, Basis]:
    """The value of one term and its basis; ``values`` holds those of the terms before it."""
    stated = _one(rows, FIGURES.get(name, name))
    if stated:
        why = stated["note"] or TERMS[name].label
        return Decimal(str(stated["value"])), _rests_on(stated, "given", why)
    follows = _follows(start, name, rows)
    if follows:
        return follows
    if name in start.assumed:
        value, why = start.assumed[name]
        return value, Basis("assumed", why)
    if name == "demand_growth_percent":
        budget_growth = Decimal(values["annual_growth_percent"] or 0)
        return min(budget_growth + FASTER, TERMS[name].high), Basis("assumed", SILENT[name])
    return DEFAULT.values()[name], Basis("assumed", SILENT[name])


def _follows(start: _Start, name: str, rows: Sequence[Row]) -> tuple[Value, Basis] | None:
    """What follows from other figures of the contract; None where nothing does."""
    cap = _one(rows, "provider_keeps_surplus_to_percent")
    if name == "surplus_share_provider_percent" and start.capped and cap:
        why = f"Profit is kept up to {cap['value']:g}%; above that, none is."
        return Decimal(0), _rests_on(cap, "computed", why)
    spread = {"annual_value_gbp": start.spread, "first_year_cost_gbp": start.cost_spread}.get(name)
    total, length = _one(rows, spread or ""), _one(rows, "years")
    if not total or not length:
        return None
    value = (Decimal(str(total["value"])) / Decimal(str(length["value"]))).quantize(PENNY)
    spread_evenly = f"{amounts.pounds(total['value'])} spread evenly over {length['value']:g} years"
    if name == "first_year_cost_gbp":
        why = f"No cost is stated; taken to be the highest bid allowed, {spread_evenly}."
        return value, _rests_on(total, "assumed", why)
    why = f"The winning bid, {spread_evenly}.{_disagreement(rows)}"
    return value, _rests_on(total, "computed", why)


def _disagreement(rows: Sequence[Row]) -> str:
    """That the sources give different values of the first year; empty where they do not."""
    stated = sorted({row["value"] for row in rows if row["figure"] == "first_year_value"})
    if len(stated) < 2:
        return ""
    return f" The sources disagree on the first year: {' or '.join(map(amounts.pounds, stated))}."


def _one(rows: Sequence[Row], figure: str) -> Row | None:
    """The one row of a kind of figure; None where there is none, or sources disagree."""
    found = [row for row in rows if row["figure"] == figure]
    return found[0] if len({row["value"] for row in found}) == 1 else None


def _rests_on(row: Row, kind: Kind, why: str) -> Basis:
    return Basis(kind, why, row["source_id"], row["locator"], row["title"], row["url"] or "")
