"""The steps in which a case is entered, and which tables stand in which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.schema import Table
from evidence.store_tables import Values
from evidence.workbench.limits import LONGEST_TITLE
from evidence.workbench.submission import Entry, Submission

CHECK = "check"


@dataclass(frozen=True)
class Step:
    """One step of the form.

    Attributes:
        title: its name in the list of steps.
        advice: what belongs into it, in one or two sentences.
        tables: what can be added in it, the most likely first.
    """

    title: str
    advice: str
    tables: tuple[str, ...]


STEPS: dict[str, Step] = {
    "source": Step(
        "1 Source",
        "Which document says it? Look for it first: each document is entered once.",
        ("sources",),
    ),
    "site": Step(
        "2 Site",
        "Which site is it about? Choose it, or enter a new one with who took part in it.",
        ("sites", "partners", "milestones", "funding"),
    ),
    "contract": Step(
        "3 Contract and facts",
        "What was agreed, and how large is it? Leave out what the source does not say.",
        ("contracts", "contract_stages", "contract_figures", "facts"),
    ),
    "findings": Step(
        "4 Findings",
        "What was reported: one row for each result. Say too what is missing, was learnt, or is"
        " disputed.",
        ("findings", "absences", "lessons", "conflicts"),
    ),
    "terms": Step(
        "Words and steps",
        "Terms that the other tables use, and the principles and steps towards a contract.",
        (
            "contract_forms",
            "model_types",
            "outcome_domains",
            "evidence_statuses",
            "designs",
            "principles",
            "commissioning_steps",
        ),
    ),
    CHECK: Step("Check and send", "", ()),
}
# What one row of each table is called, as in "Add a finding".
NOUNS = {
    "sources": "a source",
    "sites": "a site",
    "partners": "a partner",
    "milestones": "a milestone",
    "funding": "a year of funding",
    "contracts": "a contract",
    "contract_stages": "a stage of a contract",
    "contract_figures": "a term of a contract",
    "facts": "a fact",
    "findings": "a finding",
    "absences": "a known gap",
    "lessons": "a lesson",
    "conflicts": "a disagreement of sources",
    "contract_forms": "a contract form",
    "model_types": "a model of care",
    "outcome_domains": "an outcome domain",
    "evidence_statuses": "an evidence status",
    "designs": "a study design",
    "principles": "a principle",
    "commissioning_steps": "a step towards a contract",
}
# The parts of a long form: the first field of each, and the heading above it.
PARTS: dict[str, dict[str, str]] = {
    "findings": {
        "site_id": "What was measured, and where",
        "direction": "What was reported",
        "comparator": "How it was found out",
        "statement": "In one sentence, and where it stands",
    },
    "sites": {
        "name": "What it is",
        "country": "Where and when",
        "outcome_status": "What became of it",
    },
    "contracts": {
        "site_id": "What it is",
        "commissioner": "Who, how much, how long",
        "payment": "What was agreed, and what happened",
    },
}
# A row of these is named in other rows, so it needs a code before it has a name.
NAMED_ELSEWHERE = {"sources": "new-source", "sites": "new-site", "contracts": "new-contract"}
# What a new row takes over from what was chosen for the case.
FROM_CASE = {"source_id": "sources", "site_id": "sites", "contract_id": "contracts"}

# What a row is told by in a list, the best first, and how much of it, in characters.
TOLD_BY = (
    *("short_name", "name", "title", "measure", "event", "lesson", "topic", "reason"),
    *("fact", "statement"),
)
LONGEST_WORDS = 80


def words_of(table: Table, values: Mapping[str, str]) -> str:
    """A row on one line: its name, else what it is about, else its code, else that it is new."""
    names = (name for name in TOLD_BY if name in table.field_names and values.get(name))
    words = " ".join(values.get(next(names, table.key), "").split())
    return words[:LONGEST_WORDS] or "not named yet"


def step_of(table: str) -> str:
    """The step that the table stands in.

    Raises:
        KeyError: in none.
    """
    for name, step in STEPS.items():
        if table in step.tables:
            return name
    raise KeyError(table)


def first_values(table: Table, entries: Iterable[Entry], chosen: Mapping[str, str]) -> Values:
    """What a new row of the case begins with.

    Args:
        table: its table.
        entries: the rows of the case so far.
        chosen: the published source and site that were chosen for the case, by table.

    Returns:
        The source, site and contract of the case where there is one, and where a row of that table
        is named in others a code that stands until it has a name.
    """
    listed = list(entries)
    values: Values = {}
    for field, target in FROM_CASE.items():
        if table.reference(field) is None:
            continue
        own = [entry.key for entry in listed if entry.table == target]
        used = [(entry.row or {}).get(field, "") for entry in listed]
        known = [chosen.get(target, ""), *reversed(own), *reversed(used)]
        values[field] = next((each for each in known if each), "")
    if table.name in NAMED_ELSEWHERE:
        values[table.key] = _free(NAMED_ELSEWHERE[table.name], listed, table)
    return values


def noun(table: str) -> str:
    """What one row of the table is called, with a capital and no article: 'Stage of a contract'."""
    words = NOUNS.get(table, table).split(" ", 1)[-1]
    return words[0].upper() + words[1:]


def title_of(item: Submission) -> str:
    """A title for a draft that nobody gave one: its site or else its document, and its findings."""
    named = {"sites": "short_name", "sources": "title"}
    words = [
        found
        for table, field in named.items()
        for entry in item.entries
        if entry.table == table and (found := (entry.row or {}).get(field, ""))
    ]
    n = sum(entry.table == "findings" for entry in item.entries)
    findings = ["1 finding" if n == 1 else f"{n:,} findings"] if n else []
    rows = "1 row" if len(item.entries) == 1 else f"{len(item.entries):,} rows"
    return ": ".join([*words[:1], *(findings or [rows])])[:LONGEST_TITLE]


def awaits_name(table: str, code: str) -> bool:
    """Whether the code only stands in until the row has a name."""
    stem = NAMED_ELSEWHERE.get(table)
    return stem is not None and (code == stem or code.startswith(f"{stem}-"))


def _free(stem: str, entries: Iterable[Entry], table: Table) -> str:
    taken = {entry.key for entry in entries if entry.table == table.name}
    possible = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 2)))
    return next(code for code in possible if code not in taken)
