"""One site of the list in words: what the list on a desk and the one on a wall both say.

Rows are those of ``queries/site_list.sql``.
"""

from collections.abc import Mapping
from typing import Any

from evidence.charts import marks
from evidence.schema import Package

Row = Mapping[str, Any]

SORTS = {
    "name": "Name",
    "model": "Model of care",
    "findings": "Number of findings",
    "event": "Last event",
    "contract": "Contract status",
}
ORDERS = {
    "name": "by name",
    "model": "by model of care, then by name",
    "findings": "by number of findings, most first, then by name",
    "event": "by last event, newest first, then by name; sites without a dated event last",
    "contract": "by the status of the contract, live first, then by name; sites without one last",
}
RULE = (
    "One mark an outcome: the findings of the strongest evidence status that the outcome has there,"
    " merged to the direction that at least 70% of them share, else to mixed."
)
GROUPS = (
    "Several sites or studies reported together. They overlap with the sites above, so they are"
    " never counted with them."
)


def strongest(site: Row) -> list[dict[str, Any]]:
    """The result of each outcome, of the strongest evidence that it has; none without a result."""
    return [each for each in site["results"] or () if each["is_strongest"]]


def result(each: Row) -> str:
    """What one mark says: 'Bed days: worse, evaluated; 2 findings'."""
    n = each["n_findings"]
    words = marks.words(each["direction"], each["evidence_status"])
    return f"{each['outcome_name']}: {words}" + (f"; {n} findings" if n > 1 else "")


def missing(site: Row, package: Package) -> list[str]:
    """Why there is no result at all, where a source says so: 'too early'."""
    reasons = package.tables["absences"].field("reason")
    return [reasons.label(reason).lower() for reason in site["missing"] or ()]


def nothing(site: Row) -> str:
    """Why no result is shown where no source says that it is missing."""
    if site["n_all_findings"] is None:
        return "none found"
    return f"none of {site['n_all_findings']} meets the filters"
