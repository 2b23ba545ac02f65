"""Two steps and a principle, as the queries give them to a checklist."""

from evidence.checklists.items import Item

ITEMS = (
    Item(
        "step-1", "step", 1, "Define the services.", "Which care does it take in?",
        "report-2016", "Report of 2016", "page 11",
    ),
    Item("step-2", "step", 2, "Choose the form.", "Who carries which risk?", "gone", "", ""),
    Item(
        "principle-1", "principle", 1, "State whom it serves.", "",
        "report-2016", "Report of 2016", "page 10",
    ),
)  # fmt: skip
