"""What filters select, said once more in plain Python over the rows of the CSV files."""

import unicodedata
from collections import defaultdict
from typing import NamedTuple

from evidence.filters import Filters
from evidence.read_model import ReadModel

Tables = dict[str, list[dict[str, str]]]

# Every column that names a source, in the tables whose rows belong to a site.
CITING = {
    "sites": ("source_id",),
    "findings": ("source_id",),
    "facts": ("source_id",),
    "partners": ("source_id",),
    "contracts": ("source_id",),
    "absences": ("source_id",),
    "funding": ("source_id",),
    "milestones": ("source_id",),
    "lessons": ("source_id",),
    "conflicts": ("source_a", "source_b"),
}
SITE_COLUMNS = ("name", "short_name", "area", "country", "lead_organisation")
FINDING_COLUMNS = ("measure", "label", "population", "statement")


class Selection(NamedTuple):
    """The ids of what is selected; national groups are sites here."""

    sites: frozenset[str]
    findings: frozenset[str]


class SlowSelection:
    """The rows of every table, to be asked what a choice of filters selects."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.years = {row["source_id"]: row["published"][:4] for row in tables["sources"]}
        self.forms: dict[str, set[str]] = defaultdict(set)
        self.sources: dict[str, set[str]] = defaultdict(set)
        self.identity: dict[str, list[str]] = defaultdict(list)
        self.told: dict[str, list[str]] = defaultdict(list)
        self._read_contracts()
        for name, columns in CITING.items():
            for row in tables[name]:
                self.sources[row["site_id"]] |= {row[column] for column in columns}
        for row in tables["sites"]:
            self.identity[row["site_id"]] += [row[column] for column in SITE_COLUMNS]
            self.told[row["site_id"]].append(row["summary"])
        for row in tables["partners"]:
            self.identity[row["site_id"]].append(row["organisation"])
        for row in tables["lessons"]:
            self.told[row["site_id"]].append(row["lesson"])
        for row in tables["findings"]:
            self.told[row["site_id"]] += [row[column] for column in FINDING_COLUMNS]

    def _read_contracts(self) -> None:
        site_of = {row["contract_id"]: row["site_id"] for row in self.tables["contracts"]}
        for row in self.tables["contracts"]:
            self.forms[row["site_id"]].add(row["contract_form"])
            self.identity[row["site_id"]] += [row["commissioner"], row["provider"]]
        for row in self.tables["contract_figures"] + self.tables["contract_stages"]:
            self.sources[site_of[row["contract_id"]]].add(row["source_id"])

    def select(self, filters: Filters) -> Selection:
        """The sites and findings that the filters select."""
        in_place = {row["site_id"]: row for row in self.tables["sites"]}
        findings = [
            row
            for row in self.tables["findings"]
            if self._site_fits(in_place[row["site_id"]], filters)
            and self._finding_fits(row, filters)
        ]
        with_results = {row["site_id"] for row in findings}
        about_findings = (
            filters.outcome_domain
            or filters.evidence_status
            or filters.direction
            or filters.design
            or filters.with_number
            or filters.published_up_to is not None
        )
        sites = [
            site_id
            for site_id, row in in_place.items()
            if self._site_fits(row, filters)
            and meets(self.sources[site_id], filters.source_id)
            and all(
                word in folded(" ".join(self.identity[site_id] + self.told[site_id]))
                for word in folded(filters.text).split()
            )
            and (site_id in with_results or not about_findings)
        ]
        return Selection(frozenset(sites), frozenset(row["finding_id"] for row in findings))

    def _site_fits(self, row: dict[str, str], filters: Filters) -> bool:
        return (
            meets({row["model_type"]}, filters.model_type)
            and meets({row["kind"]}, filters.kind)
            and meets({row["country"] or "not_stated"}, filters.country)
            and meets(self.forms[row["site_id"]] or {"none"}, filters.contract_form)
        )

    def _finding_fits(self, row: dict[str, str], filters: Filters) -> bool:
        year = self.years[row["source_id"]]
        words = self.identity[row["site_id"]] + [row[column] for column in FINDING_COLUMNS]
        return (
            meets({row["outcome_domain"]}, filters.outcome_domain)
            and meets({row["evidence_status"]}, filters.evidence_status)
            and meets({row["direction"]}, filters.direction)
            and meets({row["design"] or "not_stated"}, filters.design)
            and meets({row["source_id"]}, filters.source_id)
            and (row["value"] != "" or not filters.with_number)
            and (
                filters.published_up_to is None
                or (year != "" and int(year) <= filters.published_up_to)
            )
            and all(word in folded(" ".join(words)) for word in folded(filters.text).split())
        )


def select(model: ReadModel, filters: Filters) -> Selection:
    """What the model selects, asked by its test queries; fails where an id is selected twice."""
    found = []
    for question in ("site_ids", "finding_ids"):
        ids = [row["id"] for row in model.rows(question, filters)]
        assert len(ids) == len(set(ids))
        found.append(frozenset(ids))
    return Selection(*found)


def meets(values: set[str], chosen: tuple[str, ...]) -> bool:
    """Whether one of the values is chosen; nothing chosen means all."""
    return not chosen or not values.isdisjoint(chosen)


def folded(words: str) -> str:
    """Lower case, without accents, straight quotation marks."""
    for curly, straight in (("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"')):
        words = words.replace(curly, straight)
    parts = unicodedata.normalize("NFD", words.lower())
    return "".join(each for each in parts if unicodedata.category(each) != "Mn")
