"""Short codes for new rows, made from their names as the data folder makes them."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

from evidence.schema import Package, Table
from evidence.store_tables import Values
from evidence.workbench.submission import Entry

# The fields whose words make the code, in order; the codes of references are taken whole.
MADE_FROM: dict[str, tuple[str, ...]] = {
    "sources": ("publisher", "title", "published"),
    "sites": ("short_name",),
    "findings": ("site_id", "outcome_domain", "source_id"),
    "facts": ("site_id", "fact"),
    "contracts": ("site_id", "contract_form", "start_date"),
    "contract_figures": ("contract_id", "figure"),
    "contract_stages": ("contract_id", "stage"),
    "partners": ("site_id", "organisation"),
    "absences": ("site_id", "outcome_domain"),
    "funding": ("site_id", "financial_year"),
    "milestones": ("site_id", "date"),
    "lessons": ("site_id", "theme"),
    "conflicts": ("site_id", "topic"),
    "model_types": ("name",),
    "contract_forms": ("name",),
    "outcome_domains": ("name",),
    "evidence_statuses": ("name",),
    "designs": ("name",),
}
# How many words of a long text the code takes.
WORDS = {"publisher": 2, "title": 2, "organisation": 6, "topic": 4}
YEAR_ONLY = ("published", "start_date")
LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "nhs",
    ]
)
LONGEST = 80


def slug(text: str) -> str:
    """The text in small letters, digits and single hyphens; empty where it has none of them."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", text.casefold()))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if c.isascii())).strip("-")


def suggested(table: Table, row: Mapping[str, str], taken: Collection[str]) -> str:
    """A code for the row that nobody has; empty while nothing it is made from is filled in.

    Args:
        table: the table of the row. One with numbers for codes gets the next number.
        row: what was typed so far.
        taken: the codes that other rows have.
    """
    if table.field(table.key).type == "integer":
        return str(
            max((int(each) for each in taken if each.isascii() and each.isdigit()), default=0) + 1
        )
    parts = [_part(name, row.get(name, "")) for name in MADE_FROM.get(table.name, ())]
    made = "-".join(part for part in parts if part)[:LONGEST].strip("-_")
    if not made or made not in taken:
        return made
    number = 2
    while f"{made}-{number}" in taken:
        number += 1
    return f"{made}-{number}"


def follows(table: Table, row: Mapping[str, str], taken: Collection[str]) -> bool:
    """Whether the row's code is still the suggested one, so that it may follow the names."""
    return row.get(table.key, "") in ("", suggested(table, row, taken))


def renamed(
    package: Package, entries: Iterable[Entry], table: str, old: str, new: str
) -> list[tuple[Entry, Values]]:
    """What has to change in the other rows of a submission when one of its new rows is renamed.

    Returns:
        Each entry that refers to the row, with the fields that shall name it anew.
    """
    found = []
    for entry in entries:
        row = entry.row or {}
        keys = package.tables[entry.table].foreign_keys
        named = {
            key.field: new
            for key in keys
            if key.table == table and old and row.get(key.field) == old
        }
        if named:
            found.append((entry, named))
    return found


def _part(name: str, value: str) -> str:
    if name in YEAR_ONLY:
        return value[:4] if value[:4].isdigit() else ""
    if name not in WORDS:
        return value if name.endswith("_id") else slug(value)
    words = [word for word in slug(value).split("-") if word not in LITTLE]
    return "-".join(words[: WORDS[name]])
