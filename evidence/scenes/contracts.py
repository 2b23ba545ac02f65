"""The scene of the contracts: their forms, what became of them, and what they were worth."""

from evidence import contract_lines
from evidence.charts.impacts_panels import counted
from evidence.read_model import Row
from evidence.scenes import contracts_forms, contracts_lanes, contracts_money, scene_sources
from evidence.scenes.scene import Asked, Panel, Scene

TITLE = "Contracts: what was tried, and what became of it"


def scene(asked: Asked) -> Scene:
    """The line of forms, the counts by state, then the lanes and the money.

    Parameters: ``status``. No contract selected gives no panel.
    """
    states = asked.rows("contract_fate_counts")
    status = asked.choice("status", contract_lines.options(states), contract_lines.ANY)
    size = asked.one("contracts_size", status=status)
    cited = _cited(asked, status) if size["n_contracts"] else []
    n_all = counted(size["n_all_contracts"], "contract")
    return Scene(
        page="contracts",
        title=TITLE,
        counted=f"{size['n_contracts']} of {n_all}",
        filters=contract_lines.filters(asked.words(), states, status),
        panels=_panels(asked, status) if size["n_contracts"] else (),
        notes=(
            f"{contract_lines.sentence(states, status)}.",
            contract_lines.ORDER_RULE,
            contract_lines.NEVER_SIGNED,
            contract_lines.SEEN,
        )
        if size["n_contracts"]
        else (),
        sources=scene_sources.of_rows(cited),
        newest=scene_sources.newest(cited),
    )


def _panels(asked: Asked, status: str) -> tuple[Panel, ...]:
    """The panels of a selection with a contract: a chosen form leaves out the others."""
    forms = asked.rows("contract_forms_line", status=status)
    states = asked.rows("contract_fate_counts")
    return (
        contracts_forms.line([form for form in forms if form["is_chosen"]], status),
        *((contracts_forms.counts(states),) if status == contract_lines.ANY else ()),
        *contracts_lanes.panels(asked, status),
        *contracts_money.panels(asked, status),
    )


def _cited(asked: Asked, status: str) -> list[Row]:
    """What the contracts rest on, national money, and the amounts of a price in steps."""
    return [
        *asked.rows("contract_sources", status=status),
        *(row for row in asked.rows("contract_funding") if row["source_id"]),
        *(row for row in asked.rows("contract_price_steps") if row["has_every_step"]),
    ]
