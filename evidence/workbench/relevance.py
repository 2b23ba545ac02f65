"""Which fields of a row matter for what was already chosen in it, and which follow by themselves.

The form leaves out what could only be empty, so that it asks less. A field that holds a value is
never left out, whatever the other fields say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.schema import Table
from evidence.store_tables import Values

ANY = "any value"


@dataclass(frozen=True)
class When:
    """A field matters only where another one has a value, or one of the listed values.

    Attributes:
        field: the field that may be left out.
        other: the field that decides.
        values: what it must be; ``ANY`` for anything but empty.
    """

    field: str
    other: str
    values: tuple[str, ...] = (ANY,)

    def holds(self, row: Mapping[str, str]) -> bool:
        """Whether the field matters in this row."""
        found = row.get(self.other, "")
        return found in self.values or (ANY in self.values and found != "")


PLACES = ("vanguard", "case_study")
SET_AGAINST = ("own_growth", "level")
# A total has nothing to set it against, and so no interval round a difference from anything.
WITH_INTERVAL = ("change", "ratio", "difference", "own_growth", "level", "price")

RELEVANCE: dict[str, tuple[When, ...]] = {
    "sites": (
        When("wave", "kind", ("vanguard",)),
        When("lat", "kind", PLACES),
        When("lon", "kind", PLACES),
    ),
    "findings": (
        When("quantity", "value"),
        When("unit", "value"),
        When("ci_low", "value"),
        When("ci_high", "value"),
        When("ci_low", "quantity", WITH_INTERVAL),
        When("ci_high", "quantity", WITH_INTERVAL),
        When("comparator_value", "quantity", SET_AGAINST),
    ),
    "contracts": (When("value_basis", "value_gbp"),),
    "contract_stages": (When("precision", "date"),),
}

FACT_UNITS = {
    "population": "people",
    "gp_practices": "practices",
    "care_homes": "homes",
    "beds": "beds",
    "budget_gbp": "gbp",
    "share_percent": "percent",
}
ONE_UNIT = {"ratio": "ratio", "own_growth": "percent_change"}
PRECISION = {4: "year", 7: "month", 10: "day"}


def shown(table: Table, row: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of the table that the form asks for, in the order of the table, the key last.

    Args:
        table: the table of the row.
        row: what was typed so far; a missing field is empty.
    """
    fields = [name for name in table.field_names if name != table.key]
    held_back = implied(table.name, row)
    return (
        *(
            name
            for name in fields
            if is_relevant(table.name, name, row)
            or row.get(name, "") not in ("", held_back.get(name, ""))
        ),
        table.key,
    )


def order(table: Table) -> tuple[str, ...]:
    """All fields of the table as a form asks for them, the key last.

    They stand in the order of the table, but a field that appears with the value of another one
    stands behind it, so that nothing moves above what is being typed.
    """
    names = [name for name in table.field_names if name != table.key]
    for rule in RELEVANCE.get(table.name, ()):
        if names.index(rule.field) < names.index(rule.other):
            names.remove(rule.field)
            names.insert(names.index(rule.other) + 1, rule.field)
    return (*names, table.key)


def is_relevant(table: str, field: str, row: Mapping[str, str]) -> bool:
    """Whether the other values of the row leave the field anything to say."""
    return all(rule.holds(row) for rule in RELEVANCE.get(table, ()) if rule.field == field)


def implied(table: str, row: Mapping[str, str]) -> Values:
    """The values that follow from the others, by the rules of the set; none where nothing follows.

    They come from ``queries/checks``: precision_fits_date, unit_fits_fact,
    unit_fits_contract_figure, unit_fits_quantity, contract_value_has_a_basis, stage_can_have_status
    and forecast_is_forecast_design.
    """
    found: Values = {}
    if table in ("milestones", "contract_stages"):
        found["precision"] = PRECISION.get(len(row.get("date", "")), "")
    if table == "contract_stages":
        found |= _stage_status(row.get("stage", ""))
    if table == "facts" and row.get("fact") in FACT_UNITS:
        found["unit"] = FACT_UNITS[row["fact"]]
    if table == "contract_figures" and row.get("figure") not in (None, "", "other"):
        found["unit"] = _figure_unit(row["figure"])
    if table == "findings" and row.get("quantity") in ONE_UNIT and row.get("value"):
        found["unit"] = ONE_UNIT[row["quantity"]]
    if table == "findings" and row.get("evidence_status") == "forecast":
        found["design"] = "forecast"
    if table == "contracts" and not row.get("value_gbp"):
        found["value_basis"] = "not_stated"
    return found


def followed(table: str, before: Mapping[str, str], after: Mapping[str, str]) -> Values:
    """What else changes in a row when it goes from ``before`` to ``after``.

    A value that was chosen otherwise by hand is left as it is.
    """
    earlier, now = implied(table, before), implied(table, after)
    return {
        name: value
        for name, value in {**dict.fromkeys(earlier, ""), **now}.items()
        if after.get(name, "") in ("", earlier.get(name, ""))
        and before.get(name, "") == after.get(name, "")
        and after.get(name, "") != value
    }


def _stage_status(stage: str) -> Values:
    if stage == "planned_start":
        return {"status": "planned"}
    if stage in ("last_seen", "paused", "abandoned", "terminated"):
        return {"status": "happened"}
    return {}


def _figure_unit(figure: str) -> str:
    if figure.endswith("percent"):
        return "percent"
    return "months" if "months" in figure else "gbp"
