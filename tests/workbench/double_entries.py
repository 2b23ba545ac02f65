"""Two people, a source and their findings, for the tests of blind double entry."""

from evidence.store import Store
from evidence.workbench import double_entry, drafts
from evidence.workbench.person import Person

SOURCE = "journal-2020"
ADMISSIONS = {
    "finding_id": "beta-readmissions",
    "site_id": "beta",
    "outcome_domain": "emergency_admissions",
    "measure": "Emergency readmissions in 30 days",
    "label": "readmissions",
    "polarity": "lower_is_better",
    "direction": "improved",
    "quantity": "change",
    "value": "-4",
    "unit": "percent_change",
    "comparator": "before_after",
    "period": "2015-2018",
    "design": "before_after",
    "evidence_status": "evaluated",
    "statement": "Readmissions were 4% lower than in the year before.",
    "source_id": SOURCE,
    "locator": "table 7",
}
STAYS = ADMISSIONS | {
    "finding_id": "beta-stay",
    "outcome_domain": "bed_days",
    "measure": "Length of stay in days",
    "label": "stay",
    "value": "-2",
    "statement": "Stays were 2% shorter than in the year before.",
    "locator": "table 8",
}


def entered(store: Store, person: Person, task_id: str, *findings: dict[str, str]) -> str:
    """The sheet of one of the two, with these findings, not yet handed in."""
    sheet = double_entry.begin(store, person, task_id)
    for finding in findings:
        drafts.put(store, person, sheet, "findings", finding)
    return sheet


def handed_in(store: Store, person: Person, task_id: str, *findings: dict[str, str]) -> str:
    """The same, handed in."""
    sheet = entered(store, person, task_id, *findings)
    double_entry.hand_in(store, person, task_id)
    return sheet
