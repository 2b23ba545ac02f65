"""What a checklist asks: its items, the fields of each, and what may be typed into them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from evidence import scene_drafts
from evidence.store_errors import StoreError

Field = Literal["state", "note", "role"]

# In the order in which they are offered; the words are those of screens and files.
STATES: dict[str, str] = {
    "not_started": "Not started",
    "under_way": "Under way",
    "done": "Done",
    "not_relevant": "Not relevant",
}
NO_STATE = "No answer yet"
FIELDS: dict[Field, str] = {"state": "State", "note": "Note", "role": "Role"}
ROLE_HELP = "A role, such as finance lead: no names and nothing else about a person."
LIMITS: dict[Field, int] = {"state": 20, "note": scene_drafts.NOTE_LIMIT, "role": 120}
KINDS = {"step": "Step", "principle": "Principle"}
ITEM = re.compile(r"(?:step|principle)-[1-9][0-9]?")


class ChecklistRefused(StoreError):
    """What was asked does not fit what is in the store by now, or is too large; nothing is kept."""


@dataclass(frozen=True)
class Item:
    """One step or principle, as a row of ``queries/checklist_items.sql``.

    Attributes:
        item: its id, such as step-1 or principle-10.
        kind: step or principle.
        number: its place among those of its kind, from 1.
        text: the step or the principle.
        questions: what to ask; empty where the source has none, as for principles.
        source_id: the document that it comes from.
        source_title: the title of that document; empty where it is not among the sources.
        locator: where in the document; empty for not stated.
    """

    item: str
    kind: str
    number: int
    text: str
    questions: str
    source_id: str
    source_title: str
    locator: str

    @property
    def label(self) -> str:
        """Its short name, such as Step 1."""
        return f"{KINDS.get(self.kind, self.kind)} {self.number}"


def of_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The items of the rows of ``queries/checklist_items.sql``, in their order."""
    return tuple(
        Item(
            row["item"],
            row["kind"],
            int(row["number"]),
            *(row[name] or "" for name in ("text", "questions")),
            *(row[name] or "" for name in ("source_id", "source_title", "locator")),
        )
        for row in rows
    )


def state_words(value: str) -> str:
    """A state in words; no answer is said to be none."""
    return STATES.get(value, value) if value else NO_STATE


def fitting(field: Field, value: str) -> str:
    """What was typed as it is kept; empty for nothing, which is a value as any other.

    Raises:
        ChecklistRefused: it is too long, or no state.
    """
    if field not in FIELDS:
        raise ChecklistRefused(f"A checklist has no field {field}: choose state, note or role.")
    kept = scene_drafts.plain(value) if field == "note" else scene_drafts.one_line(value)
    if field == "state" and kept and kept not in STATES:
        raise ChecklistRefused(f"“{kept[:40]}” is no state: choose one of {', '.join(STATES)}.")
    if len(kept) > LIMITS[field]:
        raise ChecklistRefused(
            f"The {field} has {len(kept)} characters and may have {LIMITS[field]}: shorten it and"
            " save again. Nothing was kept."
        )
    return kept


def refuse_unknown(item: str) -> None:
    """Make sure that there can be such an item.

    Raises:
        ChecklistRefused: it is no id of a step or of a principle.
    """
    if not ITEM.fullmatch(item):
        raise ChecklistRefused(
            f"“{item[:40]}” is no step and no principle: write it as step-1 or principle-10."
        )
